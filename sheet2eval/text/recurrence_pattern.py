"""What a recurrence looks like, and what may stand before or after it; all on text in lower case."""

from __future__ import annotations

import re

from sheet2eval.text import recurrence_words as words
from sheet2eval.text.calendar_words import MONTHS
from sheet2eval.text.mentions import LazyPattern, any_of
from sheet2eval.text.uncounted import UNCOUNTED
from sheet2eval.text.weekday_words import WEEKDAYS

_EVERY = any_of(words.EVERY)
_COUNT = rf"(?:[0-9]{{1,3}}(?:[.,]5)?|{any_of(words.COUNTS)})"
_UNIT = any_of(words.UNITS)
_MONTH = any_of(MONTHS)
_ORDINAL = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th|er|\.|º|ª)|{any_of(words.ORDINALS)}\b)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_DATE = rf"(?:{_MONTH}\b\.?\s(?:the\s)?{_DAY}(?:st|nd|rd|th)?|{_DAY}(?:st|nd|rd|th|\.|er|º)?\s(?:of\s|de\s)?{_MONTH})\b"
_AND = r"(?:\s?[,&]\s?(?:and\s)?|\s(?:and|or|und|et|y|e)\s)(?:on\s)?(?:(?:the|el|le)\s)?"
_MORE_DAYS = rf"(?:{_AND}(?:{_ORDINAL}|{_DAY}(?![\w:])))"
_ORDINALS = rf"(?:{_ORDINAL}{_MORE_DAYS}{{0,30}})"
_DAYS = rf"(?:{_DAY}{_MORE_DAYS}{{0,30}})"
_NTH_FIGURE = rf"(?:(?:[0-9]{{1,2}}(?:st|nd|rd|th)|d[ií]a\s{_DAY}º?){_MORE_DAYS}{{0,30}})"
_OF_MONTH = r"(?:\sof\s(?:the|each|every)\smonth|\s(?:des|im)\smonats?|\sdu\smois|\sdel\smes|\sdo\smês)"

_NEXT = (
    r"(?: \s?[,/&+]\s?(?:and\s|or\s)? | \s?[-–—]\s? | ,?\s(?:and|or|through|thru|to|und|oder|bis|et|y|e|à|au|a)\s"
    r"(?:on\s|every\s|each\s|los\s|les\s|às\s)? )"
)
_WEEKDAY = any_of(words.WEEKDAYS_AFTER_EVERY)
_PLURAL = rf"{any_of(words.PLURAL_WEEKDAYS)}"
_SINGULAR_WITH_PARTS = rf"{any_of(words.WEEKDAYS_AFTER_EVERY)}\s{any_of(words.PLURAL_PARTS)}"
_LISTED = rf"{_WEEKDAY}\b(?:{_NEXT}{_WEEKDAY}\b){{0,6}}"

MONTH_DAY = re.compile(rf"(?<![^\W_])(?:{_ORDINAL}|{_DAY})")
WEEKDAY = re.compile(rf"(?<![^\W_]){_WEEKDAY}(?![^\W_])")
THROUGH = re.compile(r"\s?[-–—]\s?|\s(?:through|thru|to|until|till|bis|à|au|a)\s")
"""Between two weekdays: that those between them are meant too."""

_WORKWEEK = rf"""
    (?<!next\s) (?<!this\s) (?<!last\s) {any_of(words.MONDAYS)} (?:{THROUGH.pattern}) {any_of(words.FRIDAYS)} \b
    (?! \s(?:of\s)?(?:next|this|last)\sweek\b | ,?\s\(?{_MONTH}\b )
"""

_FIRST_WORDS = [  # one quick look ahead: most words begin no recurrence
    *(
        "every",
        "each",
        "jede",
        "alle",
        "chaque",
        "tous",
        "toutes",
        "cada",
        "a cada",
        "tod[oa]",
        "de cada",
        "alternate",
    ),
    *(*words.TIMES, *words.ADVERBS, *words.GROUPS_ALONE, *words.WEEKDAYS_AFTER_EVERY, *words.ORDINALS),
    *words.MONDAYS,
    *("los", "les", "às", "aos", "nas", "nos", "une? "),
]

