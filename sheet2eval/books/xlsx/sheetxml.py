"""A tab of the tool's own as a worksheet part, streamed: a hundred thousand rows take little memory.

The order of the elements is the schema's (ECMA-376 part 1, 18.3.1.99).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from sheet2eval.books.book import Look, OutCell, OwnTab
from sheet2eval.books.looks import DRAWINGS, HEADER_MARGIN, LINE_HEIGHT, MOST_LINES, lines
from sheet2eval.books.xlsx.areas import Area, letters
from sheet2eval.books.xlsx.arrangement import Arrangement
from sheet2eval.books.xlsx.cells import cell_xml
from sheet2eval.books.xlsx.styles import StyleSheet
from sheet2eval.books.xlsx.workbookxml import OFFICE
from sheet2eval.types import CellRef

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TAB_COLOUR = "FF5B7DB1"
PRINTING = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup orientation="landscape" fitToHeight="0"/>'
)
THEIR_WIDTH = 20  # of people's columns that say none, in characters
MOST_LINKS = 65_530  # that Excel follows on one sheet
HIDDEN = ' hidden="1"'
HEADERS = frozenset({Look.HEADER, Look.HEADER_RIGHT})
LEAST_HEIGHT = {Look.TITLE: 28, Look.HEADING: 22} | dict.fromkeys(HEADERS, 20)  # points
WRAPPED = frozenset(look for look in Look if DRAWINGS[look].wrap)


def sheet_xml(tab: OwnTab, styles: StyleSheet, namespace: str, kept: Arrangement) -> Iterator[bytes]:
    """The part in pieces; `styles` is asked for every look that occurs, so take its result afterwards."""
    yield _beginning(tab, namespace, kept).encode()
    links: list[str] = []
    widths = [_width(column.width, kept.widths.get(at, {})) for at, column in enumerate(tab.columns, 1)]
    for number, row in enumerate(tab.rows, 1):
        hidden = number > tab.header_row and kept.hides(row)
        attributes = _height(row, widths) + HIDDEN * hidden
        cells = [*_cells(number, row, styles), kept.cells.get(number, b"").decode()]
        if len(links) < MOST_LINKS:
            links += _links(number, row)
        yield f'<row r="{number}"{attributes}>{"".join(cells)}</row>'.encode()
    for number in sorted(number for number in kept.cells if number > len(tab.rows)):
        yield f'<row r="{number}">'.encode() + kept.cells[number] + b"</row>"
    yield _ending(tab, styles, links[:MOST_LINKS], kept).encode()
    yield from _drawings(kept, OFFICE[namespace])
    yield b"</worksheet>"


def _cells(number: int, row: Sequence[OutCell], styles: StyleSheet) -> list[str]:
    look = styles.look
    return [
        cell_xml(f"{letters(column)}{number}", cell.value, look(cell.look))
        for column, cell in enumerate(row, 1)
    ]


def _links(number: int, row: Sequence[OutCell]) -> list[str]:
    return [_link(column, number, cell.link) for column, cell in enumerate(row, 1) if cell.link]


def _link(column: int, row: int, target: CellRef) -> str:
    place = f"{letters(column)}{row}"
    return f"<hyperlink ref={quoteattr(place)} location={quoteattr(_location(target))}/>"


def _height(row: Sequence[OutCell], widths: Sequence[float]) -> str:
    """An estimate, because LibreOffice leaves rows without a height at one line."""
    least, most = LINE_HEIGHT, 1
    for cell, width in zip(row, widths, strict=False):
        text, look = cell.value, cell.look
        if look in LEAST_HEIGHT:
            least = max(least, LEAST_HEIGHT[look])
        if isinstance(text, str) and (len(text) > width - HEADER_MARGIN or "\n" in text) and look in WRAPPED:
            most = max(most, lines(text, width - HEADER_MARGIN if look in HEADERS else width))
    if most > MOST_LINES:
        return f' ht="{LINE_HEIGHT * MOST_LINES}" customHeight="1"'
    height = max(least, most * LINE_HEIGHT)
    return f' ht="{height}"' if height > LINE_HEIGHT else ""


def _beginning(tab: OwnTab, namespace: str, kept: Arrangement) -> str:
    grid = "" if tab.header_row else ' showGridLines="0"'
    columns = _columns(tab, kept)
    area = Area(1, 1, max(1, len(tab.rows), *kept.cells), max(1, len(tab.columns), kept.width))
    properties = kept.properties.decode() or (
        f'<sheetPr><tabColor rgb="{TAB_COLOUR}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
    )
    views = kept.views.decode() or (
        f'<sheetViews><sheetView{grid} workbookViewId="0">{_pane(tab)}</sheetView></sheetViews>'
    )
    return (
        f'{HEAD}<worksheet xmlns="{namespace}">{properties}<dimension ref="{area}"/>{views}'
        f'<sheetFormatPr defaultRowHeight="{LINE_HEIGHT}"/>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def _columns(tab: OwnTab, kept: Arrangement) -> str:
    ours = [_column(at, column.width, kept.widths.get(at, {})) for at, column in enumerate(tab.columns, 1)]
    theirs = sorted(at for at in kept.widths if at > len(tab.columns))
    return "".join([*ours, *(_column(at, THEIR_WIDTH, kept.widths[at]) for at in theirs)])


def _column(at: int, width: float, kept: Mapping[str, str]) -> str:
    """With all that people gave it, or else with our width."""
    look = {"min": f"{at}", "max": f"{at}", "width": f"{width:g}", "customWidth": "1", **kept}
    return f"<col{''.join(f' {name}={quoteattr(value)}' for name, value in look.items())}/>"


def _width(width: float, kept: Mapping[str, str]) -> float:
    """In characters."""
    try:
        return max(float(kept.get("width", width)), 1.0)
    except ValueError:
        return width


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


def _ending(tab: OwnTab, styles: StyleSheet, links: list[str], kept: Arrangement) -> str:
    pieces = ["</sheetData>"]
    last = max(len(tab.rows), tab.header_row + 1)
    if tab.header_row and tab.columns:
        filters = b"".join(wanted.at(column) for column, wanted in sorted(kept.filters.items())).decode()
        area = Area(tab.header_row, 1, last, max(len(tab.columns), kept.width))
        pieces.append(f'<autoFilter ref="{area}">{filters}</autoFilter>')
    pieces += [*_colours(tab, last, styles), *map(bytes.decode, kept.formats)]
    choices = [*_choices(tab, last), *map(bytes.decode, kept.validations)]
    if choices:
        pieces.append(f'<dataValidations count="{len(choices)}">{"".join(choices)}</dataValidations>')
    if links:
        pieces.append(f"<hyperlinks>{''.join(links)}</hyperlinks>")
    return "".join([*pieces, PRINTING])


def _drawings(kept: Arrangement, office: str) -> Iterator[bytes]:
    for name, link in kept.drawings.items():
        yield f"<{name} xmlns:r={quoteattr(office)} r:id={quoteattr(link)}/>".encode()


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


def _choices(tab: OwnTab, last: int) -> Iterator[str]:
    return (
        f'<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
        f" error={quoteattr('Choose one of: ' + ', '.join(column.choices))}"
        f' sqref="{Area(tab.header_row + 1, at, last, at)}">'
        f"<formula1>{_literal(','.join(column.choices))}</formula1></dataValidation>"
        for at, column in enumerate(tab.columns, 1)
        if column.choices
    )


def _literal(text: str) -> str:
    """Text as a formula."""
    doubled = text.replace('"', '""')
    return escape(f'"{doubled}"')


def _location(target: CellRef) -> str:
    quoted = target.tab.replace("'", "''")
    return f"'{quoted}'!{letters(max(1, target.column))}{max(1, target.row)}"
