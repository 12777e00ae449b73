"""What a run costs from .xlsx to .xlsx, side by side with a bare script (`bare.py`) that asks the same server.

    python -m benchmarks.running [CASES LATENCY_S CONCURRENCY]…

Prints a table. CPU and memory are those of the measured process; the server runs in the measuring one.
"""

from __future__ import annotations

import compileall
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from benchmarks.measure import Cost, command_cost, table
from benchmarks.sheets import prose
from sheet2eval.testing import Behaviour, serve

ROOT = Path(__file__).parents[1]
TASKS = tuple(product((1_000, 10_000), (0.05, 0.5), (64, 256)))
HEADER = (
    *("cases", "latency, s", "at once", "N·latency/c, s"),
    *("wall, s", "bare", "ratio", "CPU, s", "bare", "ratio", "peak, MB", "bare"),
    *("to the first request, s", "bare", "from there on, of N·latency/c", "bare"),
)
CONFIG = '[targets.model]\nkind = "openai"\nmodel = "test-model"\nbase_url = "{}"\n'


@dataclass(frozen=True, slots=True)
class Task:
    cases: int
    latency_s: float
    concurrency: int

    @property
    def ideal_s(self) -> float:
        """What the answers alone take, where as many as allowed are always under way."""
        return self.cases * self.latency_s / self.concurrency


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took, and how long it was until it asked for the first time."""

    cost: Cost
    first_request_s: float


def main(tasks: Iterable[Task]) -> None:
    compileall.compile_dir(ROOT / "sheet2eval", quiet=1)  # as an installer does
    print(table(HEADER, []))
    for task in tasks:
        with tempfile.TemporaryDirectory() as folder:
            print(table(_row(task, Path(folder)), []).splitlines()[0], flush=True)


def _row(task: Task, folder: Path) -> list[str]:
    _write_sheet(folder / "cases.xlsx", task.cases)
    tool, bare = _run(task, folder, _tool_command), _run(task, folder, _bare_command)
    wall, cpu = tool.cost.wall_s / bare.cost.wall_s, tool.cost.cpu_s / bare.cost.cpu_s
    return [
        *(f"{task.cases:,}", f"{task.latency_s:g}", str(task.concurrency), f"{task.ideal_s:.1f}"),
        *(f"{tool.cost.wall_s:.1f}", f"{bare.cost.wall_s:.1f}", f"{wall:.2f}"),
        *(f"{tool.cost.cpu_s:.1f}", f"{bare.cost.cpu_s:.1f}", f"{cpu:.2f}"),
        *(f"{tool.cost.peak_mb:.0f}", f"{bare.cost.peak_mb:.0f}"),
        *(f"{run.first_request_s:.2f}" for run in (tool, bare)),
        *(f"{(run.cost.wall_s - run.first_request_s) / task.ideal_s:.2f}" for run in (tool, bare)),
    ]


def _tool_command(folder: Path, task: Task, base_url: str) -> list[str]:
    config = folder / "sheet2eval.toml"
    config.write_text(CONFIG.format(base_url))
    files = [str(folder / "cases.xlsx"), "--config", str(config), "--out", str(folder / "scored.xlsx")]
    how = ["--target", "model", "--judge", "none", "--concurrency", str(task.concurrency), "--yes"]
    return ["-m", "sheet2eval", "run", *files, *how]


def _bare_command(folder: Path, task: Task, base_url: str) -> list[str]:
    files = [str(folder / name) for name in ("cases.xlsx", "answered.xlsx")]
    return ["-m", "benchmarks.bare", *files, base_url, str(task.concurrency)]


def _run(task: Task, folder: Path, command: Callable[[Path, Task, str], list[str]]) -> Run:
    environment = {**os.environ, "SHEET2EVAL_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    with serve(Behaviour(latency_s=(task.latency_s, task.latency_s))) as server:
        line = [sys.executable, *command(folder, task, server.base_url)]
        started, cost = command_cost(line, folder, environment)
        asked = server.asked
    if len(asked) != task.cases:
        sys.exit(f"{' '.join(line)} asked {len(asked)} times")
    return Run(cost, asked[0].at_s - started)


def _write_sheet(path: Path, cases: int) -> None:
    """A single-tab workbook with one check a row, which nine in ten answers that repeat the input pass."""
    import xlsxwriter

    pick = random.Random(cases)
    with xlsxwriter.Workbook(path) as book:
        tab = book.add_worksheet("cases")
        tab.write_row(0, 0, ("id", "input", "check"))
        for number in range(1, cases + 1):
            text = f"{prose(20, pick)} {number}"
            wanted = text[-20:] if number % 10 else "another answer"
            tab.write_row(number, 0, (f"case-{number}", text, f"contains: {wanted}"))


if __name__ == "__main__":
    given = iter(sys.argv[1:])
    chosen = [
        (int(cases), float(s), int(at_once)) for cases, s, at_once in zip(given, given, given, strict=True)
    ]
    main(Task(*task) for task in chosen or TASKS)
