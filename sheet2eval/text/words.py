"""Counting words: a word is a run of letters, digits and inner apostrophes or hyphens.

Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces: there a word is what ICU's word
breaker (Unicode UAX 29 with ICU's dictionaries) takes for one.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’＇‐‑-][^\W_]+)*")
UNSPACED_SCRIPTS = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""The letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese, for a class of characters in a pattern."""

_UNSPACED = re.compile(f"[{UNSPACED_SCRIPTS}]+")
_ZERO_WIDTH_SPACE = "\u200b"
_ASCII_SIGNS = bytes(
    ord("w") if chr(code).isalnum() else ord("-") if chr(code) in "'-" else ord(" ") for code in range(128)
).ljust(256)
"""What each ASCII sign is to a word: a part of it (`w`), a joint where it stands inside (`-`), or its end."""


def count_words(text: str) -> int:
    """How many words the text has."""
    if text.isascii():
        return _count_ascii(text)
    runs = _UNSPACED.findall(text)
    spaced = _UNSPACED.sub(" ", text) if runs else text
    return len(_WORD.findall(_bare(spaced))) + _count_unspaced(runs)


def _count_ascii(text: str) -> int:
    """As `_WORD` counts, several times as fast."""
    signs = text.encode().translate(_ASCII_SIGNS)
    joined = signs.replace(b"w-w", b"www").replace(b"w-w", b"www")  # twice: a joint may follow one letter on
    return (b" " + joined.replace(b"-", b" ")).count(b" w")


def _bare(text: str) -> str:
    """The text without accents and vowel signs of their own, joiners and soft hyphens: they part no words."""
    signs = {sign for sign in set(text) if unicodedata.category(sign) in {"Mn", "Mc", "Me", "Cf"}}
    signs.discard(_ZERO_WIDTH_SPACE)
    return text.translate(dict.fromkeys(map(ord, signs))) if signs else text


def _count_unspaced(runs: list[str]) -> int:
    if not runs:
        return 0
    from icu4py.breakers import WordBreaker

    segments = WordBreaker(" ".join(runs), "en")  # the dictionaries go by script, whatever the locale
    return sum(1 for segment in segments if any(sign.isalnum() for sign in segment))