BASE = LazyPattern(
    rf"""
    (?<![^\W_]) (?= [0-9] | {any_of(_FIRST_WORDS)} ) (?<! = ) (?<! [^\W_]- )
    (?:
        (?P<every> {_EVERY} ) \s
        (?: (?P<group>{any_of(words.DAY_GROUPS)})
          | (?P<date> {_DATE} )
          | (?P<nth_weekday>{_ORDINAL}) \s (?P<nth_weekday_day>{_WEEKDAY}) (?= {_OF_MONTH}\b )
          | (?P<first_weekday>{any_of(["first", "1st", "last"])}) \s (?P<first_weekday_day>{_WEEKDAY}) (?:{_OF_MONTH})?
          | (?: (?P<nth_day>{_ORDINALS}) (?: \sday )? {_OF_MONTH}
              | (?P<nth_figure>{_NTH_FIGURE}) (?! \s{_WEEKDAY}\b ) (?: (?={_OF_MONTH}\b) | {UNCOUNTED} ) )
          | (?: (?: (?P<other>{any_of(words.EVERY_OTHER)}) | (?P<count>{_COUNT}) ) (?: [\s-] | (?<=[0-9]) ) )?
            (?: (?P<unit>{_UNIT}) | (?P<weekdays>{_LISTED}) )
        )
      | (?P<times>{any_of(words.TIMES)} | [0-9]{{1,2}} \s? (?:times|x|mal|fois|veces|vezes)) \s
            (?: {any_of(words.TIMES_EACH)} \s (?P<times_unit>{_UNIT}) | (?P<times_adverb>{any_of(words.ADVERBS)}) )
      | (?P<adverb>{any_of(words.ADVERBS)})
      | (?P<group_alone>{any_of(words.GROUPS_ALONE)})
      | (?P<weekdays_alone>
            (?: {_PLURAL} | {_SINGULAR_WITH_PARTS} ) \b (?: {_NEXT} (?: {_PLURAL} | {_SINGULAR_WITH_PARTS} ) \b ){{0,6}}
          | (?: {any_of(words.WEEKDAY_LEADS)} ) \s
            {any_of(words.WEEKDAYS_IN_PLURAL)} \b (?: {_NEXT} {any_of(words.WEEKDAYS_IN_PLURAL)} \b ){{0,6}} )
      | (?P<workweek> {_WORKWEEK} )
      | alternate \s (?P<alternate>{_WEEKDAY}|days?|weeks?|months?)
      | (?:un|une) \s (?P<one_in_two>{_WEEKDAY}|jour|semaine|mois) \s sur \s deux
      | (?P<nth_of_month>{_ORDINAL}) \s (?P<nth_of_month_day>{_WEEKDAY}) {_OF_MONTH}
    )
    (?! [^\W_] )
    """,
    re.VERBOSE,
)

_OF = r"\s(?:(?:of|in|de|im|des)\s)?"
_BEFORE_TIME = r"[,\s(–—-]{1,3}(?:(?:of|at|um|à|repeats|repeating|recurring)\s){0,2}"
_LEAD = (
    r"(?:(?:on|every|each|from|am|zum|an|jeweils|le|les|el|los|no|na|às|aos|den|of)\s|(?:starting|beginning)\s(?:on\s)?)?"
    r"(?:the\s|each\s|every\s)?"
)
_MARKS = "[,(:*|\"'–—-]"
_SHORTLY = (
    r"(?:(?:\s(?!(?:and|or|but|then)\b)[a-z-]{2,16}){1,2}\s(?=(?:on|for|every|each)\s)(?:for\s)?"
    rf"|(?:{_MARKS}|\s){{1,12}}days?\W{{1,5}}|(?:{_MARKS}|[^\S\n]){{1,6}})"
)
AFTER = LazyPattern(
    rf"""
    {_SHORTLY} (?: \(\s? )? {_LEAD}
    (?: (?P<date> {_DATE} )
      | (?P<nth_weekday>{_ORDINAL}) \s (?P<nth_weekday_day>{_WEEKDAY})
      | (?P<weekdays>{_LISTED})
      | (?P<group>{any_of([*words.DAY_GROUPS, *words.GROUPS_ALONE])})
      | (?: the\s )? (?: (?:day|dia|día|tag)\s (?P<day>{_DAYS}) | (?P<nth_day>{_ORDINALS}) (?:\sday)? )
        (?= (?:{_OF_MONTH}\b | {UNCOUNTED}) )
    )
    (?! [^\W_] )
    """,
    re.VERBOSE,
)
"""After "every week" and its like: on which day of it."""

BEFORE = LazyPattern(
    rf"""
    (?<![^\W_])
    (?: (?P<date> {_DATE} ) {_BEFORE_TIME}
      | (?P<nth_weekday>{_ORDINAL}) \s (?P<nth_weekday_day>{_WEEKDAY}) {_OF}
      | (?: (?:day|dia|día|el|le)\s (?P<day>{_DAYS}) | (?P<nth_day>{_ORDINALS}) (?:\s(?:day|día|jour|tag))? ) {_OF}
      | (?P<weekdays>{_LISTED}) {_BEFORE_TIME}
    ) \Z
    """,
    re.VERBOSE,
)
"""Before "every month" and its like, or before a time that stands before it: on which day of it."""
CONTINUED = re.compile(rf",?\s(?:(?:and|or|und|et|y|e)\s)?(?:on\s)?(?P<weekdays>{_LISTED})(?![^\W_])")
"""After the time of "every Monday at 9": the next day of the list, with a time of its own."""
SENTENCE_END = re.compile(r"[.!?;\n](?:(?<=\n)|(?<!\b[ap]\.m\.)\s)")
NAMED_WEEKDAY = re.compile(rf"(?<![^\W_]){any_of(WEEKDAYS)}(?![^\W_])")
NOT_ITS_DAY_BEFORE = re.compile(r"\b(?:it['’]s|it\sis|today\sis|until|till|by|except|not)\s\Z")
"""Before a weekday that is not the one on which something recurs weekly."""
TO_BASE = re.compile(r"[,\s(–—-]{1,3}(?:(?:repeats|repeating|recurring)\s)?")
"""All that stands between such a time and "every month"."""

FIGURES = re.compile(r"[0-9]+")
DATE_MONTH = re.compile(rf"\b{_MONTH}\b")
EVERYDAY_AFTER = re.compile(rf"{UNCOUNTED}", re.VERBOSE)

RULE = re.compile(
    r"(?<![^\W_])(?:[a-z]{3,10}=[\w,+:-]{1,60};){0,9}freq=[a-z]{5,8}(?:;[a-z]{3,10}=[\w,+:-]{1,60}){0,9}"
)
"""An iCalendar recurrence rule: FREQ=WEEKLY;BYDAY=MO."""
