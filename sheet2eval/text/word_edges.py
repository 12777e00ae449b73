"""Where words begin and end: the word boundaries of Unicode's UAX 29, as ICU finds them.

Chinese, Japanese, Thai, Lao, Khmer and Burmese are divided by ICU's dictionaries, since they are written
without spaces. Where four signs of ASCII meet, by far most often, the same rules are applied without ICU.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate

from sheet2eval.text.patterns import encodable

IsEdge = Callable[[int], bool]
"""Whether a word may begin or end before the character at an index."""

_WIDEST = 40

_INSIDE_WORD = re.compile(
    r"(?<=\w)(?=\w)"
    r"|(?<=[a-z])(?=[.':][a-z])|(?<=[a-z][.':])(?=[a-z])"
    r"|(?<=[0-9])(?=[.',;][0-9])|(?<=[0-9][.',;])(?=[0-9])"
    r"|(?<=\ )(?=\ )|(?<=\r)(?=\n)",
    re.ASCII | re.IGNORECASE,
)


def word_edges(text: str) -> IsEdge:
    """The test for the edges of the words of a text."""

    @cache
    def edges() -> frozenset[int]:
        return _icu_edges(text)

    def is_edge(index: int) -> bool:
        if not 0 < index < len(text):
            return True
        if text[max(0, index - 2) : index + 2].isascii():  # no rule looks further
            return not _INSIDE_WORD.match(text, index)
        return index in edges()

    return is_edge


def stands_alone(part: str, text: str, is_edge: IsEdge) -> bool:
    """Whether `part` stands somewhere in the text between two edges."""
    start = text.find(part)
    while start >= 0:
        if is_edge(start) and is_edge(start + len(part)):
            return True
        start = text.find(part, start + 1)
    return False


def surrounding_word(part: str, text: str) -> str:
    """What the first occurrence of `part` stands inside of: `rocket` for `rock`; a long one is cut."""
    is_edge, start = word_edges(text), text.index(part)
    end = start + len(part)
    first = next((at for at in range(start, max(0, start - _WIDEST), -1) if is_edge(at)), start - _WIDEST)
    last = next((at for at in range(end, end + _WIDEST) if is_edge(at)), end + _WIDEST)
    return text[max(0, first) : last]


def _icu_edges(text: str) -> frozenset[int]:
    from icu4py.breakers import WordBreaker

    segments = WordBreaker(encodable(text), "en")  # the rules of "en" are those of UAX 29
    return frozenset(accumulate(map(len, segments)))
