"""Files that a cell may name: only those that lie beside the configuration, by their bare names."""

from __future__ import annotations

from pathlib import Path

from sheet2eval.checks.check import BadArgument

MAX_BYTES = 1_000_000


def read_beside(folder: Path, name: str) -> str:
    """The text of a file of the configuration's folder. Raises BadArgument where it cannot be had."""
    path = folder / name
    if name != path.name or name.startswith("."):
        raise BadArgument(
            f"“{name}” is not the bare name of a file", f"Put the file into {folder} and name it alone."
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadArgument(f"The file “{name}” is larger than {MAX_BYTES:,} bytes", "Name a smaller one.")
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadArgument(
            f"The file “{name}” cannot be read", f"Put it into {folder}, as UTF-8 text."
        ) from error
