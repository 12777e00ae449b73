"""The spans of time that a text mentions: 3–5 pm, from 15:00 to 17:00, between 3 and 5 in the afternoon.

The ends are times of day that "to", a dash or the like joins, or "and" after "between"; "8 or 9 pm" is no
span. "From 3 to 5" is one where nothing counted follows, and so is "3 PM for two hours". Of the readings of the
ends, those go together that make the shortest span: 9:00 to 5:00 is a working day or a night, and never twenty
hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sheet2eval.text.clock_pattern import (
    BARE_SPAN,
    BETWEEN_BEFORE,
    FIGURES,
    LASTING,
    LIST_JOINT,
    NOT_A_CLOCK_BEFORE,
    SPAN_JOINT,
    SPAN_LEAD_BEFORE,
    STARTING_BEFORE,
)
from sheet2eval.text.durations import DurationMention, find_durations
from sheet2eval.text.mentions import before, before_place, lowered
from sheet2eval.text.times import DAY, HOUR, TimeMention, find_times, parse_time

_LONGEST_JOINT = 48
_HOUR_SIGN = re.compile(r"(?<=[0-9])\s?h\b(?!\s?[0-9])")


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A span and where it stands; `ends` are the seconds after midnight of both, for every reading."""

    text: str
    start: int
    end: int
    ends: tuple[tuple[int, int], ...]

    @property
    def readings(self) -> frozenset[object]:
        return frozenset(self.ends)


def find_time_spans(text: str) -> tuple[TimeSpan, ...]:
    """The spans of time that a text mentions, in their order."""
    low = lowered(text)
    found = {span.start: span for span in _bare_spans(text, low)}
    found |= {span.start: span for span in _lasting_spans(text, low)}
    found |= {span.start: span for span in _joined_spans(text, low)}
    return tuple(found[start] for start in sorted(found))


def parse_time_span(text: str) -> TimeSpan | None:
    """The span that the whole text is; two numbers alone are hours: 15..17, 8h..12h."""
    core = text.strip()
    for typed in (core, f"from {core}", f"from {_HOUR_SIGN.sub('', core)}"):
        spans = find_time_spans(typed)
        if len(spans) == 1 and _is_all(typed, spans[0]):
            start = text.index(core)
            return TimeSpan(core, start, start + len(core), spans[0].ends)
    return None


def _is_all(text: str, span: TimeSpan) -> bool:
    """Whether beside the span nothing stands but what leads to one."""
    return not text[span.end :].strip(".") and SPAN_LEAD_BEFORE.match(lowered(text[: span.start])) is not None


def _joined_spans(text: str, low: str) -> Iterator[TimeSpan]:
    """The spans whose ends are times in their own right. The end of one span begins no other."""
    last_end = -1
    for first, last in pairwise(find_times(text)):
        if first.start >= last_end and _is_span(low, first, last):
            last_end = last.end
            yield TimeSpan(text[first.start : last.end], first.start, last.end, _ends(first, last))


def _is_span(low: str, first: TimeMention, last: TimeMention) -> bool:
    if last.start - first.end > _LONGEST_JOINT:
        return False
    if SPAN_JOINT.fullmatch(low, first.end, last.start):
        return True
    is_list = LIST_JOINT.fullmatch(low, first.end, last.start)
    return is_list is not None and before_place(low, first.start, BETWEEN_BEFORE) is not None


def _bare_spans(text: str, low: str) -> Iterator[TimeSpan]:
    for match in BARE_SPAN.compiled.finditer(low):
        first, last = parse_time(match["first"] or match["low"]), parse_time(match["last"])
        if first and last and not before(match, NOT_A_CLOCK_BEFORE):
            start = match.start("first" if match["first"] else "low")
            yield TimeSpan(text[start : match.end()], start, match.end(), _ends(first, last))


def _lasting_spans(text: str, low: str) -> Iterator[TimeSpan]:
    """The spans whose second end follows from how long they last."""
    beside = [
        (time, LASTING.match(low, time.end), before_place(low, time.start, STARTING_BEFORE))
        for time in find_times(text)
    ]
    lengths = find_durations(text) if any(after or earlier for _, after, earlier in beside) else ()
    starts, ends = {length.start: length for length in lengths}, {length.end: length for length in lengths}
    for time, after, earlier in beside:
        length = (after and starts.get(after.end())) or (earlier and ends.get(earlier.start()))
        if length and length.seconds[0] < DAY:
            start, end = min(time.start, length.start), max(time.end, length.end)
            yield TimeSpan(text[start:end], start, end, tuple(_lasting(time, length)))


def _lasting(time: TimeMention, length: DurationMention) -> Iterator[tuple[int, int]]:
    return ((begin, (begin + round(length.seconds[0])) % DAY) for begin in time.seconds)


def _ends(first: TimeMention, last: TimeMention) -> tuple[tuple[int, int], ...]:
    """The shortest of the spans that the readings of the ends make; 10:00–00:00 is on a clock of 24 hours."""
    figures = FIGURES.fullmatch(first.text), FIGURES.fullmatch(last.text)
    if first.sure != last.sure and figures[0] and figures[1]:
        return ((_as_written(first, figures[0]), _as_written(last, figures[1])),)
    spans = [(begin, finish) for begin in first.seconds for finish in last.seconds]
    shortest = min(_length(span) for span in spans)
    return tuple(span for span in spans if _length(span) == shortest)


def _as_written(end: TimeMention, figures: re.Match[str]) -> int:
    hour = int(figures["hour"])
    return next((seconds for seconds in end.seconds if seconds // HOUR == hour), end.seconds[0])


def _length(span: tuple[int, int]) -> int:
    begin, finish = span
    return (finish - begin - 1) % DAY
