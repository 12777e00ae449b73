"""A program: the case as JSON on its standard input, the answer on its standard output; one process a trial.

The program is looked for as a shell would, or, where its name holds a `/`, beside the configuration, then in
the working folder; it runs in the folder of the configuration. No shell is involved.
"""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import shutil
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sheet2eval.apps import case_object, read_printed_answer
from sheet2eval.digest import digest
from sheet2eval.errors import SetupError
from sheet2eval.targets.target import MAX_ANSWER_BYTES, Target, TargetError, TargetOptions
from sheet2eval.types import Case, Response

FORM = "command:./PROGRAM"

_STDERR = 2
_STDERR_TAIL = 4_096  # bytes kept: only the last line is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(TargetOptions):
    """`command`: the program and its arguments."""

    command: tuple[str, ...]
    concurrency: int = 4

    def __post_init__(self) -> None:
        TargetOptions.__post_init__(self)
        if not self.command or not self.command[0]:
            message = "`command` names no program"
            raise ValueError(message)


class CommandTarget(Target):
    """Runs the program for each trial, and reads its output as UTF-8."""

    def __init__(self, name: str, options: Options, program: Path, folder: Path) -> None:
        self.name = name
        self.timeout = options.timeout
        self.pace = options.pace
        self.fingerprint = digest("command", options.command)
        self._line = (str(program), *options.command[1:])
        self._folder = folder

    async def answer(self, case: Case, trial: int) -> Response:  # noqa: ARG002 - a program is not told
        starting = asyncio.ensure_future(
            asyncio.get_running_loop().subprocess_exec(
                _Talk, *self._line, cwd=self._folder, start_new_session=True
            )
        )
        try:
            transport, talk = await asyncio.shield(starting)
            await talk.end(transport, json.dumps(case_object(case)).encode())
        except BaseException:  # above all the runner's time-out
            await _give_up(starting)
            raise
        transport.close()
        if code := transport.get_returncode():
            raise TargetError(_failure(code, talk.complaints))
        return read_printed_answer(_text(talk.printed))


def given(name: str) -> Mapping[str, object]:
    return {"command": shlex.split(name.partition(":")[2])}


def open_target(name: str, options: Options, folder: Path) -> CommandTarget:
    """Raises SetupError: there is no such program, or it may not be run."""
    return CommandTarget(name, options, _program(options.command[0], folder), folder)


def _program(named: str, folder: Path) -> Path:
    if os.sep not in named:
        found = shutil.which(named)
        if found is None:
            raise SetupError(
                f"there is no program {named}; a file beside the configuration is written ./{named}"
            )
        return Path(found).absolute()
    places = list(dict.fromkeys([folder, Path.cwd()]))
    program = next((place / named for place in places if (place / named).is_file()), None)
    if program is None:
        raise SetupError(f"there is no program {named} in {' or '.join(map(str, places))}")
    if not os.access(program, os.X_OK):
        raise SetupError(f"{named} may not be run; make it executable: chmod +x {program}")
    return program.absolute()


class _Talk(asyncio.SubprocessProtocol):
    """What a program prints, and the tail of what it complains."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.printed = bytearray()
        self.complaints = bytearray()
        self.exited: asyncio.Future[None] = loop.create_future()
        self._ended: asyncio.Future[None] = loop.create_future()

    async def end(self, transport: asyncio.SubprocessTransport, told: bytes) -> None:
        """Tell the program, and wait until it has ended and its pipes are closed."""
        stdin = cast("asyncio.WriteTransport", transport.get_pipe_transport(0))
        stdin.write(told)  # a program need not listen: a broken pipe is no fault
        stdin.close()
        await self._ended

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        if fd == _STDERR:
            self.complaints = (self.complaints + data)[-_STDERR_TAIL:]
            return
        self.printed += data
        if len(self.printed) > MAX_ANSWER_BYTES and not self._ended.done():
            self._ended.set_exception(TargetError(f"printed more than {MAX_ANSWER_BYTES // 1_000_000} MB"))

    def process_exited(self) -> None:
        self.exited.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the exit code tells more
        if not self._ended.done():
            self._ended.set_result(None)


async def _give_up(starting: asyncio.Future[tuple[asyncio.SubprocessTransport, _Talk]]) -> None:
    """End the program, even if it is only just starting: asyncio given up there would wait for its pipes."""
    await asyncio.wait([starting])
    if starting.exception() is not None:
        return  # there is no program
    transport, talk = starting.result()
    _kill(transport)
    await talk.exited
    transport.close()  # no longer waits for whoever else holds its pipes


def _kill(transport: asyncio.SubprocessTransport) -> None:
    """Ends the program and all that it has started, as far as the system knows process groups."""
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            transport.kill()
        else:
            os.killpg(transport.get_pid(), signal.SIGKILL)


def _text(printed: bytearray) -> str:
    try:
        return printed.decode()
    except UnicodeDecodeError as fault:
        raise TargetError(f"printed what is not UTF-8 text (byte {fault.start + 1})") from fault


def _failure(code: int, complaints: bytes | bytearray) -> str:
    how = f"exit code {code}" if code > 0 else f"ended by signal {-code}"
    lines = complaints.decode("utf-8", "replace").strip().splitlines()
    return f"{how}: {lines[-1].strip()}" if lines else how
