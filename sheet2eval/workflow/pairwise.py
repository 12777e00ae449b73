"""The judge asked which of two answers is better: in both orders, within the budget, until it is stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations, product
from typing import Protocol

from sheet2eval.errors import SetupError
from sheet2eval.judges.judge import Preference
from sheet2eval.running.budget import Budget
from sheet2eval.running.halt import Halt
from sheet2eval.running.judging import settled_preference
from sheet2eval.running.kept_judge import KeptJudge
from sheet2eval.running.runner import WORKERS_PER_TURN
from sheet2eval.running.together import until_halted
from sheet2eval.scoring.comparison import Match, Preferences
from sheet2eval.targets.target import EndsRun, Target
from sheet2eval.text.transcript import answer
from sheet2eval.types import Case, Response
from sheet2eval.workflow.running import Pulse


class MatchWatcher(Protocol):
    """Is told how comparing goes on; `matches` are as many as the judge is asked about."""

    def begin(self, judge: str, matches: int, pulse: Pulse, /) -> None: ...
    def matched(self) -> None: ...
    def end(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Pairwise:
    """Asks the judge about matches, as long as there is money for it and nobody stops it."""

    judge: KeptJudge
    halt: Halt
    budget: Budget

    async def preferences(
        self, matches: Mapping[int, Match], watcher: MatchWatcher
    ) -> Mapping[int, Preferences | None]:
        """What the judge prefers in each match that it was asked about before it was stopped or the money was gone.

        The matches bear numbers by which they are known again. None where the judge does not compare answers, or one
        of the two is missing. Afterwards it is closed.

        Raises:
            SetupError: the judge refuses in a way that every other match would meet as well.
        """
        said: dict[int, Preferences | None] = {}
        queue = iter(matches.items())

        async def work_off() -> None:
            for place, match in queue:  # shared by the workers: each takes the next
                if self.halt.reason:
                    return
                preferences = await self._in_both_orders(match)
                if preferences or not self.budget.exhausted:
                    said[place] = preferences
                    watcher.matched()

        workers = min(WORKERS_PER_TURN * self.judge.pace.concurrency, len(matches))
        watcher.begin(f"{self.judge.label}, comparing", len(matches), Pulse(None, self.budget))
        try:
            await until_halted((work_off() for _ in range(workers)), self.halt, self.judge.stop)
        except EndsRun as refusal:
            raise SetupError(str(refusal)) from refusal
        finally:
            watcher.end()
            await self.judge.close()
        return said

    async def _in_both_orders(self, match: Match) -> Preferences | None:
        """None also where there is no money left for it."""
        if match.responses is None:
            return None
        own, other = match.responses
        own_first = await self._preference(match.case, own, other)
        own_second = await self._preference(match.case, other, own)
        return Preferences(own_first, own_second) if own_first and own_second else None

    async def _preference(self, case: Case, first: Response, second: Response) -> Preference | None:
        if self.judge.holds_preference(case, first, second):
            return await self.judge.prefer(case, first, second)
        estimate = self.judge.estimate(case)
        room = await self.budget.reserve(estimate.cost_usd or 0.0 if estimate else 0.0)
        if room is None:
            return None
        preference = None
        try:
            preference = await settled_preference(self.judge.prefer(case, first, second), self.judge, case)
        finally:
            self.budget.settle(room, preference.cost_usd if preference else None)
        return preference


def is_open(judge: KeptJudge, case: Case, own: Target, other: Target) -> bool:
    """Whether the judge may have to be asked about two targets: not of answers that are alike, or compared before."""
    own_answers, other_answers = own.recorded(case), other.recorded(case)
    if own_answers is None or other_answers is None:
        return True
    return not all(
        answer(first) == answer(second) or judge.holds_preference(case, first, second)
        for pair in product(own_answers, other_answers)
        for first, second in permutations(pair)
    )
