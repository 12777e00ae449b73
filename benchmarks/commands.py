"""What whole commands cost on a big sheet of recorded answers, from .xlsx to .xlsx where they write.

    python -m benchmarks.commands [ROWS]…

Prints a table.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import command_cost, table
from benchmarks.sheets import write_sheet

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 10_000, 100_000)
COMMANDS = {
    "validate": ("validate",),
    "compile --json": ("compile", "--json"),
    "run": ("run", "--target", "recorded", "--out", "scored.xlsx"),
    "run --json": ("run", "--target", "recorded", "--out", "scored.xlsx", "--json"),
}


def main(sizes: tuple[int, ...]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [row for size in sizes for row in _measured(folder, size)]
    print(table(["command", "rows", "CPU, s", "peak, MB"], rows))


def _measured(folder: Path, size: int) -> Iterator[list[str]]:
    environment = {**os.environ, "SHEET2EVAL_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    write_sheet(folder / "sheet.xlsx", size)
    for name, arguments in COMMANDS.items():
        _, one = command_cost(
            [sys.executable, "-m", "sheet2eval", *arguments, "sheet.xlsx"], folder, environment
        )
        yield [name, f"{size:,}", f"{one.cpu_s:.1f}", f"{one.peak_mb:.0f}"]


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
