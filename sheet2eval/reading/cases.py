"""One draft (all rows of an id) to one case."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from sheet2eval.reading.fingerprint import Written, case_fingerprint
from sheet2eval.reading.gather import Draft, fault_of, first_text, texts
from sheet2eval.reading.grammar import lines_of
from sheet2eval.reading.problems import problem
from sheet2eval.reading.variables import Variables
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, CellRef, Check, Criterion, Problem, Severity

OWN_VARIABLES = ("id", "input", "tags", "now")
"""The declared columns of the input that are variables, beside all columns of the PM's own."""

DEFAULT_CRITERION = "The answer does what the ideal answer does, for the reason given."


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a case is compiled in: the sheet's rubrics, the start of the run, the configuration's folder."""

    rubrics: Rubrics
    started: datetime
    folder_file: FolderFile | None


def compile_case(draft: Draft, around: Surroundings) -> tuple[Case, tuple[Problem, ...]]:
    """The case and all problems of its cells; the errors among them are its `faults`."""
    compiler = _Compiler(draft, around)
    case = compiler.case()
    case = replace(case, faults=compiler.faults(), fingerprint=compiler.fingerprint(case))
    return case, tuple(compiler.problems)


class _Compiler:
    """Reads one draft; collects its problems on the way."""

    def __init__(self, draft: Draft, around: Surroundings) -> None:
        self.problems = list(draft.problems)
        self._draft = draft
        self._around = around
        self._now = read_now(draft, around.started, self._report)
        self._variables = Variables(self._values(), self._headers())
        self._files: dict[str, str] = {}

    def case(self) -> Case:
        draft = self._draft
        ideal = tuple(read_ideals(draft, self._report))
        checks, criteria = self._demands()
        if ideal and not (checks or criteria or self.faults()):
            criteria = (Criterion(DEFAULT_CRITERION, ideal[0].where),)
        case = Case(
            id=draft.id,
            where=draft.turns[0].where("id"),
            messages=read_messages(draft, self._fill, self._report),
            now=self._now,
            current=tuple(read_currents(draft, ideal, self._report)),
            ideal=ideal,
            why="\n".join(texts(draft.ideal, "why")),
            notes="\n".join(texts(draft.notes, "notes")),
            tags=read_tags(draft),
            weight=read_weight(draft, self._report),
            variables=self._variables.values,
            checks=checks,
            criteria=criteria,
            skip=read_skip(draft),
        )
        self._look_at_the_whole(case)
        return case

    def faults(self) -> tuple[Problem, ...]:
        """The errors of the case's own cells, and those of the rubrics that it names."""
        own = (problem for problem in self.problems if problem.severity is Severity.ERROR)
        rubrics = named_rubrics(self._draft, self._around.rubrics)
        return (*own, *(fault for rubric in rubrics for fault in rubric.faults))

    def fingerprint(self, case: Case) -> str:
        draft, values = self._draft, self._variables.values
        written = Written(
            turns=[
                (message.role, turn.text("input"))
                for message, turn in zip(case.messages, draft.turns, strict=True)
            ],
            checks=[line.text for cell in texts(draft.ideal, "check") for line in lines_of(cell)],
            rubrics=[
                criterion
                for rubric in named_rubrics(draft, self._around.rubrics)
                for criterion in rubric.criteria
            ],
            files=self._files,
            variables={name: values[name] for name in self._variables.used if name != "now"},
            now=written_now(draft),
        )
        return case_fingerprint(case, written)

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
        values = {name: first_text(self._draft.turns, name) for name in OWN_VARIABLES}
        values["id"] = self._draft.id
        values["now"] = written_now(self._draft) or self._now.isoformat(timespec="minutes")
        for record in self._draft.records():
            for name, column in record.view.extras.items():
                values[name] = values.get(name) or record.row.text(column).strip()
        return values

    def _headers(self) -> dict[str, str]:
        """What the PM calls the declared columns that are variables: `Category` for `tags`."""
        view = self._draft.turns[0].view
        return {view.header(name): name for name in OWN_VARIABLES if view.header(name)}

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

    def _look_at_the_whole(self, case: Case) -> None:
        if not (case.checks or case.criteria or self.faults()):
            self._report(
                "nothing-to-grade",
                case.where,
                f"The case {quoted(case.id)} has no ideal, no check and no rubric.",
                "Write what should happen into the tab “ideal-behavior”.",
            )
        for record in self._draft.records():
            for name, column in record.view.extras.items():
                if name in self._variables.used and (fault := fault_of(record, column)):
                    self.problems.append(fault)
