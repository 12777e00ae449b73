from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.books.book import Look, OutCell, Table
from sheet2eval.scoring.carried import carried_result
from sheet2eval.scoring.results import Change, RunSummary
from sheet2eval.types import CellRef, Message, ToolCall, Verdict
from sheet2eval.writing.cells import CUT
from sheet2eval.writing.places import InputPlaces
from sheet2eval.writing.prior import prior_scores
from sheet2eval.writing.scores import score_rows, scores_tab
from tests.writing.made_up import LIMIT, case, earlier, places, result, run, table, trial

COLUMNS = [
    "id",
    "target",
    "verdict",
    "score",
    "trials",
    "input",
    "response",
    "ideal",
    "why",
    "current verdict",
    "change",
    "judge",
    "latency s",
    "cost usd",
    "graded at",
    "human verdict",
    "human note",
    "fingerprint",
]


def written(
    summary: RunSummary, where: InputPlaces, *tables: Table, limit: int = LIMIT
) -> list[Mapping[str, OutCell]]:
    tab = scores_tab(score_rows(summary, prior_scores(tables), where, limit))
    return [dict(zip(COLUMNS, row, strict=True)) for row in tab.rows[1:]]


def values(rows: list[Mapping[str, OutCell]], *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name].value for name in names) for row in rows]


def test_the_columns_are_those_of_the_contract() -> None:
    tab = scores_tab(())
    assert [column.header for column in tab.columns] == COLUMNS
    assert [cell.value for cell in tab.rows[0]] == COLUMNS
    assert (tab.name, tab.header_row, tab.frozen_columns) == ("eval-scores", 1, 1)
    assert {column.header: column.choices for column in tab.columns if column.choices} == {
        "human verdict": ("pass", "fail")
    }
    assert [column.header for column in tab.columns if column.colours] == [
        "verdict",
        "current verdict",
        "change",
    ]


def test_a_row_says_all_of_a_result() -> None:
    answer = trial(
        "=HYPERLINK(1)", tool_calls=(ToolCall("ping", {"at": "7"}),), latency_s=1.5, cost_usd=0.002
    )
    graded = result(
        verdict=Verdict.FLAKY,
        score=2 / 3,
        trials=(answer, trial(number=2, latency_s=0.5, cost_usd=0.001)),
        passed_trials=1,
        shown=answer,
        change=Change.BROKEN,
    )
    [row] = written(run([graded]), places("c1"))
    assert {name: cell.value for name, cell in row.items()} == {
        "id": "c1",
        "target": "bot",
        "verdict": "flaky",
        "score": 2 / 3,
        "trials": "1/2",
        "input": "Remind me of c1",
        "response": '=HYPERLINK(1)\nping(at="7")',
        "ideal": None,
        "why": "mentions 7:00 AM, not 7:00 PM",
        "current verdict": "fail",
        "change": "broken",
        "judge": "nearest (offline)",
        "latency s": 1.0,
        "cost usd": 0.003,
        "graded at": "2026-03-02 12:00+00:00",
        "human verdict": None,
        "human note": None,
        "fingerprint": "c1 bot",
    }
    assert row["id"].link == CellRef("input", 2, 1)
    assert row["human verdict"].look is row["human note"].look is Look.HUMAN


def test_an_error_is_no_answer_and_unknown_figures_are_blank() -> None:
    broken = trial("half an answ", error="no answer within 60 s")
    graded = result(
        verdict=Verdict.ERROR, score=None, trials=(broken,), shown=broken, current_verdict=None, change=None
    )
    [row] = written(run([graded]), places("c1"))
    blank = ("response", "score", "latency s", "cost usd", "current verdict", "change")
    assert values([row], *blank) == [(None,) * len(blank)]


def test_rows_stand_by_case_as_in_the_sheet_then_by_target() -> None:
    graded = [result(name, target) for target in ("v2", "v1") for name in ("a", "b", "c")]
    rows = written(run(graded), places("c", "a", "b"))
    assert values(rows, "id", "target") == [(name, target) for name in "cab" for target in ("v2", "v1")]


def test_rows_that_the_run_says_nothing_of_are_carried_over_at_their_place() -> None:
    before = earlier(
        {
            "id": "a",
            "target": "bot",
            "verdict": "fail",
            "score": "0.67",
            "cost usd": "$0.0020",
            "trials": "2/3",
        },
        {"id": "b", "target": "bot", "verdict": "fail", "score": "0.10"},
        {"id": "b", "target": "old", "verdict": "pass", "response": "1.0", "latency s": "1.2"},
        {"id": "gone", "target": "bot", "verdict": "pass"},
    )
    rows = written(run([result("b")]), places("a", "b"), before)
    assert values(rows, "id", "target", "verdict", "score") == [
        ("a", "bot", "fail", 0.67),
        ("b", "bot", "pass", 1.0),
        ("b", "old", "pass", None),
    ]
    assert values(rows, "response", "latency s", "cost usd", "trials")[0] == (None, None, 0.002, "2/3")
    assert values(rows, "response", "latency s")[2] == ("1.0", 1.2)
    assert [row["id"].link for row in rows] == [CellRef("input", row, 1) for row in (2, 3, 3)]


