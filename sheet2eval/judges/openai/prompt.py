"""What a model is shown to judge by: its orders as the system prompt, the material as one JSON object.

Whatever comes from the sheet or from a target stands in a JSON string and cannot leave it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from sheet2eval.digest import digest
from sheet2eval.text.normalise import comparable
from sheet2eval.types import Case, Criterion, Message, Response, ToolCall

CANNOT_TELL = "cannot tell"
PASS, FAIL = "pass", "fail"
GRADES = ("1", "2", "3", "4", "5")
FIRST, SECOND, TIE = "answer 1", "answer 2", "tie"

Material = Mapping[str, object]


def verdicts_of(criterion: Criterion) -> tuple[str, ...]:
    """The closed list that a verdict on the criterion is from."""
    return (*((PASS, FAIL) if criterion.pass_at is None else GRADES), CANNOT_TELL)


def key_of(number: int) -> str:
    """What the criterion of that number, from 1, is called in question and answer."""
    return f"criterion_{number}"


def grading(case: Case, response: Response, criteria: Sequence[Criterion]) -> tuple[Message, ...]:
    """The question for a verdict on each of the criteria, numbered in this order."""
    return _question("grade", _grading(case, response, criteria))


def grading_turned(case: Case, response: Response, criteria: Sequence[Criterion]) -> tuple[Message, ...]:
    """The same, from the criteria and the response back to the conversation."""
    return _question("grade", dict(reversed(_grading(case, response, criteria).items())))


def _grading(case: Case, response: Response, criteria: Sequence[Criterion]) -> dict[str, object]:
    return {
        **_background(case),
        "answers_today": [
            {"text": row.text, "tool_calls": _calls(row.tool_calls or ()), "acceptable": row.acceptable}
            for row in case.current
            if not row.target and comparable(row.text) != comparable(response.text)
        ],
        "answer": _shown(response),
        "criteria": {
            key_of(number): {**_criterion(criterion), "verdicts": verdicts_of(criterion)}
            for number, criterion in enumerate(criteria, start=1)
        },
    }


def comparing(case: Case, first: Response, second: Response) -> tuple[Message, ...]:
    """The question which of two responses is better."""
    material = {
        **_background(case),
        "criteria": [_criterion(criterion) for criterion in case.criteria],
        "answer_1": _shown(first),
        "answer_2": _shown(second),
    }
    return _question("prefer", material)


def grading_schema(criteria: Sequence[Criterion]) -> Material:
    """The JSON Schema of the answer to `grading`: nothing can be left out of it, or be said twice."""
    return _object({key_of(number): _verdict(each) for number, each in enumerate(criteria, start=1)})


def comparing_schema() -> Material:
    """The JSON Schema of the answer to `comparing`."""
    return _object(
        {
            "reason": {"type": "string"},
            "better": {"type": "string", "enum": [FIRST, SECOND, TIE, CANNOT_TELL]},
        }
    )


def orders_digest() -> str:
    """Differs whenever the orders do."""
    return digest(_orders())


def _question(orders: str, material: Material) -> tuple[Message, ...]:
    text = json.dumps(material, ensure_ascii=False, default=str)
    return (Message("system", _orders()[orders]), Message("user", text))


@cache
def _orders() -> Mapping[str, str]:
    return tomllib.loads((files(__package__) / "prompt.toml").read_text("utf-8"))


def _background(case: Case) -> Material:
    return {
        "conversation": [{"role": turn.role, "text": turn.content} for turn in case.messages],
        "now": case.now.isoformat(),
        "ideal_answers": [
            {"text": ideal.text, "tool_calls": _calls(ideal.tool_calls)}
            for ideal in case.ideal
            if ideal.shows
        ],
        "ideal_described": [ideal.text for ideal in case.ideal if ideal.text and not ideal.shows],
        "why": case.why,
        "notes": case.notes,
    }


def _criterion(criterion: Criterion) -> Material:
    return {"text": criterion.text, "guidance": criterion.guidance}


def _verdict(criterion: Criterion) -> Material:
    """Evidence and reason come first, so that the verdict follows from them."""
    return _object(
        {
            "evidence": {"type": "string"},
            "reason": {"type": "string"},
            "verdict": {"type": "string", "enum": list(verdicts_of(criterion))},
        }
    )


def _shown(response: Response) -> Material:
    features = {"features_used": response.triggered} if response.triggered else {}
    return {"text": response.text, "tool_calls": _calls(response.tool_calls), **features}


def _calls(calls: Sequence[ToolCall] | None) -> list[Material] | None:
    return (
        None if calls is None else [{"name": call.name, "arguments": dict(call.arguments)} for call in calls]
    )


def _object(properties: Material) -> Material:
    """A JSON Schema as strict structured outputs want it: nothing may be missing, nothing added."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
