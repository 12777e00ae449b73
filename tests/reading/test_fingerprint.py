"""A fingerprint changes exactly when something changes that can change a grade."""

from __future__ import annotations

import pytest

from sheet2eval.books.book import Table
from sheet2eval.reading.compile import compile_tables
from tests.tables import STARTED, table

CELLS = {
    "id": "a",
    "input": "Remind {{Owner}} at 7",
    "role": "",
    "tags": "t",
    "weight": "",
    "now": "2025-04-10 09:00",
    "skip": "",
    "Owner": "Ann",
    "City": "Ulm",
    "current behavior": "At 7 AM.",
    "current calls": "f(a=1)",
    "acceptable": "",
    "ideal behavior": "At 7 PM.",
    "ideal calls": "f(a=2, b=3)",
    "why": "evening",
    "check": "contains: PM\nwords: < 9\nIs friendly",
    "rubric": "tone",
    "notes": "seen in March",
    "internal notes": "hush",
    "named answer": "At 8.",
    "criterion": "Is warm",
    "guidance": "like a friend",
    "rubric weight": "",
    "scale": "",
    "pass at": "",
}


def tables(**changes: str) -> tuple[Table, ...]:
    cells = CELLS | changes

    def row(*names: str) -> tuple[str, ...]:
        return tuple(cells[name] for name in names)

    own = ("id", "input", "role", "tags", "weight", "now", "skip", "Owner", "City")
    current = ("id", "current behavior", "tool calls", "acceptable", "target")
    ideal = ("id", "ideal behavior", "tool calls", "why", "check", "rubric")
    rubric = ("rubric", "criterion", "guidance", "weight", "scale", "pass at")
    return (
        table("input", own, row(*own)),
        table(
            "current-behavior",
            current,
            (*row("id", "current behavior", "current calls", "acceptable"), ""),
            (cells["id"], cells["named answer"], "", "", "v2"),
        ),
        table(
            "ideal-behavior",
            ideal,
            row("id", "ideal behavior", "ideal calls", "why", "check", "rubric"),
        ),
        table("notes", ("id", "notes", "internal notes"), row("id", "notes", "internal notes")),
        table("rubrics", rubric, row("rubric", "criterion", "guidance", "rubric weight", "scale", "pass at")),
    )


def fingerprint(*of: Table) -> str:
    (case,) = compile_tables(of, STARTED).suite.cases
    return case.fingerprint


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("input", "Remind {{Owner}} at 8"),
        ("role", "system"),
        ("now", "2025-04-11 09:00"),
        ("Owner", "Bob"),
        ("current behavior", "At 6 AM."),
        ("current calls", "f(a=2)"),
        ("acceptable", "yes"),
        ("ideal behavior", "At 7:00 PM."),
        ("ideal calls", "f(a=2)"),
        ("ideal calls", ""),
        ("why", "morning"),
        ("check", "contains: AM\nwords: < 9\nIs friendly"),
        ("check", "contains exactly: PM\nwords: < 9\nIs friendly"),
        ("check", "not contains: PM\nwords: < 9\nIs friendly"),
        ("check", "contains: PM\nwords: < 9\nIs polite"),
        ("check", "contains: PM\nwords: < 9\nIs friendly\nrefuses"),
        ("check", "contains: PM\ncontains: PM\nwords: < 9\nIs friendly"),
        ("check", "contains: PM\nIs friendly"),
        ("notes", "seen in May"),
        ("criterion", "Is cold"),
        ("guidance", ""),
        ("rubric weight", "2"),
        ("scale", "1-5"),
    ],
)
def test_what_can_change_a_grade(column: str, text: str) -> None:
    assert fingerprint(*tables(**{column: text})) != fingerprint(*tables())


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("id", "b"),
        ("role", "User"),
        ("tags", "other, tags"),
        ("weight", "3"),
        ("skip", "yes"),
        ("City", "Bonn"),
        ("ideal calls", "f(b=3, a=2)"),
        ("ideal calls", '{"name": "f", "arguments": {"b": 3, "a": 2}}'),
        ("check", "- Contains : PM\n\n# a remark\n---\nwords:< 9\n• Is friendly"),
        ("check", "words: < 9\ncontains: PM\nIs friendly"),
        ("check", "contains: PM\nIs friendly\nwords: < 9"),
        ("rubric", "Tone"),
        ("internal notes", "loud"),
        ("named answer", "At 9."),
    ],
)
def test_what_can_change_no_grade(column: str, text: str) -> None:
    assert fingerprint(*tables(**{column: text})) == fingerprint(*tables())


def test_where_the_rows_stand_makes_no_difference() -> None:
    moved = [table(one.name, ("A title",), (), *(row.texts for row in one.rows)) for one in tables()]
    assert fingerprint(*reversed(moved)) == fingerprint(*tables())


def test_what_only_a_judge_reads_counts_where_it_judges() -> None:
    unjudged = {"check": "contains: PM", "rubric": ""}
    without = fingerprint(*tables(**unjudged))
    for column in ("why", "notes", "current behavior", "acceptable", "criterion"):
        assert fingerprint(*tables(**unjudged, **{column: "yes"})) == without


def test_two_criteria_in_another_order_may_be_judged_otherwise() -> None:
    one, other = tables(check="Is kind\nIs brief"), tables(check="Is brief\nIs kind")
    assert fingerprint(*one) != fingerprint(*other)
