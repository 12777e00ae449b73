"""The manual of the check language, made of the docstrings in `checks/`; docs/checks.md is its text.

`python -m sheet2eval.manual > docs/checks.md` writes it anew.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType

from sheet2eval.reading.kinds import spoken
from sheet2eval.registry import load, names

EXAMPLES_NOW = datetime(2025, 4, 10, 9, 0)  # noqa: DTZ001 - a case's `now` is the time on the PM's clock
"""When the conversations of the examples happen: a Thursday, at nine in the morning."""

_EXAMPLE = re.compile(r"^(PASS|FAIL)  (.+)((?:\n {6}.*)*)", re.MULTILINE)
_INDENT = " " * 6
_FACT = re.compile(r"(CALLS|IDEAL|TOOK|COST|TOKENS)  (.+)")

_INTRODUCTION = """\
# The checks

Generated from the docstrings in `sheet2eval/checks/` by `python -m sheet2eval.manual`; tests run them all.

{table}

## How a line is read

- One line, one check: `[not] kind[: argument]`. Case and the spaces, `-` and `_` between the words of a kind
  do not matter: `Not-Contains: sorry` is `not contains: sorry`.
- A line that names no kind is a **criterion** for the judge, and so is prose that merely begins like one
  ("Contains a greeting"). `rubric: …` says so outright.
- One to three words and a colon that are no kind (`contians: x`, `tone: warm`) are an error with the code
  `unknown-check`: nothing is guessed. The colon of a time, a ratio or a URL does not count.
- A kind that is followed without a colon by what only its argument can be (`words <= 50`, `contains "noon"`) is
  an error too, and so is a text that goes on with a second check (`contains: a; not contains: b`): quotes around
  it make it a text.
- Blank lines, lines of dashes, `n/a` and remarks (`# …`) are passed over. A bullet in front of a line (`-`, `*`,
  `•`, and `1.` or `1)` in front of a check) is dropped.
- Texts are compared after normalising (Unicode NFKC, curly quotes straight, runs of white space as one
  space, trimmed), ignoring case. `exactly` after the kind (`contains exactly: iPhone`) compares the raw text.
- Quotes around an argument or an item, straight or curly, are optional; what is quoted keeps the spaces at
  its ends. Lists are separated by `|`; inside quotes, and in kinds that take one text, `|` is itself.
- `\\|`, `\\"`, `\\{{{{`, `\\n` and `\\\\` stand for themselves and the line break. Patterns and JSON are left
  as they are typed.
- `{{{{column name}}}}` is filled from the case's own columns, after the line was taken apart: what a cell
  holds is never read as quotes, separators or patterns.
- JSON and calls may run over several lines, until their brackets are closed, and may begin on the line below
  their kind.

In the examples below the response stands under the line. The conversation happens on Thursday, 10 April
2025, at 9:00.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a manual: the line as typed, and a response that passes it or fails it.

    `calls` holds the response's tool calls, one a line, as the column `tool calls` has them; `facts` what else
    is known: the case's IDEAL, the seconds that the response TOOK, the dollars of its COST, its TOKENS.
    """

    passes: bool
    line: str
    response: str
    calls: str
    facts: Mapping[str, str] = field(default_factory=dict)


def examples(docstring: str) -> tuple[Example, ...]:
    """The examples of a docstring, in the format that `checks/__init__.py` describes."""
    return tuple(map(_example, _EXAMPLE.finditer(inspect.cleandoc(docstring))))


def _example(block: re.Match[str]) -> Example:
    body = [line.removeprefix(_INDENT) for line in block[3].splitlines()[1:]]
    known = [fact for line in body if (fact := _FACT.fullmatch(line))]
    response = [line for line in body if not _FACT.fullmatch(line)]
    calls = [fact[2] for fact in known if fact[1] == "CALLS"]
    facts = {fact[1]: fact[2] for fact in known if fact[1] != "CALLS"}
    return Example(block[1] == "PASS", block[2], "\n".join(response), "\n".join(calls), facts)


def manual() -> str:
    """The text of docs/checks.md: a page to look things up on, then one section a kind."""
    modules = {kind: load("checks", kind) for kind in names("checks")}
    sections = [section for kind, module in modules.items() for section in _section(kind, module)]
    return "\n".join((_INTRODUCTION.format(table=_table(modules)), *sections))


def _table(modules: dict[str, ModuleType]) -> str:
    rows = (_row(module.EXAMPLE, _summary(module), _variants(module)) for module in modules.values())
    rubric = _row("rubric: Is friendly.", "The response fulfils the criterion, in the judge's view.", "")
    return "\n".join(("| line | passes when | also with |", "|---|---|---|", *rows, rubric))


def _row(line: str, passes_when: str, variants: str) -> str:
    cells = (f"`{line}`", passes_when, variants)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _variants(module: ModuleType) -> str:
    words = (*filter(None, module.FORMS), *(("exactly",) if module.EXACTLY else ()))
    return ", ".join(f"`{word}`" for word in words)


def _summary(module: ModuleType) -> str:
    return _docstring(module).partition("\n")[0]


def _docstring(module: ModuleType) -> str:
    return inspect.cleandoc(module.__doc__ or "")


def _section(kind: str, module: ModuleType) -> Iterator[str]:
    text = _docstring(module)
    first = _EXAMPLE.search(text)
    yield f"## {spoken(kind)}\n\n{text[: first.start() if first else None].strip()}\n"
    if first:
        yield f"```text\n{text[first.start() :].strip()}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(manual())
