"""Whether what looks like a clock time is one: the evidence inside the match and beside it."""

from __future__ import annotations

import re

from sheet2eval.text import clock_words as words
from sheet2eval.text import minute_words
from sheet2eval.text.clock_pattern import (
    AFTERNOON_LEAD_BEFORE,
    CLOCK_BEHIND_DASH,
    CLOCK_JOINED,
    HOUR_LEAD_BEFORE,
    LEAD_BEFORE,
    NO_SPAN_BEFORE,
    NOT_A_CLOCK_AFTER,
    NOT_A_CLOCK_BEFORE,
    SHARE_AFTER,
    SPAN_START_BEFORE,
    UNCOUNTED_AFTER,
)
from sheet2eval.text.mentions import before, plain

_FIRST_LIKELY_HOUR = 5  # 1h30 is a length of time, 7h30 a time
_EVIDENCE = ("half", "part", "alone", "twelve", "clock_unit", "uhr", "basic")


def is_certain(match: re.Match[str]) -> bool:
    """Whether it is a time by what it says itself, or by what stands beside it."""
    if match["minutes"]:
        return False
    if any(match.group(*_EVIDENCE)) or _begins_span(match):
        return True
    if match["minute"]:
        return _is_dotted_clock(match) if match["dot"] else _is_clock_with_minutes(match)
    if match["named"]:
        is_clear = match["named"] not in words.NAMED_ONLY_AFTER_LEAD or match["after"] is not None
        return is_clear or _is_led(match)
    if match["offset"]:
        return plain(match["offset"]) in minute_words.BEFORE_HOUR or _is_led(match) or _is_half_hour(match)
    if match["unit"]:
        return _is_hour_with_unit(match)
    return _is_bare_hour(match)


def _is_led(match: re.Match[str]) -> bool:
    """Whether "at" or its like stands before."""
    return before(match, LEAD_BEFORE) is not None


def _is_half_hour(match: re.Match[str]) -> bool:
    """Half eight, where it counts nothing; "half one" is rather half of something."""
    is_half = match["offset"] == "half" and match["word"] not in {None, "one"}
    return is_half and UNCOUNTED_AFTER.match(match.string, match.end()) is not None


def _is_clock_with_minutes(match: re.Match[str]) -> bool:
    """7:30, 7h30 or 1900 hours: a time, unless what stands beside it makes it a ratio, a verse or a duration."""
    if before(match, NOT_A_CLOCK_BEFORE) or NOT_A_CLOCK_AFTER.match(match.string, match.end()):
        return False
    if match["military"] or not (match["unit"] or match["h"]):
        return True
    likely = match["h"] is not None and int(match["hour"]) >= _FIRST_LIKELY_HOUR
    return likely or is_24_hour(match["hour"]) or _is_led(match)


def _is_dotted_clock(match: re.Match[str]) -> bool:
    """19.00 h, and the 7.30 of "at 7.30", where it is no amount."""
    if match["unit"]:
        return match["unit"] == "h"
    return UNCOUNTED_AFTER.match(match.string, match.end()) is not None and _is_led(match)


def _begins_span(match: re.Match[str]) -> bool:
    """The 9 of "from 9 to 17:30" and of 9-17:30."""
    if match["minute"] or not (match["hour"] or match["word"]):
        return False
    if CLOCK_BEHIND_DASH.match(match.string, match.end()):
        return not before(match, NO_SPAN_BEFORE)
    return bool(CLOCK_JOINED.match(match.string, match.end()) and before(match, SPAN_START_BEFORE))


def _is_hour_with_unit(match: re.Match[str]) -> bool:
    """19h or "à 7 heures"; "8h" alone, "24h" and "7 hours" are lengths of time."""
    if match["unit"].startswith(("hour", "hr")):
        return False
    is_share = SHARE_AFTER.match(match.string, match.end())
    is_late = match["unit"] == "h" and match["hour"] is not None and 12 < int(match["hour"]) < 24
    return (is_late and not is_share) or _is_led(match)


def _is_bare_hour(match: re.Match[str]) -> bool:
    """The 7 of "at 7", where it counts nothing."""
    if match["hour"] and not 1 <= int(match["hour"]) <= 12 and not before(match, AFTERNOON_LEAD_BEFORE):
        return False
    if not UNCOUNTED_AFTER.match(match.string, match.end()):
        return False
    return before(match, HOUR_LEAD_BEFORE) is not None


def borrows(match: re.Match[str]) -> bool:
    """Whether the time can share what another says, as in "3–5 pm"."""
    if any(match.group("half", "part", "alone", "twelve", "minutes")):
        return False
    return not before(match, NO_SPAN_BEFORE)


def may_end(match: re.Match[str]) -> bool:
    """Whether it may be the 5 of "3 pm to 5", where it counts nothing."""
    is_bare = match["hour"] is not None and not (match["minute"] or match["unit"] or match["minutes"])
    return is_bare and UNCOUNTED_AFTER.match(match.string, match.end()) is not None


def is_24_hour(hour: str | None) -> bool:
    """Whether the hour's digits (07, 19, 0) say that the clock has 24 hours."""
    return hour is not None and (hour.startswith("0") or int(hour) > 12)
