"""Results beside the person's files: theirs stay as they are, ours are replaced together or not at all."""

from __future__ import annotations

import csv
import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnColumns, OwnTab, Updates
from sheet2eval.books.csv.book import TRIES, CsvBook
from sheet2eval.books.csv.marks import MARKS
from sheet2eval.errors import BookError
from sheet2eval.types import CellRef

HEADER = ("id", "target", "verdict", "score", "response", "human verdict", "fingerprint")


def row(values):
    return tuple(value if isinstance(value, OutCell) else OutCell(value) for value in values)


def scores(*rows):
    return OwnTab("eval-scores", (), [row(HEADER), *map(row, rows)])


ONE = ("a", "bot", "pass", 2 / 3, "=1+1", None, "f")
HISTORY = OwnTab("eval-history", (), [row(MARKS["eval-history"])])


def only(*tabs):
    return lambda tables: Updates(None, tabs)


@pytest.fixture(params=["single", "folder"])
def sheet(request, tmp_path):
    """A sheet of each kind, alone in its folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "cases.csv").write_text("id;input;check\na;hi;words: 1\n")
    return folder / "cases.csv" if request.param == "single" else folder


@pytest.fixture
def results(sheet):
    """The path of a result by the tab's name, for the sheet or a copy of it."""

    def path(tab="eval-scores", place=sheet):
        return place.with_name(f"{place.stem}.{tab}.csv") if place.suffix == ".csv" else place / f"{tab}.csv"

    return path


def folder_of(sheet):
    return sheet if sheet.is_dir() else sheet.parent


def contents(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def own(sheet, tab="eval-scores"):
    table = next(table for table in CsvBook(sheet).read() if table.name == tab)
    assert table.ours
    return [row.texts for row in table.rows]


# What is written


def test_results_stand_beside_the_persons_files(sheet, results):
    before = contents(folder_of(sheet))
    columns = OwnColumns("cases", 1, (OutColumn("eval: verdict", 9),), {2: (OutCell("pass"),)})
    written = CsvBook(sheet).write(lambda _: Updates(columns, (scores(ONE), HISTORY)))
    assert written == str(results("eval-*"))
    after = contents(folder_of(sheet))
    assert after.keys() == before.keys() | {results().name, results("eval-history").name}
    assert before.items() <= after.items()


def test_the_bytes(sheet, results):
    CsvBook(sheet).write(only(scores(ONE, ("b", "bot", "grün;", None, "two\nlines\r\n", "pass", "f"))))
    assert results().read_bytes() == (
        b"\xef\xbb\xbfid;target;verdict;score;response;human verdict;fingerprint\r\n"
        b"a;bot;pass;0.6666666667;'=1+1;;f\r\n"
        b'b;bot;"gr\xc3\xbcn;";;"two\nlines\r\n";pass;f\r\n'
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-1.5, "-1.5"),
        (1200, "1200"),
        (0.935, "0.935"),
        (0.1 + 0.2, "0.3"),
        (float("nan"), ""),
        ("-1.5", "'-1.5"),
        ("007", "007"),
        (OutCell("input!B7", Look.LINK, CellRef("input", 7, 2)), "input!B7"),
        ("lone \ud800", "lone ?"),
        ("\0", "\0"),
    ],
)
def test_values(sheet, results, value, written):
    CsvBook(sheet).write(only(scores(("a", value))))
    with results().open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=";"))[1] == ["a", written]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=5), min_size=1, max_size=4))
def test_texts_are_read_back_as_they_were(tmp_path_factory, texts):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text("id,input\n")
    CsvBook(path).write(only(scores((*texts, "|"))))
    assert own(path)[1] == (*texts, "|")


def test_writing_again_writes_the_same(sheet):
    CsvBook(sheet).write(only(scores(ONE), HISTORY))
    before = contents(folder_of(sheet))
    CsvBook(sheet).write(only(scores(ONE), HISTORY))
    assert contents(folder_of(sheet)) == before


@pytest.mark.parametrize(("name", "separator"), [("x.tsv", "\t"), ("x.csv", ",")])
def test_a_single_file_without_separators(tmp_path, name, separator):
    (tmp_path / name).write_text("input\n")
    CsvBook(tmp_path / name).write(only(scores(ONE)))
    result = (tmp_path / name.replace(".", ".eval-scores.")).read_text("utf-8-sig")
    assert result.startswith(separator.join(HEADER))


