from __future__ import annotations

from dataclasses import replace

import pytest

from sheet2eval.books.book import Look, OutCell, OwnTab, Table
from sheet2eval.scoring.results import Agreement, Change, JudgeTrust, Rate, RunSummary
from sheet2eval.types import CellRef, Finding, Grade, Message, Verdict
from sheet2eval.writing.runs import past_runs
from sheet2eval.writing.summary import summary_tab
from tests.writing.made_up import LIMIT, case, places, result, run, summary, table, trial

FAIL = Verdict.FAIL


def page_tab(given: RunSummary, *ids: str, limit: int = LIMIT, tables: tuple[Table, ...] = ()) -> OwnTab:
    links = {
        (each.case.id, each.target): CellRef("eval-scores", row, 1)
        for row, each in enumerate(given.results, 2)
    }
    tab = summary_tab(given, past_runs(given, tables), links, places(*ids), limit)
    assert (tab.name, tab.header_row) == ("eval-summary", 0)
    assert all(len(row) <= len(tab.columns) for row in tab.rows)
    return tab


def page(given: RunSummary, *ids: str, limit: int = LIMIT) -> list[list[OutCell]]:
    return [list(row) for row in page_tab(given, *ids, limit=limit).rows]


def section(lines: list[list[OutCell]], title: str) -> list[list[object]]:
    """The values below a heading, up to the next blank line."""
    at = next(n for n, line in enumerate(lines) if line and str(line[0].value).startswith(title))
    end = next((n for n in range(at, len(lines)) if not lines[n]), len(lines))
    return [[cell.value for cell in line] for line in lines[at + 1 : end]]


def titles(lines: list[list[OutCell]]) -> list[object]:
    return [line[0].value for line in lines if line and line[0].look is Look.HEADING]


def test_the_page_begins_with_the_answer_and_how_sure_it_is() -> None:
    counts = dict.fromkeys(Verdict, 0) | {Verdict.PASS: 31, FAIL: 13, Verdict.ERROR: 2}
    given = summary(counts=counts, rate=Rate(31 / 44, 0.56, 0.82, 44), mean_interval=(0.71, 0.91))
    lines = page(run([result("a")], targets=(given,)), "a")
    assert [line[0].value for line in lines[1:6]] == [
        "31 of 44 cases pass (70 %); the true rate is likely between 56 % and 82 %",
        "Build with a person in the loop",
        (
            "Too close to call: the true rate may lie above or below the line at 60 %. "
            "If the rate stays as it is, about 41 more cases would settle it."
        ),
        "Mean score 0.81; the true mean is likely between 0.71 and 0.91.",
        "Not in the rate: 2 ended in an error.",
    ]
    assert facts(lines) == {
        "Run": "r1",
        "Started": "2026-03-02 12:00+00:00",
        "Target": "bot",
        "Judge": "nearest (offline)",
        "Cases": "1 (the whole sheet)",
        "Time": "12 s",
        "Cost": "not known",
    }


def facts(lines: list[list[OutCell]]) -> dict[object, object]:
    at = next(n for n, line in enumerate(lines) if line and line[0].value == "Started")
    return {line[0].value: line[1].value for line in lines[at : at + 7]}


@pytest.mark.parametrize(
    ("judged_usd", "told"),
    [(0.0, "$0.7500"), (0.25, "$0.7500, of which the judge $0.2500"), (None, "$0.7500")],
)
def test_what_the_judge_took_is_told_apart(judged_usd: float | None, told: str) -> None:
    given = run([result("a")], targets=(summary(cost_usd=0.75, judge_cost_usd=judged_usd),))
    assert facts(page(given, "a"))["Cost"] == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"recorded": True}, "nothing"),
        ({"recorded": True, "judge_cost_usd": None}, "not known"),
        ({}, "not known"),
    ],
)
def test_grading_recorded_answers_for_free_costs_nothing(fields: dict[str, object], told: str) -> None:
    given = run([result("a", trials=(replace(trial(), **fields),))])
    assert facts(page(given, "a"))["Cost"] == told


