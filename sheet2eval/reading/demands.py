"""What a case is graded on: the lines of its check cells, and its rubrics."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from sheet2eval.checks.check import BadLine, Excludes
from sheet2eval.naming import did_you_mean
from sheet2eval.reading.conversation import Fill
from sheet2eval.reading.gather import Draft, texts
from sheet2eval.reading.grammar import CriterionLine, FaultyLine, compile_line, lines_of
from sheet2eval.reading.problems import Report
from sheet2eval.reading.rubrics import Rubric
from sheet2eval.reading.variables import Variables
from sheet2eval.reading.views import Record
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Check, Criterion

Rubrics = Mapping[str, Rubric]
FolderFile = Callable[[str], str]

_MOST_COMPARED = 200  # checks of one case


def read_demands(
    record: Record, variables: Variables, folder_file: FolderFile | None, fill: Fill, report: Report
) -> Iterator[Check | Criterion]:
    """The checks and criteria of one row's check cell, in the order of its lines."""
    where = record.where("check")
    for line in lines_of(record.text("check")):
        try:
            if isinstance(line, FaultyLine):
                report(line.code, where, line.problem, line.mend)
            elif isinstance(line, CriterionLine):
                yield Criterion(fill(line.criterion, where), where)
            else:
                yield compile_line(line, where, variables, folder_file)
        except BadLine as bad:
            report(bad.code, where, bad.problem, bad.mend)


def read_rubric(record: Record, rubrics: Rubrics, fill: Fill, report: Report) -> Iterator[Criterion]:
    """The criteria of the rubric that the row names."""
    name = record.text("rubric")
    if not name:
        return
    if name.casefold() not in rubrics:
        report(
            "unknown-rubric",
            record.where("rubric"),
            f"There is no rubric {quoted(name)}{did_you_mean(name, rubrics)}",
            f"Name one of: {', '.join(rubrics)}."
            if rubrics
            else "Write its criteria on a tab “rubrics”, with the columns “rubric” and “criterion”.",
        )
    for criterion in rubrics.get(name.casefold(), Rubric()).criteria:
        text, guidance = fill(criterion.text, criterion.where), fill(criterion.guidance, criterion.where)
        yield replace(criterion, text=text, guidance=guidance)


def named_rubrics(draft: Draft, rubrics: Rubrics) -> list[Rubric]:
    """The rubrics that the case names, as they stand in the sheet, variables not filled in."""
    names = (name.casefold() for name in texts(draft.ideal, "rubric"))
    return [rubrics[name] for name in names if name in rubrics]


def report_contradictions(checks: Sequence[Check], report: Report) -> None:
    """Say of two lines that no response passes both, where that is certain."""
    for earlier, later in combinations(checks[:_MOST_COMPARED], 2):
        if _contradict(earlier, later):
            report(
                "contradiction",
                later.where,
                f"{quoted(later.text)} contradicts {quoted(earlier.text)} in {earlier.where}: "
                "no answer can pass both.",
                "Delete the one that is not meant.",
            )


def _contradict(one: Check, other: Check) -> bool:
    if one.kind != other.kind:  # a kind knows no other
        return False
    if one.negated != other.negated and one.rule == other.rule:
        return True
    return _excludes(one, other) or _excludes(other, one)


def _excludes(one: Check, other: Check) -> bool:
    excludes: Excludes | None = getattr(one.rule, "excludes", None)  # isinstance of a protocol is slow
    return bool(excludes and not one.negated and excludes(other.rule, negated=other.negated))
