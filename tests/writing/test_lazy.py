from __future__ import annotations

from functools import partial

import pytest

from sheet2eval.writing.lazy import LazyMapping, LazySequence


def test_a_sequence_makes_what_is_asked_for_and_nothing_else() -> None:
    made: list[int] = []

    def make(number: int) -> str:
        made.append(number)
        return str(number)

    things = LazySequence([partial(make, number) for number in range(5)])
    assert len(things) == 5
    assert (things[1], things[-1]) == ("1", "4")
    assert made == [1, 4]
    assert len(things[2:]) == 3
    assert made == [1, 4]
    assert [*things] == ["0", "1", "2", "3", "4"]
    with pytest.raises(IndexError):
        things[5]


def test_a_mapping_makes_what_is_asked_for_and_nothing_else() -> None:
    made: list[int] = []

    def make(number: int) -> str:
        made.append(number)
        return str(number)

    things = LazyMapping({2: "", 7: ""}.keys(), make)
    assert (len(things), [*things], 7 in things) == (2, [2, 7], True)
    assert (things[2], things.get(3)) == ("2", None)
    assert 3 not in made
    assert dict(things) == {2: "2", 7: "7"}