def test_several_targets_have_a_headline_each_and_a_row_each() -> None:
    targets = (summary("v1", cost_usd=0.5), summary("v2", cost_usd=0.25, judge=""))
    lines = page(run([result("a", "v1"), result("a", "v2")], targets=targets), "a", "b", "c")
    assert str(lines[1][0].value).startswith("v1: 31 of 44")
    assert str(lines[6][0].value).startswith("v2: 31 of 44")
    told = facts(lines)
    assert (told["Target"], told["Cost"], told["Cases"]) == ("v1, v2", "$0.7500", "1 of the sheet's 3")
    rows = section(lines, "By target")
    assert [row[0] for row in rows] == ["target", "v1", "v2"]
    assert dict(zip(rows[0], rows[1], strict=True)) == {
        "target": "v1",
        "readiness": "build with a person in the loop",
        "pass rate": 0.7,
        "low": 0.56,
        "high": 0.82,
        "cases": 44,
        "pass": 31,
        "fail": 11,
        "flaky": 2,
        "error": 0,
        "ungraded": 0,
        "skipped": 0,
        "mean score": 0.81,
    }


def test_nothing_graded_says_so_and_shows_no_rate() -> None:
    none = Rate(None, None, None)
    counts = dict.fromkeys(Verdict, 0) | {Verdict.UNGRADED: 1}
    bare = summary(rate=none, band=None, counts=counts, mean_score=None, by_tag={"time": (0, 0, none)})
    lines = page(run([result("a", verdict=Verdict.UNGRADED, change=None)], targets=(bare,)), "a")
    assert lines[1][0].value == "Nothing could be graded, so there is no pass rate"
    assert lines[2][0].value == "Not in the rate: 1 could not be graded."
    assert section(lines, "By tag")[1] == ["time", "nothing graded", None, None, None, 0]
    assert not any("%" in str(cell.value) for line in lines for cell in line)
    assert section(lines, "The runs behind")[1] == ["2026-03-02 12:00", "nothing graded", None, None, None]


def test_a_run_without_any_target_is_a_page_too() -> None:
    tab = page_tab(run(targets=()))
    lines = [list(row) for row in tab.rows]
    assert titles(lines) == ["What changed since the last run"]
    assert section(lines, "What changed") == [["Nothing could be graded, so nothing can be compared."]]
    assert tab.chart is None


def test_tags_stand_together_with_their_targets() -> None:
    rate = Rate(0.5, 0.1, 0.9)
    targets = (
        summary("v1", by_tag={"time": (1, 2, rate), "date": (2, 4, rate)}),
        summary("v2", by_tag={"time": (1, 2, rate)}),
    )
    rows = section(page(run(targets=targets)), "By tag")
    assert rows[1:] == [
        ["time", "v1: 1 of 2 cases pass (50 %)", 0.5, 0.1, 0.9, 2],
        ["time", "v2: 1 of 2 cases pass (50 %)", 0.5, 0.1, 0.9, 2],
        ["date", "v1: 2 of 4 cases pass (50 %)", 0.5, 0.1, 0.9, 4],
    ]


def test_what_broke_stands_first_of_all_and_what_was_fixed_below() -> None:
    lines = page(
        run([result("a", change=Change.FIXED), result("b", verdict=FAIL, change=Change.BROKEN), result("c")]),
        "a",
    )
    assert section(lines, "Broken since")[1:] == [
        ["b", "Remind me of b\n→ mentions 7:00 AM, not 7:00 PM", "broken", "bot"]
    ]
    assert section(lines, "Fixed since")[1:] == [["a", "Remind me of a", "fixed", "bot"]]
    assert titles(lines)[2:4] == ["Broken since the last run", "Fixed since the last run"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change.SAME, "Nothing broke and nothing was fixed."),
        (Change.NEW, "There is no earlier grade of these cases to compare with."),
        (None, "Nothing could be graded, so nothing can be compared."),
    ],
)
def test_why_there_is_no_change_is_said(change: Change | None, said: str) -> None:
    assert section(page(run([result(change=change)])), "What changed") == [[said]]


