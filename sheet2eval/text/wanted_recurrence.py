"""A recurrence as a check wants it, and which mentions in a response make it up.

"Mondays at 9 and Wednesdays at 10" are two recurrences, and both are wanted. "Mondays at 9 and Wednesdays at 9" are
one, the same as "every Monday and Wednesday at 9"; a response may say that in parts too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sheet2eval.text.mentions import lowered
from sheet2eval.text.recurrence_turns import Turns
from sheet2eval.text.recurrences import RecurrenceMention, find_recurrences
from sheet2eval.text.times import parse_time

_Times = Collection[tuple[int, ...]]

_FILLING = re.compile(
    r"\b(?:on|at|the|from|starting|beginning|repeats?|um|am|à|le|a|las?|el|às|no|na|rrule|in|morning|mornings"
    r"|once|an|recurring|reminder|of|month)\b|[^\w\s]"
)
_JOINT_AT_END = re.compile(
    r"(?:\s*(?:[,;&+]|\b(?:and|plus|und|et|y|e)\b))+\s*(?:\b(?:on|also|the|el|le)\s+)*\Z"
)


def parse_recurrences(text: str) -> tuple[RecurrenceMention, ...]:
    """The recurrences that the whole text is, those with the same times as one; none where it says anything else."""
    core = text.strip()
    if alone := _alone(core):
        return (alone,)
    parts = [] if "|" in core else [_alone(piece) for piece in _pieces(core)]
    read = [part for part in parts if part]
    return tuple(_merged(read)) if len(parts) == len(read) > 1 else ()


def fitting(
    mentioned: Sequence[RecurrenceMention], wanted: RecurrenceMention
) -> tuple[RecurrenceMention, ...]:
    """The mentions that together are the wanted recurrence; none where they lack some of it.

    What it leaves open may be anything; but "every Monday and Tuesday" is not "every Monday".
    """
    parts = tuple(mention for mention in mentioned if _is_part(mention, wanted))
    for day in wanted.turns.single_days():
        on_day = [part for part in parts if part.turns.falls_on(day)]
        if not on_day or not _meet({time for part in on_day for time in part.times}, set(wanted.times)):
            return ()
    return parts


def is_sure(mention: RecurrenceMention, wanted: RecurrenceMention) -> bool:
    """Whether one of its times that fit has no other reading."""
    seconds = _seconds(wanted.times)
    return not wanted.times or any(set(time) <= seconds for time in mention.times)


def _alone(core: str) -> RecurrenceMention | None:
    """The recurrence that the whole text is; a number beside it is an hour, days of the month alone are monthly."""
    if whole := _whole(core):
        return replace(whole, text=core)
    monthly = _whole(f"every month {core}")
    return replace(monthly, text=core) if monthly and monthly.turns.month_days else None


def _whole(core: str) -> RecurrenceMention | None:
    mentions = find_recurrences(core)
    if len(mentions) != 1:
        return None
    (mention,) = mentions
    rest = _FILLING.sub(" ", lowered(f"{core[: mention.start]} {core[mention.end :]}")).strip()
    hour = parse_time(rest) if rest and not mention.times else None
    if rest and not hour:
        return None
    return replace(mention, times=(hour.seconds,) if hour else mention.times)


def _pieces(core: str) -> Iterator[str]:
    """The text cut before each recurrence but the first."""
    starts = [mention.start for mention in find_recurrences(core)]
    for start, end in pairwise([0, *starts[1:], len(core)]):
        yield _JOINT_AT_END.sub("", core[start:end])


def _merged(parts: Iterable[RecurrenceMention]) -> Iterator[RecurrenceMention]:
    """The recurrences, those that differ only in their days made one."""
    alike: dict[tuple[Turns, _Times], list[RecurrenceMention]] = {}
    for part in parts:
        dayless = replace(part.turns, days=frozenset(), month_days=frozenset())
        alike.setdefault((dayless, part.times), []).append(part)
    for (dayless, _), group in alike.items():
        days = frozenset[int]().union(*(part.turns.days for part in group))
        month_days = frozenset[int]().union(*(part.turns.month_days for part in group))
        text = " and ".join(part.text for part in group)
        yield replace(group[0], text=text, turns=replace(dayless, days=days, month_days=month_days))


def _is_part(mention: RecurrenceMention, wanted: RecurrenceMention) -> bool:
    at_its_times = not wanted.times or not _seconds(wanted.times).isdisjoint(_seconds(mention.times))
    return at_its_times and any(wanted.turns.takes(turns) for turns in _ways_to_count(mention))


def _ways_to_count(mention: RecurrenceMention) -> Iterator[Turns]:
    """Twice a day, at 8 AM and 8 PM, is daily at two times, and the other way round."""
    turns, times = mention.turns, len(set(mention.times))
    yield turns
    if times > 1 and turns.count in {1, times}:
        yield replace(turns, count=times if turns.count == 1 else 1)


def _meet(times: _Times, wanted: _Times) -> bool:
    """Whether every wanted time is there, each by a time of its own."""
    return len(times) >= len(wanted) and all(any(set(time) & set(one) for time in times) for one in wanted)


def _seconds(times: _Times) -> set[int]:
    return {seconds for time in times for seconds in time}
