"""The response uses a feature: it calls a tool of that name, or the target reports the feature.

Names are compared ignoring case and the spaces, `-` and `_` in them.

PASS  triggers: canvas
      I opened a document for that.
      CALLS  canvas(title="Essay")
FAIL  triggers: canvas
      Here is a short answer.
PASS  triggers: web search
      I looked that up.
      CALLS  web_search(query="weather")
FAIL  not triggers: canvas
      I opened a document for that.
      CALLS  canvas(title="Essay")
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.callsyntax import NO_CALL
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "triggers: canvas"

_JOINTS = re.compile(r"[\s_-]+")
_NO_NAME = re.compile(r"[|,;()]|\.\Z")
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Triggers:
    feature: str = field(compare=False)
    key: str

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the response alone decides
        if response.tool_calls is None and not response.triggered:
            return Outcome(Verdict.UNGRADED, "the example lists no calls")
        used = [*response.triggered, *(call.name for call in response.tool_calls or ())]
        if self.key in map(_key, used):
            return Outcome(Verdict.PASS, f"used {quoted(self.feature)}")
        return Outcome(Verdict.FAIL, f"used {_named(used)}, not {quoted(self.feature)}")

    def says(self) -> Says:
        return Says(f"uses {quoted(self.feature)}", f"does not use {quoted(self.feature)}")


def parse(line: Line) -> Triggers:
    feature = single(line.argument or "", line.fill)
    key = _key(feature.text)
    if not key:
        raise BadArgument("The feature is missing", f"Write it behind the colon, as in “{EXAMPLE}”.")
    if not feature.quoted and (_NO_NAME.search(feature.text) or feature.text.casefold() in NO_CALL):
        raise BadArgument(
            f"{quoted(feature.text)} is not the name of a feature",
            f"Write one feature a line, as in “{EXAMPLE}”, or “not {EXAMPLE}” where it must not be used.",
        )
    return Triggers(feature.text, key)


def _key(name: str) -> str:
    return _JOINTS.sub("", comparable(name))


def _named(used: list[str]) -> str:
    names = [quoted(name) for name in dict.fromkeys(used)]
    more = [f"{len(names) - _MOST_NAMES} more"] if len(names) > _MOST_NAMES else []
    return ", ".join(names[:_MOST_NAMES] + more) or "no feature"
