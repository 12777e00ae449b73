"""The recurrences that a text mentions: every Monday at 9, daily, every other week, monthly on the 1st.

English, with the basics of German, French, Spanish and Portuguese, and iCalendar's rules (FREQ=WEEKLY;BYDAY=MO). A
weekday alone is no recurrence, nor is a date. "Every second Monday" is every other week, but the second of the
month where "of the month" follows; "biweekly" is every two weeks; "weekly" is on the one weekday that its sentence
named before. A recurrence has the times of day that stand nearest to it (see `nearness`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sheet2eval.text import recurrence_words as words
from sheet2eval.text.calendar_words import MONTHS
from sheet2eval.text.mentions import before, plain, prose, quote_both
from sheet2eval.text.nearness import nearest
from sheet2eval.text.recurrence_pattern import (
    AFTER,
    BASE,
    BEFORE,
    CONTINUED,
    DATE_MONTH,
    EVERYDAY_AFTER,
    FIGURES,
    NAMED_WEEKDAY,
    NOT_ITS_DAY_BEFORE,
    RULE,
    SENTENCE_END,
    TO_BASE,
)
from sheet2eval.text.recurrence_rule import read_rule
from sheet2eval.text.recurrence_turns import (
    Turns,
    adverb,
    days_of_month,
    every_other,
    group,
    ordinal,
    turns,
    weekdays,
    weekly,
)
from sheet2eval.text.times import TimeMention, find_times

_FORTNIGHT = 14
_FAR = 80  # characters that may name the days before "weekly"
_MOST_CONTINUED = 8  # times: one of each weekday, and the one before
_CLOSE = 6  # characters from "weekly" to a time that stands before its day


@dataclass(frozen=True, slots=True)
class RecurrenceMention:
    """A recurrence and where it stands; `times` are the seconds after midnight of each time's readings."""

    text: str
    start: int
    end: int
    turns: Turns
    times: tuple[tuple[int, ...], ...] = ()


def find_recurrences(text: str) -> tuple[RecurrenceMention, ...]:
    """The recurrences that a text mentions, in their order, each with its times."""
    low = prose(text)
    bases = list(BASE.compiled.finditer(low))
    times = find_times(text) if bases else ()
    found = sorted([*_in_words(text, bases, times), *_rules(text, low)], key=lambda mention: mention.start)
    return _timed(text, low, times, found)


def _timed(
    text: str, low: str, times: Sequence[TimeMention], found: Sequence[RecurrenceMention]
) -> tuple[RecurrenceMention, ...]:
    """The recurrences, each with the times that stand nearest to it, which it then spans."""
    tied: dict[int, list[TimeMention]] = {}
    starts = [mention.start for mention in found]
    for time in times if found else ():
        tie = nearest(low, time, found, starts)
        if tie:
            tied.setdefault(tie.index, []).append(time)
    return tuple(
        _with_times(text, mention, tied[index]) if index in tied else mention
        for index, mention in enumerate(found)
    )


def _with_times(text: str, bare: RecurrenceMention, times: Sequence[TimeMention]) -> RecurrenceMention:
    return RecurrenceMention(
        quote_both(text, bare, times[-1]),
        min(bare.start, times[0].start),
        max(bare.end, times[-1].end),
        bare.turns,
        (*bare.times, *(time.seconds for time in times)),
    )


def _rules(text: str, low: str) -> Iterator[RecurrenceMention]:
    for match in RULE.finditer(low) if "freq=" in low else ():
        read = read_rule(match[0])
        if read:
            recurs, seconds = read
            times = (seconds,) if seconds else ()
            yield RecurrenceMention(text[match.start() : match.end()], *match.span(), recurs, times)


