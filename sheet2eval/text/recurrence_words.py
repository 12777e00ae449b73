"""The words for what recurs, in English, German, French, Spanish and Portuguese, in lower case."""

from __future__ import annotations

from sheet2eval.text.duration_words import NUMBERS
from sheet2eval.text.weekday_words import SHORT_WEEKDAYS, WEEKDAYS

MINUTE, DAY, MONTH = "minute", "day", "month"
HOUR_MINUTES, WEEK_DAYS, YEAR_MONTHS = 60, 7, 12
MONDAY_TO_FRIDAY = frozenset(range(5))
WEEKEND = frozenset({5, 6})
LAST = -1

EVERY = (
    *(
        "every single",
        "every",
        "each",
        "jede[nrsm]?",
        "alle",
        "chaque",
        "tous les",
        "toutes les",
        "cada",
        "a cada",
    ),
    *("todos los", "todas las", "todos os", "todas as", "todo", "toda", "todo o", "toda a", "de cada"),
)
"""Patterns of what makes a unit or a day a recurrence."""

EVERY_OTHER = {
    **dict.fromkeys(("other", "second", "2nd", "alternate", "zweiten?", "zweites", "deuxième"), 2),
    **dict.fromkeys(("third", "3rd", "dritten?", "drittes"), 3),
    **dict.fromkeys(("fourth", "4th"), 4),
}
"""Patterns of what stands between "every" and a unit, and how many units it makes."""

COUNTS = {word: number for word, number in NUMBERS.items() if number >= 1 and float(number).is_integer()}

UNITS = {
    **dict.fromkeys(("minute", "minutes", "min", "minuten", "minuto", "minutos"), (MINUTE, 1)),
    **dict.fromkeys(
        ("hour", "hours", "hr", "hrs", "h", "stunde", "stunden", "heure", "heures"), (MINUTE, 60)
    ),
    **dict.fromkeys(("hora", "horas"), (MINUTE, 60)),
    **dict.fromkeys(
        ("half hour", "half-hour", "half an hour", "halbe stunde", "demi-heure", "demi-heures"), (MINUTE, 30)
    ),
    **dict.fromkeys(("media hora", "meia hora"), (MINUTE, 30)),
    **dict.fromkeys(
        ("quarter hour", "quarter-hour", "quarter of an hour", "quarters of an hour"), (MINUTE, 15)
    ),
    **dict.fromkeys(("viertelstunde", "quart d'heure", "cuarto de hora"), (MINUTE, 15)),
    "hour and a half": (MINUTE, 90),
    **dict.fromkeys(
        ("day", "days", "tag", "tages", "tage", "jour", "jours", "día", "días", "dia", "dias"), (DAY, 1)
    ),
    **dict.fromkeys(("morning", "afternoon", "evening", "night", "lunchtime"), (DAY, 1)),
    **dict.fromkeys(("morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht"), (DAY, 1)),
    **dict.fromkeys(("matin", "matins", "soir", "soirs", "après-midi", "nuit", "midi"), (DAY, 1)),
    **dict.fromkeys(("mañana", "mañanas", "tarde", "tardes", "noche", "noches"), (DAY, 1)),
    **dict.fromkeys(("manhã", "manhãs", "noite", "noites"), (DAY, 1)),
    **dict.fromkeys(
        ("week", "weeks", "woche", "wochen", "semaine", "semaines", "semana", "semanas"), (DAY, 7)
    ),
    "fortnight": (DAY, 14),
    **dict.fromkeys(
        ("month", "months", "monat", "monats", "monate", "mois", "mes", "meses", "mês"), (MONTH, 1)
    ),
    **dict.fromkeys(("quarter", "quarters", "quartal", "trimestre", "trimestres"), (MONTH, 3)),
    **dict.fromkeys(
        ("year", "years", "jahr", "jahres", "jahre", "an", "ans", "année", "années"), (MONTH, 12)
    ),
    **dict.fromkeys(("año", "años", "ano", "anos"), (MONTH, 12)),
}
"""What stands after "every" or a number: a basic unit, and how many of it."""

QUINZAINE_UNITS = frozenset({"jours", "días", "dias"})
"""Fifteen of these are a fortnight."""

