"""One edit of a document on somebody's behalf: where it may write, and where a protection is in its way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sheet2eval.testing.sheets.areas import Area, Axis, quoted
from sheet2eval.testing.sheets.discovery import check_mask
from sheet2eval.testing.sheets.document import Document
from sheet2eval.testing.sheets.masks import Mask, parse_mask
from sheet2eval.testing.sheets.tab import Tab
from sheet2eval.testing.sheets.wire import Json, invalid

_PROTECTED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edits; an `owner` is above every protection."""

    email: str
    owner: bool

    def may_edit(self, protection: Json) -> bool:
        users = protection.get("editors", {}).get("users", ())
        return self.owner or bool(protection.get("warningOnly")) or self.email in users


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody does to a copy of a document."""

    document: Document
    by: Editor

    def area(self, given: Json | None) -> tuple[Tab, Area]:
        """The tab and the area of a GridRange, free to be edited."""
        if given is None:
            raise invalid("GridRange must be specified.")
        tab = self.document.tab(given.get("sheetId"))
        area = tab.area(given)
        if (given.get("endRowIndex") or 0) > area.bottom or (given.get("endColumnIndex") or 0) > area.right:
            limits = f"Max rows: {tab.whole.bottom}, max columns: {tab.whole.right}"
            raise invalid(f"Range ({quoted(tab.title)}!{area.a1()}) exceeds grid limits. {limits}")
        self.check_free(tab, area)
        return tab, area

    def lines(self, given: Json | None) -> tuple[Tab, Axis, int, int]:
        """The tab, axis, start and end of a DimensionRange; not cut to the tab."""
        given = given or {}
        tab = self.document.tab(given.get("sheetId"))
        axis = axis_of(given.get("dimension"))
        start, end = given.get("startIndex") or 0, given.get("endIndex", tab.size(axis))
        if not 0 <= start < end:
            raise invalid(f"endIndex[{end}] must be greater than startIndex[{start}].")
        return tab, axis, start, end

    def check_unlocked(self, tab: Tab) -> None:
        """Raises ApiError where a protection covers the whole tab."""
        for held in tab.protected_ranges:
            if tab.area(held["range"]) == tab.whole and not self.by.may_edit(held):
                raise invalid(_PROTECTED)

    def check_free(self, tab: Tab, area: Area) -> None:
        for held in tab.protected_ranges:
            if not self.by.may_edit(held) and tab.area(held["range"]).meets(area):
                free = (tab.area(given) for given in held.get("unprotectedRanges", ()))
                if not any(part.holds(area) for part in free):
                    raise invalid(_PROTECTED)


@contextmanager
def editing(document: Document, by: Editor) -> Iterator[Edit]:
    """An edit that the document takes over when the block ends well, and otherwise never saw."""
    edited = document.copy()
    yield Edit(edited, by)
    document.become(edited)


def axis_of(name: str | None) -> Axis:
    if name not in set(Axis):
        raise invalid("Invalid dimension: must be ROWS or COLUMNS.")
    return Axis(name)


def required_mask(body: Json, schema: str) -> Mask:
    """The `fields` of an edit, which must name some of that schema."""
    if not body.get("fields"):
        raise invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    mask = parse_mask(body["fields"])
    check_mask("sheets.v4", schema, mask, body["fields"])
    return mask


def required(body: Json, name: str) -> Json:
    """The object of that name, which must be there."""
    held: Json | None = body.get(name)
    if held is None:
        raise invalid(f"Missing required field: {name}.")
    return held
