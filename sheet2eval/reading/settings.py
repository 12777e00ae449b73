"""The `settings` tab: it names targets and judges, and never defines one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from sheet2eval.contract import YES, key
from sheet2eval.naming import did_you_mean
from sheet2eval.reading.problems import problem
from sheet2eval.reading.views import View
from sheet2eval.text.normalise import quoted
from sheet2eval.text.quantities import MOST_REPEATS, dollars, repeat_count, share
from sheet2eval.types import CellRef, Problem, Settings

_SEPARATOR = re.compile(r"[,\n]")
_NAMES = ("targets", "judge", "repeats", "gate", "budget", "re-grade now")


class _RefusedError(Exception):
    """A value that the setting cannot have; the text says what it could be."""


def read_settings(view: View, problems: list[Problem]) -> Settings:
    """What the tab asks for; what cannot be meant is a `bad-setting` and left out."""
    settings = Settings()
    seen: set[str] = set()
    for record in view.records():
        name, value = record.text("setting"), record.text("value")
        read = _READERS.get(key(name))
        if read is None:
            problems.append(_unknown(record.where("setting"), name))
        elif value and key(name) in seen:
            problems.append(_repeated(record.where("setting"), name))
        elif value:
            seen.add(key(name))
            try:
                settings = read(settings, value)
            except _RefusedError as refused:
                where = record.where("value")
                problems.append(
                    problem("bad-setting", where, f"{quoted(value)} is no value for “{name}”.", str(refused))
                )
    return settings


def _unknown(where: CellRef, name: str) -> Problem:
    return problem(
        "bad-setting",
        where,
        f"There is no setting {quoted(name)}{did_you_mean(name, _NAMES)}",
        f"Settings are: {', '.join(_NAMES)}.",
    )


def _repeated(where: CellRef, name: str) -> Problem:
    return problem(
        "bad-setting",
        where,
        f"The setting {quoted(name)} stands in a row above, too, and that one counts.",
        "Keep one row of it; several names go into one cell, one a line.",
    )


def _named(value: str) -> tuple[str, ...]:
    """Names of targets or judges: whoever can edit a cell must not reach a program, a file or an address."""
    names = tuple(name.strip() for name in _SEPARATOR.split(value) if name.strip())
    for name in names:
        kind, colon, rest = name.partition(":")
        if colon and not (kind.strip().casefold() == "recorded" and rest.strip()):
            raise _RefusedError(
                "Name a target or judge from sheet2eval.toml; it is defined there, never in a cell."
            )
    return names


def _judge(settings: Settings, value: str) -> Settings:
    names = _named(value)
    if len(names) != 1:
        raise _RefusedError("Name one judge.")
    return replace(settings, judge=names[0])


def _repeats(settings: Settings, value: str) -> Settings:
    number = repeat_count(value)
    if number is None:
        raise _RefusedError(f"Write a whole number from 1 to {MOST_REPEATS:,}, such as 3.")
    return replace(settings, repeats=number)


def _gate(settings: Settings, value: str) -> Settings:
    gate = share(value)
    if gate is None:
        raise _RefusedError("Write a share such as 95%.")
    return replace(settings, gate=gate)


def _budget(settings: Settings, value: str) -> Settings:
    budget = dollars(value)
    if not budget:
        raise _RefusedError("Write an amount in US dollars, such as 2.50.")
    return replace(settings, budget=budget)


_READERS: dict[str, Callable[[Settings, str], Settings]] = {
    "targets": lambda settings, value: replace(settings, targets=_named(value)),
    "judge": _judge,
    "repeats": _repeats,
    "gate": _gate,
    "budget": _budget,
    "regradenow": lambda settings, value: replace(settings, regrade_now=value.casefold() in YES),
}