DAY_GROUPS = {
    **dict.fromkeys(
        ("weekday", "workday", "working day", "business day", "school day", "weeknight"), MONDAY_TO_FRIDAY
    ),
    **dict.fromkeys(
        ("weekday morning", "weekday afternoon", "weekday evening", "weekday night"), MONDAY_TO_FRIDAY
    ),
    **dict.fromkeys(
        ("werktag", "wochentag", "arbeitstag", "jour ouvré", "jours ouvrés", "día laborable"),
        MONDAY_TO_FRIDAY,
    ),
    **dict.fromkeys(
        ("días laborables", "dia útil", "dias úteis", "jour de semaine", "jours de semaine"), MONDAY_TO_FRIDAY
    ),
    **dict.fromkeys(("day except weekends", "day except on weekends", "day but weekends"), MONDAY_TO_FRIDAY),
    **dict.fromkeys(("weekend", "wochenende", "week-end", "week-ends", "weekends"), WEEKEND),
    **dict.fromkeys(("fin de semana", "fines de semana", "fim de semana", "fins de semana"), WEEKEND),
}
"""Days of the week that have a name together; after "every"."""

GROUPS_ALONE = {
    **dict.fromkeys(
        ("weekdays", "workdays", "weeknights", "on business days", "on working days"), MONDAY_TO_FRIDAY
    ),
    **dict.fromkeys(("weekday mornings", "weekday afternoons", "weekday evenings"), MONDAY_TO_FRIDAY),
    **dict.fromkeys(
        (
            "werktags",
            "wochentags",
            "unter der woche",
            "an werktagen",
            "an wochentagen",
            "en semaine",
            "entre semana",
        ),
        MONDAY_TO_FRIDAY,
    ),
    **dict.fromkeys(("dias úteis", "jours ouvrés", "días laborables"), MONDAY_TO_FRIDAY),
    **dict.fromkeys(
        (
            "weekends",
            "weekend mornings",
            "weekend afternoons",
            "weekend evenings",
            "on the weekends",
            "an wochenenden",
            "les week-ends",
            "los fines de semana",
        ),
        WEEKEND,
    ),
    **dict.fromkeys(("aos fins de semana", "nos fins de semana"), WEEKEND),
}
"""The same, where no "every" is needed."""

ADVERBS = {
    **dict.fromkeys(("hourly", "stündlich", "horaire"), (MINUTE, 60)),
    **dict.fromkeys(("daily", "nightly", "täglich", "tägliche[nrs]?", "quotidien(?:ne)?(?:ment)?"), (DAY, 1)),
    **dict.fromkeys(("seven days a week", "7 days a week"), (DAY, 1)),
    **dict.fromkeys(("diariamente", "a diario", "diario", "diária", "diário", "everyday"), (DAY, 1)),
    **dict.fromkeys(
        ("weekly", "wöchentlich(?:e[nrs]?)?", "hebdomadaire(?:ment)?", "semanalmente", "semanal"), (DAY, 7)
    ),
    **dict.fromkeys(
        ("biweekly", "bi-weekly", "fortnightly", "zweiwöchentlich", "vierzehntägig", "bimensuel"), (DAY, 14)
    ),
    **dict.fromkeys(
        ("quinzenal(?:mente)?", "quincenal(?:mente)?", "every fortnight", "on alternate weeks"), (DAY, 14)
    ),
    **dict.fromkeys(
        ("monthly", "monatlich(?:e[nrs]?)?", "mensuel(?:le)?(?:ment)?", "mensual(?:mente)?"), (MONTH, 1)
    ),
    **dict.fromkeys(("mensal(?:mente)?",), (MONTH, 1)),
    **dict.fromkeys(("bimonthly", "bi-monthly"), (MONTH, 2)),
    **dict.fromkeys(
        ("quarterly", "vierteljährlich", "quartalsweise", "trimestriel(?:le)?", "trimestral(?:mente)?"),
        (MONTH, 3),
    ),
    **dict.fromkeys(("semiannually", "semi-annually", "halbjährlich", "twice-yearly"), (MONTH, 6)),
    **dict.fromkeys(
        ("yearly", "annually", "annual", "jährlich(?:e[nrs]?)?", "annuel(?:le)?(?:ment)?"), (MONTH, 12)
    ),
    **dict.fromkeys(("anual(?:mente)?",), (MONTH, 12)),
}
"""Patterns of recurrences in one word."""

