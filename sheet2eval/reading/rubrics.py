"""The `rubrics` tab: lists of criteria by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheet2eval.reading.gather import cell_problems
from sheet2eval.reading.problems import problem
from sheet2eval.reading.views import Record, View
from sheet2eval.text.normalise import quoted
from sheet2eval.text.quantities import positive
from sheet2eval.types import Criterion, Problem, Severity

SCALES = ("pass/fail", "1-5")
DEFAULT_PASS_AT = 4

_DASH = re.compile(r"[-–—−]|to")


@dataclass(frozen=True, slots=True)
class Rubric:
    """The criteria of a name, `{{variables}}` not yet filled; its faults are those of every case that names it."""

    criteria: tuple[Criterion, ...] = ()
    faults: tuple[Problem, ...] = ()


def read_rubrics(view: View, problems: list[Problem]) -> Mapping[str, Rubric]:
    """The rubrics by their names in lower case."""
    rubrics: dict[str, Rubric] = {}
    for record in view.records():
        faults = (*cell_problems(record), *_faults(record))
        problems.extend(faults)
        name = record.text("rubric").casefold()
        if name:
            known = rubrics.get(name, Rubric())
            errors = tuple(fault for fault in faults if fault.severity is Severity.ERROR)
            own = () if errors else (_criterion(record),)
            rubrics[name] = Rubric((*known.criteria, *own), (*known.faults, *errors))
    return rubrics


def _criterion(record: Record) -> Criterion:
    scale = _scale(record) or SCALES[0]
    return Criterion(
        record.text("criterion"),
        record.where("criterion"),
        positive(record.text("weight")) or 1.0,
        record.text("guidance"),
        scale,
        int(record.text("pass at") or DEFAULT_PASS_AT) if scale == "1-5" else None,
    )


def _scale(record: Record) -> str:
    """The scale as it is compared: any dash will do, `1 to 5` too, and spaces do not matter."""
    return _DASH.sub("-", "".join(record.text("scale").casefold().split()))


def _faults(record: Record) -> Iterator[Problem]:
    yield from _unnamed(record)
    weight, scale, pass_at = (record.text(name) for name in ("weight", "scale", "pass at"))
    if weight and positive(weight) is None:
        yield problem(
            "bad-weight",
            record.where("weight"),
            f"{quoted(weight)} is no weight.",
            "Write a number above 0, such as 2.",
        )
    if scale and _scale(record) not in SCALES:
        yield problem(
            "bad-argument",
            record.where("scale"),
            f"{quoted(scale)} is no scale.",
            "Write “pass/fail” or “1-5” (with a ' in front where the spreadsheet makes a date of it).",
        )
    if pass_at and pass_at not in {"1", "2", "3", "4", "5"}:
        yield problem(
            "bad-argument",
            record.where("pass at"),
            f"{quoted(pass_at)} is no grade.",
            "Write the least grade that passes: a whole number from 1 to 5.",
        )


def _unnamed(record: Record) -> Iterator[Problem]:
    """A criterion that no rubric has, or a rubric's row that has none."""
    if record.text("criterion") and not record.text("rubric"):
        yield problem(
            "unknown-rubric",
            record.where("rubric"),
            f"The criterion {quoted(record.text('criterion'))} belongs to no rubric.",
            "Write the rubric's name into this row too: each criterion bears it.",
        )
    if record.text("rubric") and not record.text("criterion"):
        yield problem(
            "bad-argument",
            record.where("criterion"),
            f"This row of the rubric {quoted(record.text('rubric'))} has no criterion.",
            "Write into the column “criterion” what the judge is to look at, or delete the row.",
        )
