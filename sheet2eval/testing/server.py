"""The test server itself: aiohttp on a loopback port, in a thread of its own or in the foreground."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from sheet2eval.testing.dialogue import Answer, Question
from sheet2eval.testing.faults import Fault, status
from sheet2eval.testing.loopback import HOST, in_thread, listening
from sheet2eval.testing.wire import answer_object

if TYPE_CHECKING:
    from aiohttp import web

PATHS = ("/v1/chat/completions", "/v1/responses")
MAX_QUESTION_BYTES = 20_000_000


def echo(question: Question) -> str:
    """Answers with what the user said last."""
    return f"You said: {question.said}"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How the server behaves.

    `latency_s` is the least and the most that an answer takes. `schedule` says for the first requests what goes
    wrong (None: nothing); after them, `share` of all requests meet one of `faults`, drawn with `seed`. With a
    `key`, requests that do not bear it are refused.
    """

    answer: Callable[[Question], Answer | str] = echo
    latency_s: tuple[float, float] = (0.0, 0.0)
    schedule: Sequence[Fault | None] = ()
    share: float = 0.0
    faults: Sequence[Fault] = (status(500), status(503))
    key: str = ""
    seed: int = 1


@dataclass(slots=True)
class Server:
    """A server that runs: where it is, what it was asked, and how many requests it had at once."""

    behaviour: Behaviour
    port: int = 0
    asked: list[Question] = field(default_factory=list)
    in_flight: int = 0
    most_in_flight: int = 0
    _chance: Random = field(default_factory=Random)

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.port}/v1"

    async def post(self, request: web.Request) -> web.StreamResponse:
        """Answers one question, or does what is to go wrong."""
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            return await self._reply(request)
        finally:
            self.in_flight -= 1

    async def _reply(self, request: web.Request) -> web.StreamResponse:
        from aiohttp import web

        at_s = time.perf_counter()
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked = await _json(request)
        if not isinstance(asked, dict):
            return await status(400, "The body is no JSON object")(request)
        question = Question(request.path, asked, headers, at_s)
        self.asked.append(question)
        fault = self._fault(question, len(self.asked) - 1)
        await asyncio.sleep(self._chance.uniform(*self.behaviour.latency_s))
        if fault is not None:
            return await fault(request)
        answer = self.behaviour.answer(question)
        answer = Answer(answer) if isinstance(answer, str) else answer
        return web.json_response(answer_object(question, answer))

    def _fault(self, question: Question, place: int) -> Fault | None:
        behaviour = self.behaviour
        if behaviour.key and question.headers.get("authorization") != f"Bearer {behaviour.key}":
            return status(401, "Incorrect API key provided", "invalid_api_key")
        if place < len(behaviour.schedule):
            return behaviour.schedule[place]
        return self._chance.choice(behaviour.faults) if self._chance.random() < behaviour.share else None


@asynccontextmanager
async def running(behaviour: Behaviour, port: int = 0) -> AsyncIterator[Server]:
    """The server on this event loop, at a free port where none is given."""
    from aiohttp import web

    server = Server(behaviour, _chance=Random(behaviour.seed))  # noqa: S311 - no secret
    app = web.Application(client_max_size=MAX_QUESTION_BYTES)
    app.add_routes([*(web.post(path, server.post) for path in PATHS), web.get("/v1/models", _models)])
    async with listening(app, port) as server.port:
        yield server


@contextmanager
def serve(behaviour: Behaviour | None = None) -> Iterator[Server]:
    """The server in a thread of its own, for as long as the block lasts."""
    with in_thread(lambda: running(behaviour or Behaviour())) as server:
        yield server


async def _json(request: web.Request) -> object:
    """The JSON of a request; None where it is none."""
    try:
        return await request.json()
    except ValueError:
        return None


async def _models(_request: web.Request) -> web.Response:
    from aiohttp import web

    return web.json_response({"object": "list", "data": [{"id": "test-model", "object": "model"}]})
