from __future__ import annotations

import pytest

from sheet2eval.books.book import Look
from sheet2eval.books.looks import lines
from sheet2eval.books.xlsx import spans
from sheet2eval.books.xlsx.styles import StyleSheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HOST = (
    b'<x:styleSheet xmlns:x="m"><!-- kept --><x:numFmts count="1"><x:numFmt numFmtId="300" formatCode="0.0%"/>'
    b'</x:numFmts><x:fonts count="1" more="yes"><x:font><x:sz val="10"/><x:name val="Arial"/></x:font></x:fonts>'
    b'<x:fills/><x:cellXfs count="1"><x:xf numFmtId="9"/></x:cellXfs><x:dxfs count="0"/><x:extLst/></x:styleSheet>'
)


def drawn(part):
    """The part after every look was asked for, and the numbers that were given."""
    styles = StyleSheet(part, MAIN)
    numbers = [(styles.look(look), styles.conditional(look)) for look in Look]
    return styles.result(), numbers


@pytest.mark.parametrize("part", [HOST, None, b"<styleSheet/>", HOST.decode().encode("utf-16")])
def test_asking_again_adds_nothing(part):
    once, numbers = drawn(part)
    again, same = drawn(once)
    assert again == once
    assert same == numbers


def test_what_stood_there_stays_in_its_place():
    root = spans.parse(drawn(HOST)[0])
    assert [child.name for child in root.children] == [
        *("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs", "extLst")
    ]
    assert all(element.prefix == "x:" for element in root.walk())
    assert root.first("cellXfs").children[0].attributes == {"numFmtId": "9"}
    assert root.first("fonts").attributes["more"] == "yes"
    assert b"<!-- kept -->" in drawn(HOST)[0]


def test_counts_are_right():
    root = spans.parse(drawn(HOST)[0])
    for name in ("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs"):
        assert root.first(name).attributes["count"] == str(len(root.first(name).children)), name


def test_the_two_fills_that_every_program_takes_for_granted_come_first():
    fills = spans.parse(drawn(HOST)[0]).first("fills").children
    patterns = [fill.children[0].attributes["patternType"] for fill in fills[:3]]
    assert patterns == ["none", "gray125", "solid"]


def test_number_formats_of_the_workbook_are_used_and_their_numbers_kept_free():
    part = drawn(HOST)[0].decode()
    assert part.count('formatCode="0.0%"') == 1
    assert '<x:numFmt numFmtId="301" formatCode="0.0"/>' in part


def test_fonts_are_the_workbooks_own():
    fonts = spans.parse(drawn(HOST)[0]).first("fonts").children
    assert {font.first("name").attributes["val"] for font in fonts} == {"Arial"}
    assert {font.first("sz").attributes["val"] for font in fonts} == {"9", "10", "12", "16"}


def test_looks_differ():
    numbers = [cell for cell, _ in drawn(None)[1]]
    assert len(set(numbers)) == len(Look)
    assert 0 not in numbers


def test_a_new_part_is_in_the_namespace_of_the_workbook():
    assert spans.parse(drawn(None)[0]).attributes["xmlns"] == MAIN


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [
        ("", 10, 1),
        ("short", 10, 1),
        ("x" * 11, 10, 1),
        ("x" * 12, 10, 2),
        ("a\nb\n", 10, 3),
        ("x" * 30, 10, 3),
    ],
)
def test_lines(text, width, count):
    assert lines(text, width) == count
