"""What may stand before the colon of a check line, taken from the modules of `checks/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sheet2eval.contract import key
from sheet2eval.registry import load, names
from sheet2eval.text.normalise import normalise

RUBRIC = "rubric"

MOST_WORDS_ALONE = 2  # “not refuses”
_LONGEST = 40
_LEAST_LIKENESS = 76  # per cent of letters; “latency” must not become “date any”

_OTHER_NAMES = {
    "contains": ("includes", "include", "mentions", "has", "says", "must contain", "must mention"),
    "not contains": ("excludes", "does not contain", "doesn't contain", "must not contain", "avoids"),
    "equals": ("is", "is exactly", "same as"),
    "starts with": ("begins with",),
    "matches": ("regex", "regexp", "pattern"),
    "refuses": ("declines", "refusal"),
    "words": ("max words", "length"),
    "calls": ("tool", "tool call", "call"),
    "triggers": ("feature", "opens"),
    RUBRIC: ("criterion", "criteria", "judge"),
}


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
    typed = key(words)
    if typed in _heads():
        return _heads()[typed]
    plain = _heads().get(typed.removeprefix("not"))
    return replace(plain, negated=True) if plain else None


def near_name(words: str) -> str | None:
    """The head that was probably meant by words that are none, as it is best written."""
    typed = key(normalise(words))
    return _other_names().get(typed) or _nearest(typed, _names())


def near_name_alone(words: str) -> str | None:
    """The head without an argument that was probably meant by a line of as many words."""
    if len(words.split()) > MOST_WORDS_ALONE:
        return None
    near = _nearest(key(words), _names_alone())
    return near if near and len(near.split()) == len(words.split()) else None


def _nearest(typed: str, choices: Mapping[str, str]) -> str | None:
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    if len(typed) > _LONGEST:
        return None
    if typed.startswith("not"):
        near = _nearest(typed.removeprefix("not"), choices)
        if near:
            return f"not {near}"
    found = process.extractOne(typed, choices.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    swapped = (name for known, name in choices.items() if OSA.distance(typed, known, score_cutoff=1) <= 1)
    return choices[found[0]] if found else next(swapped, None)  # a swap weighs more in a short word: “jsno”


@cache
def _heads() -> Mapping[str, Head]:
    return {key(name): head for name, head in _all_heads()}


@cache
def _names() -> Mapping[str, str]:
    return {known: head.name for known, head in _heads().items()}


@cache
def _names_alone() -> Mapping[str, str]:
    return {known: head.name for known, head in _heads().items() if head.argument != "needed"}


@cache
def _other_names() -> Mapping[str, str]:
    return {key(other): name for name, others in _OTHER_NAMES.items() for other in others}


def _all_heads() -> Iterator[tuple[str, Head]]:
    yield RUBRIC, Head(RUBRIC)
    for kind in names("checks"):
        module = load("checks", kind)
        for form in module.FORMS:
            yield f"{kind} {form}", Head(kind, form)
            if module.EXACTLY:
                yield f"{kind} {form} exactly", Head(kind, form, exactly=True)
                yield f"{kind} exactly {form}", Head(kind, form, exactly=True)
