"""Measures a piece of work in a process of its own, so that nothing before it counts."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from sheet2eval.cli import GARBAGE_AFTER

RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work took; `peak_mb` is the whole process at its largest, Python itself included."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def cost(prepare: Callable[..., Callable[[], object]], *arguments: object, best_of: int = 1) -> Cost:
    """What the work takes that `prepare(*arguments)` returns; preparing (imports, input) is not counted.

    Of several tries each figure is the least: on a busy machine it is nearest to the work itself.
    """
    fresh = multiprocessing.get_context("spawn")
    with fresh.Pool(1, maxtasksperchild=1) as pool:
        tries = [pool.apply(_once, (prepare, arguments)) for _ in range(best_of)]
    return Cost(*(min(figures) for figures in zip(*tries, strict=True)))


def command_cost(line: list[str], folder: Path, environment: Mapping[str, str]) -> tuple[float, Cost]:
    """When a program was started, on the clock of `perf_counter`, and what it took. CalledProcessError where it fails.

    A process of its own starts it: Linux counts the memory of whoever starts a program as the program's.
    """
    fresh = multiprocessing.get_context("spawn")
    with fresh.Pool(1) as pool:
        return pool.apply(_run, (line, folder, environment))


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    head = list(header)
    lines = [head, ["---", *("---:" for _ in head[1:])], *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _run(line: list[str], folder: Path, environment: Mapping[str, str]) -> tuple[float, Cost]:
    started = perf_counter()
    subprocess.run(line, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    wall_s = perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return started, Cost(wall_s, used.ru_utime + used.ru_stime, used.ru_maxrss * RSS_UNIT / 1e6)


def _once(
    prepare: Callable[..., Callable[[], object]], arguments: tuple[object, ...]
) -> tuple[float, float, float]:
    work = prepare(*arguments)
    gc.set_threshold(GARBAGE_AFTER)  # as the command line does
    wall, cpu = perf_counter(), process_time()
    work()
    taken = perf_counter() - wall, process_time() - cpu
    return *taken, _peak_mb()


def _peak_mb() -> float:
    """This process at its largest; what `getrusage` says is inherited from a parent that has been larger."""
    status = Path("/proc/self/status")
    if status.exists():
        [peak_kb] = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(peak_kb) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / 1e6
