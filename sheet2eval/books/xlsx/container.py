"""The zip file around a workbook: opened in memory, within limits, or refused with what it is instead.

The whole file is read once, so that what is parsed, what is copied and the digest are of the same bytes even
while somebody saves over it.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sheet2eval.books import files
from sheet2eval.books.files import MIB
from sheet2eval.errors import BookError

MAX_MEMBERS = 20_000
MAX_TOTAL = 4096 * MIB  # unpacked; a full sheet of a million rows stays far below
MAX_RATIO = 250  # unpacked to packed: sheets reach 60, a bomb 1,000
SMALL = 32 * MIB  # below this unpacked size the ratio does not matter
ENCRYPTED = 0x1

DAMAGED = "is cut off or damaged: copy or download it again, or take an older version"
UNSAFE_NAME = re.compile(r"^$|^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")
OTHER_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "is encrypted with a password or an old .xls: save it as .xlsx without a password"),
    (b"%PDF", "is a PDF, not an .xlsx workbook: name the workbook it was printed from"),
    (b"{\\rtf", "is a text document, not an .xlsx workbook"),
    (b"\x1f\x8b", "is a gzip file, not an .xlsx workbook: unpack it first"),
    (b"7z\xbc\xaf", "is a 7z file, not an .xlsx workbook: unpack it first"),
)
OTHER_MEMBERS = (
    ("word/", "is a Word document, not an .xlsx workbook: put its table into a spreadsheet"),
    ("ppt/", "is a PowerPoint file, not an .xlsx workbook: put its table into a spreadsheet"),
    ("xl/workbook.bin", "is a binary workbook (.xlsb): save it as .xlsx"),
    ("META-INF/manifest.xml", "is an OpenDocument file (.ods, .odt): save it as .xlsx"),
    ("Index/", "is an Apple Numbers document: export it as .xlsx"),
)


def load(path: Path) -> bytes:
    """The bytes of the file, if they can be those of a workbook. Raises BookError."""
    content = files.load(path, ".xlsx file")
    if not content:
        raise BookError(f"{path} is empty (0 bytes): save the workbook again")
    return content


def open_zip(path: Path, content: bytes) -> ZipFile:
    """The members of the file, checked against the limits; none is unpacked. Raises BookError."""
    for magic, what in OTHER_MAGIC:
        if content.startswith(magic):
            raise BookError(f"{path} {what}")
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise BookError(f"{path} {_what_is_wrong(content)}") from fault
    _check_kind(path, archive)
    _check_names(path, archive.infolist())
    _check_places(path, archive.infolist(), len(content))
    _check_sizes(path, archive.infolist())
    return archive


def part_key(name: str) -> str:
    """What names of the same part have in common: Excel ignores case, some programs write backslashes."""
    return name.replace("\\", "/").lower()


def _what_is_wrong(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return DAMAGED
    return "is not an .xlsx workbook: open it in a spreadsheet program and save it as .xlsx"


def _check_kind(path: Path, archive: ZipFile) -> None:
    names = archive.namelist()
    for start, what in OTHER_MEMBERS:
        if any(name.startswith(start) for name in names):
            raise BookError(f"{path} {what}")
    if not any(part_key(name).startswith("xl/") for name in names) and "_rels/.rels" not in names:
        raise BookError(f"{path} is not an .xlsx workbook: it is a zip file without a workbook in it")


def _check_names(path: Path, members: list[ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise BookError(
            f"{path} holds more than {MAX_MEMBERS:,} parts, too many to be a workbook: save it anew"
        )
    seen: set[str] = set()
    for member in members:
        name = part_key(member.filename)
        if UNSAFE_NAME.search(member.filename):
            raise BookError(
                f"{path} holds a part with the unsafe name {member.filename!r}: save it anew in Excel"
            )
        if name in seen and not member.is_dir():
            raise BookError(f"{path} holds the part {member.filename!r} twice: save it anew in Excel")
        seen.add(name)


def _check_places(path: Path, members: list[ZipInfo], size: int) -> None:
    """What cannot be in the file would be missed no sooner than when the file is written anew."""
    for member in members:
        if member.header_offset < 0 or member.header_offset + member.compress_size > size:
            raise BookError(f"{path} {DAMAGED}")


def _check_sizes(path: Path, members: list[ZipInfo]) -> None:
    for member in members:
        if member.flag_bits & ENCRYPTED:
            raise BookError(f"{path} is a zip file with a password: save the workbook without a password")
        if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise BookError(f"{path} is packed in a way that workbooks are not: save it anew in Excel")
        if member.file_size > SMALL and member.file_size > MAX_RATIO * member.compress_size:
            raise BookError(
                f"{path} unpacks to a suspicious size ({member.filename!r}): save it anew in Excel"
            )
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise BookError(f"{path} unpacks to more than {MAX_TOTAL // MIB} MiB: split the workbook")
