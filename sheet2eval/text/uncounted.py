"""Telling "at 7 on Friday" from "at 7 places": whether the number before counts something."""

from __future__ import annotations

from sheet2eval.text.mentions import any_of

FOLLOWERS = (
    *("today", "tomorrow", "tonight", "on", "at", "every", "each", "daily", "sharp", "for", "but"),
    *("and(?! (?:a|the|above|up|more)\\b)", "or(?! (?:more|less|fewer|above|below|higher|lower|so)\\b)"),
    *("with", "in(?! total)", "then", "so", "as", "if", "because", "when", "unless", "until", "till"),
    *("to(?! (?:[0-9]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b))", "about"),
    *("regarding", "before", "after", "from", "via", "by", "while", "which", "where", "not", "local"),
    *("i", "you", "he", "she", "it", "we", "they", "there", "that", "the", "my", "your", "our"),
    *("is", "was", "will", "would", "works", "sounds", "[ecmp][sd]?t", "utc", "gmt", "cest", "bst"),
    *("this", "next", "please", "instead", "just", "exactly", "[a-z]{3,6}day"),
    *("heute", "morgen", "am", "um", "jeden", "für", "und", "oder", "mit", "[a-z]{3,7}tag"),
    *("demain", "aujourd'hui", "ce", "le", "à", "tous", "pour", "et", "ou", "avec", "chaque"),
    *("hoy", "mañana", "el", "a las?", "los", "todos", "para", "y", "o", "con", "en", "cada"),
    *("hoje", "amanhã", "às", "na", "no", "e", "com", "em"),
)
"""Patterns of words that may follow a number that counts nothing; a counted thing is never among them."""

UNCOUNTED = rf"""
    (?= \s* (?: \Z | (?<=\n) | [^\w\s%‰$€£°/+\-–.,:] | [.,:](?![0-9])
             | (?<=\s)(?: [-–—]\s | {any_of(FOLLOWERS)}\b ) ) )
"""
"""Looks ahead for the end of the line, punctuation or a follower. Verbose; for text in lower case."""
