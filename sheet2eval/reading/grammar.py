"""The check language: the lines of a `check` cell, told apart into checks, criteria and faults.

One line, one check: `[not] kind[: argument]`; what names no kind is a criterion. Beyond that, a bullet in
front of a line (`-`, `*`, `•`, and `1.` before a check) is dropped, a line of dashes or `n/a` is passed over
like a blank one, and the full-width `：` is a colon. Lines are only told apart here; `compile_line` has the kind's
own module read the argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.reading.kinds import RUBRIC, Head, find_head, spoken
from sheet2eval.reading.slips import COLON, find_second_check, find_slip
from sheet2eval.registry import load
from sheet2eval.text.arguments import ArgumentFault
from sheet2eval.text.normalise import quoted
from sheet2eval.types import CellRef, Check, Rule

SPANNING_KINDS = {"json": r"\$", "schema": r"\{", "calls": r"\w[\w.:-]*\s*\("}
"""The kinds whose arguments may run over several lines, and how one begins that stands below its kind."""
RULE_OF_ITS_OWN = frozenset({"schema", "calls"})
"""The kinds of which equal lines share no rule: it may come from a file, or claim a call for its line alone."""

CACHED = 4096  # the lines of a sheet, and whole cells of it, often say the same

_BULLET = re.compile(r"\A[-*•–—‣◦▪·]\s+(?:\[[ xX]?\]\s+)?")
_NUMBER = re.compile(r"\A\d{1,3}[.)]\s+")
_SAYS_NOTHING = re.compile(r"[-–—_=*•·.\s]*|\s*n/a\s*", re.IGNORECASE)
_MORE = re.compile(
    rf"[\[{{(]|,\s*\Z|{COLON.pattern}\s*\Z"
)  # what a line may have whose argument goes on below
_JSON = re.compile(r"""\s*(?:[{}\[\],]|"[^"]*"\s*:)""")
_BRACKETS_AND_STRINGS = re.compile(
    r"""\\.|"(?:[^"\\\n]|\\.)*+"?|“[^”\n]*+”?|(?<!\w)'(?:[^'\\\n]|\\.)*+'|(?P<opens>[\[{(])|(?P<closes>[\]})])"""
)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check, its kind known, its argument not yet read."""

    text: str
    head: Head
    argument: str | None

    @property
    def meaning(self) -> str:
        """The line without what makes no difference to a grade: bullets, spaces, another spelling of its kind."""
        return self.head.name if self.argument is None else f"{self.head.name}: {self.argument}"


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A line for the judge; `criterion` is what the judge is given."""

    text: str
    criterion: str

    @property
    def meaning(self) -> str:
        return f"rubric: {self.criterion}"


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """A line that cannot be meant: the code of the problem, what is wrong, and what to write instead."""

    text: str
    code: str
    problem: str
    mend: str

    @property
    def meaning(self) -> str:
        return self.text


AnyLine = CheckLine | CriterionLine | FaultyLine


@lru_cache(maxsize=CACHED)
def lines_of(cell: str) -> tuple[AnyLine, ...]:
    """What each line of a `check` cell is; blank lines and remarks are left out. Raises nothing."""
    return tuple(line for typed in _whole_lines(cell) if (line := _read(typed)) is not None)


def compile_line(
    line: CheckLine, where: CellRef, fill: Callable[[str], str], folder_file: Callable[[str], str] | None
) -> Check:
    """The check that a line is, its variables filled in. Raises `BadLine` where its argument is wrong."""
    head = line.head
    if "{{" in line.text or head.kind in RULE_OF_ITS_OWN:
        rule = _rule(Line(head.kind, head.form, head.exactly, line.argument, fill, folder_file))
    else:
        rule = _same_rule(head.kind, head.form, head.exactly, line.argument)
    return Check(spoken(head.kind), line.text, where, rule, head.negated)


@lru_cache(maxsize=CACHED)
def _same_rule(kind: str, form: str, exactly: bool, argument: str | None) -> Rule:
    """The rule of lines that mean the same in every case."""
    return _rule(Line(kind, form, exactly, argument))


