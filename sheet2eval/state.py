"""Where the tool keeps what outlives a run and is no part of a sheet."""

from __future__ import annotations

import os
from pathlib import Path

from sheet2eval.errors import SetupError

HOME = "SHEET2EVAL_HOME"


def state_folder(*rooms: str) -> Path:
    """The folder that `SHEET2EVAL_HOME` names, else the platform's folder for such things; made where missing.

    `rooms` are folders in it. Raises SetupError where it cannot be made.
    """
    from platformdirs import user_state_path

    named = os.environ.get(HOME)
    folder = Path(named).expanduser() if named else user_state_path("sheet2eval", appauthor=False)
    folder = folder.joinpath(*rooms).absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise SetupError(
            f"the folder {folder} cannot be made ({fault.strerror}): "
            f"set {HOME} to a folder that can be written to"
        ) from fault
    return folder
