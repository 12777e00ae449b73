"""JSON in cells and responses: read strictly, compared as the check language compares, shown in short."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import TypeGuard

from sheet2eval.text.normalise import comparable, comparable_untrimmed, quoted

MAX_DEPTH = 200
SHOWN = 60
CLOSING = {"[": "]", "{": "}"}
_MOST_QUOTED = 20

_FENCE = re.compile(r"(`{3,}|~{3,})[^\n`]*\n")
_BRACKETS_AND_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_CURLY = re.compile("[“”„‟]")
_NUMBER = re.compile(r"-?\d[\d.eE+-]*", re.ASCII)
_CONSTANTS = {
    "true": True,
    "True": True,  # Python
    "TRUE": True,  # spreadsheets
    "false": False,
    "False": False,
    "FALSE": False,
    "null": None,
    "None": None,
}
_TOO_DEEP = f"it is nested more than {MAX_DEPTH} levels deep"
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=str)


class NotJson(ValueError):
    """The text is not JSON as RFC 8259 has it; the message says why and where."""


def parse_json(text: str) -> object:
    """The value of a text that is JSON as a whole. Of members of one name the last counts.

    Raises:
        NotJson: also for NaN and Infinity, and for what is nested more than `MAX_DEPTH` levels deep.
    """
    if _depth(text) > MAX_DEPTH:
        raise NotJson(_TOO_DEEP)
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant)
    except json.JSONDecodeError as fault:
        raise NotJson(_reason(fault)) from None
    except NotJson:
        raise
    except ValueError:  # Python's own limit on the digits of an integer
        raise NotJson("it holds a number of several thousand digits") from None


def parse_json_response(text: str) -> object:
    """The value of a response that is JSON, as a whole or within the one code fence around it.

    Raises:
        NotJson: as `parse_json`, and for an empty response.
    """
    if not text.strip():
        raise NotJson("it is empty")
    return parse_json(unfenced(text))


def same(left: object, right: object, text: Callable[[str], str] = comparable) -> bool:
    """Whether two JSON values are equal: 3 is 3.0, but neither "3" nor true; texts are equal after `text`."""
    if isinstance(left, str) and isinstance(right, str):
        return text(left) == text(right)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(same(a, b, text) for a, b in zip(left, right, strict=True))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[key], right[key], text) for key in left)
    if is_number(left) and is_number(right):
        return left == right
    return type(left) is type(right) and isinstance(left, bool | None) and left is right


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a JSON value is a number; true and false are none, though Python counts with them."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def holds(value: object, part: object) -> bool:
    """Whether a text has `part` in it, or a list has an item that equals it or, being text, has it in it."""
    if isinstance(value, list):
        return any(same(item, part) or _text_holds(item, part) for item in value)
    return _text_holds(value, part)


def scalar(text: str) -> object:
    """The number, true, false or null that a bare word of a cell is, also as Python and spreadsheets write them;
    else the text itself.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if not _NUMBER.fullmatch(text):
        return text
    try:
        return parse_json(text)
    except NotJson:
        return text


def end_of_json(text: str, start: int) -> int | None:
    """Where the list or object that opens at `start` ends, told by its brackets; None where it never does.

    Raises:
        NotJson: it is nested more than `MAX_DEPTH` levels deep, wherever it ends.
    """
    depth = 0
    for token in _BRACKETS_AND_STRINGS.finditer(text, start):
        if token[0] in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise NotJson(_TOO_DEEP)
        elif token[0] in "]}":
            depth -= 1
            if depth == 0:
                return token.end()
    return None


def fill_strings(value: object, fill: Callable[[str], str]) -> object:
    """The value with every text in it filled; the names of members stay."""
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, list):
        return [fill_strings(item, fill) for item in value]
    if isinstance(value, dict):
        return {name: fill_strings(item, fill) for name, item in value.items()}
    return value


def shown(value: object) -> str:
    """The value as JSON for a person's eyes, cut where it is long."""
    if isinstance(value, str):
        value = value[: SHOWN + 1]  # quoting megabytes in order to show a line of them is waste
    try:  # lazily, so that depth and size do not matter
        written = "".join(islice(_ENCODER.iterencode(value), SHOWN))
    except ValueError:  # what a Python target may return and JSON cannot hold
        return "…"
    return written if len(written) <= SHOWN else f"{written[:SHOWN]}…"


def curly_mend(text: str) -> str:
    """What to do about JSON that is typed with curly quotes, as spreadsheets and chats make them; else ""."""
    return 'JSON takes straight quotes ("), not curly ones (“ ”).' if _CURLY.search(text) else ""


def _text_holds(value: object, part: object) -> bool:
    return (
        isinstance(value, str) and isinstance(part, str) and comparable_untrimmed(part) in comparable(value)
    )


def unfenced(text: str) -> str:
    """The text without the one code fence around it; unchanged where there is none."""
    text = text.strip()
    opening = _FENCE.match(text)
    if opening is None or not text.endswith(opening[1]) or len(text) < opening.end() + len(opening[1]):
        return text
    return text[opening.end() : -len(opening[1])]


def _open_bracket(text: str) -> str:
    """The last bracket that is open where the text ends; "" where none is."""
    opened: list[str] = []
    for token in _BRACKETS_AND_STRINGS.finditer(text):
        if token[0] in "[{":
            opened.append(token[0])
        elif token[0] in "]}" and opened:
            opened.pop()
    return opened[-1] if opened else ""


def _depth(text: str) -> int:
    """How deep the brackets of a JSON text nest; 0 where too few stand in it for that to matter."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return 0
    deepest = depth = 0
    for token in _BRACKETS_AND_STRINGS.finditer(text):
        if token[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token[0] in "]}":
            depth -= 1
    return deepest


def _reason(fault: json.JSONDecodeError) -> str:
    """What the parser expected, where, and what stands there."""
    there = fault.doc[fault.pos : fault.pos + 2 * _MOST_QUOTED].strip()
    if not there and (bracket := _open_bracket(fault.doc)):
        return f"it ends before the {CLOSING[bracket]} that closes its {bracket}"
    found = f"where {quoted(there, _MOST_QUOTED)} stands" if there else "where it ends"
    expected = fault.msg.lower().removesuffix(" at")
    return f"{expected} at line {fault.lineno}, column {fault.colno}, {found}"


def _refuse_constant(name: str) -> object:
    raise NotJson(f"{name} is no JSON value")
