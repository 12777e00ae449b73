"""Cases that ask nearly the same: they count twice, and tell hardly more than one of them would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sheet2eval.text.normalise import comparable
from sheet2eval.text.transcript import conversation
from sheet2eval.types import Case

LEAST_SIMILARITY = 95.0  # of 100: a slip of the keyboard, or a word more in a long text
_COMPARED = 300  # characters at either end of a text
_RAREST = 2  # words of a text by which others like it are looked up
_NEIGHBOURS = 8  # how many of those that share such a word a text is compared with

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a case asks. Those that differ in `context` are never alike: when it is asked, and the numbers in it.

    All its words stand in one text: a set of them for each case would take more memory than the sheet.
    """

    case_id: str
    context: Hashable
    sorted_words: str

    @property
    def words(self) -> Iterable[str]:
        """Each once, in the order of the alphabet."""
        return dict.fromkeys(self.sorted_words.split())


def near_duplicates(cases: Sequence[Case]) -> tuple[tuple[str, ...], ...]:
    """Groups of cases, by id, whose conversations are the same but for a few letters and the order of words.

    Cases that differ in a number, or in when they happen, are not. A text is compared with a fixed number of those
    that share one of its rarest words, so that time grows with the number of cases and not with its square.
    """
    from rapidfuzz.fuzz import ratio

    groups: dict[str, list[str]] = {}
    for one, other in _candidates([asked for case in cases if (asked := _asked(case)).sorted_words]):
        ids = one.case_id, other.case_id
        second, first = sorted((groups.get(case_id, [case_id]) for case_id in ids), key=len)
        if first is second or one.context != other.context:
            continue
        if ratio(one.sorted_words, other.sorted_words, score_cutoff=LEAST_SIMILARITY):
            first += second
            groups |= dict.fromkeys((*ids, *second), first)
    found = {id(group): group for group in groups.values()}
    place = {case.id: number for number, case in enumerate(cases)}
    return tuple(tuple(sorted(group, key=place.__getitem__)) for group in found.values())


def _asked(case: Case) -> _Asked:
    text = conversation(case)
    ends = text if len(text) <= 2 * _COMPARED else f"{text[:_COMPARED]} {text[-_COMPARED:]}"
    said = comparable(ends)
    sorted_words = " ".join(sorted(_WORD.findall(said)))
    return _Asked(case.id, (case.now, *sorted(_DIGITS.findall(said))), sorted_words)


def _candidates(texts: Sequence[_Asked]) -> Iterator[tuple[_Asked, _Asked]]:
    """Pairs that may be alike: neighbours, in the order of the alphabet, among those that share a rare word."""
    frequency = Counter(word for text in texts for word in text.words)
    sharing: dict[str, list[_Asked]] = {}
    for text in texts:
        for word in sorted(text.words, key=frequency.__getitem__)[:_RAREST]:
            sharing.setdefault(word, []).append(text)
    for found in sharing.values():
        found.sort(key=lambda text: text.sorted_words)
        for place, text in enumerate(found):
            yield from ((text, other) for other in found[place + 1 : place + 1 + _NEIGHBOURS])
