r"""The response is JSON, or JSON with a value as wanted at a JSONPath.

`json` alone wants valid JSON; one code fence around it is allowed. Behind `json:` stands a JSONPath
(RFC 9535) and what is wanted there; any of several values may meet it. A missing value meets nothing, and
nothing but `exists` can be denied of it:

- `==` `!=` a JSON value, or text, for which quotes are optional; texts are compared ignoring case and white
  space, and `3` is not `"3"`
- `<` `<=` `>` `>=` numbers as numbers, texts as texts
- `~` a text that contains this, or a list with this item
- `in` one of a JSON list
- `matches` a pattern (RE2) in quotes or slashes, on the raw value
- `exists`, or nothing: there is a value, be it null

PASS  json
      {"time": "08:00"}
FAIL  json
      Here you are: {"time": "08:00"}
PASS  json: $.time == "08:00"
      {"time": "08:00"}
FAIL  json: $.count == "3"
      {"count": 3}
PASS  json: $.items[?@.price < 10].name ~ tea
      {"items": [{"name": "Green tea", "price": 4}, {"name": "Cake", "price": 12}]}
PASS  json: $.id matches /^ORD-\d+$/
      {"id": "ORD-77"}
PASS  json: $.status in ["open", "done"]
      {"status": "Done"}
PASS  not json: $.error exists
      {"status": "done"}
FAIL  not json: $.error == "timeout"
      {"status": "done"}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, BadJson, BadPattern, Line
from sheet2eval.text.arguments import Fill, single
from sheet2eval.text.jsoncondition import Condition
from sheet2eval.text.jsontext import (
    NotJson,
    curly_mend,
    fill_strings,
    is_number,
    parse_json,
    parse_json_response,
    scalar,
    shown,
)
from sheet2eval.text.normalise import quoted
from sheet2eval.text.patterns import PatternFault, read_pattern
from sheet2eval.types import Case, Outcome, Response, Rule, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "optional"
EXAMPLE = 'json: $.time == "08:00"'

_MEND = f"Write it as in “{EXAMPLE}”."
_DENIED = "Write the “not” in front: “not json: $.time exists”."
_FORMS = "==, !=, <, <=, >, >=, ~, in, matches or exists"
_PATH_TOKEN = re.compile(
    r"""\\.|(?P<string>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')"""
    r"|(?P<opens>[\[(])|(?P<closes>[\])])|(?P<space>\s++)|(?P<sign>[=!<>~≠≤≥])",
    re.DOTALL,
)
_SIGN = re.compile(
    r"(==(?!=)|!=(?!=)|≠|<=|≤|>=|≥|<(?!>)|>|~(?!=)|(?:in|matches|exists)\b)\s*+(.*)",
    re.DOTALL | re.IGNORECASE,
)
_TYPOGRAPHIC = {"≠": "!=", "≤": "<=", "≥": ">="}
_PATTERN = re.compile(r"""/(.+)/|"(.+)"|'(.+)'|[“”„](.+)[“”]|[‘’‚](.+)[‘’]""", re.DOTALL)
_NO_TEXT = re.compile(r'[=<>~!]|.*["“”„]|.*\s(?:and|or|&&|\|\|)\s+\$', re.DOTALL | re.IGNORECASE)
_MOST_VALUES = 3


@dataclass(frozen=True, slots=True)
class IsJson:
    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        try:
            parse_json_response(response.text)
        except NotJson as fault:
            return Outcome(Verdict.FAIL, f"is not valid JSON: {fault}")
        return Outcome(Verdict.PASS, "is valid JSON")

    def says(self) -> Says:
        return Says("is valid JSON", "is not valid JSON")


@dataclass(frozen=True, slots=True)
class HasValue:
    path: str
    condition: Condition

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        from sheet2eval.text.jsonpath import TooManySteps, find_values

        try:
            values = find_values(self.path, parse_json_response(response.text))
        except NotJson as fault:
            return self._missing(f"is not valid JSON: {fault}")
        except TooManySteps:
            return self._missing(f"is JSON too large to look for {self.path} in")
        if not values:
            return self._missing(f"has no {self.path}")
        fitting = [value for value in values if self.condition.fits(value)]
        if fitting:
            return Outcome(Verdict.PASS, f"{self.path} is {_listed(fitting)}")
        return Outcome(Verdict.FAIL, f"{self.path} is {_listed(values)}, {self.condition.denies()}")

    def _missing(self, reason: str) -> Outcome:
        """What is not there meets no comparison and no denial of one, but `not … exists`."""
        return Outcome(Verdict.FAIL, reason, firm=self.condition.sign != "exists")

    def says(self) -> Says:
        wanted = f"JSON whose {quoted(self.path)} {self.condition.says()}"
        return Says(f"is {wanted}", f"is not {wanted}")

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        return negated and isinstance(other, IsJson)


