"""What a length of time looks like, and what must or must not stand beside it; all on text in lower case."""

from __future__ import annotations

import re

from sheet2eval.text import clock_words
from sheet2eval.text import duration_words as words
from sheet2eval.text.mentions import LazyPattern, any_of, first_words
from sheet2eval.text.uncounted import UNCOUNTED

_GLYPH = f"[{''.join(words.GLYPHS)}]"
_FRACTION = any_of(words.FRACTIONS)
_FIGURE = (
    r"(?: [0-9]{1,3} (?:,[0-9]{3}){1,3} (?![0-9]) | [0-9]{1,9} (?: [.,][0-9]{1,3} )? | (?<!\.)\.[0-9]{1,3} )"
)
_NUMBER = any_of(words.NUMBERS)
_UNIT = any_of("an(?!\\shour)" if word == "an" else word for word in words.UNITS)
_LEADS = any_of(words.LEADS)
_FIRST_WORDS = first_words([*words.NUMBERS, *words.PARTS, *words.COMPOUNDS])
_LONG_HOUR = "(?: (?<=hr) | (?<=hour) | (?<=hours) | (?<=std) | (?<=stunde) | (?<=stunden) )"

PART = LazyPattern(
    rf"""
    (?: (?<![^\W_]) (?= \.?[0-9] | p[0-9t] | {_GLYPH} | {_FIRST_WORDS} ) (?<![0-9][.,:/])
      | (?=[0-9]) (?: (?<=[0-9][hdm]) | (?<=min) ) ) (?<! [$€£#] )
    (?:
        (?P<iso> p (?=[0-9t])
            (?:(?P<years>[0-9]{{1,4}})y)? (?:(?P<months>[0-9]{{1,4}})m)? (?:(?P<weeks>[0-9]{{1,4}})w)?
            (?:(?P<days>[0-9]{{1,6}})d)?
            (?: t (?:(?P<hours>[0-9]{{1,6}})h)? (?:(?P<minutes>[0-9]{{1,6}})m)?
                (?:(?P<seconds>[0-9]{{1,6}}(?:\.[0-9]{{1,6}})?)s)? )? (?<=[ymwdhs]) )
      | (?P<clock> (?P<first>[0-9]{{1,3}}) : (?P<second>[0-5][0-9]) (?: : (?P<third>[0-5][0-9]) )?
            (?: \s? (?: (?P<clock_hours> h | hrs? | hours? | std | stunden? | heures? | horas? )
                      | (?P<clock_minutes> min(?:ute[ns]?|utos?|s)? ) ) )? )
      | (?: (?P<figure>{_FIGURE}) (?P<added> \s?{_GLYPH} | \s{_FRACTION}(?![0-9]) )?
          | (?P<alone>{_GLYPH}|{_FRACTION}) | (?P<word>{_NUMBER}\b) (?:\s{any_of(words.FULL)}\b)?
          | (?P<part>{any_of(words.PARTS)}) )
        (?: \s (?P<and_before>{any_of(words.AND_PART)}) \b )?
        (?: (?: \s? | - | (?<=['’]) )
            (?: (?P<unit>{_UNIT}) | (?P<compound>{any_of(words.COMPOUNDS)})
              | (?P<letter> (?<=[0-9])[{"".join(words.LETTERS)}] | (?<=[0-9]\s)s ) )
            (?![^\W\d_]) )
        (?: (?<=h) \s? (?P<minute>[0-5][0-9]) (?! [^\W_] | \s?(?:min|mn|m\b|['′]) | [.,:][0-9] )
          | {_LONG_HOUR} \s? (?P<minute_after>[0-5][0-9]) {UNCOUNTED} )?
        (?: [\s-] (?P<and_after>{any_of(words.AND_PART)}) \b )?
      | (?P<bare_compound>{any_of(words.COMPOUNDS)})
    )
    (?! [^\W\d_] ) (?: (?<=[hdm]) | (?<=min) | (?<=hr) | (?![0-9]) ) (?! ['’]?s?[\s-]old\b )
    """,
    re.VERBOSE,
)

JOINT = re.compile(r"(?:(?:(?<=std)|(?<=hr)|(?<=hrs)|(?<=min))\.)?(?:,?\s)?(?:(?:and|und|et|y|e|plus|&)\s)?")
"""All that stands between the parts of one length: 2 hours and 30 minutes."""

LOW_BEFORE = LazyPattern(
    rf"(?<![^\W_])(?<![0-9][.,:/])(?P<low>{_FIGURE}|{_NUMBER})(?:\s?[-–—]\s?|\s(?:to|or|bis|oder|à|ou|a|o)\s)\Z",
    re.VERBOSE | re.DOTALL,
)
BETWEEN_BEFORE = LazyPattern(
    rf"\b{any_of(clock_words.BETWEEN)}\s(?P<low>{_FIGURE}|{_NUMBER})\s(?:and|und|et|y|e)\s\Z", re.VERBOSE
)
"""What borrows its unit: the 2 of "2–3 hours"."""

LEAD_BEFORE = re.compile(rf"(?:\b{_LEADS}|~|≈)\W{{0,4}}(?:(?:is|was|of|about|around|at|a|the)\W{{1,3}})?\Z")
CLOCK_LEAD_BEFORE = re.compile(
    rf"\b{any_of(words.CLOCK_LEADS)}\W{{0,4}}(?:(?:is|was|of|about|around|time|set to)\W{{1,3}})?\Z"
)
AT_BEFORE = re.compile(rf"(?<![\w-]){any_of(clock_words.LEADS)}\s\Z")
EVERY_BEFORE = re.compile(rf"\b{any_of(words.EVERY)}\s\Z")
RATE_BEFORE = re.compile(
    rf"(?:(?:\b{any_of(words.ONCE)}|[$€£][0-9.,]{{1,9}})\s|\b(?!{any_of(words.NO_RATE)}\s)[a-z]{{2,20}}s\s)\Z"
)
DECADE_BEFORE = re.compile(r"\b(?:the|early|late|mid|in)[\s-]\Z")
WAIT_BEFORE = re.compile(rf"\b{any_of(words.WAITS_BEFORE)}\s\Z")
WAIT_AFTER = re.compile(rf"\s{any_of(words.WAITS_AFTER)}\b")
MAY_WAIT = re.compile(rf"{any_of(words.WAITS_BEFORE)}\s(?:[0-9]|{_GLYPH}|p[0-9t]|{_FIRST_WORDS})")
"""What a text must hold to hold a WAIT_BEFORE: quicker to look for than every length of time."""

SHARE_AFTER = re.compile(r"\s(?:of|de|par|per)\b")
CLOCK_AFTER = re.compile(
    rf"\s(?:past|to|before|after|nach|vor)\s(?:[0-9]{{1,2}}|{any_of(clock_words.HOURS)}|noon|midnight)(?![-\w])"
    rf"(?!\s?{_UNIT}\b)"
)
"""Ten minutes to six is a time of day."""
SECOND_AFTER = re.compile(
    r"\W*(?:\Z|[.,;:!?)\]\n]|\s(?:or|and|to|later|after|ago|before|long|at|in|on|for|is|as|if|when|while|then|per|a)\b)"
)
"""After "a second" that is no "a second reminder"."""

BEFORE_WHOLE = re.compile(r"(?:(?:for|about|around|approximately|exactly|a|an|the|duration|of)\s|[~≈]\s?)*\Z")
AFTER_WHOLE = re.compile(r"\.?(?:[\s-]long)?\.?")
UNIT_AT_END = re.compile(rf"(?<![^\W\d_])(?:{_UNIT}|[{''.join(words.LETTERS)}])\Z")
