"""The words for lengths of time in English, German, French, Spanish and Portuguese, in lower case."""

from __future__ import annotations

from sheet2eval.text.clock_words import HOURS
from sheet2eval.text.number_pattern import ONES, TENS

SECOND = 1.0
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY
YEAR = 365.2425 * DAY
MONTH = YEAR / 12

_UNITS = {
    SECOND / 1000: ("ms", "millisecond", "milliseconds", "millisekunde", "millisekunden", "milisegundos"),
    SECOND: (
        *("second", "seconds", "sec", "secs", "sekunde", "sekunden", "sek", "seconde", "secondes"),
        *("segundo", "segundos", "seg"),
    ),
    MINUTE: ("minute", "minutes", "min", "mins", "minuten", "minuto", "minutos"),
    HOUR: (
        *("hour", "hours", "hr", "hrs", "h", "stunde", "stunden", "std", "heure", "heures", "hora", "horas"),
    ),
    DAY: ("day", "days", "tag", "tage", "tagen", "jour", "jours", "día", "días", "dia", "dias"),
    WEEK: ("week", "weeks", "wk", "wks", "woche", "wochen", "semaine", "semaines", "semana", "semanas"),
    2 * WEEK: ("fortnight", "fortnights", "quinzaine", "quincena", "quinzena"),
    MONTH: (*("month", "months", "mo", "mos", "monat", "monate", "monaten", "mois", "mes", "meses", "mês"),),
    YEAR: (
        *("year", "years", "yr", "yrs", "jahr", "jahre", "jahren", "an", "ans", "année", "années"),
        *("año", "años", "ano", "anos"),
    ),
    10 * YEAR: ("decade", "decades", "jahrzehnt", "jahrzehnte", "décennie", "década", "décadas"),
}
UNITS = {word: seconds for seconds, words in _UNITS.items() for word in words}
"""The units and their seconds. A year is a Gregorian year on average, a month its twelfth part."""

LETTERS = {"d": DAY, "m": MINUTE, "s": SECOND}
"""Units that mean other things as well: a part of a length (2h 30m), or right behind "for" and the like."""

_OF_OTHER_LANGUAGES = {
    "fünfzehn": 15,
    "zwanzig": 20,
    "fünfundzwanzig": 25,
    "dreißig": 30,
    "vierzig": 40,
    "fünfundvierzig": 45,
    "fünfzig": 50,
    "sechzig": 60,
    "neunzig": 90,
    "anderthalb": 1.5,
    "eineinhalb": 1.5,
    "zweieinhalb": 2.5,
    "dreieinhalb": 3.5,
    "viereinhalb": 4.5,
    "quinze": 15,
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "quarante-cinq": 45,
    "soixante": 60,
    "quatre-vingt-dix": 90,
    "quince": 15,
    "veinte": 20,
    "treinta": 30,
    "cuarenta": 40,
    "cuarenta y cinco": 45,
    "sesenta": 60,
    "noventa": 90,
    "vinte": 20,
    "trinta": 30,
    "quarenta": 40,
    "quarenta e cinco": 45,
    "sessenta": 60,
    "catorce": 14,
    "catorze": 14,
    "quatorze": 14,
    "vierzehn": 14,
    "dois": 2,
}

ARTICLES = frozenset(
    {"a", "an", "ein", "eine", "einen", "einem", "einer", "un", "une", "una", "um", "uma"},
)
"""One, where nothing shows a rate ("twice a day")."""

NUMBERS = {
    **HOURS,
    **{word: number for word, number in ONES.items() if number},
    **TENS,
    **{f"{ten}{gap}{one}": TENS[ten] + ONES[one] for ten in TENS for one in list(ONES)[1:10] for gap in "- "},
    **_OF_OTHER_LANGUAGES,
    **dict.fromkeys(("a couple of", "couple of", "a couple"), 2),
    **dict.fromkeys(("a hundred", "one hundred", "hundred"), 100),
    **dict.fromkeys(ARTICLES, 1),
}

