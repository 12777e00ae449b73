"""Programs that end well, that cannot be started, and that will not end."""

import asyncio
import os

import pytest

from sheet2eval.errors import SetupError
from sheet2eval.scheduling import children
from sheet2eval.scheduling.children import Syncing
from tests.waiting import until

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a shell")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Puts a shell script into the place of the interpreter; it is given what the interpreter would be."""

    def put(script):
        path = tmp_path / "program"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setattr(children.sys, "executable", str(path))
        return tmp_path

    return put


@pytest.mark.parametrize("code", [0, 1, 4])
def test_it_is_told_the_sheet_and_the_options_and_gives_its_exit_code(program, code):
    folder = program(f'printf "%s|" "$@" > "$(dirname "$0")/told"; exit {code}')
    assert asyncio.run(Syncing(("--gate=0.9", "--yes"))("-odd sheet.xlsx")) == code
    assert (folder / "told").read_text() == "-P|-m|sheet2eval|sync|--gate=0.9|--yes|--|-odd sheet.xlsx|"


def test_a_program_that_cannot_be_started_is_a_fault_of_set_up(monkeypatch):
    monkeypatch.setattr(children.sys, "executable", "/nowhere/python")
    with pytest.raises(SetupError, match="/nowhere/python cannot be started"):
        asyncio.run(Syncing()("a.xlsx"))


@pytest.mark.parametrize(
    ("on_term", "grace_s", "left"), [("echo ended > $0.left; exit 5", 20, "ended\n"), ("", 0.1, None)]
)
def test_it_is_asked_to_end_and_then_ended(program, monkeypatch, on_term, grace_s, left):
    folder = program(f'trap "{on_term}" TERM; echo up > $0.up; while :; do sleep 0.02; done')
    monkeypatch.setattr(children, "GRACE_S", grace_s)

    async def broken_off():
        syncing = asyncio.create_task(Syncing()("a.xlsx"))
        await asyncio.to_thread(until, (folder / "program.up").exists)
        syncing.cancel()
        await asyncio.wait([syncing])
        assert syncing.cancelled()

    asyncio.run(broken_off())
    said = folder / "program.left"
    assert (said.read_text() if said.exists() else None) == left
