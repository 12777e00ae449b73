"""What is asked of a schedule is what each of its syncs is asked."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sheet2eval.cli.wish import Wish, wish_options


@pytest.mark.parametrize(
    "wish",
    [
        Wish(),
        Wish(("bot", "-odd name"), "careful", 2.5, 0.95, True, Path("my config.toml")),
        Wish(budget_usd=0.0, gate=0.0),
        Wish(gate=1.0, budget_usd=1e-7),
    ],
)
def test_a_wish_comes_through_another_command_line(wish):
    got = []

    @click.command()
    @wish_options
    def command(wish):
        got.append(wish)

    done = CliRunner().invoke(command, [*wish.arguments()])
    assert (done.exit_code, done.output) == (0, "")
    assert got == [wish]
