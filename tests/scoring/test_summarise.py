"""From trials to a run's summary: changes, human verdicts, what is shown."""

import pytest

from sheet2eval.scoring.results import Prior
from sheet2eval.scoring.summarise import RunFacts, TargetRun, summarise
from sheet2eval.types import Criterion, Current, Problem, Severity, Verdict
from tests.scoring.made import WHERE, case, trial
from tests.tables import STARTED


def run(cases, trials, prior=(), *, recorded=False, current=None):
    by_case = {}
    for one in trials:
        by_case.setdefault(one.case_id, []).append(one)
    target = TargetRun(
        "bot", "nearest (offline)", "f", recorded, {k: tuple(v) for k, v in by_case.items()}, 1.0
    )
    facts = RunFacts(
        "r1", STARTED, STARTED, "0", tuple(cases), (target,), current or {}, tuple(map(Prior, prior)), ()
    )  # fmt: skip
    return summarise(facts)


def one(*arguments, **others):
    (result,) = run(*arguments, **others).results
    return result


def before(verdict, **others):
    return {"id": "a", "target": "bot", "verdict": verdict} | others


@pytest.mark.parametrize(
    ("was", "now", "change"),
    [("pass", "pass", "same"), ("pass", "fail", "broken"), ("fail", "pass", "fixed"), ("flaky", "pass", "fixed"),
     ("fail", "fail", "same"), ("flaky", "fail", "same"), ("error", "pass", "new"), ("", "fail", "new"),
     ("pass", "error", None), ("error", "error", None), ("pass", "ungraded", None)],
)  # fmt: skip
def test_changes(was, now, change):
    assert one([case()], [trial(now)], [before(was)]).change == change


def test_another_targets_row_is_nothing_to_compare_with():
    assert one([case()], [trial("fail")], [before("pass", target="other")]).change == "new"


@pytest.mark.parametrize("said", ["pass", "Fail ", "FAIL"])
def test_a_person_beats_the_graders_while_the_response_is_the_one_they_saw(said):
    prior = [before("fail", response="x", **{"human verdict": said})]
    machine = "fail" if said == "pass" else "pass"
    result = one([case()], [trial(machine, "x")], prior)
    assert result.verdict == said.strip().lower()
    assert result.machine_verdict == machine
    changed = one([case()], [trial(machine, "y")], prior)
    assert changed.verdict == machine
    assert changed.human_verdict == said


def test_agreement_is_counted_where_people_have_judged():
    prior = [before("fail", response="x", **{"human verdict": "pass"})]
    assert run([case()], [trial("fail", "x")], prior).agreement.accuracy == 0
    assert run([case()], [trial("fail", "x")]).agreement is None


def test_an_overruled_verdict_says_what_the_grading_said():
    prior = [before("fail", response="x", **{"human verdict": "pass"})]
    assert one([case()], [trial("fail", "x")], prior).why.splitlines() == [
        "a person said pass, the grading said fail",
        "contains: x — it was fail",
    ]


@pytest.mark.parametrize("criteria", [(), (Criterion("is polite", WHERE),)])
def test_agreement_with_the_judge_is_of_cases_that_have_criteria(criteria):
    prior = [before("fail", response="x", **{"human verdict": "pass"})]
    found = run([case(criteria=criteria)], [trial("pass", "x")], prior)
    assert found.agreement.n == 1
    assert bool(found.judge_agreement) is bool(criteria)


def test_cases_that_ask_the_same_are_told():
    fault = Problem(Severity.ERROR, WHERE, "unknown-check", "There is no check “x”.", "Mend it.")
    cases = [case("a"), case("b", skip=True), case("c", faults=(fault,)), case("d")]
    assert run(cases, []).alike == (("a", "d"),)


def test_the_mean_score_has_its_interval():
    found = run(
        [case("a"), case("b"), case("c")], [trial("pass", name="a"), trial("fail", name="b")]
    ).targets[0]
    assert (found.mean_score, found.mean_interval) == (0.5, (0, 1))
    assert run([case("a")], [trial("pass", name="a")]).targets[0].mean_interval is None


def test_the_first_trial_that_did_not_pass_is_shown():
    result = one([case()], [trial("pass", "good", 1), trial("fail", "bad", 2), trial("fail", "worse", 3)])
    assert (result.verdict, result.trials_text, result.response) == ("flaky", "1/3", "bad")
    assert result.why.splitlines() == ["3 trials: 1 pass, 2 fail", "contains: x — it was fail"]


def test_an_error_is_shown_with_its_message_and_no_score():
    result = one([case()], [trial("pass", error="connection refused")])
    assert (result.verdict, result.score, result.why) == (
        "error",
        None,
        "the target broke: connection refused",
    )


def test_broken_and_skipped_cases_are_counted_apart():
    fault = Problem(Severity.ERROR, WHERE, "unknown-check", "There is no check “x”.", "Mend it.")
    summary = run([case("a", faults=(fault,)), case("b", skip=True), case("c")], [trial("pass", name="c")])
    assert [result.verdict for result in summary.results] == ["error", "skipped", "pass"]
    assert summary.results[0].why == "ideal-behavior!C2: There is no check “x”."
    assert summary.targets[0].rate.rate == 1
    assert summary.targets[0].cases == 3


def test_a_case_without_a_response_is_ungraded():
    assert one([case()], []).verdict is Verdict.UNGRADED


def test_tags_have_rates_of_their_own():
    cases = [case("a", tags=("x", "y")), case("b", tags=("x",))]
    by_tag = run(cases, [trial("pass", name="a"), trial("fail", name="b")]).targets[0].by_tag
    assert {tag: row[:2] for tag, row in by_tag.items()} == {"x": (1, 2), "y": (1, 1)}


def test_a_recorded_answer_is_part_of_the_fingerprint():
    cases = [case(current=(Current("x", WHERE),))]
    said = [one(cases, [trial("pass", text)], recorded=True).fingerprint for text in ("x", "y")]
    asked = [one(cases, [trial("pass", text)], recorded=False).fingerprint for text in ("x", "y")]
    assert said[0] != said[1]
    assert asked[0] == asked[1]
