"""The response holds a JSON block: an object or a list, in a code fence or bare, with or without prose around it.

It is read strictly. What stands inside of broken JSON does not count, nor what a response that was cut off left
unclosed. Brackets of prose are no JSON: a footnote `[1]`, a box to tick `[ ]` and a placeholder `{}` count only
alone on their lines. (`json` wants the response to be JSON as a whole.)

PASS  contains json
      Here you are: {"time": "08:00"}. Anything else?
PASS  contains json
      ```json
      ["lunch", "dinner"]
      ```
FAIL  contains json
      Your reminder is set [1].
FAIL  contains json
      {"time": "08:00", "people": [{"name": "Ada"}],}
FAIL  contains json
      {"time": "08:00", "people": [{"name": "Ada"}
PASS  not contains json
      Use {name} for the name.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import Line
from sheet2eval.text.jsonblocks import find_json
from sheet2eval.text.jsontext import NotJson
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "none"
EXAMPLE = "contains json"


@dataclass(frozen=True, slots=True)
class ContainsJson:
    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        try:
            piece = find_json(response.text)
        except NotJson as fault:
            return Outcome(Verdict.FAIL, f"holds no valid JSON: {fault}")
        return Outcome(Verdict.PASS, f"holds the JSON {quoted(piece)}")

    def says(self) -> Says:
        return Says("holds a JSON block", "holds no JSON block")


def parse(line: Line) -> ContainsJson:  # noqa: ARG001 - it takes no argument
    return ContainsJson()
