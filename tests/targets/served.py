"""Apps at an address of this machine, and http targets that ask them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer

from sheet2eval.config import Config
from sheet2eval.running.opening import open_target
from tests.targets.made_up import asked, case

HERE = Path("config")


def opened(url, **keys):
    table = {"kind": "http", "url": url, **keys}
    return open_target("app", Config(HERE / "sheet2eval.toml", HERE, {"app": table}))


def ask_server(handler, *cases, path="/", **keys):
    """The responses to the cases of a target that posts to a real server with this handler at `/`."""

    async def run():
        app = web.Application(client_max_size=20_000_000)
        app.router.add_post("/", handler)
        async with TestServer(app) as server:
            return await asked(opened(str(server.make_url(path)), **keys), *(cases or [case()]))

    return asyncio.run(run())


def answering(body=b"", status=200, content_type="application/json", **more):
    async def handler(_request):
        return web.Response(
            body=body, status=status, headers={"Content-Type": content_type, **more.get("headers", {})}
        )

    return handler
