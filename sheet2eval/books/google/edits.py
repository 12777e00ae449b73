"""The edits that we ask Google for, each as `spreadsheets.batchUpdate` takes it.

Format: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request
Rows and columns count from 0, ends excluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sheet2eval.books.book import Look, OutColumn
from sheet2eval.books.google.cells import FORMAT, VALUE, format_of
from sheet2eval.books.google.structure import MARK, Json

LINE_PIXELS = 21
_PIXELS = 7.5  # of a character
_MARGIN = 8  # pixels


def cells(tab: int, row: int, column: int, lines: Sequence[Sequence[Json]], fields: str) -> Json:
    """Write a block of cells; of each only what `fields` names."""
    start = {"sheetId": tab, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": line} for line in lines], "fields": fields}}


def same(area: Json, cell: Json, fields: str) -> Json:
    """Write the same into every cell of a range."""
    return {"repeatCell": {"range": area, "cell": cell, "fields": fields}}


def cleared(area: Json, fields: str) -> Json:
    return {"updateCells": {"range": area, "fields": fields}}


def unticked(tab: int, row: int, column: int, text: str) -> Json:
    """Clear a cell that shows this text; a tick box stays one."""
    blank: Json = {VALUE: {"boolValue": False}} if text == "TRUE" else {}
    return cells(tab, row, column, [[blank]], VALUE)


def area(tab: int, rows: Sequence[int | None] = (), columns: Sequence[int | None] = ()) -> Json:
    """A range of a tab: from a first row or column to an end; to the last one where the end is None."""
    first_row, end_row = rows or (None, None)
    first_column, end_column = columns or (None, None)
    edges = {
        "startRowIndex": first_row,
        "endRowIndex": end_row,
        "startColumnIndex": first_column,
        "endColumnIndex": end_column,
    }
    return {"sheetId": tab, **{name: edge for name, edge in edges.items() if edge is not None}}


def new_tab(tab: int, title: str, size: tuple[int, int], frozen: tuple[int, int]) -> tuple[Json, ...]:
    """A tab with our mark; `size` and `frozen` are rows and columns."""
    grid = {
        "rowCount": size[0],
        "columnCount": size[1],
        "frozenRowCount": frozen[0],
        "frozenColumnCount": frozen[1],
    }
    return (
        {"addSheet": {"properties": {"sheetId": tab, "title": title, "gridProperties": grid}}},
        marked({"metadataKey": MARK, "metadataValue": title, "location": {"sheetId": tab}}),
    )


def marked(mark: Json) -> Json:
    """Developer metadata, which nobody sees but programs; refused where its `metadataId` is taken."""
    return {"createDeveloperMetadata": {"developerMetadata": {**mark, "visibility": "DOCUMENT"}}}


def unmarked(lookup: Json) -> Json:
    """Delete the developer metadata that has all that is said; to find none is no fault."""
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def more_rows(tab: int, count: int) -> Json:
    return {"appendDimension": {"sheetId": tab, "dimension": "ROWS", "length": count}}


def more_columns(tab: int, count: int) -> Json:
    return {"appendDimension": {"sheetId": tab, "dimension": "COLUMNS", "length": count}}


def without_rows(tab: int, rows: range) -> Json:
    return {"deleteDimension": {"range": _rows(tab, rows)}}


def inserted_rows(tab: int, rows: range, *, below_others: bool) -> Json:
    """New rows; they look like those above them, or like those below where these are the header."""
    return {"insertDimension": {"range": _rows(tab, rows), "inheritFromBefore": below_others}}


def width(tab: int, column: int, characters: float) -> Json:
    place = {"sheetId": tab, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1}
    return {
        "updateDimensionProperties": {
            "range": place,
            "properties": {"pixelSize": pixels(characters)},
            "fields": "pixelSize",
        }
    }


def height(tab: int, rows: range, lines: int) -> Json:
    """Keep rows at so many lines of text, however much there is in them."""
    size = {"pixelSize": lines * LINE_PIXELS}
    return {
        "updateDimensionProperties": {"range": _rows(tab, rows), "properties": size, "fields": "pixelSize"}
    }


def pixels(characters: float) -> int:
    """How wide a column of so many characters is."""
    return round(characters * _PIXELS) + _MARGIN


def look(place: Json, wanted: Look) -> Json:
    return same(place, {FORMAT: format_of(wanted)}, FORMAT)


def dropdown(place: Json, choices: Iterable[str]) -> Json:
    """Offer words; others can be typed."""
    condition = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": choice} for choice in choices]}
    rule = {"condition": condition, "showCustomUi": True, "strict": False}
    return {"setDataValidation": {"range": place, "rule": rule}}


def colours(place: Json, by_word: Mapping[str, Look]) -> Iterable[Json]:
    """Colour cells by the word in them."""
    for word, wanted in by_word.items():
        shape = {name: format_of(wanted)[name] for name in ("backgroundColorStyle", "textFormat")}
        condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": word}]}
        rule = {"ranges": [place], "booleanRule": {"condition": condition, "format": shape}}
        yield {"addConditionalFormatRule": {"rule": rule, "index": 0}}


def guarded(tab: int, open_to_people: Sequence[Json]) -> Json:
    """Warn people who begin to edit what we write; they can go on."""
    protected = {
        "range": area(tab),
        "unprotectedRanges": open_to_people,
        "warningOnly": True,
        "description": "Written by sheet2eval: what you change here is replaced by the next run",
    }
    return {"addProtectedRange": {"protectedRange": protected}}


def filter_over(place: Json) -> Json:
    return {"setBasicFilter": {"filter": {"range": place}}}


def dressed(place: Json, column: OutColumn, wanted: Look | None) -> Iterable[Json]:
    """How the cells of a column look below its header; None where each cell looks its own way."""
    if wanted is not None:
        yield look(place, wanted)
    if column.choices:
        yield dropdown(place, column.choices)


def _rows(tab: int, rows: range) -> Json:
    return {"sheetId": tab, "dimension": "ROWS", "startIndex": rows.start, "endIndex": rows.stop}
