"""The words of the clock in English, German, French, Spanish and Portuguese, in lower case."""

from __future__ import annotations

HOURS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "ein": 1,
    "eins": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "elf": 11,
    "zwölf": 12,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "una": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "siete": 7,
    "ocho": 8,
    "nueve": 9,
    "diez": 10,
    "once": 11,
    "doce": 12,
    "uma": 1,
    "duas": 2,
    "três": 3,
    "quatro": 4,
    "sete": 7,
    "oito": 8,
    "nove": 9,
    "dez": 10,
    "doze": 12,
}

HOURS_ONLY_BESIDE = {
    "ein": r"ein(?=\suhr)",
    "une": r"une(?=\sheure)",
    "una": r"(?<=la\s)una",
    "once": r"(?<=las\s)once",
}
"""Words of common use, and the pattern of where they are an hour."""

NAMED = {
    **dict.fromkeys(("noon", "midday", "mid-day", "mittag", "mittags", "midi", "mediodía", "meio-dia"), 12),
    **dict.fromkeys(("midnight", "mitternacht", "minuit", "medianoche", "meia-noite"), 0),
}

NAMED_ONLY_AFTER_LEAD = frozenset({"midi", "mittag"})  # a MIDI keyboard, "zu Mittag essen"

PARTS_OF_DAY = {
    "morning": 0,
    "afternoon": 11,
    "evening": 13,
    "night": 17,
    "morgen": 0,
    "vormittag": 1,
    "mittag": 11,
    "nachmittag": 12,
    "abend": 13,
    "nacht": 17,
    "matin": 0,
    "après-midi": 12,
    "soir": 13,
    "nuit": 17,
    "la madrugada": 0,
    "la mañana": 1,
    "la tarde": 12,
    "la noche": 17,
    "madrugada": 0,
    "manhã": 0,
    "tarde": 12,
    "noite": 17,
}
"""The first of the twelve hours that a part of the day spans: 12 at night is midnight, 4 at night is 4:00."""

PARTS_ALONE = {
    "tonight": 17,
    "esta tarde": 12,
    "esta noche": 17,
    "morgens": 0,
    "früh": 0,
    "vormittags": 1,
    "mittags": 11,
    "nachmittags": 12,
    "abends": 13,
    "nachts": 17,
}
"""The same for those that need no "in the" before them."""

TWELVE = {"noon": 12, "midday": 12, "midnight": 13}
"""The same for those that stand only after a twelve: in "April 11 noon" they are the time itself."""

PARTS_BEFORE = {"mornings": 0, "afternoons": 11, "evenings": 13, "nights": 17}
"""The same for those that stand only before the clock time: "3 nights" is no time."""

NO_PART_BEFORE_HOUR = frozenset({"morgen", "tarde"})  # "morgen um 8" is tomorrow, "mais tarde" is later

BEFORE_PART = (
    *("in the", "this", "tomorrow", "yesterday", "at", "(?:on )?[a-z]{3,6}day"),
    "(?:every|each)(?: [a-z]{3,6}day)?",
    *("am", "in der", "heute", "morgen", "gestern", "(?:am )?[a-z]{3,7}tag"),
    *("du", "de l'", "de la", "ce", "cet", "demain"),
    *("de", "por", "en", "da", "à"),
)
"""Patterns of what leads from a clock time to a part of the day."""

LEADS = ("at", "at about", "um", "gegen", "à", "vers", "(?:a|son|hasta) las", "a la", "es la", "às", "ao")
"""Patterns of what makes a bare number a time, where nothing counted follows; `@` is another."""

HOUR_LEADS = ("by", "before", "after", "around", "until", "till")
"""Patterns of the same before a number without a unit: "after 7 hours" is no time."""

OTHER_THAN = frozenset({"before", "after"})
"""What says that another moment is meant than the one it names."""

SPAN_JOINTS = (
    *(
        "to",
        "until",
        "till",
        "through",
        "thru",
        "up to",
        "bis",
        "à",
        "jusqu'à",
        "a",
        "a las?",
        "hasta(?: las?)?",
    ),
    *("até(?: às| as| a)?", "às"),
)
"""Patterns of what stands between the ends of a span."""

LIST_JOINTS = ("and", "or", "und", "oder", "et", "ou", "y", "y las?", "o", "o las?", "e", "e as")
"""Patterns of what stands between times that share one "pm", or after BETWEEN between the ends of a span."""

SPAN_LEADS = ("from", "open", "hours:?", "von", "de", "das", "desde las?", "de las?")
"""Patterns of what leads to the first end of a span."""

LASTING = (
    *("for", "lasts?", "and lasts?", "lasting", "für", "pendant", "durante", "por"),
    *("for about", "for around", "for approximately", "for exactly", "for a total of"),
)
"""Patterns of what stands between a time and how long from then on: 3 PM for two hours."""

STARTING = (
    "from",
    "starting",
    "starting at",
    "starting from",
    "beginning",
    "beginning at",
    "ab",
    "à partir de",
)
"""What stands between a length of time and when it begins: two hours from 3 PM."""

ENDS = (
    *(
        "end",
        "ends",
        "ending",
        *("end time", "end_time", "endtime", "end date", "end_date", "enddate", "check-out", "departure"),
        *("runs until", "runs to", "runs through", "goes until", "goes to", "lasts until"),
        "finish",
        "finishes",
        "finishing",
        "to",
        "until",
    ),
    *("ende", "endet", "fin", "finit", "termina", "fim"),
)
"""What names the second end of a span, behind punctuation or "and"."""

BETWEEN = ("between", "between the hours of", "zwischen", "entre", "entre las?", "entre as")

NOT_A_CLOCK = (
    *("ratio", "scale", "score", "scored", "scores", "odds", "won", "lost", "beat", "version", "resolution"),
    *("took", "takes", "lasts", "lasted", "dauert", "dure", "pendant", "dura", "durante"),
    *("length", "duration", "runtime", "timestamp", "elapsed", "dauer", "durée", "duración", "duração"),
    *("verse", "chapter", "surah"),
)
"""What stands before 3:16 or 1h30 when it is no time of day."""

BOOKS = (
    *("psalm", "psalms", "genesis", "exodus", "leviticus", "deuteronomy", "isaiah", "jeremiah", "ezekiel"),
    *("proverbs", "ecclesiastes", "matthew", "mark", "luke", "john", "acts", "romans", "corinthians"),
    *("galatians", "ephesians", "philippians", "colossians", "thessalonians", "hebrews", "revelation"),
    *("gen", "deut", "isa", "prov", "mt", "mk", "lk", "jn", "rom", "cor", "gal", "eph", "phil", "heb", "rev"),
)
"""What stands right before the 3:16 of a verse; "call John at 3:16" is a time."""

LABELS = ("option", "step", "day", "room", "page", "chapter", "no", "number", "item", "task", "part", "slot")
"""What stands before a number that names something: "Option 1 - 7 PM" is no span that begins at 1 PM."""
