"""Only a verdict on the list counts; whatever else a model says is an error of the judge, never a pass or a fail."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.judges.judge import Winner
from sheet2eval.judges.openai.reply import read_comparison, read_grading
from sheet2eval.types import Criterion, Grade, Outcome, Response, ToolCall, Verdict
from tests.judges.openai.made import WHERE

ANSWER = Response("Sure!\n I’ll remind you at **7:00 PM**.", (ToolCall("remind", {"at": "19:00"}),))
FRIENDLY = Criterion("Is friendly", WHERE)
DEEP = Criterion("Goes deep", WHERE, scale="1-5", pass_at=4)


def read(said: object, *criteria: Criterion, cut: bool = False) -> tuple[Outcome, ...]:
    text = said if isinstance(said, str) else json.dumps(said)
    return read_grading(Response(text, cut=cut), criteria or (FRIENDLY,), ANSWER)


def verdict(word: object, evidence: object = "", reason: object = "so it is") -> dict[str, object]:
    return {"evidence": evidence, "reason": reason, "verdict": word}


def one(said: object, criterion: Criterion = FRIENDLY) -> Outcome:
    (outcome,) = read({"criterion_1": said}, criterion)
    return outcome


@pytest.mark.parametrize(
    ("criterion", "word", "expected"),
    [
        (FRIENDLY, "pass", "pass"),
        (FRIENDLY, " Pass ", "pass"),
        (FRIENDLY, "fail", "fail"),
        (FRIENDLY, "cannot tell", "ungraded"),
        (DEEP, "5", "pass"),
        (DEEP, 4, "pass"),
        (DEEP, "3", "fail"),
        (DEEP, "cannot tell", "ungraded"),
        (FRIENDLY, "passed", "error"),
        (FRIENDLY, "pass, fail", "error"),
        (FRIENDLY, "", "error"),
        (FRIENDLY, None, "error"),
        (FRIENDLY, True, "error"),
        (FRIENDLY, ["pass"], "error"),
        (FRIENDLY, "5", "error"),
        (DEEP, "pass", "error"),
        (DEEP, 0, "error"),
        (DEEP, "4.5", "error"),
        (DEEP, 4.5, "error"),
        (DEEP, 4.0, "pass"),
        (DEEP, 1e300, "error"),
        (DEEP, 6, "error"),
    ],
)
def test_a_verdict_is_on_the_list_or_it_is_none(criterion: Criterion, word: object, expected: str) -> None:
    assert one(verdict(word), criterion).verdict == expected


@pytest.mark.parametrize(
    ("criterion", "word", "grade"),
    [
        (DEEP, "3", Grade(3.0, 4)),
        (DEEP, 5, Grade(5.0, 4)),
        (DEEP, "cannot tell", None),
        (DEEP, "6", None),
        (FRIENDLY, "pass", None),
    ],
)
def test_a_grade_is_kept_with_what_passes(criterion: Criterion, word: object, grade: Grade | None) -> None:
    assert one(verdict(word), criterion).grade == grade


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "the judge's answer cannot be read"),
        ("pass", "the judge's answer cannot be read"),
        ("All criteria are met. PASS", "the judge's answer cannot be read"),
        ('{"criterion_1": {"verdict": "pa', "the judge's answer cannot be read"),
        ('[{"verdict": "pass"}]', "the judge's answer cannot be read: it is"),
        ('"pass"', "the judge's answer cannot be read: it is"),
        ("{}", "the judge gave no verdict"),
        ('{"criterion_2": {"verdict": "pass"}}', "the judge gave no verdict"),
        ('{"criterion_1": "pass"}', "the judge gave no verdict"),
        ('{"criterion_1": {}}', "the judge gave a verdict that is none: null"),
        (
            '{"criterion_1": {"verdict": "fail"}, "criterion_1": {"verdict": "pass"}}',
            "the judge's answer cannot be read: it says the same thing twice",
        ),
        (
            '{"criterion_1": {"verdict": "fail", "verdict": "pass"}}',
            "the judge's answer cannot be read: it says the same thing twice",
        ),
        ('{"criterion_1": {"verdict": "pass"}} {"criterion_1": {"verdict": "fail"}}', "the judge's answer"),
        ('{"criterion_1": {"verdict": NaN}}', "the judge's answer cannot be read"),
        ('{"a":' * 5000 + "1" + "}" * 5000, "the judge's answer cannot be read: it is nested"),
    ],
)
def test_what_cannot_be_read_is_an_error_of_every_criterion(said: str, told: str) -> None:
    outcomes = read(said, FRIENDLY, DEEP)
    assert [outcome.verdict for outcome in outcomes] == [Verdict.ERROR] * 2
    assert outcomes[0].reason.startswith(told)


def test_a_criterion_without_a_verdict_takes_none_from_others() -> None:
    said = {"criterion_1": verdict("pass"), "criterion_3": verdict("fail")}
    assert [outcome.verdict for outcome in read(said, FRIENDLY, FRIENDLY, FRIENDLY)] == [
        "pass",
        "error",
        "fail",
    ]


@pytest.mark.parametrize(
    "form", ["{}", "```json\n{}\n```", " \n{}\n", "<think>{{pass}}?</think>\n{}", "\ufeff{}"]
)
def test_a_fence_or_thoughts_around_it_do_no_harm(form: str) -> None:
    said = json.dumps({"criterion_1": verdict("fail")})
    assert [outcome.verdict for outcome in read(form.format(said))] == [Verdict.FAIL]


def test_what_the_limit_of_tokens_cut_is_told_as_that() -> None:
    (outcome,) = read('{"criterion_1": {"evidence": "Su', cut=True)
    assert "raise `max_tokens`" in outcome.reason


@pytest.mark.parametrize(
    ("evidence", "proven"),
    [
        ("Sure!", True),
        ("sure! I'll   remind you", True),
        ('"Sure!"', True),
        ("`7:00 PM`", True),
        ("Sure … 7:00 PM", True),
        ("Sure! I'll remind you at 7:00 PM.", True),
        ("Sure ... 7:00 PM", True),
        ('remind(at="19:00")', True),
        ("", True),
        (None, True),
        (7, True),
        ("8:00 PM", False),
        ("I'll remind you at 7:00 PM tomorrow", False),
        ("7:00 PM … Sure", False),
        ("Sure … 8:00 PM", False),
    ],
)
def test_the_quotation_is_looked_up_in_the_answer(evidence: object, proven: bool) -> None:
    outcome = one(verdict("pass", evidence))
    assert outcome.verdict is Verdict.PASS
    assert outcome.unproven is not proven
    assert ("low evidence" in outcome.reason) is not proven


@pytest.mark.parametrize(
    ("said", "criterion", "told"),
    [
        (verdict("pass", "Sure!", "It  is\nwarm."), FRIENDLY, "It is warm. (“Sure!”)"),
        (verdict("fail", "", "It is cold."), FRIENDLY, "It is cold."),
        (
            verdict("pass", "hm", "It is warm."),
            FRIENDLY,
            "It is warm. (low evidence: the answer does not say “hm”)",
        ),
        (verdict("3", "Sure!", "Thin."), DEEP, "3 of 5, 4 needed: Thin. (“Sure!”)"),
        (verdict("cannot tell", "", "No sources."), DEEP, "the judge cannot tell: No sources."),
        (verdict("pass", "", ""), FRIENDLY, "it gives no reason"),
        (verdict("pass", "", 5), FRIENDLY, "it gives no reason"),
        (verdict("pass", "", "x" * 700), FRIENDLY, f"{'x' * 600} …"),
    ],
)
def test_the_reason_has_grade_words_and_quotation(said: object, criterion: Criterion, told: str) -> None:
    assert one(said, criterion).reason == told


@pytest.mark.parametrize(
    ("said", "winner", "told"),
    [
        (
            {"reason": "answer 1 names the time", "better": "answer 1"},
            Winner.FIRST,
            "answer 1 names the time",
        ),
        ({"reason": "warmer", "better": "Answer 2"}, Winner.SECOND, "warmer"),
        ({"reason": "same", "better": "tie"}, Winner.TIE, "same"),
        (
            {"reason": "no idea", "better": "cannot tell"},
            Winner.TIE,
            "it cannot tell which is better: no idea",
        ),
        ({"reason": "both", "better": "both"}, None, 'the judge named no winner: "both"'),
        ({"better": 1}, None, "the judge named no winner: 1"),
        ("answer 1", None, "the judge's answer cannot be read: "),
    ],
)
def test_a_comparison_has_a_winner_on_the_list_or_none(
    said: object, winner: Winner | None, told: str
) -> None:
    text = said if isinstance(said, str) else json.dumps(said)
    found, reason = read_comparison(Response(text))
    assert found is winner
    assert reason.startswith(told)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.sampled_from(["criterion_1", "verdict", "evidence", "x"]), values),
)  # fmt: skip


@given(said=_JSON | st.text())
def test_no_reply_whatever_breaks_the_reading_or_becomes_a_verdict_by_chance(said: object) -> None:
    for outcome in read(said, FRIENDLY, DEEP):
        assert isinstance(outcome, Outcome)
    assert read(said, DEEP, FRIENDLY)[1].verdict is Verdict.ERROR  # there is never a criterion_2 on the list
