"""What a person asks of every sync of a sheet, now or by a schedule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from sheet2eval.cli.options import DOLLARS, SHARE, Command, config_option, spending_options
from sheet2eval.workflow.plan import Request


@dataclass(frozen=True, slots=True)
class Wish:
    """Where it is silent, the sheet's settings or the configuration decide. `gate` is 0..1."""

    targets: tuple[str, ...] = ()
    judge: str | None = None
    budget_usd: float | None = None
    gate: float | None = None
    agreed: bool = False
    config_file: Path | None = None

    @property
    def request(self) -> Request:
        return Request(targets=self.targets, judge=self.judge, budget_usd=self.budget_usd)

    def arguments(self) -> Iterator[str]:
        """The same for another command line."""
        for target in self.targets:
            yield f"--target={target}"
        if self.judge is not None:
            yield f"--judge={self.judge}"
        if self.budget_usd is not None:
            yield f"--budget={self.budget_usd}"
        if self.gate is not None:
            yield f"--gate={self.gate}"
        if self.agreed:
            yield "--yes"
        if self.config_file is not None:
            yield f"--config={self.config_file}"


def wish_options(command: Command) -> Command:
    """The options of a wish; the command gets it as `wish`."""

    @click.option("--target", "targets", multiple=True, metavar="T", help="Whom to ask; may be repeated.")
    @click.option("--judge", metavar="J", help="Who grades the criteria.")
    @click.option("--budget", "budget_usd", type=DOLLARS, metavar="USD", help="Spend no more in one go.")
    @spending_options
    @click.option("--gate", type=SHARE, metavar="SHARE", help="Exit with 1 if less than this share passes.")
    @config_option
    @wraps(command)
    def wrapped(
        targets: tuple[str, ...],
        judge: str | None,
        budget_usd: float | None,
        agreed: bool,
        gate: float | None,
        config_file: Path | None,
        **others: Any,  # noqa: ANN401 - the command's own options, checked by click
    ) -> Any:  # noqa: ANN401
        return command(wish=Wish(targets, judge, budget_usd, gate, agreed, config_file), **others)

    return wrapped  # type: ignore[return-value]
