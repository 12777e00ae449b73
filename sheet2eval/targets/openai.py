"""A model at OpenAI, or at any server that speaks like it, with a prompt of the person's own.

An answer is what a user would see: also a refusal, an answer that the limit of tokens cut short, and calls whose
arguments are not JSON (kept under `NOT_JSON`). Withheld by the provider's filter, an answer without a word and
without a call, and a call without a name are errors. Tokens and cost are None where the server does not count, or
no price is configured.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sheet2eval.apps import variables_of
from sheet2eval.contract import key
from sheet2eval.digest import digest
from sheet2eval.errors import SetupError
from sheet2eval.http_faults import TRIES
from sheet2eval.models.access import Access, find_access
from sheet2eval.models.api import ModelRequest, image_urls
from sheet2eval.models.client import ModelClient
from sheet2eval.models.options import APIS, ModelOptions
from sheet2eval.models.price import read_price
from sheet2eval.naming import did_you_mean
from sheet2eval.targets.target import Estimate, Target, TargetError
from sheet2eval.text.jsontext import NotJson, parse_json
from sheet2eval.text.placeholders import filled
from sheet2eval.text.tokens import estimated_tokens
from sheet2eval.types import Case, Response, Usage

FORM = "openai:MODEL"

_FILE = "file:"
_TOKENS_A_TURN = 4  # its role and what parts it from the next
_TOKENS_AN_IMAGE = 1_105  # a tall one in full detail, as GPT-4o counts it; other models count otherwise
_USUAL_ANSWER = 1_000  # tokens that an answer is taken for where `max_tokens` sets no limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(ModelOptions):
    """`system` and `tools` are a text, or `file:NAME` beside the configuration; `images` sends addresses as images."""

    system: str = ""
    tools: str = ""
    images: bool = False


class OpenAITarget(Target):
    """Asks the model afresh in each trial, with the conversation of the case behind the system prompt."""

    tries = TRIES

    def __init__(self, name: str, options: Options, access: Access, request: ModelRequest) -> None:
        self.name = name
        self.timeout = options.timeout
        self.pace = options.pace
        self.fingerprint = digest("openai", access.base_url, options.api, asdict(request))
        self._api = APIS[options.api]
        self._price = read_price(options.price)
        self._is_openai = access.is_openai
        self._request = request
        self._tool_tokens = _tokens(json.dumps(request.tools))
        self._client = ModelClient(access)

    def estimate(self, case: Case) -> Estimate:
        values = _values(case)
        system = filled(self._request.system, lambda name: values.get(key(name), ""))
        texts = [system, *(message.content for message in case.messages)]
        images = sum(len(image_urls(turn)) for turn in case.messages) if self._request.images else 0
        asked = sum(map(_tokens, texts)) + self._tool_tokens + images * _TOKENS_AN_IMAGE
        limit = self._request.max_tokens
        answered = limit or _USUAL_ANSWER
        cost = self._price.of(Usage(asked, answered)) if self._price else None
        return Estimate(asked, answered, cost, limited=limit is not None and not images)

    def rest_s(self) -> float:
        return self._client.rest_s()

    async def answer(self, case: Case, trial: int) -> Response:  # noqa: ARG002 - a model is not told
        body = self._api.body(self._request_of(case), self._is_openai)
        response = self._api.read(await self._client.post(self._api.path, body))
        if self._price is None or response.usage is None:
            return response
        return replace(response, cost_usd=self._price.of(response.usage))

    async def close(self) -> None:
        await self._client.close()

    def _request_of(self, case: Case) -> ModelRequest:
        return replace(self._request, messages=case.messages, system=_filled(self._request.system, case))


def given(name: str) -> Mapping[str, object]:
    return {"model": name.partition(":")[2]}


def open_target(name: str, options: Options, folder: Path) -> OpenAITarget:
    """Raises SetupError: there is no key, or a file that the configuration names cannot be read."""
    where = f"target {name}"
    request = ModelRequest(
        options.model,
        (),
        system=_read("system", options.system, folder, where),
        images=options.images,
        tools=_tools(_read("tools", options.tools, folder, where), where),
        temperature=options.temperature,
        seed=options.seed,
        max_tokens=options.max_tokens,
        extra=options.extra,
    )
    return OpenAITarget(name, options, find_access(options.base_url, options.api_key_env, where), request)


def _read(key: str, value: str, folder: Path, where: str) -> str:
    """The value, or the text of the file that it names."""
    if not value.startswith(_FILE):
        return value
    path = folder / value.removeprefix(_FILE)
    try:
        return path.read_text("utf-8-sig")
    except OSError as fault:
        raise SetupError(f"{where}: `{key}`: {path} cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise SetupError(f"{where}: `{key}`: {path} is not UTF-8 text (byte {fault.start})") from fault


def _tools(written: str, where: str) -> list[Mapping[str, object]]:
    """The tools in a JSON list; none where nothing is written."""
    try:
        tools = parse_json(written) if written.strip() else []
    except NotJson as fault:
        raise SetupError(f"{where}: `tools` is not JSON: {fault}") from fault
    if not isinstance(tools, list) or not all(isinstance(tool, dict) for tool in tools):
        raise SetupError(
            f'{where}: `tools` must be a list of objects, as OpenAI has them: [{{"type": "function", …}}]'
        )
    return tools


def _tokens(text: str) -> int:
    return estimated_tokens(text) + _TOKENS_A_TURN


def _filled(system: str, case: Case) -> str:
    """The system prompt with the case's variables; TargetError where one is no column of the sheet."""
    values = _values(case)

    def value_of(name: str) -> str:
        if key(name) not in values:
            near = did_you_mean(name, case.variables)
            raise TargetError(f"`system` names {{{{{name}}}}}, and the sheet has no such column{near}")
        return values[key(name)]

    return filled(system, value_of)


def _values(case: Case) -> dict[str, str]:
    """The case's variables by the key of their names."""
    return {key(name): value for name, value in variables_of(case).items()}
