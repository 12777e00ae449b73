"""Edits and searches of developer metadata: marks that only programs see."""

from __future__ import annotations

from sheet2eval.testing.sheets.document import Document
from sheet2eval.testing.sheets.edit import Edit, required, required_mask
from sheet2eval.testing.sheets.masks import merged
from sheet2eval.testing.sheets.wire import Json, invalid, not_modelled


def create_developer_metadata(edit: Edit, body: Json) -> Json:
    given = required(body, "developerMetadata")
    if given.get("visibility") not in {"DOCUMENT", "PROJECT"}:
        raise invalid("developerMetadata.visibility must be specified.")
    if not given.get("metadataKey"):
        raise invalid("developerMetadata.metadataKey must be specified.")
    number = given.get("metadataId") or edit.document.fresh_number()
    if any(entry["metadataId"] == number for entry in edit.document.metadata):
        raise invalid(f"Developer metadata with id {number} already exists.")
    location = _location(edit, required(given, "location"))
    entry = {**given, "metadataId": number, "location": location}
    edit.document.metadata.append(entry)
    return {"developerMetadata": entry}


def _location(edit: Edit, given: Json) -> Json:
    """The place as it is told in answers. Raises ApiError where there is none such."""
    kinds = [name for name in ("spreadsheet", "sheetId", "dimensionRange") if given.get(name) is not None]
    if len(kinds) != 1:
        raise invalid("Exactly one of spreadsheet, sheetId and dimensionRange must be specified.")
    if kinds == ["spreadsheet"]:
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if kinds == ["sheetId"]:
        return {"locationType": "SHEET", "sheetId": edit.document.tab(given["sheetId"], "sheet").id}
    tab, axis, start, end = edit.lines(given["dimensionRange"])
    if end - start != 1 or end > tab.size(axis):
        raise invalid("dimensionRange must represent a single row or column.")
    place = {"sheetId": tab.id, "dimension": str(axis), "startIndex": start, "endIndex": end}
    return {"locationType": str(axis)[:-1], "dimensionRange": place}


def delete_developer_metadata(edit: Edit, body: Json) -> Json:
    gone = matching(edit.document, required(body, "dataFilter"))
    edit.document.metadata = [entry for entry in edit.document.metadata if entry not in gone]
    return {"deletedDeveloperMetadata": gone}


def update_developer_metadata(edit: Edit, body: Json) -> Json:
    mask, given = required_mask(body, "DeveloperMetadata"), required(body, "developerMetadata")
    if set(mask) - {"metadataKey", "metadataValue", "visibility"}:
        raise not_modelled("how to move developer metadata")
    filters = body.get("dataFilters") or []
    found = [entry for chosen in filters for entry in matching(edit.document, chosen)]
    edit.document.metadata = [
        merged(entry, given, mask) if entry in found else entry for entry in edit.document.metadata
    ]
    return {
        "developerMetadata": [entry for entry in edit.document.metadata if entry["metadataId"] in _ids(found)]
    }


def _ids(entries: list[Json]) -> set[int]:
    return {entry["metadataId"] for entry in entries}


def matching(document: Document, data_filter: Json) -> list[Json]:
    """The metadata that a DataFilter finds."""
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        raise not_modelled("data filters other than developerMetadataLookup")
    return [entry for entry in document.metadata if _fits(entry, lookup)]


def _fits(entry: Json, lookup: Json) -> bool:
    place = lookup.get("metadataLocation")
    exactly = lookup.get("locationMatchingStrategy") == "EXACT_LOCATION"
    return (
        all(
            lookup.get(name) in {None, entry.get(name)}
            for name in ("metadataId", "metadataKey", "metadataValue", "visibility")
        )
        and lookup.get("locationType") in {None, entry["location"]["locationType"]}
        and (
            place is None
            or _is_at(entry["location"], place)
            or (not exactly and _meets(entry["location"], place))
        )
    )


def _is_at(location: Json, place: Json) -> bool:
    line = place.get("dimensionRange")
    if line is not None:
        return bool(location.get("dimensionRange") == {**line, "sheetId": line.get("sheetId") or 0})
    if place.get("spreadsheet"):
        return "spreadsheet" in location
    return "sheetId" in location and location["sheetId"] == place.get("sheetId")


def _meets(location: Json, place: Json) -> bool:
    """Whether metadata lies within the place, or around it on the same sheet."""
    if place.get("spreadsheet"):
        return True
    line, wanted = location.get("dimensionRange"), place.get("dimensionRange")
    if (line or location).get("sheetId") != (wanted or place).get("sheetId", 0):
        return False
    if line is None or wanted is None:
        return True
    overlaps = line["startIndex"] < wanted["endIndex"] and wanted["startIndex"] < line["endIndex"]
    return bool(line["dimension"] == wanted["dimension"] and overlaps)


KINDS = {
    "createDeveloperMetadata": create_developer_metadata,
    "deleteDeveloperMetadata": delete_developer_metadata,
    "updateDeveloperMetadata": update_developer_metadata,
}
