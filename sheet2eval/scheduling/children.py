"""Each sync as a program of its own: it runs the app's code, prompts and configuration as they are now, several at
once, and whatever happens in it happens to nobody else.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from sheet2eval.errors import SetupError

GRACE_S = 60.0
"""For what is under way to be kept, once a sync is asked to end; then it is ended."""


@dataclass(frozen=True, slots=True)
class Syncing:
    """Starts `sheet2eval sync`; `options` go along. What it prints goes where we print."""

    options: Sequence[str] = ()

    def arguments(self, sheet: str) -> tuple[str, ...]:
        """What comes after the interpreter; the folder that we stand in is not looked through for modules."""
        return ("-P", "-m", "sheet2eval", "sync", *self.options, "--", sheet)

    async def __call__(self, sheet: str) -> int:
        """Returns the exit code. Raises SetupError where no program can be started."""
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *self.arguments(sheet),
                stdin=asyncio.subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C on our terminal is for us: it hears of it once, from us
            )
        except OSError as fault:
            raise SetupError(
                f"{sys.executable} cannot be started ({fault.strerror}): install it anew, or free some memory"
            ) from fault
        try:
            return await process.wait()
        except asyncio.CancelledError:
            await _end(process)
            raise


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ask it to end; out of patience, or asked once more, end it."""
    with contextlib.suppress(ProcessLookupError):  # it has ended meanwhile
        process.terminate()
    try:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), GRACE_S)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    await process.wait()
