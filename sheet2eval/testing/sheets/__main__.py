"""`python -m sheet2eval.testing.sheets`: the server in the foreground, until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path

from sheet2eval.books.opening import open_book
from sheet2eval.errors import Sheet2EvalError
from sheet2eval.testing.sheets.server import SheetsServer

_EXAMPLE = """\
example:
  python -m sheet2eval.testing.sheets reminders.xlsx --port 8081
  SHEET2EVAL_GOOGLE_API=http://127.0.0.1:8081 sheet2eval run gsheet:1TestSheet0000000000000000000000000000000001
Then look at http://127.0.0.1:8081 in a browser.
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m sheet2eval.testing.sheets",
        description="A server on this machine that speaks as Google Sheets does. It prints its address and a key.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "sheet", nargs="?", type=Path, help="a workbook or .csv whose texts the sheet begins with"
    )
    parser.add_argument("--port", type=int, default=0, help="where it listens; default: any free port")
    given = parser.parse_args()
    server = SheetsServer(port=given.port)
    try:
        key = server.create(*_beginning(given.sheet))
        asyncio.run(_serve(server, key))
    except KeyboardInterrupt:
        pass
    except Sheet2EvalError as error:
        parser.error(str(error))
    except OSError as fault:
        parser.error(f"--port {given.port}: {os.strerror(fault.errno or 0)}")


def _beginning(sheet: Path | None) -> tuple[str, dict[str, list[tuple[str, ...]]]]:
    """The title of the sheet, and the texts of people's tabs: results copied as texts would be nobody's."""
    if sheet is None:
        return "Test sheet", {"Sheet1": []}
    tabs = {}
    for table in open_book(str(sheet)).read():
        if table.ours:
            continue
        lines = {row.number: row.texts for row in table.rows}
        tabs[table.name] = [lines.get(number, ()) for number in range(1, max(lines, default=0) + 1)]
    return sheet.stem, tabs


async def _serve(server: SheetsServer, key: str) -> None:
    async with server.running():
        sys.stdout.write(f"{server.url}\ngsheet:{key}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