def _in_words(
    text: str, bases: Sequence[re.Match[str]], times: Sequence[TimeMention]
) -> list[RecurrenceMention]:
    starts = [time.start for time in times]
    found: list[RecurrenceMention] = []
    for match in bases:
        floor = found[-1].end if found else 0
        recurs = _turns(match) if match.start() >= floor else None
        if recurs:
            place = bisect_left(starts, match.start())
            recurs, start, end = _completed(match, recurs, times[max(0, place - 1) : place + 1], floor)
            while found and found[-1].start >= start:  # "Mondays" of "Mondays, weekly"
                found.pop()
            later = bisect_left(starts, end)
            found.append(RecurrenceMention(text[start:end], start, end, recurs))
            found += _continued(text, match.string, found[-1], times[later : later + _MOST_CONTINUED])
    return found


def _continued(
    text: str, low: str, weekly_one: RecurrenceMention, times: Sequence[TimeMention]
) -> Iterator[RecurrenceMention]:
    """Wednesday, of "every Monday at 9 and Wednesday at 10"; the times are those after Monday."""
    end, weeks = weekly_one.end, weekly_one.turns.every // words.WEEK_DAYS
    for time, later in pairwise(times if weekly_one.turns.days and weeks else ()):
        day = CONTINUED.match(low, time.end)
        if not (day and time.start <= end + _CLOSE and 0 <= later.start - day.end() <= _CLOSE):
            return
        start, end = day.span("weekdays")
        yield RecurrenceMention(text[start:end], start, end, weekly(weekdays(day["weekdays"]), weeks))


def _turns(match: re.Match[str]) -> Turns | None:
    """What the words say recurs, before what stands around them says on which day."""
    if match["every"]:
        return _every(match)
    if match["times"]:
        adverbial = match["times_adverb"]
        each = adverb(adverbial) if adverbial else turns(*words.UNITS[plain(match["times_unit"])])
        return replace(each, count=_times(match["times"]))
    if match["adverb"]:
        is_noun = match["adverb"] == "everyday" and not EVERYDAY_AFTER.match(match.string, match.end())
        return None if is_noun else adverb(match["adverb"])
    if match["nth_of_month"]:
        return _nth_weekday(match["nth_of_month"], match["nth_of_month_day"])
    if match["alternate"] or match["one_in_two"]:
        return _alternate(match["alternate"] or match["one_in_two"])
    if match["workweek"]:
        return weekly(words.MONDAY_TO_FRIDAY)
    if match["group_alone"]:
        return weekly(group(match["group_alone"]))
    return weekly(weekdays(match["weekdays_alone"]))


def _every(match: re.Match[str]) -> Turns | None:
    if match["group"]:
        return weekly(group(match["group"]))
    if match["date"]:
        return _on_date(match["date"])
    if match["nth_weekday"]:
        return _nth_weekday(match["nth_weekday"], match["nth_weekday_day"])
    if match["first_weekday"]:
        return _nth_weekday(match["first_weekday"], match["first_weekday_day"])
    if nth := match["nth_day"] or match["nth_figure"]:
        return Turns(words.MONTH, 1, month_days=days_of_month(nth))
    number = _interval(match)
    if match["weekdays"]:
        return weekly(weekdays(match["weekdays"]), int(number))
    unit, every = words.UNITS[plain(match["unit"])]
    is_quinzaine = number == _FORTNIGHT + 1 and match["unit"] in words.QUINZAINE_UNITS
    total = every * (_FORTNIGHT if is_quinzaine else number)
    return turns(unit, int(total)) if total >= 1 and total == int(total) else None


def _interval(match: re.Match[str]) -> float:
    if match["other"]:
        return every_other(match["other"])
    count = match["count"] or "1"
    return float(count.replace(",", ".")) if count[0].isdigit() else words.COUNTS[plain(count)]


def _times(phrase: str) -> int:
    figures = FIGURES.match(phrase)
    return int(figures[0]) if figures else words.TIMES[plain(phrase)]


def _alternate(thing: str) -> Turns:
    if thing in words.WEEKDAYS_AFTER_EVERY:
        return weekly(weekdays(thing), 2)
    unit, every = words.UNITS[thing]
    return turns(unit, 2 * every)


