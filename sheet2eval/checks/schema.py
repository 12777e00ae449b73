"""The response is JSON that satisfies a JSON Schema.

The schema stands behind the colon (over several lines if need be), or in a file in the folder of the
configuration, of which it takes the bare name: `schema: reminder.json`. It is draft 2020-12 unless its
`$schema` names another; `true` and `false` are schemas too. `format` is not asserted, references must stay
inside the schema, and patterns have neither lookaround nor backreferences. One code fence around the response
is allowed.

PASS  schema: {"type": "object", "required": ["time"]}
      {"title": "Lunch", "time": "08:00"}
FAIL  schema: {"type": "object", "required": ["time"]}
      {"title": "Lunch"}
FAIL  schema: {"type": "object"}
      Done. I will remind you at 8:00.
PASS  schema: {"type": "array", "items": {"enum": ["low", "high"]}}
      ["low", "low"]
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from sheet2eval.checks.check import BadArgument, BadJson, BadSchema, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.jsontext import (
    NotJson,
    curly_mend,
    fill_strings,
    parse_json,
    parse_json_response,
    scalar,
    shown,
)
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError, Validator

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = 'schema: {"type": "object", "required": ["time"]}'

PATTERN_MEMORY = 1 << 20
MOST_FAULTS = 3
LONGEST_FAULT = 120

_MEND = "Mend it at that place; references must stay inside it, and patterns have no lookaround."


@dataclass(frozen=True, slots=True)
class Satisfies:
    """`schema` is the schema as JSON, `name` what a person calls it."""

    schema: str
    name: str

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        try:
            value = parse_json_response(response.text)
            faults = list(islice(_validator(self.schema).iter_errors(value), MOST_FAULTS))
        except NotJson as fault:
            return Outcome(Verdict.FAIL, f"is not valid JSON: {fault}")
        except UnicodeEncodeError:
            return Outcome(Verdict.FAIL, "is not valid JSON: it holds half a character")
        if faults:
            return Outcome(Verdict.FAIL, "; ".join(map(_says, faults)))
        return Outcome(Verdict.PASS, f"satisfies {self.name}")

    def says(self) -> Says:
        return Says(f"is JSON that satisfies {self.name}", f"is not JSON that satisfies {self.name}")


def parse(line: Line) -> Satisfies:
    argument = line.argument or ""
    if _is_json(argument):
        return _compiled(argument, f"the schema {quoted(argument)}", line)
    name = single(argument, line.fill).text
    return _compiled(_file(name, line), f"the schema in {quoted(name)}", line)


def _is_json(argument: str) -> bool:
    """Whether the argument is meant to be JSON: a schema, or another value, which is none."""
    if argument.startswith(("{", "[")):
        return not argument.startswith("{{")
    return not isinstance(scalar(argument), str)


def _file(name: str, line: Line) -> str:
    """The text of a file that is named by its bare name."""
    if not name.endswith(".json") or name != name.strip(". ") or any(sign in name for sign in "/\\:\0"):
        raise BadArgument(
            f"{quoted(name)} is neither a schema nor the bare name of a .json file",
            f"Write the schema itself, as in “{EXAMPLE}”, or a name such as “reminder.json”.",
        )
    if line.folder_file is None:
        raise BadArgument(
            f"The file {quoted(name)} is looked for beside sheet2eval.toml, and there is none",
            "Write the schema itself into the cell, or run with a configuration.",
        )
    return line.folder_file(name)


def _compiled(text: str, name: str, line: Line) -> Satisfies:
    from jsonschema_rs import ValidationError

    try:
        schema = json.dumps(fill_strings(parse_json(text), line.fill))
    except NotJson as fault:
        mend = curly_mend(text) or f"Write it as in “{EXAMPLE}”."
        raise BadJson(f"{_capital(name)} is not valid JSON: {fault}", mend) from None
    try:
        _validator(schema)
    except ValidationError as fault:
        raise BadSchema(f"{_capital(name)} is no JSON Schema: {_says(fault)}", _MEND) from None
    except ValueError as fault:  # text that is no Unicode
        raise BadSchema(f"{_capital(name)} cannot be read: {fault}", _MEND) from None
    return Satisfies(schema, name)


@lru_cache(maxsize=256)
def _validator(schema: str) -> Validator:
    import jsonschema_rs

    return jsonschema_rs.validator_for(
        json.loads(schema),
        validate_formats=False,
        offline=True,
        pattern_options=jsonschema_rs.RegexOptions(size_limit=PATTERN_MEMORY, dfa_size_limit=PATTERN_MEMORY),
    )


def _says(fault: ValidationError) -> str:
    """The fault and where it is, as JSONPath, short."""
    message = _cut(fault.message)
    return f"{message} at {_cut(_path(fault.instance_path))}" if fault.instance_path else message


def _path(keys: Sequence[str | int]) -> str:
    steps = (f".{key}" if str(key).isidentifier() else f"[{shown(key)}]" for key in keys)
    return f"${''.join(steps)}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_FAULT else f"{text[:LONGEST_FAULT]}…"


def _capital(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}"
