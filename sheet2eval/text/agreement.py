"""Whether the times or days that a response mentions agree with those that a check wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sheet2eval.text.mentions import Mention, Place, Quote, as_written, found
from sheet2eval.types import Outcome, Says, Verdict


class AmbiguousMention(Mention, Place, Protocol):
    """A mention that may have several readings: 7:30 is a time of the morning or of the evening."""

    @property
    def readings(self) -> frozenset[object]: ...


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is asked: a mention that fits, and with `only` no other, and with `exactly` one reading only."""

    noun: str
    only: bool = False
    exactly: bool = False

    def outcome(
        self,
        mentioned: Sequence[AmbiguousMention],
        wanted: Sequence[AmbiguousMention],
        implied: Sequence[AmbiguousMention] = (),
    ) -> Outcome:
        """The verdict; what is `implied` ("in two hours" implies a time of day) may fit, and is never another."""
        wanted_readings = frozenset[object]().union(*(one.readings for one in wanted))
        everything = [*mentioned, *implied]
        meant = [mention for mention in everything if mention.readings & wanted_readings]
        others = [mention for mention in mentioned if not mention.readings & wanted_readings]
        unsure = [mention for mention in meant if self.exactly and len(mention.readings) > 1]
        passed = len(meant) > len(unsure) and not (self.only and (others or unsure))
        reason = found(self.noun, everything, meant, wanted)
        if unsure and not passed:
            reason = f"mentions {as_written(unsure)}, which may be {as_written(wanted, 'or')} or another {self.noun}"
        elif not self.exactly:
            reason += _doubt(meant, wanted)
        if self.only and meant and others:
            reason += f", and also {as_written(_told_apart(others, meant))}"
        return Outcome(Verdict.PASS if passed else Verdict.FAIL, reason)

    def says(self, wanted: Sequence[Mention]) -> Says:
        kind = f"an unmistakable {self.noun}" if self.exactly else f"a {self.noun}"
        thing = f"{kind} equal to {as_written(wanted, 'or')}"
        if self.only:
            return Says(f"mentions {thing} and no other", f"does not mention {thing}, or mentions another")
        return Says(f"mentions {thing}", f"does not mention {thing}")


def _told_apart(others: Sequence[AmbiguousMention], meant: Sequence[AmbiguousMention]) -> list[Mention]:
    """The others; those that share the words of one that fits by what they mean: 2025-04-13 of "April 11 to 13"."""
    places = {mention.start for mention in meant}
    return [
        Quote(" or ".join(sorted(map(str, other.readings)))) if other.start in places else other
        for other in others
    ]


def _doubt(meant: Sequence[AmbiguousMention], wanted: Sequence[AmbiguousMention]) -> str:
    """What a reason adds where readings differ: `, which may be 7:30 PM`."""
    pairs = [(one, other) for one in meant for other in wanted if one.readings & other.readings]
    if not pairs or any(one.readings == other.readings for one, other in pairs):
        return ""
    one, other = pairs[0]
    if len(one.readings) > len(other.readings):
        return f", which may be {as_written([other])}"
    return f", which {as_written([other])} may be"
