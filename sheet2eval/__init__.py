"""sheet2eval makes a spreadsheet grade an AI product.

From a notebook or a script:

    book = sheet2eval.open_book("reminders.xlsx")
    config = sheet2eval.load_config(beside=Path("reminders.xlsx"))
    now = datetime.now().astimezone()
    compiled = sheet2eval.compile_book(book, config, now)           # .suite.cases, .suite.problems
    plan = sheet2eval.plan_run(book, config, sheet2eval.Request(targets=("assistant",)), now)
    summary = await sheet2eval.execute(plan)                        # sheet2eval.run(plan) in a script
    sheet2eval.write_back(book, plan, summary)

What goes wrong is a `Sheet2EvalError`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sheet2eval.books.opening import open_book
    from sheet2eval.config import Config, load_config
    from sheet2eval.errors import Sheet2EvalError
    from sheet2eval.scoring.results import RunSummary
    from sheet2eval.workflow.compiling import compile_book
    from sheet2eval.workflow.plan import Plan, Request
    from sheet2eval.workflow.planning import plan_run
    from sheet2eval.workflow.running import execute, run
    from sheet2eval.workflow.writing_back import write_back

__version__ = "0.1.0"
__all__ = [
    "Config",
    "Plan",
    "Request",
    "RunSummary",
    "Sheet2EvalError",
    "__version__",
    "compile_book",
    "execute",
    "load_config",
    "open_book",
    "plan_run",
    "run",
    "write_back",
]

_HOMES = {
    "books.opening": ("open_book",),
    "config": ("Config", "load_config"),
    "errors": ("Sheet2EvalError",),
    "scoring.results": ("RunSummary",),
    "workflow.compiling": ("compile_book",),
    "workflow.plan": ("Plan", "Request"),
    "workflow.planning": ("plan_run",),
    "workflow.running": ("execute", "run"),
    "workflow.writing_back": ("write_back",),
}

if not TYPE_CHECKING:  # or any name would be right to a type checker

    def __getattr__(name: str) -> object:
        """A public name from where it is defined, loaded when it is asked for, so that --help starts at once."""
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{home}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return __all__
