from __future__ import annotations

from tests.growth import is_linear, repeated


def test_linear_work_is_told_from_quadratic_work():
    def quadratic(text: str) -> int:
        return sum(text.count("b", at) for at in range(len(text)))

    assert is_linear(str.split, repeated("a "))
    assert is_linear(sorted, repeated("ab"), 20_000)
    assert not is_linear(quadratic, repeated("a"))
