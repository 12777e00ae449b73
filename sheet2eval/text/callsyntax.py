"""Tool calls as people write them in a `tool calls` cell: `name(arg="value")` lines, or OpenAI-style JSON.

Values are texts in straight or curly quotes, numbers, true, false, null (also as Python writes them), lists
and objects as JSON; other bare words are text. Every argument has its name, and a name alone on a line is a
call without arguments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheet2eval.text.jsontext import CLOSING, NotJson, end_of_json, parse_json, scalar, shown, unfenced
from sheet2eval.text.normalise import quoted
from sheet2eval.types import ToolCall

NOT_JSON = ""  # the name under which arguments are kept that are no JSON object
NO_CALL = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "none",
        "no",
        "n/a",
        "nothing",
        "no call",
        "no calls",
        "no tool call",
        "no tool calls",
    }
)
NAME = re.compile(r"(?![\d.:-]++(?!\w))\w(?:[\w.:-]*\w)?")  # a number alone is none
ARGUMENT_NAME = re.compile(r"[\w$](?:[\w.-]*\w)?")
QUOTED = re.compile(
    r"""
      "(?:\\.|[^"\\])*+"
    | [“”„](?:\\.|[^“”\\])*+[“”]
    | '(?:\\.|(?<=\w)'(?=\w)|[^'\\])*+'
    | [‘’‚](?:\\.|(?<=\w)’(?=\w)|[^‘’\\])*+[‘’]
    | ["“”„](?:\\.|[^"“”\\])*+["“”]
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTED_OR_PYTHON = re.compile(rf"{QUOTED.pattern} | \b(?P<python>True|False|None)\b", re.VERBOSE | re.DOTALL)
_BARE = re.compile(r"[^,=()\[\]{}\"“”\n]+")
_ESCAPE = re.compile(r"\\([\"'“”‘’\\/|nt])")
_CONTROL = {"n": "\n", "t": "\t"}
_SPACE = re.compile(r"\s*+")
_BETWEEN_CALLS = re.compile(r"(?:[\s,;]|(?<!\S)(?:[-*•]|\d{1,2}[.)])\s)*+")  # bullets among them
_ENDS_LINE = re.compile(r"[ \t\r]*+(?=[\n,;]|\Z)")
_CALL_KEYS = frozenset(
    {"id", "call_id", "index", "status", "type", "name", "function", "arguments", "input", "args"}
)
_ARGUMENTS = ("arguments", "input", "args")


class CallFault(ValueError):
    """What is written is no call; the message says what is wrong and where."""


@dataclass(slots=True)
class Cursor:
    """A place in a text that is being read."""

    text: str
    at: int = 0

    def peek(self) -> str:
        """The next character that is no white space; "" at the end."""
        self.take(_SPACE)
        return self.text[self.at : self.at + 1]

    def take(self, pattern: re.Pattern[str]) -> str | None:
        """What the pattern matches right here, passed over, or None."""
        match = pattern.match(self.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        return match[0]

    def take_sign(self, sign: str) -> bool:
        """Whether this character comes next, white space aside; it is passed over."""
        found = self.peek() == sign
        self.at += found
        return found

    def take_json(self) -> str:
        """The list or object that begins here, as written. Raises `CallFault` where it has no end."""
        try:
            end = end_of_json(self.text, self.at)
        except NotJson as fault:
            raise self.fault(str(fault)) from None
        if end is None:
            raise self.fault(f"a closing {CLOSING[self.peek()]} is missing for the bracket")
        start, self.at = self.at, end
        return self.text[start:end]

    def fault(self, problem: str) -> CallFault:
        """The problem with the place where it is, which is here."""
        rest = self.text[self.at :].strip()
        return CallFault(f"{problem} at {quoted(rest, 30) if rest else 'the end'}")


def json_value(written: str) -> object:
    """The value of JSON that stands in a call, whatever quotes are around its texts. Raises `CallFault`."""
    try:
        return parse_json(written)
    except NotJson as fault:
        try:
            return parse_json(_QUOTED_OR_PYTHON.sub(_as_json, written))
        except NotJson:
            raise CallFault(f"{quoted(written)} is not valid JSON: {fault}") from None


def _as_json(written: re.Match[str]) -> str:
    word = written["python"]
    return json.dumps(scalar(word) if word else _text_of(written[0]))


def parse_calls(cell: str) -> tuple[ToolCall, ...]:
    """The calls that a cell lists, in a code fence or with bullets too; blank cells, `none`, `-`, `n/a` list none.

    OpenAI's `arguments` that are text but no JSON, as models produce them, are kept as the one argument `NOT_JSON`.

    Raises:
        CallFault: the cell is neither of the two forms.
    """
    text = unfenced(cell).strip().strip("`")
    if text.casefold() in NO_CALL:
        return ()
    cursor = Cursor(text)
    read = _json_calls if text[0] in "[{" else _written_calls
    return tuple(read(cursor))


def _written_calls(cursor: Cursor) -> Iterator[ToolCall]:
    while cursor.take(_BETWEEN_CALLS) is not None and cursor.at < len(cursor.text):
        name = cursor.take(NAME)
        if name is None:
            raise cursor.fault("the name of a tool is missing")
        if cursor.take(_ENDS_LINE) is not None:
            yield ToolCall(name, {})
        elif cursor.take_sign("("):
            yield ToolCall(name, dict(_arguments(cursor, name)))
        else:
            raise cursor.fault(f"an opening ( is missing behind “{name}”,")


def _arguments(cursor: Cursor, call: str) -> Iterator[tuple[str, object]]:
    """The arguments up to the bracket that closes the call."""
    while not cursor.take_sign(")"):
        yield _argument_name(cursor, call), _value(cursor)
        if not cursor.take_sign(",") and cursor.peek() != ")":
            raise cursor.fault(f"a comma or the closing ) of “{call}” is missing")


def _argument_name(cursor: Cursor, call: str) -> str:
    if not cursor.peek():
        raise cursor.fault(f"the closing ) of “{call}” is missing")
    start = cursor.at
    name = cursor.take(ARGUMENT_NAME)
    if name is None or not cursor.take_sign("="):
        cursor.at = start
        raise cursor.fault("an argument without its name and =, or text without its quotes,")
    return name


def _value(cursor: Cursor) -> object:
    opening = cursor.peek()
    if opening and opening in "[{":
        return json_value(cursor.take_json())
    written = cursor.take(QUOTED)
    if written is not None:
        return _text_of(written)
    bare = (cursor.take(_BARE) or "").strip()
    if not bare or bare[0] in "'‘":
        raise cursor.fault("a value is missing, or the quote that closes it,")
    return scalar(bare)


def _text_of(written: str) -> str:
    """The text that a quoted value means: as JSON has it, and where it is no JSON, with the usual escapes."""
    if written[0] == '"':
        try:
            return str(json.loads(written))
        except ValueError:
            pass
    return _ESCAPE.sub(lambda escape: _CONTROL.get(escape[1], escape[1]), written[1:-1])


def _json_calls(cursor: Cursor) -> Iterator[ToolCall]:
    """The calls of one JSON value, or of several, one behind the other."""
    while cursor.take(_BETWEEN_CALLS) is not None and cursor.at < len(cursor.text):
        if cursor.peek() not in "[{":
            raise cursor.fault("no JSON list or object begins")
        yield from _calls_in(json_value(cursor.take_json()))


def _calls_in(value: object) -> Iterator[ToolCall]:
    match value:
        case list():
            for item in value:
                yield from _calls_in(item)
        case {"tool_calls": list() as calls}:
            yield from _calls_in(calls)
        case {"function": {"name": str() as name, **rest}}:
            yield ToolCall(name, _json_arguments(rest))
        case {"name": str() as name, **rest} if rest.keys() <= _CALL_KEYS:
            yield ToolCall(name, _json_arguments(rest))
        case _:
            raise CallFault(f'a call in JSON is {{"name": …, "arguments": {{…}}}}, and not {shown(value)}')


def _json_arguments(call: Mapping[object, object]) -> dict[str, object]:
    return read_arguments(next((call[key] for key in _ARGUMENTS if key in call), None))


def read_arguments(arguments: object) -> dict[str, object]:
    """Arguments of a call: an object, or one as JSON text; text that is none is kept as the argument `NOT_JSON`.

    Raises:
        CallFault: they are something else.
    """
    match arguments:
        case None:
            return {}
        case dict():
            return arguments
        case str():
            return _arguments_from_text(arguments)
        case _:
            raise CallFault(f"the arguments of a call in JSON are an object, and not {shown(arguments)}")


def _arguments_from_text(text: str) -> dict[str, object]:
    try:
        arguments = parse_json(text) if text.strip() else {}
    except NotJson:
        return {NOT_JSON: text}
    return arguments if isinstance(arguments, dict) else {NOT_JSON: text}
