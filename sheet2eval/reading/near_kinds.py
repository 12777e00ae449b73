"""The check that was probably meant by words that name none: a suggestion to people, never a reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import permutations

from sheet2eval.reading.kinds import RUBRIC, find_head, heads
from sheet2eval.text.normalise import comparable

MOST_WORDS_OF_A_KIND = 3
_MOST_WORDS_ALONE = 2
_MOST_WORDS = 4  # as in “contains word any exactly”
_LONGEST = 40
_LEAST_LIKENESS = 76  # per cent of letters; “latency” must not become “date any”

_OTHER_NAMES = {
    "contains any": ("contains at least one of", "contains some of", "contains or"),
    "contains all": ("contains and",),
    "not contains any": ("contains none", "contains none of", "contains neither"),
    "not contains": ("excludes", "avoids", "omits"),
    "contains word": ("contains words", "whole word"),
    "equals": ("is", "is exactly", "same as"),
    "equals exactly": ("exact", "exactly", "exact match"),
    "starts with": ("starts", "begins"),
    "ends with": ("ends", "finishes with"),
    "matches": ("regex", "regexp", "pattern", "matches regex", "matches pattern"),
    "json": ("json path", "jsonpath"),
    "schema": ("json schema", "jsonschema"),
    "language": ("lang",),
    "refuses": ("declines", "refusal"),
    "words": ("length", "word count", "word limit", "number of words", "max length", "min length"),
    "characters": ("chars", "char count", "max chars", "number of chars"),
    "bullets": ("bullet points", "list items"),
    "calls": ("tool", "tools", "tool call", "tool calls", "calls tool", "function", "function call"),
    "triggers": ("feature", "opens"),
    RUBRIC: ("criterion", "criteria", "judge"),
}
_OTHER_WORDS = {
    "contains": ("include", "includes", "mention", "mentions", "has", "have", "say", "says"),
    "starts": ("begin", "begins"),
    "any": ("either", "one"),
    "all": ("both", "each", "every"),
}
_AUXILIARIES = frozenset(
    {
        "must",
        "should",
        "shall",
        "will",
        "would",
        "do",
        "does",
        "did",
        "to",
        "need",
        "needs",
        "of",
        "and",
        "or",
    }
)
_SUBJECTS = frozenset({"the", "a", "an", "it", "answer", "response", "reply", "output", "text"})
_BOUNDS = {
    "max": "at most",
    "maximum": "at most",
    "limit": "at most",
    "min": "at least",
    "minimum": "at least",
}
_DENYING_SIGNS = frozenset("!❌✗✘🚫")
_DENIALS = frozenset({"not", "no", "non", "never", "cannot"}) | _DENYING_SIGNS
_WORD = re.compile(rf"[{''.join(_DENYING_SIGNS)}](?=\s*\w)|[^\W_]+(?:'[^\W_]+)?")


def near_name(typed: str) -> str | None:
    """The head that was probably meant by words that are none, as it is best written."""
    words = _WORD.findall(comparable(typed))
    plain = [word for word in words if not _denies(word)]
    ignored = _AUXILIARIES | _SUBJECTS if len(words) <= MOST_WORDS_OF_A_KIND else _AUXILIARIES
    meant = [word for word in plain if word not in ignored and word not in _BOUNDS]
    near = _other_names().get("".join(plain)) or _by_words(meant)
    if near is None and len(words) <= MOST_WORDS_OF_A_KIND:
        near = _by_letters("".join(meant), _names(heads()))
    if near is None or len(plain) == len(words):
        return near
    return near.removeprefix("not ") if near.startswith("not ") else f"not {near}"


def bound_in(typed: str) -> str | None:
    """The words of a comparison that a mistaken kind stands for: "at most" in `max words`."""
    return next((_BOUNDS[word] for word in _WORD.findall(comparable(typed)) if word in _BOUNDS), None)


def near_name_alone(line: str) -> str | None:
    """The head without an argument that was probably meant by a line of as many words."""
    words = _WORD.findall(comparable(line))
    plain = [word for word in words if word != "not" and word not in _DENYING_SIGNS]
    if len(plain) > _MOST_WORDS_ALONE:
        return None
    near = _by_letters("".join(plain), _names_alone())
    if near is None or not _is_like(plain, near.split()):
        return None
    return near if len(plain) == len(words) else f"not {near}"


def denies(typed: str) -> bool:
    """Whether words say "not": `must not`, `don't`, `❌`."""
    return any(map(_denies, _WORD.findall(comparable(typed))))


def _is_like(typed: Sequence[str], known: Sequence[str]) -> bool:
    """Whether each word is like its counterpart: "contains joke" is not "contains json" mistyped."""
    pairs = zip(typed, known, strict=False)
    return len(typed) == len(known) and all(_by_letters(word, {right: right}) for word, right in pairs)


def _denies(word: str) -> bool:
    return word in _DENIALS or word.endswith("n't")


def _by_words(words: Sequence[str]) -> str | None:
    """The head that these words make in whatever order, each put right; else the kind that one of them is."""
    known = [right for word in words[: _MOST_WORDS + 1] if (right := _corrected(word))]
    if not len(words) == len(known) <= _MOST_WORDS:
        return None
    in_any_order = (find_head("".join(order)) for order in permutations(known))
    found = next(filter(None, (*in_any_order, *map(find_head, known))), None)
    return found.name if found else None


def _corrected(word: str) -> str | None:
    """The word of the check language that a word is, or is near to."""
    return _words().get(word) or _by_letters(word, _words())


def _by_letters(typed: str, choices: Mapping[str, str]) -> str | None:
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    if len(typed) > _LONGEST:
        return None
    found = process.extractOne(typed, choices.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    swapped = (name for known, name in choices.items() if OSA.distance(typed, known, score_cutoff=1) <= 1)
    return choices[found[0]] if found else next(swapped, None)  # a swap weighs more in a short word: “jsno”


def _names(known: Iterable[str]) -> Mapping[str, str]:
    return {name: heads()[name].name for name in known}


@cache
def _names_alone() -> Mapping[str, str]:
    return _names(known for known, head in heads().items() if head.argument != "needed")


@cache
def _other_names() -> Mapping[str, str]:
    return {"".join(other.split()): name for name, others in _OTHER_NAMES.items() for other in others}


@cache
def _words() -> Mapping[str, str]:
    """The words of the check language by themselves and by those that people use for them."""
    own = {word: word for head in heads().values() for word in head.name.split()}
    return own | {other: word for word, others in _OTHER_WORDS.items() for other in others}
