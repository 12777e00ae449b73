"""The response took at most that long.

Written in ms, s or min (`2 s`, `800 ms`, `1.5 seconds`; without a unit: seconds), with a comparison in front or
without: `latency: 2 s` is at most 2 s. How long a recorded response took is not known: it is not graded by this.

PASS  latency: <= 2s
      Done.
      TOOK  1.4
FAIL  latency: <= 2s
      Done.
      TOOK  2.1
PASS  latency: under 500 ms
      Done.
      TOOK  0.3
PASS  latency: 1 min
      Done.
      TOOK  48
FAIL  not latency: > 3 s
      Done.
      TOOK  3.5
"""

from __future__ import annotations

import re
from functools import partial

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.comparison import figure, plain_number
from sheet2eval.text.limits import Expense, Limit, at_most
from sheet2eval.text.normalise import normalise, quoted
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "latency: <= 2s"

LATENCY = Expense(
    unknown="how long it took is not known",
    verb="take",
    past="took",
    of=lambda response: response.latency_s,
    shown=lambda seconds: f"{figure(round(seconds, 3))} s",
)

_SECONDS = {
    **dict.fromkeys(("ms", "msec", "msecs", "millisecond", "milliseconds"), 0.001),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60.0),
}
_WITH_UNIT = re.compile(r"(.*?) ?([a-z]+)")


def parse(line: Line) -> Rule:
    typed = single(line.argument or "", line.fill).text
    wanted = at_most(typed, partial(_seconds, unit=_last_unit(typed)))
    if wanted is None:
        raise BadArgument(
            f"{quoted(typed)} is no time that an answer may take",
            f"Write a number with ms, s or min, as in “{EXAMPLE}” or “latency: 800 ms”.",
        )
    return Limit(wanted, LATENCY)


def _last_unit(typed: str) -> str:
    """The unit that a number without one shares: in 500..800 ms it is ms."""
    written = _WITH_UNIT.fullmatch(normalise(typed).casefold())
    return written[2] if written and written[2] in _SECONDS else "s"


def _seconds(text: str, unit: str) -> float | None:
    written = _WITH_UNIT.fullmatch(text)
    number, unit = (written[1], written[2]) if written else (text, unit)
    value = plain_number(number)
    return None if value is None or value < 0 or unit not in _SECONDS else value * _SECONDS[unit]
