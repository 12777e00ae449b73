"""The judge that asks a model: one call for all criteria of a response, or for a comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from sheet2eval.digest import digest
from sheet2eval.http_faults import TRIES
from sheet2eval.judges.judge import Judge, Judgement, Preference, turned, turned_judgement
from sheet2eval.judges.openai.connection import Connection
from sheet2eval.judges.openai.prompt import (
    Material,
    comparing,
    comparing_schema,
    grading,
    grading_schema,
    grading_turned,
    orders_digest,
)
from sheet2eval.judges.openai.reply import read_comparison, read_grading
from sheet2eval.models.api import ModelRequest
from sheet2eval.models.options import ModelOptions
from sheet2eval.models.price import read_price
from sheet2eval.targets.target import Estimate
from sheet2eval.text.tokens import estimated_tokens
from sheet2eval.types import Case, Criterion, Message, Response, Usage

Grading = Callable[[Case, Response, Sequence[Criterion]], tuple[Message, ...]]
"""Makes the question for a verdict on each of the criteria."""

DEFAULT_MODEL = "gpt-5-mini"

_USUAL_RESPONSE = 1_000  # tokens that the response to be graded is taken for
_USUAL_THOUGHTS = 1_000  # tokens that a model thinks with before it answers
_USUAL_VERDICT = 200  # tokens that a verdict is taken for, with evidence and reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(ModelOptions):
    """`votes` is how often each response is graded: the majority counts."""

    model: str = DEFAULT_MODEL
    temperature: float | None = 0.0
    seed: int | None = 1
    votes: int = 1

    def __post_init__(self) -> None:
        ModelOptions.__post_init__(self)
        if self.votes < 1:
            message = "`votes` must be at least 1"
            raise ValueError(message)

    @property
    def request(self) -> ModelRequest:
        """What every request to the model has, without a question."""
        return ModelRequest(
            self.model,
            (),
            temperature=self.temperature,
            seed=self.seed,
            max_tokens=self.max_tokens,
            extra=self.extra,
        )


class OpenAIJudge(Judge):
    """Asks for one vote. `vote` counts from 0; each has another seed, and another order of the criteria."""

    tries = TRIES

    def __init__(
        self,
        label: str,
        options: Options,
        connection: Connection,
        vote: int = 0,
        voters: tuple[Judge, ...] = (),
    ) -> None:
        self.label = label
        self.timeout = options.timeout
        self.pace = options.pace
        self.voters = voters
        self.fingerprint = digest(
            "openai",
            connection.base_url,
            options.api,
            asdict(options.request),
            options.votes,
            orders_digest(),
        )
        self._request = replace(options.request, seed=None if options.seed is None else options.seed + vote)
        self._price = read_price(options.price)
        self._connection = connection
        self._vote = vote

    def estimate(self, case: Case) -> Estimate:
        """The response is not known yet: so it is an estimate in any case."""
        messages = grading(case, Response(), case.criteria)
        asked = _USUAL_RESPONSE + sum(estimated_tokens(message.content) for message in messages)
        answered = self._request.max_tokens or _USUAL_THOUGHTS + _USUAL_VERDICT * len(case.criteria)
        cost = self._price.of(Usage(asked, answered)) if self._price else None
        return Estimate(asked, answered, cost, limited=False)

    def rest_s(self) -> float:
        return self._connection.rest_s()

    async def grade(self, case: Case, response: Response) -> Judgement:
        return await self._judgement(case, response, grading)

    async def grade_turned(self, case: Case, response: Response) -> Judgement:
        return turned_judgement(await self._judgement(turned(case), response, grading_turned))

    async def _judgement(self, case: Case, response: Response, question: Grading) -> Judgement:
        shift = self._vote % max(1, len(case.criteria))
        criteria = (*case.criteria[shift:], *case.criteria[:shift])
        reply = await self._reply(question(case, response, criteria), grading_schema(criteria))
        outcomes = read_grading(reply, criteria, response)
        back = len(criteria) - shift
        return Judgement((*outcomes[back:], *outcomes[:back]), self._cost_usd(reply))

    async def prefer(self, case: Case, first: Response, second: Response) -> Preference:
        reply = await self._reply(comparing(case, first, second), comparing_schema())
        winner, reason = read_comparison(reply)
        return Preference(winner, reason, self._cost_usd(reply))

    async def close(self) -> None:
        await self._connection.close()

    async def _reply(self, messages: Sequence[Message], schema: Material) -> Response:
        return await self._connection.reply(replace(self._request, messages=messages), schema)

    def _cost_usd(self, reply: Response) -> float | None:
        return self._price.of(reply.usage) if self._price and reply.usage else None