def _nth_weekday(nth: str, day: str) -> Turns:
    return Turns(words.MONTH, 1, weekdays(day), nth=ordinal(nth))


def _on_date(date: str) -> Turns:
    month, figures = DATE_MONTH.search(date), FIGURES.search(date)
    assert month and figures  # noqa: S101, PT018 - a date has both
    return Turns(
        words.MONTH, words.YEAR_MONTHS, month_days=frozenset({int(figures[0])}), month=MONTHS[month[0]]
    )


def _completed(
    match: re.Match[str], recurs: Turns, times: Sequence[TimeMention], floor: int
) -> tuple[Turns, int, int]:
    """The turns with the day that stands after them or before them, also beyond a time; and their place.

    `floor` is where the recurrence before them ends.
    """
    if recurs.days or recurs.month_days or recurs.unit == words.MINUTE:
        return recurs, match.start(), match.end()
    low, start, end = match.string, match.start(), match.end()
    for place in (end, *(time.end for time in times if end <= time.start < end + _CLOSE)):
        after = AFTER.compiled.match(low, place)
        if after and (full := _counted_on(recurs, after)):
            return full, start, after.end()
    for place in (start, *(time.start for time in times if TO_BASE.fullmatch(low, time.end, start))):
        earlier = BEFORE.compiled.search(low, max(0, place - _FAR), place)
        if earlier and (full := _counted_on(recurs, earlier)):
            return full, earlier.start(), end
    named = _weekday_of_sentence(match, floor) if recurs.count == 1 else None
    if named and (full := _on_weekdays(recurs, weekdays(named[0]))):
        return full, named.start(), end
    return recurs, start, end


def _weekday_of_sentence(match: re.Match[str], floor: int) -> re.Match[str] | None:
    """The one weekday that stands before in the sentence: "The first is on Monday, and it repeats weekly"."""
    low, end = match.string, match.start()
    far = max(floor, end - _FAR)
    begin = max((stop.end() for stop in SENTENCE_END.finditer(low, far, end)), default=far)
    named = [day for day in NAMED_WEEKDAY.finditer(low, begin, end) if not before(day, NOT_ITS_DAY_BEFORE)]
    return named[0] if len({day[0] for day in named}) == 1 else None


def _counted_on(recurs: Turns, day: re.Match[str]) -> Turns | None:
    """The turns on as many days as they say: "twice a week, on Mondays and Fridays"."""
    if recurs.count == 1:
        return _on(recurs, day)
    full = None if recurs.every == 1 and recurs.unit == words.DAY else _on(replace(recurs, count=1), day)
    return full if full and len(full.days | full.month_days) == recurs.count else None


def _on(recurs: Turns, day: re.Match[str]) -> Turns | None:
    """The turns on the day that stands beside them; None where such a day is none of theirs."""
    found = day.groupdict()
    if found["date"]:
        on = _on_date(found["date"])
        return replace(recurs, month_days=on.month_days, month=on.month) if recurs.every == on.every else None
    if found["weekdays"] or found.get("group"):
        return _on_weekdays(
            recurs, group(found["group"]) if found.get("group") else weekdays(found["weekdays"])
        )
    if recurs.unit != words.MONTH:
        return None
    if found["nth_weekday"]:
        nth = _nth_weekday(found["nth_weekday"], found["nth_weekday_day"])
        return replace(recurs, days=nth.days, nth=nth.nth)
    return replace(recurs, month_days=days_of_month(found["day"] or found["nth_day"]))


def _on_weekdays(recurs: Turns, days: frozenset[int]) -> Turns | None:
    """Weekly on Monday; daily from Monday to Friday."""
    if recurs.unit != words.DAY:
        return None
    if recurs.every == 1:
        return weekly(days) if len(days) > 1 else None
    weeks, rest = divmod(recurs.every, words.WEEK_DAYS)
    return None if rest else weekly(days, weeks)
