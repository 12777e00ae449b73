"""The recurrence rules of iCalendar (RFC 5545), as calendars and their tools write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sheet2eval.text import recurrence_words as words
from sheet2eval.text.recurrence_turns import Turns, turns, weekly

_NUMBERED_DAY = re.compile(r"([+-]?[0-9]{1,2})?([a-z]{2})")
_NUMBER = re.compile(r"-?[0-9]{1,4}")


def read_rule(rule: str) -> tuple[Turns, tuple[int, ...]] | None:
    """What a rule in lower case says recurs, and at which seconds of the day; None where it says nothing sound."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    unit = words.RULE_UNITS.get(parts.get("freq", ""))
    every = _number({"interval": "1"} | parts, "interval")
    days = _days(parts)
    if unit is None or every is None or every < 1 or days is None:
        return None
    weekdays, nth = days
    if unit == words.RULE_UNITS["weekly"] and weekdays:
        return weekly(weekdays, every), _seconds(parts)
    if unit == words.RULE_UNITS["daily"] and weekdays:
        return weekly(weekdays), _seconds(parts)
    base = turns(unit[0], unit[1] * every)
    month_days, month = _month_days(parts), _number(parts, "bymonth")
    return Turns(
        base.unit, base.every, weekdays, month_days, month, nth or _number(parts, "bysetpos")
    ), _seconds(parts)


def _days(parts: Mapping[str, str]) -> tuple[frozenset[int], int | None] | None:
    """The weekdays of BYDAY, and which of them in the month; None where it holds anything else."""
    matches = [_NUMBERED_DAY.fullmatch(day) for day in parts.get("byday", "").split(",") if day]
    if not all(match and match[2] in words.RULE_DAYS for match in matches):
        return None
    read = [match for match in matches if match]
    numbers = {int(match[1]) for match in read if match[1]}
    return frozenset(words.RULE_DAYS[match[2]] for match in read), next(iter(sorted(numbers)), None)


def _month_days(parts: Mapping[str, str]) -> frozenset[int]:
    return frozenset(int(day) for day in parts.get("bymonthday", "").split(",") if _NUMBER.fullmatch(day))


def _seconds(parts: Mapping[str, str]) -> tuple[int, ...]:
    hour = _number(parts, "byhour")
    if hour is None or not 0 <= hour < 24:
        return ()
    return ((hour * 60 + (_number(parts, "byminute") or 0)) * 60,)


def _number(parts: Mapping[str, str], name: str) -> int | None:
    """The number of a part that holds one only."""
    text = parts.get(name, "")
    return int(text) if _NUMBER.fullmatch(text) else None
