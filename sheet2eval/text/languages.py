"""The languages that a text may be written in, as py3langid tells them: a model of 139 ships with it.

Read are 600 characters, from the beginning, the middle and the end of the first 6,000. Code, addresses, figures
and signs of Markdown are passed over, and so is what stands in quotation marks, as nobody's own words, where
enough is left. A language that is much like a far bigger one is thought of only when it is asked for. Of a few
words, in which the model sees too little ("Done.", "Erledigt."), the everyday words of a language decide. Loading
the model takes half a second and 120 MB, once; a text takes 0.2 to 0.5 ms.

Measured on the 181 texts of `tests/checks/languages.tsv` (77 of two sentences, 45 of one, 35 of a few words, 24
mixed with other languages and code; 47 languages): 180 fit their own language, and of the 20,000 wrong pairs
17 fit, nearly all of them short texts that are the same in both. Beside it, by the likeliest language alone:
eldc 175 (young, 72 MB), py3langid as it comes 171, lingua 171 (1.1 GB of memory, 10 s to load), fasttext with
its small model 171, cld2 170, heliport 168, langdetect 164, cld3 161.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from sheet2eval.text.language_names import NAMES, OTHER_NAMES, SHADOWS
from sheet2eval.text.normalise import comparable
from sheet2eval.text.patterns import encodable
from sheet2eval.text.short_answers import recognised

MOST_CHARACTERS = 6000
SAMPLED = 600
LEAST_LETTERS = 2
LEAST_SHARE = 0.15  # of the likelihood; brands and abbreviations stay under a tenth for every language
NEAR = 0.5  # of the likeliest one's share: a short text may be several languages at once

_NOT_A_LANGUAGE = "zxx"  # the model's class of numbers, markup and nonsense
_CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]+`", re.DOTALL)
_ADDRESS = re.compile(r"\b[a-z]{2,10}://\S+|(?<!\S)[^\s@]{1,64}@\S+")
_SIGNS = re.compile(r"[*#|_~>:\d\s]+")  # of Markdown and figures, which hide short words from the model
_QUOTED = re.compile(r'"[^"\n]*"|[“„«][^”“»\n]*[”“»]|[「『][^」』\n]*[」』]')
_LETTER = re.compile(r"[^\W\d_]")
_ENOUGH = 15  # letters, without the quotations
_VARIETY = re.compile(
    r"""
    (?P<code> [a-z]{2,3} ) [-_] (?: [a-z]{2} | [a-z]{4} | \d{3} ) (?: [-_][a-z]{2} )?
    | (?P<name> [^()]+? ) \s? \( [^()]+ \)
    | (?: simplified | traditional | brazilian | european | american | british | mexican ) \s (?P<of> .+ )
    """,
    re.VERBOSE,
)


class Identifier(Protocol):
    """The model."""

    def rank(self, text: str) -> Iterable[tuple[str, float]]:
        """Every language that it knows, with its share of the likelihood."""


@dataclass(frozen=True, slots=True)
class Language:
    """`code` as in ISO 639-1, `name` in English; `variety` as it was asked for, such as pt-br."""

    code: str
    name: str
    variety: str = ""


def find_language(text: str) -> Language | None:
    """The language that a code or a name stands for, ignoring case; None where it is none.

    Of pt-BR, zh-Hant or “Spanish (Mexico)” it is the language: varieties are not told apart.
    """
    typed = comparable(text)
    variety = _VARIETY.fullmatch(typed)
    code = _codes().get(variety["code"] or variety["name"] or variety["of"] if variety else typed)
    return Language(code, NAMES[code], typed if variety else "") if code else None


def likely_languages(text: str, asked: str) -> tuple[str, ...]:
    """The codes of the languages that the text may be written in, the likeliest first; none where it tells none.

    `asked` is the code of one that is thought of in any case.
    """
    words = _own_words(text)
    likely = _likely(words, asked)
    return (asked, *likely) if asked not in likely and recognised(words, asked) else likely


def _likely(words: str, asked: str) -> tuple[str, ...]:
    """The languages that the model thinks of."""
    if len(_LETTER.findall(words)) < LEAST_LETTERS:
        return ()
    shares = _shares(words, asked)
    ranked = sorted(shares, key=lambda code: -shares[code])
    if ranked[0] == _NOT_A_LANGUAGE:
        return ()
    least = max(LEAST_SHARE, NEAR * shares[ranked[0]])
    return tuple(code for code in ranked if shares[code] >= least and code != _NOT_A_LANGUAGE)


def _shares(words: str, asked: str) -> Mapping[str, float]:
    """How the likelihood is shared out among the languages that are thought of."""
    ranked = dict(_identifier().rank(words))
    if asked != "nn":  # the model knows the two ways of writing Norwegian as two languages
        ranked["no"] += ranked["nn"]
    thought_of = {*NAMES, _NOT_A_LANGUAGE} - (SHADOWS - {asked})
    whole = sum(ranked[code] for code in thought_of)
    return {code: ranked[code] / whole for code in sorted(thought_of)}


def _own_words(text: str) -> str:
    own = _CODE.sub(" ", encodable(text[:MOST_CHARACTERS]))
    if "://" in own or "@" in own:
        own = _ADDRESS.sub(" ", own)
    own = _SIGNS.sub(" ", _sample(own.strip()))
    unquoted = _QUOTED.sub(" ", own)
    return unquoted if len(_LETTER.findall(unquoted)) >= _ENOUGH else own


def _sample(text: str) -> str:
    if len(text) <= SAMPLED:
        return text
    part = SAMPLED // 3
    middle = (len(text) - part) // 2
    return "\n".join((text[:part], text[middle : middle + part], text[-part:]))


@cache
def _identifier() -> Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier: Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


@cache
def _codes() -> Mapping[str, str]:
    names = {comparable(name): code for code, name in NAMES.items()}
    return {**OTHER_NAMES, **names, **{code: code for code in NAMES}}
