"""What a run costs from .xlsx to .xlsx, side by side with a bare script (`bare.py`) that asks the same server.

    python -m benchmarks.running [CASES LATENCY_S CONCURRENCY]…

Prints a table. CPU and memory are those of the measured process; the server runs in the measuring one.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.measure import RSS_UNIT, Cost, table
from benchmarks.sheets import prose
from sheet2eval.testing import Behaviour, serve

ROOT = Path(__file__).parents[1]
TASKS = (
    (1_000, 0.05, 64),
    (1_000, 0.5, 64),
    (1_000, 0.5, 256),
    (10_000, 0.05, 64),
    (10_000, 0.05, 256),
    (10_000, 0.5, 256),
)
HEADER = (
    *("cases", "latency, s", "at once", "N·latency/c, s"),
    *(
        "wall, s",
        "bare",
        "ratio",
        "CPU, s",
        "bare",
        "ratio",
        "peak, MB",
        "bare",
        "to the first request, s",
        "bare",
    ),
)
CONFIG = '[targets.model]\nkind = "openai"\nmodel = "test-model"\nbase_url = "{}"\n'


@dataclass(frozen=True, slots=True)
class Task:
    cases: int
    latency_s: float
    concurrency: int


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took, and how long it was until it asked for the first time."""

    cost: Cost
    first_request_s: float


def main(tasks: Iterable[Task]) -> None:
    print(table(HEADER, []), flush=True)
    for task in tasks:
        with tempfile.TemporaryDirectory() as folder:
            print(table(_row(task, Path(folder)), []).splitlines()[0], flush=True)


def _row(task: Task, folder: Path) -> list[str]:
    tool, bare = _run(task, folder, _tool_command), _run(task, folder, _bare_command)
    wall, cpu = tool.cost.wall_s / bare.cost.wall_s, tool.cost.cpu_s / bare.cost.cpu_s
    return [
        *(f"{task.cases:,}", f"{task.latency_s:g}", str(task.concurrency)),
        f"{task.cases * task.latency_s / task.concurrency:.1f}",
        *(f"{tool.cost.wall_s:.1f}", f"{bare.cost.wall_s:.1f}", f"{wall:.2f}"),
        *(f"{tool.cost.cpu_s:.1f}", f"{bare.cost.cpu_s:.1f}", f"{cpu:.2f}"),
        *(f"{tool.cost.peak_mb:.0f}", f"{bare.cost.peak_mb:.0f}"),
        *(f"{tool.first_request_s:.2f}", f"{bare.first_request_s:.2f}"),
    ]


def _tool_command(folder: Path, task: Task, base_url: str) -> Sequence[str]:
    config, out = folder / "sheet2eval.toml", folder / "scored.xlsx"
    config.write_text(CONFIG.format(base_url))
    flags = [
        "--target",
        "model",
        "--concurrency",
        str(task.concurrency),
        "--judge",
        "none",
        "--yes",
        "--json",
    ]
    return [
        "-m",
        "sheet2eval",
        "run",
        str(folder / "cases.xlsx"),
        "--config",
        str(config),
        "--out",
        str(out),
        *flags,
    ]


def _bare_command(folder: Path, task: Task, base_url: str) -> Sequence[str]:
    files = [str(folder / name) for name in ("cases.xlsx", "answered.xlsx")]
    return ["-m", "benchmarks.bare", *files, base_url, str(task.concurrency)]


def _run(task: Task, folder: Path, command) -> Run:
    _write_sheet(folder / "cases.xlsx", task.cases)
    with serve(Behaviour(latency_s=(task.latency_s, task.latency_s))) as server:
        line = [sys.executable, *command(folder, task, server.base_url)]
        environment = {**os.environ, "SHEET2EVAL_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
        started = perf_counter()
        process = subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall_s = perf_counter() - started
        asked = server.asked
    if status or len(asked) != task.cases:
        sys.exit(
            f"{' '.join(line)} ended with {os.waitstatus_to_exitcode(status)} after {len(asked)} requests"
        )
    cost = Cost(wall_s, used.ru_utime + used.ru_stime, used.ru_maxrss * RSS_UNIT / 1e6)
    return Run(cost, asked[0].at_s - started)


def _write_sheet(path: Path, cases: int) -> None:
    """A single-tab workbook with one check a row, which every answer that repeats the input passes."""
    import xlsxwriter

    pick = random.Random(cases)
    with xlsxwriter.Workbook(path) as book:
        tab = book.add_worksheet("cases")
        tab.write_row(0, 0, ("id", "input", "check"))
        for number in range(1, cases + 1):
            text = f"{prose(20, pick)} {number}"
            tab.write_row(number, 0, (f"case-{number}", text, f"contains: {text[-20:]}"))


if __name__ == "__main__":
    given = sys.argv[1:]
    chosen = [(int(given[at]), float(given[at + 1]), int(given[at + 2])) for at in range(0, len(given), 3)]
    main(Task(*task) for task in chosen or TASKS)
