"""Stretches of a part so plain that a pattern can read them: kept from the parser and read when it gets there.

The parser calls Python five times for a cell; a pattern reads a hundred cells at once.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from xml.parsers.expat import XMLParserType

from sheet2eval.books.xlsx.hollow import thinned

PLAIN = rb"[^<&\r\x00-\x08\x0b\x0c\x0e-\x1f]"
"""A byte of text that means itself: no markup, no entity, nothing that XML changes or forbids."""
TURN = b"<?aside?>"


class Aside:
    """The stretches that a pattern finds; `read` is given the text of each, in its turn."""

    def __init__(self, stretch: re.Pattern[bytes], read: Callable[[str], None]) -> None:
        self._stretch = stretch
        self._read = read
        self._waiting: deque[str] = deque()

    def listen(self, parser: XMLParserType) -> None:
        parser.ProcessingInstructionHandler = self._meet

    def thin(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """With a mark in the place of each stretch; `chunks` are in UTF-8."""
        return thinned(chunks, self._stretch, self._set_aside)

    def _set_aside(self, stretch: re.Match[bytes]) -> bytes:
        try:
            self._waiting.append(stretch[0].decode())
        except UnicodeDecodeError:
            return stretch[0]  # the parser will say what is wrong
        return TURN

    def _meet(self, _target: str, _data: str) -> None:
        """An instruction of the part's own comes after all of our marks: nothing is set aside behind it."""
        if self._waiting:
            self._read(self._waiting.popleft())
