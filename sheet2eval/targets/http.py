"""An app at an address: the case as JSON by POST, the answer in the body of a 2xx response.

The body is a text or the answer object of `apps.py`; in an app's own JSON, `text`, `tool_calls` and
`triggered` say as JSONPath where these stand. In the values of `headers`, `$NAME` is an environment variable.
Redirects are not followed, so that what is sent reaches the configured address only; cookies are not kept, so
that no trial knows of another.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from sheet2eval.addresses import check_address
from sheet2eval.apps import ANSWER_KEYS, case_object, read_answer, read_printed_answer
from sheet2eval.digest import digest
from sheet2eval.errors import SetupError
from sheet2eval.http_faults import (
    TRIES,
    RestTimer,
    Secrets,
    connection_fault,
    decoded,
    first_line,
    refusal,
    text_charset,
    whole_body,
)
from sheet2eval.targets.target import Target, TargetError, TargetOptions, TransientFault
from sheet2eval.text.jsontext import NotJson, parse_json
from sheet2eval.types import Case, Response

if TYPE_CHECKING:
    import aiohttp

FORM = "http://ADDRESS"

_CHUNK = 65_536
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # a token of RFC 9110
_CONTROL = re.compile(r"[\0\r\n]")
_PAGE = re.compile(
    r"(?:\s|\ufeff|<!--.*?-->|<\?[^>]*>)*+<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(r"application/(?:[\w.+-]+\+)?json", re.IGNORECASE)
_OPENS_OBJECT = re.compile(r"[\s\ufeff]*+\{")
_STREAM = "text/event-stream"
_MENDS = {
    401: "check the key in `headers`",
    403: "check what the key in `headers` may do",
    404: "check `url`",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(TargetOptions):
    """`url`; `headers`; where the parts of the answer stand in the app's JSON, as JSONPath (RFC 9535)."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    tool_calls: str = ""
    triggered: str = ""

    def __post_init__(self) -> None:
        TargetOptions.__post_init__(self)
        check_address("url", self.url)
        for key, path in self.paths.items():
            _check_path(key, path)
        for name, value in self.headers.items():
            _check_header(name, value)

    @property
    def paths(self) -> Mapping[str, str]:
        """The JSONPath of each key of the answer that is not where the answer object has it."""
        paths = {"text": self.text, "tool_calls": self.tool_calls, "triggered": self.triggered}
        return {key: path for key, path in paths.items() if path}


class HttpTarget(Target):
    """Posts each trial over one session a run. No error tells `secrets`."""

    tries = TRIES

    def __init__(self, name: str, options: Options, headers: Mapping[str, str], secrets: Secrets) -> None:
        self.name = name
        self.timeout = options.timeout
        self.pace = options.pace
        self.fingerprint = digest("http", options.url, sorted(options.headers), options.paths)
        self._url = options.url
        self._headers = headers
        self._paths = options.paths
        self._secrets = secrets
        self._rest = RestTimer()
        self._session: aiohttp.ClientSession | None = None

    async def answer(self, case: Case, trial: int) -> Response:  # noqa: ARG002 - an app is not told
        try:
            body, content_type = await self._exchange(case_object(case))
        except TargetError as fault:
            raise self._secrets.hidden_in(fault) from None
        if self._paths:
            return read_answer(_picked(body, self._paths))
        return _plain(body, content_type)

    def rest_s(self) -> float:
        return self._rest.seconds()

    async def _exchange(self, told: Mapping[str, object]) -> tuple[str, str]:
        """The body of a 2xx answer, and its content type."""
        import aiohttp

        self._session = self._session or _new_session(self._headers)
        try:
            async with self._session.post(self._url, json=told, allow_redirects=False) as reply:
                sent = await whole_body(reply.content.iter_chunked(_CHUNK))
        except aiohttp.ClientError as error:
            raise connection_fault(error) from error
        self._rest.note(reply.headers)
        charset = text_charset(reply.charset or "") or "utf-8"
        if not 200 <= reply.status < 300:
            said = self._secrets.hidden_in_error(sent.decode(charset, "replace"))
            raise refusal(reply.status, reply.reason or "", reply.headers, said, _MENDS)
        return self._secrets.hidden_in_answer(decoded(sent, charset)), reply.content_type

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None


