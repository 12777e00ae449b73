"""What a pattern reads is what the parser would have read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.reading import read_tables
from sheet2eval.errors import BookError
from tests.books.xlsx.rawbook import CELLS, parts, save, shared, styles

PARSED = "<!-- read by the parser alone from here -->"
ITEMS = [
    "<t>plain</t>",
    '<t xml:space="preserve"> two\nlines </t>',
    "<t>_x000D_</t>",
    "<t>a &lt; b</t>",
    "<r><t>rich</t></r>",
]


def read(path, rows, items):
    members = {**parts(rows), "xl/sharedStrings.xml": shared(*items), "xl/styles.xml": styles("0.0%")}
    with Package.open(save(path, members)) as package:
        return read_tables(package)


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.sampled_from(range(len(CELLS))), max_size=9).map(sorted), max_size=9),
    st.lists(st.sampled_from(ITEMS), min_size=3, max_size=6),
)
def test_with_and_without(tmp_path_factory, kinds, items):
    path = tmp_path_factory.mktemp("aside") / "sheet.xlsx"
    rows = "".join(
        f'<row r="{number}" spans="1:9">{"".join(CELLS[kind].format(number) for kind in row)}</row>'
        for number, row in enumerate(kinds, 1)
    )
    plain = read(path, rows, items)
    parsed = read(path, PARSED + rows, [items[0] + PARSED, *items[1:]])
    assert plain == parsed


def test_an_instruction_of_the_parts_own_is_passed_over(tmp_path):
    (table,) = read(tmp_path / "sheet.xlsx", f"<?aside?>{CELLS[0].format(1)}", ITEMS)
    assert table.rows == ()
    (table,) = read(tmp_path / "sheet.xlsx", f'<?aside?><row r="4">{CELLS[0].format(4)}</row>', ITEMS)
    assert [(row.number, row.texts) for row in table.rows] == [(4, ("plain",))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"\xff", "not well-formed"),
        (b"\x01", "not well-formed"),
        (b"&nothing;", "undefined entity"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, text, words):
    members = {**parts(f'<row r="1">{CELLS[0].format(1)}</row>'), "xl/styles.xml": styles()}
    strings = shared("<t>HERE</t>").encode().replace(b"HERE", text)
    path = save(tmp_path / "sheet.xlsx", {**members, "xl/sharedStrings.xml": strings})
    with pytest.raises(BookError, match=words), Package.open(path) as package:
        read_tables(package)
