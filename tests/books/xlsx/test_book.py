"""Saving: at once or not at all, and only where the person allows it."""

from __future__ import annotations

import errno
import os
import re
import struct
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook.protection import WorkbookProtection

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnTab, Updates
from sheet2eval.books.xlsx import graft
from sheet2eval.books.xlsx.book import TRIES, XlsxBook
from sheet2eval.errors import BookError
from tests.books.xlsx.hostile import crowded, strict
from tests.books.xlsx.updates import plan, scores


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "sheet.xlsx"
    strict(path)
    return path


@pytest.fixture
def workbook(tmp_path):
    """A workbook that openpyxl can change."""
    path = tmp_path / "made.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "input"
    book.active.append(["id", "input"])
    book.active.append(["R1", "Remind me at 7"])
    book.save(path)
    return path


def changed(path, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return XlsxBook(path)


def texts(path, name):
    table = next(table for table in XlsxBook(path).read() if table.name == name)
    return [row.texts for row in table.rows]


def only(*tabs):
    return lambda tables: Updates(None, tabs)


# The file


def test_the_mode_is_kept_and_a_link_is_followed(path, tmp_path):
    path.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    assert XlsxBook(link).write(plan) == str(link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert len(texts(path, "eval-scores")) == 3


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failure_leaves_the_file_as_it_was_and_nothing_else(path, monkeypatch, step):
    def fail(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = path.read_bytes()
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(BookError, match=r"cannot be written \(No space left on device\)"):
        XlsxBook(path).write(plan)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_result_that_is_not_sound_is_a_bug_and_replaces_nothing(path, monkeypatch):
    before = path.read_bytes()
    monkeypatch.setattr(graft, "sheet_xml", lambda *_: [b"<worksheet>"])
    with pytest.raises(RuntimeError, match="would not be sound"):
        XlsxBook(path).write(plan)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_what_somebody_saves_meanwhile_is_read_again(workbook):
    seen = []

    def plan_while_somebody_saves(tables):
        seen.append(tables)
        if len(seen) == 1:
            changed(workbook, lambda book: book["input"].append(["R2", "Remind me at 8"]))
        return plan(tables)

    XlsxBook(workbook).write(plan_while_somebody_saves)
    assert len(seen) == 2
    assert [row[0] for row in texts(workbook, "input")] == ["id", "R1", "R2"]
    assert texts(workbook, "input")[2][2] == "fail"


def test_what_nobody_has_changed_is_not_read_again(workbook):
    book, met = XlsxBook(workbook), []
    tables = book.read()

    def look(found):
        met.append(found)
        return Updates(None, (OwnTab("eval-problems", (), ((OutCell("none"),),), 0),))

    book.write(look)
    book.write(look)
    assert met[0] is tables
    assert [table.name for table in met[1]] == ["input", "eval-problems"]


def test_somebody_who_never_stops_saving(workbook):
    calls = []

    def plan_while_somebody_saves(tables):
        calls.append(tables)
        changed(workbook, lambda book: book["input"].append([len(calls)]))
        return plan(tables)

    with pytest.raises(BookError, match="is being saved again and again"):
        XlsxBook(workbook).write(plan_while_somebody_saves)
    assert len(calls) == TRIES
    assert list(workbook.parent.iterdir()) == [workbook]


def check(path):
    """Ask whether what `plan` writes could be written."""
    book = XlsxBook(path)
    tables = book.read()
    book.check_writable(plan(tables), tables)


@pytest.mark.parametrize("note", ["~$sheet.xlsx", ".~lock.sheet.xlsx#"])
def test_a_workbook_that_is_open_gets_a_scored_copy_beside_it(path, note):
    (path.parent / note).touch()
    before = path.read_bytes()
    scored = path.with_name("sheet.scored.xlsx")
    assert XlsxBook(path).write(plan) == f"{scored}, because sheet.xlsx is open in a spreadsheet program"
    assert path.read_bytes() == before
    assert len(texts(path.with_name("sheet.scored.xlsx"), "eval-scores")) == 3
    (path.parent / note.replace("sheet", "sheet.scored")).touch()
    with pytest.raises(BookError, match=r"sheet\.scored\.xlsx is open in a spreadsheet program"):
        check(path)


def test_a_copy(path, tmp_path):
    before = path.read_bytes()
    target = tmp_path / "sub" / "copy.xlsx"
    target.parent.mkdir()
    assert XlsxBook(path).write(plan, target) == str(target)
    assert path.read_bytes() == before
    XlsxBook(path).write(only(scores(["another"])), target)
    assert len(texts(target, "eval-scores")) == 2


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("missing/copy.xlsx", "missing does not exist: create it"),
        ("copy.xlsm", "must end in .xlsx"),
        ("copy", "must end in .xlsx"),
        ("folder.xlsx", "is a folder"),
        ("/proc/copy.xlsx", "cannot be written|read-only"),
    ],
)
def test_places_that_cannot_be_written(path, tmp_path, target, message):
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(BookError, match=message) as caught:
        XlsxBook(path).write(plan, tmp_path / target)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("place", ["sheet.xlsx", "."])
def test_what_is_read_only_is_named(path, monkeypatch, place):
    place = (path.parent / place).resolve()
    monkeypatch.setattr(os, "access", lambda name, _mode: name != place)
    for attempt in (lambda: check(path), lambda: XlsxBook(path).write(plan)):
        with pytest.raises(BookError, match=rf"^{re.escape(str(place))} is read-only: get write access"):
            attempt()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_files(path):
    path.chmod(0o444)
    with pytest.raises(BookError, match="is read-only"):
        check(path)


def test_a_member_that_is_cut_off(path):
    with ZipFile(path, "a") as archive:
        archive.writestr("xl/media/picture.bin", b"picture" * 99)
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, entry + 20, 0)  # its compressed size
    struct.pack_into("<I", content, entry + 42, len(content) - 9)  # where it begins
    path.write_bytes(content)
    with pytest.raises(BookError, match=r"damaged in the part 'xl/media/picture\.bin'"):
        XlsxBook(path).write(plan)
    assert list(path.parent.iterdir()) == [path]