def given(name: str) -> Mapping[str, object]:
    return {"url": name}


def open_target(name: str, options: Options, folder: Path) -> HttpTarget:  # noqa: ARG001 - needs no folder
    """Raises SetupError: a header names an environment variable that is not set."""
    templates = {key: Template(value) for key, value in options.headers.items()}
    try:
        headers = {key: template.substitute(os.environ) for key, template in templates.items()}
    except KeyError as error:
        raise SetupError(
            f"target {name}: set the environment variable {error.args[0]}: `headers` names it"
        ) from None
    for key, value in headers.items():
        if _CONTROL.search(value):  # not shown: it is most likely a key
            raise SetupError(f"target {name}: the value of the header {key} holds a line break")
    secrets = {os.environ[named] for template in templates.values() for named in template.get_identifiers()}
    return HttpTarget(name, options, headers, Secrets(secrets))


def _check_header(name: str, value: str) -> None:
    message = ""
    if not _HEADER_NAME.fullmatch(name):
        message = f"`headers`: {name!r} is no name of a header"
    elif not Template(value).is_valid():
        message = f"`headers`: {name} holds a $ that begins no name; write $$ for a dollar sign"
    if message:
        raise ValueError(message)


def _check_path(key: str, path: str) -> None:
    from sheet2eval.text.jsonpath import PathFault, check_path

    try:
        check_path(path)
    except PathFault as fault:
        message = f"`{key}` is no JSONPath: {fault}"
        raise ValueError(message) from fault


def _new_session(headers: Mapping[str, str]) -> aiohttp.ClientSession:
    """A session without limits of its own: the runner keeps the time and the number of connections."""
    import aiohttp

    return aiohttp.ClientSession(
        headers=headers,
        connector=aiohttp.TCPConnector(limit=0),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None),
    )


def _picked(body: str, paths: Mapping[str, str]) -> dict[str, object]:
    """The answer object, its parts found in the app's own JSON."""
    from sheet2eval.text.jsonpath import TooManySteps, find_values

    try:
        document = parse_json(body)
        found = {key: find_values(paths.get(key, f"$.{key}"), document) for key in ANSWER_KEYS}
    except NotJson as fault:
        raise _not_json(fault) from fault
    except TooManySteps as fault:
        raise TargetError("answered JSON too large for the configured paths") from fault
    if "text" in paths and not found["text"]:
        raise TargetError(f"answered JSON that holds no {paths['text']}: {_shown(body)}")
    return {
        "text": found["text"][0] if found["text"] else None,
        "tool_calls": _items(found["tool_calls"]),
        "triggered": _items(found["triggered"]),
    }


def _items(found: list[object]) -> object:
    """What a path to a list found, or a path to its items."""
    return found[0] if len(found) == 1 and not isinstance(found[0], dict | str) else found


def _plain(body: str, content_type: str) -> Response:
    """The answer where the configuration names no paths. A JSON text is its text, without the quotes.

    What calls itself JSON and is none is a text (many an app calls all that it sends so), unless it opens an object.
    """
    if content_type == _STREAM:
        raise TargetError(
            "answered a stream of events, which is not read: let the app send its whole answer at once"
        )
    if content_type == "text/html" and _PAGE.match(body):
        raise TargetError(f"answered a web page, which is no answer: {_shown(body)}")
    if _JSON.fullmatch(content_type):
        try:
            document = parse_json(body)
        except NotJson as fault:
            if _OPENS_OBJECT.match(body):
                raise _not_json(fault) from fault
        else:
            if isinstance(document, str):
                return read_answer(document)
    return read_printed_answer(body)


def _not_json(fault: NotJson) -> TransientFault:
    return TransientFault(f"answered what is not JSON: {fault}")


def _shown(body: str) -> str:
    return first_line(body) or "(an empty body)"
