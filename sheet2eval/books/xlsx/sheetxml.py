"""A tab of the tool's own as a worksheet part, streamed: a hundred thousand rows take little memory.

The order of the elements is the schema's (ECMA-376 part 1, 18.3.1.99).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from sheet2eval.books.book import Look, OutCell, OwnTab
from sheet2eval.books.xlsx.areas import Area, letters
from sheet2eval.books.xlsx.cells import cell_xml
from sheet2eval.books.xlsx.looks import DRAWINGS, HEADER_MARGIN, LINE_HEIGHT, lines
from sheet2eval.books.xlsx.styles import StyleSheet
from sheet2eval.types import CellRef

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TAB_COLOUR = "FF5B7DB1"
PRINTING = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup orientation="landscape" fitToHeight="0"/>'
)
MOST_LINES = 12  # a longer answer is read in the cell, not by scrolling past a screen of it
MOST_LINKS = 65_530  # that Excel follows on one sheet
HEADERS = frozenset({Look.HEADER, Look.HEADER_RIGHT})
LEAST_HEIGHT = {Look.TITLE: 28, Look.HEADING: 22} | dict.fromkeys(HEADERS, 20)  # points
WRAPPED = frozenset(look for look in Look if DRAWINGS[look].wrap)


def sheet_xml(tab: OwnTab, styles: StyleSheet, namespace: str, code_name: str = "") -> Iterator[bytes]:
    """The part in pieces; `styles` is asked for every look that occurs, so take its result afterwards.

    `code_name` is what a workbook with macros calls the tab.
    """
    yield _beginning(tab, namespace, code_name).encode()
    links: list[str] = []
    widths = [column.width for column in tab.columns]
    for number, row in enumerate(tab.rows, 1):
        yield _row(number, row, widths, styles, links).encode()
    yield _ending(tab, styles, links).encode()


def _row(
    number: int, row: Sequence[OutCell], widths: Sequence[float], styles: StyleSheet, links: list[str]
) -> str:
    pieces = [f'<row r="{number}"{_height(row, widths)}>']
    for column, cell in enumerate(row, 1):
        place = f"{letters(column)}{number}"
        pieces.append(cell_xml(place, cell.value, styles.look(cell.look)))
        if cell.link and len(links) < MOST_LINKS:
            links.append(f"<hyperlink ref={quoteattr(place)} location={quoteattr(_location(cell.link))}/>")
    pieces.append("</row>")
    return "".join(pieces)


def _height(row: Sequence[OutCell], widths: Sequence[float]) -> str:
    """An estimate, because LibreOffice leaves rows without a height at one line."""
    height = most = LINE_HEIGHT
    for cell, width in zip(row, widths, strict=False):
        if cell.look in LEAST_HEIGHT:
            height = max(height, LEAST_HEIGHT[cell.look])
        if isinstance(cell.value, str) and cell.look in WRAPPED:
            room = width - HEADER_MARGIN if cell.look in HEADERS else width
            most = max(most, LINE_HEIGHT * lines(cell.value, room))
    if most > LINE_HEIGHT * MOST_LINES:
        return f' ht="{LINE_HEIGHT * MOST_LINES}" customHeight="1"'
    return f' ht="{max(height, most)}"' if max(height, most) > LINE_HEIGHT else ""


def _beginning(tab: OwnTab, namespace: str, code_name: str) -> str:
    named = f' codeName="{code_name}"' if code_name else ""
    grid = "" if tab.header_row else ' showGridLines="0"'
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{column.width:g}" customWidth="1"/>'
        for at, column in enumerate(tab.columns, 1)
    )
    area = Area(1, 1, max(1, len(tab.rows)), max(1, len(tab.columns)))
    return (
        f'{HEAD}<worksheet xmlns="{namespace}">'
        f'<sheetPr{named}><tabColor rgb="{TAB_COLOUR}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="{area}"/><sheetViews><sheetView{grid} workbookViewId="0">{_pane(tab)}</sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="{LINE_HEIGHT}"/>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def _pane(tab: OwnTab) -> str:
    down, right = tab.header_row, tab.frozen_columns
    if not (down or right):
        return ""
    corner = {(True, True): "bottomRight", (True, False): "bottomLeft", (False, True): "topRight"}
    pane = corner[bool(down), bool(right)]
    splits = (f' xSplit="{right}"' if right else "") + (f' ySplit="{down}"' if down else "")
    first = f"{letters(right + 1)}{down + 1}"
    return (
        f'<pane{splits} topLeftCell="{first}" activePane="{pane}" state="frozen"/>'
        f'<selection pane="{pane}" activeCell="{first}" sqref="{first}"/>'
    )


def _ending(tab: OwnTab, styles: StyleSheet, links: list[str]) -> str:
    pieces = ["</sheetData>"]
    last = max(len(tab.rows), tab.header_row + 1)
    if tab.header_row and tab.columns:
        pieces.append(f'<autoFilter ref="{Area(tab.header_row, 1, last, len(tab.columns))}"/>')
    pieces += _colours(tab, last, styles)
    pieces.append(_choices(tab, last))
    if links:
        pieces.append(f"<hyperlinks>{''.join(links)}</hyperlinks>")
    pieces.append(f"{PRINTING}</worksheet>")
    return "".join(pieces)


def _colours(tab: OwnTab, last: int, styles: StyleSheet) -> Iterator[str]:
    priority = 0
    for at, column in enumerate(tab.columns, 1):
        rules = []
        for word, look in column.colours.items():
            priority += 1
            rules.append(
                f'<cfRule type="cellIs" dxfId="{styles.conditional(look)}" priority="{priority}"'
                f' operator="equal"><formula>{_literal(word)}</formula></cfRule>'
            )
        if rules:
            area = Area(tab.header_row + 1, at, last, at)
            yield f'<conditionalFormatting sqref="{area}">{"".join(rules)}</conditionalFormatting>'


def _choices(tab: OwnTab, last: int) -> str:
    rules = [
        f'<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
        f" error={quoteattr('Choose one of: ' + ', '.join(column.choices))}"
        f' sqref="{Area(tab.header_row + 1, at, last, at)}">'
        f"<formula1>{_literal(','.join(column.choices))}</formula1></dataValidation>"
        for at, column in enumerate(tab.columns, 1)
        if column.choices
    ]
    return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>' if rules else ""


def _literal(text: str) -> str:
    """Text as a formula."""
    doubled = text.replace('"', '""')
    return escape(f'"{doubled}"')


def _location(target: CellRef) -> str:
    quoted = target.tab.replace("'", "''")
    return f"'{quoted}'!{letters(max(1, target.column))}{max(1, target.row)}"
