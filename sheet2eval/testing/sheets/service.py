"""From a request to its answer, without a network: what the server does, and what it notes down."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from sheet2eval.testing.sheets import discovery
from sheet2eval.testing.sheets.masks import Mask, parse_mask, selected
from sheet2eval.testing.sheets.operations import Call, Operation, Store, find_operation
from sheet2eval.testing.sheets.wire import ApiError, Json, invalid


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came; `path` is still quoted, `body` empty where none was sent."""

    http: str
    path: str
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sent: bytes = b""

    @property
    def operation(self) -> Operation | None:
        """What it asks for; None for what the server does not know."""
        try:
            return find_operation(self.http, self.path)[0]
        except ApiError:
            return None

    @property
    def body(self) -> Json:
        """Raises ApiError for what is no JSON object."""
        try:
            body = json.loads(self.sent or b"{}")
        except ValueError as fault:
            raise invalid(f"Invalid JSON payload received. {fault}") from fault
        if not isinstance(body, dict):
            raise invalid("Invalid JSON payload received. Root element must be a message.")
        return body


def answer(store: Store, asked: Asked) -> Json:
    """What Google would answer. Raises ApiError where it would say no."""
    operation, place = find_operation(asked.http, asked.path)
    body = asked.body
    mask = _checked_mask(operation, asked)
    discovery.check_query(operation.api, operation.id, asked.query)
    if operation.takes is None and body:
        raise invalid(f"{operation.id} takes no body.")
    if operation.takes is not None:
        discovery.check_body(operation.api, operation.takes, body)
    call = Call(store, {name: unquote(part) for name, part in place.items()}, asked.query, body, mask)
    told = operation.answer(call)
    if mask is None:
        return told
    chosen: Json = selected(told, mask)
    return chosen


def _checked_mask(operation: Operation, asked: Asked) -> Mask | None:
    [text] = asked.query.get("fields", ("",))[:1]
    if not text:
        return None
    mask = parse_mask(text)
    discovery.check_mask(operation.api, operation.gives, mask, text)
    return mask
