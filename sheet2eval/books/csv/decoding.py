"""From the bytes of a file to its lines: which encoding it is in, by its byte order mark or by trial."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

from sheet2eval.errors import BookError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-8", "cp1252")
_CHUNK = 1 << 20
_HEAD = 1024
_MANY_NULS = 8  # one in so many: no text has them, UTF-16 without its mark and workbooks do
_ADVICE = "save it again as “CSV UTF-8”"


def lines(path: Path, content: bytes) -> Iterator[str]:
    """The lines of the file with their line ends (LF, CRLF, CR). Raises BookError where they are no text."""
    encoding = _encoding(path, content)
    if content[:_HEAD].decode(encoding, "replace").count("\0") * _MANY_NULS > len(content[:_HEAD]):
        raise BookError(f"{path} is no text file, though its name says so: {_ADVICE}")
    return TextIOWrapper(BytesIO(content), encoding, newline="")


def _encoding(path: Path, content: bytes) -> str:
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in marked or _UNMARKED:
        at = _undecodable(content, encoding)
        if at is None:
            return encoding
        if encoding == "utf-8" and not content[:at].isascii():
            break  # it is UTF-8, and damaged: other encodings would garble what is right in it
    line = content[:at].decode(encoding, "ignore").count("\n") + 1
    raise BookError(f"{path} cannot be read as text (from line {line}): {_ADVICE}")


def _undecodable(content: bytes, encoding: str) -> int | None:
    """Where the first bytes stand that are not of this encoding; None where all are."""
    decoder = codecs.getincrementaldecoder(encoding.removesuffix("-sig"))()  # which counts without the mark
    for start in range(0, len(content) + 1, _CHUNK):
        chunk = content[start : start + _CHUNK]
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk, final=start + _CHUNK > len(content))
        except UnicodeDecodeError as fault:
            return max(start - pending + fault.start, 0)
    return None
