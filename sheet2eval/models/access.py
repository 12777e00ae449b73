"""Where a model is reached, and with which key."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sheet2eval.addresses import check_address
from sheet2eval.errors import SetupError

BASE_URL = "OPENAI_BASE_URL"
KEY = "OPENAI_API_KEY"
OPENAI = "https://api.openai.com/v1"
_NAME = re.compile(r"[A-Z_][A-Z0-9_]*")  # as people name them
_NO_KEY = "no-key"  # what a server that wants none is told: the client sends a key in any case


@dataclass(frozen=True, slots=True)
class Access:
    """An address and a key; `key_name` is the environment variable that the key is from."""

    base_url: str
    key_name: str
    key: str = field(repr=False)

    @property
    def has_key(self) -> bool:
        """Is there a key, and not only what a server is told that wants none?"""
        return self.key != _NO_KEY

    @property
    def is_openai(self) -> bool:
        """Is this OpenAI's own server, and not only one that speaks like it?"""
        return _is_openai(self.base_url)


def find_access(base_url: str, key_name: str, where: str) -> Access:
    """The access that the configuration and the environment give; `base_url` and `key_name` may be blank.

    A server other than OpenAI's own may do without a key, unless the configuration names one.

    Raises:
        SetupError: a key is missing or no key at all, or the address in the environment is none; begins with
            `where` and never holds the key.
    """
    address = base_url or _address_of_environment(where) or OPENAI
    name = key_name or KEY
    key = os.environ.get(name, "").strip()
    if not key and not _NAME.fullmatch(name):  # not shown: it is most likely the key itself
        raise SetupError(f"{where}: `api_key_env` must be the name of an environment variable, such as {KEY}")
    if not key and (key_name or _is_openai(address)):
        raise SetupError(f"{where}: set the environment variable {name} to the key")
    if not (key.isascii() and key.isprintable()):
        raise SetupError(f"{where}: the environment variable {name} holds what is no key")
    return Access(address, name, key or _NO_KEY)


def _address_of_environment(where: str) -> str:
    address = os.environ.get(BASE_URL, "").strip()
    if address:
        try:
            check_address(BASE_URL, address)
        except ValueError as fault:
            raise SetupError(f"{where}: the environment variable {fault}") from fault
    return address


def _is_openai(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return host == "openai.com" or host.endswith(".openai.com")
