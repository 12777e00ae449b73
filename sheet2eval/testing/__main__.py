"""`python -m sheet2eval.testing`: the test server in the foreground, until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from sheet2eval.testing.answers import read_answers
from sheet2eval.testing.dialogue import Answer, Question
from sheet2eval.testing.faults import FAULTS
from sheet2eval.testing.server import Behaviour, echo, running
from sheet2eval.text.quantities import share

_LAST_PORT = 65_535
_EXAMPLE = """\
example:
  python -m sheet2eval.testing --port 8080 --latency 0.05..0.2 --fail 10%
  OPENAI_BASE_URL=http://127.0.0.1:8080/v1 sheet2eval run reminders.xlsx --target openai:test-model
"""


def main() -> None:
    parser = _parser()
    given = parser.parse_args()
    faults = [FAULTS[name] for name in given.faults]
    answer = _from_table(given.answers) if given.answers else echo
    behaviour = Behaviour(answer, given.latency, share=given.fail, faults=faults, seed=given.seed)
    try:
        asyncio.run(_serve(behaviour, given.port))
    except KeyboardInterrupt:
        pass
    except OSError as fault:
        parser.error(f"--port {given.port}: {os.strerror(fault.errno or 0)}")


async def _serve(behaviour: Behaviour, port: int) -> None:
    async with running(behaviour, port) as server:
        sys.stdout.write(f"{server.base_url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sheet2eval.testing",
        description="A server on this machine that speaks as OpenAI does. It prints its address.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=_port, default=0, help="where it listens; default: any free port")
    parser.add_argument(
        "--latency",
        type=_span,
        default=(0.0, 0.0),
        metavar="S",
        help="seconds an answer takes, as 0.2 or 0.1..0.5",
    )
    parser.add_argument("--fail", type=_share, default=0.0, metavar="SHARE", help="share that fails, as 10%%")
    parser.add_argument(
        *("--faults", "-f"),
        nargs="+",
        choices=FAULTS,
        default=["500", "503"],
        metavar="NAME",
        help=f"how they fail; default: 500 503; known: {' '.join(FAULTS)}",
    )
    parser.add_argument(
        "--answers",
        type=_table,
        metavar="FILE",
        help="a JSON object of answers by what the user said last, each a text or "
        '{"text", "tool_calls": [{"name", "arguments"}]}; to all else it repeats what was said',
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other requests that fail")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= _LAST_PORT:
        message = f"must be at most {_LAST_PORT}"
        raise argparse.ArgumentTypeError(message)
    return port


def _span(text: str) -> tuple[float, float]:
    first, _, second = text.partition("..")
    try:
        least, most = float(first), float(second or first)
    except ValueError:
        least = most = math.nan
    if not 0 <= least <= most < math.inf:
        message = "must be seconds, as 0.2 or 0.1..0.5"
        raise argparse.ArgumentTypeError(message)
    return least, most


def _share(text: str) -> float:
    given = share(text)
    if given is None:
        message = "must be a share such as 10%"
        raise argparse.ArgumentTypeError(message)
    return given


def _table(path: str) -> Mapping[str, Answer]:
    try:
        return read_answers(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as fault:
        message = f"{path} cannot be used: {fault}"
        raise argparse.ArgumentTypeError(message) from fault


def _from_table(table: Mapping[str, Answer]) -> Callable[[Question], Answer | str]:
    return lambda question: table.get(question.said) or echo(question)


if __name__ == "__main__":
    main()
