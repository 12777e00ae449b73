"""`spreadsheets.batchUpdate`: all of it or nothing."""

from __future__ import annotations

from sheet2eval.testing.sheets.document import Document
from sheet2eval.testing.sheets.edit import Edit, Editor, editing
from sheet2eval.testing.sheets.requests import KINDS
from sheet2eval.testing.sheets.wire import ApiError, Json, invalid, not_modelled


def batch_update(document: Document, by: Editor, body: Json) -> list[Json]:
    """The replies, one a request. Raises ApiError; then the document is as it was."""
    requests = body.get("requests") or []
    if not requests:
        raise invalid("Must specify at least one request.")
    with editing(document, by) as edit:
        return [_reply(edit, number, request) for number, request in enumerate(requests)]


def _reply(edit: Edit, number: int, request: Json) -> Json:
    kinds = [name for name, body in request.items() if body is not None]
    if len(kinds) != 1:
        why = f"oneof field 'kind' is already set. Cannot set '{kinds[1]}'" if kinds else "no kind is set"
        raise invalid(f"Invalid value at 'requests[{number}]' (oneof), {why}")
    [kind] = kinds
    if kind not in KINDS:
        raise not_modelled(f"requests of the kind {kind}")
    try:
        reply = KINDS[kind](edit, request[kind])
    except ApiError as refused:
        message = f"Invalid requests[{number}].{kind}: {refused.message}"
        raise ApiError(refused.code, message, refused.details) from refused
    return {kind: reply} if reply else {}
