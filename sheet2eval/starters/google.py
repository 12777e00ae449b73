"""How a starting sheet at Google is drawn.

Format: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheet2eval.books.google import edits
from sheet2eval.books.google.address import url_of
from sheet2eval.books.google.cells import FORMAT, VALUE, colour, value_of
from sheet2eval.books.google.refusals import EditedMeanwhileError
from sheet2eval.books.google.structure import Json
from sheet2eval.books.google.waiting import Pace
from sheet2eval.contract import SETTINGS, Column
from sheet2eval.errors import BookError
from sheet2eval.starters.look import (
    FIGURES,
    FONT,
    FONT_SIZE,
    INK,
    LAST_ROW,
    PLAIN_TINT,
    TINTS,
    TextTab,
    help_on,
    tint_of,
    width_of,
)

_SPARE_COLUMNS = 6  # for the results, and for people
_CHOICES = "dataValidation"
_TICK = "re-grade now"
_HELP_ON_TICK = "Tick it: where the sheet is watched, every case is graded within a minute."


def create(title: str, tabs: Sequence[TextTab]) -> str:
    """Make a sheet with these tabs, and one with a box to tick for grading; returns its address.

    It belongs to whoever is signed in. Raises SetupError.
    """
    from sheet2eval.books.google.api import Api

    blank = TextTab(SETTINGS.name, SETTINGS, (tuple(column.name for column in SETTINGS.columns),))
    numbered = dict(enumerate((*tabs, blank), 1))
    sheets = [{"properties": _properties(number, tab)} for number, tab in numbered.items()]
    key = Api("", title, Pace()).create({"properties": {"title": title}, "sheets": sheets})
    try:
        Api(key, title, Pace()).edit([*_drawn(numbered), *_tick_box(len(numbered))])
    except (BookError, EditedMeanwhileError) as fault:
        raise BookError(f"{url_of(key)} was made and could not be filled ({fault}): delete it") from fault
    return url_of(key)


def _properties(number: int, tab: TextTab) -> Json:
    size = {"rowCount": LAST_ROW, "columnCount": len(tab.rows[0]) + _SPARE_COLUMNS, "frozenRowCount": 1}
    tint = TINTS.get(tab.declared.name, PLAIN_TINT).strong
    return {"sheetId": number, "title": tab.name, "gridProperties": size, "tabColorStyle": colour(tint)}


def _drawn(tabs: Mapping[int, TextTab]) -> Iterator[Json]:
    for number, tab in tabs.items():
        columns = [column for _, _, column in tab.columns()]
        for at, column in enumerate(columns):
            below = edits.area(number, (1, LAST_ROW), (at, at + 1))
            yield edits.width(number, at, width_of(column))
            yield edits.same(below, {FORMAT: _look(column), **_choices(column)}, f"{FORMAT},{_CHOICES}")
        head = [_header(tab, header, column) for _, header, column in tab.columns()]
        yield edits.cells(number, 0, 0, [head], f"{VALUE},{FORMAT},note")
        body = [
            [_value(text, column) for text, column in zip(row, columns, strict=True)] for row in tab.rows[1:]
        ]
        if body:
            yield edits.cells(number, 1, 0, body, VALUE)


def _tick_box(tab: int) -> Iterator[Json]:
    yield edits.cells(tab, 1, 0, [[{**value_of(_TICK), "note": _HELP_ON_TICK}]], f"{VALUE},note")
    box = {VALUE: {"boolValue": False}, _CHOICES: {"condition": {"type": "BOOLEAN"}}}
    yield edits.cells(tab, 1, 1, [[box]], f"{VALUE},{_CHOICES},{FORMAT}.numberFormat")


def _header(tab: TextTab, text: str, column: Column | None) -> Json:
    look = {
        "backgroundColorStyle": colour(tint_of(tab.declared, column).quiet),
        "verticalAlignment": "MIDDLE",
        "wrapStrategy": "WRAP",
        "textFormat": {**_font(bold=True), "foregroundColorStyle": colour(INK)},
    }
    return {**value_of(text), FORMAT: look, **({"note": help_on(column)} if column else {})}


def _look(column: Column | None) -> Json:
    """The look of cells that keep `007`, `7:00 PM` and `11/4` as typed."""
    return {
        "numberFormat": {"type": "NUMBER" if column in FIGURES else "TEXT"},
        "verticalAlignment": "TOP",
        "wrapStrategy": "WRAP",
        "textFormat": _font(bold=column is not None and column.name == "id"),
    }


def _value(text: str, column: Column | None) -> Json:
    return value_of(float(text) if column in FIGURES and text else text)


def _font(*, bold: bool) -> Json:
    return {"fontFamily": FONT, "fontSize": FONT_SIZE, "bold": bold}


def _choices(column: Column | None) -> Json:
    if column is None or not column.choices:
        return {}
    values = [{"userEnteredValue": choice} for choice in column.choices]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "showCustomUi": True}
    return {_CHOICES: rule}
