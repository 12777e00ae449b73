"""The protection of a sheet: locked cells are the person's word, and are not written to."""

from __future__ import annotations

from sheet2eval.books.xlsx.areas import letters
from sheet2eval.books.xlsx.scan import truth, whole
from sheet2eval.books.xlsx.sheetmap import SheetMap
from sheet2eval.books.xlsx.styles import StyleSheet
from sheet2eval.errors import BookError


class Guard:
    """`on` says that the sheet is protected; what is written then has to stay unlocked."""

    def __init__(self, sheet: SheetMap, tab: str, styles: StyleSheet) -> None:
        protection = sheet.section("sheetProtection")
        self.on = protection is not None and truth(protection.attributes.get("sheet"))
        self._tab = tab
        self._unlocked = styles.unlocked() if self.on else frozenset()
        self._columns = [
            (columns, whole(node.attributes.get("style"), 0)) for columns, node in sheet.widths()
        ]

    def check(self, row: int, column: int, style: int | None) -> None:
        """Raises BookError where the cell is locked; without a style of its own it has that of its column."""
        if not self.on:
            return
        if style is None:
            style = next((style for columns, style in self._columns if column in columns), 0)
        if style not in self._unlocked:
            place = f"{letters(column)}{row}"
            raise BookError(
                f"the tab {self._tab!r} is protected and {place} is locked: "
                "unprotect the tab (Review > Unprotect Sheet), or run with --no-write"
            )
