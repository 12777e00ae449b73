"""Which day, or which recurrence, a time of day in a text goes with.

A time stands with the nearest one before it or after it, in the same sentence and on the same line, at most
80 characters away. One that is linked to the time by nothing but words such as "at", "on" and "the" and parts of
the day goes before one with a comma, "and" or the edge of a table's cell between, and that before one with other
words between; then the distance decides, and of two equally near the first is taken. What parts them: the end of a
sentence, a semicolon, "but", "not" and "instead". A time on a line below goes with a day above it where a label
says so ("Time: 8:00 AM", `"time": "08:00"`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sheet2eval.text import clock_words
from sheet2eval.text.mentions import Place, any_of

_FARTHEST = 80

_LINKING = (
    *(
        "at",
        "on",
        "the",
        "by",
        "from",
        "in the",
        "for",
        "around",
        "about",
        "between",
        "starting",
        "of",
        "and",
        "to",
    ),
    *(
        "um",
        "am",
        "den",
        "ab",
        "von",
        "gegen",
        "der",
        "à",
        "le",
        "de",
        "du",
        "vers",
        "el",
        "a las?",
        "las?",
        "por la",
    ),
    *("às", "as", "no", "na", "da", "de la", "dia", "every", "each"),
    *(
        "time",
        "date",
        "day",
        "when",
        "uhrzeit",
        "uhr",
        "zeit",
        "heure",
        "hora",
        "start",
        "start time",
        "start_time",
    ),
    *("morning", "mornings", "afternoon", "afternoons", "evening", "evenings", "night", "nights", "t"),
    *clock_words.PARTS_OF_DAY,
    *clock_words.PARTS_ALONE,
)
_LINK = re.compile(
    rf"\W{{0,6}}(?:\b{any_of(_LINKING)}\b\W{{1,6}}){{0,4}}(?:\b{any_of(_LINKING)}\b\W{{0,6}})?"
)
_LISTING = re.compile(r"[,|]|\b(?:and|to)\b")
_PARTING = re.compile(
    r"[.!?…](?=\s)|[;。！？]|\b(?:but|not|instead|rather than|aber|nicht|mais|pas|pero|mas)\b"
)
_LABEL = re.compile(
    r"\b(?:time|at|when|date|day|on|start(?:[ _]time|[ _]date|s)?|uhrzeit|zeit|datum|heure|hora|fecha|data|días?|tag|"
    r"repeats?|frequency|recurrence|schedule)\b\W{1,8}\Z"
)
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """How a time stands with something: less is nearer. `index` is which of them."""

    looseness: int
    distance: int
    index: int


def nearest(low: str, time: Place, anchors: Sequence[Place], starts: Sequence[int]) -> Tie | None:
    """The anchor that a time goes with; both are of a text in lower case, the anchors in their order.

    `starts` are where the anchors start.
    """
    after = bisect_right(starts, time.start)
    ties = (_tie(low, time, anchors, index) for index in (after - 1, after) if 0 <= index < len(anchors))
    return min((tie for tie in ties if tie), default=None)


def _tie(low: str, time: Place, anchors: Sequence[Place], index: int) -> Tie | None:
    anchor = anchors[index]
    first, last = (anchor, time) if anchor.start <= time.start else (time, anchor)
    distance = max(0, last.start - first.end)
    if distance > _FARTHEST:
        return None
    gap = low[first.end : last.start]
    return None if _are_parted(low, first.end, last.start, gap) else Tie(_looseness(gap), distance, index)


def _looseness(gap: str) -> int:
    if not _LINK.fullmatch(gap):
        return 2
    return 1 if _LISTING.search(gap) else 0


def _are_parted(low: str, start: int, end: int, gap: str) -> bool:
    if "\n" in gap and (not _LABEL.search(gap) or _BLANK_LINE.search(gap)):
        return True
    return _PARTING.search(low, start, end) is not None
