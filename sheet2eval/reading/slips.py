"""Lines that are no check but were meant to be one: a colon left out, a kind mistyped, a call without its kind.

Only what cannot be prose for the judge is a slip; the judge's own lines begin with `rubric:` where they look like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from sheet2eval.checks.check import BadArgument, BadLine, Line
from sheet2eval.reading.kinds import RUBRIC, Head, find_head, kinds
from sheet2eval.reading.near_kinds import MOST_WORDS_OF_A_KIND, bound_in, denies, near_name, near_name_alone
from sheet2eval.registry import load
from sheet2eval.text.arguments import ArgumentFault, single
from sheet2eval.text.callsyntax import NO_CALL
from sheet2eval.text.comparison import parse_comparison
from sheet2eval.text.normalise import quoted

COLON = re.compile("[:：﹕∶]")

_COLON_OF_A_KIND = re.compile(rf"(?<!\w)\w++://\S*|\d{COLON.pattern}\d|(?P<colon>{COLON.pattern})")
_SIGN = re.compile(r"[<>=≤≥{;]|!=|\$[.\[]")
_DASH = re.compile(r"[-–—→]+\s+")
_INSTEAD_OF_A_COLON = re.compile(r"(?:[-–—→]+\s|[;=]+)\s*")
_OPENS = re.compile(r"[\"'“‘`*_~(\[]+")
_CLOSES = str.maketrans("“‘([", "”’)]")
_FIGURE = re.compile(r"\s*(\d.*)")
_CALL = re.compile(r"\w[\w.:-]*\(.*\)[,;]?", re.DOTALL)
_NO_PROSE = re.compile(r"\W+|/.+/|\^.*|.*\\.*|\S+\$", re.DOTALL)
_TOOL = r"(?=[^\s,]*_)[\w.:-]++"
_TOOLS = re.compile(rf"{_TOOL}(?:\s*+,\s*+{_TOOL})*+")
_JOINT = re.compile(r"\W*(?:and|or)\W*", re.IGNORECASE)
_IN_QUOTES = re.compile(r'"[^"]*"|“[^”]*”')
_NEXT_KIND = re.compile(
    rf"(?:[;,&|.]|\b(?:and|or)\b)\s*(?P<kind>[^;,&|.:：]{{3,40}}?)\s*{COLON.pattern}", re.IGNORECASE
)
_NEVER_IN_A_TEXT = frozenset({"contains", "equals", "matches", "starts_with", "ends_with"})
"""Kinds that hardly are a word with a colon in a text that is looked for, as `Time:` may be."""
_ALSO_COUNTING = ("characters", "sentences", "paragraphs", "lines", "bullets")
_SPACE = re.compile(r"\s+")
_PROSE = "politely"


class UnknownCheck(BadLine):
    code = "unknown-check"


def find_slip(text: str) -> BadLine | None:
    """What is wrong with a line that names no kind; None where it can only be a criterion."""
    return _without_colon(text) or _unknown(text)


def find_second_check(head: Head, argument: str) -> BadLine | None:
    """The fault of a text to look for that runs on with another check: `contains: a; not contains: b`."""
    if head.kind == RUBRIC or not _takes_prose(head):
        return None
    for found in _NEXT_KIND.finditer(_IN_QUOTES.sub('""', argument)):
        second = find_head(found["kind"])
        if second and (second.negated or second.kind in _NEVER_IN_A_TEXT):
            return BadArgument(
                f"{quoted(argument)} goes on with a second check, “{second.name}”",
                "Write each check on a line of its own, or put a text that is all meant into quotes.",
            )
    return None


def _without_colon(text: str) -> BadLine | None:
    """The fault of a line whose kind is followed straight by what only its argument can be: `words <= 50`."""
    for end in _ends_of_kinds(text):
        head = find_head(text[:end])
        rest = text[end:].strip()
        if head is not None and head.argument != "none" and _is_argument(head, rest):
            meant = _argument_meant(head, rest)
            line = quoted(f"{head.name}: {meant}") if meant else f"it as in “{head.example}”"
            return BadArgument(
                f"{quoted(text)} has no colon behind “{head.name}”",
                f"Write {line}, or {quoted(f'rubric: {text}')} if the judge is to grade it.",
            )
    return None


def _ends_of_kinds(text: str) -> Iterator[int]:
    """Where a kind may end: before a sign, and after the first words."""
    sign = _SIGN.search(text)
    if sign:
        yield sign.start()
    for number, space in enumerate(_SPACE.finditer(text)):
        if number > MOST_WORDS_OF_A_KIND:
            return
        yield space.start()


def _is_argument(head: Head, text: str) -> bool:
    """Whether the text is an argument of the kind, and nothing that prose goes on with."""
    if _SIGN.match(text) or _compares(text):
        return True
    if dash := _DASH.match(text):
        return _takes(head, text[dash.end() :])
    if _stands_in_quotes(text):
        return True
    if head.kind == "calls":
        return any(pattern.fullmatch(text) for pattern in (_CALL, _TOOLS)) or text.casefold() in NO_CALL
    return _takes(head, text) and (not _takes_prose(head) or _NO_PROSE.fullmatch(text) is not None)


def _argument_meant(head: Head, text: str) -> str | None:
    """What can stand behind the colon that is missing; None where the kind takes nothing of it."""
    sign = _INSTEAD_OF_A_COLON.match(text)
    bare = text[sign.end() :] if sign else text
    choices = (bare,) if _takes_prose(head) else (text, bare)
    return next((choice for choice in choices if choice and _takes(head, choice)), None)


def _compares(text: str) -> bool:
    try:
        return parse_comparison(text) is not None
    except ArgumentFault:
        return True


def _stands_in_quotes(text: str) -> bool:
    try:
        return single(text).quoted
    except ArgumentFault:
        return False


@cache
def _takes_prose(head: Head) -> bool:
    """Whether the kind takes any text at all."""
    return _takes(head, _PROSE)


def _takes(head: Head, argument: str) -> bool:
    if head.kind == RUBRIC:
        return True
    try:
        load("checks", head.kind).parse(Line(head.kind, head.form, head.exactly, argument))
    except (BadLine, ArgumentFault):
        return False
    return True


def _unknown(text: str) -> BadLine | None:
    """The fault of a line that was meant to be a check but names none."""
    if _JOINT.fullmatch(text):
        return UnknownCheck(
            f"{quoted(text)} stands between checks, but all of them must pass",
            "Delete the line; for one of several texts write them on one line, as in “contains any: a | b”.",
        )
    if _CALL.fullmatch(text):
        return _unknown_kind(text, text, "calls", text)
    colon = next((match for match in _COLON_OF_A_KIND.finditer(text) if match["colon"]), None)
    if colon is None:
        near = near_name_alone(text)
        return _unknown_kind(text, text, near, "") if near else None
    kind, rest = text[: colon.start()].strip(), text[colon.end() :]
    if near := near_name(kind):
        return _unknown_kind(text, kind, near, _argument(kind, rest))
    if not 1 <= len(kind.split()) <= MOST_WORDS_OF_A_KIND:
        return None
    return _unknown_kind(text, kind, *_labelled(kind, rest))


def _labelled(kind: str, rest: str) -> tuple[str | None, str]:
    """The check behind words that are no kind, and its argument: of `P1: contains: x`, of `not: contains: x`."""
    words, _, argument = rest.partition(":")
    head = find_head(words)
    if head is None:
        return None, ""
    return replace(head, negated=head.negated != denies(kind)).name, argument.strip()


def _argument(kind: str, typed: str) -> str:
    """What stands behind the colon, without the quotes or stars that close what the kind opens: `**words:** 3`,
    and with the bound that stood in front of it: `max words: 50`.
    """
    if opening := _OPENS.match(kind):
        closing = opening[0][::-1].translate(_CLOSES)
        typed = typed.removesuffix(closing).removeprefix(closing)
    figure, bound = _FIGURE.fullmatch(typed), bound_in(kind)
    return f"{bound} {figure[1]}" if figure and bound else typed.strip()


def _unknown_kind(text: str, kind: str, near: str | None, argument: str) -> BadLine:
    quote = quoted(text) if kind == text else f"{quoted(text)}: {quoted(kind)}"
    for_judge = quoted(f"rubric: {text}")
    if near and (meant := _head_meant(near, argument)):
        return UnknownCheck(
            f"{quote} is no check — did you mean “{meant.name}”?",
            f"Write {_line(meant, argument)}, or {for_judge} if the judge is to grade it.",
        )
    return UnknownCheck(
        f"{quote} is no check",
        f"Write {for_judge} if the judge is to grade it, or # in front of it if it is a remark; "
        f"the checks are {', '.join(kinds())}.",
    )


def _head_meant(near: str, argument: str) -> Head | None:
    """The head of that name; of what counts words one that counts what the argument names: `length: 9 lines`."""
    head = find_head(near)
    if head is None or head.kind != "words" or _takes(head, argument):
        return head
    others = (replace(head, kind=kind) for kind in _ALSO_COUNTING)
    return next((other for other in others if _takes(other, argument)), head)


def _line(head: Head, argument: str) -> str:
    """The line to write, or one like it where the kind does not take the argument."""
    if not argument or head.argument == "none":
        return quoted(head.name)
    if "{{" in argument or _takes(head, argument):
        return quoted(f"{head.name}: {argument}")
    return f"it as in “{head.example}”"
