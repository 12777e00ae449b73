"""What the modules of this folder share: the protocol, the common options, the form of an app's answer."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from reprlib import Repr
from typing import Protocol

from sheet2eval.text.callsyntax import CallFault, read_arguments
from sheet2eval.text.jsontext import NotJson, parse_json
from sheet2eval.types import Case, Response, ToolCall

MAX_ANSWER_BYTES = 10_000_000  # more than that is a fault of the app, not an answer
ANSWER_KEYS = ("text", "tool_calls", "triggered")
MAX_ERROR = 1_000  # characters of an error that are told: more is a log

_BEGINS_AS_OBJECT = re.compile(rf'\s*+\{{\s*+"(?:{"|".join(ANSWER_KEYS)})"\s*+:')


class TargetError(Exception):
    """The target broke: a non-zero exit, a bad status, an unreadable answer. The message is for people."""


class PassingFault(TargetError):
    """A fault that may be over in a moment, so that the same can be asked again.

    `after_s` is how long the target asks to be left alone, None where it does not say. `busy` means that it is
    asked too much altogether, not only this once.
    """

    def __init__(self, message: str, *, after_s: float | None = None, busy: bool = False) -> None:
        super().__init__(message)
        self.after_s = after_s
        self.busy = busy


class RequestRefused(TargetError):
    """The server does not take the request in this form (400, 422); another form may do."""


class EndsRun(TargetError):
    """A fault that every other case would meet as well: no access, no such model, nothing left to spend."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a target may be asked. Tokens are those of questions and answers together."""

    concurrency: int
    requests_per_minute: float = math.inf
    tokens_per_minute: float = math.inf


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one answer takes at most; without a limit of tokens (`limited` is False) that is an estimate itself.

    The cost is None where the price is unknown. `calls` is more than 1 where several are asked for one answer.
    """

    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    limited: bool
    calls: int = 1

    def __add__(self, other: Estimate) -> Estimate:
        costs = (self.cost_usd, other.cost_usd)
        return Estimate(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            None if None in costs else sum(cost for cost in costs if cost is not None),
            self.limited and other.limited,
            self.calls + other.calls,
        )


class Target(Protocol):
    """Answers cases. `name` is as the person gave it; `timeout` in seconds is kept by the runner.

    `tries` is how often one answer is tried where faults may pass. `fingerprint` is a text that differs whenever
    the configuration differs in a way that can change an answer (never holding a secret).
    """

    name: str
    timeout: float
    pace: Pace
    fingerprint: str
    tries: int = 1

    def recorded(self, case: Case) -> Sequence[Response] | None:  # noqa: ARG002 - most have none
        """The answers that were given before, a trial each; None where the target has to be asked."""
        return None

    def estimate(self, case: Case) -> Estimate | None:  # noqa: ARG002 - most are free
        """What one answer to the case takes; None where asking costs nothing."""
        return None

    def rest_s(self) -> float:
        """How many seconds the target wants to be left alone, going by the last answers; 0 where it does not."""
        return 0.0

    async def answer(self, case: Case, trial: int) -> Response:
        """The answer to the case's conversation, for the trial counted from 1.

        What goes wrong at the target is raised as `TargetError` (or any exception: the runner turns it
        into `Response.error` with its message).
        """

    async def close(self) -> None:
        """Release connections and processes, where any are kept. Closing twice is no fault."""
        return


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetOptions:
    """The keys that every kind of target takes: `timeout` of one answer in seconds, and its `Pace`.

    Raises:
        ValueError: a value that cannot be meant; the message begins with the key.
    """

    timeout: float = 60.0
    concurrency: int = 16
    requests_per_minute: float = math.inf
    tokens_per_minute: float = math.inf

    def __post_init__(self) -> None:
        if not (self.timeout > 0 and math.isfinite(self.timeout)):
            message = "`timeout` must be more than 0 seconds"
            raise ValueError(message)
        if self.concurrency < 1:
            message = "`concurrency` must be at least 1"
            raise ValueError(message)
        for key in ("requests_per_minute", "tokens_per_minute"):
            if not getattr(self, key) > 0:
                message = f"`{key}` must be more than 0"
                raise ValueError(message)

    @property
    def pace(self) -> Pace:
        return Pace(self.concurrency, self.requests_per_minute, self.tokens_per_minute)


def messages_of(case: Case) -> list[dict[str, str]]:
    return [{"role": message.role, "content": message.content} for message in case.messages]


def case_object(case: Case) -> dict[str, object]:
    """What an app is told of a case: `{"id", "messages", "variables"}`, made anew at each call."""
    return {"id": case.id, "messages": messages_of(case), "variables": variables_of(case)}


def variables_of(case: Case) -> dict[str, str]:
    """The case's variables, always with `now` (ISO 8601), so that relative dates are placed as the checks do."""
    return {**case.variables, "now": case.variables.get("now") or case.now.isoformat()}


