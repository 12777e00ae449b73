"""A panel has members that are there, and are others than itself; how it votes is in tests/running."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from sheet2eval.config import Config
from sheet2eval.errors import SetupError
from sheet2eval.judges.judge import Judge, Judgement, Winner
from sheet2eval.running.opening import open_judge
from sheet2eval.testing import Answer, Behaviour, serve
from sheet2eval.testing.judges import noisy, truthful
from sheet2eval.types import Response, Usage, Verdict
from tests.judges.openai.made import case, closing

OTHERS: dict[str, dict[str, object]] = {
    "letters": {"kind": "nearest"},
    "again": {"kind": "nearest"},
    "nobody": {"kind": "none"},
    "inner": {"kind": "panel", "members": ["letters", "again"]},
    "round": {"kind": "panel", "members": ["letters", "trip"]},
    "trip": {"kind": "panel", "members": ["letters", "round"]},
}


def config(**judges: dict[str, object]) -> Config:
    return Config(Path("c.toml"), Path.cwd(), judges={**OTHERS, **judges})


def opened(members: list[str], **judges: dict[str, object]) -> Judge:
    judge = open_judge("panel", config(panel={"kind": "panel", "members": members}, **judges))
    assert judge is not None
    return judge


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (["letters"], "c.toml: judges.panel: `members` must name at least two judges"),
        (
            ["letters", "letters"],
            "c.toml: judges.panel: `members` names a judge twice; `votes` asks one several times",
        ),
        (["letters", "panel"], 'c.toml: judges.panel: "panel" cannot be a member of itself'),
        (["letters", "trip"], 'c.toml: judges.round: "trip" cannot be a member of itself'),
        (["letters", "nobody"], 'c.toml: judges.panel: the member "nobody" grades nothing'),
        (["letters", "leters"], 'there is no judge "leters" — did you mean “letters”?'),
    ],
)
def test_what_is_wrong_with_a_panel_is_told_in_one_line(members: list[str], said: str) -> None:
    with pytest.raises(SetupError) as raised:
        open_judge("panel", config(panel={"kind": "panel", "members": members}))
    assert str(raised.value).startswith(said)


def test_a_panel_may_be_a_member_of_another() -> None:
    judge = open_judge("outer", config(outer={"kind": "panel", "members": ["inner", "nearest"]}))
    assert judge is not None
    judgement = asyncio.run(judge.grade(case("Names the evening"), Response("Sure, at 7 PM.")))
    assert [outcome.verdict for outcome in judgement.outcomes] == ["pass"]
    assert judge.label == "outer"


def test_models_and_the_offline_judge_sit_together() -> None:
    evening = truthful(lambda answer, criterion: "PM" in answer)
    with serve(Behaviour(lambda question: Answer(evening(question), usage=Usage(1000, 100)))) as server:
        model = {"kind": "openai", "base_url": server.base_url, "price": {"input": 1.0, "output": 10.0}}
        judge = opened(
            one={**model, "model": "a"},
            two={**model, "model": "b", "votes": 3},
            members=["one", "two", "letters"],
        )
        made = case("Names the evening", "Is short")
        judgement = asyncio.run(closing(judge, lambda it: it.grade(made, Response("PM, sure, at 7 AM."))))
        estimate = judge.estimate(made)
    assert [outcome.verdict for outcome in judgement.outcomes] == ["pass", "pass"]
    assert [outcome.disputed for outcome in judgement.outcomes] == [True, True]
    assert judgement.outcomes[0].reason.startswith("2 of 3 say pass: it does")
    assert "nearest (offline) says fail: " in judgement.outcomes[0].reason
    assert len(server.asked) == 4
    assert judgement.cost_usd == pytest.approx(4 * 0.002)
    assert estimate is not None
    assert estimate.calls == 4


def test_a_member_that_does_not_compare_is_no_vote() -> None:
    evening = truthful(lambda answer, criterion: "PM" in answer)
    with serve(Behaviour(evening)) as server:
        model = {"kind": "openai", "base_url": server.base_url}
        pair = {"one": {**model, "model": "a"}, "two": {**model, "model": "b"}}
        judge = opened(**pair, members=["one", "two", "letters"])
        answers = (Response("At 7 PM."), Response("No."))
        preference = asyncio.run(closing(judge, lambda it: it.prefer(case("Names the evening"), *answers)))
    assert preference is not None
    assert preference.winner is Winner.FIRST
    assert "nearest (offline): it does not compare answers" in preference.reason
    offline = opened(members=["letters", "again"])
    assert asyncio.run(offline.prefer(case("Names the evening"), *answers)) is None


def test_a_panel_of_noisy_models_errs_less_than_each_of_them() -> None:
    """Of three that err in a fifth of the cases, each for itself, two err together in 10 %: 3 · 0.2² · 0.8 + 0.2³."""
    model = noisy(lambda answer, criterion: True, rate=0.2)
    with serve(Behaviour(model)) as server:
        members = {
            name: {"kind": "openai", "base_url": server.base_url, "model": name} for name in ("x", "y", "z")
        }
        judge = opened(**members, members=[*members])
        asked = [case(*(f"criterion {place}.{number}" for number in range(20))) for place in range(20)]

        async def all_of_them(it: Judge) -> list[Judgement]:
            return await asyncio.gather(*(it.grade(each, Response("Yes.")) for each in asked))

        judged = asyncio.run(closing(judge, all_of_them))
    wrong = [
        outcome for judgement in judged for outcome in judgement.outcomes if outcome.verdict is Verdict.FAIL
    ]
    assert 0.06 * 400 < len(wrong) < 0.15 * 400
