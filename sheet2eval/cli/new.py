"""`sheet2eval new`: a workbook to start from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from sheet2eval.cli.options import json_option
from sheet2eval.cli.output import print_json
from sheet2eval.errors import UsageError


@click.command("new")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--template", default="blank", show_default=True, metavar="NAME", help="What to start from.")
@click.option("--list", "list_wanted", is_flag=True, help="List the templates.")
@json_option
def command(path: Path | None, template: str, list_wanted: bool, json_wanted: bool) -> None:
    """Make a new workbook with tabs, dropdowns and examples.

    \b
    Example:
      sheet2eval new reminders.xlsx --template reminders
    """
    from sheet2eval.starters import create, template_named

    if list_wanted:
        _list(json_wanted)
        return
    if path is None:
        raise UsageError("name the workbook to make, such as: sheet2eval new reminders.xlsx")
    create(path, template_named(template))
    if json_wanted:
        print_json({"path": str(path), "template": template})
    else:
        click.echo(f"Made {path}. Fill it in, then: sheet2eval validate {shlex.quote(str(path))}")


def _list(json_wanted: bool) -> None:
    from sheet2eval.starters import templates

    found = templates()
    if json_wanted:
        print_json({"templates": [{"name": each.name, "description": each.description} for each in found]})
        return
    width = max(len(each.name) for each in found)
    for each in found:
        click.echo(f"{each.name:<{width}}  {each.description}")
