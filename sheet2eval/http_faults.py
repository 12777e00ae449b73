"""What a server does wrong, as faults of a target: which are transient, which end the run, and how they are told.

| what came | fault | asked again |
|---|---|---|
| 401, 403, 404; `insufficient_quota`, whatever its status | `EndsRun` | never: the run stops |
| 429, 503 | `TransientFault`, busy | yes, after `Retry-After` or `retry-after-ms` where the server says it |
| 408, 409, other 5xx | `TransientFault` | yes |
| 400, 422 | `RequestRefused` | not in this form |
| all other 3xx and 4xx; no such host; no secure connection | `TargetError` | never |
| refused, reset or broken connections; what is not HTTP | `TransientFault` | yes |
"""

from __future__ import annotations

import codecs
import os
import time
from collections.abc import AsyncIterable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sheet2eval.targets.target import MAX_ANSWER_BYTES, EndsRun, RequestRefused, TargetError, TransientFault
from sheet2eval.text.jsontext import NotJson, parse_json
from sheet2eval.text.waits import reset_s, retry_after_s

TRIES = 4
"""How often one answer of a server is tried."""

_NO_QUOTA = "insufficient_quota"
_ENDS_RUN = frozenset({401, 403, 404})
_BUSY = frozenset({429, 503})
_TRANSIENT = frozenset({408, 409, 429})
_NOT_TAKEN = frozenset({400, 422})
_FOR_HOST_NAMES = frozenset({"idna", "punycode"})  # time grows with the square of the length
_TOLD = 200  # characters of a body
_LEAST_IN_ERROR = 4  # characters: what is shorter may be part of any word
_LEAST_IN_ANSWER = 8  # "none", "test", "ollama" may be words of the answer


def refusal(
    status: int, reason: str, headers: Mapping[str, str], body: str, mends: Mapping[int, str]
) -> TargetError:
    """The fault behind an answer that is not 2xx. `mends` say for some statuses what a person can do.

    `headers` are looked up as they are: a mapping that ignores case, or one of lower-case names.
    """
    said, without_quota = _error_object(body)
    message = ": ".join(filter(None, (f"HTTP {status} {reason}".rstrip(), said or first_line(body))))
    if without_quota:
        return EndsRun(f"{message}; add credit to the account, or raise its limit")
    if mend := mends.get(status):
        message = f"{message}; {mend}"
    if status in _ENDS_RUN:
        return EndsRun(message)
    if status in _TRANSIENT or status >= 500:
        after_s = retry_after_s(headers, datetime.now(UTC))
        return TransientFault(message, after_s=after_s, busy=status in _BUSY)
    if 300 <= status < 400:
        return TargetError(f"{message}: redirected, which is not followed; configure the final address")
    return RequestRefused(message) if status in _NOT_TAKEN else TargetError(message)


def connection_fault(error: BaseException) -> TargetError:
    """An exception of aiohttp, or of a client that was raised from one, in plain words."""
    import aiohttp

    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, aiohttp.ClientError):
        cause = cause.__cause__
    match cause:
        case aiohttp.ClientConnectorDNSError():
            return TargetError(f"there is no host {cause.host}")
        case aiohttp.ClientSSLError():
            return TargetError(f"no secure connection to {cause.host}: {cause.args[-1]}")
        case aiohttp.ClientConnectorError():
            why = os.strerror(cause.os_error.errno) if cause.os_error.errno else "it does not answer"
            return TransientFault(f"no connection to {cause.host}:{cause.port}: {why}")
        case aiohttp.ServerDisconnectedError():
            return TransientFault("the connection was closed without an answer")
        case aiohttp.ClientResponseError():  # its own words hold the address, which may hold a key
            return TransientFault(f"sent what is not HTTP: {first_line(cause.message)}")
        case _:
            return TransientFault("the connection broke off before the answer was whole")


async def whole_body(chunks: AsyncIterable[bytes]) -> bytes:
    """The bytes of an answer. Raises TargetError where there are more than an answer can have."""
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise TargetError(f"sent more than {MAX_ANSWER_BYTES // 1_000_000} MB")
    return bytes(body)


def text_charset(claimed: str) -> str | None:
    """The charset that an answer claims; None where Python knows none of that name, or none for texts."""
    try:
        " ".encode(claimed)  # raises where it is none
        return None if codecs.lookup(claimed).name in _FOR_HOST_NAMES else claimed
    except (LookupError, ValueError):
        return None


def decoded(sent: bytes, charset: str) -> str:
    """The text of an answer, in a charset that `text_charset` knows. Raises TransientFault where it is none."""
    try:
        return sent.decode(charset)
    except UnicodeError as fault:
        raise TransientFault(f"answered what is not {charset} text") from fault


class RestTimer:
    """How long a server wants to be left alone, going by the headers of its answers."""

    def __init__(self) -> None:
        self._until = 0.0

    def note(self, headers: Mapping[str, str]) -> None:
        if rest := reset_s(headers):
            self._until = max(self._until, time.monotonic() + rest)

    def seconds(self) -> float:
        return max(0.0, self._until - time.monotonic())


def first_line(body: str) -> str:
    """The first line of a body, as far as an error tells it; "" where there is none."""
    lines = body.strip().splitlines()
    return lines[0][:_TOLD] if lines else ""


@dataclass(frozen=True, slots=True)
class Secrets:
    """Texts that a server knows, and that nobody else is to see where it repeats them."""

    texts: Collection[str] = field(repr=False)

    def hidden_in_answer(self, text: str) -> str:
        """An answer without the secrets; placeholders for a server that wants no key are none."""
        return self._hidden(text, _LEAST_IN_ANSWER)

    def hidden_in_error(self, text: str) -> str:
        """An error without the secrets. Cut it afterwards: a part of a secret is not found."""
        return self._hidden(text, _LEAST_IN_ERROR)

    def hidden_in(self, fault: TargetError) -> TargetError:
        """The fault itself, its message without the secrets."""
        fault.args = (self.hidden_in_error(str(fault)),)
        return fault

    def _hidden(self, text: str, least: int) -> str:
        for secret in self.texts:
            if len(secret) >= least:
                for form in {secret, secret.replace("/", r"\/")}:  # some servers escape it so in JSON
                    text = text.replace(form, "[secret]")
        return text


def _error_object(body: str) -> tuple[str, bool]:
    """The message of `{"error": {"message", "code", "type"}}`, as OpenAI and its like send it; is the quota used up?"""
    try:
        document = parse_json(body)
    except NotJson:
        return "", False
    error = document.get("error") if isinstance(document, dict) else None
    if not isinstance(error, dict):
        return "", False
    message = error.get("message")
    told = first_line(message) if isinstance(message, str) else ""
    return told, _NO_QUOTA in (error.get("code"), error.get("type"))
