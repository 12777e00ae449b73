"""What a clock time looks like, and what must or must not stand beside it; all on text in lower case."""

from __future__ import annotations

import re

from sheet2eval.text import clock_words as words
from sheet2eval.text.calendar_words import MONTHS
from sheet2eval.text.mentions import LazyPattern, any_of, first_letters
from sheet2eval.text.uncounted import UNCOUNTED

_HOUR_WORDS = any_of(words.HOURS_ONLY_BESIDE.get(word, word) for word in words.HOURS)
_OFFSETS = any_of([*words.BEFORE_HOUR, *words.BEFORE_HOUR_AFTER_LEAD])
_LEADS = any_of(words.LEADS)
_FIRST_LETTER = first_letters([*words.HOURS, *words.NAMED, *words.BEFORE_HOUR, *words.BEFORE_HOUR_AFTER_LEAD])
_GERMAN_AM = r"\s(?:[a-zäöü]*tag|[a-z]*abend|morgen|mittwoch|[0-9]{1,2}\.)"  # "um 7 am Montag" is not 7 AM

CLOCK = LazyPattern(
    rf"""
    (?: (?= [0-9] | {_FIRST_LETTER} ) (?<![^\W_]) | (?<=-[0-9][0-9]t)
      | (?<= (?<![^\W_])t ) (?= [0-9]{{2}}:[0-9]{{2}} ) )
    (?P<iso> (?<=-[0-9][0-9][t ]) )?
    (?<! [0-9:][.,:/] ) (?<! [$€£+] ) (?<! utc- ) (?<! gmt- )
    (?: (?P<offset>{_OFFSETS}) \s )?
    (?:
        (?P<hour> 2[0-4] | 1[0-9] | 0?[0-9] )
        (?:
            (?: : | (?P<dot>\.) | (?P<h>\s?h\s?) | (?P<uhr>\suhr\s)
              | (?P<military>(?<=[0-9]{{2}}) (?=[0-9]{{2}}\s?(?:hours|hrs)\b(?!\sof))) )
            (?P<minute>[0-5][0-9]) (?![0-9])
            (?: : (?P<second>[0-5][0-9]) (?:[.,][0-9]{{1,9}})? )?
            (?: (?(second) | (?<=[0-9]t[0-9]{{2}}:[0-9]{{2}}) ) (?P<zone> z\b | [+-][0-9]{{2}}:?[0-9]{{2}} ) )?
        )?
      | (?<!-) (?P<word>{_HOUR_WORDS}) \b
      | (?<!-) (?P<named>{any_of(words.NAMED)}) \b
    )
    (?: \s? (?: (?P<clock_unit> o['’]?\s?clock | uhr ) | (?P<unit> hours | hrs | heures? | horas? | h )
              | (?P<minutes> min(?:ute)?s? ) ) \b )?
    (?: (?<=[a-zäöüß]) \s (?P<after>{any_of(words.AFTER_HOUR)}) \b )?
    (?: \s? (?P<half>[ap]) (?: m(?![^\W_]) (?!{_GERMAN_AM}) | \.\s?m\b\.? ) )?
    (?: ,?\s (?: {any_of(words.BEFORE_PART)} \s? (?P<part>{any_of(words.PARTS_OF_DAY)})
               | (?P<alone>{any_of(words.PARTS_ALONE)}) ) \b )?
    (?! [^\W_] | [:.,'’′][0-9] | /[0-9](?![0-9]{{3}}-) | \s?[%‰°] )
    """,
    re.VERBOSE,
)

LEAD_BEFORE = re.compile(rf"""(?: (?<![\w-]){_LEADS}\s | (?<!\w)@\s? ) [*_(\[`"'“‘]{{0,3}} \Z""", re.VERBOSE)

_PARTS_BEFORE_HOUR = [
    *(words.PARTS_OF_DAY.keys() - words.NO_PART_BEFORE_HOUR),
    *(*words.PARTS_ALONE, *words.PARTS_BEFORE),
]
PART_BEFORE = re.compile(
    rf"\b (?P<part> {any_of(_PARTS_BEFORE_HOUR)} ) ,? \s (?: {_LEADS}\s | by\s | around\s )? \Z", re.VERBOSE
)

