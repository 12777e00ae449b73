"""What a number looks like, in figures and in words; all on text in lower case."""

from __future__ import annotations

import re

from sheet2eval.text import number_words
from sheet2eval.text.mentions import LazyPattern, any_of, first_words
from sheet2eval.text.words import UNSPACED_SCRIPTS

ONES = {
    "zero": 0,
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
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
MULTIPLES = {
    **SCALES,
    "hundred": 100,
    "dozen": 12,
    "k": 10**3,
    "m": 10**6,
    "bn": 10**9,
    **number_words.SCALES,
}
"""What multiplies the figures before it; `m` only as a capital (3 m are metres)."""

LETTERS_OF_MONEY = {"m": 10**6, "b": 10**9}
"""What multiplies an amount of money in lower case too: $5m, $1.2B."""

FRACTIONS = {"1/2": 1 / 2, "1/3": 1 / 3, "2/3": 2 / 3, "1/4": 1 / 4, "3/4": 3 / 4}
"""What is added to the number before it (1 1/2), or is one itself where a measure follows: 1/2 cup."""

PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
PARTS_IN_PLURAL = {"halves": 2, **{f"{part}s": whole for part, whole in PARTS.items()}}
GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8}

_PERCENT = r"(?P<percent> \s?% | [\s-](?:percent|per\scent|prozent|pour\scent|por\sciento|por\scento)\b )?"
_MINUS = "(?:minus|negative|moins|menos)"
_CURRENCY = "[$€£¥₹]"
_MEASURE = r"""
    [\s-] (?: cups? | tea-?spoons? | table-?spoons? | tsp | tbsp | pints? | quarts? | gallons? | sticks? | lbs?
      | pounds? | oz | ounces? | inch(?:es)? | feet | foot | ft | miles? | km | kg | g | l | ml | lit(?:er|re)s?
      | el | tl | teelöffel | esslöffel ) \b
"""
_FRACTION = rf"{any_of(FRACTIONS)} (?= {_MEASURE} )"
_GLYPH = f"[{''.join(GLYPHS)}]"

_DOTTED = r"[1-9][0-9]{0,2} (?:\.[0-9]{3}){2} (?: (?:\.[0-9]{3}){2,7} )?"  # four parts are an IP address
_SPACED = "[1-9][0-9]{0,2} (?: [\u00a0\u202f\u2009'’] [0-9]{3} ){1,9}"
_PARTED = "[1-9][0-9]{0,2} (?: [ ] [0-9]{3} ){1,9}"
_CODE = rf"""
    [0-9]++ (?: (?: -[0-9]++ ){{2,}} | (?: /[0-9]++ ){{2,}} ) (?: t[0-9:.]*+ )?
  | (?! {_DOTTED} (?!\.?[0-9]) ) [0-9]++ (?: \.[0-9]++ ){{2,}}+ (?! ,[0-9] )
  | [0-9]{{1,2}} : [0-9]{{2}} (?: :[0-9]{{2}} )? (?: \.[0-9]++ )?
  | [0-9]{{1,2}} (?: \.[0-9]{{2}} )? \s? (?: [ap]m\b | [ap]\.\s?m\b | uhr\b | o['’]?\s?clock\b )
  | [0-9]{{3}}-[0-9]{{4}} (?! [0-9] )
  | (?: \([0-9]{{3}}\)\s? | [0-9]{{3}}\s ) [0-9]{{3}}[\s.-][0-9]{{4}} (?! [0-9] )
  | \+[0-9]{{1,3}} (?: [\s-]\(?[0-9]{{2,8}}\)? ){{2,6}} (?! [0-9] )
  | 24/7\b
  | [0-9]++ (?: st | nd | rd | th ) \b
  | (?! [0-9]+e[+-]?[0-9] ) [0-9]++ [a-z]{{1,8}}+ [0-9] [\w-]*+
"""
"""Figures that are no quantity: dates, addresses, versions, times, phone numbers, ordinals, names of things."""

