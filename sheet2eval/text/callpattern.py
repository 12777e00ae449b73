"""The pattern of a tool call, as `calls` takes it: `create_reminder(time=time(8:00 AM), title~"lunch")`.

A name alone fits a call with any arguments. Texts in quotes, lists and objects are read first and variables
filled in afterwards; a bare word is a number, true, false or null if it looks like one, else text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sheet2eval.text.arguments import Fill, single
from sheet2eval.text.callmatch import (
    Absent,
    ANumber,
    AtTime,
    Contains,
    Equals,
    EqualsExactly,
    Matcher,
    Missing,
    OnDate,
    OneOf,
    Optional,
    Present,
)
from sheet2eval.text.callsyntax import (
    ARGUMENT_NAME,
    NAME,
    QUOTED,
    CallFault,
    Cursor,
    json_value,
)
from sheet2eval.text.dates import parse_date
from sheet2eval.text.jsontext import fill_strings, scalar, shown
from sheet2eval.text.normalise import quoted
from sheet2eval.text.times import parse_time
from sheet2eval.text.wanted_number import parse_wanted_number
from sheet2eval.types import ToolCall

FORMS = (
    'a="x", a=="x", a~"x", a in ["x", "y"], a=time(8:00 AM), a=date(tomorrow), a=number(42), a?, !a, [a="x"]'
)

_OPERATOR = re.compile(r"\s*(==|=|~|(?i:in)\b)(?![=~])")
_BARE = re.compile(r"(?:\{\{[^{}\n]+\}\}|[^,=()\[\]{}\"“”\n])+")
_READING = re.compile(r"\w+\s*\(")
_READ = re.compile(r"(?:\{\{[^{}\n]+\}\}|[^()])*")
_ANY_DAY = datetime(2025, 1, 1, tzinfo=UTC)  # a text is a date or is none, whatever day it is
_BETWEEN_PATTERNS = re.compile(r"\s*+(?:(?:[,;|→]|->)\s*+)*+")
_NEXT_PATTERN = re.compile(r"[ \t]*+(?=[,;|→\r\n]|->|\Z)")


@dataclass(frozen=True, slots=True)
class ArgumentPattern:
    name: str
    demand: Matcher

    def fits(self, call: ToolCall, now: datetime) -> bool:
        return self.demand.fits(call.arguments.get(self.name, Missing.MISSING), now)

    def found(self, call: ToolCall, now: datetime) -> str:
        """What the call has here: `title "lunch"`, `time "7:00 AM", not 8:00 AM`, `no time`."""
        value = call.arguments.get(self.name, Missing.MISSING)
        has = f"no {self.name}" if value is Missing.MISSING else f"{self.name} {shown(value)}"
        return has if self.fits(call, now) or value is Missing.MISSING else f"{has}, not {self.demand.says()}"

    def says(self) -> str:
        return f"{self.name} {self.demand.says()}"


@dataclass(frozen=True, slots=True)
class CallPattern:
    name: str
    arguments: tuple[ArgumentPattern, ...] = ()

    def fits(self, call: ToolCall, now: datetime) -> bool:
        """Whether the call is of this name and every argument is as demanded; others are free."""
        return call.name == self.name and all(argument.fits(call, now) for argument in self.arguments)

    def others(self, call: ToolCall) -> list[str]:
        """The names of the call's arguments of which the pattern says nothing."""
        named = {argument.name for argument in self.arguments}
        return [name for name in call.arguments if name not in named]

    def says(self) -> str:
        """The pattern in words: `create_reminder with time 8:00 AM and title containing "lunch"`."""
        demands = [argument.says() for argument in self.arguments]
        listed = " and ".join(filter(None, (", ".join(demands[:-1]), *demands[-1:])))
        return f"{self.name} with {listed}" if demands else self.name


def parse_pattern(text: str, fill: Fill = str) -> CallPattern:
    """The one pattern that a text is.

    Raises:
        CallFault: it is none, or more than one.
    """
    first, *others = parse_patterns(text, fill)
    if others:
        raise CallFault(f"“{others[0].name}” is a second call, and each call has a line of its own")
    return first


def parse_patterns(text: str, fill: Fill = str) -> tuple[CallPattern, ...]:
    """The patterns that a text lists, separated by commas, `|` or line breaks; at least one.

    Raises:
        CallFault: one of them is none.
    """
    cursor = Cursor(text.strip())
    patterns = tuple(_patterns(cursor, fill))
    if not patterns:
        raise cursor.fault("the name of a tool is missing")
    return patterns


