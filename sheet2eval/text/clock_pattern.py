"""What a clock time looks like, and what must or must not stand beside it; all on text in lower case."""

from __future__ import annotations

import re

from sheet2eval.text import clock_words as words
from sheet2eval.text import minute_words
from sheet2eval.text.calendar_words import MONTHS
from sheet2eval.text.mentions import LazyPattern, any_of, first_words
from sheet2eval.text.uncounted import UNCOUNTED
from sheet2eval.text.words import UNSPACED_SCRIPTS

_HOUR_WORDS = any_of(words.HOURS_ONLY_BESIDE.get(word, word) for word in words.HOURS)
_OFFSET_PHRASES = [*minute_words.BEFORE_HOUR, *minute_words.BEFORE_HOUR_AFTER_LEAD]
_AFTER = any_of(minute_words.AFTER_HOUR)
_LEADS = any_of(words.LEADS)
_FIRST_WORDS = first_words(
    phrase for phrase in (*words.HOURS, *words.NAMED, *_OFFSET_PHRASES) if phrase[0].isalpha()
)
_LETTER = rf"[^\W_{UNSPACED_SCRIPTS}]"
_GERMAN_AM = r"\s(?:[a-zäöü]*tag|[a-z]*abend|morgen|mittwoch|[0-9]{1,2}\.)"  # "um 7 am Montag" is not 7 AM

CLOCK = LazyPattern(
    rf"""
    (?: (?<!{_LETTER}) (?= [0-9] | {_FIRST_WORDS} )
      | (?=[0-9]) (?<=t) (?: (?<=-[0-9][0-9]t) | (?<=[0-9]{{8}}t) | (?<= (?<![^\W_])t ) (?= [0-9]{{2}}:[0-9]{{2}} ) ) )
    (?P<iso> (?<=-[0-9][0-9][t ]) | (?<=[0-9]{{8}}t) )?
    (?<! [0-9:][.,:/] ) (?<! [$€£+] ) (?<! utc- ) (?<! gmt- )
    (?: (?P<offset> {any_of(minute_words.BEFORE_HOUR)}
                  | (?<!from\s) {any_of(minute_words.BEFORE_HOUR_AFTER_LEAD)} ) \s )?
    (?:
        (?<=[0-9]{{8}}t) (?P<basic> (?:2[0-4]|[01][0-9]) [0-5][0-9] (?:[0-5][0-9])? ) (?: z\b | [+-][0-9]{{4}} )?
      | (?P<hour> 2[0-4] | 1[0-9] | 0?[0-9] )
        (?:
            (?: : | (?P<dot>\.) | (?P<h>\s?h\s?) | (?P<uhr>\suhr\s)
              | (?P<military>(?<=[0-9]{{2}}) (?=[0-9]{{2}}(?:\s?(?:hours|hrs)\b(?!\sof)|h\b))
                | (?<=\bat\s0[0-9]) (?=[0-9]{{2}}\b))
              | (?P<unparted>(?=[0-9]{{2}}\s?[ap](?:m\b|\.\s?m\b))) )
            (?P<minute>[0-5][0-9]) (?![0-9])
            (?: : (?P<second>[0-5][0-9]) (?:[.,][0-9]{{1,9}})? )?
            (?: (?(second) | (?<=[0-9]t[0-9]{{2}}:[0-9]{{2}}) ) (?P<zone> z\b | [+-][0-9]{{2}}:?[0-9]{{2}} ) )?
        )?
      | (?<!-) (?P<word>{_HOUR_WORDS}) \b
      | (?: (?<!-) | (?<=[0-9m]-) ) (?P<named>{any_of(words.NAMED)}) \b
    )
    (?: \s? (?: (?P<clock_unit> o['’]?\s?clock | uhr ) | (?P<unit> hours? | hrs? | heures? | horas? | h )
              | (?P<minutes> min(?:ute)?s? ) ) \b )?
    (?: (?: (?<=[a-zäöüß])[\s-] | (?<=[0-9])\s(?=(?:y|e|et|menos|moins)\s) ) (?P<after>{_AFTER}) \b )?
    (?: -?ish\b )?
    (?: \s? (?P<half>[ap]) (?: m(?![^\W_]) (?!{_GERMAN_AM}) | \.\s?m\b\.? ) )?
    (?: ,?\s (?: {any_of(words.BEFORE_PART)} \s? (?P<part>{any_of(words.PARTS_OF_DAY)})
               | (?P<alone>{any_of(words.PARTS_ALONE)})
               | (?: (?<=12\s) | (?<=12:00\s) | (?<=twelve\s) ) (?P<twelve>{any_of(words.TWELVE)}) ) \b )?
    (?! {_LETTER} | [:.,'’′][0-9] | /[0-9](?![0-9]{{3}}-) | \s?[%‰°] )
    """,
    re.VERBOSE,
)

_LEAD = r"""(?<!\w) (?: (?<!-){leads}\s | @\s? ) [*_(\[`"'“‘]{{0,3}} \Z"""
LEAD_BEFORE = re.compile(_LEAD.format(leads=_LEADS), re.VERBOSE)
HOUR_LEAD_BEFORE = re.compile(_LEAD.format(leads=any_of([*words.LEADS, *words.HOUR_LEADS])), re.VERBOSE)

AFTERNOON_LEAD_BEFORE = re.compile(r"\b(?:las|às)\s\Z")
"""After these a number alone may be an hour of the afternoon as well: a las 19."""

