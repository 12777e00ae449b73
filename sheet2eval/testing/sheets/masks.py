"""Field masks: `sheets(properties(sheetId,title),data.rowData)` in a query, `userEnteredValue,note` in an edit."""

from __future__ import annotations

import re
from collections import deque
from typing import Any

from sheet2eval.testing.sheets.wire import ApiError, Json, invalid_field

Mask = dict[str, Any]
"""Names with the masks of what they hold; an empty one stands for all of it, and so does the name `*`."""

_TOKEN = re.compile(r"[A-Za-z_]\w*|\*|[(),./]")


def parse_mask(text: str) -> Mask:
    """Raises ApiError for what is no mask: a space is enough."""
    left = deque(_TOKEN.findall(text))
    if "".join(left) != text:
        raise cannot_expand(text, text)
    mask = _names(left, {})
    if left:
        raise cannot_expand(text, "".join(left))
    return mask


def _names(left: deque[str], into: Mask) -> Mask:
    """Takes names from the left, each with what it holds, up to the bracket that closes their list."""
    _path(left, into)
    while left and left[0] == ",":
        left.popleft()
        _path(left, into)
    return into


def _path(left: deque[str], into: Mask) -> None:
    name = left.popleft() if left else ""
    if name in {"", *"(),./"}:
        raise cannot_expand(name, name)
    inner: Mask = into.setdefault(name, {})
    if left and left[0] in {".", "/"}:
        left.popleft()
        _path(left, inner)
    elif left and left[0] == "(":
        left.popleft()
        _names(left, inner)
        if not left or left.popleft() != ")":
            raise cannot_expand(name, name)


def cannot_expand(text: str, path: str) -> ApiError:
    """What Google says to a mask that names what is not there; the path stands in the details alone."""
    why = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    return invalid_field("Request contains an invalid argument.", text, why)


def selected(value: Any, mask: Mask) -> Any:  # noqa: ANN401 - any JSON
    """What of the value the mask names."""
    if not mask:
        return value
    if isinstance(value, list):
        return [selected(item, mask) for item in value]
    if not isinstance(value, dict):
        return value
    if "*" in mask:
        return {name: selected(held, mask.get(name) or mask["*"]) for name, held in value.items()}
    return {name: selected(value[name], inner) for name, inner in mask.items() if name in value}


def merged(old: Json, new: Json, mask: Mask) -> Json:
    """The old object with all that the mask names as it is in the new one: what is missing there, goes."""
    if not mask or "*" in mask:
        return new
    result = dict(old)
    for name, inner in mask.items():
        held = new.get(name)
        if inner and (held is not None or name in old):
            held = merged(old.get(name, {}), held or {}, inner)
        if held is None or held == {}:
            result.pop(name, None)
        else:
            result[name] = held
    return result