def test_the_fails_most_worth_reading_come_first_and_lead_to_their_scores() -> None:
    heavy = result("heavy", verdict=FAIL, case=case("heavy", weight=3.0))
    results = [
        result("near", verdict=FAIL, score=0.9),
        result("far", verdict=FAIL, score=0.1),
        heavy,
        result("was fine", verdict=FAIL, change=Change.BROKEN),
        result("fine"),
    ]
    lines = page(run(results))
    rows = section(lines, "Fails most")
    assert [row[0] for row in rows[1:]] == ["was fine", "heavy", "far", "near"]
    linked = next(line[0] for line in lines if line and line[0].value == "far")
    assert (linked.look, linked.link) == (Look.LINK, CellRef("eval-scores", 3, 1))


def test_each_state_has_its_own_list() -> None:
    states = (Verdict.FLAKY, Verdict.ERROR, Verdict.UNGRADED, Verdict.SKIPPED, Verdict.PASS)
    lines = page(run([result(state.value, verdict=state) for state in states]))
    assert [section(lines, name)[1][0] for name in ("Flaky", "Errors", "Ungraded")] == [
        "flaky",
        "error",
        "ungraded",
    ]
    assert "Fails most worth reading" not in titles(lines)


def test_disputed_cases_say_who_says_what() -> None:
    agreed = result("agreed", verdict=FAIL, machine_verdict=FAIL)
    disputed = result("disputed", why="a person said pass", machine_verdict=FAIL)
    rows = section(page(run([agreed, disputed, result("plain")])), "Disputed")
    words = "Remind me of disputed\n→ people say pass, the grading says fail"
    assert rows[1:] == [["disputed", words, "pass", "bot"]]


def test_a_long_list_stops_and_says_how_many_more_there_are() -> None:
    rows = section(page(run([result(str(n), verdict=FAIL) for n in range(23)])), "Fails most")
    assert len(rows) == 1 + 20 + 1
    assert rows[-1] == ["and 3 more on eval-scores"]


def test_a_conversation_is_told_by_what_was_asked_last() -> None:
    turns = (Message("user", "At 7"), Message("assistant", "When?"), Message("user", "PM " * 200))
    rows = section(page(run([result("a", verdict=FAIL, case=case("a", messages=turns))])), "Fails most")
    assert str(rows[1][1]).startswith("PM PM ")
    assert " …\n→ mentions" in str(rows[1][1])


def test_trust_in_the_judge_and_agreement_with_people() -> None:
    rows = section(
        page(
            run(
                trust=(JudgeTrust("nearest (offline)", 37, 40), JudgeTrust("careful", 0, 0)),
                agreement=Agreement(12, 0.75, 0.5, 0.25, None),
            )
        ),
        "Trust",
    )
    assert [row[2] for row in rows[1:]] == [0.925, None, 0.75, 0.25]  # what is not known has no line
    assert [row[0] for row in rows[1:]] == ["nearest (offline)", "careful"] + ["against people"] * 2


def test_a_judge_that_was_tested_shows_what_it_gets_wrong() -> None:
    judge = JudgeTrust("careful", 18, 20, offline_right=12, false_pass=0.2, false_fail=0.0, flips=0.05)
    rows = section(page(run(trust=(judge,))), "Trust")
    assert [row[1:] for row in rows[1:]] == [
        ["right on 18 of 20 of the sheet's own examples", 0.9],
        ["false passes: of the wrong examples, the judge passes", 0.2],
        ["false fails: of the right examples, the judge fails", 0.0],
        ["flips: verdicts that change when it is shown everything in the opposite order", 0.05],
        ["the offline judge on the same examples: right on 12 of 20", 0.6],
    ]


