"""`sheet2eval new`: a workbook to start from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from sheet2eval.cli.options import json_option
from sheet2eval.cli.output import print_json, say
from sheet2eval.errors import UsageError


@click.command("new")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option(
    "--google", "title", metavar="TITLE", help="Make a Google Sheet of this title instead of a file."
)
@click.option("--template", default="blank", show_default=True, metavar="NAME", help="What to start from.")
@click.option("--list", "list_wanted", is_flag=True, help="List the templates.")
@json_option
def command(
    path: Path | None, title: str | None, template: str, list_wanted: bool, json_wanted: bool
) -> None:
    """Make a new workbook with tabs, dropdowns and examples.

    \b
    Example:
      sheet2eval new reminders.xlsx --template reminders
      sheet2eval new --google "Reminders" --template reminders
    """
    if list_wanted:
        _list(json_wanted)
    elif path is not None and title is not None:
        raise UsageError("name a file, or give --google a title, not both")
    elif path is not None:
        _make_file(path, template, json_wanted)
    elif title is not None:
        _make_at_google(title, template, json_wanted)
    else:
        raise UsageError("name the workbook to make, such as: sheet2eval new reminders.xlsx")


def _make_file(path: Path, template: str, json_wanted: bool) -> None:
    from sheet2eval.starters.templates import create, template_named

    create(path, template_named(template))
    if json_wanted:
        print_json({"path": str(path), "template": template})
    else:
        click.echo(f"Made {path}. Fill it in, then: sheet2eval validate {shlex.quote(str(path))}")


def _make_at_google(title: str, template: str, json_wanted: bool) -> None:
    from sheet2eval.books.google.auth import share_address
    from sheet2eval.starters.google import create
    from sheet2eval.starters.templates import read_tabs, template_named

    url = create(title, read_tabs(template_named(template).folder))
    if json_wanted:
        print_json({"url": url, "template": template})
    else:
        click.echo(f"Made {url}\nFill it in, then: sheet2eval validate {url}")
    if owner := share_address():
        say(f"It belongs to {owner}, and nobody else can open it: better sign in yourself (sheet2eval login)")


def _list(json_wanted: bool) -> None:
    from sheet2eval.starters.templates import templates

    found = templates()
    if json_wanted:
        print_json({"templates": [{"name": each.name, "description": each.description} for each in found]})
        return
    width = max(len(each.name) for each in found)
    for each in found:
        click.echo(f"{each.name:<{width}}  {each.description}")
