"""A starting workbook: tabs of text, drawn with the help, dropdowns and widths that `contract.py` declares."""

from __future__ import annotations

import re
import textwrap
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from sheet2eval.contract import Column
from sheet2eval.starters.look import (
    FIGURES,
    FONT,
    FONT_SIZE,
    GREYED,
    INK,
    LAST_ROW,
    PLAIN_TINT,
    TINTS,
    TextTab,
    Tint,
    help_on,
    tint_of,
    width_of,
)
from sheet2eval.types import column_letters

if TYPE_CHECKING:
    from openpyxl.styles.styleable import StyleableObject
    from openpyxl.worksheet.worksheet import Worksheet

_CLOCK = re.compile(rb"<dcterms:(created|modified).*?</dcterms:\1>")
_HIGHEST = 409.0  # points; Excel shows no row higher than that
_FIXED_HEIGHT = re.compile(rb'(<row r="\d+" ht="[\d.]+") customHeight="1"')


def workbook_bytes(tabs: Sequence[TextTab], title: str) -> bytes:
    """An .xlsx with these tabs. Every text is written as text, whatever it begins with."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    # The default font, which openpyxl keeps behind a closed door.
    book._fonts[0] = Font(FONT, FONT_SIZE)  # type: ignore[attr-defined]  # noqa: SLF001
    book.remove(book.worksheets[0])
    book.properties.creator = "sheet2eval"
    book.properties.title = title
    for tab in tabs:
        _draw(book.create_sheet(tab.name), tab)
    file = BytesIO()
    book.save(file)
    return _settled(file)


def _settled(file: BytesIO) -> bytes:
    """The same workbook, without clock: the same tabs always give the same bytes.

    The heights of rows are kept, but as estimates, so that a spreadsheet fits them anew after an edit.
    """
    settled = BytesIO()
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(settled, "w") as after:
        for name in before.namelist():
            content = _FIXED_HEIGHT.sub(rb"\1", before.read(name))
            if name == "docProps/core.xml":
                content = _CLOCK.sub(b"", content)
            after.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return settled.getvalue()


def _draw(sheet: Worksheet, tab: TextTab) -> None:
    for number, header, column in tab.columns():
        _draw_header(sheet, number, header, tint_of(tab.declared, column))
        _draw_column(sheet, number, column, [row[number - 1] for row in tab.rows[1:]])
        if column:
            _explain(sheet, number, column)
            _offer_choices(sheet, number, column)
            _grey_rows(sheet, number, column)
    _fit_rows(sheet, tab)
    _set_view(sheet, tab)
    _set_print(sheet)


def _draw_header(sheet: Worksheet, number: int, header: str, tint: Tint) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = sheet.cell(1, number, header)
    cell.font = Font(FONT, FONT_SIZE, bold=True, color=INK)
    cell.fill = PatternFill("solid", fgColor=tint.quiet)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = Border(bottom=Side("medium", color=tint.strong))


def _draw_column(sheet: Worksheet, number: int, column: Column | None, texts: Sequence[str]) -> None:
    """The whole column is dressed, so that rows added later look and behave like the first ones."""
    whole = sheet.column_dimensions[column_letters(number)]
    whole.width = width_of(column)
    _dress(whole, column)
    for row, text in enumerate(texts, start=2):
        if text:
            cell = sheet.cell(row, number, float(text) if column in FIGURES else text)
            _dress(cell, column)
            if cell.data_type == "f":  # openpyxl takes a leading = for a formula
                cell.data_type = "s"
            cell.quotePrefix = text[0] in "=+-@"  # and so would a spreadsheet when a person edits the cell


def _dress(drawn: StyleableObject, column: Column | None) -> None:
    from openpyxl.styles import Alignment, Font

    is_number = column in FIGURES
    drawn.alignment = Alignment("center" if is_number else None, "top", wrap_text=True)
    drawn.number_format = "General" if is_number else "@"  # so `007`, `7:00 PM` and `11/4` stay as typed
    drawn.font = Font(FONT, FONT_SIZE, bold=column is not None and column.name == "id")


def _fit_rows(sheet: Worksheet, tab: TextTab) -> None:
    """Heights that show all text: Excel would find them by itself, LibreOffice does not."""
    widths = [width_of(column) for _, _, column in tab.columns()]
    sheet.row_dimensions[1].height = 30
    for row, texts in enumerate(tab.rows[1:], start=2):
        lines = max(_line_count(text, width) for text, width in zip(texts, widths, strict=True))
        sheet.row_dimensions[row].height = min(4 + 12.75 * lines, _HIGHEST)


def _line_count(text: str, width: float) -> int:
    """Lines that a text takes; 1.2: letters are narrower than the digits that widths are counted in."""
    return sum(max(1, len(textwrap.wrap(line, int(1.2 * width)))) for line in text.split("\n"))


def _explain(sheet: Worksheet, number: int, column: Column) -> None:
    from openpyxl.comments import Comment

    text = help_on(column)
    height = 26 + 17 * sum(1 + len(line) // 44 for line in text.splitlines())
    sheet.cell(1, number).comment = Comment(text, "sheet2eval", height=height, width=330)


def _offer_choices(sheet: Worksheet, number: int, column: Column) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.choices:
        dropdown = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
        dropdown.add(f"{column_letters(number)}2:{column_letters(number)}{LAST_ROW}")
        sheet.add_data_validation(dropdown)


def _grey_rows(sheet: Worksheet, number: int, column: Column) -> None:
    """Cases that are left out, and turns that are not the user's, step back as soon as they are marked."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font
    from openpyxl.styles.differential import DifferentialStyle

    if column.name not in GREYED:
        return
    usual, colour = GREYED[column.name]
    marked = f"${column_letters(number)}2"
    look = DifferentialStyle(font=Font(color=colour, italic=True))
    rule = Rule("expression", formula=[f'AND({marked}<>"",LOWER({marked})<>"{usual}")'], dxf=look)
    sheet.conditional_formatting.add(f"A2:{column_letters(sheet.max_column)}{LAST_ROW}", rule)


def _set_view(sheet: Worksheet, tab: TextTab) -> None:
    sheet.freeze_panes = "B2" if tab.rows[0][0] == "id" else "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.sheet_properties.tabColor = TINTS.get(tab.declared.name, PLAIN_TINT).strong


def _set_print(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the tab
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
