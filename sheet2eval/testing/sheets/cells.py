"""A cell: what was entered, what it comes to, and what a person sees of it.

A cell is kept as the writable part of Google's CellData. A formula is not calculated; what it comes to can be given
with it (`effectiveValue`), else it shows `Loading...` for ever.
"""

from __future__ import annotations

import re
from datetime import date, time
from math import isfinite

from sheet2eval.books.xlsx.numfmt import show
from sheet2eval.testing.sheets.masks import Mask, merged
from sheet2eval.testing.sheets.wire import Json, invalid

MAX_CHARACTERS = 50_000
WRITABLE = ("userEnteredValue", "userEnteredFormat", "dataValidation", "note", "textFormatRuns", "chipRuns")

_DAY_ZERO = date(1899, 12, 30).toordinal()
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<currency>\$?)(?P<figures>(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(?P<power>[eE][+-]?\d+)?(?P<percent>%?)"
)
_FORMULA = re.compile(r"=.+|[+-](?![\d.,$%\s]+$).+", re.DOTALL)
_SLASH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([aApP])[mM])?")
_LINK = re.compile(r'=HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:,\s*"((?:[^"]|"")*)"\s*)?\)', re.IGNORECASE)

_PATTERNS = {
    "NUMBER": "#,##0.00",
    "PERCENT": "0.00%",
    "CURRENCY": '"$"#,##0.00',
    "DATE": "m/d/yyyy",
    "TIME": "h:mm:ss AM/PM",
    "DATE_TIME": "m/d/yyyy h:mm:ss",
    "SCIENTIFIC": "0.00E+00",
}
_ERRORS = {
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "ERROR": "#ERROR!",
    "LOADING": "Loading...",
    "N_A": "#N/A",
    "NAME": "#NAME?",
    "NULL_VALUE": "#NULL!",
    "NUM": "#NUM!",
    "REF": "#REF!",
    "VALUE": "#VALUE!",
}
_NOT_CALCULATED: Json = {"errorValue": {"type": "LOADING", "message": "Not calculated by this test server."}}


