"""The methods of the Sheets and Drive APIs that the server knows, with their paths and what each does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from sheet2eval.testing.sheets import drive, values
from sheet2eval.testing.sheets.batch import batch_update
from sheet2eval.testing.sheets.document import Access, Document
from sheet2eval.testing.sheets.edit import Edit, Editor
from sheet2eval.testing.sheets.filling import filled_tab
from sheet2eval.testing.sheets.masks import Mask
from sheet2eval.testing.sheets.quota import Effort
from sheet2eval.testing.sheets.reading import get_spreadsheet, without_id_0
from sheet2eval.testing.sheets.requests.metadata import matching
from sheet2eval.testing.sheets.wire import ApiError, Json, invalid, not_modelled

_WRITERS = {Access.OWNER, Access.WRITER}


@dataclass(slots=True)
class Store:
    """All documents by their keys, as `account` finds them."""

    account: str
    documents: dict[str, Document] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def drafted(self, title: str) -> Document:
        """A document without tabs, that is not among the others yet, and belongs to the account."""
        return Document(f"1TestSheet{next(self._numbers):034}", title, [], access=Access.OWNER)

    def readable(self, key: str) -> Document:
        document = self.documents.get(key)
        if document is None:
            raise ApiError(404, "Requested entity was not found.")
        if document.access is Access.NONE:
            raise ApiError(403, "The caller does not have permission")
        return document

    def writable(self, key: str) -> Document:
        document = self.readable(key)
        if document.access not in _WRITERS:
            raise ApiError(403, "The caller does not have permission")
        return document


@dataclass(frozen=True, slots=True)
class Call:
    """One request, taken apart; `mask` is what its `fields` name."""

    store: Store
    place: Mapping[str, str]
    query: Mapping[str, Sequence[str]]
    body: Json
    mask: Mask | None

    def option(self, name: str, default: str) -> str:
        return self.query.get(name, (default,))[0]

    @property
    def key(self) -> str:
        return self.place["spreadsheetId"]

    def by(self, document: Document) -> Editor:
        return Editor(self.store.account, document.access is Access.OWNER)


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of an API: its id and the names of its schemas are those of the discovery document."""

    http: str
    path: re.Pattern[str]
    id: str
    effort: Effort
    answer: Callable[[Call], Json]
    takes: str | None
    gives: str

    @property
    def api(self) -> str:
        return "sheets.v4" if self.id.startswith("sheets.") else "drive.v3"


def _get(call: Call) -> Json:
    document = call.store.readable(call.key)
    edit = Edit(document, call.by(document))
    grid_data = call.option("includeGridData", "false").lower() == "true"
    return get_spreadsheet(edit, list(call.query.get("ranges", ())), call.mask, grid_data=grid_data)


def _create(call: Call) -> Json:
    properties = call.body.get("properties") or {}
    document = call.store.drafted(properties.get("title", "Untitled spreadsheet"))
    requests = list(map(_made_with, call.body.get("sheets") or [{"properties": {"title": "Sheet1"}}]))
    batch_update(document, call.by(document), {"requests": requests})
    call.store.documents[document.key] = document
    return get_spreadsheet(Edit(document, call.by(document)), [], None, grid_data=False)


def _made_with(sheet: Json) -> Json:
    if more := sorted(sheet.keys() - {"properties"}):
        raise not_modelled(f"how to make a spreadsheet with {', '.join(more)}")
    return {"addSheet": {"properties": sheet.get("properties") or {}}}


def _batch_update(call: Call) -> Json:
    document = call.store.writable(call.key)
    replies = batch_update(document, call.by(document), call.body)
    answer: Json = {"spreadsheetId": document.key, "replies": without_id_0(replies)}
    if call.body.get("includeSpreadsheetInResponse"):
        ranges = call.body.get("responseRanges") or []
        mask = None if call.mask is None else call.mask.get("updatedSpreadsheet", {"*": {}})
        grid_data = bool(call.body.get("responseIncludeGridData"))
        edit = Edit(document, call.by(document))
        answer["updatedSpreadsheet"] = get_spreadsheet(edit, ranges, mask, grid_data=grid_data)
    return answer


def _search_metadata(call: Call) -> Json:
    document = call.store.readable(call.key)
    filters = call.body.get("dataFilters") or []
    found = [(entry, chosen) for chosen in filters for entry in matching(document, chosen)]
    if not found:
        return {}
    told = [{"developerMetadata": without_id_0(entry), "dataFilters": [chosen]} for entry, chosen in found]
    return {"matchedDeveloperMetadata": told}


def _range(call: Call, text: str) -> Json:
    document = call.store.readable(call.key)
    render = call.option("valueRenderOption", "FORMATTED_VALUE")
    return values.read_range(document, text, render, call.option("majorDimension", "ROWS"))


def _values_get(call: Call) -> Json:
    return _range(call, call.place["range"])


def _values_batch_get(call: Call) -> Json:
    document = call.store.readable(call.key)
    read = [_range(call, text) for text in call.query.get("ranges", ())]
    return {"spreadsheetId": document.key, **({"valueRanges": read} if read else {})}


def _values_update(call: Call) -> Json:
    document = call.store.writable(call.key)
    given = {**call.body, "range": call.place["range"]}
    if call.body.get("range", given["range"]) != given["range"]:
        raise invalid(f"Requested writing to range {given['range']}, but the body says {call.body['range']}")
    _check_echo(call.option("includeValuesInResponse", ""))
    [answer] = values.write_ranges(document, call.by(document), [given], call.option("valueInputOption", ""))
    return answer


