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

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.callpattern import CallPattern, parse_pattern, parse_patterns
from sheet2eval.text.callsyntax import CallFault
from sheet2eval.text.comparison import Comparison, parse_comparison
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Outcome, Response, Rule, Says, ToolCall, Verdict

FORMS = ("", "exactly", "only", "in order")
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = 'calls: create_reminder(time=time(8:00 AM), title~"lunch")'

_NO_CALL = frozenset({"none", "no", "no call", "no calls"})
_UNKNOWN = Outcome(Verdict.UNGRADED, "the example lists no calls")
_ZERO = Comparison(0, 0)
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
        call = f"{self.pattern.says()}{' and no other argument' if self.exactly else ''}"
        return Says(f"calls {call}", f"does not call {call}")

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


@dataclass(frozen=True, slots=True)
class CallCount:
    wanted: Comparison

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the calls alone decide
        calls = response.tool_calls
        if calls is None:
            return _UNKNOWN
        made = f"made {len(calls)} calls: {_names(calls)}" if len(calls) > 1 else f"called {_names(calls)}"
        verdict = Verdict.PASS if self.wanted.fits(len(calls)) else Verdict.FAIL
        return Outcome(verdict, made if calls else "made no call")

    def says(self) -> Says:
        if self.wanted == _ZERO:
            return Says("makes no tool call", "makes a tool call")
        return Says(
            f"makes {self.wanted.says()} tool calls", f"does not make {self.wanted.says()} tool calls"
        )


def parse(line: Line) -> Rule:
    argument = line.argument or ""
    try:
        return _parse(line, argument)
    except CallFault as fault:
        raise BadArgument(f"{quoted(argument)} is no call: {fault}", f"Write it as in “{EXAMPLE}”.") from None


def _parse(line: Line, argument: str) -> Rule:
    if line.form in {"", "only"} and argument.casefold() in _NO_CALL:
        return CallCount(_ZERO)
    if line.form == "only":
        return CallsOnly(parse_patterns(argument, line.fill))
    if line.form == "in order":
        return CallsInOrder(parse_patterns(argument, line.fill))
    if line.form == "exactly":
        return MakesCall(parse_pattern(argument, line.fill), exactly=True)
    count = parse_comparison(line.fill(argument))
    return CallCount(count) if count else MakesCall(parse_pattern(argument, line.fill), exactly=False)


def _own_call(rule: MakesCall, calls: Sequence[ToolCall], case: Case) -> ToolCall | None:
    """The call that is this rule's own where every line of the case needs one, or None."""
    claims = [check.rule for check in case.checks if isinstance(check.rule, MakesCall) and not check.negated]
    places = [place for place, claim in enumerate(claims) if claim is rule]
    if not places:  # its line is a `not`, or it is graded for itself
        return calls[rule.fitting(calls, case)[0]]
    owned = _assigned([claim.fitting(calls, case) for claim in claims])
    return calls[owned[places[0]]] if places[0] in owned else None


def _assigned(fitting: Sequence[Sequence[int]]) -> dict[int, int]:
    """The call of each claim, given the calls that fit it: for as many claims as possible, first ones first.

    A maximum matching by augmenting paths, which never take away a claim's call without giving it another.
    """
    owners: dict[int, int] = {}
    for claim in range(len(fitting)):
        owners |= _handed_over(claim, fitting, owners)
    return {claim: call for call, claim in owners.items()}


def _handed_over(start: int, fitting: Sequence[Sequence[int]], owners: Mapping[int, int]) -> dict[int, int]:
    """The calls that change hands so that claim `start` gets one, with their new owners; {} if none can."""
    reached_by: dict[int, int] = {}
    gives_up: dict[int, int] = {}
    waiting = deque([start])
    while waiting:
        claim = waiting.popleft()
        for call in fitting[claim]:
            if call in reached_by:
                continue
            reached_by[call] = claim
            if call not in owners:
                return _path(call, reached_by, gives_up)
            gives_up[owners[call]] = call
            waiting.append(owners[call])
    return {}


def _path(call: int, reached_by: Mapping[int, int], gives_up: Mapping[int, int]) -> dict[int, int]:
    path = {call: reached_by[call]}
    while reached_by[call] in gives_up:
        call = gives_up[reached_by[call]]
        path[call] = reached_by[call]
    return path


def _names(calls: Sequence[ToolCall]) -> str:
    """The names of the calls, each once."""
    names = list(dict.fromkeys(_cut(call.name) for call in calls))
    more = [f"{len(names) - _MOST_NAMES} more"] if len(names) > _MOST_NAMES else []
    return ", ".join(names[:_MOST_NAMES] + more)


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
