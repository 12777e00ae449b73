"""What a check demands of an argument of a call: `a="x"`, `a~"x"`, `a in […]`, `a=time(…)`, `a?`, `!a`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from sheet2eval.text.dates import find_dates, parse_date
from sheet2eval.text.jsontext import holds, is_number, same, shown
from sheet2eval.text.numbers import find_numbers
from sheet2eval.text.times import find_times, parse_time
from sheet2eval.text.wanted_number import WantedNumber


class Missing(Enum):
    """The value of an argument that a call does not have."""

    MISSING = "missing"


class Matcher(Protocol):
    """A demand on the value of an argument. Pure; fits no value that it cannot read, and raises nothing."""

    def fits(self, value: object, now: datetime) -> bool:
        """Whether the value is as demanded; relative days are read against `now`."""

    def says(self) -> str:
        """The demand, to be read behind the argument's name."""


@dataclass(frozen=True, slots=True)
class Equals:
    """Equal to a JSON value; texts are compared as the check language compares them."""

    wanted: object

    def fits(self, value: object, now: datetime) -> bool:  # noqa: ARG002 - of use to dates only
        return same(value, self.wanted)

    def says(self) -> str:
        return shown(self.wanted)


@dataclass(frozen=True, slots=True)
class EqualsExactly:
    """Equal to a JSON value, texts character by character."""

    wanted: object

    def fits(self, value: object, now: datetime) -> bool:  # noqa: ARG002
        return same(value, self.wanted, text=str)

    def says(self) -> str:
        return f"exactly {shown(self.wanted)}"


@dataclass(frozen=True, slots=True)
class Contains:
    """A text with this part in it, or a list with this item."""

    part: object

    def fits(self, value: object, now: datetime) -> bool:  # noqa: ARG002
        return holds(value, self.part)

    def says(self) -> str:
        return f"containing {shown(self.part)}"


@dataclass(frozen=True, slots=True)
class OneOf:
    choices: tuple[object, ...]

    def fits(self, value: object, now: datetime) -> bool:  # noqa: ARG002
        return any(same(value, choice) for choice in self.choices)

    def says(self) -> str:
        return " or ".join(map(shown, self.choices))


@dataclass(frozen=True, slots=True)
class AtTime:
    """A text that is a time of day or mentions one; `seconds` after midnight of every reading of the wanted."""

    written: str = field(compare=False)
    seconds: frozenset[int]

    def fits(self, value: object, now: datetime) -> bool:  # noqa: ARG002
        mentions = [parse_time(_text(value)), *find_times(_text(value))]
        return any(mention and not self.seconds.isdisjoint(mention.seconds) for mention in mentions)

    def says(self) -> str:
        return self.written


@dataclass(frozen=True, slots=True)
class OnDate:
    """A text that is a day or mentions one, which may be relative and is then another for every `now`."""

    written: str

    def fits(self, value: object, now: datetime) -> bool:
        wanted = parse_date(self.written, now)
        days = wanted.days if wanted else ()
        mentions = [parse_date(_text(value), now), *find_dates(_text(value), now)]
        return any(mention and not set(days).isdisjoint(mention.days) for mention in mentions)

    def says(self) -> str:
        return self.written


@dataclass(frozen=True, slots=True)
class ANumber:
    """A number, or a text that mentions one, that fits."""

    wanted: WantedNumber

    def fits(self, value: object, now: datetime) -> bool:  # noqa: ARG002
        numbers = [value] if is_number(value) else [mention.value for mention in find_numbers(_text(value))]
        return any(self.wanted.comparison.fits(number) for number in numbers)

    def says(self) -> str:
        return self.wanted.text


@dataclass(frozen=True, slots=True)
class Present:
    def fits(self, value: object, now: datetime) -> bool:  # noqa: ARG002
        return value is not Missing.MISSING

    def says(self) -> str:
        return "given"


@dataclass(frozen=True, slots=True)
class Absent:
    def fits(self, value: object, now: datetime) -> bool:  # noqa: ARG002
        return value is Missing.MISSING

    def says(self) -> str:
        return "left out"


@dataclass(frozen=True, slots=True)
class Optional:
    """Left out, or as demanded."""

    demand: Matcher

    def fits(self, value: object, now: datetime) -> bool:
        return value is Missing.MISSING or self.demand.fits(value, now)

    def says(self) -> str:
        return f"{self.demand.says()} or left out"


def _text(value: object) -> str:
    """The value where it is text; times, dates and numbers are mentioned in nothing else."""
    return value if isinstance(value, str) else ""
