"""The response makes a tool call, with the arguments that are named; others are free.

`calls: f` wants a call of that tool with any arguments, `calls: f(…)` one that fits:

- `a="x"` equal (ignoring case and white space; numbers, true, false, null, lists and objects as JSON)
- `a=="x"` equal character by character
- `a~"x"` a text that contains it, or a list with it
- `a in ["x", "y"]` one of them
- `a=time(8:00 AM)`, `a=date(tomorrow)`, `a=number(>= 3)` mentions such a time, date or number in any format
- `a?` is given, `!a` is left out, and `[…]` around any of these: left out or fitting

`calls exactly: f(…)` wants no argument besides those named, `calls only: a, b` no call of another tool,
`calls in order: a, b` these calls in this order (others may come between), `calls: none` no call at all,
`calls: = 2` that many. Each line `calls: …` or `calls exactly: …` of a case needs a call of its own.

PASS  calls: create_reminder(time=time(8:00 AM), title~"lunch")
      I will remind you.
      CALLS  create_reminder(title="Lunch with the team", time="08:00")
FAIL  calls: create_reminder(time=time(8:00 AM), title~"lunch")
      I will remind you.
      CALLS  create_reminder(title="Lunch", time="20:00")
PASS  calls: create_reminder(!repeat, [note="none"])
      I will remind you.
      CALLS  create_reminder(title="Lunch")
FAIL  calls exactly: create_reminder(title="Lunch")
      I will remind you.
      CALLS  create_reminder(title="Lunch", time="12:00")
FAIL  calls only: create_reminder, list_reminders
      I will remind you, and I wrote to the team.
      CALLS  create_reminder(title="Lunch")
      CALLS  send_mail(to="team")
PASS  calls in order: list_reminders, create_reminder(title="Lunch")
      I will remind you.
      CALLS  list_reminders()
      CALLS  create_reminder(title="lunch")
PASS  calls: none
      When should I remind you?
FAIL  calls: = 2
      I will remind you twice.
      CALLS  create_reminder(title="Lunch")
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import Fill
from sheet2eval.text.assignment import assigned
from sheet2eval.text.callpattern import CallPattern, parse_pattern, parse_patterns
from sheet2eval.text.callsyntax import NO_CALL, CallFault
from sheet2eval.text.comparison import Comparison, parse_comparison
from sheet2eval.text.measures import whole_number
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Outcome, Response, Rule, Says, ToolCall, Verdict

FORMS = ("", "exactly", "only", "in order")
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = 'calls: create_reminder(time=time(8:00 AM), title~"lunch")'

_UNKNOWN = Outcome(Verdict.UNGRADED, "the example lists no calls")
_ZERO = Comparison(0, 0)
_UNIT = re.compile(r" (?:tool )?calls?\Z")
_MOST_NAMES = 5
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class MakesCall:
    """A call that fits; `exactly` wants no arguments besides those of the pattern."""

    pattern: CallPattern
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:
        calls = response.tool_calls
        if calls is None:
            return _UNKNOWN
        if not self.fitting(calls, case):
            return Outcome(Verdict.FAIL, self._nearest(calls, case))
        own = _own_call(self, calls, case)
        if own is None:
            return Outcome(Verdict.FAIL, f"made too few calls of {self.pattern.name}: other lines need those")
        return Outcome(Verdict.PASS, self._described(own, case))

    def says(self) -> Says:
        others = f" {'and no other' if self.pattern.arguments else 'with no'} argument"
        call = f"{self.pattern.says()}{others if self.exactly else ''}"
        return Says(f"calls {call}", f"does not call {call}")

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        return negated and isinstance(other, MakesCall) and self._implies(other)

    @property
    def needed(self) -> tuple[CallPattern, ...]:
        """The calls without which no response passes."""
        return (self.pattern,)

    def _implies(self, other: MakesCall) -> bool:
        demands = {argument.name: argument.demand for argument in self.pattern.arguments}
        others = {argument.name: argument.demand for argument in other.pattern.arguments}
        if other.exactly and not (self.exactly and demands.keys() == others.keys()):
            return False
        same = all(demands.get(name) == demand for name, demand in others.items())
        return same and self.pattern.name == other.pattern.name

    def fitting(self, calls: Sequence[ToolCall], case: Case) -> list[int]:
        """The positions of the calls that fit, whoever else may need them."""
        return [number for number, call in enumerate(calls) if self._fits(call, case)]

    def _fits(self, call: ToolCall, case: Case) -> bool:
        return self.pattern.fits(call, case.now) and not (self.exactly and self.pattern.others(call))

    def _nearest(self, calls: Sequence[ToolCall], case: Case) -> str:
        """What was called instead, explained by the call of that name with the most arguments right."""
        of_name = [call for call in calls if call.name == self.pattern.name]
        if not of_name:
            return f"called {_names(calls)}, not {self.pattern.name}" if calls else "made no call"

        def right(call: ToolCall) -> int:
            return sum(argument.fits(call, case.now) for argument in self.pattern.arguments)

        return self._described(max(of_name, key=right), case)

    def _described(self, call: ToolCall, case: Case) -> str:
        """The call: first the arguments that are wrong or too many, then those that fit."""
        fits: list[str] = []
        wrong: list[str] = []
        for argument in self.pattern.arguments:
            (fits if argument.fits(call, case.now) else wrong).append(argument.found(call, case.now))
        if self.exactly:
            wrong += [f"{_cut(name)} besides" for name in self.pattern.others(call)[:_MOST_NAMES]]
        parts = [", ".join(wrong), f"{', '.join(fits)}{' as wanted' if wrong else ''}" if fits else ""]
        return " with ".join(filter(None, (f"called {self.pattern.name}", "; ".join(filter(None, parts)))))


@dataclass(frozen=True, slots=True)
class CallsOnly:
    """No call that fits none of these patterns."""

    allowed: tuple[CallPattern, ...]

    def grade(self, response: Response, case: Case) -> Outcome:
        calls = response.tool_calls
        if calls is None:
            return _UNKNOWN
        others = [call for call in calls if not any(pattern.fits(call, case.now) for pattern in self.allowed)]
        if others:
            return Outcome(Verdict.FAIL, f"called {_names(others)} besides")
        return Outcome(Verdict.PASS, f"called only {_names(calls)}" if calls else "made no call")

    def says(self) -> Says:
        allowed = " or ".join(pattern.says() for pattern in self.allowed)
        return Says(f"makes no tool call but {allowed}", f"makes a tool call besides {allowed}")

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        if negated or not isinstance(other, MakesCall | CallsInOrder):
            return False
        return not {pattern.name for pattern in other.needed} <= {pattern.name for pattern in self.allowed}


@dataclass(frozen=True, slots=True)
class CallsInOrder:
    """A call for each pattern, in their order; others may come between."""

    patterns: tuple[CallPattern, ...]

    def grade(self, response: Response, case: Case) -> Outcome:
        calls = response.tool_calls
        if calls is None:
            return _UNKNOWN
        awaited = list(reversed(self.patterns))
        for call in calls:
            if awaited and awaited[-1].fits(call, case.now):
                awaited.pop()
        made = f"called {_names(calls)}" if calls else "made no call"
        if not awaited:
            return Outcome(Verdict.PASS, made)
        before = self.patterns[: -len(awaited)]
        after = f" after {before[-1].name}" if before else ""
        return Outcome(Verdict.FAIL, f"{made}, without {awaited[-1].says()}{after}")

    def says(self) -> Says:
        order = ", then ".join(pattern.says() for pattern in self.patterns)
        return Says(f"calls {order}", f"does not call {order}")

    @property
    def needed(self) -> tuple[CallPattern, ...]:
        """The calls without which no response passes, each its own."""
        return self.patterns


@dataclass(frozen=True, slots=True)
class CallCount:
    wanted: Comparison

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the calls alone decide
        calls = response.tool_calls
        if calls is None:
            return _UNKNOWN
        made = f"made {_calls(len(calls))}: {_names(calls)}" if calls else "made no call"
        return Outcome(Verdict.PASS if self.wanted.fits(len(calls)) else Verdict.FAIL, made)

    def says(self) -> Says:
        if self.wanted == _ZERO:
            return Says("makes no tool call", "makes a tool call")
        wanted = f"{self.wanted.says()} tool {'call' if self.wanted.bound == 1 else 'calls'}"
        return Says(f"makes {wanted}", f"does not make {wanted}")

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        if isinstance(other, CallCount):
            return self.wanted.excludes(other.wanted, negated=negated)
        if negated or not isinstance(other, MakesCall | CallsInOrder):
            return False
        return self.wanted.excludes(Comparison(low=len(other.needed)), negated=False)


def parse(line: Line) -> Rule:
    argument = line.argument or ""
    if count := _count(argument, line.fill):
        return _counted(count, line)
    try:
        return _parse(line, argument)
    except CallFault as fault:
        raise BadArgument(f"{quoted(argument)} is no call: {fault}", f"Write it as in “{EXAMPLE}”.") from None


def _parse(line: Line, argument: str) -> Rule:
    if line.form == "only":
        return CallsOnly(parse_patterns(argument, line.fill))
    if line.form == "in order":
        return CallsInOrder(parse_patterns(argument, line.fill))
    return MakesCall(parse_pattern(argument, line.fill), exactly=line.form == "exactly")


def _count(argument: str, fill: Fill) -> Comparison | None:
    """The number of calls that the argument is, or None."""
    if argument.casefold() in NO_CALL:
        return _ZERO
    return parse_comparison(fill(argument), lambda text: whole_number(_UNIT.sub("", text)))


def _counted(count: Comparison, line: Line) -> Rule:
    if line.form in {"", "exactly"} or (line.form == "only" and count == _ZERO):
        return CallCount(count)
    raise BadArgument(
        f"{quoted(line.argument or '')} is a number of calls, and “calls {line.form}” takes their names",
        f"Write “calls: {line.argument}” for the number, or names as in “calls {line.form}: a, b”.",
    )


def _own_call(rule: MakesCall, calls: Sequence[ToolCall], case: Case) -> ToolCall | None:
    """The call that is this rule's own where every line of the case needs one, or None."""
    claims = [check.rule for check in case.checks if isinstance(check.rule, MakesCall) and not check.negated]
    places = [place for place, claim in enumerate(claims) if claim is rule]
    if not places:  # its line is a `not`, or it is graded for itself
        return calls[rule.fitting(calls, case)[0]]
    owned = assigned([claim.fitting(calls, case) for claim in claims])
    return calls[owned[places[0]]] if places[0] in owned else None


def _calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count} calls"


def _names(calls: Sequence[ToolCall]) -> str:
    """The names of the calls, each once."""
    names = list(dict.fromkeys(_cut(call.name) for call in calls))
    more = [f"{len(names) - _MOST_NAMES} more"] if len(names) > _MOST_NAMES else []
    return ", ".join(names[:_MOST_NAMES] + more)


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
