"""The tables of phrases: what the tests of the scanners share."""

from __future__ import annotations

from pathlib import Path


def phrases(name: str) -> list[tuple[str, str]]:
    """The rows of `phrases_NAME.txt`: a text, a tab, what it mentions. Lines that begin with `# ` are remarks."""
    lines = Path(__file__).with_name(f"phrases_{name}.txt").read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("# "))
    return [(text, mentions) for text, _, mentions in rows]
