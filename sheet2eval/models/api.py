"""What both of OpenAI's APIs have in common: what a model is asked, and what counts as an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sheet2eval.apps import read_answer
from sheet2eval.http_faults import first_line
from sheet2eval.targets.target import TargetError, TransientFault
from sheet2eval.text.jsontext import shown
from sheet2eval.types import Message, Response, Usage

TOOL = "tool"  # a role; and the name of the function whose result it is, which a sheet does not say
FILTERED = "content_filter"

_CUT = ("length", "max_output_tokens", "max_tokens")  # how the APIs, and some servers, name the limit
_MOST_TOKENS = 10**12  # a server that counts more does not count

_IMAGE_URL = re.compile(
    r"""
      https://[^\s<>"'()]{1,2000}?\.(?:png|jpe?g|gif|webp)
      (?:\?[^\s<>"'()]{0,2000}[^\s<>"'().,;:!?])?
      (?![\w-]|\.\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """What a model is asked, and how it is to answer; None where that is left to the server.

    With `images`, addresses of images in what the user says are sent as images too. `tools` are in the form of
    chat completions. `extra` goes into the body as it is, and over everything else.
    """

    model: str
    messages: Sequence[Message]
    system: str = ""
    images: bool = False
    tools: Sequence[Mapping[str, object]] = ()
    temperature: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Api:
    """One API: its path, the body that is posted there, and the reading of the JSON that comes back.

    `body` is told whether the server is OpenAI's own: those that only speak like it keep to older names.
    """

    path: str
    body: Callable[[ModelRequest, bool], dict[str, object]]
    read: Callable[[Mapping[str, object]], Response]


def image_urls(turn: Message) -> list[str]:
    """The https addresses in what a user says whose path ends as those of images do."""
    return _IMAGE_URL.findall(turn.content) if turn.role == "user" else []


def that_are_set(settings: Mapping[str, object]) -> dict[str, object]:
    """The settings without those that are left to the server."""
    return {name: value for name, value in settings.items() if value is not None}


def answer(
    text: str, calls: Sequence[object], triggered: Sequence[str], usage: Usage | None, cut_by: object
) -> Response:
    """The response, where there is one. An answer that the limit of tokens cut is one: the user would see it so.

    Raises:
        TargetError: the provider's filter withheld it, nothing was said and nothing called, or a call is none.
    """
    if cut_by == FILTERED:
        raise TargetError("the provider's content filter withheld the answer")
    if not (text.strip() or calls or triggered):
        raise TargetError(f"answered nothing{_why_nothing(cut_by)}")
    said = read_answer({"text": text, "tool_calls": list(calls), "triggered": list(triggered)})
    return replace(said, usage=usage, cut=cut_by in _CUT)


def text_of(part: object, what: str) -> str:
    """A text of an answer; TransientFault where it is none."""
    if not isinstance(part, str):
        raise TransientFault(f"answered with {shown(part)} as {what}, which is not a text")
    return part


def error_message(document: Mapping[str, object]) -> str:
    """What `error` says, a text or an object with a `message`; "" where there is none."""
    error = document.get("error")
    message = error.get("message") if isinstance(error, Mapping) else error
    return first_line(message) if isinstance(message, str) else ""


def refuse_error(told: Mapping[str, object]) -> None:
    """Some servers and routers say 200 all the same. Raises TransientFault where there is an `error` with a message."""
    if said := error_message(told):
        raise TransientFault(f"answered with an error: {said}")


def mapping_in(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The object under a key; an empty one where there is none."""
    value = document.get(key)
    return value if isinstance(value, Mapping) else {}


def mappings_in(document: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    """The objects in the list under a key. TransientFault where there is no such list of objects."""
    value = document.get(key)
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise TransientFault(f"answered JSON without a list of {key}: {shown(document)}")
    return value


def tokens(usage: Mapping[str, object], input_key: str, output_key: str) -> Usage | None:
    """The usage, where the server counts both: `{"KEY": …, "KEY_details": {"cached_tokens": …}}`."""
    asked, answered = _count(usage.get(input_key)), _count(usage.get(output_key))
    if asked is None or answered is None:
        return None
    cached = _count(mapping_in(usage, f"{input_key}_details").get("cached_tokens")) or 0
    return Usage(asked, answered, min(cached, asked))


def _why_nothing(cut_by: object) -> str:
    if cut_by in _CUT:
        return ": the limit of tokens ended it before it said a word; raise `max_tokens`"
    return f" (it ended by {shown(cut_by)})" if cut_by else ""


def _count(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_TOKENS:
        return value
    return None
