"""From the name that a person gives a target or a judge to the thing itself."""

from __future__ import annotations

import os
from collections.abc import Collection

from sheet2eval import registry
from sheet2eval.config import Config, Table, read_options
from sheet2eval.errors import SetupError
from sheet2eval.judges.judge import Judge
from sheet2eval.models.access import KEY
from sheet2eval.naming import did_you_mean
from sheet2eval.running.judging import PacedJudge
from sheet2eval.targets.target import Target

OFFLINE_JUDGE, MODEL_JUDGE = "nearest", "openai"
_KIND_OF_SCHEME = {"https": "http"}


def open_target(name: str, config: Config) -> Target:
    """The target of that name in the configuration, or one given whole, as in `python:module:function`.

    Raises:
        SetupError: there is none, or it cannot be had; one line that says what to do.
    """
    if name in config.targets:
        table, where = config.targets[name], f"{config.path}: targets.{name}"
    else:
        table = _given_whole("target", name, config.targets)
        where = f"target {table['kind']}"  # not the whole name: an address may hold a secret
    module, options = read_options("targets", table, where)
    target: Target = module.open_target(name, options, config.folder)
    return target


def open_judge(name: str | None, config: Config) -> Judge | None:
    """The judge of that name in the configuration, or of that kind, or one given whole, as in `openai:gpt-5`.

    By default a model where there is a key for OpenAI, else the offline one. None where the kind is `none`: then
    nothing grades the criteria.

    Raises:
        SetupError: there is no such judge, or it cannot be had; one line that says what to do.
    """
    return _open_judge(name or (MODEL_JUDGE if os.environ.get(KEY, "").strip() else OFFLINE_JUDGE), config)


def _open_judge(name: str, config: Config, panels: tuple[str, ...] = ()) -> Judge | None:
    """`panels` are those that it is a member of."""
    kinds = registry.names("judges")
    if name in config.judges:
        table, where = config.judges[name], f"{config.path}: judges.{name}"
    elif name in kinds:
        table, where = {"kind": name}, f"judge {name}"
    else:
        table = _given_whole("judge", name, [*config.judges, *kinds])
        where = f"judge {table['kind']}"

    def member(other: str) -> Judge:
        if other in (name, *panels):
            raise SetupError(f'{where}: "{other}" cannot be a member of itself')
        judge = _open_judge(other, config, (name, *panels))
        if judge is None:
            raise SetupError(f'{where}: the member "{other}" grades nothing')
        return judge

    module, options = read_options("judges", table, where)
    judge: Judge | None = module.open_judge(name, options, member)
    return judge and PacedJudge(judge)


def _given_whole(what: str, name: str, known: Collection[str]) -> Table:
    """What the configuration would say of a target or a judge that is given on the command line."""
    folder = f"{what}s"
    prefix = name.partition(":")[0]
    forms = {kind: form for kind in registry.names(folder) if (form := _form(folder, kind))}
    kind = _KIND_OF_SCHEME.get(prefix, prefix)
    if kind not in forms:
        raise _unknown(what, name, [*known, *forms.values()])
    try:
        return {"kind": kind, **registry.load(folder, kind).given(name)}
    except ValueError as error:
        raise SetupError(f"{what} {kind}: {error}; write {forms[kind]}") from error


def _form(folder: str, kind: str) -> str:
    return getattr(registry.load(folder, kind), "FORM", "")


def _unknown(what: str, name: str, known: Collection[str]) -> SetupError:
    return SetupError(f'there is no {what} "{name}"{did_you_mean(name, known)} (known: {", ".join(known)})')
