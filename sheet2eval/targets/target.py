"""What the modules of this folder share: the protocol, the faults, the options that all kinds have."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sheet2eval.types import Case, Response

MAX_ANSWER_BYTES = 10_000_000  # more than that is a fault of the app, not an answer
MAX_ERROR = 1_000  # characters of an error that are told: more is a log


class TargetError(Exception):
    """The target broke: a non-zero exit, a bad status, an unreadable answer. The message is for people."""


class TransientFault(TargetError):
    """A fault that may be over in a moment, so that the same is asked again.

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

    `tries` is how often one answer is tried, where faults are transient. `fingerprint` is a text that differs whenever
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
