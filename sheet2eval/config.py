"""`sheet2eval.toml`: the targets and judges by name, each checked against the options of its kind.

No message quotes a value, save a kind: values may be secrets.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from sheet2eval import registry
from sheet2eval.errors import ConfigError
from sheet2eval.naming import did_you_mean

CONFIG_NAME = "sheet2eval.toml"
SECTIONS = ("targets", "judges")
NOTIFY = "notify"

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Notify:
    """Who is told when something breaks: `webhook_env` names the environment variable that holds the address."""

    webhook_env: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration as written; `path` is None without a file. Relative names start at `folder`."""

    path: Path | None
    folder: Path
    targets: Mapping[str, Table] = field(default_factory=dict)
    judges: Mapping[str, Table] = field(default_factory=dict)
    notify: Notify = Notify()


def load_config(given: Path | None = None, beside: Path | None = None) -> Config:
    """The configuration `given`, else the one beside the sheet, else the working folder's, else an empty one.

    `beside` is the sheet: a file, or a folder of .csv files, which may hold the configuration as well.

    Raises:
        ConfigError: it cannot be read, or says something impossible: file, key, what is wrong.
    """
    path = given or _found(beside)
    if path is None:
        return Config(None, Path.cwd())
    document = _parse(path)
    sections = _sections(path, document)
    for section in SECTIONS:
        for name, table in sections[section].items():
            read_options(section, table, f"{path}: {section}.{name}")
    notify = _notify(document.get(NOTIFY, {}), f"{path}: {NOTIFY}")
    return Config(path, path.absolute().parent, sections["targets"], sections["judges"], notify)


def read_options(section: str, table: Table, where: str) -> tuple[ModuleType, object]:
    """The module of the table's `kind`, and its `Options` filled from the table's other keys.

    Raises:
        ConfigError: an unknown kind or key, a missing key, a value of the wrong type; begins with `where`.
    """
    module = _module(section, table.get("kind"), where)
    given = {key: value for key, value in table.items() if key != "kind"}
    try:
        return module, module.Options(**_values(module.Options, given, where, ["kind"]))
    except ValueError as error:
        raise ConfigError(f"{where}: {error}") from error


def _notify(table: object, where: str) -> Notify:
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: must be a table, as in [{NOTIFY}]")
    return Notify(**_values(Notify, table, where, []))


def _values(options: type, given: Table, where: str, others: list[str]) -> dict[str, Any]:
    """The fields of `options` from a table's keys. `others` are keys that the table has besides."""
    _check_keys(given, fields(options), where, others)
    types = get_type_hints(options)
    return {key: _typed(value, types[key], f"{where}: `{key}`") for key, value in given.items()}


def _found(sheet: Path | None) -> Path | None:
    folders = [Path.cwd()]
    if sheet is not None:
        folders = [*([sheet] if sheet.is_dir() else []), sheet.parent, *folders]
    return next((folder / CONFIG_NAME for folder in folders if (folder / CONFIG_NAME).is_file()), None)


def _parse(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error


def _sections(path: Path, document: Table) -> dict[str, Mapping[str, Table]]:
    """The document's sections, each a table of tables."""
    known = (*SECTIONS, NOTIFY)
    for key in document:
        if key not in known:
            raise ConfigError(f"{path}: unknown key `{key}`{did_you_mean(key, known)} (keys: {_list(known)})")
    return {section: _tables(path, section, document.get(section, {})) for section in SECTIONS}


def _tables(path: Path, section: str, tables: object) -> Mapping[str, Table]:
    if not isinstance(tables, dict):
        raise ConfigError(f"{path}: {section}: must be tables, as in [{section}.NAME]")
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: {section}.{name}: must be a table, as in [{section}.{name}]")
    return tables


def _module(section: str, kind: object, where: str) -> ModuleType:
    kinds = registry.names(section)
    if kind is None:
        raise ConfigError(f"{where}: `kind` is missing (kinds: {_list(kinds)})")
    if kind not in kinds:
        raise ConfigError(
            f'{where}: unknown kind "{kind}"{did_you_mean(str(kind), kinds)} (kinds: {_list(kinds)})'
        )
    return registry.load(section, str(kind))


def _check_keys(given: Table, options: tuple[Field[object], ...], where: str, others: list[str]) -> None:
    known = [option.name for option in options]
    for key in given:
        if key not in known:
            raise ConfigError(
                f"{where}: unknown key `{key}`{did_you_mean(key, known)} (keys: {_list([*others, *known])})"
            )
    for option in options:
        if option.name not in given and option.default is MISSING and option.default_factory is MISSING:
            raise ConfigError(f"{where}: `{option.name}` is missing")


def _typed(value: object, wanted: object, where: str) -> object:
    """The value, as the options have it."""
    form = _FORMS[wanted]
    if not form.fits(value):
        raise ConfigError(f"{where} must be {form.says}")
    return form.of(value)


def _is_whole_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    """A finite one: TOML has `inf` and `nan`, and whole numbers that no float can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= sys.float_info.max


def _is_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _is_text_table(table: object) -> bool:
    return isinstance(table, dict) and _is_texts(list(table.values()))


def _is_number_table(table: object) -> bool:
    return isinstance(table, dict) and all(map(_is_number, table.values()))


def _is_json_table(table: object) -> bool:
    """TOML also has dates, `inf` and `nan`."""
    try:
        json.dumps(table, allow_nan=False)
    except (TypeError, ValueError):
        return False
    return isinstance(table, dict)


@dataclass(frozen=True, slots=True)
class _Form:
    """A type that options may have: what it is called, which TOML values fit it, and how they become it."""

    says: str
    fits: Callable[[object], bool]
    of: Callable[..., object]


_FORMS: Mapping[object, _Form] = {
    str: _Form("a text", lambda value: isinstance(value, str), str),
    bool: _Form("true or false", lambda value: isinstance(value, bool), bool),
    int: _Form("a whole number", _is_whole_number, int),
    float: _Form("a number", _is_number, float),
    int | None: _Form("a whole number", _is_whole_number, int),
    float | None: _Form("a number", _is_number, float),
    tuple[str, ...]: _Form('a list of texts, as ["a", "b"]', _is_texts, tuple),
    Mapping[str, str]: _Form('a table of texts, as { a = "b" }', _is_text_table, dict),
    Mapping[str, float]: _Form("a table of numbers, as { a = 1.5 }", _is_number_table, dict),
    Mapping[str, object]: _Form("a table of values that JSON has", _is_json_table, dict),
}


def _list(names: Collection[str]) -> str:
    return ", ".join(sorted(names))
