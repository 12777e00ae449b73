"""The numbers that a text mentions, in figures (also 1.234,5 and 1 234,5) and in words.

A comma or point before three digits groups thousands where that is certain: `1,234`, `1.234,5` and `1.234 €`
do, `1.234` is a bit more than one; a space does where a decimal, `000` or a currency shows it (`1 234 €`). A
percent sign and a currency do not change the value (42% is 42); `k`, `M`, `bn` and "million" multiply it, `m` and
`b` an amount of money. What names something instead of counting is no number: dates, times, versions, addresses,
phone numbers, ordinals, codes ("gpt-4"), nor "one" in "this one". Parentheses are no minus sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sheet2eval.text import number_words
from sheet2eval.text.mentions import before, plain, prose
from sheet2eval.text.number_pattern import (
    FIGURES,
    FRACTIONS,
    GLYPHS,
    LETTERS_OF_MONEY,
    MULTIPLES,
    ONES,
    PARTS,
    PARTS_IN_PLURAL,
    PRONOUN_AFTER,
    PRONOUN_BEFORE,
    SCALES,
    TENS,
    WORDS,
)

_ADDED = GLYPHS | FRACTIONS
_GROUPING = re.compile(r"[, \u00a0\u202f\u2009'’]")
_GROUPING_CONTINENTAL = re.compile(r"[. \u00a0\u202f\u2009'’]")


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number and where it stands; of a percentage the `value` is what stands before the sign."""

    text: str
    start: int
    end: int
    value: float
    percent: bool


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """The numbers that a text mentions, in their order."""
    low = prose(text)
    return tuple(sorted([*_figures(text, low), *_words(text, low)], key=lambda mention: mention.start))


def _figures(text: str, low: str) -> Iterator[NumberMention]:
    for match in FIGURES.compiled.finditer(low):
        if not match["code"]:
            yield _mention(text, match, _figures_value(match) * _multiple(match, text))


def _figures_value(match: re.Match[str]) -> float:
    if match["grouped"]:
        value = float(_GROUPING.sub("", match["grouped"]))
    elif match["continental"]:
        value = float(_GROUPING_CONTINENTAL.sub("", match["continental"]).replace(",", "."))
    elif match["plain"]:
        value = float(match["plain"]) + _ADDED.get((match["added"] or "").strip(" \t\n-"), 0)
    else:
        value = _ADDED[match["glyph"] or match["fraction"]]
    return -value if match["minus"] or match["minus_inside"] else value


def _multiple(match: re.Match[str], text: str) -> int:
    """What letters and words behind the figures multiply them by: 5M and $5m are millions, 5m are metres."""
    letters = match["letters"] or ""
    if letters in LETTERS_OF_MONEY and text[match.start("letters")] != "M":
        return LETTERS_OF_MONEY[letters] if match["currency"] else 1
    return MULTIPLES.get(letters or match["multiple"] or "", 1)


def _words(text: str, low: str) -> Iterator[NumberMention]:
    for match in WORDS.compiled.finditer(low):
        if not (match["clock"] or _is_pronoun(match)):
            value = _words_value(match)
            yield _mention(text, match, -value if match["minus"] else value)


def _is_pronoun(match: re.Match[str]) -> bool:
    """Whether "one" stands for a thing: "this one", "one of them"."""
    if match[0] != "one":
        return False
    return bool(before(match, PRONOUN_BEFORE) or PRONOUN_AFTER.match(match.string, match.end()))


def _words_value(match: re.Match[str]) -> float:
    if match["half_of"]:
        return MULTIPLES[match["half_of"]] / 2
    if match["one_part"]:
        return 1 / PARTS[re.split(r"[\s-]", match["one_part"])[-1]]
    if match["parts"]:
        return ONES[match["numerator"]] / PARTS_IN_PLURAL[match["parts"]]
    if match["foreign"]:
        scale = number_words.SCALES.get(match["foreign_scale"] or "", 1)
        return number_words.NUMBERS[plain(match["foreign"])] * scale
    if match["a_dozen"]:
        return MULTIPLES["dozen"]
    value = _cardinal(match["cardinal"]) * (MULTIPLES["dozen"] if match["dozen"] else 1)
    return (value + (0.5 if match["and_half"] else 0)) * SCALES.get(match["half_scale"] or "", 1)


def _cardinal(phrase: str) -> int:
    """The value of "two million three hundred and five thousand"; "a" is one."""
    total = current = 0
    for word in re.split(r"[\s-]", phrase):
        if word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
        elif word == "hundred":
            current = (current or 1) * 100
        else:
            current += ONES.get(word, TENS.get(word, 0))
    return total + current


def _mention(text: str, match: re.Match[str], value: float) -> NumberMention:
    return NumberMention(
        text[match.start() : match.end()], match.start(), match.end(), value, percent=bool(match["percent"])
    )
