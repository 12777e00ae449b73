"""Rows that people may have written beside: they stay, whatever comes and goes around them."""

from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.books.google.alignment import Standing, aligned

HEADER = 1  # rows above the table
KEYS = st.lists(st.sampled_from("abcdefg"), max_size=7)


def carried_out(alignment, standing, wanted, height):
    """For each row after the edits: what stood there (None: a new row), and what is written there (None: nothing)."""
    rows = [None] * height
    for each in standing:
        rows[each.row] = each
    for run in alignment.deleted:
        del rows[run.start : run.stop]
    for run in alignment.inserted:
        rows[run.start : run.start] = [None] * len(run)
    rows += [None] * len(wanted)
    written = dict(zip(alignment.rows, wanted, strict=True))
    return [(stood, written.get(row)) for row, stood in enumerate(rows)]


@given(KEYS, KEYS, st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)))
def test_every_row_is_written_once_and_where_its_like_stands(wanted, there, kept, blank):
    wanted = [(key,) for key in wanted]
    standing, row = [], HEADER
    for at, key in enumerate(there):
        row += at in blank
        standing.append(Standing(row, (key,), at in kept))
        row += 1
    alignment = aligned(wanted, standing, HEADER)
    after = carried_out(alignment, standing, wanted, row)
    assert sorted(key for _, key in after if key) == sorted(wanted)
    assert all(
        stood.key == key for stood, key in after if stood and key
    )  # nothing is written over another row
    matched = [row for row in alignment.before if row is not None]
    assert sorted(matched) == sorted(set(matched))
    assert [stood for stood, _ in after if stood] == [
        each for each in standing if each.kept or each.row in matched
    ]


def test_new_rows_follow_the_one_that_is_wanted_before_them():
    standing = [Standing(1, ("b",)), Standing(2, ("a",)), Standing(3, ("gone",)), Standing(4, ("c",), True)]
    found = aligned([("a",), ("a2",), ("b",), ("b2",), ("z",)], standing, HEADER)
    assert found.before == (2, None, 1, None, None)
    assert found.rows == (4, 5, 1, 2, 3)
    assert (found.deleted, found.inserted) == ((range(3, 4),), (range(2, 4), range(5, 6)))


def test_what_is_new_at_the_end_takes_the_blank_rows_there():
    found = aligned([("a",), ("b",)], [Standing(1, ("a",))], HEADER)
    assert (found.rows, found.deleted, found.inserted) == ((1, 2), (), ())