@pytest.mark.parametrize("same", [True, False])
def test_where_checks_graded_too_the_judge_is_shown_apart(same: bool) -> None:
    of_all, of_judge = Agreement(12, 0.75, 0.5, 0.25, None), Agreement(4, 0.5, 0.0, 0.5, 0.5)
    given = run(agreement=of_all, judge_agreement=of_all if same else of_judge)
    names = [row[0] for row in section(page(given), "Trust")[1:]]
    assert names == ["against people"] * 2 + ["judge against people"] * (0 if same else 3)


def test_what_is_worth_a_look_says_why() -> None:
    rows = section(
        page(run([result("a", verdict=Verdict.FLAKY, why="2 trials: 1 pass, 1 fail")])), "Worth a person"
    )
    assert rows[1:] == [["a", "Remind me of a\n→ some tries pass, some fail", "flaky", "bot"]]


def test_a_grade_at_the_line_is_named() -> None:
    where, passed = CellRef("rubrics", 2), Verdict.PASS
    found = (
        Finding("Goes deep", "rubric", passed, "", where, grade=Grade(value, 4)) for value in (4, 4, 4, 4, 3)
    )
    trials = tuple(replace(trial(), findings=(each,)) for each in found)
    rows = section(page(run([result("a", trials=trials)])), "Worth a person")
    assert rows[1][1] == "Remind me of a\n→ a grade is close to the line: 3.8 on “Goes deep”, passes at 4"


def test_cases_that_were_left_as_they_were_are_on_the_page() -> None:
    given = run([result("a")], carried=(result("b", verdict=FAIL, change=Change.SAME),))
    lines = page(given, "a", "b")
    assert section(lines, "Fails most")[1][0] == "b"
    assert facts(lines)["Cases"] == "2 (the whole sheet)"


def test_what_to_act_on_stands_at_the_top() -> None:
    lines = page(run([result("a")], halted="the budget is spent", alike=(("a", "b"),)))
    told = [line[1].value for line in lines if line and line[0].value == "Mind"]
    assert told[0] == "Stopped before its end: the budget is spent. The figures are of what was done."
    assert str(told[1]).startswith("2 cases ask nearly the same")


def test_the_chart_lies_over_blank_rows_and_shows_the_table_at_the_end() -> None:
    history = table(
        "eval-history",
        ("run", "started at", "target", "pass", "fail", "flaky", "pass rate", "low", "high"),
        ("r0", "2026-03-01 12:00+00:00", "bot", "30", "10", "0", "75.0%", "30.1%", "95.4%"),
        ours=True,
    )
    tab = page_tab(run([result("a", change=Change.FIXED)]), "a", tables=(history,))
    chart = tab.chart
    assert not any(tab.rows[chart.top - 1 : chart.bottom])
    assert tab.rows[chart.top - 2 :][0] == ()
    shown = [[cell.value for cell in row] for row in tab.rows[chart.header_row - 1 : chart.last_row]]
    assert shown == [
        ["run", "in words", "pass rate", "low", "high"],
        ["2026-03-01 12:00", "30 of 40 cases pass (75 %)", 0.75, 0.301, 0.954],
        ["2026-03-02 12:00", "31 of 44 cases pass (70 %)", 0.7, 0.56, 0.82],
    ]
    assert len(tab.rows) == chart.last_row
    assert (chart.labels, chart.lines, chart.bounds) == (1, (3,), (4, 5))


def test_repeats_are_told_k_by_k() -> None:
    repeated = summary(pass_at_k={1: 0.5, 3: 1.0}, pass_hat_k={1: 0.5, 3: 0.125}, repeated={1: 4, 3: 1})
    rows = section(page(run(targets=(repeated,))), "When asked")
    assert [row[1:] for row in rows[1:]] == [
        ["a single try passes: 50 % (of 4 cases)", 1, 0.5, 0.5],
        ["at least one of 3 passes: 100 %; all of them pass: 13 % (of 1 case)", 3, 1.0, 0.125],
    ]


def test_no_text_is_longer_than_a_cell_can_hold() -> None:
    lines = page(run([result("i" * 90, verdict=FAIL)]), limit=60)
    assert max(len(str(cell.value)) for line in lines for cell in line) == 60
