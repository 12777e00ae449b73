"""Counting sentences: a sentence ends with `.`, `!`, `?`, `…` or their full-width kin.

No sentence ends after an abbreviation ("Dr. Smith", "e.g."), after an initial ("J. Smith"), inside a number, an
address or a name ("3.5", "example.com"), after the number of a list's item, or within a sentence that goes on in
lower case behind a quotation ("“Really?” she asked"). An abbreviation that may stand last, such as "p.m." or
"etc.", ends a sentence where a capital follows it, and so do dotted capitals before a word that begins one ("in the
U.S. She is …"); every one does at the end of a line. What is left behind the last end counts as a sentence where it
has a letter or a digit, so that "One. Two" is two.
"""

from __future__ import annotations

import re

from sheet2eval.text.abbreviations import (
    BEGINS_A_SENTENCE,
    ENDS_NO_SENTENCE,
    FOLLOWS_A_CLOCK_TIME,
    FOLLOWS_AN_ORDINAL,
    MAY_END_A_SENTENCE,
    STANDS_BEFORE_A_FIGURE,
)

_CLOSERS = re.escape("\"'”’»›)]}）］｝」』】》〉*_~`")
_STOP = re.compile(
    rf"""
    (?P<marks> [.!?…。．｡！？؟۔।॥‼⁇⁈⁉]++ )
    (?P<closers> (?:[{_CLOSERS}]|\[\d{{1,3}}\])*+ )
    (?P<space> \s*+ )
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*\w")
_WORD = re.compile(r"[^\W_]")
_WORD_BEFORE = re.compile(r"(?:[^\W_]|(?<=[^\W_])\.(?=[^\W_]))+\Z")
_ITEM_BEFORE = re.compile(r"(?:\A|[\n\r])[ \t>#*_-]*(?:\d{1,3}|[a-zA-Z])\Z")
_NEXT_WORD = re.compile(r"[\"'“‘„«‹(\[*_~`¿¡]*(\w*)")
_GOES_ON = re.compile(r"(?![\u3040-\u30ff\u3400-\u9fff])[\w,;:/\\@=-]")
_WINDOW = 32  # as many characters before a full stop can belong to its abbreviation


def count_sentences(text: str) -> int:
    """How many sentences the text has."""
    plain = _ADDRESS.sub("address", text)
    count = start = 0
    for stop in _STOP.finditer(plain):
        if _is_end(stop):
            count += bool(_WORD.search(plain, start, stop.start()))
            start = stop.end()
    return count + bool(_WORD.search(plain, start))


def _is_end(stop: re.Match[str]) -> bool:
    text, behind = stop.string, stop.end()
    if stop["closers"] and text[behind : behind + 1].islower():
        return False
    if stop["marks"] == ".":
        return not _is_inside(stop) and not _is_abbreviating(stop)
    return not _is_sign(stop)


def _is_inside(stop: re.Match[str]) -> bool:
    """Whether the text goes on right behind the full stop: `3.5`, `example.com`, `etc.,`."""
    return not stop["space"] and bool(_GOES_ON.match(stop.string, stop.end()))


def _is_sign(stop: re.Match[str]) -> bool:
    """Whether the marks end nothing: `!=`, `1...3`, `３．５`, `../file`."""
    text, behind = stop.string, stop.end()
    before, after = text[stop.start() - 1 : stop.start()], text[behind : behind + 1]
    if stop["space"]:
        return False
    return (
        after == "=" or (before.isdigit() and after.isdigit()) or (stop["marks"] == ".." and _is_inside(stop))
    )


def _is_abbreviating(stop: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or the number of an item, and ends nothing."""
    text, at = stop.string, stop.start()
    before = text[max(0, at - _WINDOW) : at]
    found = _WORD_BEFORE.search(before, before.rfind(" ") + 1)
    if found is None:
        return False
    if len(found[0]) <= 3 and _ITEM_BEFORE.search(text, max(0, at - _WINDOW), at):
        return True
    if stop.end() == len(text) or "\n" in stop["space"] or "\r" in stop["space"]:
        return False
    following = _NEXT_WORD.match(text, stop.end())
    return _goes_on_to(found[0], following[1] if following else "")


def _goes_on_to(written: str, following: str) -> bool:
    """Whether a sentence goes on behind a word with a full stop."""
    word = written.lower()
    if word.isdigit():
        return len(word) <= 2 and following.lower() in FOLLOWS_AN_ORDINAL
    if word in MAY_END_A_SENTENCE:
        return not following[:1].isupper() or following.lower() in FOLLOWS_A_CLOCK_TIME
    if word in STANDS_BEFORE_A_FIGURE:
        return following[:1].isdigit()
    letters = word.split(".")
    if written.isupper() and len(letters) > 1 and following[:1].isupper():
        return following.lower() not in BEGINS_A_SENTENCE
    return word in ENDS_NO_SENTENCE or all(len(part) == 1 and part.upper() != part for part in letters)
