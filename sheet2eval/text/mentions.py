"""What the scanners of times, dates and numbers share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

MOST_QUOTED = 5  # a reason stands in one cell
TEXTS_KEPT = 16  # the checks of a case read one response, one after the other
_LONGEST_QUOTE = 60
_WINDOW = 32  # as many characters before a mention can bear on it
_FIRST_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"(?:://|www\.|\.[a-z]{2,12}/)[^\s<>\"'`)\]|]+")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_HALF_WIDTH = {0xFF00 + code: 0x20 + code for code in range(1, 0x5F)}  # as Chinese and Japanese type them


@dataclass
class LazyPattern:
    """A pattern that is compiled when it is first used: the large ones take longer than most commands."""

    source: str
    flags: int = 0

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)


class Place(Protocol):
    """What stands somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Mention(Protocol):
    """A piece of a text, as written."""

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Quote:
    """A mention of which only the words are known."""

    text: str


def lowered(text: str) -> str:
    """The text in lower case and half width, every character where it was (`İ` alone would become two)."""
    if not text.isascii():
        text = text.replace("İ", "I")
        if _FULL_WIDTH.search(text):
            text = text.translate(_HALF_WIDTH)
    return text.lower()


@lru_cache(maxsize=2)  # the scanners of a check read one text, one after the other
def prose(text: str) -> str:
    """The text as `lowered` has it, web addresses blanked: example.com/2025/04/11 mentions no day."""
    low = lowered(text)
    if "/" not in low and "www." not in low:
        return low
    return _ADDRESS.sub(lambda address: "\0" * len(address[0]), low)


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of these patterns; a space in them is any white space, ' also ’; the longest wins.

    Those with one first letter or digit are grouped: the engine tries the branches of an alternation one by one.
    """
    longest_first = sorted(set(phrases), key=len, reverse=True)
    rests: dict[str, list[str]] = {}
    for phrase in longest_first:
        first = phrase[0] if phrase[0].isalnum() else ""
        rests.setdefault(first, []).append(phrase.removeprefix(first))
    branches = [f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()]
    return "(?:" + "|".join(branches).replace(" ", r"\s").replace("'", "['’]") + ")"


def first_words(phrases: Iterable[str]) -> str:
    """A pattern for the first word of any of these phrases, to look ahead cheaply."""
    return any_of(_FIRST_WORD.findall(phrase)[0] for phrase in phrases) + r"\b"


def before(match: re.Match[str], context: re.Pattern[str]) -> re.Match[str] | None:
    r"""What stands right before a match; the pattern of the context ends in `\Z`."""
    return before_place(match.string, match.start(), context)


def before_place(low: str, place: int, context: re.Pattern[str]) -> re.Match[str] | None:
    """What stands right before a place of a text in lower case, as `before` has it."""
    return context.search(low, max(0, place - _WINDOW), place)


def plain(matched: str) -> str:
    """A phrase that `any_of` matched, as it stands in the table of words."""
    return " ".join(matched.split()).replace("’", "'")


def as_written(mentions: Iterable[Mention], last: str = "and") -> str:
    """The mentions in their own words, each once: `7:00 AM, 8 pm and 19:30`."""
    texts = list(dict.fromkeys(plain(mention.text) for mention in mentions))
    if len(texts) > MOST_QUOTED:
        texts = [*texts[:MOST_QUOTED], f"{len(texts) - MOST_QUOTED} more"]
    return f" {last} ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


def quote_both(text: str, one: Place, other: Place) -> str:
    """Two pieces of a text with what stands between them, or with an ellipsis where that is much."""
    first, last = (one, other) if one.start <= other.start else (other, one)
    end = max(first.end, last.end)
    if end - first.start <= _LONGEST_QUOTE:
        return text[first.start : end]
    return f"{text[first.start : first.end]} … {text[last.start : last.end]}"


def found(
    noun: str,
    mentioned: Sequence[Mention],
    fitting: Sequence[Mention],
    wanted: Sequence[Mention],
    last: str = "or",
) -> str:
    """What a response mentions, as a finding's reason: `mentions 7:00 AM and 19:30, not 7:00 PM`.

    `last` stands before the last of what is wanted.
    """
    if not mentioned:
        return f"mentions no {noun}"
    if not fitting:
        return f"mentions {as_written(mentioned)}, not {as_written(wanted, last)}"
    return f"mentions {as_written(fitting)}"
