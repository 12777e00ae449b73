"""A long part that goes by in chunks and is never held whole: looked back at, or walked through by offsets."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from sheet2eval.books.xlsx.scan import tag_end


class Window:
    """What a parser was given last, from the first byte on that is still asked for. Offsets are the part's."""

    def __init__(self, needed_from: Callable[[], int]) -> None:
        self._needed_from = needed_from
        self._bytes = bytearray()
        self._start = 0

    def over(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks as they are; the window moves when the next one is asked for."""
        for chunk in chunks:
            start = max(self._start, self._needed_from())
            del self._bytes[: start - self._start]
            self._start = start
            self._bytes += chunk
            yield chunk

    def between(self, start: int, end: int) -> bytes:
        return bytes(self._bytes[start - self._start : end - self._start])

    def tag(self, start: int) -> bytes:
        """The tag that begins at `start`. Raises XmlError."""
        at = start - self._start
        return bytes(self._bytes[at : tag_end(self._bytes, at)])

    def end_of_end_tag(self, start: int) -> int:
        """Where the end tag that begins at `start` ends."""
        return self._bytes.index(b">", start - self._start) + 1 + self._start


def occurs(pattern: re.Pattern[bytes], chunks: Iterable[bytes], longest: int) -> bool:
    """Whether the pattern is found in a part; what it finds is at most so many bytes long."""
    end = b""
    for chunk in chunks:
        if pattern.search(end + chunk):
            return True
        end = (end + chunk)[-longest:]
    return False


class Walk:
    """From the first byte of a part to the last; `place` is how far it has come."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._chunk = b""
        self._at = 0
        self.place = 0

    def up_to(self, end: int) -> Iterator[bytes]:
        """The bytes from here up to that place, or to the end of the part."""
        while self.place < end:
            if self._at == len(self._chunk):
                chunk = next(self._chunks, None)
                if chunk is None:
                    break
                self._chunk, self._at = chunk, 0
            piece = self._chunk[self._at : self._at + end - self.place]
            self._at += len(piece)
            self.place += len(piece)
            yield piece

    def skip_to(self, end: int) -> None:
        deque(self.up_to(end), maxlen=0)
