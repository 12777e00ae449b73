"""The script that somebody writes instead: ask a model about each row, check the answer, write it beside the row.

    python -m benchmarks.bare SHEET OUT BASE_URL CONCURRENCY

It knows no retries, no resuming and no formats of others' sheets; it is what the tool's cost is measured against.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from typing import Any

import httpx2
import openpyxl
from openai import AsyncOpenAI, DefaultAioHttpClient


async def ask(client: AsyncOpenAI, text: str) -> str:
    raw = await client.chat.completions.with_raw_response.create(
        model="test-model", messages=[{"role": "user", "content": text}]
    )
    return json.loads(raw.text)["choices"][0]["message"]["content"]


async def work_off(rows: Iterator[tuple[Any, ...]], client: AsyncOpenAI) -> None:
    for _, asked, check, response, verdict in rows:
        response.value = await ask(client, asked.value)
        wanted = check.value.removeprefix("contains: ")
        verdict.value = "pass" if wanted.casefold() in response.value.casefold() else "fail"


async def main(sheet: str, out: str, base_url: str, concurrency: int) -> None:
    book = openpyxl.load_workbook(sheet)
    tab = book["cases"]
    tab["D1"], tab["E1"] = "response", "verdict"
    rows = tab.iter_rows(min_row=2, max_col=5)
    limits = httpx2.Limits(max_connections=0)
    http = DefaultAioHttpClient(limits=limits)
    async with AsyncOpenAI(api_key="no-key", base_url=base_url, http_client=http) as client:
        await asyncio.gather(*(work_off(rows, client) for _ in range(concurrency)))
    book.save(out)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
