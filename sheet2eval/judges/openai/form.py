"""How an answer in JSON is asked for, of servers that do not take every way of asking.

The forms are tried in their order. A server that refuses `temperature` or `seed` is asked without.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from sheet2eval.judges.openai.prompt import Material
from sheet2eval.models.api import ModelRequest

_NAME = "judgement"
_MAY_GO = ("temperature", "seed")


class Form(IntEnum):
    SCHEMA = 0
    OBJECT = 1
    PLAIN = 2


@dataclass(frozen=True, slots=True)
class Way:
    """One way of asking: in which form, and without which settings."""

    form: Form = Form.SCHEMA
    without: frozenset[str] = frozenset()

    def request(self, wanted: ModelRequest, api: str, schema: Material) -> ModelRequest:
        """The wanted request, made in this way. What the configuration has in `extra` stays over it."""
        return replace(
            wanted,
            temperature=None if "temperature" in self.without else wanted.temperature,
            seed=None if "seed" in self.without else wanted.seed,
            extra={**_FORMATS[api](self.form, schema), **wanted.extra},
        )

    def next(self, refusal: str) -> Way | None:
        """The way to try after a refusal in these words; None where there is no other."""
        named = next((name for name in _MAY_GO if name in refusal and name not in self.without), None)
        if named:
            return replace(self, without=self.without | {named})
        return None if self.form is Form.PLAIN else replace(self, form=Form(self.form + 1))


def _of_chat(form: Form, schema: Material) -> Material:
    """https://platform.openai.com/docs/api-reference/chat/create#chat-create-response_format"""
    if form is Form.SCHEMA:
        described = {"name": _NAME, "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": described}}
    return {"response_format": {"type": "json_object"}} if form is Form.OBJECT else {}


def _of_responses(form: Form, schema: Material) -> Material:
    """https://platform.openai.com/docs/api-reference/responses/create#responses-create-text"""
    if form is Form.SCHEMA:
        return {"text": {"format": {"type": "json_schema", "name": _NAME, "strict": True, "schema": schema}}}
    return {"text": {"format": {"type": "json_object"}}} if form is Form.OBJECT else {}


_FORMATS = {"chat": _of_chat, "responses": _of_responses}
