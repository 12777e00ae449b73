"""The numbers below a hundred in German, French, Spanish and Portuguese words, in lower case.

Words that are something else in one of these languages or in English are left out: `elf`, `once`, `dos`, `neuf`,
`sept`, and the articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_GERMAN_ONES = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_GERMAN_STEMS = ("drei", "vier", "fünf", "sech", "sieb", "acht", "neun")
_GERMAN_TEENS = ("zehn", "", "zwölf", *(f"{stem}zehn" for stem in _GERMAN_STEMS))
_GERMAN_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_FRENCH_ONES = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_FRENCH_TEENS = (
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
)
_FRENCH_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante")
_SPANISH_ONES = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
_SPANISH_TEENS = ("diez", "", "doce", "trece", "catorce", "quince",
    "dieciséis", "diecisiete", "dieciocho", "diecinueve")  # fmt: skip
_SPANISH_TWENTIES = ("veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete",
    "veintiocho", "veintinueve")  # fmt: skip
_SPANISH_TENS = ("veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_PORTUGUESE_ONES = ("um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove")
_PORTUGUESE_TEENS = (
    "dez",
    "",
    "doze",
    "treze",
    "catorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
)
_PORTUGUESE_TENS = ("vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa")
_SOMETHING_ELSE = frozenset({"", "ein", "un", "uno", "um", "dos", "sept", "neuf", "six"})


def _spoken(
    ones: Sequence[str], teens: Sequence[str], tens: Sequence[str], joint: str
) -> Iterator[tuple[str, int]]:
    """The numbers of a language that says the tens first."""
    yield from zip(ones, range(1, 10), strict=True)
    yield from zip(teens, range(10, 20), strict=True)
    for ten, number in zip(tens, range(20, 100, 10), strict=False):
        yield ten, number
        yield from ((f"{ten}{joint}{one}", number + more) for more, one in enumerate(ones, 1))


_SPOKEN = (
    *_spoken(_GERMAN_ONES, _GERMAN_TEENS, (), ""),
    *zip(_GERMAN_TENS, range(20, 100, 10), strict=True),
    *(
        (f"{one}und{ten}", 10 * tens + ones)
        for tens, ten in enumerate(_GERMAN_TENS, 2)
        for ones, one in enumerate(_GERMAN_ONES, 1)
    ),
    *_spoken(_FRENCH_ONES, _FRENCH_TEENS, _FRENCH_TENS, "-"),
    *((f"{ten} et un", number) for ten, number in zip(_FRENCH_TENS, range(21, 71, 10), strict=True)),
    ("soixante et onze", 71),
    *((f"soixante-{teen}", number) for number, teen in enumerate(_FRENCH_TEENS, 70)),
    *((f"quatre-vingt{end}", 80) for end in ("", "s")),
    *((f"quatre-vingt-{one}", number) for number, one in enumerate((*_FRENCH_ONES, *_FRENCH_TEENS), 81)),
    *_spoken(_SPANISH_ONES, _SPANISH_TEENS, _SPANISH_TENS, " y "),
    *zip(_SPANISH_TWENTIES, range(21, 30), strict=True),
    *_spoken(_PORTUGUESE_ONES, _PORTUGUESE_TEENS, _PORTUGUESE_TENS, " e "),
)
NUMBERS = {word: number for word, number in _SPOKEN if word not in _SOMETHING_ELSE}

SCALES = {
    **dict.fromkeys(("tausend", "mille"), 10**3),
    **dict.fromkeys(("millionen", "mio", "millions", "millones", "milhões", "mn"), 10**6),
    **dict.fromkeys(("milliarden", "mrd", "milliards", "bilhões"), 10**9),
}
"""What multiplies the figures before it."""
