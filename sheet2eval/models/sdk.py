"""The official client without the types of its answers: hundreds of models, which take most of a second to load.

We post and read JSON of our own, and its packages load them all. So its modules are loaded under a name of ours, in
namespace packages, which run no code. What an app imports as `openai` is another copy, and whole.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from openai import APIConnectionError, AsyncOpenAI, AsyncStream, DefaultAioHttpClient

_WHOLE = "openai"
_OURS = "sheet2eval_openai"
_LOAD_TYPES = ("", ".lib", ".types", ".types.shared")  # packages whose own code does


@dataclass(frozen=True, slots=True)
class Sdk:
    """The classes of the official client that posting takes."""

    client: type[AsyncOpenAI]
    http_client: type[DefaultAioHttpClient]
    stream: type[AsyncStream[object]]
    connection_error: type[APIConnectionError]


@cache
def sdk() -> Sdk:
    """The classes; the types come along only where the installed version does not give them alone."""
    try:
        return _without_types()
    except (ImportError, AttributeError):
        return _whole()


def _without_types() -> Sdk:
    for package in _LOAD_TYPES:
        sys.modules[_OURS + package] = _namespace(package)
    names = ("_client", "_base_client", "_streaming", "_exceptions")
    client, base, streaming, exceptions = (import_module(f"{_OURS}.{name}") for name in names)
    return Sdk(
        client.AsyncOpenAI, base.DefaultAioHttpClient, streaming.AsyncStream, exceptions.APIConnectionError
    )


def _whole() -> Sdk:
    from openai import APIConnectionError, AsyncOpenAI, AsyncStream, DefaultAioHttpClient

    return Sdk(AsyncOpenAI, DefaultAioHttpClient, AsyncStream, APIConnectionError)


def _namespace(package: str) -> ModuleType:
    """The package's folder; a name that its code would define is taken from the whole client when it is asked for."""
    whole = PathFinder.find_spec(_WHOLE)
    if whole is None or whole.submodule_search_locations is None:
        raise ImportError(_WHOLE)
    spec = ModuleSpec(_OURS + package, None, is_package=True)
    below = package.replace(".", "/")
    spec.submodule_search_locations = [folder + below for folder in whole.submodule_search_locations]
    module = module_from_spec(spec)
    vars(module)["__getattr__"] = partial(_name_in, package)
    return module


def _name_in(package: str, name: str) -> object:
    if name.startswith("__"):  # asked by tools, of every module that is loaded
        raise AttributeError(name)
    if find_spec(f"{_OURS}{package}.{name}"):
        return import_module(f"{_OURS}{package}.{name}")
    return getattr(import_module(_WHOLE + package), name)
