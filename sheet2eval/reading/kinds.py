"""What may stand before the colon of a check line, taken from the modules of `checks/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
        return "rubric: Is friendly." if self.kind == RUBRIC else str(load("checks", self.kind).EXAMPLE)


def kinds() -> tuple[str, ...]:
    """The kinds that there are, as people write them."""
    return tuple(map(spoken, names("checks")))


def spoken(kind: str) -> str:
    """A kind's name as people write it: "starts with"."""
    return kind.replace("_", " ")


@lru_cache(maxsize=2048)
def find_head(words: str) -> Head | None:
    """The head that the words are, ignoring case, spaces, `-` and `_`; None where they are none."""
    typed = key(_INVISIBLE.sub("", words))
    if typed in heads():
        return heads()[typed]
    plain = heads().get(typed.removeprefix("not"))
    return replace(plain, negated=True) if plain else None


@cache
def heads() -> Mapping[str, Head]:
    """The heads without `not`, by their names as `key` has them."""
    return {key(name): head for name, head in _all_heads()}


def _all_heads() -> Iterator[tuple[str, Head]]:
    yield RUBRIC, Head(RUBRIC)
    for kind in names("checks"):
        module = load("checks", kind)
        for form in module.FORMS:
            yield f"{kind} {form}", Head(kind, form)
            if module.EXACTLY:
                yield f"{kind} {form} exactly", Head(kind, form, exactly=True)
                yield f"{kind} exactly {form}", Head(kind, form, exactly=True)
