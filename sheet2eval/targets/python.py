"""A function of the person's own, sync or async: `(messages, case) -> str or dict`."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import importlib
import importlib.machinery
import inspect
import operator
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from sheet2eval.apps import case_object, messages_of, read_answer
from sheet2eval.digest import digest
from sheet2eval.errors import SetupError
from sheet2eval.targets.target import Target, TargetError, TargetOptions, described
from sheet2eval.types import Case, Response

FORM = "python:module:function"

Function = Callable[[list[dict[str, str]], dict[str, object]], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(TargetOptions):
    """`call`: `module:function`, the module beside the configuration, else in the working folder.

    What the module imports is looked for there too, but only while it is imported itself.
    """

    call: str

    def __post_init__(self) -> None:
        TargetOptions.__post_init__(self)
        if not all(self.call.partition(":")):
            message = "`call` must be module:function"
            raise ValueError(message)


class PythonTarget(Target):
    """Calls the function in a daemon thread a trial: one that hangs holds up nothing, not even the exit.

    What an async function returns is awaited on one event loop of the target's own: the clients that an app
    keeps stay on one loop, and an app that blocks it does not block the runner's time-outs.
    """

    def __init__(self, name: str, options: Options, function: Function) -> None:
        self.name = name
        self.timeout = options.timeout
        self.pace = options.pace
        self.fingerprint = digest("python", options.call)
        self._function = function
        self._loop: _DaemonLoop | None = None

    async def answer(self, case: Case, trial: int) -> Response:  # noqa: ARG002 - an app is not told
        answer = await _in_daemon_thread(lambda: self._function(messages_of(case), case_object(case)))
        if inspect.isawaitable(answer):
            self._loop = self._loop or _DaemonLoop()
            answer = await self._loop.run(answer)
        return read_answer(answer)

    async def close(self) -> None:
        if self._loop is not None:
            self._loop.stop()
            self._loop = None


class _DaemonLoop:
    """An event loop that runs in a daemon thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    async def run(self, awaitable: Awaitable[object]) -> object:
        """Its result; TargetError says what it raised. Cancelling this cancels it."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_result(awaitable), self._loop))

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=1.0)  # where something blocks the loop, its thread is left behind

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.get_loop().run_forever()


async def _result(awaitable: Awaitable[object]) -> object:
    try:
        return await awaitable
    except BaseException as error:
        task = asyncio.current_task()
        if isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling():
            raise
        raise TargetError(described(error)) from error  # even an exit is only the end of this trial


async def _in_daemon_thread(work: Callable[[], object]) -> object:
    """The result of the work; TargetError says what it raised."""
    done: concurrent.futures.Future[object] = concurrent.futures.Future()
    done.set_running_or_notify_cancel()  # from here on, giving up on it does not disturb the thread
    threading.Thread(target=_settle, args=(done, work), daemon=True).start()
    return await asyncio.wrap_future(done)


def _settle(done: concurrent.futures.Future[object], work: Callable[[], object]) -> None:
    try:
        done.set_result(work())
    except BaseException as error:  # noqa: BLE001 - even an exit is only the end of this trial
        done.set_exception(TargetError(described(error)))


def given(name: str) -> Mapping[str, object]:
    return {"call": name.partition(":")[2]}


def open_target(name: str, options: Options, folder: Path) -> PythonTarget:
    """Raises SetupError: the module cannot be imported, or has no such function."""
    module, _, function = options.call.partition(":")
    imported = _imported(module, folder)
    try:
        found = operator.attrgetter(function)(imported)
    except AttributeError as error:
        raise SetupError(f"target {name}: there is no {function} in the module {module}") from error
    if not callable(found):
        raise SetupError(f"target {name}: {function} in the module {module} is not a function")
    return PythonTarget(name, options, found)


def _imported(module: str, folder: Path) -> ModuleType:
    folders = list(dict.fromkeys([str(folder), str(Path.cwd())]))
    try:
        with _searched_first(folders), contextlib.redirect_stdout(sys.stderr):
            _forget_namesake(module.partition(".")[0], folders)
            return importlib.import_module(module)
    except (Exception, SystemExit) as error:
        if isinstance(error, ModuleNotFoundError) and error.name in _parents(module):
            raise SetupError(f"there is no module {module} in {' or '.join(folders)}") from error
        said = " ".join(described(error).split())
        raise SetupError(f"the module {module} cannot be imported: {said}") from error


def _forget_namesake(package: str, folders: list[str]) -> None:
    """Drop a module of this name that came from elsewhere: another sheet's folder may have its own `bot.py`."""
    spec = importlib.machinery.PathFinder.find_spec(package, folders)
    known = getattr(sys.modules.get(package), "__spec__", None)
    if spec is not None and known is not None and known.origin != spec.origin:
        for name in [name for name in sys.modules if name.partition(".")[0] == package]:
            del sys.modules[name]


def _parents(module: str) -> list[str]:
    """A dotted module's name and those of the packages it is in."""
    parts = module.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


@contextlib.contextmanager
def _searched_first(folders: list[str]) -> Iterator[None]:
    sys.path[:0] = folders
    importlib.invalidate_caches()
    try:
        yield
    finally:
        for folder in folders:
            with contextlib.suppress(ValueError):  # the module took it out itself
                sys.path.remove(folder)