TIMES = {
    **dict.fromkeys(("once", "einmal", "une fois", "una vez", "uma vez"), 1),
    **dict.fromkeys(("twice", "two times", "zweimal", "deux fois", "dos veces", "duas vezes"), 2),
    **dict.fromkeys(("thrice", "three times", "dreimal", "trois fois", "tres veces", "três vezes"), 3),
    **dict.fromkeys(("four times", "viermal", "quatre fois", "cuatro veces", "quatro vezes"), 4),
}
TIMES_EACH = (
    "a",
    "an",
    "per",
    "each",
    "every",
    "pro",
    "am",
    "die",
    "im",
    "par",
    "al",
    "a la",
    "por",
    "ao",
    "à",
)
"""Once a week, einmal pro Woche."""

PLURAL_WEEKDAYS = {
    **{f"{name}s": day for name, day in list(WEEKDAYS.items())[:7]},
    **{
        f"{name}s": day
        for name, day in WEEKDAYS.items()
        if name.endswith(("tag", "abend")) or name == "mittwoch"
    },
}
"""Weekdays that recur by their own ending: Mondays, montags."""

MONDAYS = ("monday", "mon", "montag", "mo", "lundi", "lunes", "lun", "segunda", "segunda-feira")
FRIDAYS = ("friday", "fri", "freitag", "fr", "vendredi", "viernes", "vie", "sexta", "sexta-feira")
"""The first and the last day of "Monday to Friday", which needs no "every"."""

PLURAL_PARTS = ("mornings", "afternoons", "evenings", "nights")

_LATIN = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_SEGUNDA = ("segunda", "terça", "quarta", "quinta", "sexta")
WEEKDAYS_AFTER_EVERY = {
    **WEEKDAYS,
    **SHORT_WEEKDAYS,
    **PLURAL_WEEKDAYS,
    **{f"{name}s": day for day, name in enumerate(_LATIN)},
    **{name: day for day, name in enumerate(_SEGUNDA)},
    **{f"{name}s": day for day, name in enumerate(_SEGUNDA)},
    **{f"{name}s-feiras": day for day, name in enumerate(_SEGUNDA)},
    "sábados": 5,
    "domingos": 6,
}
"""Weekdays after "every" and its kin, in the singular or the plural."""

WEEKDAY_LEADS = ("los", "les", "às", "aos", "nas", "nos")
"""What makes a plural of theirs recur, as "on Mondays" does: los lunes, às segundas."""
WEEKDAYS_IN_PLURAL = {
    name: day
    for name, day in WEEKDAYS_AFTER_EVERY.items()
    if name.endswith("s") and name not in {"tues", "thurs", *PLURAL_WEEKDAYS}
}

ORDINALS = {
    **dict.fromkeys(
        ("first", "ersten?", "erster", "premier", "première", "1er", "primer", "primero", "primera"), 1
    ),
    **dict.fromkeys(("primeiro", "primeira"), 1),
    **dict.fromkeys(("second", "zweiten?", "deuxième", "segundo"), 2),
    **dict.fromkeys(("third", "dritten?", "troisième", "tercer", "terceiro", "terceira"), 3),
    **dict.fromkeys(("fourth", "vierten?", "quatrième", "cuarto", "quarto"), 4),
    "end": LAST,
    "fifth": 5,
    "tenth": 10,
    "fifteenth": 15,
    "twentieth": 20,
    "thirtieth": 30,
    **dict.fromkeys(("last", "letzten?", "letzter", "dernier", "dernière", "último", "última"), LAST),
}
"""Patterns of ordinals."""

RULE_UNITS = {
    "minutely": (MINUTE, 1),
    "hourly": (MINUTE, 60),
    "daily": (DAY, 1),
    "weekly": (DAY, 7),
    "monthly": (MONTH, 1),
    "yearly": (MONTH, 12),
}
RULE_DAYS = {name: day for day, name in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))}
"""The names of iCalendar's recurrence rules (RFC 5545)."""
