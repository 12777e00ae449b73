"""The text that a person sees: values shown by number formats, as Excel set to US English shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sheet2eval.books.xlsx.numfmt_date import moment, show_date
from sheet2eval.books.xlsx.numfmt_number import (
    TEXT,
    NumberPlan,
    general,
    plan_number,
    show_general,
    show_number,
)
from sheet2eval.books.xlsx.numfmt_parse import Condition, Kind, Section, parse_format

# ECMA-376 part 1, 18.8.30, with the codes that Excel itself shows for them (14, 22 and 47 differ there).
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
LOCAL_DATES = frozenset({*range(27, 37), *range(50, 59)})  # East Asian dates; elsewhere shown like 14

ABOVE_ZERO, FROM_ZERO, BELOW_ZERO = Condition(">", 0), Condition(">=", 0), Condition("<", 0)
ANY = Condition("<>", float("inf"))


def built_in(number: int) -> str:
    """The code behind a built-in format id; General for ids that mean nothing."""
    return BUILT_IN[14] if number in LOCAL_DATES else BUILT_IN.get(number, "General")


def show(value: float, code: str, offset: int = 0) -> str:
    """The text of a finite number under a format code; `offset` as in numfmt_date.

    What is no date to the calendar, where Excel fills the cell with ####, is shown as a plain number.
    """
    choice = _choose(code, value)
    if choice.section.is_clock:
        return show_date(choice.section, value, offset) or general(value)
    minus = "-" if value < 0 and not choice.own_sign else ""
    if choice.plan is None:
        return minus + show_general(choice.section, abs(value))
    return minus + show_number(choice.plan, abs(value))


def show_text(text: str, code: str) -> str:
    """A text under a format code: changed only by a fourth section, or by a last one with an @."""
    sections = parse_format(code)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) < 4 and not section.is_text:
        return text
    return "".join(text if token == TEXT else token.text for token in section.tokens)


def shows_text_plainly(code: str) -> bool:
    """Whether the format leaves every text as it is."""
    return show_text("\0", code) == "\0"


def moment_of(value: float, code: str, offset: int = 0) -> datetime | None:
    """The date-time of a number that its format shows as a date; None for times of day and plain numbers."""
    return moment(value, offset) if _choose(code, value).section.has(Kind.DATE) else None


@dataclass(frozen=True, slots=True)
class _Choice:
    """A section for numbers: which ones, and whether it says itself how a minus looks."""

    section: Section
    condition: Condition
    own_sign: bool
    plan: NumberPlan | None  # None: shown as General


def _choose(code: str, value: float) -> _Choice:
    choices = _choices(code)
    return next((choice for choice in choices if choice.condition.holds(value)), choices[-1])


@lru_cache(maxsize=4096)
def _choices(code: str) -> tuple[_Choice, ...]:
    sections = parse_format(code)
    if 1 < len(sections) < 4 and sections[-1].is_text:
        sections = sections[:-1]
    sections = sections[:3]
    return tuple(map(_choice, sections, _conditions(sections), [ANY, *_conditions(sections)]))


def _choice(section: Section, condition: Condition, before: Condition) -> _Choice:
    is_general = section.is_clock or section.is_text or section.has(Kind.GENERAL)
    own_sign = condition.only_negative or before.all_positive
    return _Choice(section, condition, own_sign, None if is_general else plan_number(section))


def _conditions(sections: tuple[Section, ...]) -> list[Condition]:
    """What each section is for: its own condition and all that is left; else positive, negative, zero."""
    given = [section.condition for section in sections]
    if any(given):
        return [condition or ANY for condition in given]
    return [[ANY], [FROM_ZERO, BELOW_ZERO], [ABOVE_ZERO, BELOW_ZERO, ANY]][len(given) - 1]
