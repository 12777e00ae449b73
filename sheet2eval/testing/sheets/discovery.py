"""Google's own description of its APIs (discovery documents), where google-api-python-client is installed.

It says which names, types and words a request may hold. It does not say what is required.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sheet2eval.testing.sheets.masks import Mask, cannot_expand
from sheet2eval.testing.sheets.wire import ApiError, Json, invalid_field

_HUMP = re.compile(r"(?<=[a-z0-9])[A-Z]")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "array": (list,),
}


@cache
def document(name: str) -> Json | None:
    """The description of an API, `sheets.v4` or `drive.v3`; None where it is not installed."""
    package = find_spec("googleapiclient")
    if package is None or package.origin is None:
        return None
    path = Path(package.origin).parent / "discovery_cache" / "documents" / f"{name}.json"
    read: Json = json.loads(path.read_text("utf-8"))
    return read


def method(name: str, method_id: str) -> Json | None:
    """A method of an API by its id, as `sheets.spreadsheets.get`; None where nothing is installed."""
    api = document(name)
    if api is None:
        return None
    resource: Json = api
    *path, last = method_id.split(".")[1:]
    for part in path:
        resource = resource["resources"][part]
    found: Json = resource["methods"][last]
    return found


def check_query(api_name: str, method_id: str, query: Mapping[str, Sequence[str]]) -> None:
    """Raises ApiError for parameters that the method does not take."""
    api, described = document(api_name), method(api_name, method_id)
    if api is None or described is None:
        return
    known = {**api["parameters"], **described.get("parameters", {})}
    for name, given in query.items():
        if name not in known:
            raise _unknown(name, "", "Cannot bind query parameter.")
        kind = known[name]
        if len(given) > 1 and not kind.get("repeated"):
            raise _unknown(name, "", "Cannot bind query parameter: it is given twice.")
        for text in given:
            _check_text(text, kind, name)


def _check_text(text: str, kind: Json, name: str) -> None:
    fits = text in kind["enum"] if "enum" in kind else True
    if kind["type"] == "boolean":
        fits = text in {"true", "false", "True", "False"}
    if kind["type"] == "integer":
        fits = text.lstrip("-").isdecimal()
    if not fits:
        raise invalid_field(f"Invalid value at '{name}': \"{text}\"", name, f"Invalid value at '{name}'.")


def check_body(api_name: str, schema: str, body: Json) -> None:
    """Raises ApiError for names, types and words that the schema does not have."""
    api = document(api_name)
    if api is not None:
        _check(body, {"$ref": schema}, api["schemas"], "")


def _check(value: Any, kind: Json, schemas: Json, path: str) -> None:  # noqa: ANN401 - any JSON
    if value is None or kind.get("type") == "any":
        return
    if "$ref" in kind:
        kind = schemas[kind["$ref"]]
    expected = _TYPES[kind["type"]]
    if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
        raise _bad_value(path, value)
    if "enum" in kind and value not in kind["enum"]:
        raise _bad_value(path, value)
    if isinstance(value, list):
        for number, item in enumerate(value):
            _check(item, kind["items"], schemas, f"{path}[{number}]")
    elif isinstance(value, dict):
        _check_object(value, kind, schemas, path)


def _check_object(value: Json, kind: Json, schemas: Json, path: str) -> None:
    properties, others = kind.get("properties", {}), kind.get("additionalProperties")
    for name, held in value.items():
        described = properties.get(name, others)
        if described is None:
            raise _unknown(name, path, "Cannot find field.")
        if held is not None:
            _check(held, described, schemas, f"{path}.{_snake(name)}" if path else _snake(name))


def check_mask(api_name: str, schema: str, mask: Mask, text: str) -> None:
    """Raises ApiError for fields that the schema does not have; `text` is the mask as it was sent."""
    api = document(api_name)
    if api is not None:
        _check_mask(mask, {"$ref": schema}, api["schemas"], (), text)


def _check_mask(mask: Mask, kind: Json, schemas: Json, path: tuple[str, ...], text: str) -> None:
    while "$ref" in kind or "items" in kind:
        kind = schemas[kind["$ref"]] if "$ref" in kind else kind["items"]
    for name, inner in mask.items():
        described = (
            kind if name == "*" else kind.get("properties", {}).get(name, kind.get("additionalProperties"))
        )
        if described is None:
            raise cannot_expand(text, ".".join((*path, name)))
        if inner:
            _check_mask(inner, described, schemas, (*path, name), text)


def _snake(name: str) -> str:
    return _HUMP.sub(lambda match: f"_{match[0].lower()}", name)


def _bad_value(path: str, value: object) -> ApiError:
    message = f"Invalid value at '{path}': {json.dumps(value)[:100]}"
    return invalid_field(message, path, message)


def _unknown(name: str, path: str, why: str) -> ApiError:
    at = f" at '{path}'" if path else ""
    message = f'Invalid JSON payload received. Unknown name "{name}"{at}: {why}'
    return invalid_field(message, path, message)
