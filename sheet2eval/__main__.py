"""The program: `sheet2eval`, and `python -m sheet2eval`."""

import sys
from typing import NoReturn

from sheet2eval.stopping import heed_signals, say_stopped


def main() -> NoReturn:
    """Run the command line and exit; it can be stopped while it is still loading."""
    heed_signals()
    try:
        from sheet2eval.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        sys.exit(say_stopped(sys.argv[1:]))


if __name__ == "__main__":
    main()
