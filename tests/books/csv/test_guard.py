from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.books.csv.guard import guarded, unguarded

RUN = "=+-@\t\r"


@pytest.mark.parametrize("first", RUN)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(first):
    assert guarded(f"{first}1") == f"'{first}1"


@pytest.mark.parametrize("text", ["", "1", "'", "''", "'tis", "a=b", " =1", "\n=1", "5-3", "–5"])
def test_other_texts_stay(text):
    assert guarded(text) == text
    assert unguarded(text) == text


def test_what_people_write_without_an_apostrophe_stays():
    assert unguarded("-5 is wrong") == "-5 is wrong"


@given(st.text(alphabet=st.sampled_from(f"'a1 \n{RUN}"), max_size=5) | st.text(max_size=9))
def test_every_text_comes_back_as_it_was_and_never_runs(text):
    written = guarded(text)
    assert unguarded(written) == text
    assert not written.startswith(tuple(RUN))
