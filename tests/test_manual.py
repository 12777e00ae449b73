from __future__ import annotations

from pathlib import Path

from sheet2eval.manual import Example, examples, manual
from sheet2eval.registry import names

DOC = Path(__file__).parents[1] / "docs" / "checks.md"


def test_the_committed_manual_is_up_to_date() -> None:
    assert DOC.read_text(encoding="utf-8") == manual(), "run: python -m sheet2eval.manual > docs/checks.md"


def test_every_kind_has_its_section() -> None:
    sections = [line.removeprefix("## ") for line in manual().splitlines() if line.startswith("## ")]
    assert [name.replace("_", " ") for name in names("checks")] == sections[1:]


def test_examples_are_read_as_they_are_written() -> None:
    docstring = """A kind.

    Its forms.

    PASS  kind: a | b
          Two lines
            of response.
    FAIL  kind: c
          CALLS  f(a=1)
          CALLS  g()

          Not part of it.
    PASS  kind
    """
    assert examples(docstring) == (
        Example(True, "kind: a | b", "Two lines\n  of response.", ""),
        Example(False, "kind: c", "", "f(a=1)\ng()"),
        Example(True, "kind", "", ""),
    )