# The person's word


def test_checking_changes_nothing(path):
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    check(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(path.parent.iterdir()) == [path]


def test_templates_are_only_read(path):
    template = path.rename(path.with_suffix(".xltx"))
    with pytest.raises(BookError, match=r"can be read but not written: save it as \.xlsx"):
        check(template)


def test_a_signed_workbook_is_refused(path):
    with ZipFile(path, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    for attempt in (lambda: check(path), lambda: XlsxBook(path).write(plan)):
        with pytest.raises(BookError, match="bears a digital signature"):
            attempt()


def test_a_locked_structure_forbids_new_tabs_only(workbook):
    def lock(book):
        book.security = WorkbookProtection(lockStructure=True)

    locked = changed(workbook, lock)
    for attempt in (lambda: check(locked.path), lambda: locked.write(plan)):
        with pytest.raises(BookError, match=r"structure of .* is protected, so the tab 'eval-scores'"):
            attempt()
    changed(workbook, lambda book: setattr(book, "security", None)).write(plan)
    with ZipFile(workbook) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>'
    )
    with ZipFile(workbook, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    check(workbook)
    XlsxBook(workbook).write(only(scores(["still there"])))
    assert texts(workbook, "eval-scores")[1][3] == "still there"


def test_a_tab_of_the_same_name_that_is_not_ours_is_never_replaced(workbook):
    book = changed(workbook, lambda book: book.create_sheet("Eval-Scores").append(["mine"]))
    before = workbook.read_bytes()
    with pytest.raises(BookError, match="the tab 'eval-scores' is not this tool's own"):
        book.write(plan)
    assert workbook.read_bytes() == before


# Our tabs


def test_new_tabs_come_last_and_old_ones_keep_their_place(workbook):
    XlsxBook(workbook).write(plan)
    changed(workbook, lambda book: book.move_sheet("eval-scores", -1))
    XlsxBook(workbook).write(lambda tables: Updates(None, (scores(["x"], "eval-history"), scores(["y"]))))
    names = [table.name for table in XlsxBook(workbook).read()]
    assert names == ["eval-scores", "input", "eval-summary", "eval-history"]
    assert texts(workbook, "eval-scores")[1][3] == "y"
    assert all(table.ours for table in XlsxBook(workbook).read() if table.name != "input")


def test_the_calculation_chain_goes_when_a_formula_on_our_tab_goes(workbook):
    XlsxBook(workbook).write(plan)
    changed(workbook, lambda book: book["eval-scores"].cell(9, 9, "=1+1"))
    with ZipFile(workbook, "a") as archive:
        archive.writestr("xl/calcChain.xml", "<calcChain/>")
        links = archive.read("xl/_rels/workbook.xml.rels").decode()
    _rewrite(workbook, "xl/_rels/workbook.xml.rels", links.replace("</", f"{CHAIN}</"))
    XlsxBook(workbook).write(plan)
    with ZipFile(workbook) as archive:
        assert "xl/calcChain.xml" not in archive.namelist()
        assert b"calcChain" not in archive.read("xl/_rels/workbook.xml.rels")


CHAIN = (
    '<Relationship Id="rId99" Target="calcChain.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"/>'
)


def _rewrite(path, name, content):
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | {name: content}
    with ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def test_the_name_that_macros_have_for_our_tab_stays(workbook):
    XlsxBook(workbook).write(plan)
    changed(workbook, lambda book: setattr(book["eval-scores"].sheet_properties, "codeName", "Tabelle_Ü5"))
    for _ in range(2):
        XlsxBook(workbook).write(plan)
    book = openpyxl.load_workbook(workbook)
    assert book["eval-scores"].sheet_properties.codeName == "Tabelle_Ü5"
    assert book["eval-summary"].sheet_properties.codeName is None


def test_excels_note_of_an_old_filter_is_dropped(workbook):
    XlsxBook(workbook).write(plan)
    with ZipFile(workbook) as archive:
        part = archive.read("xl/workbook.xml").decode()
    notes = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{tab}" hidden="1">input!$A$1</definedName>'
        for tab in (0, 1)
    )
    _rewrite(workbook, "xl/workbook.xml", part.replace("</definedNames>", f"{notes}</definedNames>"))
    XlsxBook(workbook).write(plan)
    with ZipFile(workbook) as archive:
        part = archive.read("xl/workbook.xml").decode()
    assert part.count("_FilterDatabase") == 1
    assert '"_xlnm._FilterDatabase" localSheetId="0"' in part


def test_formulas_are_calculated_anew_when_the_workbook_is_opened(path):
    XlsxBook(path).write(plan)
    with ZipFile(path) as archive:
        part = archive.read("xl/workbook.xml")
    assert (
        part.index(b"</definedNames>")
        < part.index(b'<calcPr fullCalcOnLoad="1"/>')
        < part.index(b"<extLst/>")
    )


def test_rows_are_as_high_as_their_text_up_to_some_lines(path):
    tab = OwnTab(
        "eval-scores", (OutColumn("a", 10),), [[OutCell("a")], [OutCell("b\nc")], [OutCell("x " * 500)]]
    )
    XlsxBook(path).write(only(tab))
    with ZipFile(path) as archive:
        part = archive.read("xl/worksheets/sheet2.xml")
    assert b'<row r="1"><c' in part
    assert b'<row r="2" ht="30"><c' in part
    assert b'<row r="3" ht="180" customHeight="1"><c' in part


def test_headers_take_the_lines_that_they_need(path):
    columns = (OutColumn("", 11), OutColumn("", 11))
    rows = [
        [OutCell("pass rate", Look.HEADER_RIGHT), OutCell("cases", Look.HEADER)],
        [OutCell("pass rate", Look.HEADER_RIGHT), OutCell("mean score", Look.HEADER_RIGHT)],
    ]
    XlsxBook(path).write(only(OwnTab("eval-scores", columns, rows)))
    with ZipFile(path) as archive:
        part = archive.read("xl/worksheets/sheet2.xml")
    assert re.findall(rb'<row r="\d" ht="(\d+)"', part) == [b"20", b"30"]


def test_ten_writes_in_turn_leave_ten_times_the_same(tmp_path):
    path = tmp_path / "sheet.xlsx"
    crowded(path)
    sizes = set()
    for turn in range(10):
        XlsxBook(path).write(plan if turn % 2 else only(scores(["x"])))
        if turn % 2:
            sizes.add(path.stat().st_size)
    assert len(sizes) == 1
