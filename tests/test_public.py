"""What a notebook imports: the public names, none of which costs anything until it is asked for."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime

import pytest

import sheet2eval
from tests.cli.conftest import cells, make_book

NOW = datetime(2025, 4, 10, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", sheet2eval.__all__)
def test_public_names_are_there(name):
    assert getattr(sheet2eval, name).__doc__ if name != "__version__" else sheet2eval.__version__
    assert name in dir(sheet2eval)


def test_what_is_not_public_is_not_there():
    with pytest.raises(AttributeError, match="module 'sheet2eval' has no attribute 'opne_book'"):
        _ = sheet2eval.opne_book


def test_the_import_itself_loads_nothing_of_ours():
    code = "import sys, sheet2eval; print([name for name in sys.modules if name.startswith('sheet2eval.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("has_a_loop", [False, True])
def test_a_sheet_is_graded_from_a_notebook(tmp_path, has_a_loop):
    path = make_book(
        tmp_path / "n.xlsx",
        inputs=[("a", "hi")],
        current=[("a", "Hello")],
        ideal=[("a", "Hi", "equals: hello")],
    )
    book, config = sheet2eval.open_book(str(path)), sheet2eval.load_config(beside=path)
    assert [case.id for case in sheet2eval.compile_book(book, config, NOW).suite.cases] == ["a"]
    plan = sheet2eval.plan_run(book, config, sheet2eval.Request(targets=("recorded",)), NOW)
    summary = asyncio.run(sheet2eval.execute(plan)) if has_a_loop else sheet2eval.run(plan)
    assert sheet2eval.write_back(book, plan, summary) == str(path)
    assert cells(path, "input")[0]["eval: verdict"] == "pass"