def parse(line: Line) -> Rule:
    if line.argument is None:
        return IsJson()
    argument = line.argument.strip()
    end = _end_of_path(argument)
    path, condition = argument[:end], argument[end:].strip()
    _check_path(path)
    return HasValue(path, _condition(condition, line.fill))


def _end_of_path(text: str) -> int:
    """Where the comparison begins: at the first sign or space outside the path's brackets."""
    depth = 0
    for token in _PATH_TOKEN.finditer(text):
        if token["opens"]:
            depth += 1
        elif token["closes"]:
            depth -= 1
        elif depth == 0 and (token["sign"] or (token["space"] and text[token.end()] not in ".[")):
            return token.start()
    return len(text)


def _check_path(path: str) -> None:
    from sheet2eval.text.jsonpath import PathFault, check_path

    if "{{" in path:
        raise BadArgument(f"The path {quoted(path)} holds a variable", "Only what stands behind a path can.")
    try:
        check_path(path)
    except PathFault as fault:
        mend = f"Begin it with $, as in “{EXAMPLE}”, and close its brackets."
        raise BadArgument(
            f"{quoted(path)} is no JSONPath: {fault}", _DENIED if path.lower() == "not" else mend
        ) from None


def _condition(text: str, fill: Fill) -> Condition:
    if not text:
        return Condition("exists")
    match = _SIGN.fullmatch(text)
    if match is None:
        denied = text.lower().startswith("not ")
        raise BadArgument(f"{quoted(text)} begins with none of {_FORMS}", _DENIED if denied else _MEND)
    sign, operand = _TYPOGRAPHIC.get(match[1], match[1].lower()), match[2]
    if bool(operand) == (sign == "exists"):
        raise BadArgument(
            f"Behind “{sign}” {'nothing may' if operand else 'something must'} follow",
            "Write “$.time exists”, or “$.time” alone." if operand else _MEND,
        )
    return Condition(sign, _OPERANDS.get(sign, _value)(operand, fill) if operand else None)


def _value(text: str, fill: Fill) -> object:
    """JSON, or text: in other quotes than JSON's, or bare words that are no number, true, false or null."""
    if text[0] not in '"[{' or text.startswith("{{"):
        return _bare_value(text, fill)
    try:
        return fill_strings(parse_json(text), fill)
    except NotJson as fault:
        raise BadJson(f"{quoted(text)} is not valid JSON: {fault}", curly_mend(text) or _MEND) from None


def _bare_value(text: str, fill: Fill) -> object:
    token = single(text, fill)
    if token.quoted:
        return token.text
    if _NO_TEXT.match(text):
        raise BadArgument(
            f"{quoted(text)} is no value",
            'Put text into quotes, as in “$.status == "open"”; a second comparison takes a line of its own.',
        )
    return scalar(token.text)


def _ordered_value(text: str, fill: Fill) -> object:
    value = _value(text, fill)
    if not (is_number(value) or isinstance(value, str)):
        raise BadArgument(f"{quoted(text)} is neither large nor small", "Write a number or a text.")
    return value


def _choices(text: str, fill: Fill) -> object:
    value = _value(text, fill)
    if not isinstance(value, list):
        raise BadArgument(
            f"{quoted(text)} is no list", 'Write a JSON list, as in “$.status in ["open", "done"]”.'
        )
    return value


def _pattern(text: str, fill: Fill) -> str:
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise BadArgument(
            f"{quoted(text)} is no pattern in quotes or slashes",
            r"Write it as in “$.id matches /^ORD-\d+$/”; flags go inside, as in /(?i)ord/.",
        )
    try:
        return read_pattern(next(filter(None, match.groups())), fill)
    except PatternFault as fault:
        raise BadPattern(fault.problem, fault.mend) from None


def _listed(values: list[object]) -> str:
    more = f" and {len(values) - _MOST_VALUES} more" if len(values) > _MOST_VALUES else ""
    return ", ".join(map(shown, values[:_MOST_VALUES])) + more


_OPERANDS: Mapping[str, Callable[[str, Fill], object]] = {
    "<": _ordered_value,
    "<=": _ordered_value,
    ">": _ordered_value,
    ">=": _ordered_value,
    "in": _choices,
    "matches": _pattern,
}
