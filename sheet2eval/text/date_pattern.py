"""What a date looks like, and what must or must not stand beside it; all on text in lower case.

The named group that encloses each form of a date names its reader in `dates`.
"""

from __future__ import annotations

import re

from sheet2eval.text import calendar_words as words
from sheet2eval.text import clock_words
from sheet2eval.text.mentions import LazyPattern, any_of
from sheet2eval.text.uncounted import UNCOUNTED

_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_NTH = "(?:st|nd|rd|th)"
_YEAR = "[12][0-9]{3}"
_COUNT = f"(?:[0-9]{{1,3}}|{any_of([*words.COUNTS, *clock_words.HOURS])})"
_SPAN = any_of(words.SPANS)
_TO = r"(?: \s?[-–—]\s? | \s(?:to|through|until|till|and|or|bis|und|au|et|al|y|a|e)\s(?:the\s)? )"
_WEEKDAY = any_of([*words.WEEKDAYS, *words.SHORT_WEEKDAYS])
_FIRST_WORDS = [  # one quick look ahead: most words begin no date
    *(*words.WEEKDAYS, *words.SHORT_WEEKDAYS, *words.MONTHS_EN, *words.RELATIVE, *words.WHICH),
    *(*words.AHEAD_BEFORE, *words.AGO_BEFORE, *words.COUNTS, *clock_words.HOURS),
    *words.ORDINALS,
    *("the", "am", "zum", "vom", "le", "el", "no", "dia", "last", "end"),
]

DATE = LazyPattern(
    rf"""
    (?<![^\W_]) (?= [0-9] | {any_of(_FIRST_WORDS)} \b ) (?<! [0-9][-/.:,] ) (?<! [$€£+#] )
    (?:
        (?P<absolute>
            (?: {_WEEKDAY}\b [.,]{{0,2}} \s (?:(?:the|den|dem|le|el)\s)? )?
            (?:
                (?P<iso> (?P<iso_year>{_YEAR}) (?P<iso_mark>[-/.]) (?P<iso_month>[01]?[0-9]) (?P=iso_mark)
                    (?P<iso_day>[0-3]?[0-9]) (?=t[0-9])? )
              | (?P<figures> (?P<first>[0-3]?[0-9]) (?P<mark>[-/.]) (?P<second>[0-3]?[0-9])
                    (?: (?P=mark) (?P<figures_year>{_YEAR}|[0-9]{{2}})
                      | (?<=/[0-9]) | (?<=/[0-9]{{2}}) | (?P<dot>\.) ) )
              | (?P<month_first> (?P<month_en>{any_of(words.MONTHS_EN)}) \b\.? \s (?:the\s)? (?P<day_en>{_DAY})
                    (?P<nth>{_NTH})? (?: {_TO} (?P<last_en>{_DAY}) {_NTH}? (?:(?=,?\s{_YEAR}\b)|{UNCOUNTED}) )?
                    (?: ,?\s (?P<year_en>{_YEAR}) )? )
              | (?P<aloud_month_first> (?P<aloud_month>{any_of(words.MONTHS_EN)}) \s (?:the\s)?
                    (?P<aloud_day>{any_of(words.ORDINALS)}) \b (?: (?=,?\s{_YEAR}\b) | {UNCOUNTED} )
                    (?: ,?\s (?P<aloud_year>{_YEAR}) )? )
              | (?P<aloud_day_first> (?P<aloud_first>{any_of(words.ORDINALS)}) \s of \s
                    (?P<aloud_of>{any_of(words.MONTHS_EN)}) \b (?: ,?\s (?P<aloud_of_year>{_YEAR}) )? )
              | (?P<day_first> (?P<day>{_DAY}) (?:{_NTH}|er|\.|º)?
                    (?: {_TO} (?P<last>{_DAY}) (?:{_NTH}|\.)? )? \s (?P<of>(?:of|de)\s)?
                    (?P<month>{any_of(words.MONTHS)}) \b (?: \.?,?\s (?:de\s)? (?P<year>{_YEAR}) )? )
            )
            (?: (?=t[0-9]) | (?! [^\W_] | [-/:.][0-9] | % ) )
        )
      | (?P<relative> {any_of(words.RELATIVE)} \b )
      | (?P<counted>
            (?: (?P<ahead> {any_of(words.AHEAD_BEFORE)} ) | {any_of(words.AGO_BEFORE)} ) \s
                (?P<count_after> {_COUNT} ) \s (?P<span_after> {_SPAN} ) \b (?! \s(?:of|de|from|ago)\b )
          | (?P<count> {_COUNT} ) \s (?P<span> {_SPAN} ) \s
                (?: (?P<hence> {any_of(words.AHEAD_AFTER)} ) | {any_of(words.AGO_AFTER)} ) \b
        )
      | (?P<weekday>
            (?: (?P<which> {any_of(words.WHICH)} ) \s )?
            (?: (?P<name> {any_of(words.WEEKDAYS)} ) | (?P<short> {any_of(words.SHORT_WEEKDAYS)} ) ) \b
            (?! \sgras\b ) (?: \s (?P<which_after> {any_of(words.WHICH_AFTER)} ) \b )?
        )
      | (?P<day_of_month>
            (?: the \s (?P<nth_day>{_DAY}) {_NTH} \b (?: (?=\s of \s (?:the|this|next)\smonth\b) | {UNCOUNTED} )
              | (?: am | zum | vom ) \s (?P<german_day>{_DAY}) \. {UNCOUNTED}
              | (?: le | el | el\sdía | no\sdia | dia ) \s (?P<romance_day>{_DAY}) (?![0-9]) {UNCOUNTED} )
            (?P<of_month> \s of \s (?: the | this | (?P<next_month>next) ) \s month \b )?
        )
      | (?P<month_end> (?: last\sday | end ) \s of \s (?: the | this | (?P<after_next>next) ) \s month \b )
    )
    """,
    re.VERBOSE,
)

LEAD_BEFORE = re.compile(rf"(?<![^\W_]){any_of(words.DATE_LEADS)}\s(?:the\s)?\W{{0,2}}\Z")
EVERY_BEFORE = re.compile(rf"\b{any_of(words.EVERY)}\s\Z")
MORNING_BEFORE = re.compile(rf"\b{any_of([*words.BEFORE_MORNING, *words.EVERY])}\s\Z")
NOT_A_DATE_BEFORE = re.compile(
    rf"\b(?:{any_of([*clock_words.LABELS, *clock_words.NOT_A_CLOCK])}|rated|release)\b\W{{0,3}}(?:of\s)?\Z"
)
FIGURE_AFTER = re.compile(r"[.,]?\s(?:at\s)?[0-9]")

BEFORE_WHOLE = re.compile(rf"(?: {any_of([*words.DATE_LEADS, 'the'])}\s )* \Z", re.VERBOSE)
AFTER_WHOLE = re.compile(r"\.? (?: [t\s] [0-9]{2}:[0-9:.]{2,15} (?: z | [+-][0-9:]{2,6} )? )?", re.VERBOSE)
"""After a date that is the whole text: nothing, or the clock time of ISO 8601."""