def test_a_folder_of_tsv_files_gets_commas_in_its_csv(tmp_path):
    (tmp_path / "input.tsv").write_text("id\tinput\n")
    CsvBook(tmp_path).write(only(scores(ONE)))
    assert (tmp_path / "eval-scores.csv").read_text("utf-8-sig").startswith(",".join(HEADER))


# Whose it is


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_what_people_save_stays_ours_and_their_words_stay(sheet, results, separator, encoding):
    CsvBook(sheet).write(only(scores(ONE)))
    rows = own(sheet)
    mine = [
        ("my note", *reversed(rows[0])),
        ("wär besser", "f", "pass", "'=1+1", "", "pass", "bot", "a"),
        ("",),
    ]
    with results().open("w", encoding=encoding, newline="\n") as file:
        csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(mine)
    assert own(sheet)[0][0] == "my note"
    assert own(sheet)[1][:4] == ("wär besser", "f", "pass", "=1+1")
    CsvBook(sheet).write(only(scores(ONE)))
    assert own(sheet)[1][4] == "=1+1"


@pytest.mark.parametrize(
    "content", ["id,verdict\na,pass\n", "mine\n", "", "id,target\nverdict\nfingerprint\n"]
)
def test_a_file_of_that_name_that_is_not_ours_is_never_replaced(sheet, results, content):
    results().write_text(content)
    before = contents(folder_of(sheet))
    book = CsvBook(sheet)
    assert [table.ours for table in book.read() if table.name == "eval-scores"] == [False]
    updates = Updates(None, (HISTORY, scores(ONE)))
    for attempt in (lambda: book.check_writable(updates, book.read()), lambda: book.write(lambda _: updates)):
        with pytest.raises(BookError, match="was not made by this tool: rename it"):
            attempt()
    assert contents(folder_of(sheet)) == before


def test_results_of_other_sheets_are_left_alone(sheet, results):
    others = ("other.eval-scores.csv", "cases.more.eval-scores.csv", "cases.eval-scores.tsv")
    for name in others:
        (folder_of(sheet) / name).write_text("theirs")
    CsvBook(sheet).write(only(scores(ONE)))
    assert len(own(sheet)) == 2
    assert {(folder_of(sheet) / name).read_text() for name in others} == {"theirs"}


# The files


