"""What a write leaves as it was, on workbooks full of what a rewrite could lose."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.books.xlsx.book import XlsxBook
from tests.books.xlsx.hostile import MAKERS
from tests.books.xlsx.rawbook import CELLS, parts, save, shared, styles
from tests.books.xlsx.updates import COLUMNS, WHY, plan

HEADERS = tuple(column.header for column in COLUMNS)
LISTS = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
INPUT = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Every hostile workbook before and after a write, by name."""
    folder = tmp_path_factory.mktemp("hostile")
    pairs = {}
    for name, make in MAKERS.items():
        before, after = folder / f"before-{name}", folder / name
        make(before)
        shutil.copy(before, after)
        assert XlsxBook(after).write(plan) == str(after)
        pairs[name] = (before, after)
    return pairs


@pytest.fixture(params=MAKERS)
def pair(request, written):
    return written[request.param]


def members(path):
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(path, name="input"):
    return next(table for table in XlsxBook(path).read() if table.name == name)


def our_letters(path):
    header = next(row for row in table(path).rows if "eval: why" in row.texts)
    return [openpyxl.utils.get_column_letter(header.texts.index(text) + 1) for text in HEADERS]


def test_every_part_of_others_keeps_every_byte(pair):
    before, after = map(members, pair)
    foreign = before.keys() - LISTS - {INPUT}
    assert {name: after[name] for name in foreign} == {name: before[name] for name in foreign}
    assert len(after.keys() - before.keys() - LISTS) == 2


def test_members_keep_their_place_date_and_attributes(pair):
    with ZipFile(pair[0]) as before, ZipFile(pair[1]) as after:
        facts = [
            [(info.filename, info.date_time, info.external_attr, info.extra) for info in archive.infolist()]
            for archive in (before, after)
        ]
        assert facts[1][: len(facts[0])] == facts[0]
        assert after.comment == before.comment


def test_the_input_sheet_gains_our_columns_and_nothing_else(pair):
    letters = our_letters(pair[1])
    before, after = (_without(members(path)[INPUT].decode(), letters) for path in pair)
    assert after == before


def _without(sheet, letters):
    """Without our columns, and without what has to grow: the dimension and the spans of rows."""
    numbers = "|".join(str(openpyxl.utils.column_index_from_string(name)) for name in letters)
    for pattern in (
        rf'<(\w+:)?c r="({"|".join(letters)})\d+"[^>]*(/>|(?<!/)>.*?</(\w+:)?c>)',
        rf'<(\w+:)?col min="({numbers})" max="\2" width="[\d.]+" customWidth="1"/>',
        r"<(\w+:)?cols></(\w+:)?cols>",
        r' spans="[\d:]+"',
        r'(?<=dimension ref=")[A-Z0-9:]+',
    ):
        sheet = re.sub(pattern, "", sheet)
    return sheet


def test_the_lists_keep_all_that_stood_in_them(pair):
    before, after = map(members, pair)
    for name in LISTS & before.keys():
        rest = iter(_without_counts(after[name]))
        assert all(byte in rest for byte in _without_counts(before[name])), name


def _without_counts(part):
    if part.startswith(b"\xff\xfe"):
        part = part.decode("utf-16").replace("UTF-16", "UTF-8").encode()
    return re.sub(rb' (count|fullCalcOnLoad)="\d+"|/(?=>)', b"", part)


def test_reads_back_what_was_written(pair):
    before, after = map(table, pair)
    width = max(len(row.texts) for row in before.rows)
    texts = {row.number: row.texts for row in after.rows}
    assert all(texts[row.number][: len(row.texts)] == row.texts for row in before.rows)
    own = [row.texts[-3:] for row in after.rows if row.texts[0].startswith("R") and row.texts[1:2] != ("",)]
    assert ("fail", "0.25", WHY) in own
    assert width < min(len(row) for row in texts.values() if row[-1] == WHY)
    scores = table(pair[1], "eval-scores")
    assert scores.ours
    assert [row.texts[3] for row in scores.rows] == ["response", "an answer", WHY]


def test_writing_again_changes_nothing(pair, tmp_path):
    path = shutil.copy(pair[1], tmp_path / pair[1].name)
    first = members(path)
    for _ in range(2):
        XlsxBook(path).write(plan)
    assert members(path) == first


HEADER = '<row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="str"><v>input</v></c></row>'


@settings(max_examples=15)
@given(st.lists(st.lists(st.sampled_from(range(len(CELLS))), unique=True).map(sorted), max_size=12))
def test_whatever_stands_in_the_sheet_stays(tmp_path_factory, kinds):
    """Rows of any cells, some of them missing, written twice."""
    path = tmp_path_factory.mktemp("random") / "sheet.xlsx"
    rows = "".join(
        f'<row r="{number}">{"".join(CELLS[kind].format(number) for kind in row)}</row>'
        for number, row in enumerate(kinds, 2)
        if row
    )
    lists = {
        "xl/sharedStrings.xml": shared("<t>R1</t>", "<t>b</t>", "<t>c</t>"),
        "xl/styles.xml": styles("0%"),
    }
    save(path, {**parts(HEADER + rows), **lists, "[Content_Types].xml": "<Types/>"})
    before, texts = members(path)[INPUT].decode(), {row.number: row.texts for row in table(path).rows}
    for _ in range(2):
        XlsxBook(path).write(plan)
        after, letters = members(path)[INPUT].decode(), our_letters(path)
        assert _without(after, letters) == _without(before, letters)
        for row in table(path).rows:
            assert row.texts[: len(texts.get(row.number, ()))] == texts.get(row.number, ())


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_opens_with_openpyxl(pair):
    if pair[1].stem in {"strict", "strict_everything", "pivot"}:
        pytest.skip("openpyxl reads no strict workbooks and no made-up pivots")
    book = openpyxl.load_workbook(io.BytesIO(pair[1].read_bytes()))
    assert book.sheetnames[-2:] == ["eval-scores", "eval-summary"]
    scores = book["eval-scores"]
    assert scores["D3"].value == WHY
    assert scores["D3"].data_type in {"s", "inlineStr"}
    assert scores.freeze_panes == "B2"
    assert scores.auto_filter.ref == "A1:E3"
    assert [rule.sqref.__str__() for rule in scores.data_validations.dataValidation] == ["E2:E3"]
    assert scores["A2"].hyperlink.location == "'input'!A2"
    assert scores["A1"].font.bold
    assert scores["A1"].fill.fgColor.rgb == "FFDFE6EF"


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_opens_with_libreoffice_which_keeps_our_mark(written, tmp_path):
    """One start of the program converts them all; what it saved is written to once more."""
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, *(str(after) for _, after in written.values())], check=True, capture_output=True
    )
    for name in MAKERS:
        path = (tmp_path / name).with_suffix(".xlsx")
        assert WHY in {text for row in table(path).rows for text in row.texts}, name
        assert table(path, "eval-scores").ours, name
        XlsxBook(path).write(plan)
        assert [row.texts[3] for row in table(path, "eval-scores").rows][1:] == ["an answer", WHY], name
