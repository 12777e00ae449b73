"""The nouns. Frozen, without behaviour beyond what their own fields say; imports nothing of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Verdict(StrEnum):
    """The state of a finding (pass, fail, error, ungraded) or of a case (all of them). Never mixed."""

    PASS = "pass"  # noqa: S105 - not a password
    FAIL = "fail"
    FLAKY = "flaky"
    ERROR = "error"
    UNGRADED = "ungraded"
    SKIPPED = "skipped"


def column_letters(column: int) -> str:
    """The letters of a 1-based column number: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """A place in a sheet; prints as `ideal-behavior!C3`. Row and column count from 1; row 0 is the whole tab."""

    tab: str
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.tab}!{column_letters(self.column)}{self.row}" if self.row else self.tab


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault found in a sheet: `problem` says what is wrong, quoting it; `mend` says what to do."""

    severity: Severity
    where: CellRef
    code: str
    problem: str
    mend: str


@dataclass(frozen=True, slots=True)
class Message:
    role: str
    content: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    name: str
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one answer; `cached_tokens` are those of the input that the provider had in its cache."""

    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Response:
    """What a target answered. Where `error` is set the target broke, and the rest says nothing.

    `tool_calls` is None where it is unknown whether calls were made. Unknown figures are None, never 0. `cut` tells
    that the limit of tokens ended the answer before its end.
    """

    text: str = ""
    tool_calls: tuple[ToolCall, ...] | None = ()
    triggered: tuple[str, ...] = ()
    latency_s: float | None = None
    usage: Usage | None = None
    cost_usd: float | None = None
    error: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Current:
    """What the product answers today, or what a named target once answered."""

    text: str
    where: CellRef
    tool_calls: tuple[ToolCall, ...] | None = None  # None: the cell is blank
    acceptable: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Ideal:
    """What the product should answer. `shows` is False where the cell describes instead of showing."""

    text: str
    where: CellRef
    tool_calls: tuple[ToolCall, ...] | None = None
    shows: bool = True


@dataclass(frozen=True, slots=True)
class Says:
    """A check in plain words, after "the answer …": what it demands, and the same denied."""

    demand: str
    denial: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A judge's grade on the scale 1-5, the mean where several gave one, and the least that passes."""

    value: float
    pass_at: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check or one criterion found in one response. Never FLAKY or SKIPPED.

    A `firm` outcome is not turned by `not`: there was nothing to compare. It is `disputed` where those who voted
    did not agree, `unproven` where a judge quotes what the response does not say. `grade`: None without a scale.
    """

    verdict: Verdict
    reason: str
    firm: bool = False
    disputed: bool = False
    unproven: bool = False
    grade: Grade | None = None


class Rule(Protocol):
    """What a line of the `check` column becomes; each kind in `checks/` has its own, a frozen dataclass."""

    def grade(self, response: Response, case: Case) -> Outcome:
        """Whether the response fulfils the rule, and what was found, exactly. Pure; raises nothing.

        The reason says what was found whichever way it went ("mentions 7:00 AM and 19:30, not 7:00 PM"),
        because `not` turns the verdict and keeps the reason.
        """

    def says(self) -> Says:
        """The rule in plain words."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule as it stands in the sheet: `text` is the person's line, `negated` its `not`."""

    kind: str
    text: str
    where: CellRef
    rule: Rule
    negated: bool = False

    @property
    def says(self) -> str:
        words = self.rule.says()
        return f"the answer {words.denial if self.negated else words.demand}"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line for the judge. `pass_at` is the least grade that passes on the scale 1-5."""

    text: str
    where: CellRef
    weight: float = 1.0
    guidance: str = ""
    scale: str = "pass/fail"
    pass_at: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that bears one id.

    `variables` are the PM's columns by name, already filled with the first cell that is not blank; `now` is
    when the conversation happens (the start of the run where the sheet says nothing). `faults` are the sheet's
    errors in it: such a case is not run, and its verdict is `error`. `fingerprint` changes exactly when
    something that can change its grade changes.
    """

    id: str
    where: CellRef
    messages: tuple[Message, ...]
    now: datetime
    current: tuple[Current, ...] = ()
    ideal: tuple[Ideal, ...] = ()
    why: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    weight: float = 1.0
    variables: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    skip: bool = False
    faults: tuple[Problem, ...] = ()
    fingerprint: str = ""

    @property
    def broken(self) -> bool:
        return bool(self.faults)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the `settings` tab asks for; None or empty where it says nothing."""

    targets: tuple[str, ...] = ()
    judge: str | None = None
    repeats: int | None = None
    gate: float | None = None
    budget: float | None = None
    regrade_now: bool = False


@dataclass(frozen=True, slots=True)
class Suite:
    """A sheet, compiled: what will be asked, what will be graded, and every fault that was found."""

    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check or criterion said of one response, as `Outcome` has it. `check` is the person's own line."""

    check: str
    kind: str
    verdict: Verdict
    reason: str
    where: CellRef
    weight: float = 1.0
    disputed: bool = False
    unproven: bool = False
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Graded:
    """What was found in a response. `judge_cost_usd` is what the judge took; None where its price is unknown."""

    findings: tuple[Finding, ...] = ()
    judge_cost_usd: float | None = 0.0

    @property
    def judge_broke(self) -> bool:
        return any(finding.kind == "rubric" and finding.verdict is Verdict.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Trial:
    """One response of one target to one case, and what was found in it. `number` counts from 1.

    `recorded` is whether the response stands in the sheet. `judge_cost_usd` is what the judge took; None where
    its price is unknown.
    """

    case_id: str
    target: str
    number: int
    response: Response
    findings: tuple[Finding, ...] = ()
    recorded: bool = False
    judge_cost_usd: float | None = 0.0

    @property
    def cost_usd(self) -> float | None:
        """Target and judge together; None where one of the two is unknown, or nobody was paid."""
        if self.recorded:
            return self.judge_cost_usd or None
        if self.response.cost_usd is None or self.judge_cost_usd is None:
            return None
        return self.response.cost_usd + self.judge_cost_usd
