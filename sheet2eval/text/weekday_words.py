"""The words for the days of the week in English, German, French, Spanish and Portuguese, in lower case."""

from __future__ import annotations

WEEKDAYS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
    "montag": 0,
    "dienstag": 1,
    "mittwoch": 2,
    "donnerstag": 3,
    "freitag": 4,
    "samstag": 5,
    "sonnabend": 5,
    "sonntag": 6,
    "lundi": 0,
    "mardi": 1,
    "mercredi": 2,
    "jeudi": 3,
    "vendredi": 4,
    "samedi": 5,
    "dimanche": 6,
    "lunes": 0,
    "martes": 1,
    "miércoles": 2,
    "jueves": 3,
    "viernes": 4,
    "sábado": 5,
    "domingo": 6,
    "segunda-feira": 0,
    "terça-feira": 1,
    "quarta-feira": 2,
    "quinta-feira": 3,
    "sexta-feira": 4,
}

SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
"""These count only where what stands beside them tells "Sat 10 AM" from "Sat down"."""

OTHER_SHORT_WEEKDAYS = (
    *("mo", "di", "mi", "do", "fr", "sa", "so"),
    *("lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mié", "jue", "vie", "sáb", "dom"),
    *("seg", "ter", "qua", "qui", "sex"),
)
"""Those of other languages, which count only right before a date: Fr, 11.04."""

NEXT, THIS, LAST, COMING = "next", "this", "last", "coming"
NEXT_WEEK, LAST_WEEK, AFTER_NEXT = "next week", "last week", "after next"

WHICH = {
    **dict.fromkeys(("next week", "next week on", "nächste woche", "nächste woche am"), NEXT_WEEK),
    **dict.fromkeys(("last week", "last week on", "letzte woche", "letzte woche am"), LAST_WEEK),
    **dict.fromkeys(("coming", "this coming", "upcoming"), COMING),
    **dict.fromkeys(("next", "nächsten", "nächster", "kommenden", "próximo", "próxima"), NEXT),
    **dict.fromkeys(("this", "diesen", "ce", "este", "nesta"), THIS),
    **dict.fromkeys(("last", "letzten", "vergangenen", "último", "última"), LAST),
}
"""What stands before a weekday."""

WHICH_AFTER = {
    **dict.fromkeys(("next week", "of next week", "nächster woche", "de la semaine prochaine"), NEXT_WEEK),
    **dict.fromkeys(("de la próxima semana", "da próxima semana", "da semana que vem"), NEXT_WEEK),
    **dict.fromkeys(("last week", "of last week"), LAST_WEEK),
    "after next": AFTER_NEXT,
    **dict.fromkeys(("prochain", "que viene", "que vem"), NEXT),
    **dict.fromkeys(("dernier", "pasado", "passado", "passada"), LAST),
}
"""What stands after a weekday."""
