"""Finding JSON inside of a text: an object or a list that stands anywhere in it, in a code fence or bare.

A bracket counts with all that it encloses: what stands inside of broken JSON is no JSON of its own, and neither
is what stands behind an object that is never closed, because the response was cut off. Brackets of prose are
passed over: `[1]`, `[ ]` and `{}` (a footnote, a box to tick, a placeholder) are JSON only alone on their lines,
and `["a title"](…)` is a link.
"""

from __future__ import annotations

import re

from sheet2eval.text.jsontext import NotJson, end_of_json, parse_json
from sheet2eval.text.normalise import quoted

MOST_UNCLOSED = 16  # brackets whose end is looked for in vain: the text is read once for each

_FENCE_LINE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[^`{\[\n]*$", re.MULTILINE)  # stands nowhere inside JSON
_OPENING = re.compile(
    r"""(?P<certain>\{\s*+"|\[\s*+\{\s*+")|\{|\[\s*+(?:[\]\["{\d-]|true\b|false\b|null\b)"""
)
_SLIGHT = re.compile(r"\[\s*\d*\s*\]|\{\s*\}")
_BESIDE = 20  # spaces that may stand beside what is alone on its lines


def find_json(text: str) -> str:
    """The first piece of the text that is JSON.

    Raises:
        NotJson: there is none; what is wrong with the first that was meant to be JSON, if one was.
    """
    faults: list[str] = []
    for part in _FENCE_LINE.split(text):
        piece = _find(part, faults)
        if piece is not None:
            return piece
    raise NotJson(faults[0] if faults else "it has no object and no list")


def _find(text: str, faults: list[str]) -> str | None:
    """The first piece of a text without fences that is JSON; what is wrong with others joins the faults."""
    position = unclosed = 0
    while unclosed < MOST_UNCLOSED and (opening := _OPENING.search(text, position)):
        start = opening.start()
        try:
            end = end_of_json(text, start)
        except NotJson as fault:
            faults.append(str(fault))
            return None
        if end is not None and _is_json(text, start, end, faults if opening["certain"] else []):
            return text[start:end]
        if end is None and opening["certain"]:
            faults.append(f"{quoted(text[start : start + 300], 30)} is never closed")
            return None
        unclosed += end is None
        position = end or start + 1
    return None


def _is_json(text: str, start: int, end: int, faults: list[str]) -> bool:
    piece = text[start:end]
    if (_SLIGHT.fullmatch(piece) and not _is_alone(text, start, end)) or text[end - 1 : end + 1] == "](":
        return False
    try:
        parse_json(piece)
    except NotJson as fault:
        faults.append(str(fault))
        return False
    return True


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but spaces stands beside it on its lines."""
    before = "\n" * (start <= _BESIDE) + text[max(0, start - _BESIDE) : start]
    after = text[end : end + _BESIDE] + "\n" * (end + _BESIDE >= len(text))
    return bool(re.search(r"\n[ \t\r]*\Z", before) and re.match(r"[ \t\r]*\n", after))
