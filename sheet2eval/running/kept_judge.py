"""A judge whose words are kept, so that what it said before a run was cut off is not asked and paid for again."""

from __future__ import annotations

import json
from dataclasses import astuple

from sheet2eval.digest import digest
from sheet2eval.judges.judge import Judge, Judgement, Preference, Winner
from sheet2eval.running.kept import Judgements
from sheet2eval.targets.target import Estimate
from sheet2eval.text.transcript import answer
from sheet2eval.types import Case, Grade, Outcome, Response, Verdict

_FORM = 3
"""The version of what is kept: raised when its form changes, so that no other version of ours reads it."""


class KeptJudge(Judge):
    """The judge, asked only for what is not held already. A free one is always asked."""

    def __init__(self, judge: Judge, held: Judgements) -> None:
        self.label = judge.label
        self.timeout = judge.timeout
        self.fingerprint = judge.fingerprint
        self.pace = judge.pace
        self.tries = judge.tries
        self._judge = judge
        self._held = held

    def estimate(self, case: Case) -> Estimate | None:
        return self._judge.estimate(case)

    def holds(self, case: Case, response: Response | None) -> bool:
        """Whether it said before what it says of the response; None is one that is not known yet."""
        return response is not None and self._held.get(self._asked(case, response)) is not None

    def asked_at(self, case: Case, response: Response | None) -> Estimate | None:
        """What it takes to grade the response; None where that costs nothing."""
        if not case.criteria or self.holds(case, response):
            return None
        return self._judge.estimate(case)

    def holds_preference(self, case: Case, first: Response, second: Response) -> bool:
        """Whether it said before which is better, shown in this order."""
        return self._held.get(self._asked(case, first, second)) is not None

    def rest_s(self) -> float:
        return self._judge.rest_s()

    async def grade(self, case: Case, response: Response) -> Judgement:
        if self._judge.estimate(case) is None:
            return await self._judge.grade(case, response)
        asked = self._asked(case, response)
        if (held := self._held.get(asked)) is not None:
            return _unpacked(held)
        judgement = await self._judge.grade(case, response)
        if all(outcome.verdict is not Verdict.ERROR for outcome in judgement.outcomes):
            await self._held.keep(asked, _packed(judgement))
        return judgement

    async def grade_turned(self, case: Case, response: Response) -> Judgement:
        """Never kept: it is asked to see whether the judge stays with its word."""
        return await self._judge.grade_turned(case, response)

    async def prefer(self, case: Case, first: Response, second: Response) -> Preference | None:
        """What broke is not kept, and asked again."""
        if self._judge.estimate(case) is None:
            return await self._judge.prefer(case, first, second)
        asked = self._asked(case, first, second)
        if (held := self._held.get(asked)) is not None:
            return _unpacked_preference(held)
        preference = await self._judge.prefer(case, first, second)
        if preference is not None and preference.winner is not None:
            await self._held.keep(asked, _packed_preference(preference))
        return preference

    def stop(self) -> None:
        self._judge.stop()

    async def close(self) -> None:
        await self._judge.close()

    def _asked(self, case: Case, *responses: Response) -> str:
        """What the judge is asked, as a digest: to grade one response, or to compare two."""
        said = [(answer(response), response.triggered) for response in responses]
        return digest(_FORM, self.fingerprint, case.fingerprint, case.now.date(), said)


def _packed(judgement: Judgement) -> bytes:
    outcomes = [
        (
            outcome.verdict,
            outcome.reason,
            outcome.disputed,
            outcome.unproven,
            outcome.grade and astuple(outcome.grade),
        )
        for outcome in judgement.outcomes
    ]
    return json.dumps({"outcomes": outcomes, "cost_usd": judgement.cost_usd}).encode()


def _unpacked(held: bytes) -> Judgement:
    """As it was made, with what it took then."""
    told = json.loads(held)
    outcomes = (
        Outcome(Verdict(verdict), reason, disputed=disputed, unproven=unproven, grade=grade and Grade(*grade))
        for verdict, reason, disputed, unproven, grade in told["outcomes"]
    )
    return Judgement(tuple(outcomes), told["cost_usd"])


def _packed_preference(preference: Preference) -> bytes:
    return json.dumps(astuple(preference)).encode()


def _unpacked_preference(held: bytes) -> Preference:
    winner, reason, cost_usd = json.loads(held)
    return Preference(Winner(winner), reason, cost_usd)
