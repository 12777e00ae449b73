"""Abbreviations, by what the full stop behind them does; in lower case, without that stop.

Dotted letters ("e.g.", "U.S.", "z.B.") and initials need no list.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "januar jänner februar märz mai juni juli oktober dezember mär okt dez"
)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"

ENDS_NO_SENTENCE = _set(
    "mr mrs ms mx messrs sr dr prof rev hon gen col sgt capt lt cpl maj cmdr adm sen rep gov pres supt insp st mt "
    "vs cf ca approx incl excl esp viz al resp tel ext "
    "bzw ggf evtl inkl zzgl bspw vgl sog allg geb mme mlle env sra sres srta ud uds vd dpto lic exmo exma"
)
"""Titles and what else a sentence goes on after, whatever follows."""

MAY_END_A_SENTENCE = _set(
    "a.m p.m ph.d etc usw ff inc ltd co corp llc plc bros jr hr hrs min mins sec secs max oz lb lbs ft yr "
    "yrs wk wks mo mos tbsp tsp sq est dept univ assn ave blvd rd apt str av "
    "jan feb mar apr jun jul aug sep sept oct nov dec okt dez mon tue tues wed thu thur thurs fri"
)
"""A sentence goes on after them unless what follows begins one with a capital."""

STANDS_BEFORE_A_FIGURE = _set(
    "no nos nr fig figs vol ch chap art pp pg eq ver par abs kap bd núm sat sun tab cap"
)
"""Abbreviations only before a figure: “No. 5”, and not “No. I will not.”"""

FOLLOWS_A_CLOCK_TIME = _set(
    f"{WEEKDAYS} {MONTHS} est edt cst cdt mst mdt pst pdt et ct mt pt gmt utc bst cet cest ist jst "
    "eastern central mountain pacific"
)
"""Names with a capital that begin no sentence behind “7 p.m.” or “Fri.”"""

BEGINS_A_SENTENCE = _set(
    "he she it we they you this that these those there the his her its my our your their if when but and so what how"
)
"""Words whose capital shows that a sentence ended before them: “in the U.S. It is …”"""

FOLLOWS_AN_ORDINAL = _set(MONTHS)
"""The day before them is written with a full stop in German: “am 11. April”."""
