"""The tables of phrases, and how the work of a scanner grows: what the tests of the scanners share."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def phrases(name: str) -> list[tuple[str, str]]:
    """The rows of `phrases_NAME.txt`: a text, a tab, what it mentions. Lines that begin with `# ` are remarks."""
    lines = Path(__file__).with_name(f"phrases_{name}.txt").read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("# "))
    return [(text, mentions) for text, _, mentions in rows]


def growth(scan: Callable[[str], object], unit: str, characters: int = 20_000) -> float:
    """How often as long a scan takes on four times the text: about 4 where the work is linear, 16 where not."""
    short, long = (
        min(
            _seconds(scan, (unit * size)[: size + more]) for more in range(3)
        )  # a text read before is remembered
        for size in (characters, 4 * characters)
    )
    return long / max(short, 1e-3)  # below a millisecond the clock decides


def _seconds(scan: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    scan(text)
    return time.process_time() - start
