from __future__ import annotations

import asyncio
import csv
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.judges.nearest import NearestJudge, self_test
from sheet2eval.types import (
    Case,
    CellRef,
    Criterion,
    Current,
    Ideal,
    Message,
    Response,
    ToolCall,
    Verdict,
)

PAIRS = list(csv.DictReader(StringIO((Path(__file__).parent / "pairs.csv").read_text(encoding="utf-8"))))
WHERE = CellRef("input", 2, 1)
EVENING, MORNING = (ToolCall("create_reminder", {"time": time_}) for time_ in ("19:00", "07:00"))
IDEAL = "I'll remind you tomorrow at 7:00 PM to call mom."
TODAY = "Done! I'll remind you to call mom tomorrow at 7:00 AM."


def ideal(text, calls=None, shows=True):
    return Ideal(text, WHERE, calls, shows)


def today(text, calls=None, acceptable=False, target=""):
    return Current(text, WHERE, calls, acceptable, target)


def made(ideals, currents, criteria=1):
    return Case(
        id="a",
        where=WHERE,
        messages=(Message("user", "Hi"),),
        now=datetime(2025, 4, 10, tzinfo=UTC),
        ideal=tuple(ideal(one) if isinstance(one, str) else one for one in ideals),
        current=tuple(today(one) if isinstance(one, str) else one for one in currents),
        criteria=tuple(Criterion(f"criterion {number}", WHERE) for number in range(criteria)),
    )


def judged(case, text, calls=()):
    [outcome] = asyncio.run(NearestJudge().grade(case, Response(text, calls))).outcomes
    return outcome


def verdict(case, text, calls=()):
    return judged(case, text, calls).verdict


def test_it_is_shown_for_what_it_is():
    assert NearestJudge().label == "nearest (offline)"


def test_the_measured_accuracy_on_new_wordings_is_kept():
    right = [verdict(made([pair["ideal"]], [pair["current"]]), pair["right"]) for pair in PAIRS]
    wrong = [verdict(made([pair["ideal"]], [pair["current"]]), pair["wrong"]) for pair in PAIRS]
    assert len(PAIRS) == 34
    assert right.count(Verdict.PASS) == 32
    assert wrong.count(Verdict.FAIL) == 34


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["ideal"][:30])
def test_the_examples_themselves_are_told_apart(pair):
    case = made([pair["ideal"]], [pair["current"]])
    assert verdict(case, pair["ideal"]) is Verdict.PASS
    assert verdict(case, pair["current"]) is Verdict.FAIL


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (IDEAL, "closer to the ideal (100%) than to today's answer (89%)"),
        (TODAY, "closer to today's answer (100%) than to the ideal (89%)"),
        ("7:00", "hardly closer to the ideal (16%) than to today's answer (14%)"),
        ("", "hardly closer to the ideal (0%) than to today's answer (0%)"),
    ],
)
def test_the_reason_says_how_close(text, reason):
    assert judged(made([IDEAL], [TODAY]), text).reason == reason


@pytest.mark.parametrize(
    ("ideals", "currents", "said"),
    [
        ([], [TODAY], "the row shows no ideal response"),
        ([ideal("Should ask which day", shows=False)], [TODAY], "the row shows no ideal response"),
        ([IDEAL], [], "the row has no response of today that is wrong"),
        ([IDEAL], [today(TODAY, acceptable=True)], "the row has no response of today that is wrong"),
        ([IDEAL], [today(TODAY, target="v2")], "the row has no response of today that is wrong"),
        ([IDEAL], [IDEAL.upper() + "!"], "the ideal and today's answer are too alike"),
    ],
)
def test_without_examples_of_both_sides_it_does_not_judge(ideals, currents, said):
    outcome = judged(made(ideals, currents), "I will remind you tomorrow.")
    assert outcome.verdict is Verdict.UNGRADED
    assert outcome.reason == f"cannot be judged offline: {said}"