_PARTS_BEFORE_HOUR = [
    *(words.PARTS_OF_DAY.keys() - words.NO_PART_BEFORE_HOUR),
    *(*words.PARTS_ALONE, *words.PARTS_BEFORE),
]
PART_BEFORE = re.compile(
    rf"\b (?P<part> {any_of(_PARTS_BEFORE_HOUR)} ) ,? \s (?: {_LEADS}\s | by\s | around\s )? \Z", re.VERBOSE
)

NOT_A_CLOCK_BEFORE = re.compile(
    rf"""
    \b (?: {any_of(words.NOT_A_CLOCK)}\b \W{{0,3}} (?: (?:of|is|was|at|by)\s )? | {any_of(words.BOOKS)}\b \.?\s ) \Z
    """,
    re.VERBOSE,
)
NOT_A_CLOCK_AFTER = re.compile(
    r"\s(?:ratio|aspect|scale|score|(?:in|into|of)\sthe\s(?:video|song|track|clip|episode|recording|podcast))\b"
)
SHARE_AFTER = re.compile(r"\s(?:of|de|par|per|am\stag)\b")

UNCOUNTED_AFTER = re.compile(UNCOUNTED, re.VERBOSE)
NO_SPAN_BEFORE = re.compile(
    rf"(?: [0-9]\s?[-–—] | \b{any_of([*words.LABELS, *MONTHS])}\b \W{{0,2}} ) \Z", re.VERBOSE
)
JOINT = re.compile(
    rf"(?P<to>[^\S\n]?(?:[-–—→]|-{{1,2}}>|\.\.+)[^\S\n]?|\s{any_of(words.SPAN_JOINTS)}\s(?:{_LEADS}\s)?)"
    rf"|,?\s{any_of(words.LIST_JOINTS)}\s(?:{_LEADS}\s)?|(?P<comma>,\s)"
)
"""What joins a clock time to the next one; `to`: as the ends of a span, not as two of a list."""
BETWEEN_BEFORE = re.compile(rf"\b{any_of(words.BETWEEN)}\s(?:{_LEADS}\s)?\Z")

WHOLE = re.compile(r"(?P<hour>2[0-4]|1[0-9]|0?[0-9])(?:(?:\.|(?<=[0-9]{2}))(?P<minute>[0-5][0-9]))?")
_LEADS_WHOLE = any_of([*_PARTS_BEFORE_HOUR, *words.LEADS, *({*words.HOUR_LEADS} - words.OTHER_THAN)])
BEFORE_WHOLE = re.compile(
    rf"""
    (?: (?: {_LEADS_WHOLE} | about | exactly | precisely | high | al? | las? ) \s
      | @\s? | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[t\s] )* \Z
    """,
    re.VERBOSE,
)
_ZONE = r"""
    (?: \s \(? (?: (?:utc|gmt|[ecmp][sd]?t|cest|bst|ist|jst) (?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?
              | (?:eastern|central|mountain|pacific|local)(?:\s(?:standard\s|daylight\s)?time)? ) \)? )
"""
AFTER_WHOLE = re.compile(rf"\.? (?:\ssharp)? {_ZONE}? \.?", re.VERBOSE)
"""After a time that is the whole text: nothing, a full stop, "sharp", or the name of a time zone."""

_END = any_of(words.ENDS)
_ISO_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t\s]"
SPAN_JOINT = re.compile(
    rf"""
    {_ZONE}? [*_]{{0,3}}
    (?: ,?\s(?:(?:on\s)?[a-z]{{3,6}}day|today|tonight|tomorrow)(?=\s) )?
    (?: \s?(?:[-–—→~〜]|-{{1,2}}>|\.\.+)\s? | \s{any_of(words.SPAN_JOINTS)}\s | / (?={_ISO_DATE})
      | \W{{1,4}} (?:and\s)? (?:it\s)? {_END}\b \W{{1,4}} )
    [*_]{{0,3}} (?: {_LEADS}\s )? (?: {_ISO_DATE} )?
    """,
    re.VERBOSE,
)
"""All that stands between the ends of a span: a dash, "to", or what names the end in prose and in JSON."""
LIST_JOINT = re.compile(rf"\s{any_of(words.LIST_JOINTS)}\s(?:{_LEADS}\s)?")
"""All that stands between the ends of a span after BETWEEN_BEFORE."""

SPAN_START_BEFORE = re.compile(rf"\b{any_of([*words.SPAN_LEADS, *words.BETWEEN])}\s\Z")
CLOCK_JOINED = re.compile(rf"(?:{JOINT.pattern})[0-9]{{1,2}}[:h][0-5][0-9]")
"""After SPAN_START_BEFORE and an hour: that it begins a span, as in "from 9 to 17:30"."""
CLOCK_BEHIND_DASH = re.compile(r"[-–][0-9]{1,2}:[0-5][0-9](?![0-9:]|\s?/)")

LASTING = re.compile(rf",?\s{any_of(words.LASTING)}\s(?:an?\s)?|\s?\((?:for\s)?")
STARTING_BEFORE = re.compile(rf"\s{any_of(words.STARTING)}\s\Z")

FIGURES = re.compile(
    r"(?P<hour>[0-9]{1,2})(?::[0-9]{2}(?::[0-9]{2})?|\s?h(?:\s?[0-9]{2})?|\suhr(?:\s[0-9]{2})?)?",
    re.IGNORECASE,
)
"""A clock time without am, pm or a part of the day."""

_BARE = "(?:2[0-4]|1[0-9]|0?[0-9])"
_TO = rf"(?:\s?(?:[-–—]|\.\.+)\s?|\s{any_of(words.SPAN_JOINTS)}\s)"
BARE_SPAN = LazyPattern(
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
