"""Figures as spreadsheets show them."""

from __future__ import annotations

import pytest

from sheet2eval.text.figures import figure


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("0.67", 0.67),
        ("0,67", 0.67),
        ("93.5 %", 0.935),
        ("93,5\u00a0%", 0.935),
        ("$0.0012", 0.0012),
        ("$0.00000031", 0.00000031),
        ("3.1E-07", 0.00000031),
        ("1,200", 1200),
        ("12,345.5", 12345.5),
        ("-3", -3),
        ("0123", 123),
        ("", None),
        ("2/3", None),
        ("pass", None),
        ("1.00", 1),
        ("69.7%", 0.697),
        ("12,345,678.5", 12345678.5),
        ("1e-05", 1e-05),
        ("1.2.3", None),
        ("1,2,3", None),
        ("nan", None),
        ("inf", None),
        ("#DIV/0!", None),
        ("9" * 400, None),
        ("12 apples", None),
    ],
)
def test_a_figure_is_read_as_it_is_shown(shown: str, value: float | None) -> None:
    assert figure(shown) == value
    assert type(figure(shown)) is type(value)
