"""What a date looks like, and what must or must not stand beside it; all on text in lower case.

The named group that encloses each form of a date names its reader in `dates`.
"""

from __future__ import annotations

import re

from sheet2eval.text import calendar_words as words
from sheet2eval.text import clock_words, weekday_words
from sheet2eval.text.mentions import LazyPattern, any_of
from sheet2eval.text.uncounted import UNCOUNTED

_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_NTH = "(?:st|nd|rd|th)"
_YEAR = "[12][0-9]{3}"
_COUNT = f"(?:[0-9]{{1,3}}|{any_of([*words.COUNTS, *clock_words.HOURS])})"
_SPAN = any_of([*words.SPANS, *words.MONTH_SPANS])
_DOTTED = r"[0-3]?[0-9]\.[01]?[0-9]\."
_SLASHED = "(?:[0-3]?[0-9]/[0-3]?[0-9](?![0-9]))"
_LATE_SLASHED = "(?:[0-3]?[0-9]/(?:1[1-9]|2[0-9]|3[01])|(?:1[1-9]|2[0-9]|3[01])/[0-3]?[0-9])"
_ARTICLE = r"(?:(?:the|el|den|dem|le|o)\s)?"
_TO = rf"(?: \s?(?:[-–—→]|-{{1,2}}>|\.\.+)\s? | \s{any_of([*words.SPAN_JOINTS, *words.LIST_JOINTS])}\s{_ARTICLE} )"
_JOINT = any_of(words.LIST_JOINTS)
_MORE_EN = rf"(?: (?:,\s{_DAY}{_NTH}?){{1,30}} ,?\s{_JOINT}\s{_ARTICLE} | {_TO} ) {_DAY} {_NTH}?"
_MORE = rf"(?: (?:,\s{_DAY}(?:{_NTH}|\.)?){{1,30}} ,?\s{_JOINT}\s{_ARTICLE} | {_TO} ) {_DAY} (?:{_NTH}|\.)?"
_END = any_of(clock_words.ENDS)
_LEADS = any_of(words.DATE_LEADS)
_WEEKDAY = any_of([*weekday_words.WEEKDAYS, *weekday_words.SHORT_WEEKDAYS])
_WEEKDAY_BEFORE = any_of(
    [*weekday_words.WEEKDAYS, *weekday_words.SHORT_WEEKDAYS, *weekday_words.OTHER_SHORT_WEEKDAYS]
)
_FIRST_WORDS = [  # one quick look ahead: most words begin no date
    *(
        *weekday_words.WEEKDAYS,
        *weekday_words.SHORT_WEEKDAYS,
        *words.MONTHS_EN,
        *words.RELATIVE,
        *weekday_words.WHICH,
    ),
    *(*words.AHEAD_BEFORE, *words.AGO_BEFORE, *words.COUNTS, *clock_words.HOURS),
    *words.ORDINALS,
    *weekday_words.OTHER_SHORT_WEEKDAYS,
    *(f"{article}(?= [0-9])" for article in ("the", "am", "zum", "vom", "le", "el", "dia")),
    *("el día", "no dia", "last", "end"),
]

