"""Targets of the kind openai, asked once by way of a test server that answers, or fails, as it is told."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from sheet2eval.config import Config
from sheet2eval.running.opening import open_target
from sheet2eval.targets.target import TargetError
from sheet2eval.testing import Behaviour, serve
from tests.targets.made_up import case

KEY = "sk-test-9f8e7d6c5b"
APIS = ("chat", "responses")
TOOL = {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}


def opened(base_url="http://127.0.0.1:1/v1", folder=Path("config"), **keys):
    table = {"kind": "openai", "model": "test-model", "base_url": base_url, **keys}
    return open_target("it", Config(folder / "sheet2eval.toml", folder, {"it": table}))


def saying(*messages):
    return replace(case(), messages=messages)


def answered(target, asked=None):
    async def once():
        try:
            return await target.answer(asked or case(), 1)
        finally:
            await target.close()

    return asyncio.run(once())


def talk(answer="Hello", asked=None, folder=Path("config"), **keys):
    """The response of a target that asks a server which answers so, and the question that the server got."""
    with serve(Behaviour(lambda _question: answer)) as server:
        response = answered(opened(server.base_url, folder, **keys), asked)
        return response, server.asked[0]


def fault(one, **keys):
    with serve(Behaviour(schedule=[one])) as server, pytest.raises(TargetError) as raised:
        answered(opened(server.base_url, **keys))
    return raised.value
