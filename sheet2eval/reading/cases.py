"""One draft (all rows of an id) to one case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from sheet2eval.checks.check import BadLine
from sheet2eval.contract import ROLES, SINGLE, YES
from sheet2eval.reading.descriptions import shows
from sheet2eval.reading.fingerprint import Written, case_fingerprint
from sheet2eval.reading.gather import Draft, Record, fault_of
from sheet2eval.reading.grammar import CheckLine, CriterionLine, FaultyLine, compile_line, lines_of
from sheet2eval.reading.problems import did_you_mean, problem, quoted
from sheet2eval.reading.variables import Variables
from sheet2eval.text.callsyntax import parse_calls
from sheet2eval.text.normalise import comparable
from sheet2eval.text.share import positive
from sheet2eval.types import (
    Case,
    CellRef,
    Check,
    Criterion,
    Current,
    Ideal,
    Message,
    Problem,
    Severity,
    ToolCall,
)

OWN_VARIABLES = ("id", "input", "tags", "now")
"""The declared columns of the input that are variables, beside all columns of the PM's own."""

DEFAULT_CRITERION = "The answer does what the ideal answer does, for the reason given."


class CaseCompiler:
    """Compiles one draft; `problems` collects what is wrong with its cells."""

    def __init__(
        self,
        draft: Draft,
        rubrics: Mapping[str, tuple[Criterion, ...]],
        started: datetime,
        folder_file: Callable[[str], str] | None,
    ) -> None:
        self.draft = draft
        self.rubrics = rubrics
        self.started = started
        self.folder_file = folder_file
        self.problems: list[Problem] = list(draft.problems)
        self.now_text = self._first("now")
        self.now = self._now()
        self.variables = Variables(self._values())

    def compile(self) -> Case:
        """The case; its `faults` are the errors of its cells."""
        ideal = tuple(self._ideals())
        current = tuple(self._currents(ideal))
        checks, criteria = self._checks()
        if not checks and not criteria and ideal:
            criteria = (Criterion(DEFAULT_CRITERION, ideal[0].where),)
        case = Case(
            id=self.draft.id,
            where=self.draft.turns[0].where("id"),
            messages=self._messages(),
            now=self.now,
            current=current,
            ideal=ideal,
            why="\n".join(_texts(self.draft.ideal, "why")),
            notes="\n".join(_texts(self.draft.notes, "notes")),
            tags=self._tags(),
            weight=self._weight(),
            variables=self.variables.values,
            checks=checks,
            criteria=criteria,
            skip=any(text.casefold() in YES for text in _texts(self.draft.turns, "skip")),
        )
        self._whole(case)
        faults = tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)
        return replace(case, faults=faults, fingerprint=self._fingerprint(case))

    def _report(self, code: str, where: CellRef, what: str, mend: str) -> None:
        self.problems.append(problem(code, where, what, mend))

    def _first(self, name: str) -> str:
        return next(_texts(self.draft.turns, name), "")

    def _values(self) -> dict[str, str]:
        """The variables: of several rows the first that is not blank."""
        values = {name: self._first(name) for name in OWN_VARIABLES}
        values["id"], values["now"] = self.draft.id, self.now.isoformat(timespec="minutes")
        for record in self.draft.records():
            for name, column in record.view.extras.items():
                values[name] = values.get(name) or record.row.text(column).strip()
        return values

    def _fill(self, text: str, where: CellRef) -> str:
        try:
            return self.variables(text)
        except BadLine as bad:
            self._report(bad.code, where, bad.problem, bad.mend)
            return text

    # -- the conversation ------------------------------------------------------------------------------

    def _messages(self) -> tuple[Message, ...]:
        return tuple(self._message(record) for record in self.draft.turns)

    def _message(self, record: Record) -> Message:
        text, role = record.text("input"), record.text("role").casefold() or "user"
        if not text:
            self._report(
                "blank-input",
                record.where("input"),
                f"The case {quoted(self.draft.id)} says nothing here: its input is blank.",
                "Write what the user says, or delete the row.",
            )
        if role not in ROLES:
            self._report(
                "bad-role",
                record.where("role"),
                f"{quoted(role)} is no role{did_you_mean(role, ROLES)}",
                f"Write one of {', '.join(ROLES)}, or leave it blank for user.",
            )
        return Message(role, self._fill(text, record.where("input")))

    def _now(self) -> datetime:
        for record in self.draft.turns:
            text, where = record.text("now"), record.where("now")
            if text:
                moment = record.view.table.moments.get((where.row, where.column)) or _moment(text)
                if moment is None:
                    self._report(
                        "bad-argument",
                        where,
                        f"{quoted(text)} is no date and time.",
                        "Write it like 2025-04-10 09:00.",
                    )
                return moment or self.started
        return self.started

    def _tags(self) -> tuple[str, ...]:
        tags = (tag.strip() for text in _texts(self.draft.turns, "tags") for tag in text.split(","))
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    def _weight(self) -> float:
        for record in self.draft.turns:
            text = record.text("weight")
            if text:
                weight = positive(text)
                if weight is None:
                    self._report(
                        "bad-weight",
                        record.where("weight"),
                        f"{quoted(text)} is no weight.",
                        "Write a number above 0, such as 2, or leave it blank for 1.",
                    )
                return weight or 1.0
        return 1.0

    # -- the examples ----------------------------------------------------------------------------------

    def _ideals(self) -> Iterable[Ideal]:
        for record in self.draft.ideal:
            calls = self._calls(record, "ideal tool calls" if record.view.tab is SINGLE else "tool calls")
            text = record.text("ideal behavior")
            if text or calls is not None:
                yield Ideal(text, record.where("ideal behavior"), calls, bool(text) and shows(text))

    def _currents(self, ideal: Iterable[Ideal]) -> Iterable[Current]:
        right = {comparable(one.text) for one in ideal if one.shows}
        for record in self.draft.current:
            text, calls = record.text("current behavior"), self._calls(record, "tool calls")
            if not text and calls is None:
                continue
            where, acceptable = record.where("current behavior"), record.text("acceptable").casefold() in YES
            if comparable(text) in right and not acceptable and calls is None:
                self._report(
                    "same-as-ideal",
                    where,
                    f"Today's answer {quoted(text)} is the ideal one, but is not marked acceptable.",
                    "Write yes into “acceptable”, or correct one of the two.",
                )
            yield Current(text, where, calls, acceptable, record.text("target"))

    def _calls(self, record: Record, column: str) -> tuple[ToolCall, ...] | None:
        """The calls listed in a cell; None where it is blank."""
        text = record.text(column)
        if not text:
            return None
        try:
            return parse_calls(text)
        except ValueError as error:
            code = "bad-json" if text[0] in "[{" else "bad-argument"
            self._report(
                code,
                record.where(column),
                f"{quoted(text)} cannot be read as calls: {error}.",
                'Write one call a line, like create_reminder(title="Lunch", time="12:00").',
            )
            return None

    # -- what it is graded on --------------------------------------------------------------------------

    def _checks(self) -> tuple[tuple[Check, ...], tuple[Criterion, ...]]:
        checks: list[Check] = []
        criteria: list[Criterion] = []
        for record in self.draft.ideal:
            where = record.where("check")
            for line in lines_of(record.text("check")):
                if isinstance(line, FaultyLine):
                    self._report(line.code, where, line.problem, line.mend)
                elif isinstance(line, CriterionLine):
                    criteria.append(Criterion(self._fill(line.criterion, where), where))
                else:
                    checks.extend(self._check(line, where))
            criteria.extend(self._rubric(record))
        self._contradictions(checks)
        return tuple(checks), tuple(criteria)

    def _check(self, line: CheckLine, where: CellRef) -> Iterable[Check]:
        try:
            yield compile_line(line, where, self.variables, self.folder_file)
        except BadLine as bad:
            self._report(bad.code, where, bad.problem, bad.mend)

    def _rubric(self, record: Record) -> Iterable[Criterion]:
        name, where = record.text("rubric"), record.where("rubric")
        if name and name.casefold() not in self.rubrics:
            self._report(
                "unknown-rubric",
                where,
                f"There is no rubric {quoted(name)}{did_you_mean(name, self.rubrics)}",
                f"Name one of: {', '.join(self.rubrics)}."
                if self.rubrics
                else "Add a tab “rubrics” with the columns “rubric” and “criterion”.",
            )
        for criterion in self._named_rubric(name):
            yield replace(
                criterion,
                text=self._fill(criterion.text, criterion.where),
                guidance=self._fill(criterion.guidance, criterion.where),
            )

    def _contradictions(self, checks: Iterable[Check]) -> None:
        """Two lines of which one demands what the other forbids."""
        seen: list[Check] = []
        for check in checks:
            for other in seen:
                if check.rule == other.rule and check.negated != other.negated:
                    self._report(
                        "contradiction",
                        check.where,
                        f"{quoted(check.text)} contradicts {quoted(other.text)}: no answer can pass both.",
                        "Delete the one that is not meant.",
                    )
            seen.append(check)

    # -- the case as a whole ---------------------------------------------------------------------------

    def _whole(self, case: Case) -> None:
        if not (case.checks or case.criteria or self.problems):
            self._report(
                "nothing-to-grade",
                case.where,
                f"The case {quoted(case.id)} has no ideal, no check and no rubric.",
                "Write what should happen into the tab “ideal-behavior”.",
            )
        for record in self.draft.records():
            for name, column in record.view.extras.items():
                if name in self.variables.used and (fault := fault_of(record, column)):
                    self.problems.append(fault)

    def _fingerprint(self, case: Case) -> str:
        written = Written(
            turns=[
                (message.role, record.text("input"))
                for message, record in zip(case.messages, self.draft.turns, strict=True)
            ],
            checks=list(_texts(self.draft.ideal, "check")),
            rubrics=[one for name in _texts(self.draft.ideal, "rubric") for one in self._named_rubric(name)],
            variables={name: self.variables.values[name] for name in self.variables.used if name != "now"},
            now=self.now_text,
        )
        return case_fingerprint(case, written)

    def _named_rubric(self, name: str) -> tuple[Criterion, ...]:
        return self.rubrics.get(name.casefold(), ())


def _texts(records: Iterable[Record], name: str) -> Iterator[str]:
    return (text for record in records if (text := record.text(name)))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
