"""A new zip file from an old one: members that do not change are copied as the compressed bytes they are.

Format: PKWARE's APPNOTE.TXT. Data descriptors become sizes in the local header; zip64 is used where needed.
"""

from __future__ import annotations

import copy
import struct
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from os import SEEK_CUR, SEEK_END
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sheet2eval.books.xlsx.package import Package

LOCAL_HEADER = struct.Struct("<26xHH")  # of which only the lengths of the name and the extra field matter
EXTRA_FIELD = struct.Struct("<HH")  # id and length
ZIP64_EXTRA = 0x0001
DESCRIPTOR_FOLLOWS = 0x08
COPY_CHUNK = 1 << 20
LEVEL = 6  # of zlib, as in spreadsheet programs; it costs little, since packing goes on beside the making
BLOCK = 1 << 18
BLOCKS_AHEAD = 4
EPOCH = (1980, 1, 1, 0, 0, 0)  # spreadsheet programs give their parts this date


@dataclass(frozen=True, slots=True)
class Deflated:
    """The content of a member, compressed: `compress_size` bytes of `file` from `start` on.

    `size` and `crc` are those of the uncompressed bytes.
    """

    file: IO[bytes]
    start: int
    compress_size: int
    size: int
    crc: int

    def chunks(self) -> Iterator[bytes]:
        self.file.seek(self.start)
        return _taken(self.file, self.compress_size)


Changes = Mapping[str, Deflated | None]
"""By member name: the new content, or None for a member to leave out."""


def deflate(pieces: Iterable[bytes], file: IO[bytes]) -> Deflated:
    """Compress a stream to the end of a file, while its next pieces are being made; neither is ever held."""
    compressor = _Compressor(file)
    with ThreadPoolExecutor(max_workers=1) as worker:
        pending: deque[Future[None]] = deque()
        for block in _blocks(pieces):
            if len(pending) == BLOCKS_AHEAD:
                pending.popleft().result()
            pending.append(worker.submit(compressor.add, block))
    for rest in pending:
        rest.result()
    return compressor.finished()


def exhaust(pieces: Iterable[bytes]) -> Deflated:
    """In the place of `deflate` where only what the pieces refuse is of interest."""
    deque(pieces, maxlen=0)
    return Deflated(BytesIO(), 0, 0, 0, 0)


class _Compressor:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._start = file.seek(0, SEEK_END)
        self._deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._size = self._crc = 0

    def add(self, block: bytes) -> None:
        self._size += len(block)
        self._crc = zlib.crc32(block, self._crc)
        self._file.write(self._deflate.compress(block))

    def finished(self) -> Deflated:
        self._file.write(self._deflate.flush())
        return Deflated(self._file, self._start, self._file.tell() - self._start, self._size, self._crc)


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces joined to what is worth handing over to another thread."""
    block: list[bytes] = []
    size = 0
    for piece in pieces:
        block.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield b"".join(block)
            block.clear()
            size = 0
    yield b"".join(block)


def rezip(package: Package, changes: Changes, out: IO[bytes]) -> None:
    """Write the package with the changes; changed members stay where they stood, new ones come last.

    Raises BookError where a member of the package is cut off.
    """
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.comment = package.comment
        for info in package.infos():
            if info.filename not in changes:
                with package.reading(info.filename):
                    _append(archive, info, _local_extra(package.file, info), packed(package.file, info))
            elif changed := changes[info.filename]:
                _add(changed, info, archive)
        standing = {info.filename for info in package.infos()}
        for name, content in changes.items():
            if content and name not in standing:
                _add(content, ZipInfo(name, EPOCH), archive)


def packed(file: IO[bytes], info: ZipInfo) -> Iterator[bytes]:
    """The compressed bytes of a member in the file of its archive, in pieces that depend on its size only."""
    _local_extra(file, info)
    yield from _taken(file, info.compress_size)


def _taken(file: IO[bytes], count: int) -> Iterator[bytes]:
    """That many bytes from where the file stands."""
    left = count
    while left:
        chunk = file.read(min(left, COPY_CHUNK))
        if not chunk:
            raise EOFError("a member is cut off")
        left -= len(chunk)
        yield chunk


def _local_extra(file: IO[bytes], info: ZipInfo) -> bytes:
    """The extra field of a member's local header; the file stands at the member's data afterwards."""
    file.seek(info.header_offset)
    header = file.read(LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size:
        raise EOFError(f"the member {info.filename!r} is cut off")
    name_length, extra_length = LOCAL_HEADER.unpack(header)
    file.seek(name_length, SEEK_CUR)
    return file.read(extra_length)


def _add(content: Deflated, like: ZipInfo, archive: ZipFile) -> None:
    info = copy.copy(like)
    info.compress_type = ZIP_DEFLATED
    info.CRC, info.file_size, info.compress_size = content.crc, content.size, content.compress_size
    _append(archive, info, info.extra, content.chunks())


def _append(archive: ZipFile, like: ZipInfo, local_extra: bytes, chunks: Iterable[bytes]) -> None:
    """What `ZipFile` has no call for: a member whose data is compressed already."""
    if archive.fp is None:
        raise ValueError("the archive is closed")
    info = copy.copy(like)
    info.flag_bits &= ~DESCRIPTOR_FOLLOWS
    info.header_offset = archive.fp.tell()
    central_extra = _without_zip64(info.extra)
    info.extra = _without_zip64(local_extra)
    archive.fp.write(info.FileHeader())
    info.extra = central_extra
    for chunk in chunks:
        archive.fp.write(chunk)
    archive.filelist.append(info)
    archive.NameToInfo[info.filename] = info
    archive.start_dir = archive.fp.tell()


def _without_zip64(extra: bytes) -> bytes:
    """The extra fields but for the sizes of zip64, which are written anew where they are needed."""
    kept = b""
    while len(extra) >= EXTRA_FIELD.size:
        kind, length = EXTRA_FIELD.unpack_from(extra)
        field, extra = extra[: EXTRA_FIELD.size + length], extra[EXTRA_FIELD.size + length :]
        kept += b"" if kind == ZIP64_EXTRA else field
    return kept + extra
