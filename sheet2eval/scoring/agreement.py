"""How often the judge and the checks agree with people."""

from __future__ import annotations

from collections.abc import Sequence

from sheet2eval.scoring.results import Agreement


def agreement(pairs: Sequence[tuple[bool, bool]]) -> Agreement | None:
    """From (graded as pass, a person said pass) of each case; None where people judged nothing.

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
