"""Made-up runs and tables to write down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sheet2eval.books.book import Row, Table
from sheet2eval.scoring.results import CaseResult, Change, Rate, RunSummary, TargetSummary
from sheet2eval.types import Case, CellRef, Message, Response, Trial, Verdict
from sheet2eval.writing.places import InputPlaces

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LIMIT = 32_767
RATE = Rate(0.7, 0.56, 0.82, 44)


def case(case_id: str = "c1", **fields: object) -> Case:
    asked = (Message("user", f"Remind me of {case_id}"),)
    given = {
        "where": CellRef("input", 2, 1),
        "messages": asked,
        "now": NOON,
        "fingerprint": f"case {case_id}",
    }
    return Case(id=case_id, **(given | fields))


def trial(text: str = "Done.", number: int = 1, **fields: object) -> Trial:
    return Trial("c1", "bot", number, Response(text, **fields))


def result(
    case_id: str = "c1", target: str = "bot", verdict: Verdict = Verdict.PASS, **fields: object
) -> CaseResult:
    shown = trial()
    given = {
        "case": case(case_id),
        "judge": "nearest (offline)",
        "score": 1.0 if verdict is Verdict.PASS else 0.5,
        "trials": (shown,),
        "passed_trials": int(verdict is Verdict.PASS),
        "shown": shown,
        "why": "" if verdict is Verdict.PASS else "mentions 7:00 AM, not 7:00 PM",
        "current_verdict": Verdict.FAIL,
        "change": Change.NEW,
        "graded_at": NOON,
        "human_verdict": "",
        "human_note": "",
        "fingerprint": f"{case_id} {target}",
    }
    return CaseResult(target=target, verdict=verdict, **(given | fields))


def summary(target: str = "bot", rate: Rate = RATE, **fields: object) -> TargetSummary:
    counts = dict.fromkeys(Verdict, 0) | {Verdict.PASS: 31, Verdict.FAIL: 11, Verdict.FLAKY: 2}
    given = {
        "judge": "nearest (offline)",
        "counts": counts,
        "mean_score": 0.81,
        "band": "build with a person in the loop",
        "fixed": (),
        "broken": (),
        "by_tag": {},
        "pass_at_k": None,
        "pass_hat_k": None,
        "cost_usd": None,
        "seconds": 12.4,
    }
    return TargetSummary(target=target, rate=rate, **(given | fields))


def run(results: Sequence[CaseResult] = (), run_id: str = "r1", **fields: object) -> RunSummary:
    targets = dict.fromkeys(each.target for each in results) or {"bot": None}
    given = {
        "started_at": NOON,
        "version": "0.1.0",
        "targets": tuple(summary(name) for name in targets),
        "problems": (),
    }
    return RunSummary(id=run_id, results=tuple(results), **(given | fields))


def places(*ids: str, tab: str = "input", **edited: str) -> InputPlaces:
    """The cases on rows 2, 3, … of the tab; `edited` are fingerprints that differ from those sent."""
    prints = {case_id: f"case {case_id}" for case_id in ids} | edited
    return InputPlaces(tab, 1, {case_id: row for row, case_id in enumerate(ids, 2)}, prints)


def table(name: str, *lines: Sequence[str], ours: bool = False) -> Table:
    return Table(name, tuple(Row(number, tuple(line)) for number, line in enumerate(lines, 1)), ours=ours)


def inputs(*ids: str) -> Table:
    return table("input", ("id", "input"), *((case_id, f"Remind me of {case_id}") for case_id in ids))


def earlier(*rows: dict[str, str]) -> Table:
    """An `eval-scores` tab of an earlier run."""
    names = list(dict.fromkeys(("id", "target", *(name for row in rows for name in row))))
    return table("eval-scores", names, *([row.get(name, "") for name in names] for row in rows), ours=True)
