"""The command line: one command a module. The only place that prints, asks or exits."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import NoReturn

import click

from sheet2eval import __version__
from sheet2eval.errors import Interrupted, Sheet2EvalError, UsageError
from sheet2eval.naming import nearest

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


GARBAGE_AFTER = (
    20_000  # new objects: looking every 700, as by default, takes a fifth of a run, whose objects stay
)
_ENDLESS = ("schedule", "run")  # ends only by being stopped: that is its good end, however early it comes
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
    for name in ("SIGTERM", "SIGHUP"):  # stopped like Ctrl-C, so that the programs of targets end with us
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)
    gc.set_threshold(GARBAGE_AFTER)
    code = invoke()
    if threading.active_count() > 1:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # Python would wait without end for the thread pool of an app that hangs
    sys.exit(code)


def _interrupt(*_: object) -> None:
    """As Ctrl-C does, even where that is ignored, as it is for what a script starts in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        raise KeyboardInterrupt
    signal.raise_signal(signal.SIGINT)


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
        return _stopped(sys.argv[1:] if arguments is None else arguments)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read us has gone
        return 0
    return code if isinstance(code, int) else 0


def _stopped(arguments: Sequence[str]) -> int:
    if tuple(arguments[:2]) == _ENDLESS:
        click.echo("Stopped; the next start goes on from here", err=True)
        return 0
    return _say(Interrupted("stopped; the sheet is as it was"))


def _written_wrongly(error: click.ClickException) -> str:
    """What is wrong with the command, and where its help is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "sheet2eval"
    return f"{error.format_message().rstrip('.')} (see {path} --help)"


def _say(error: Sheet2EvalError) -> int:
    line = " ".join(str(error)[:_LONGEST].split())
    click.echo(f"sheet2eval: {line}{' …' if len(str(error)) > _LONGEST else ''}", err=True)
    return error.exit_code