PARTS = {
    **dict.fromkeys(("half a", "half an", "a half", "half", "eine halbe", "einer halben", "ein halbes"), 0.5),
    **dict.fromkeys(
        ("halbe", "halben", "einem halben", "une demi", "demi", "media", "meia", "medio", "meio"), 0.5
    ),
    **dict.fromkeys(("a quarter of an", "quarter of an", "a quarter", "quarter", "un quart d'"), 0.25),
    **dict.fromkeys(("quart d'", "un cuarto de", "cuarto de", "um quarto de"), 0.25),
    **dict.fromkeys(("three quarters of an", "three-quarters of an", "three quarter"), 0.75),
    **dict.fromkeys(("trois quarts d'", "tres cuartos de", "três quartos de"), 0.75),
}
"""What stands before a unit and says which part of it is meant."""

COMPOUNDS = {
    "viertelstunde": HOUR / 4,
    "halbstunde": HOUR / 2,
    "dreiviertelstunde": 3 * HOUR / 4,
    **dict.fromkeys(("hour-long", "hourlong"), HOUR),
    **dict.fromkeys(("day-long", "daylong"), DAY),
    **dict.fromkeys(("week-long", "weeklong"), WEEK),
}
"""Lengths in one word, a number or an article before them or none."""

AND_PART = {
    **dict.fromkeys(
        (
            "and a half",
            "and-a-half",
            "and half",
            "und eine halbe",
            "et demie",
            "et demi",
            "y media",
            "y medio",
        ),
        0.5,
    ),
    **dict.fromkeys(("e meia", "e meio"), 0.5),
    **dict.fromkeys(("and a quarter", "et quart", "y cuarto", "e um quarto"), 0.25),
    "and three quarters": 0.75,
}
"""What stands after a number or a unit and adds a part of the unit."""

FULL = ("full", "whole", "entire", "solid")
"""What may stand between a number and its unit: a full hour."""

GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}

LEADS = (
    *(
        "for",
        "in",
        "within",
        "after",
        "takes?",
        "took",
        "lasts?",
        "lasted",
        "lasting",
        "duration",
        "length",
        "runtime",
    ),
    *(
        "about",
        "around",
        "approximately",
        "roughly",
        "exactly",
        "least",
        "most",
        "only",
        "just",
        "than",
        "under",
    ),
    *("over", "up to", "run time", "running time", "long", "dauert", "dauer", "dure", "durée", "pendant"),
    *(
        "dura",
        "duración",
        "duração",
        "durante",
        "für",
        "während",
        "pour",
        "por",
        "elapsed",
        "remaining",
        "time limit",
    ),
)
"""Patterns of what says that 2:30, 30m or 7h30 is a length of time."""

CLOCK_LEADS = ("duration", "length", "runtime", "run time", "running time", "lasts?", "lasted", "lasting", "takes?",
    "took", "dauert", "dauer", "dure", "durée", "dura", "duración", "duração", "elapsed", "remaining")  # fmt: skip
"""Those that say it of 2:30, where "for 2:30" may be a time of day."""

EVERY = ("every", "each", "alle", "jede", "jeden", "toutes les", "tous les", "chaque", "cada", "a cada")
"""What makes a length of time a recurrence."""

WAITS_BEFORE = ("in", "dans", "en", "dentro de", "em", "daqui a")
WAITS_AFTER = ("from now", "hence")
"""What makes a length of time a moment: in two hours."""

ONCE = (
    "once",
    "twice",
    "thrice",
    "per",
    "times",
    "[0-9]",
    "mal",
    "einmal",
    "zweimal",
    "fois",
    "veces",
    "vez",
    "vezes",
)
"""Patterns of what stands before an article that means "per"."""

NO_RATE = ("is", "was", "takes", "lasts", "needs", "requires", "has", "its", "this", "plus", "minus", "less",
    "costs", "yes", "adds", "gives", "allows", "leaves", "us", "does", "as", "it's", "that's", "saves", "pues", "es",
    "las", "los", "das", "aus", "dans", "mais", "pas")  # fmt: skip
"""Words in -s before which an article is no rate, unlike "miles an hour"."""

SPOKEN = {
    "year": YEAR,
    "month": MONTH,
    "week": WEEK,
    "day": DAY,
    "hour": HOUR,
    "minute": MINUTE,
    "second": SECOND,
}
