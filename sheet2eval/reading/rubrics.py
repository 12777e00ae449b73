"""The `rubrics` tab: lists of criteria by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheet2eval.reading.problems import problem, quoted
from sheet2eval.reading.views import View
from sheet2eval.text.share import positive
from sheet2eval.types import CellRef, Criterion, Problem

SCALES = ("pass/fail", "1-5")
DEFAULT_PASS_AT = 4


def read_rubrics(view: View, problems: list[Problem]) -> Mapping[str, tuple[Criterion, ...]]:
    """The criteria of each rubric by its name in lower case, `{{variables}}` not yet filled."""
    rubrics: dict[str, list[Criterion]] = {}
    for row in view.rows():
        texts = {name: view.text(row, name) for name in view.columns}
        if not texts["rubric"] or not texts["criterion"]:
            continue
        wheres = {name: view.where(row, name) for name in view.columns}
        faults = tuple(_faults(texts, wheres))
        problems.extend(faults)
        if not faults:
            rubrics.setdefault(texts["rubric"].casefold(), []).append(_criterion(texts, wheres["criterion"]))
    return {name: tuple(criteria) for name, criteria in rubrics.items()}


def _criterion(texts: Mapping[str, str], where: CellRef) -> Criterion:
    scale = texts.get("scale", "").casefold() or SCALES[0]
    return Criterion(
        texts["criterion"],
        where,
        positive(texts.get("weight", "")) or 1.0,
        texts.get("guidance", ""),
        scale,
        int(texts.get("pass at") or DEFAULT_PASS_AT) if scale == "1-5" else None,
    )


def _faults(texts: Mapping[str, str], wheres: Mapping[str, CellRef]) -> Iterator[Problem]:
    weight, scale, pass_at = (texts.get(name, "") for name in ("weight", "scale", "pass at"))
    if weight and positive(weight) is None:
        yield problem(
            "bad-weight",
            wheres["weight"],
            f"{quoted(weight)} is no weight.",
            "Write a number above 0, such as 2.",
        )
    if scale and scale.casefold() not in SCALES:
        yield problem(
            "bad-argument", wheres["scale"], f"{quoted(scale)} is no scale.", "Write “pass/fail” or “1-5”."
        )
    if pass_at and pass_at not in {"1", "2", "3", "4", "5"}:
        yield problem(
            "bad-argument",
            wheres["pass at"],
            f"{quoted(pass_at)} is no grade.",
            "Write the least grade that passes: a whole number from 1 to 5.",
        )
