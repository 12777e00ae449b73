"""The results of a run, brought to where they are read: the sheet, then standard output."""

from __future__ import annotations

from sheet2eval.books.book import Book
from sheet2eval.cli.objects import run_object
from sheet2eval.cli.output import print_json, reader_may_leave, say
from sheet2eval.cli.report import print_run
from sheet2eval.scoring.results import RunSummary
from sheet2eval.workflow.plan import Plan
from sheet2eval.workflow.writing_back import finish, write_back


def deliver(book: Book, plan: Plan, run: RunSummary, *, json_wanted: bool) -> None:
    """Write first, so that nothing is lost if the reader leaves; print even if nothing could be written."""
    written = ""
    try:
        if plan.request.write and (run.targets or not run.halted):
            written = write_back(book, plan, run)
        else:
            finish(plan, run)
    finally:
        with reader_may_leave():
            if json_wanted:
                print_json(run_object(run))
            else:
                print_run(run, "the tab eval-scores has them all" if written else "--json prints them all")
    if written:
        say(f"Written to {written}")
