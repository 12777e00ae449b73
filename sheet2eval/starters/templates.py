"""Starting workbooks: what `new` offers, kept as plain text and made into a document on request.

A template is a folder with `template.toml` (title, description) and one `TAB.csv` for each tab, UTF-8, the
header row first. A folder with a single .csv is the single-tab layout.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sheet2eval.contract import SINGLE, TABS
from sheet2eval.errors import BookError, UsageError
from sheet2eval.naming import nearest
from sheet2eval.starters.look import TextTab
from sheet2eval.starters.workbook import workbook_bytes

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")  # in the installed package, in a checkout


@dataclass(frozen=True, slots=True)
class Template:
    """A starting workbook: `name` is what a person types, `description` one line about it."""

    name: str
    title: str
    description: str
    folder: Path


def read_template(folder: Path) -> Template:
    """The template in a folder of its own; the folder's name is the template's."""
    told = tomllib.loads((folder / "template.toml").read_text(encoding="utf-8"))
    return Template(folder.name, told["title"], told["description"], folder)


@cache
def templates() -> tuple[Template, ...]:
    """The templates that come with the tool, by name."""
    home = next(folder for folder in _FOLDERS if folder.is_dir())
    return tuple(read_template(file.parent) for file in sorted(home.glob("*/template.toml")))


def template_named(name: str) -> Template:
    """The template a person asked for. Raises UsageError, naming those that there are."""
    known = {template.name: template for template in templates()}
    if name.strip().casefold() in known:
        return known[name.strip().casefold()]
    near = nearest(name, known)
    guess = f"did you mean {near!r}? " if near else ""
    raise UsageError(f"there is no template {name!r}: {guess}the templates are {', '.join(known)}")


def create(path: Path, template: Template) -> None:
    """Make a new workbook of the template. Raises BookError; never writes over anything."""
    if path.suffix.lower() != ".xlsx":
        raise BookError(f"{path}: a new workbook's name must end with .xlsx")
    if not path.parent.is_dir():
        raise BookError(f"{path}: the folder {path.parent} does not exist; make it first")
    _write_new(path, workbook_bytes(read_tabs(template.folder), template.title))


def read_tabs(folder: Path) -> tuple[TextTab, ...]:
    """The tabs of a template in the order in which `contract.py` declares them, each with its declared columns."""
    files = sorted(folder.glob("*.csv"))
    if len(files) == 1:
        return (TextTab(files[0].stem, SINGLE, _rows(files[0])),)
    by_name = {file.stem: file for file in files}
    return tuple(TextTab(tab.name, tab, _rows(by_name[tab.name])) for tab in TABS if tab.name in by_name)


def _rows(file: Path) -> tuple[tuple[str, ...], ...]:
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(tuple(row) for row in csv.reader(lines))


def _write_new(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as fault:
        raise BookError(f"{path} exists already and is left as it is; choose another name") from fault
    except OSError as fault:
        raise BookError(f"{path} cannot be written: {fault.strerror}; choose another folder") from fault