def test_with_nothing_wrong_to_compare_with_the_ideal_itself_still_passes():
    assert judged(made([IDEAL], []), IDEAL.upper()).reason == "is the ideal answer"
    with_call = made([ideal(IDEAL, (EVENING,))], [])
    assert verdict(with_call, IDEAL, (EVENING,)) is Verdict.PASS
    assert verdict(with_call, IDEAL, (MORNING,)) is Verdict.UNGRADED


def test_the_nearest_of_several_examples_counts():
    case = made([IDEAL, "Which mom do you mean?"], [TODAY, "I cannot do that."])
    assert verdict(case, "Which mom is meant?") is Verdict.PASS
    assert verdict(case, "No, I cannot do that.") is Verdict.FAIL


def test_an_acceptable_answer_of_today_is_an_example_of_what_is_right():
    case = made([], [today("Sure, at 7 in the evening.", acceptable=True), TODAY])
    assert verdict(case, "Sure: 7 in the evening.") is Verdict.PASS


def test_every_criterion_gets_the_same_outcome_and_the_reason_says_so():
    case = made([IDEAL], [TODAY], criteria=3)
    outcomes = asyncio.run(NearestJudge().grade(case, Response(IDEAL))).outcomes
    assert len(outcomes) == 3
    assert len(set(outcomes)) == 1
    assert outcomes[0].reason.endswith("; one comparison for all criteria")


@pytest.mark.parametrize(
    ("ideal_calls", "today_calls", "calls", "expected"),
    [
        ((EVENING,), (MORNING,), (EVENING,), Verdict.PASS),
        ((EVENING,), (MORNING,), (MORNING,), Verdict.FAIL),
        ((), (MORNING,), (), Verdict.PASS),
        ((), (MORNING,), (MORNING,), Verdict.FAIL),
        ((EVENING,), None, (EVENING,), Verdict.PASS),  # a blank cell of today's answer: it made no call
        ((EVENING,), None, (), Verdict.FAIL),
        (
            None,
            (MORNING,),
            (EVENING,),
            Verdict.UNGRADED,
        ),  # the ideal lists none: the texts alone are compared
        ((EVENING,), (MORNING,), None, Verdict.UNGRADED),
    ],
)
def test_calls_join_the_text_where_all_are_known(ideal_calls, today_calls, calls, expected):
    case = made([ideal("Done.", ideal_calls)], [today("Done.", today_calls)])
    assert verdict(case, "Done.", calls) is expected


def test_the_self_test_asks_for_every_example_of_rows_with_criteria():
    cases = [
        made([IDEAL], [TODAY]),
        made([IDEAL], [TODAY], criteria=0),
        made([IDEAL], []),
        made(["Which day do you mean, please?", "What day is meant, please?"], ["Done, see you then."]),
    ]
    assert self_test(cases) == (5, 5)
    assert self_test([]) == (0, 0)


def test_the_self_test_leaves_out_the_very_text_where_there_are_others():
    unlike = made(["Which day?", TODAY + " Okay?"], [TODAY])
    assert self_test([unlike]) == (2, 3)


def test_rows_that_cannot_be_told_apart_count_against_it():
    assert self_test([made([IDEAL], [IDEAL])]) == (0, 2)


def test_long_texts_are_judged():
    long = "word " * 400_000
    assert verdict(made([long], ["x" + long[::-1]]), long) is Verdict.PASS


_TEXTS = st.text(max_size=80)


@settings(max_examples=100)
@given(_TEXTS, _TEXTS, _TEXTS)
def test_any_text_gets_a_verdict_and_the_examples_never_the_wrong_one(good, bad, text):
    case = made([good], [bad])
    assert verdict(case, text) in {Verdict.PASS, Verdict.FAIL, Verdict.UNGRADED}
    assert verdict(case, good) in {Verdict.PASS, Verdict.UNGRADED}
    assert verdict(case, bad) in {Verdict.FAIL, Verdict.UNGRADED}