def test_the_mode_is_kept_and_a_link_is_followed(sheet, results, tmp_path):
    (folder_of(sheet) / "cases.csv").chmod(0o440)
    CsvBook(sheet).write(only(scores(ONE)))
    assert results().stat().st_mode & 0o777 == 0o640
    results().rename(tmp_path / "real.csv")
    results().symlink_to(tmp_path / "real.csv")
    (tmp_path / "real.csv").chmod(0o600)
    CsvBook(sheet).write(only(scores(ONE, ONE)))
    assert results().is_symlink()
    assert (tmp_path / "real.csv").stat().st_mode & 0o777 == 0o600
    assert len(own(sheet)) == 3


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failure_leaves_everything_as_it_was(sheet, monkeypatch, step):
    def fail(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    CsvBook(sheet).write(only(scores(ONE)))
    before = contents(folder_of(sheet))
    monkeypatch.setattr(os, step, fail)
    for copy in (None, folder_of(sheet).parent / f"copy{sheet.suffix}"):
        with pytest.raises(BookError, match=r"eval-\*\.csv cannot be written \(No space left on device\)"):
            CsvBook(sheet).write(only(scores(ONE, ONE), HISTORY), copy)
    assert contents(folder_of(sheet)) == before
    assert list(folder_of(sheet).parent.iterdir()) == [folder_of(sheet)]


def failing(monkeypatch, at):
    """Moves of files fail, counted from 1, where `at` says so."""
    real, moves = os.replace, []

    def replace(*paths):
        moves.append(paths)
        if at(len(moves)):
            raise OSError(errno.EIO, "Input/output error")
        real(*paths)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize(
    "standing",
    [(), (HISTORY,), (scores(ONE),), (scores(ONE), HISTORY)],
    ids=["none", "the second", "the first", "both"],
)
def test_where_the_second_file_cannot_be_moved_the_first_is_put_back(sheet, monkeypatch, standing):
    if standing:
        CsvBook(sheet).write(only(*standing))
    before = contents(folder_of(sheet))
    failing(monkeypatch, lambda move: move == 2)
    with pytest.raises(BookError, match=r"eval-\*\.csv cannot be written \(Input/output error\)"):
        CsvBook(sheet).write(only(scores(ONE, ONE), HISTORY))
    assert contents(folder_of(sheet)) == before


def test_what_cannot_be_put_back_is_named(sheet, results, monkeypatch):
    CsvBook(sheet).write(only(scores(ONE), HISTORY))
    before, name = contents(folder_of(sheet)), results("eval-history").name
    failing(monkeypatch, lambda move: move > 1)
    longer = OwnTab(HISTORY.name, (), [*HISTORY.rows, row(("another run",))])
    with pytest.raises(BookError, match=f"only some .* and {name} could not be put back") as caught:
        CsvBook(sheet).write(only(scores(ONE, ONE), longer))
    assert "\n" not in str(caught.value)
    after = contents(folder_of(sheet))
    assert {file for file in after if after[file] != before.get(file)} == {name}


def test_the_scores_are_the_last_to_come_into_their_place(sheet, results, monkeypatch):
    """A run that is killed in between was not compared with its own scores: the next one does it again."""
    real, moved = os.replace, []

    def replace(source, target):
        moved.append(Path(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    CsvBook(sheet).write(only(scores(ONE), HISTORY))
    assert moved == [results("eval-history"), results()]


def test_who_stops_it_leaves_nothing_behind(sheet, monkeypatch):
    def stop(*_arguments):
        raise KeyboardInterrupt

    before = contents(folder_of(sheet))
    monkeypatch.setattr(os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        CsvBook(sheet).write(only(scores(ONE)))
    assert contents(folder_of(sheet)) == before


def test_all_is_written_before_the_first_is_moved_to_its_place(sheet, monkeypatch):
    steps = []
    for step in ("fsync", "replace"):
        real = getattr(os, step)
        monkeypatch.setattr(
            os, step, lambda *rest, step=step, real=real: (steps.append(step), real(*rest))[1]
        )
    CsvBook(sheet).write(only(scores(ONE), HISTORY))
    assert steps[:4] == ["fsync", "fsync", "replace", "replace"]


def test_what_somebody_saves_meanwhile_is_read_again(sheet, results):
    CsvBook(sheet).write(only(scores(ONE)))
    seen = []

    def plan(tables):
        seen.append({table.name: table.rows for table in tables})
        if len(seen) == 1:
            results().write_text(results().read_text("utf-8-sig").replace(";;f", ";fail;f"))
        elif len(seen) == 2:
            (folder_of(sheet) / "cases.csv").write_text("id;input\nb;ho\n")
        return Updates(None, (scores(ONE),))

    CsvBook(sheet).write(plan)
    assert len(seen) == 3
    assert seen[2]["eval-scores"][1].texts[5] == "fail"
    assert seen[2]["cases"][1].texts == ("b", "ho")


@pytest.mark.parametrize("gone", [False, True])
def test_somebody_who_never_stops_saving(sheet, results, gone):
    calls = []

    def plan(tables):
        calls.append(tables)
        file = results("eval-history") if gone else folder_of(sheet) / "cases.csv"
        if gone and file.exists():
            file.unlink()
        else:
            file.write_text(f"id;input\n{len(calls)};hi\n")
        return Updates(None, (scores(ONE),))

    with pytest.raises(BookError, match="is being saved again and again"):
        CsvBook(sheet).write(plan)
    assert len(calls) == TRIES


@pytest.mark.parametrize("note", ["~${}", ".~lock.{}#"])
def test_results_that_are_open_get_a_scored_copy_beside_them(sheet, results, note):
    CsvBook(sheet).write(only(scores(ONE)))
    before = results().read_bytes()
    (folder_of(sheet) / note.format(results().name)).touch()
    scored = sheet.resolve().with_name(f"{sheet.stem}.scored{sheet.suffix}")
    for turn in range(2):
        said = CsvBook(sheet).write(only(scores(*[ONE] * (turn + 2))))
        assert (
            said
            == f"{results('eval-*', scored)}, because {results('eval-*')} is open in a spreadsheet program"
        )
    assert results().read_bytes() == before
    assert len(own(scored)) == 4
    (folder_of(scored) / note.format(results(place=scored).name)).touch()
    with pytest.raises(BookError, match="is open in a spreadsheet program: close it there"):
        CsvBook(sheet).check_writable(Updates(None, ()), ())


def test_who_has_their_own_file_open_does_not_matter(sheet, results):
    (folder_of(sheet) / ".~lock.cases.csv#").touch()
    assert CsvBook(sheet).write(only(scores(ONE))) == str(results("eval-*"))


# A copy


def test_a_copy_is_whole_and_leaves_the_sheet_as_it_is(sheet, results, tmp_path):
    CsvBook(sheet).write(only(HISTORY))
    before = contents(folder_of(sheet))
    copy = tmp_path / f"copy{sheet.suffix}"
    for turn in range(2):
        assert CsvBook(sheet).write(only(scores(*[ONE] * turn)), copy) == str(results("eval-*", copy))
    assert contents(folder_of(sheet)) == before
    assert [table.name for table in CsvBook(copy).read() if table.ours] == ["eval-history", "eval-scores"]
    assert len(own(copy)) == 2
    assert (copy / "cases.csv" if copy.is_dir() else copy).read_bytes() == before["cases.csv"]


def test_a_copy_onto_itself_is_no_copy(sheet):
    CsvBook(sheet).write(only(scores(ONE)), sheet.parent / "." / sheet.name)
    assert len(own(sheet)) == 2


def test_a_copy_never_replaces_what_somebody_else_made(sheet, tmp_path):
    copy = tmp_path / f"theirs{sheet.suffix}"
    theirs = copy / "cases.csv" if sheet.is_dir() else copy
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("id,input\n")
    for attempt in (
        lambda: CsvBook(sheet).check_writable(Updates(None, ()), (), copy),
        lambda: CsvBook(sheet).write(only(scores(ONE)), copy),
    ):
        with pytest.raises(BookError, match=r"theirs.* was not made by this tool and would be overwritten"):
            attempt()
    assert theirs.read_text() == "id,input\n"


@pytest.mark.parametrize(
    ("kind", "target", "message"),
    [
        ("folder", "missing/copy", "missing does not exist: create it"),
        ("folder", "copy.csv", "must be a folder like"),
        ("folder", "file", "must be a folder like"),
        ("single", "missing/copy.csv", "missing does not exist: create it"),
        ("single", "copy.tsv", r"must end in \.csv"),
        ("single", "copy", r"must end in \.csv"),
    ],
)
def test_places_for_copies_that_cannot_be(tmp_path, kind, target, message):
    home = tmp_path / "home"
    home.mkdir()
    (home / "cases.csv").write_text("id,input\n")
    (tmp_path / "file").touch()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BookError, match=message):
        CsvBook(home if kind == "folder" else home / "cases.csv").write(only(HISTORY), tmp_path / target)
    assert sorted(tmp_path.iterdir()) == before


def test_what_is_read_only_is_named_before_anything_is_asked(sheet, results, monkeypatch):
    results().write_text(",".join(HEADER))
    book = CsvBook(sheet)
    tables = book.read()
    for place in (folder_of(sheet).resolve(), results()):
        monkeypatch.setattr(os, "access", lambda name, _mode, place=place: Path(name) != place)
        with pytest.raises(BookError, match="is read-only"):
            book.check_writable(Updates(None, (scores(),)), tables)


def test_checking_changes_nothing(sheet):
    CsvBook(sheet).write(only(scores(ONE)))
    before = contents(folder_of(sheet))
    book = CsvBook(sheet)
    book.check_writable(Updates(None, (scores(), HISTORY)), book.read())
    book.check_writable(Updates(None, (scores(),)), book.read(), sheet.with_name(f"new{sheet.suffix}"))
    assert contents(folder_of(sheet)) == before