def raw(value: object) -> Json:
    """The value of a cell given by a program (RAW): a text stays what it is."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    raise invalid(f"Invalid values: struct_value or list_value cannot be written: {value!r:.60}")


def typed(text: str, standing: Json) -> tuple[Json, Json | None]:
    """The value of a text that a person types into this cell (USER_ENTERED), and the number format it brings along.

    As in a sheet set to the United States.
    """
    if text.startswith("'"):
        return {"stringValue": text[1:]}, None
    if standing.get("userEnteredFormat", {}).get("numberFormat", {}).get("type") == "TEXT":
        return {"stringValue": text}, None
    return _read(text)


def _read(text: str) -> tuple[Json, Json | None]:
    """The value of a typed text, and the number format that comes with it."""
    bare = text.strip()
    if bare.upper() in {"TRUE", "FALSE"}:
        return {"boolValue": bare.upper() == "TRUE"}, None
    if number := _NUMBER.fullmatch(bare):
        return _number(number)
    if moment := _moment(bare):
        return moment
    if _FORMULA.fullmatch(bare):
        return {"formulaValue": bare if bare.startswith("=") else f"={bare}"}, None
    return {"stringValue": text}, None


def _number(match: re.Match[str]) -> tuple[Json, Json | None]:
    value = float(match["sign"] + match["figures"].replace(",", "") + (match["power"] or ""))
    if match["percent"]:
        return {"numberValue": value / 100}, {"type": "PERCENT", "pattern": "0%"}
    return {"numberValue": value}, {"type": "CURRENCY"} if match["currency"] else None


def _moment(text: str) -> tuple[Json, Json] | None:
    try:
        if day := _SLASH_DATE.fullmatch(text):
            value = date(int(day[3]), int(day[1]), int(day[2])).toordinal() - _DAY_ZERO
            return {"numberValue": value}, {"type": "DATE", "pattern": "m/d/yyyy"}
        if day := _ISO_DATE.fullmatch(text):
            value = date(int(day[1]), int(day[2]), int(day[3])).toordinal() - _DAY_ZERO
            return {"numberValue": value}, {"type": "DATE", "pattern": "yyyy-mm-dd"}
        clock = _TIME.fullmatch(text)
        return _clock(clock) if clock else None
    except ValueError:  # no such day, no such time: text
        return None


def _clock(match: re.Match[str]) -> tuple[Json, Json]:
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        hour = hour % 12 + 12 * (half == "p")
    at = time(hour, int(match[2]), int(match[3] or 0))
    value = (at.hour * 3600 + at.minute * 60 + at.second) / 86_400
    seconds = ":ss" if match[3] else ""
    return {"numberValue": value}, {"type": "TIME", "pattern": f"h:mm{seconds}{' AM/PM' if half else ''}"}


def updated(standing: Json, given: Json, mask: Mask) -> Json:
    """The cell after an edit of what the mask names. Raises ApiError for a value that no cell takes."""
    cell = merged(standing, {name: given[name] for name in WRITABLE if given.get(name) is not None}, mask)
    if "*" in mask or "userEnteredValue" in mask:
        cell.pop("effectiveValue", None)
        value = cell.get("userEnteredValue", {})
        _check_value(value)
        if value.get("stringValue") == "":
            del cell["userEnteredValue"]
    return cell


def _check_value(value: Json) -> None:
    if len(value) > 1:
        names = " and ".join(sorted(value))
        raise invalid(f"Invalid value at 'user_entered_value' (oneof), both set: {names}.")
    if "errorValue" in value:
        raise invalid("ExtendedValue.errorValue cannot be written.")
    text = value.get("stringValue") or value.get("formulaValue") or ""
    if len(text) > MAX_CHARACTERS:
        raise invalid(
            f"Your input contains more than the maximum of {MAX_CHARACTERS} characters in a single cell."
        )


def effective(cell: Json) -> Json | None:
    """What the cell comes to (ExtendedValue); None for an empty one."""
    value: Json | None = cell.get("userEnteredValue")
    if value is None or "formulaValue" not in value:
        return value
    link = _LINK.fullmatch(value["formulaValue"])
    if link:
        return {"stringValue": (link[1] if link[2] is None else link[2]).replace('""', '"')}
    standing: Json = cell.get("effectiveValue", _NOT_CALCULATED)
    return standing


def hyperlink(cell: Json) -> str | None:
    """Where a click on the cell leads."""
    link = _LINK.fullmatch(cell.get("userEnteredValue", {}).get("formulaValue", ""))
    if link:
        return link[1].replace('""', '"')
    text_format = cell.get("userEnteredFormat", {}).get("textFormat", {})
    uri: str | None = text_format.get("link", {}).get("uri")
    return uri


def shown(cell: Json) -> str:
    """The text that a person sees."""
    value = effective(cell) or {}
    if "numberValue" in value:
        return _shown_number(value["numberValue"], cell)
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "errorValue" in value:
        return _ERRORS.get(value["errorValue"].get("type"), "#ERROR!")
    text: str = value.get("stringValue", "")
    return text


def _shown_number(value: float, cell: Json) -> str:
    chosen = cell.get("userEnteredFormat", {}).get("numberFormat", {})
    pattern = chosen.get("pattern") or _PATTERNS.get(chosen.get("type"), "General")
    return show(value, pattern).strip() if isfinite(value) else str(value)


def unformatted(cell: Json) -> object:
    """The value as a program wants it: numbers as numbers, dates as serial numbers."""
    value = effective(cell) or {}
    if "errorValue" in value:
        return shown(cell)
    return next(iter(value.values()), "")


def formula(cell: Json) -> object:
    """What was entered: the formula where there is one."""
    return cell.get("userEnteredValue", {}).get("formulaValue") or unformatted(cell)
