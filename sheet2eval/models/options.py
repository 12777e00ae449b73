"""The keys that everything takes which asks a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheet2eval.addresses import check_address
from sheet2eval.models.api import Api
from sheet2eval.models.chat import CHAT
from sheet2eval.models.price import read_price
from sheet2eval.models.responses import RESPONSES
from sheet2eval.targets.target import TargetOptions

APIS: Mapping[str, Api] = {"chat": CHAT, "responses": RESPONSES}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOptions(TargetOptions):
    """`model`, where it is (`base_url`, `api_key_env`, `api`), how it is asked, and what it costs (`price`)."""

    model: str
    base_url: str = ""
    api: str = "chat"
    api_key_env: str = ""
    temperature: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    extra: Mapping[str, object] = field(default_factory=dict)
    price: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        TargetOptions.__post_init__(self)
        read_price(self.price)
        if self.base_url:
            check_address("base_url", self.base_url)
        message = ""
        if not self.model:
            message = "`model` names no model"
        elif self.api not in APIS:
            message = f"`api` must be {' or '.join(APIS)}"
        elif self.max_tokens is not None and self.max_tokens < 1:
            message = "`max_tokens` must be at least 1"
        if message:
            raise ValueError(message)
