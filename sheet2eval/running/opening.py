"""From the name that a person gives a target or a judge to the thing itself."""

from __future__ import annotations

from collections.abc import Collection

from sheet2eval import registry
from sheet2eval.config import Config, Table, did_you_mean, read_options
from sheet2eval.errors import SetupError
from sheet2eval.judges.judge import Judge
from sheet2eval.targets.target import Target

OFFLINE_JUDGE = "nearest"
_KIND_OF_SCHEME = {"https": "http"}


def open_target(name: str, config: Config) -> Target:
    """The target of that name in the configuration, or one given whole, as in `python:module:function`.

    Raises:
        SetupError: there is none, or it cannot be had; one line that says what to do.
    """
    if name in config.targets:
        table, where = config.targets[name], f"{config.path}: targets.{name}"
    else:
        table = _given_whole(name, config)
        where = f"target {table['kind']}"  # not the whole name: an address may hold a secret
    module, options = read_options("targets", table, where)
    target: Target = module.open_target(name, options, config.folder)
    return target


def open_judge(name: str | None, config: Config) -> Judge | None:
    """The judge of that name in the configuration, or of that kind; by default the offline one.

    None where the kind is `none`: then nothing grades the criteria.

    Raises:
        SetupError: there is no such judge; one line that says what to do.
    """
    name = name or OFFLINE_JUDGE
    kinds = registry.names("judges")
    if name not in config.judges and name not in kinds:
        raise _unknown("judge", name, [*config.judges, *kinds])
    table = config.judges.get(name, {"kind": name})
    where = f"{config.path}: judges.{name}" if name in config.judges else f"judge {name}"
    module, options = read_options("judges", table, where)
    judge: Judge | None = module.open_judge(name, options)
    return judge


def _given_whole(name: str, config: Config) -> Table:
    """What the configuration would say of a target that is given on the command line."""
    prefix = name.partition(":")[0]
    forms = {kind: form for kind in registry.names("targets") if (form := _form(kind))}
    kind = _KIND_OF_SCHEME.get(prefix, prefix)
    if kind not in forms:
        raise _unknown("target", name, [*config.targets, *forms.values()])
    try:
        return {"kind": kind, **registry.load("targets", kind).given(name)}
    except ValueError as error:
        raise SetupError(f"target {kind}: {error}; write {forms[kind]}") from error


def _form(kind: str) -> str:
    return getattr(registry.load("targets", kind), "FORM", "")


def _unknown(what: str, name: str, known: Collection[str]) -> SetupError:
    return SetupError(f'there is no {what} "{name}"{did_you_mean(name, known)} (known: {", ".join(known)})')
