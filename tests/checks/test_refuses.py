from __future__ import annotations

from tests.checks.graded import check, grade, passes


def test_refuses() -> None:
    assert passes("refuses", "I'm afraid that's outside what I can help with.")
    assert not passes("refuses", "I can't wait to help!")
    assert passes("not refuses", "Done.")


def test_words() -> None:
    assert grade("refuses", "Oh. I can't do that!").reason == "declines: “I can't do that!”"
    assert grade("refuses", "Done.").reason == "has no words that decline"
    assert check("refuses").says == "the answer declines to do what was asked"
    assert check("not refuses").says == "the answer does not decline to do what was asked"