@pytest.mark.parametrize(
    ("in_sheet", "at_start", "shown"),
    [
        ({"human verdict": "Fail", "human note": "rude"}, ("", ""), ("Fail", "rude")),
        ({"human verdict": "", "human note": ""}, ("pass", "fine"), (None, None)),
        ({"human verdict": "pass"}, ("fail", "old"), ("pass", None)),
        (None, ("pass", "fine"), ("pass", "fine")),
    ],
)
def test_human_columns_are_those_of_the_fresh_reading(
    in_sheet: dict[str, str] | None, at_start: tuple[str, str], shown: tuple[str | None, str | None]
) -> None:
    graded = result("a", human_verdict=at_start[0], human_note=at_start[1])
    tables = [] if in_sheet is None else [earlier({"id": "a", "target": "bot"} | in_sheet)]
    rows = written(run([graded]), places("a"), *tables)
    assert values(rows, "human verdict", "human note") == [shown]


@pytest.mark.parametrize(
    ("said", "verdict", "change", "why"),
    [
        ("", "fail", "new", "too long"),
        ("fail", "fail", "new", "a person said fail, the grading said fail\ntoo long"),
        ("pass", "pass", "fixed", "a person said pass, the grading said fail\ntoo long"),
        ("ok", "fail", "new", "human verdict “ok” does not count: choose pass or fail\ntoo long"),
    ],
)
@pytest.mark.parametrize(
    "stood",
    [
        "too long",
        "a person said fail, the grading said fail: sorry\ntoo long",
        "human verdict “maybe” does not count: choose pass or fail\ntoo long",
    ],
)
def test_a_row_that_is_left_says_what_people_say_of_it_now(
    said: str, verdict: str, change: str, why: str, stood: str
) -> None:
    before = earlier(
        {"id": "a", "target": "bot", "verdict": "fail", "change": "new", "why": stood, "human verdict": said}
    )
    left = carried_result(case("a"), prior_scores([before])[0])
    rows = written(run([], carried=(left,)), places("a"), before)
    assert values(rows, "verdict", "change", "why") == [(verdict, change, why)]


def test_what_people_filled_in_outlives_its_case() -> None:
    before = earlier(
        {"id": "gone", "target": "bot", "verdict": "fail", "human note": "keep me"},
        {"id": "dropped", "target": "bot", "verdict": "fail", "human note": "  "},
        {"id": "a", "target": "bot", "human verdict": "pass"},
        {"id": "", "target": "", "human note": "a remark in the margin"},
        {"id": "a", "target": "bot", "human verdict": "fail"},
    )
    rows = written(run([result("a"), result("gone")]), places("a"), before)
    assert values(rows, "id", "human verdict", "human note") == [
        ("a", "pass", None),
        ("gone", None, "keep me"),
        (None, None, "a remark in the margin"),
        ("a", "fail", None),
    ]
    assert rows[1]["id"].link is None


def test_a_case_edited_since_it_was_sent_is_stale_and_keeps_its_verdict() -> None:
    rows = written(run([result("a"), result("b")]), places("a", "b", a="another"))
    assert values(rows, "verdict", "graded at") == [
        ("pass", "2026-03-02 12:00+00:00 (edited since)"),
        ("pass", "2026-03-02 12:00+00:00"),
    ]


@pytest.mark.parametrize("limit", [50, LIMIT])
def test_what_a_cell_cannot_hold_is_cut_and_says_so(limit: int) -> None:
    long = "x" * (LIMIT + 1)
    told = result("a", case=case("a", messages=(Message("user", long),)), shown=trial(long), why=long)
    [row] = written(run([told]), places("a"), limit=limit)
    for name in ("input", "response", "why"):
        text = row[name].value
        assert isinstance(text, str)
        assert len(text) == limit
        assert text.endswith(CUT)


def test_a_tab_that_is_not_ours_is_not_read() -> None:
    theirs = table("eval-scores", ["id", "target", "human note"], ["a", "bot", "theirs"])
    assert prior_scores([theirs]) == ()
    assert prior_scores([]) == ()


def test_the_header_is_found_by_id_below_what_people_put_above_it() -> None:
    before = table(
        "eval-scores", ["our notes"], ["note", "ID", "Target", ""], ["x", "a", "bot", "y"], ours=True
    )
    [prior] = prior_scores([before])
    assert (prior.id, prior.target, prior.texts["note"]) == ("a", "bot", "x")


NAMES = st.sampled_from(["a", "b", "c", ""])
HUMAN = st.sampled_from(["", "pass", "fail", "so so"])
ROWS = st.lists(
    st.tuples(NAMES, st.sampled_from(["bot", "old"]), HUMAN, st.text("xy ", max_size=2)), max_size=8
)


@given(ROWS, st.sets(NAMES.filter(bool)), st.sets(NAMES.filter(bool)))
def test_nothing_that_people_wrote_is_ever_lost(
    rows: list[tuple[str, str, str, str]], ran: set[str], there: set[str]
) -> None:
    names = ("id", "target", "human verdict", "human note")
    before = earlier(*(dict(zip(names, row, strict=True)) for row in rows))
    after = values(
        written(run([result(name) for name in sorted(ran)]), places(*sorted(there)), before), *names
    )
    for row in rows:
        if row[2].strip() or row[3].strip():
            assert tuple(text or None for text in row) in after
    machine = [row[:2] for row in after if row[0] in there and not (row[2] or row[3])]
    assert len(machine) == len(set(machine))
    assert {name for name, *_ in after} >= ran & there


def test_a_row_that_broke_remembers_how_it_was_graded_before() -> None:
    broke = run([result("a", verdict=Verdict.ERROR, why="the target broke: no line")])
    rows = written(broke, places("a"), earlier({"id": "a", "target": "bot", "verdict": "pass"}))
    assert values(rows, "why") == [("the target broke: no line\nwhen last graded: pass",)]