def _values_batch_update(call: Call) -> Json:
    document = call.store.writable(call.key)
    given = call.body.get("data") or []
    _check_echo(str(call.body.get("includeValuesInResponse", "")))
    answers = values.write_ranges(document, call.by(document), given, call.body.get("valueInputOption"))
    totals = {
        f"total{name[0].upper()}{name[1:]}": sum(answer.get(name, 0) for answer in answers)
        for name in ("updatedRows", "updatedColumns", "updatedCells")
    }
    return {"spreadsheetId": document.key, **totals, "responses": answers}


def _values_append(call: Call) -> Json:
    document = call.store.writable(call.key)
    option = call.option("valueInputOption", "")
    _check_echo(call.option("includeValuesInResponse", ""))
    return values.append(document, call.by(document), call.place["range"], call.body, option)


def _check_echo(wanted: str) -> None:
    if wanted.lower() == "true":
        raise not_modelled("how to include the values that were written")


def _values_clear(call: Call) -> Json:
    document = call.store.writable(call.key)
    [cleared] = values.clear(document, call.by(document), [call.place["range"]])
    return {"spreadsheetId": document.key, "clearedRange": cleared}


def _values_batch_clear(call: Call) -> Json:
    document = call.store.writable(call.key)
    cleared = values.clear(document, call.by(document), call.body.get("ranges") or [])
    return {"spreadsheetId": document.key, "clearedRanges": cleared}


def _file(call: Call) -> Json:
    key = call.place["fileId"]
    document = call.store.documents.get(key)
    if document is None or document.access is Access.NONE:
        raise drive.not_found(key)
    return drive.file(document, call.mask)


def _files(call: Call) -> Json:
    return drive.files(call.store.documents.values(), call.mask)


def _file_create(call: Call) -> Json:
    document = call.store.drafted(call.body.get("name", "Untitled"))
    document.tabs = [filled_tab(0, "Sheet1", [])]
    call.store.documents[document.key] = document
    return drive.file(document, call.mask)


def _sheets(
    http: str, path: str, id_: str, answer: Callable[[Call], Json], takes: str | None, gives: str
) -> Operation:
    writes = (takes is not None and "search" not in path) or path.endswith(":clear")
    effort = Effort.WRITE if writes else Effort.READ
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+?)", f"/v4/spreadsheets{path}"))
    return Operation(http, pattern, f"sheets.spreadsheets.{id_}", effort, answer, takes, gives)


_KEY = "/{spreadsheetId}"
OPERATIONS = (
    _sheets("POST", "", "create", _create, "Spreadsheet", "Spreadsheet"),
    _sheets("POST", f"{_KEY}:batchUpdate", "batchUpdate", _batch_update,
            "BatchUpdateSpreadsheetRequest", "BatchUpdateSpreadsheetResponse"),
    _sheets("POST", f"{_KEY}/developerMetadata:search", "developerMetadata.search", _search_metadata,
            "SearchDeveloperMetadataRequest", "SearchDeveloperMetadataResponse"),
    _sheets("GET", f"{_KEY}/values:batchGet", "values.batchGet", _values_batch_get, None, "BatchGetValuesResponse"),
    _sheets("POST", f"{_KEY}/values:batchUpdate", "values.batchUpdate", _values_batch_update,
            "BatchUpdateValuesRequest", "BatchUpdateValuesResponse"),
    _sheets("POST", f"{_KEY}/values:batchClear", "values.batchClear", _values_batch_clear,
            "BatchClearValuesRequest", "BatchClearValuesResponse"),
    _sheets("POST", f"{_KEY}/values/{{range}}:append", "values.append", _values_append,
            "ValueRange", "AppendValuesResponse"),
    _sheets("POST", f"{_KEY}/values/{{range}}:clear", "values.clear", _values_clear,
            "ClearValuesRequest", "ClearValuesResponse"),
    _sheets("PUT", f"{_KEY}/values/{{range}}", "values.update", _values_update, "ValueRange", "UpdateValuesResponse"),
    _sheets("GET", f"{_KEY}/values/{{range}}", "values.get", _values_get, None, "ValueRange"),
    _sheets("GET", _KEY, "get", _get, None, "Spreadsheet"),
    Operation("GET", re.compile("/drive/v3/files"), "drive.files.list", Effort.READ, _files, None, "FileList"),
    Operation("POST", re.compile("/drive/v3/files"), "drive.files.create", Effort.WRITE, _file_create, "File", "File"),
    Operation("GET", re.compile("/drive/v3/files/(?P<fileId>[^/]+)"), "drive.files.get", Effort.READ, _file,
              None, "File"),
)  # fmt: skip


def find_operation(http: str, path: str) -> tuple[Operation, Mapping[str, str]]:
    """The operation of a request and the parts of its path, still quoted. Raises ApiError 404 or 501."""
    for operation in OPERATIONS:
        match = operation.path.fullmatch(path)
        if match and operation.http == http:
            return operation, match.groupdict()
    if path.startswith(("/v4/spreadsheets", "/drive/v3/")):
        raise not_modelled(f"{http} {path}")
    raise ApiError(404, f"The requested URL {path} was not found on this server.")