def _rule(line: Line) -> Rule:
    try:
        rule: Rule = load("checks", line.kind).parse(line)
    except ArgumentFault as fault:
        raise BadArgument(fault.problem, fault.mend) from None
    return rule


def _whole_lines(cell: str) -> Iterator[str]:
    """The lines, each together with those that its brackets run on over."""
    lines = cell.splitlines()
    start = 0
    while start < len(lines):
        end = _end_of_argument(lines, start)
        yield "\n".join(lines[start:end])
        start = end


def _end_of_argument(lines: list[str], start: int) -> int:
    """The line after the last one of the argument. Brackets that nothing closes before the next check end with
    the last line that can only be JSON, so that a fault stays where it is.
    """
    if not _MORE.search(lines[start]):
        return start + 1
    head, argument = _parted(_unnumbered(lines[start]))
    if head is None or head.kind not in SPANNING_KINDS:
        return start + 1
    depth, last = _depth(argument), argument
    for end in range(start + 1, len(lines)):
        if not _goes_on(head.kind, depth, last, lines[end]):
            return end
        if _is_check(_unnumbered(lines[end])):
            return _end_of_json(lines, start)
        depth += _depth(lines[end])
        last = lines[end].strip() or last
    return _end_of_json(lines, start) if _goes_on(head.kind, depth, last, "") else len(lines)


def _end_of_json(lines: list[str], start: int) -> int:
    """The first line below this one that can be other than JSON."""
    below = range(start + 1, len(lines))
    return next((number for number in below if not _JSON.match(lines[number])), len(lines))


def _goes_on(kind: str, depth: int, last: str, below: str) -> bool:
    """Whether an argument that ends with `last` and has so many open brackets goes on in the line below."""
    if not last:
        return re.match(SPANNING_KINDS[kind], below.strip()) is not None
    return depth > 0 or (kind == "calls" and last.endswith(","))


def _depth(text: str) -> int:
    """How many more brackets open than close, outside strings."""
    signs = [sign.lastgroup for sign in _BRACKETS_AND_STRINGS.finditer(text)]
    return signs.count("opens") - signs.count("closes")


def _unbulleted(typed: str) -> str:
    return _BULLET.sub("", typed.strip())


def _unnumbered(typed: str) -> str:
    return _NUMBER.sub("", _unbulleted(typed))


@lru_cache(maxsize=CACHED)
def _read(typed: str) -> AnyLine | None:
    if _SAYS_NOTHING.fullmatch(typed) or typed.lstrip().startswith("#"):
        return None
    text = _unnumbered(typed)
    head, argument = _parted(text)
    if head is None:
        head, argument = find_head(text), ""
    if head is not None:
        return _known(text, head, argument)
    if slip := find_slip(text):
        return FaultyLine(text, slip.code, slip.problem, slip.mend)
    return CriterionLine(_unbulleted(typed), _unbulleted(typed))


def _parted(text: str) -> tuple[Head | None, str]:
    """The kind before the first colon, if it is one, and the argument behind it."""
    colon = COLON.search(text)
    if colon is None:
        return None, ""
    return find_head(text[: colon.start()]), text[colon.end() :].strip()


def _is_check(text: str) -> bool:
    return (_parted(text)[0] or find_head(text)) is not None


def _known(text: str, head: Head, argument: str) -> AnyLine:
    if head.argument == "needed" and not argument:
        return FaultyLine(
            text,
            "bad-argument",
            f"{quoted(text)} does not say what it looks for",
            f"Write it behind a colon, as in “{head.example}”.",
        )
    if head.argument == "none" and argument:
        return FaultyLine(
            text,
            "bad-argument",
            f"“{head.name}” stands alone, but {quoted(argument)} follows it",
            f"Write “{head.name}” on a line of its own, or {quoted('rubric: ' + argument)} for the judge.",
        )
    if head.kind == RUBRIC:
        return CriterionLine(
            text, f"The response must not meet this: {argument}" if head.negated else argument
        )
    if second := find_second_check(head, argument):
        return FaultyLine(text, second.code, second.problem, second.mend)
    return CheckLine(text, head, argument or None)
