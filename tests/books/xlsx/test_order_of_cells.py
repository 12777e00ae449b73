"""Our cells among theirs: whatever a row holds, theirs stay and all stand in the order of their columns."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.books.book import OutCell, OutColumn, OwnColumns
from sheet2eval.books.xlsx.splice import splice
from sheet2eval.books.xlsx.styles import StyleSheet

LETTERS = "ABCDEFG"
VALUE = '<c r="{}"><v>7</v></c>'
CELLS = (
    "",
    VALUE,
    '<c r="{}" t="inlineStr"><is><t>text</t></is></c>',
    '<c r="{}" s="1"/>',
    '<c r="{}"><f>A1</f><v>7</v></c>',
)
WIDTH = 6


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(CELLS), min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=5),
    st.integers(0, WIDTH),
    st.sampled_from([40, 1 << 18]),
)
def test_theirs_stay_and_ours_stand_in_their_place(lines, ours, size):
    """`ours` is the place of our column from 0; there is none yet where it is behind the last one."""
    rows = [cells_of(line, number) for number, line in enumerate([[VALUE] * WIDTH, *lines], 1)]
    headers = ["eval: verdict" if at == ours else f"column {at}" for at in range(WIDTH)]
    result = rows_of(written(rows, headers, size))
    assert [without(LETTERS[ours], row) for row in result] == [without(LETTERS[ours], row) for row in rows]
    for row in result:
        places = re.findall(r'<c r="([A-Z])', row)
        assert places == sorted({*places, LETTERS[ours]})


def written(rows, headers, size):
    """The sheet with our cell in every row, read in chunks of that size."""
    lines = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, 1))
    sheet = f"<worksheet><sheetData>{lines}</sheetData></worksheet>".encode()
    cells = {number: (OutCell("new"),) for number in range(2, len(rows) + 1)}
    wanted = OwnColumns("input", 1, (OutColumn("eval: verdict", 20),), cells)
    chunks = [sheet[at : at + size] for at in range(0, len(sheet), size)]
    return b"".join(splice(lambda: chunks, wanted, headers, 0, StyleSheet(None, ""))).decode()


def cells_of(line, number):
    return "".join(cell.format(f"{letter}{number}") for letter, cell in zip(LETTERS, line, strict=False))


def rows_of(sheet):
    return re.findall("<row[^>]*>(.*?)</row>", sheet)


def without(letter, row):
    return re.sub(rf'<c r="{letter}.*?(?:/>|</c>)', "", row)
