"""How often the grading, by checks and judge, agrees with people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sheet2eval.scoring.rates import GRADED
from sheet2eval.scoring.results import Agreement, CaseResult
from sheet2eval.types import Verdict


def agreement(results: Iterable[CaseResult]) -> Agreement | None:
    """Over the cases that both people and the grading have judged, whatever graded them: checks can be wrong too.

    None where there is no such case. A flaky case is none that passes.
    """
    return of_pairs(
        [
            (result.machine_verdict is Verdict.PASS, result.verdict is Verdict.PASS)
            for result in results
            if result.machine_verdict in GRADED
        ]
    )


def of_pairs(pairs: Sequence[tuple[bool, bool]]) -> Agreement | None:
    """From (graded as pass, a person said pass) of each case; None where there is none.

    `false_pass` is the share graded as pass among those that people failed, `false_fail` the share graded as
    fail among those that people passed; each is None where people did not say so of any.
    `kappa` is Cohen's (1960): agreement beyond chance, None where chance alone already agrees always.
    """
    if not pairs:
        return None
    number = len(pairs)
    agreed = sum(machine == person for machine, person in pairs) / number
    machine_pass = sum(machine for machine, _ in pairs) / number
    person_pass = sum(person for _, person in pairs) / number
    chance = machine_pass * person_pass + (1 - machine_pass) * (1 - person_pass)
    failed = [machine for machine, person in pairs if not person]
    passed = [not machine for machine, person in pairs if person]
    return Agreement(
        n=number,
        accuracy=agreed,
        kappa=None if chance == 1 else (agreed - chance) / (1 - chance),
        false_pass=_share(failed),
        false_fail=_share(passed),
    )


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None
