from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnColumns, OwnTab, Updates
from sheet2eval.books.xlsx.book import XlsxBook
from sheet2eval.books.xlsx.cells import CELL_LIMIT, cell_xml, text_xml
from tests.books.xlsx.hostile import strict
from tests.books.xlsx.updates import plan


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        ("plain", '<c r="B2" s="3" t="inlineStr"><is><t>plain</t></is></c>'),
        ("=1+1", '<c r="B2" s="3" t="inlineStr"><is><t>=1+1</t></is></c>'),
        ("a <b> & c", '<c r="B2" s="3" t="inlineStr"><is><t>a &lt;b&gt; &amp; c</t></is></c>'),
        (" a", '<c r="B2" s="3" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>'),
        ("a\nb", '<c r="B2" s="3" t="inlineStr"><is><t xml:space="preserve">a\nb</t></is></c>'),
        ("a  b", '<c r="B2" s="3" t="inlineStr"><is><t xml:space="preserve">a  b</t></is></c>'),
        ("", '<c r="B2" s="3"/>'),
        ("\ud800", '<c r="B2" s="3"/>'),
        (None, '<c r="B2" s="3"/>'),
        (float("nan"), '<c r="B2" s="3"/>'),
        (float("-inf"), '<c r="B2" s="3"/>'),
        (7, '<c r="B2" s="3"><v>7</v></c>'),
        (True, '<c r="B2" s="3"><v>1</v></c>'),
        (0.1, '<c r="B2" s="3"><v>0.1</v></c>'),
        (1e300, '<c r="B2" s="3"><v>1e+300</v></c>'),
    ],
)
def test_cell(value, xml):
    assert cell_xml("B2", value, 3) == xml


def test_a_cell_bears_the_prefix_of_its_sheet():
    assert cell_xml("A1", "x", 0, "x:") == '<x:c r="A1" s="0" t="inlineStr"><x:is><x:t>x</x:t></x:is></x:c>'


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        ("a\x0bb", "a_x000B_b"),
        ("a\r\nb", "a_x000D_\nb"),
        ("_x000D_", "_x005F_x000D_"),
        ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
        ("_x0041\x0b", "_x005F_x0041_x000B_"),
        ("_x00_ _xyz_", "_x00_ _xyz_"),
        ("\ud800 lone \udc00", " lone "),
        ("\ud83d\ude00", "😀"),
        ("\uffff", "_xFFFF_"),
        ("a" * CELL_LIMIT, "a" * CELL_LIMIT),
        ("a" * (CELL_LIMIT + 1), "a" * (CELL_LIMIT - 7) + "… [cut]"),
        ("😀" * 16_384, "😀" * 16_380 + "… [cut]"),
        ("\r" * CELL_LIMIT, "_x000D_" * CELL_LIMIT),
    ],
)
def test_text(text, xml):
    assert text_xml(text) == xml


texts = st.text(st.characters(codec=None) | st.sampled_from("_x0041\r\n\t =+-@\x0b\ud83d\ude00"), max_size=40)


@given(answers=st.lists(texts, min_size=1, max_size=8))
@settings(max_examples=40)
def test_every_text_reads_back_as_it_was_written(tmp_path_factory, answers):
    path = tmp_path_factory.mktemp("texts") / "sheet.xlsx"
    strict(path)
    rows = [
        [OutCell("answer", Look.HEADER)],
        *([OutCell(f"={number}"), OutCell(text)] for number, text in enumerate(answers)),
    ]
    tab = OwnTab("eval-scores", (OutColumn("n", 5), OutColumn("answer", 50)), rows)
    cells = {number: (OutCell(text),) for number, text in enumerate(answers, 2)}
    columns = OwnColumns("input", 1, (OutColumn("eval: why", 30),), cells)
    XlsxBook(path).write(lambda tables: Updates(columns, (tab,)))
    tables = {table.name: table for table in XlsxBook(path).read()}
    expected = [_writable(text) for text in answers]
    assert [row.text(2) for row in tables["eval-scores"].rows[1:]] == expected
    beside = {row.number: row.text(3) for row in tables["input"].rows}
    assert [beside.get(number, "") for number in cells] == expected


def _writable(text):
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def test_a_text_that_is_cut_says_so(tmp_path):
    path = tmp_path / "sheet.xlsx"
    strict(path)
    tab = OwnTab("eval-scores", (OutColumn("answer", 50),), [[OutCell("x" * 40_000)]])
    XlsxBook(path).write(lambda tables: Updates(plan(tables).columns, (tab,)))
    text = XlsxBook(path).read()[-1].rows[0].text(1)
    assert len(text) == XlsxBook.cell_limit
    assert text.endswith("x… [cut]")