NOT_A_CLOCK_BEFORE = re.compile(
    rf"\b{any_of(words.NOT_A_CLOCK)}\b \W{{0,3}} (?: (?:of|is|was|at|by)\s )? \Z", re.VERBOSE
)
NOT_A_CLOCK_AFTER = re.compile(r"\s(?:ratio|aspect|scale|score)\b")
SHARE_AFTER = re.compile(r"\s(?:of|de|par|per|am\stag)\b")

UNCOUNTED_AFTER = re.compile(UNCOUNTED, re.VERBOSE)
NO_SPAN_BEFORE = re.compile(
    rf"(?: [0-9]\s?[-–—] | \b{any_of([*words.LABELS, *MONTHS])}\b \W{{0,2}} ) \Z", re.VERBOSE
)
JOINT = re.compile(
    rf"(?P<to>[^\S\n]?(?:[-–—]|\.\.+)[^\S\n]?|\s{any_of(words.SPAN_JOINTS)}\s(?:{_LEADS}\s)?)"
    rf"|\s{any_of(words.LIST_JOINTS)}\s(?:{_LEADS}\s)?"
)
"""What joins a clock time to the next one; `to`: as the ends of a span, not as two of a list."""
BETWEEN_BEFORE = re.compile(rf"\b{any_of(words.BETWEEN)}\s(?:{_LEADS}\s)?\Z")

WHOLE = re.compile(r"(?P<hour>2[0-4]|1[0-9]|0?[0-9])(?:(?:\.|(?<=[0-9]{2}))(?P<minute>[0-5][0-9]))?")
BEFORE_WHOLE = re.compile(
    rf"(?: (?:{_LEADS}|by|around|about|las?)\s | @\s? | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[t\s] )* \Z",
    re.VERBOSE,
)
_ZONE = r"(?: \s \(? (?:utc|gmt|[ecmp][sd]?t|cest|bst|ist|jst) (?:[+-][0-9]{1,2}(?::?[0-9]{2})?)? \)? )"
AFTER_WHOLE = re.compile(rf"\.? {_ZONE}? \.?", re.VERBOSE)
"""After a time that is the whole text: nothing, a full stop, or the name of a time zone."""

_END = any_of(words.ENDS)
_ISO_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t\s]"
SPAN_JOINT = re.compile(
    rf"""
    {_ZONE}? [*_]{{0,3}}
    (?: \s?(?:[-–—→]|\.\.+)\s? | \s{any_of(words.SPAN_JOINTS)}\s | / (?={_ISO_DATE})
      | \W{{1,4}} (?:and\s)? (?:it\s)? {_END}\b \W{{1,4}} )
    [*_]{{0,3}} (?: {_LEADS}\s )? (?: {_ISO_DATE} )?
    """,
    re.VERBOSE,
)
"""All that stands between the ends of a span: a dash, "to", or what names the end in prose and in JSON."""
LIST_JOINT = re.compile(rf"\s{any_of(words.LIST_JOINTS)}\s(?:{_LEADS}\s)?")
"""All that stands between the ends of a span after BETWEEN_BEFORE."""

FIGURES = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")

_BARE = "(?:2[0-4]|1[0-9]|0?[0-9])"
_TO = rf"(?:\s?(?:[-–—]|\.\.+)\s?|\s{any_of(words.SPAN_JOINTS)}\s)"
BARE_SPAN = re.compile(
    rf"""
    \b (?: {any_of(words.SPAN_LEADS)} \s (?P<first>{_BARE}) {_TO}
        | {any_of(words.BETWEEN)} \s (?P<low>{_BARE}) \s{any_of(words.LIST_JOINTS)}\s )
    (?P<last>{_BARE}) {UNCOUNTED}
    """,
    re.VERBOSE,
)
"""From 3 to 5, between 3 and 5: a span, though neither number would be a time on its own."""
SPAN_LEAD_BEFORE = re.compile(
    rf"(?: {any_of([*words.SPAN_LEADS, *words.BETWEEN])} \s (?:{_LEADS}\s)? )? \Z", re.VERBOSE
)
