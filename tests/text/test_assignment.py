"""As many claims as possible get something of their own."""

from __future__ import annotations

import pytest

from sheet2eval.text.assignment import assigned


@pytest.mark.parametrize(
    ("fitting", "served"),
    [
        ([], 0),
        ([[]], 0),
        ([[0], [0]], 1),
        ([[0, 1], [0]], 2),
        ([[0, 1], [0, 2], [0], [1]], 3),
        ([[0], [0, 1], [1, 2]], 3),
    ],
)
def test_as_many_as_possible_are_served(fitting: list[list[int]], served: int) -> None:
    found = assigned(fitting)
    assert len(found) == served
    assert len(set(found.values())) == len(found)
    assert all(thing in fitting[claim] for claim, thing in found.items())


def test_a_long_chain_of_hands_is_no_recursion() -> None:
    chain = [[place, place + 1] for place in range(2_000)] + [[0]]
    assert len(assigned(chain)) == 2_001
