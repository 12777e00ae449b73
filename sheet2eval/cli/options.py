"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sheet2eval.errors import UsageError
from sheet2eval.text.quantities import MOST_REPEATS, dollars, repeat_count, share

if TYPE_CHECKING:  # slow to load, and only needed by what runs a sheet
    from sheet2eval.workflow.plan import Plan, Request

Command = TypeVar("Command", bound=Callable[..., Any])
Value = TypeVar("Value")

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


class Typed(click.ParamType[Value]):
    """A value as people type it: `read` gives None for what it is not, and then `wanted` says what to write."""

    def __init__(self, name: str, read: Callable[[str], Value | None], wanted: str) -> None:
        self.name = name
        self._read = read
        self._wanted = wanted

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Value:  # noqa: ANN401
        found = self._read(str(value))
        if found is None:
            self.fail(f"{value!r} is no {self._wanted}", param, ctx)
        return found


def _count(text: str) -> int | None:
    """A whole number from 1; None where it is none."""
    try:
        number = int(text)
    except ValueError:
        return None
    return number if number > 0 else None


SHARE = Typed("share", share, "share; write it like 95% or 0.95")
DOLLARS = Typed("amount", dollars, "amount; write it like 2.50 (US dollars)")
REPEATS = Typed("count", repeat_count, f"whole number from 1 to {MOST_REPEATS:,}")
_COUNT = Typed("count", _count, "whole number from 1")


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
    @click.option("--repeats", type=REPEATS, metavar="N", help="Ask each case N times.")
    @click.option("--only", multiple=True, metavar="ID_OR_TAG", help="Only these cases; may be repeated.")
    @click.option("--budget", type=DOLLARS, metavar="USD", help="Spend no more than that.")
    @click.option("--concurrency", type=_COUNT, metavar="N", help="Ask N cases at once.")
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
        from sheet2eval.workflow.plan import Request

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

    @click.option("--gate", type=SHARE, metavar="SHARE", help="Exit with 1 if less than this share passes.")
    @click.option("--no-regressions", is_flag=True, help="Exit with 1 if something broke that passed before.")
    @wraps(command)
    def wrapped(gate: float | None, no_regressions: bool, **others: Any) -> Any:  # noqa: ANN401
        return command(demands=Demands(gate, no_regressions), **others)

    return wrapped  # type: ignore[return-value]
