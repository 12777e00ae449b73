"""What is asked of a run, and a run that is ready to start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sheet2eval.books.book import Table
from sheet2eval.config import Config
from sheet2eval.judges.judge import Judge
from sheet2eval.reading.compile import Compiled
from sheet2eval.running.kept import Judgements, Kept
from sheet2eval.running.runner import Work
from sheet2eval.scoring.results import Prior
from sheet2eval.targets.target import Target
from sheet2eval.types import Case


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks of a run; where it is silent, the sheet's settings or the configuration decide.

    With `changed` only those cases are asked whose fingerprint differs from the one in the sheet. Without `write`
    the sheet stays as it is; `out` is a copy to write onto instead.
    """

    targets: tuple[str, ...] = ()
    judge: str | None = None
    repeats: int | None = None
    only: tuple[str, ...] = ()
    changed: bool = False
    budget_usd: float | None = None
    concurrency: int | None = None
    write: bool = True
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one target is to be asked, and the rows of the cases that stay as they are, by case id.

    `in_sheet` is whether its answers are the sheet's own. The cases in `left_out` are no part of it, by their ids.
    """

    work: Work
    in_sheet: bool
    carried: Mapping[str, Prior] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    @property
    def target(self) -> Target:
        return self.work.target


@dataclass(frozen=True, slots=True)
class Plan:
    """A run that is ready to start: everything that could be refused has been looked at.

    `begun` is when this command began; a run that it resumes was `started` before. `sheet` is the identity of
    its book; `records` is the folder for records of runs, None where none is left. `today` is what the product
    answers today, graded beside the targets; None where that is one of them. `judgements` hold what the judge has
    said of the targets' answers already.
    """

    begun: datetime
    sheet: str
    tables: tuple[Table, ...]
    compiled: Compiled
    config: Config
    cases: tuple[Case, ...]
    parts: tuple[Part, ...]
    today: Work | None
    judge: Judge | None
    request: Request
    budget_usd: float
    prior: tuple[Prior, ...]
    kept: Kept
    judgements: Judgements
    records: Path | None

    @property
    def started(self) -> datetime:
        return self.kept.started

    @property
    def has_work(self) -> bool:
        """Whether there is a case to be asked, or graded anew."""
        return any(part.work.cases for part in self.parts)


def runnable(cases: Sequence[Case]) -> tuple[Case, ...]:
    return tuple(case for case in cases if not case.faults and not case.skip)