FIGURES = LazyPattern(
    rf"""
    (?= [-−–+.(0-9mn] | {_CURRENCY} | {_GLYPH} )
    (?<! [^\W_{UNSPACED_SCRIPTS}] ) (?<! [^\W_]_ ) (?<! [0-9]\. ) (?<! [^\W\d_]- )
    (?:
        (?P<code> {_CODE} )
      | (?P<minus> (?<![\w)\]]) [-−–] | {_MINUS}\s )? (?P<currency> {_CURRENCY}\s? )? (?P<minus_inside> [-−] )? \+?
        (?: (?P<continental>
                [1-9][0-9]{{0,2}} (?:\.[0-9]{{3}}){{1,9}} ,[0-9]{{1,30}} | {_DOTTED} | {_SPACED},[0-9]{{1,30}}
              | {_PARTED},[0-9]{{1,2}}
              | [1-9][0-9]{{0,2}} (?:\.[0-9]{{3}}){{1,9}} (?= \s?€ | \s(?:euros?|eur|reais)\b )
              | (?<![0-9],) (?: [1-9][0-9]{{0,29}},[0-9]{{1,2}} | 0,[0-9]{{1,30}} ) (?! ,?[0-9] ) )
          | (?P<grouped>
                (?: [1-9][0-9]{{0,2}} (?:,[0-9]{{2,3}}){{0,9}} ,[0-9]{{3}} | {_SPACED} ) (?:\.[0-9]{{1,30}})?
              | {_PARTED} (?: \.[0-9]{{1,2}} | (?<=\ 000) | (?= \s?{_CURRENCY} | \s(?:euros?|eur|usd|chf|kr)\b ) ) )
          | (?P<fraction> {_FRACTION} )
          | (?P<plain> (?: [0-9]{{1,30}} (?:\.[0-9]{{1,30}})? | (?<!\.)\.[0-9]{{1,30}} ) (?:e[+-]?[0-9]{{1,2}})? )
            (?P<added> \s?{_GLYPH} | [\s-]{any_of(FRACTIONS)} (?![0-9/]) )?
          | (?P<glyph> {_GLYPH} )
        )
        (?! [0-9] | \.[0-9] | [a-z]{{0,8}}[0-9] )
        {_PERCENT}
        (?: (?P<letters> k | m | bn | (?(currency) b | (?!) ) ) \b
          | \s (?P<multiple> {any_of(MULTIPLES.keys() - {"k", "m"})} ) \b )?
        (?: \s? {_CURRENCY} )?
    )
    """,
    re.VERBOSE,
)
"""A number in figures with its currency, percent sign and multiple, or a `code` that must be passed over."""

_BELOW_TEN = any_of(name for name, one in ONES.items() if 0 < one < 10)
_SMALL = rf"(?: {any_of(TENS)} (?: [\s-]{_BELOW_TEN} )? \b | {any_of(ONES)}\b )"
_HUNDREDS = rf"(?: (?: {_SMALL} | an? ) \shundred\b (?: \s(?:and\s)?{_SMALL} )? | {_SMALL} )"
_CARDINAL = rf"""
    (?: (?: {_HUNDREDS} | an? ) \s{any_of(SCALES)}\b
        (?: \s(?:and\s)?{_HUNDREDS} \sthousand\b )? (?: \s(?:and\s)?{_HUNDREDS} )?
      | {_HUNDREDS} )
"""

_FIRST_WORDS = [
    *("a", "an", "minus", "negative", "moins", "menos", "half", "quarter"),
    *(*ONES, *TENS, *number_words.NUMBERS),
]
_FOREIGN = any_of(number_words.NUMBERS)

WORDS = LazyPattern(
    rf"""
    (?<! [^\W_] ) (?= {first_words(_FIRST_WORDS)} )
    (?:
        (?P<clock> (?:half|quarter)[\s-](?:past|to|after)\s\w{{1,10}} | {_SMALL} \s(?: o['’]?\s?clock | [ap]m )\b )
      | (?P<minus> {_MINUS}\s )?
        (?: half \s an? \s (?P<half_of> {any_of(MULTIPLES.keys() - {"k", "m", "bn"})} ) \b
          | (?P<one_part> half | one[\s-]{any_of(PARTS)} | an?\s{any_of(PARTS)} (?=\sof\b) ) \b
          | (?P<numerator> {_BELOW_TEN} ) [\s-] (?P<parts> {any_of(PARTS_IN_PLURAL)} ) \b
          | an? \s (?P<a_dozen> dozen ) \b
          | (?P<cardinal> {_CARDINAL} ) (?P<dozen> \sdozen\b )?
            (?: (?P<and_half> \sand\sa\shalf\b ) (?: \s (?P<half_scale> {any_of(SCALES)} ) \b )? )?
            (?! -[a-z]{{2,9}}(?:st|nd|rd|th)\b )
          | (?<!las\s) (?<!às\s) (?<!um\s) (?<!halb\s) (?P<foreign> {_FOREIGN} ) \b (?! \s(?:uhr|heures?)\b )
            (?: \s (?P<foreign_scale> {any_of(number_words.SCALES)} ) \b )?
        )
        {_PERCENT}
    )
    """,
    re.VERBOSE,
)
"""A number in words, or a time of day that must be passed over."""

PRONOUN_BEFORE = re.compile(
    r"\b(?:this|that|the|no|any|every|each|which|another|new|last|next|the\sonly|other|first|some|such|right)[\s-]\Z"
)
PRONOUN_AFTER = re.compile(r"\s(?:of|another)\b|-(?:off|on-one|stop|time|to-one|way)\b")
"""Around "one" where it stands for a thing."""
