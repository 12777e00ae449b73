"""The words that add minutes to an hour, in English, German, French, Spanish and Portuguese, in lower case."""

from __future__ import annotations

from sheet2eval.text.clock_words import HOURS

_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_ONES = dict(list(HOURS.items())[:9])
_ALL_MINUTES = {
    **_ONES,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    **_TENS,
    **{f"{ten}{gap}{one}": _TENS[ten] + _ONES[one] for ten in _TENS for one in _ONES for gap in "- "},
}
_MINUTES = {word: _ALL_MINUTES[word] for word in ("five", "ten", "twenty", "twenty-five", "twenty five")}
_MINUTES_OR_DIGITS = _MINUTES | {str(minute): minute for minute in (5, 10, 15, 20, 25)}
_COUNTED_MINUTES = {
    **{f"{minute} minutes": number for minute, number in _ALL_MINUTES.items() if 1 < number <= 30},
    **{f"{number} minutes": number for number in range(2, 31)},
    **dict.fromkeys(("a minute", "one minute", "1 minute"), 1),
}
_MINUTES_DE = {"fünf": 5, "zehn": 10, "zwanzig": 20}
_MINUTES_FR = {
    "cinq": 5,
    "dix": 10,
    "quinze": 15,
    "vingt": 20,
    "vingt-cinq": 25,
    "trente": 30,
    "trente-cinq": 35,
    "quarante": 40,
    "quarante-cinq": 45,
    "cinquante": 50,
    "cinquante-cinq": 55,
}
_MINUTES_ES = {"cinco": 5, "diez": 10, "veinte": 20, "veinticinco": 25}
_MINUTES_PT = {"cinco": 5, "dez": 10, "quinze": 15, "vinte": 20, "vinte e cinco": 25}

BEFORE_HOUR = {
    "half past": 30,
    "half-past": 30,
    **{f"quarter {past}": 15 for past in ("past", "after")},
    **{f"quarter {to}": -15 for to in ("to", "of", "till", "before")},
    **{f"{word} past": n for word, n in (_MINUTES_OR_DIGITS | _COUNTED_MINUTES).items()},
    **{f"{word} to": -n for word, n in _COUNTED_MINUTES.items()},
    "halb": -30,
    "viertel nach": 15,
    "viertel vor": -15,
    "dreiviertel": -15,
    "drei viertel": -15,
    **{f"{word} nach": n for word, n in _MINUTES_DE.items()},
    **{f"{word} vor": -n for word, n in _MINUTES_DE.items()},
    **{f"{word} nach halb": n - 30 for word, n in _MINUTES_DE.items()},
    **{f"{word} vor halb": -n - 30 for word, n in _MINUTES_DE.items()},
    **{f"{word} para {hour}": -n for word, n in _MINUTES_PT.items() for hour in ("as", "a", "o")},
}
"""What stands before an hour, and the minutes it adds."""

BEFORE_HOUR_AFTER_LEAD = {"half": 30, **{f"{word} to": -n for word, n in _MINUTES.items()}}
"""The same, where only "at" and the like or am and pm tell a time from a quantity: "at ten to six"."""

AFTER_HOUR = {
    **{word: minute for word, minute in _ALL_MINUTES.items() if minute >= 10},
    **{f"oh{gap}{word}": minute for word, minute in _ONES.items() for gap in " -"},
    "fünf": 5,
    "zehn": 10,
    "fünfzehn": 15,
    "zwanzig": 20,
    "dreißig": 30,
    "vierzig": 40,
    "fünfundvierzig": 45,
    "fünfzig": 50,
    "et demie": 30,
    "et demi": 30,
    "et quart": 15,
    "moins le quart": -15,
    **_MINUTES_FR,
    **{f"moins {word}": -n for word, n in _MINUTES_FR.items() if n <= 25},
    "y media": 30,
    "y cuarto": 15,
    "menos cuarto": -15,
    **{f"y {word}": n for word, n in _MINUTES_ES.items()},
    **{f"menos {word}": -n for word, n in _MINUTES_ES.items()},
    "e meia": 30,
    **{f"e {word}": n for word, n in _MINUTES_PT.items()},
    "e trinta": 30,
    "e quarenta": 40,
    "e quarenta e cinco": 45,
    "e cinquenta": 50,
}
"""What stands after an hour in words or after its unit, and the minutes it adds."""
