from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.books.book import Look, OutCell, OwnTab, Updates, Value
from sheet2eval.books.memory import MemoryBook
from sheet2eval.writing.cells import CUT, Field, columns, cut, header, number


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("93,5 %", 0.935),
        ("1,200", 1200),
        ("", ""),
        ("about 3", "about 3"),
    ],
)
def test_a_number_is_read_as_it_is_shown_and_anything_else_stays(shown: str, value: Value) -> None:
    assert number(shown) == value
    assert type(number(shown)) is type(value)


@given(st.text(max_size=60), st.integers(len(CUT), 50))
def test_a_text_is_whole_or_visibly_cut(text: str, limit: int) -> None:
    kept = cut(text, limit)
    assert len(kept) <= limit
    assert kept == text if len(text) <= limit else text.startswith(kept.removesuffix(CUT)) and CUT in kept


@pytest.mark.parametrize("text", ["=IMPORTXML(1)", "+1", "-", "@x", "0123", "1.0"])
def test_a_text_stays_a_text_in_a_column_of_texts(text: str) -> None:
    assert Field("response", 10).restored(text, 100) == OutCell(text)


def test_a_header_stands_where_the_figures_below_it_stand() -> None:
    fields = (Field("why", 9), Field("score", 9, Look.SCORE), Field("cost usd", 9, Look.MONEY))
    looks = [cell.look for cell in header(fields)]
    assert looks == [Look.HEADER, Look.HEADER_RIGHT, Look.HEADER_RIGHT]
    assert [column.figures for column in columns(fields)] == [False, True, True]


@given(st.sampled_from([Look.RATE, Look.SCORE, Look.COUNT, Look.SECONDS, Look.MONEY]), st.floats(0, 1e6))
def test_what_a_sheet_shows_of_a_number_stands_still_once_it_is_written(look: Look, value: float) -> None:
    field = Field("x", 8, look)
    first = _shown(field.cell(value, 100))
    assert _shown(field.restored(first, 100)) == first


def _shown(cell: OutCell) -> str:
    book = MemoryBook([])
    book.write(lambda _: Updates(None, (OwnTab("eval-scores", (), [(cell,)]),)))
    return book.read()[0].rows[0].text(1)
