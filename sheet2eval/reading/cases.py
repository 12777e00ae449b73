"""One draft (all rows of an id) to one case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sheet2eval.checks.check import BadLine
from sheet2eval.reading.conversation import (
    read_messages,
    read_now,
    read_skip,
    read_tags,
    read_weight,
    written_now,
)
from sheet2eval.reading.demands import (
    FolderFile,
    Rubrics,
    named_rubrics,
    read_demands,
    read_rubric,
    report_contradictions,
)
from sheet2eval.reading.examples import read_currents, read_ideals
from sheet2eval.reading.fingerprint import Judged, Written, case_fingerprint
from sheet2eval.reading.gather import Draft, fault_of, first_text, texts
from sheet2eval.reading.grammar import lines_of
from sheet2eval.reading.problems import problem
from sheet2eval.reading.variables import Variables
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, CellRef, Check, Criterion, Ideal, Message, Problem, Severity

DEFAULT_CRITERION = "The answer does what the ideal answer does, for the reason given."


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a case is compiled in: the sheet's rubrics, the start of the run, the configuration's folder.

    `spelled_start` is the start of the run as `{{now}}` says it.
    """

    rubrics: Rubrics
    started: datetime
    spelled_start: str
    folder_file: FolderFile | None


def compile_case(draft: Draft, around: Surroundings) -> tuple[Case, tuple[Problem, ...]]:
    """The case and all problems of its cells; the errors among them are its `faults`."""
    compiler = _Compiler(draft, around)
    case = compiler.case()
    return case, tuple(compiler.problems)


class _Compiler:
    """Reads one draft; collects its problems on the way."""

    def __init__(self, draft: Draft, around: Surroundings) -> None:
        self.problems = list(draft.problems)
        self._draft = draft
        self._around = around
        self._written_now = written_now(draft)
        self._now = read_now(draft, around.started, self._report)
        self._rubrics = named_rubrics(draft, around.rubrics)
        self._variables = Variables(self._values(), draft.turns[0].view)
        self._files: dict[str, str] = {}

    def case(self) -> Case:
        draft = self._draft
        ideal = tuple(read_ideals(draft, self._report))
        current = tuple(read_currents(draft, ideal, self._report))
        checks, criteria = self._demands()
        if ideal and not (checks or criteria or self._faults()):
            criteria = (Criterion(DEFAULT_CRITERION, ideal[0].where),)
        messages = read_messages(draft, self._fill, self._report)
        weight = read_weight(draft, self._report)
        why, notes = "\n".join(texts(draft.ideal, "why")), "\n".join(texts(draft.notes, "notes"))
        judged = Judged(self._rubric_criteria(), why, notes, current) if criteria else None
        self._look_at_the_whole(graded=bool(checks or criteria))
        return Case(
            id=draft.id,
            where=draft.turns[0].where("id"),
            messages=messages,
            now=self._now,
            current=current,
            ideal=ideal,
            why=why,
            notes=notes,
            tags=read_tags(draft),
            weight=weight,
            variables=self._variables.values,
            checks=checks,
            criteria=criteria,
            skip=read_skip(draft),
            faults=self._faults(),
            fingerprint=case_fingerprint(self._written(messages, ideal), judged),
        )

    def _faults(self) -> tuple[Problem, ...]:
        """The errors of the case's own cells, and those of the rubrics that it names."""
        own = (problem for problem in self.problems if problem.severity is Severity.ERROR)
        return (*own, *(fault for rubric in self._rubrics for fault in rubric.faults))

    def _rubric_criteria(self) -> list[Criterion]:
        return [criterion for rubric in self._rubrics for criterion in rubric.criteria]

    def _written(self, messages: Sequence[Message], ideal: Sequence[Ideal]) -> Written:
        draft, values = self._draft, self._variables.values
        turns = zip(messages, draft.turns, strict=True)
        return Written(
            turns=[(message.role, turn.text("input")) for message, turn in turns],
            lines=[line for cell in texts(draft.ideal, "check") for line in lines_of(cell)],
            files=self._files,
            variables={name: values[name] for name in self._variables.used if name != "now"},
            now=self._written_now,
            ideal=ideal,
        )

    def _report(self, code: str, where: CellRef, what: str, mend: str) -> None:
        self.problems.append(problem(code, where, what, mend))

    def _fill(self, text: str, where: CellRef) -> str:
        try:
            return self._variables(text)
        except BadLine as bad:
            self._report(bad.code, where, bad.problem, bad.mend)
            return text

    def _values(self) -> dict[str, str]:
        """The variables: of several rows the first that is not blank."""
        turns = self._draft.turns
        values = {
            "id": self._draft.id,
            "input": first_text(turns, "input"),
            "tags": first_text(turns, "tags"),
            "now": self._written_now or self._around.spelled_start,
        }
        for record in self._draft.records():
            for name, column in record.view.extras.items():
                values[name] = values.get(name) or record.row.text(column).strip()
        return values

    def _file(self, name: str) -> str:
        """The text of a file beside the configuration, on which the grades now hang."""
        assert self._around.folder_file is not None  # noqa: S101 - it is not handed on where there is none
        self._files[name] = self._around.folder_file(name)
        return self._files[name]

    def _demands(self) -> tuple[tuple[Check, ...], tuple[Criterion, ...]]:
        found: list[Check | Criterion] = []
        for record in self._draft.ideal:
            file = self._file if self._around.folder_file else None
            found += read_demands(record, self._variables, file, self._fill, self._report)
            found += read_rubric(record, self._around.rubrics, self._fill, self._report)
        checks = tuple(one for one in found if isinstance(one, Check))
        report_contradictions(checks, self._report)
        return checks, tuple(one for one in found if isinstance(one, Criterion))

    def _look_at_the_whole(self, *, graded: bool) -> None:
        if not (graded or self._faults()):
            self._report(
                "nothing-to-grade",
                self._draft.turns[0].where("id"),
                f"The case {quoted(self._draft.id)} has no ideal, no check and no rubric.",
                "Write what should happen into the tab “ideal-behavior”.",
            )
        for record in self._draft.records() if self._variables.used else ():
            for name, column in record.view.extras.items():
                if name in self._variables.used and (fault := fault_of(record, column)):
                    self.problems.append(fault)
