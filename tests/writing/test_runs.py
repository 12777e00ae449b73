from __future__ import annotations

from sheet2eval.scoring.results import Rate
from sheet2eval.writing.runs import CHART_ROWS, MOST_RUNS, past_runs, runs_chart, runs_table
from tests.writing.made_up import run, summary, table

NAMES = ("run", "started at", "target", "pass", "fail", "flaky", "pass rate", "low", "high")


def history(*rows):
    return (table("eval-history", NAMES, *rows, ours=True),)


def row(name="r0", target="bot", passed="30", rate="75.0%"):
    return name, "2026-03-01 12:00+00:00", target, passed, "1", "0", rate, "30.1%", "95.4%"


def shown(runs):
    return [[cell.value for cell in line] for line in runs_table(runs)]


def test_this_run_is_the_last_and_stands_there_once():
    runs = past_runs(run(run_id="r1"), history(row("r0"), row("r1")))
    assert [past.started for past in runs] == ["2026-03-01 12:00", "2026-03-02 12:00"]


def test_runs_of_other_targets_are_left_out():
    assert len(past_runs(run(), history(row(target="another")))) == 1


def test_several_targets_have_a_column_each():
    targets = (summary("v1", rate=Rate(0.5, 0.4, 0.6)), summary("v2", rate=Rate(0.6, 0.5, 0.7)))
    runs = past_runs(
        run(targets=targets), history(row(target="v2"), row("r00", target="v1"), row(target="other"))
    )
    assert shown(runs)[1:] == [
        ["run", "in words", "v1", "v2"],
        ["2026-03-01 12:00", None, None, 0.75],
        ["2026-03-01 12:00", None, 0.75, None],
        ["2026-03-02 12:00", None, 0.5, 0.6],
    ]
    chart = runs_chart(runs, 5, 40)
    assert (chart.header_row, chart.last_row, chart.lines, chart.bounds) == (41, 44, (3, 4), ())
    assert chart.bottom - chart.top + 1 == CHART_ROWS


def test_what_people_wrote_into_the_history_breaks_nothing():
    runs = past_runs(
        run(), history(row(passed="three", rate="good"), row("r000", rate="good"), row("r00", rate=""))
    )
    assert [line[2] for line in shown(runs)[2:]] == [None, None, 0.7]


def test_a_run_of_a_few_cases_is_not_drawn_beside_runs_of_all():
    runs = past_runs(run(), history(row(passed="20"), row("r00", passed="21")))
    assert [past.targets["bot"].passed for past in runs] == [21, 31]


def test_only_the_latest_runs_are_shown():
    runs = past_runs(run(), history(*(row(f"r0{number}") for number in range(60))))
    assert len(runs) == MOST_RUNS
    assert runs[-1].started == "2026-03-02 12:00"


def test_a_history_that_is_not_ours_is_not_read():
    assert len(past_runs(run(), (table("eval-history", NAMES, row()),))) == 1
