"""A folder of modules is a registry: the file's name is the name a person types.

Others' packages add to it by entry points in the group `sheet2eval.FOLDER` ("sheet2eval.checks" and so on).
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType

PROTOCOLS = frozenset({"check", "target", "judge"})  # the modules that hold a folder's protocol


@cache
def names(folder: str) -> tuple[str, ...]:
    """The names registered under a folder ("checks", "targets", "judges"), sorted; nothing is imported."""
    package = importlib.import_module(f"sheet2eval.{folder}")
    own = {module.name for module in pkgutil.iter_modules(package.__path__)}
    return tuple(sorted((own | set(_plugins(folder))) - PROTOCOLS))


@cache
def load(folder: str, name: str) -> ModuleType:
    """The module behind a name that `names` gave."""
    plugins = _plugins(folder)
    return importlib.import_module(plugins.get(name, f"sheet2eval.{folder}.{name}"))


@cache
def _plugins(folder: str) -> dict[str, str]:
    return {point.name: point.module for point in entry_points(group=f"sheet2eval.{folder}")}
