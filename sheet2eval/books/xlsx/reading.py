"""A workbook read as tables: every worksheet, hidden ones too, as the text that a person sees."""

from __future__ import annotations

from sheet2eval.books.book import Table
from sheet2eval.books.xlsx.merges import filled_rows
from sheet2eval.books.xlsx.package import Package, SheetPart
from sheet2eval.books.xlsx.sheetdata import SheetData
from sheet2eval.books.xlsx.values import Values


def read_tables(package: Package) -> tuple[Table, ...]:
    """All worksheets in the order of their tabs. Raises BookError where a part cannot be read."""
    values, own = Values.of(package), package.own_sheets()
    return tuple(_table(package, sheet, values, ours=sheet.name in own) for sheet in package.sheets())


def _table(package: Package, sheet: SheetPart, values: Values, *, ours: bool) -> Table:
    data = SheetData(values.in_full() if ours else values)
    with package.reading(sheet.part):
        package.parse(sheet.part, data.listen, data.thin)
        rows = filled_rows(data)
        return Table(sheet.name, rows, data.faults, data.moments, ours, spanned=data.spanned)
