"""What may stand before the colon of a check line, taken from the modules of `checks/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sheet2eval.contract import key
from sheet2eval.registry import load, names

RUBRIC = "rubric"

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # what copying from web pages brings along


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon: a module of `checks/`, the form's words, `exactly`, `not`."""

    kind: str
    form: str = ""
    exactly: bool = False
    negated: bool = False

    @property
    def name(self) -> str:
        """The head as it is best written."""
        words = (
            "not" if self.negated else "",
            spoken(self.kind),
            self.form,
            "exactly" if self.exactly else "",
        )
        return " ".join(filter(None, words))

    @property
    def argument(self) -> str:
        """Whether the kind takes an argument: "none", "optional" or "needed"."""
        return "needed" if self.kind == RUBRIC else str(load("checks", self.kind).ARGUMENT)

    @property
    def example(self) -> str:
        """A good line that begins so."""
        line = "rubric: Is friendly." if self.kind == RUBRIC else str(load("checks", self.kind).EXAMPLE)
        return f"{self.name}: {line.partition(': ')[2]}"


def kinds() -> tuple[str, ...]:
    """The kinds that there are, as people write them."""
    return tuple(map(spoken, names("checks")))


def spoken(kind: str) -> str:
    """A kind's name as people write it: "starts with"."""
    return kind.replace("_", " ")


@lru_cache(maxsize=4096)
def find_head(words: str) -> Head | None:
    """The head that the words are, ignoring case, spaces, `-` and `_`; None where they are none."""
    typed = key(_INVISIBLE.sub("", words))
    found = _head(typed)
    if found is None and (plain := _head(typed.removeprefix("not"))):
        return replace(plain, negated=True)
    return found


@cache
def heads() -> Mapping[str, Head]:
    """The heads without `not`, by their names as `key` has them."""
    return {name: head for kind in _kinds_by_key().values() for name, head in _heads_of(kind).items()}


def _head(typed: str) -> Head | None:
    """The head without `not` of this name; loads no kind but those that the name begins with."""
    for start, kind in _kinds_by_key().items():
        if typed.startswith(start) and (head := _heads_of(kind).get(typed)):
            return head
    return None


@cache
def _kinds_by_key() -> Mapping[str, str]:
    return {key(kind): kind for kind in (RUBRIC, *names("checks"))}


@cache
def _heads_of(kind: str) -> Mapping[str, Head]:
    if kind == RUBRIC:
        return {RUBRIC: Head(RUBRIC)}
    module, found = load("checks", kind), {}
    for form in module.FORMS:
        found[key(f"{kind} {form}")] = Head(kind, form)
        if module.EXACTLY:
            exactly = Head(kind, form, exactly=True)
            found[key(f"{kind} {form} exactly")] = found[key(f"{kind} exactly {form}")] = exactly
    return found
