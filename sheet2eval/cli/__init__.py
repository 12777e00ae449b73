"""The command line: one command a module. The only place that prints, asks or exits."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import sys
import threading
from collections.abc import Sequence
from typing import NoReturn

import click

from sheet2eval import __version__
from sheet2eval.errors import SetupError, Sheet2EvalError, UsageError
from sheet2eval.naming import nearest
from sheet2eval.stopping import say_stopped

COMMANDS = {
    "new": "Make a new workbook with tabs, dropdowns and examples.",
    "validate": "Find every fault of a sheet, and test its checks.",
    "compile": "Say what each case will be graded on.",
    "selftest": "Say whether the checks and the judge tell bad answers from good ones.",
    "run": "Grade the cases and write the scores beside the rows.",
    "compare": "Say which target does better, case by case and overall.",
    "regrade": "Grade the stored responses again.",
    "sync": "Grade what changed; what cron calls.",
    "schedule": "Keep on grading what changes, by the clock or when asked in the sheet.",
    "login": "Sign in to Google in the browser.",
    "doctor": "Say what is installed and configured, and what answers.",
}
"""The commands with the first line of their help, so that the list of them loads none of their modules."""

GARBAGE_AFTER = 20_000
"""New objects between two garbage collections: every 700, as by default, takes a fifth of a run, and finds nothing."""

TURN_S = 0.0005
"""A thread's turn: by default the journal's thread waits 5 ms at each row while answers are being read."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
_LONGEST = 600  # characters of a message: an app's own error can be a page


class Commands(click.Group):
    """Loads a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        if cmd_name not in COMMANDS:
            near = nearest(cmd_name, COMMANDS)
            guess = f"did you mean {near!r}? " if near else ""
            ctx.fail(f"there is no command {cmd_name!r}: {guess}the commands are {', '.join(COMMANDS)}")
        command: click.Command = importlib.import_module(f"sheet2eval.cli.{cmd_name}").command
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sheet2eval")
@click.pass_context
def commands(context: click.Context) -> None:
    """Grade an AI product by a spreadsheet.

    \b
    The sheet says what users say, what the product answers today and what it should answer:
      sheet2eval new reminders.xlsx        a sheet to start from
      sheet2eval validate reminders.xlsx   what is wrong with a sheet, cell by cell
      sheet2eval run reminders.xlsx        grade it, and write the scores beside the rows
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


def main() -> NoReturn:
    """Run the command line and exit, whatever is still going on in an app that was given up."""
    gc.set_threshold(GARBAGE_AFTER)
    sys.setswitchinterval(TURN_S)
    code = invoke()
    if threading.active_count() > 1:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # Python would wait without end for the thread pool of an app that hangs
    sys.exit(code)


def invoke(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: the person's faults are one line, ours a traceback."""
    try:
        code = commands.main(arguments, prog_name="sheet2eval", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        return _say(UsageError(_written_wrongly(error)))
    except Sheet2EvalError as error:
        return _say(error)
    except (click.Abort, KeyboardInterrupt):
        return say_stopped(sys.argv[1:] if arguments is None else arguments)
    except BrokenPipeError:
        _drop_output()  # whoever read us has gone
        return 0
    except OSError as fault:
        if fault.errno not in _FULL:
            raise
        _drop_output()
        place = f" ({fault.filename})" if fault.filename else ""
        return _say(SetupError(f"the disk is full{place}: make room and run again"))
    return code if isinstance(code, int) else 0


def _drop_output() -> None:
    """What is still to be printed goes nowhere, unless it can be printed: else Python tries again when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _written_wrongly(error: click.ClickException) -> str:
    """What is wrong with the command, and where its help is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "sheet2eval"
    return f"{error.format_message().rstrip('.')} (see {path} --help)"


def _say(error: Sheet2EvalError) -> int:
    from sheet2eval.cli.output import say

    line = " ".join(str(error)[:_LONGEST].split())
    say(f"sheet2eval: {line}{' …' if len(str(error)) > _LONGEST else ''}")
    return error.exit_code
