from __future__ import annotations

import hashlib
import os
import struct
import warnings
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from sheet2eval.books import files
from sheet2eval.books.xlsx import container
from sheet2eval.books.xlsx.package import Package, Relationship, SheetPart
from sheet2eval.books.xlsx.reading import read_tables
from sheet2eval.errors import BookError
from tests.books.xlsx.rawbook import parts, rels, save, workbook, worksheet

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]>'


def refusal(path):
    """Why the workbook is refused: one line that names the file, the file left as it was."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(BookError) as caught, Package.open(path) as package:
        read_tables(package)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    assert (path.read_bytes() if path.is_file() else b"") == before
    return message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"id,input\n1,hello\n", "is not an .xlsx workbook"),
        (b"<html><table></table></html>", "is not an .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .xlsx without a password"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x1f\x8b\x08\x00", "unpack it first"),
        (b"PK\x03\x04 but no more", "is cut off or damaged"),
        (b"PK\x05\x06" + bytes(18), "a zip file without a workbook"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path, content, words):
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(content)
    assert words in refusal(path)


def test_missing_files_and_folders(tmp_path):
    assert "does not exist" in refusal(tmp_path / "none.xlsx")
    assert "is a folder" in refusal(tmp_path)
    assert "is no file" in refusal(Path(os.devnull))
    assert "cannot be read" in refusal(tmp_path / "null\0byte.xlsx")


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("word/document.xml", "is a Word document"),
        ("ppt/presentation.xml", "is a PowerPoint file"),
        ("xl/workbook.bin", "is a binary workbook (.xlsb)"),
        ("META-INF/manifest.xml", "is an OpenDocument file"),
        ("Index/Document.iwa", "is an Apple Numbers document"),
        ("photo.jpg", "a zip file without a workbook"),
    ],
)
def test_other_kinds_of_zip_files_are_named(tmp_path, member, words):
    path = save(tmp_path / "sheet.xlsx", {member: "x", "_rels/.rels" if "/" in member else "readme": "x"})
    assert words in refusal(path)


@pytest.mark.parametrize(
    ("field", "value"),
    [("compressed size", 1 << 30), ("offset of the member", 1 << 30), ("offset of the directory", 1 << 30)],
)
def test_a_directory_that_points_outside_of_the_file(tmp_path, field, value):
    path = save(tmp_path / "sheet.xlsx", parts(ROWS) | {"nobody reads": "this"})
    content = bytearray(path.read_bytes())
    last, end = content.rindex(b"PK\x01\x02"), content.rindex(b"PK\x05\x06")
    places = {
        "compressed size": last + 20,
        "offset of the member": last + 42,
        "offset of the directory": end + 16,
    }
    struct.pack_into("<I", content, places[field], value)
    path.write_bytes(content)
    assert "is cut off or damaged" in refusal(path)


def test_a_member_without_a_name(tmp_path):
    path = save(tmp_path / "sheet.xlsx", parts(ROWS) | {"Q": "x"})
    path.write_bytes(path.read_bytes().replace(b"Q", b"\0"))
    assert "unsafe name" in refusal(path)


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.99])
def test_truncated_files(tmp_path, keep):
    path = save(tmp_path / "sheet.xlsx", parts(ROWS * 50))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    assert "is cut off or damaged" in refusal(path)


def test_a_flipped_bit_inside_a_part_is_seen(tmp_path):
    path = save(tmp_path / "sheet.xlsx", parts(""))
    with ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    content = bytearray(path.read_bytes())
    content[start + 70] ^= 0x20
    path.write_bytes(content)
    assert "damaged in the part 'xl/worksheets/sheet1.xml'" in refusal(path)


def test_duplicate_members_ignoring_case(tmp_path):
    path = tmp_path / "sheet.xlsx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        save(path, {**parts(ROWS), "XL/Workbook.xml": workbook("other")})
    assert "'XL/Workbook.xml' twice" in refusal(path)


@pytest.mark.parametrize(
    "name", ["/xl/evil.xml", "../evil.xml", "xl/../../evil.xml", "C:\\evil.xml", "..\\evil"]
)
def test_unsafe_member_names(tmp_path, name):
    assert "unsafe name" in refusal(save(tmp_path / "sheet.xlsx", {**parts(ROWS), name: "x"}))


def test_zip_bombs(tmp_path, monkeypatch):
    bomb = {**parts(ROWS), "xl/media/image1.png": bytes(40 * container.MIB)}
    assert "suspicious size" in refusal(save(tmp_path / "ratio.xlsx", bomb))
    monkeypatch.setattr(container, "MAX_TOTAL", 1000)
    assert "unpacks to more than" in refusal(save(tmp_path / "total.xlsx", parts(ROWS)))
    monkeypatch.setattr(container, "MAX_MEMBERS", 3)
    assert "more than 3 parts" in refusal(save(tmp_path / "members.xlsx", parts(ROWS)))
    monkeypatch.setattr(files, "MAX_FILE", 100)
    assert "is larger than" in refusal(tmp_path / "members.xlsx")


def test_a_zip_with_a_password(tmp_path):
    path = save(tmp_path / "sheet.xlsx", parts(ROWS))
    content = bytearray(path.read_bytes())
    flags = content.index(b"PK\x01\x02") + 8
    struct.pack_into("<H", content, flags, 0x1)
    path.write_bytes(content)
    assert "save the workbook without a password" in refusal(path)


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BOMB + "<a>&c;</a>", "it declares a document type"),
        ("<a><b></a>", "mismatched tag"),
        ("", "no element found"),
        ('<?xml version="1.0" encoding="rot13"?><a/>', "nobody knows the encoding rot13"),
        (b'<?xml version="1.0" encoding="gbk"?><a>\xff\xff</a>', "not in the encoding gbk"),
    ],
)
def test_bad_xml_is_told_with_its_part(tmp_path, part, content, words):
    message = refusal(save(tmp_path / "sheet.xlsx", {**parts(ROWS), part: content}))
    assert words in message
    assert part in message


def test_no_workbook_part(tmp_path):
    broken = parts(ROWS)
    del broken["xl/workbook.xml"]
    assert "no workbook part" in refusal(save(tmp_path / "sheet.xlsx", broken))
    other = {**parts(ROWS), "xl/workbook.xml": "<presentation/>"}
    assert "its main part is a 'presentation'" in refusal(save(tmp_path / "other.xlsx", other))


def test_a_sheet_whose_part_is_missing(tmp_path):
    broken = parts(ROWS)
    del broken["xl/worksheets/sheet1.xml"]
    assert "lacks the part 'xl/worksheets/sheet1.xml'" in refusal(save(tmp_path / "sheet.xlsx", broken))


@pytest.mark.parametrize(
    "target",
    [
        "worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "./worksheets/sheet1.xml",
        "WORKSHEETS/Sheet1.XML",
        "worksheets\\sheet1.xml",
        "worksheets/%73heet1.xml",
    ],
)
def test_relationships_find_their_part_however_it_is_spelled(tmp_path, target):
    members = {**parts(ROWS), "xl/_rels/workbook.xml.rels": rels(("worksheet", target))}
    with Package.open(save(tmp_path / "sheet.xlsx", members)) as package:
        assert package.sheets() == (SheetPart("input", "xl/worksheets/sheet1.xml", 1, 0),)


def test_relationships_keep_external_targets(tmp_path):
    link = '<Relationship Id="a" Type="x/hyperlink" Target="a b/../c" TargetMode="External"/>'
    links = f"<Relationships>{link}</Relationships>"
    members = {**parts(ROWS), "xl/worksheets/_rels/sheet1.xml.rels": links}
    with Package.open(save(tmp_path / "sheet.xlsx", members)) as package:
        found = package.relationships("xl/worksheets/sheet1.xml")
    assert found == (Relationship("a", "hyperlink", "a b/../c", external=True),)


def test_sheets_count_all_but_list_worksheets_only(tmp_path):
    marks = (
        '<definedNames><definedName name="_sheet2eval" localSheetId="2" hidden="1">x</definedName>'
        '<definedName name="_sheet2eval" hidden="1">x</definedName>'
        '<definedName name="other" localSheetId="0">x</definedName></definedNames>'
    )
    links = [
        ("worksheet", "worksheets/sheet1.xml"),
        ("chartsheet", "chart.xml"),
        ("worksheet", "worksheets/s3.xml"),
    ]
    members = {
        **parts(ROWS),
        "xl/workbook.xml": workbook("input", "chart", "eval-scores", extra=marks),
        "xl/_rels/workbook.xml.rels": rels(*links),
        "xl/chart.xml": "<chartsheet/>",
        "xl/worksheets/s3.xml": worksheet(""),
    }
    with Package.open(save(tmp_path / "sheet.xlsx", members)) as package:
        assert [(sheet.name, sheet.index) for sheet in package.sheets()] == [("input", 0), ("eval-scores", 2)]
        assert package.own_sheets() == {"eval-scores"}
        assert [table.ours for table in read_tables(package)] == [False, True]


def test_signed_workbooks_are_read_and_known(tmp_path):
    members = {**parts(ROWS), "_xmlsignatures/sig1.xml": "<Signature/>"}
    with Package.open(save(tmp_path / "signed.xlsx", members)) as package:
        assert package.signed
    with Package.open(save(tmp_path / "plain.xlsx", parts(ROWS))) as package:
        assert not package.signed


def test_members_and_bytes_are_at_hand_for_copying(tmp_path):
    path = tmp_path / "sheet.xlsx"
    with ZipFile(path, "w", ZIP_STORED) as archive:
        archive.mkdir("xl")
        for name, content in parts(ROWS).items():
            archive.writestr(name, content)
        archive.comment = b"kept"
    with Package.open(path) as package:
        assert [info.filename for info in package.infos()] == ["xl/", *parts(ROWS)]
        assert package.names() == tuple(parts(ROWS))
        assert package.comment == b"kept"
        assert package.digest == hashlib.sha256(path.read_bytes()).hexdigest()
        package.file.seek(0)
        assert package.file.read() == path.read_bytes()
        assert package.has("XL/WORKBOOK.XML")
        assert package.read("XL/WORKBOOK.XML") == parts(ROWS)["xl/workbook.xml"].encode()
        path.write_bytes(b"saved over")  # what was opened is read on
        assert read_tables(package)[0].rows[0].texts == ("1",)
