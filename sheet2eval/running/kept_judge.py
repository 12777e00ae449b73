"""A judge whose judgements are kept, so that what was judged before a run was cut off is not judged and paid again."""

from __future__ import annotations

import json

from sheet2eval.digest import digest
from sheet2eval.judges.judge import Judge, Judgement, Preference
from sheet2eval.running.kept import Judgements
from sheet2eval.targets.target import Estimate
from sheet2eval.text.transcript import answer
from sheet2eval.types import Case, Outcome, Response, Verdict


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

    async def prefer(self, case: Case, first: Response, second: Response) -> Preference | None:
        return await self._judge.prefer(case, first, second)

    async def close(self) -> None:
        await self._judge.close()

    def _asked(self, case: Case, response: Response) -> str:
        """What the judge is asked, as a digest."""
        return digest(
            self.fingerprint, case.fingerprint, case.now.date(), answer(response), response.triggered
        )


def _packed(judgement: Judgement) -> bytes:
    outcomes = [
        (outcome.verdict, outcome.reason, outcome.disputed, outcome.unproven)
        for outcome in judgement.outcomes
    ]
    return json.dumps(outcomes).encode()


def _unpacked(held: bytes) -> Judgement:
    """It was paid for when it was made."""
    outcomes = (
        Outcome(Verdict(verdict), reason, disputed=disputed, unproven=unproven)
        for verdict, reason, disputed, unproven in json.loads(held)
    )
    return Judgement(tuple(outcomes))
