"""Serving a web application on this machine: on an event loop, or in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from aiohttp import web

HOST = "127.0.0.1"

Served = TypeVar("Served")


@asynccontextmanager
async def listening(app: web.Application, port: int = 0) -> AsyncIterator[int]:
    """The application on this event loop; gives the port, a free one where none was asked for."""
    from aiohttp import web

    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port, backlog=1024).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@contextmanager
def in_thread(serving: Callable[[], AbstractAsyncContextManager[Served]]) -> Iterator[Served]:
    """Holds what `serving` gives open on an event loop of its own, for as long as the block lasts."""
    ready: Future[tuple[Served, Callable[[], object]]] = Future()
    thread = threading.Thread(target=lambda: asyncio.run(_until_left(serving(), ready)), daemon=True)
    thread.start()
    served, leave = ready.result()
    try:
        yield served
    finally:
        leave()
        thread.join()


async def _until_left(
    serving: AbstractAsyncContextManager[Served], ready: Future[tuple[Served, Callable[[], object]]]
) -> None:
    left = asyncio.Event()
    loop = asyncio.get_running_loop()
    try:
        async with serving as served:
            ready.set_result((served, lambda: loop.call_soon_threadsafe(left.set)))
            await left.wait()
    except OSError as fault:  # no port is free: whoever waits is told
        ready.set_exception(fault)
