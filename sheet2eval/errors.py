"""What can go wrong that is not a bug, each with the exit code that the command line ends with.

Sheet2EvalError            one line for the person: where, what is wrong, what to do
├── UsageError         2   the command was written wrongly
├── SheetError         3   the sheet has errors, or no case could be run
├── SetupError         4   file missing or unreadable, no access, unknown target or judge
│   ├── BookError          the document cannot be read or must not be written
│   │   ├── InUseError     a run on another machine works on it
│   │   └── NoAnswerError  it was waited for in vain
│   └── ConfigError        sheet2eval.toml says something impossible
└── Interrupted        5   stopped by a person or by the budget

Anything else that is raised is a bug and ends with a traceback. What a target or a judge does wrong is
none of these: it is data (`Response.error`, `Outcome.verdict`), counted apart and written back.
"""

from __future__ import annotations


class Sheet2EvalError(Exception):
    """The person's fault or the world's, said in one line that tells what to do."""

    exit_code = 4


class UsageError(Sheet2EvalError):
    exit_code = 2


class SheetError(Sheet2EvalError):
    exit_code = 3


class SetupError(Sheet2EvalError):
    exit_code = 4


class BookError(SetupError):
    """The document cannot be read, or must not be written; it is left as it was."""


class InUseError(BookError):
    """Somebody on another machine works on the document: wait until they have ended."""


class NoAnswerError(BookError):
    """Where the document is, nobody answers, or only that it must wait: to ask again now would wait as long."""


class ConfigError(SetupError):
    """The configuration file, or a target or judge named on the command line, is wrong."""


class Interrupted(Sheet2EvalError):
    exit_code = 5
