r"""The response has a match of a pattern (RE2 syntax).

The pattern is looked for anywhere in the raw text, without flags unless it sets them: `(?i)` ignores case,
`(?m)` lets `^` and `$` mean lines, `(?s)` lets `.` mean line breaks too. Escapes stay as they are typed;
quotes around the whole pattern are optional, slashes around it are a part of it. A `{{variable}}` in it stands
for the text it holds, not for a pattern. RE2 takes linear time on every text, so it has no lookaround (`(?=`,
`(?!`, `(?<`) and no backreferences (`\1`).

PASS  matches: \bORD-\d{4}\b
      Your order ORD-1234 is on its way.
FAIL  matches: \bORD-\d{4}\b
      Your order ord-1234 is on its way.
PASS  matches: (?i)^your order
      YOUR ORDER is on its way.
PASS  not matches: \d{16}
      Your card ending in 1234 was charged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from sheet2eval.checks.check import BadArgument, BadPattern, Line
from sheet2eval.text.arguments import unquoted
from sheet2eval.text.normalise import quoted
from sheet2eval.text.patterns import PatternFault, compile_pattern, encodable, read_pattern
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = r"matches: ORD-\d{4}"

_SLASHED = re.compile(r"/(.+)/([gimsuy]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Matches:
    pattern: str

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        found = compile_pattern(self.pattern).search(encodable(response.text))
        if found is None:
            slashes = ", whose slashes are a part of it" if _SLASHED.fullmatch(self.pattern) else ""
            return Outcome(Verdict.FAIL, f"has no match of {quoted(self.pattern)}{slashes}")
        match = cast("re.Match[str]", found)  # RE2's own type is not exported
        return Outcome(Verdict.PASS, f"matches {quoted(self.pattern)} with {quoted(match.group())}")

    def says(self) -> Says:
        return Says(f"matches the pattern {quoted(self.pattern)}", f"has no match of {quoted(self.pattern)}")


def parse(line: Line) -> Matches:
    slashed = _SLASHED.fullmatch(line.argument or "")
    if slashed and slashed[2]:
        raise BadPattern(
            f"The flags of {quoted(slashed[0])} stand behind the pattern",
            f"Write the pattern without slashes, and flags inside: {quoted(f'matches: (?i){slashed[1]}')}.",
        )
    try:
        pattern = read_pattern(unquoted(line.argument or ""), line.fill)
    except PatternFault as fault:
        raise BadPattern(fault.problem, fault.mend) from None
    if not pattern:
        raise BadArgument(
            "The pattern is empty, and would match every answer", f"Write one, as in “{EXAMPLE}”."
        )
    return Matches(pattern)
