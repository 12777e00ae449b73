"""Makes the sample workbooks from their sources: `python samples/build.py [FOLDER]`, or `make samples`.

The same sources always give the same bytes, so that a rebuilt workbook shows in a diff only if it changed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sheet2eval.starters import create, read_template

HERE = Path(__file__).parent


def build(folder: Path) -> tuple[Path, ...]:
    """Write one workbook for each source into the folder, over those that are there."""
    return tuple(_build_one(source.parent, folder) for source in sorted(HERE.glob("source/*/template.toml")))


def _build_one(source: Path, folder: Path) -> Path:
    path = folder / f"{source.name}.xlsx"
    path.unlink(missing_ok=True)
    create(path, read_template(source))
    return path


if __name__ == "__main__":
    for made in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(made)