def described(error: BaseException) -> str:
    """An exception as text: its message alone where that is written for people, else behind its type."""
    message = _message(error).strip()
    if len(message) > MAX_ERROR:
        message = f"{message[:MAX_ERROR].rstrip()} … [cut]"
    if not message:
        return type(error).__name__
    return message if isinstance(error, TargetError) else f"{type(error).__name__}: {message}"


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - an app's own exception, whose words may be broken in any way
        return ""


def read_answer(answer: object) -> Response:
    """The response in what an app gave back: a text, or an object with some of `ANSWER_KEYS`.

    Other keys of the object are the app's own. A call is `{"name", "arguments"}`, or has these in `function`
    (as OpenAI sends them). Arguments are an object, or one as JSON text; text that is no JSON object is kept
    under the name `NOT_JSON`.

    Raises:
        TargetError: anything else; the message says what came back.
    """
    if isinstance(answer, str):
        return _plain(answer)
    if not isinstance(answer, Mapping):
        raise TargetError(f"answered {_shown(answer)}, not a text or an object")
    if not any(key in answer for key in ANSWER_KEYS):
        raise TargetError(f"answered {_shown(answer)}, without {', '.join(ANSWER_KEYS)}")
    return Response(
        text=_read_text(answer.get("text")),
        tool_calls=tuple(_read_call(call) for call in _read_list(answer, "tool_calls")),
        triggered=tuple(_read_feature(feature) for feature in _read_list(answer, "triggered")),
    )


def read_printed_answer(printed: str) -> Response:
    """The response in an app's output: a JSON object with some of `ANSWER_KEYS`, else the text itself.

    Line breaks at the end of a text are not part of it, nor is a byte order mark.

    Raises:
        PassingFault: it begins as such an object and is not JSON: graded as a text, it could pass.
        TargetError: as `read_answer`.
    """
    try:
        answer = parse_json(printed)
    except NotJson as fault:
        if _BEGINS_AS_OBJECT.match(printed):
            raise PassingFault(f"answered what begins as an object and is not JSON: {fault}") from fault
        answer = None
    if isinstance(answer, dict) and any(key in answer for key in ANSWER_KEYS):
        return read_answer(answer)
    return _plain(printed.removeprefix("\ufeff").rstrip("\r\n"))


def _plain(text: str) -> Response:
    """A text as the answer. An object can say that there is nothing to say; a blank text is no answer."""
    if not text.strip():
        raise TargetError("answered nothing")
    return Response(text=text)


def _read_text(text: object) -> str:
    if text is None:
        return ""  # as OpenAI has it beside tool calls
    if not isinstance(text, str):
        raise TargetError(f"answered with {_shown(text)} as text, which is not a text")
    return text


def _read_list(answer: Mapping[object, object], key: str) -> Sequence[object]:
    items = answer.get(key)
    if items is None:
        return ()
    if not isinstance(items, list | tuple):
        raise TargetError(f"answered with {_shown(items)} as {key}, which is not a list")
    return items


def _read_feature(feature: object) -> str:
    if not isinstance(feature, str):
        raise TargetError(f"answered with {_shown(feature)} in triggered, which is not a text")
    return feature


def _read_call(call: object) -> ToolCall:
    said = call.get("function", call) if isinstance(call, Mapping) else None
    if not isinstance(said, Mapping) or not isinstance(said.get("name"), str) or not said["name"].strip():
        raise TargetError(f'answered with {_shown(call)} in tool_calls, which is not {{"name", "arguments"}}')
    return ToolCall(said["name"], _read_arguments(said.get("arguments")))


def _read_arguments(arguments: object) -> Mapping[str, object]:
    if isinstance(arguments, Mapping):
        return _as_json_holds_them({str(name): value for name, value in arguments.items()})
    try:
        return read_arguments(arguments)
    except CallFault as fault:
        raise TargetError(
            f"answered with {_shown(arguments)} as arguments of a call, which is not an object"
        ) from fault


def _as_json_holds_them(arguments: dict[str, object]) -> Mapping[str, object]:
    """A function may give tuples, dates and objects of its own; from here on there are only JSON's values."""
    try:
        held: dict[str, object] = json.loads(json.dumps(arguments, default=str))
    except (TypeError, ValueError, RecursionError) as error:
        raise TargetError(
            f"answered with {_shown(arguments)} as arguments of a call, which JSON cannot hold"
        ) from error
    return held


_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 60


def _shown(value: object) -> str:
    """A value that is wrong, shortened for a message, with its type."""
    return f"{_SHORT.repr(value)} ({type(value).__name__})"
