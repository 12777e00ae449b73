"""Arguments and options that several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from sheet2eval.errors import UsageError
from sheet2eval.text.share import share
from sheet2eval.workflow.plan import Plan, Request

Command = TypeVar("Command", bound=Callable[..., Any])

_PATH = click.Path(path_type=Path)

sheet_argument = click.argument("sheet", metavar="SHEET")

json_option = click.option(
    "--json", "json_wanted", is_flag=True, help="Print one JSON object instead of text."
)

config_option = click.option(
    "--config",
    "config_file",
    type=_PATH,
    metavar="FILE",
    help="The configuration; otherwise sheet2eval.toml beside the sheet or in the working folder.",
)


class Share(click.ParamType[float]):
    """A share such as 95% or 0.95."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401
        found = share(value) if isinstance(value, str) else value
        if not isinstance(found, float):
            self.fail(f"{value!r} is no share; write it like 95% or 0.95", param, ctx)
        return found


class Count(click.ParamType[int]):
    """A whole number from 1."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401
        try:
            number = int(value)
        except ValueError:
            number = 0
        if number < 1:
            self.fail(f"{value!r} is no whole number from 1", param, ctx)
        return number


class Dollars(click.ParamType[float]):
    """An amount of US dollars such as 2.50 or $2.50."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401
        try:
            amount = float(str(value).strip().removeprefix("$").replace(",", ""))
        except ValueError:
            amount = math.nan
        if not 0 <= amount < math.inf:
            self.fail(f"{value!r} is no amount; write it like 2.50 (US dollars)", param, ctx)
        return amount


def now() -> datetime:
    """The start of a run: the local time with its offset, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def request_options(command: Command) -> Command:
    """The options that say whom to ask, what to grade and how; the command gets them as one `request`."""

    @click.option("--target", "targets", multiple=True, metavar="T", help="Whom to ask; may be repeated.")
    @click.option("--changed", is_flag=True, help="Only cases that changed since they were graded.")
    @grading_options
    @wraps(command)
    def wrapped(request: Request, targets: tuple[str, ...], changed: bool, **others: Any) -> Any:  # noqa: ANN401
        return command(request=replace(request, targets=targets, changed=changed), **others)

    return wrapped  # type: ignore[return-value]


def grading_options(command: Command) -> Command:
    """The same for commands that are told otherwise whom to ask."""

    @click.option("--judge", metavar="J", help="Who grades the criteria.")
    @click.option("--repeats", type=Count(), metavar="N", help="Ask each case N times.")
    @click.option("--only", multiple=True, metavar="ID_OR_TAG", help="Only these cases; may be repeated.")
    @click.option("--budget", type=Dollars(), metavar="USD", help="Spend no more than that.")
    @click.option("--concurrency", type=Count(), metavar="N", help="Ask N cases at once.")
    @click.option("--no-write", is_flag=True, help="Leave the sheet as it is.")
    @click.option("--out", type=_PATH, metavar="PATH", help="Write onto a copy here, not onto the sheet.")
    @wraps(command)
    def wrapped(
        judge: str | None,
        repeats: int | None,
        only: tuple[str, ...],
        budget: float | None,
        concurrency: int | None,
        no_write: bool,
        out: Path | None,
        **others: Any,  # noqa: ANN401 - the command's own options, checked by click
    ) -> Any:  # noqa: ANN401
        if out is not None and out.is_dir() and not Path(others["sheet"]).is_dir():
            raise UsageError(f"--out {out} is a directory: name a file")
        request = Request(
            judge=judge,
            repeats=repeats,
            only=only,
            budget_usd=budget,
            concurrency=concurrency,
            write=not no_write,
            out=out and out.absolute(),
        )
        return command(request=request, **others)

    return wrapped  # type: ignore[return-value]


def spending_options(command: Command) -> Command:
    """Whether it is agreed to make many paid calls; the command gets it as `agreed`."""
    return click.option("--yes", "agreed", is_flag=True, help="Make over 1,000 paid calls without asking.")(
        command
    )


@dataclass(frozen=True, slots=True)
class Demands:
    """What is asked of the results: a share that has to pass, and that nothing breaks which passed before."""

    gate: float | None
    no_regressions: bool

    def gate_of(self, plan: Plan) -> float | None:
        """The share that is asked for here, else in the sheet's settings."""
        return plan.compiled.suite.settings.gate if self.gate is None else self.gate


def demand_options(command: Command) -> Command:
    """What is asked of the results; the command gets it as `demands`."""

    @click.option("--gate", type=Share(), metavar="SHARE", help="Exit with 1 if less than this share passes.")
    @click.option("--no-regressions", is_flag=True, help="Exit with 1 if something broke that passed before.")
    @wraps(command)
    def wrapped(gate: float | None, no_regressions: bool, **others: Any) -> Any:  # noqa: ANN401
        return command(demands=Demands(gate, no_regressions), **others)

    return wrapped  # type: ignore[return-value]