def _patterns(cursor: Cursor, fill: Fill) -> Iterator[CallPattern]:
    while cursor.take(_BETWEEN_PATTERNS) is not None and cursor.at < len(cursor.text):
        name = cursor.take(NAME)
        if name is None:
            raise cursor.fault("the name of a tool is missing")
        has_brackets = cursor.take_sign("(")
        yield CallPattern(name, tuple(_arguments(cursor, name, fill)) if has_brackets else ())
        if cursor.take(_NEXT_PATTERN) is None:
            raise cursor.fault(_missing_behind(name, cursor.peek(), has_brackets=has_brackets))


def _missing_behind(name: str, sign: str, *, has_brackets: bool) -> str:
    """What a call lacks where neither its end nor the next one follows."""
    if not has_brackets:
        return f"an opening ( or a comma is missing behind “{name}”,"
    return (
        f"a closing ) too many stands behind “{name}”,"
        if sign == ")"
        else f"a comma behind “{name}” is missing"
    )


def _arguments(cursor: Cursor, call: str, fill: Fill) -> Iterator[ArgumentPattern]:
    """The arguments up to the bracket that closes the call."""
    while not cursor.take_sign(")"):
        if not cursor.peek():
            raise cursor.fault(f"the closing ) of “{call}” is missing")
        yield _bracketed(cursor, fill) if cursor.take_sign("[") else _argument(cursor, fill)
        if not cursor.take_sign(",") and cursor.peek() != ")":
            raise cursor.fault(f"a comma or the closing ) of “{call}” is missing")


def _bracketed(cursor: Cursor, fill: Fill) -> ArgumentPattern:
    argument = _argument(cursor, fill)
    if not cursor.take_sign("]"):
        raise cursor.fault(f"the ] behind “{argument.name}” is missing")
    return ArgumentPattern(argument.name, Optional(argument.demand))


def _argument(cursor: Cursor, fill: Fill) -> ArgumentPattern:
    if cursor.take_sign("!"):
        return ArgumentPattern(_name(cursor), Absent())
    name = _name(cursor)
    if cursor.take_sign("?"):
        return ArgumentPattern(name, Present())
    operator = cursor.take(_OPERATOR)
    if operator is None:
        raise cursor.fault(f"behind “{name}” stands none of the forms {FORMS},")
    return ArgumentPattern(name, _DEMANDS[operator.strip().lower()](cursor, fill))


def _name(cursor: Cursor) -> str:
    cursor.peek()
    name = cursor.take(ARGUMENT_NAME)
    if name is None:
        raise cursor.fault("the name of an argument is missing")
    return name


def _equals(cursor: Cursor, fill: Fill) -> Matcher:
    cursor.peek()
    opening = cursor.take(_READING)
    if opening is None:
        return Equals(_value(cursor, fill))
    name = opening.rstrip("(").rstrip().lower()
    written = single(cursor.take(_READ) or "", fill).text
    if not cursor.take_sign(")"):
        raise cursor.fault(f"the closing ) of “{name}(” is missing")
    if name not in _READINGS:
        raise CallFault(f"“{name}(…)” is none of time(…), date(…) and number(…)")
    demand = _READINGS[name](written)
    if demand is None:
        raise CallFault(f"{quoted(written)} in “{name}(…)” is no {name}")
    return demand


def _one_of(cursor: Cursor, fill: Fill) -> Matcher:
    choices = _value(cursor, fill) if cursor.peek() == "[" else None
    if not isinstance(choices, list) or not choices:
        raise cursor.fault('behind “in” a list such as ["x", "y"] is missing')
    return OneOf(tuple(choices))


def _value(cursor: Cursor, fill: Fill) -> object:
    opening = cursor.peek()
    if opening and opening in "[{" and not cursor.text.startswith("{{", cursor.at):
        return fill_strings(json_value(cursor.take_json()), fill)
    written = cursor.take(QUOTED)
    if written is not None:
        return single(written, fill).text
    bare = (cursor.take(_BARE) or "").strip()
    if not bare or bare[0] in "'‘":
        raise cursor.fault("a value is missing, or the quote that closes it,")
    if bare.lower() in _READINGS:
        raise cursor.fault(f"“{bare}(…)” stands behind a single = only,")
    return scalar(single(bare, fill).text)


def _time(written: str) -> Matcher | None:
    mention = parse_time(written)
    return AtTime(written, frozenset(mention.seconds)) if mention else None


def _date(written: str) -> Matcher | None:
    return OnDate(written) if parse_date(written, _ANY_DAY) else None


def _number(written: str) -> Matcher | None:
    wanted = parse_wanted_number(written)
    return ANumber(wanted) if wanted else None


_READINGS: Mapping[str, Callable[[str], Matcher | None]] = {"time": _time, "date": _date, "number": _number}
_DEMANDS: Mapping[str, Callable[[Cursor, Fill], Matcher]] = {
    "=": _equals,
    "==": lambda cursor, fill: EqualsExactly(_value(cursor, fill)),
    "~": lambda cursor, fill: Contains(_value(cursor, fill)),
    "in": _one_of,
}
