"""The words of the calendar in English, German, French, Spanish and Portuguese, in lower case."""

from __future__ import annotations

from sheet2eval.text.number_pattern import ONES, TENS

MONTHS_EN = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}

MONTHS = MONTHS_EN | {
    "januar": 1,
    "jänner": 1,
    "februar": 2,
    "märz": 3,
    "maerz": 3,
    "mai": 5,
    "juni": 6,
    "juli": 7,
    "oktober": 10,
    "dezember": 12,
    "okt": 10,
    "dez": 12,
    "janvier": 1,
    "février": 2,
    "mars": 3,
    "avril": 4,
    "juin": 6,
    "juillet": 7,
    "août": 8,
    "septembre": 9,
    "octobre": 10,
    "novembre": 11,
    "décembre": 12,
    "enero": 1,
    "febrero": 2,
    "marzo": 3,
    "abril": 4,
    "mayo": 5,
    "junio": 6,
    "julio": 7,
    "agosto": 8,
    "septiembre": 9,
    "octubre": 10,
    "noviembre": 11,
    "diciembre": 12,
    "janeiro": 1,
    "fevereiro": 2,
    "março": 3,
    "maio": 5,
    "junho": 6,
    "julho": 7,
    "setembro": 9,
    "outubro": 10,
    "novembro": 11,
    "dezembro": 12,
    "janv": 1,
    "ene": 1,
    "févr": 2,
    "fév": 2,
    "fev": 2,
    "mär": 3,
    "mrz": 3,
    "avr": 4,
    "abr": 4,
    "juil": 7,
    "déc": 12,
    "dic": 12,
}
"""Abbreviations that are words of another language (`set`, `out`, `ago`) are left out."""

MONTHS_THAT_ARE_VERBS = frozenset({"may", "march"})  # in lower case, without further evidence

_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = ("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth")
_REST = (
    "eighteenth",
    "nineteenth",
    "twentieth",
    *(f"twenty-{one}" for one in _ONES),
    "thirtieth",
    "thirty-first",
)
_ORDINALS = {word: day for day, word in enumerate((*_ONES, *_TEENS, *_REST), 1)}

ORDINALS = _ORDINALS | {word.replace("-", " "): day for word, day in _ORDINALS.items()}
"""The days of a month as they are read aloud: April eleventh, the eleventh of April."""

YEARS = {"next": 1, "this": 0, "last": -1}
"""Which year, counted from this one."""

RELATIVE = {
    **dict.fromkeys(("today", "tonight", "this morning", "this afternoon", "this evening"), 0),
    **dict.fromkeys(("tomorrow", "tmrw"), 1),
    "day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "day before yesterday": -2,
    "heute": 0,
    "morgen": 1,
    "übermorgen": 2,
    "gestern": -1,
    "vorgestern": -2,
    "aujourd'hui": 0,
    "ce matin": 0,
    "ce soir": 0,
    "demain": 1,
    "après-demain": 2,
    "hier matin": -1,
    "hier soir": -1,
    "avant-hier": -2,  # "hier" alone is German for "here"
    "hoy": 0,
    "esta tarde": 0,
    "esta noche": 0,
    "mañana": 1,
    "pasado mañana": 2,
    "ayer": -1,
    "anteayer": -2,
    "hoje": 0,
    "amanhã": 1,
    "depois de amanhã": 2,
    "ontem": -1,
    "anteontem": -2,
}
"""Days counted from today."""

ALSO_MORNING = frozenset({"morgen", "mañana"})
BEFORE_MORNING = ("guten", "am", "heute", "gestern", "den", "dem", "der", "diesen", "la", "esta")
"""After these, a word of ALSO_MORNING is a morning and not tomorrow."""

EVERY = (
    "every",
    "each",
    "every other",
    "jeden",
    "jede",
    "chaque",
    "tous les",
    "cada",
    "los",
    "todos os",
    "toda",
)
"""What makes a weekday a recurrence and no day."""

_ABOVE_TWELVE = {word: number for word, number in (ONES | TENS).items() if number > 12}

COUNTS = _ABOVE_TWELVE | {
    "a": 1,
    "an": 1,
    "einem": 1,
    "einer": 1,
    "un": 1,
    "um": 1,
    "dois": 2,
    "a couple of": 2,
}
"""What counts days and weeks, besides the words of the hours."""

SPANS = {
    **dict.fromkeys(
        ("day", "days", "tag", "tage", "tagen", "jour", "jours", "día", "días", "dia", "dias"), 1
    ),
    **dict.fromkeys(("week", "weeks", "woche", "wochen", "semaine", "semaines", "semana", "semanas"), 7),
    "fortnight": 14,
}

MONTH_SPANS = {
    **dict.fromkeys(("month", "months", "monat", "monate", "monaten", "mois", "mes", "meses", "mês"), 1),
    **dict.fromkeys(
        ("year", "years", "jahr", "jahre", "jahren", "an", "ans", "año", "años", "ano", "anos"), 12
    ),
}
"""What is counted in months."""

AHEAD_BEFORE = ("in", "dans", "en", "dentro de", "em", "daqui a")
AHEAD_AFTER = ("from now", "from today", "hence")
AGO_BEFORE = ("vor", "il y a", "hace", "há")
AGO_AFTER = ("ago",)

DATE_LEADS = (
    *(
        "on",
        "by",
        "until",
        "till",
        "from",
        "before",
        "after",
        "due",
        "for",
        "since",
        "starting",
        "and",
        "between",
    ),
    *("am", "bis", "zum", "bis zum", "vom", "ab", "seit", "den", "dem", "der", "und"),
    *("le", "du", "au", "el", "al", "hasta el", "no", "até"),
)
"""What makes a date of figures or words that might be something else."""

SPAN_JOINTS = (
    *(
        "to",
        "à",
        "through",
        "thru",
        "until",
        "till",
        "up to and including",
        "bis",
        "bis zum",
        "au",
        "jusqu'au",
        "al",
    ),
    *("a", "hasta", "até", "ao"),
)
"""What stands between the ends of a span of days."""

LIST_JOINTS = ("and", "or", "und", "oder", "et", "ou", "y", "o", "e")
"""What stands between days of a list, or after "between" between the ends of a span."""

SPAN_LEADS = ("from", "vom", "von", "du", "del", "de", "desde", "starting", "on")
"""What leads to the first end of a span."""