DATE = LazyPattern(
    rf"""
    (?<![^\W_]) (?= [0-9] | {any_of(_FIRST_WORDS)} \b ) (?<! [$€£+#] )
    (?: (?<! [0-9][-/.:,] ) | (?<=\.\.) | (?<=[0-9]/) (?={_YEAR}-[0-9]{{2}}-)
      | (?: (?<=/[0-9]-) | (?<=/[0-9]{{2}}-) ) (?={_SLASHED}) )
    (?:
        (?P<absolute>
            (?: {_WEEKDAY_BEFORE}\b [.,]{{0,2}} \s (?:(?:the|den|dem|le|el)\s)? )?
            (?:
                (?P<iso> (?P<iso_year>{_YEAR}) (?P<iso_mark>[-/.]) (?P<iso_month>[01]?[0-9]) (?P=iso_mark)
                    (?P<iso_day>[0-3]?[0-9]) (?=t[0-9])? )
              | (?P<basic> (?P<basic_year>(?:19|20)[0-9]{{2}}) (?P<basic_month>0[1-9]|1[0-2])
                    (?P<basic_day>0[1-9]|[12][0-9]|3[01]) (?: (?=t[0-9]{{4}}) | (?<=\bon\s[0-9]{{8}}) ) )
              | (?P<hyphened> (?P<hyphened_day>{_DAY}) (?P<hyphen>[-/]?) (?P<hyphened_month>{any_of(words.MONTHS_EN)})
                    (?P=hyphen) (?P<hyphened_year>{_YEAR}|(?<=[-/])[0-9]{{2}}) )
              | (?P<figures> (?P<first>[0-3]?[0-9]) (?P<mark>[-/.]) (?P<second>[0-3]?[0-9])
                    (?: (?P=mark) (?P<figures_year>{_YEAR}|[0-9]{{2}})
                      | (?<=/[0-9]) | (?<=/[0-9]{{2}}) | (?P<dot>\.) ) )
              | (?P<month_first> (?P<month_en>{any_of(words.MONTHS_EN)}) \b\.? \s (?:the\s(?={_DAY}{_NTH}))?
                    (?P<day_en>{_DAY}) (?P<nth>{_NTH})?
                    (?: (?P<more_en>{_MORE_EN}) (?!\s?[ap]\.?m\b) (?:(?=,?\s{_YEAR}\b)|{UNCOUNTED}) )?
                    (?: ,?\s (?P<year_en>{_YEAR}) )? )
              | (?P<aloud_month_first> (?P<aloud_month>{any_of(words.MONTHS_EN)}) \s (?:the\s)?
                    (?P<aloud_day>{any_of(words.ORDINALS)}) \b (?: (?=,?\s{_YEAR}\b) | {UNCOUNTED} )
                    (?: ,?\s (?P<aloud_year>{_YEAR}) )? )
              | (?P<aloud_day_first> (?P<aloud_first>{any_of(words.ORDINALS)}) \s of \s
                    (?P<aloud_of>{any_of(words.MONTHS_EN)}) \b (?: ,?\s (?P<aloud_of_year>{_YEAR}) )? )
              | (?P<day_first> (?P<day>{_DAY}) (?:{_NTH}|er|\.|º)?
                    (?P<more>{_MORE})? \s (?P<of>(?:of|de)\s)?
                    (?P<month>{any_of(words.MONTHS)}) \b (?: \.?,?\s (?:de\s)? (?P<year>{_YEAR}) )? )
            )
            (?: (?=t[0-9]) | (?=/{_YEAR}-[0-9]{{2}}-) | (?<=\.) (?=-{_DOTTED})
              | (?: (?<=/[0-9]) | (?<=/[0-9]{{2}}) ) (?=-{_SLASHED})
              | (?! [^\W_] | [-/:.][0-9] | % ) )
        )
      | (?P<relative> {any_of(words.RELATIVE)} \b )
      | (?P<counted>
            (?: (?P<ahead> {any_of(words.AHEAD_BEFORE)} ) | {any_of(words.AGO_BEFORE)} ) \s
                (?P<count_after> {_COUNT} ) \s (?P<span_after> {_SPAN} ) \b (?! \s(?:of|de|from|ago)\b )
          | (?P<count> {_COUNT} ) \s (?P<span> {_SPAN} ) \s
                (?: (?P<hence> {any_of(words.AHEAD_AFTER)} ) | {any_of(words.AGO_AFTER)}
                  | from \s (?: (?P<from_tomorrow>tomorrow) | (?P<from_weekday>{any_of(weekday_words.WEEKDAYS)}) ) ) \b
        )
      | (?P<weekday>
            (?: (?P<which> {any_of(weekday_words.WHICH)} ) \s )?
            (?: (?P<name> {any_of(weekday_words.WEEKDAYS)} ) | (?P<short> {any_of(weekday_words.SHORT_WEEKDAYS)} ) ) \b
            (?! \sgras\b ) (?: \s (?P<which_after> {any_of(weekday_words.WHICH_AFTER)} ) \b )?
        )
      | (?P<day_of_month>
            (?: the \s (?P<nth_day>{_DAY}) {_NTH} \b (?! {_MORE} \s (?:of\s)? {any_of(words.MONTHS_EN)}\b )
                    (?: (?=\s of \s (?:the|this|next)\smonth\b) | (?={_TO}{_DAY}{_NTH}\b) | {UNCOUNTED} )
              | (?: am | zum | vom ) \s (?P<german_day>{_DAY}) \. {UNCOUNTED}
              | (?: le | el | el\sdía | no\sdia | dia ) \s (?P<romance_day>{_DAY}) (?![0-9]) {UNCOUNTED} )
            (?P<of_month> \s of \s (?: the | this | (?P<next_month>next) ) \s month \b )?
        )
      | (?P<month_end> (?: last\sday | end ) \s of \s (?: (?: the | this | (?P<after_next>next) ) \s month
              | (?P<ending_month>{any_of(words.MONTHS_EN)}) (?: ,?\s (?P<ending_year>{_YEAR}) )? ) \b )
      | (?P<year_end> (?: last\sday | end ) \s of \s (?: the | this ) \s year \b )
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
SHARE_AFTER = re.compile(r"\s(?:of|de)\s(?!(?:next|this|last)\syear\b)")
"""After 4/11 when it is a part: 4/11 of the users."""
FEAST_BEFORE = re.compile(
    r"\b(?:ash|black|cyber|easter|fat|giving|good|holy|maundy|palm|shrove|super|whit)\s\Z"
)
"""Before a weekday that is one of a kind: Black Friday is not the coming Friday."""
DOTTED_BEFORE = re.compile(rf"(?<![0-9.]){_DOTTED}(?:\s?[-–—]\s?|\sbis\s)\Z")
DOTTED_AFTER = re.compile(rf"(?:\s?[-–—]\s?|\sbis\s){_DOTTED}")
"""What makes 11.4. a date: "11.4.–14.4."."""
COMMA_OR_CLOCK_AFTER = re.compile(r"[,;]|\s[0-9]{1,2}(?:[:.][0-9]{2})?(?:\s?[-–]\s?[0-9]{1,2})?\s?uhr\b")
"""What makes 11.04. a date: its point ends no sentence in "11.04., 14 Uhr"."""
NTH_BEFORE = re.compile(rf"\b{_DAY}{_NTH}{_TO}\Z", re.VERBOSE)
SHORT_BEFORE = re.compile(rf"\b{any_of(weekday_words.SHORT_WEEKDAYS)}\s?(?:[-–—]|\bto\b)\s?\Z")
SHORT_AFTER = re.compile(rf"\s?(?:[-–—]|\bto\b)\s?{any_of(weekday_words.SHORT_WEEKDAYS)}\b")
CLOCK_BEFORE = re.compile(r"[0-9]\s?[ap]\.?m\.?,?\s\Z")
FIGURE_AFTER = re.compile(r"[.,:]?\s(?:at\s)?[0-9]")

SLASHED_BEFORE = re.compile(rf"(?<![0-9/]){_LATE_SLASHED}(?:\s?[-–—]\s?|\sto\s)\Z")
SLASHED_AFTER = re.compile(rf"(?:\s?[-–—]\s?|\sto\s){_LATE_SLASHED}(?![0-9])")
"""What makes 5/3 a date: "4/28-5/3"."""
YEAR_BEFORE = re.compile(r"\b(?P<which>next|this|last)\syear,?\s(?:on\s)?(?:the\s)?\Z")
YEAR_AFTER = re.compile(r",?\s(?:of\s)?(?P<which>next|this|last)\syear\b")

_LEADS_WHOLE = {*words.DATE_LEADS} - clock_words.OTHER_THAN
BEFORE_WHOLE = re.compile(
    rf"(?:{any_of([*_LEADS_WHOLE, 'the', *(f'{which} year' for which in words.YEARS)])}\s)*\Z"
)
AFTER_WHOLE = re.compile(
    rf"(?:{YEAR_AFTER.pattern})? \.? (?: [t\s] [0-9]{{2}}:[0-9:.]{{2,15}} (?: z | [+-][0-9:]{{2,6}} )? )?",
    re.VERBOSE,
)
"""After a date that is the whole text: nothing, or the clock time of ISO 8601."""

SPAN_JOINT = re.compile(
    rf"""
    [*_]{{0,3}}
    (?: \s?(?:[-–—→]|-{{1,2}}>|\.\.+)\s? | (?:t[0-9:.]{{4,15}}z?)? / | [,;]?\s{any_of(words.SPAN_JOINTS)}\s
      | \W{{1,4}} (?:and\s)? {_END}\b \W{{1,4}} )
    [*_]{{0,3}} (?: {_LEADS}\s )? {_ARTICLE}
    """,
    re.VERBOSE,
)
"""All that stands between the ends of a span of days."""
LIST_JOINT = re.compile(rf"\s{any_of(words.LIST_JOINTS)}\s{_ARTICLE}")
LISTED = re.compile(rf"[0-9][a-zº.]{{0,2}},?\s{any_of(words.LIST_JOINTS)}\s{_ARTICLE}[0-9]")
BETWEEN_BEFORE = re.compile(rf"\b{any_of(clock_words.BETWEEN)}\s{_ARTICLE}\Z")
SPAN_LEAD_BEFORE = re.compile(
    rf"(?: {any_of([*clock_words.BETWEEN, *words.SPAN_LEADS])} \s )? {_ARTICLE} \Z", re.VERBOSE
)
FOUR_FIGURES = re.compile(r"[0-9]{4}")
YEARLESS = re.compile(
    rf"""
    (?! .*[0-9]{{4}} )
    (?: .*\b{any_of(words.MONTHS)}\b | (?:[a-z]+[.,]{{0,2}}\s)? [0-9]{{1,2}}[./-][0-9]{{1,2}}\.?\Z )
    """,
    re.VERBOSE,
)
"""A day of a month whose year is not written."""
WEEKDAY_ALONE = re.compile(rf"(?:{_WEEKDAY})\Z")
