"""The program: `sheet2eval`, and `python -m sheet2eval`."""

import os
import sys
from typing import NoReturn

from sheet2eval.stopping import heed_signals, say_stopped


def main() -> NoReturn:
    """Run the command line and exit; it can be stopped while it is still loading."""
    heed_signals()
    _open_what_is_closed()
    try:
        from sheet2eval.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        sys.exit(say_stopped(sys.argv[1:]))


def _open_what_is_closed() -> None:
    """Some start us without standard streams: what is opened first would stand in their place, and be printed into."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            setattr(sys, name, open(number, "w" if number else "r", closefd=False))  # noqa: SIM115 - for good


if __name__ == "__main__":
    main()
