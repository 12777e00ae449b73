"""The official client, as models are asked here: one a run, no tries and no time-outs of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import aclosing
from typing import TYPE_CHECKING, cast

from sheet2eval.http_faults import (
    RestTimer,
    Secrets,
    connection_fault,
    decoded,
    first_line,
    refusal,
    text_charset,
    whole_body,
)
from sheet2eval.models.access import Access
from sheet2eval.models.sdk import sdk
from sheet2eval.targets.target import TargetError, TransientFault
from sheet2eval.text.jsontext import NotJson, parse_json

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

_NO_LIMIT = 0  # of connections, to aiohttp: the runner keeps their number


class ModelClient:
    """Posts to a model's server, on the event loop that asks first.

    The generated methods of the client check and convert what is sent and what comes back, which takes half of
    the time; its `post` for other endpoints leaves both as they are.
    """

    def __init__(self, access: Access) -> None:
        self._access = access
        self._secrets = Secrets([access.key] if access.has_key else [])
        self._client: AsyncOpenAI | None = None
        self._rest = RestTimer()
        self._mends = {
            401: f"check the key in {access.key_name}",
            403: f"check what the key in {access.key_name} may do",
            404: "check `model` and `base_url`",
        }

    async def post(self, path: str, body: Mapping[str, object]) -> Mapping[str, object]:
        """The JSON object that the server answers with; where it repeats the key, without it. Raises TargetError."""
        try:
            answer = await self._exchange(path, json.dumps(body).encode())
            return _json_object(self._secrets.hidden_in_answer(answer))
        except TargetError as fault:
            raise self._secrets.hidden_in(fault) from None

    def rest_s(self) -> float:
        """Seconds until the server takes requests again, going by the headers of its last answers."""
        return self._rest.seconds()

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _exchange(self, path: str, content: bytes) -> str:
        """The body of a 2xx answer."""
        import httpx2

        openai = sdk()
        self._client = self._client or self._connected()
        try:
            # as a stream, so that it can be given up when it is too long
            streamed = await self._client.post(
                path, cast_to=httpx2.Response, content=content, stream=True, stream_cls=openai.stream
            )
            async with aclosing(cast("httpx2.Response", streamed)) as reply:
                return _decoded(await whole_body(reply.aiter_bytes()), reply.charset_encoding or "utf-8")
        except (openai.connection_error, httpx2.HTTPError) as error:
            raise connection_fault(error) from error

    def _connected(self) -> AsyncOpenAI:
        import httpx2

        return sdk().client(
            api_key=self._access.key,
            admin_api_key="",  # or that of the environment goes along
            base_url=self._access.base_url,
            max_retries=0,
            timeout=None,
            http_client=sdk().http_client(
                limits=httpx2.Limits(max_connections=_NO_LIMIT),
                follow_redirects=False,
                event_hooks={"response": [self._look_at]},
            ),
        )

    async def _look_at(self, reply: httpx2.Response) -> None:
        """Notes how long the server wants to be left alone, and raises where it refuses."""
        self._rest.note(reply.headers)
        if not reply.is_success:
            body = (await whole_body(reply.aiter_bytes())).decode("utf-8", "replace")
            said = self._secrets.hidden_in_error(body)
            raise refusal(reply.status_code, reply.reason_phrase, reply.headers, said, self._mends)


def _decoded(sent: bytes, charset: str) -> str:
    known = text_charset(charset)
    if known is None:
        raise TransientFault(f"answered in {first_line(charset)}, which is no charset")
    return decoded(sent, known)


def _json_object(text: str) -> Mapping[str, object]:
    try:
        document = parse_json(text)
    except NotJson as fault:
        raise TransientFault(f"answered what is not JSON: {fault}") from fault
    if not isinstance(document, dict):
        raise TransientFault(f"answered JSON that is no object: {first_line(text)}")
    return document
