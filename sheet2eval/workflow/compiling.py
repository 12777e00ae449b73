"""A book to compiled cases, with every problem of its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sheet2eval.books.book import Book, Table
from sheet2eval.config import Config
from sheet2eval.folder import read_beside
from sheet2eval.reading.compile import Compiled, compile_tables, in_sheet_order
from sheet2eval.reading.selftest import self_test


def compile_book(book: Book, config: Config, started: datetime) -> Compiled:
    """The book's sheet, compiled, with every problem, those that the checks' self-test finds included."""
    return compile_read(book.read(), config, started)


def compile_read(tables: Sequence[Table], config: Config, started: datetime) -> Compiled:
    """As `compile_book`, of what was read before."""
    beside = partial(read_beside, config.folder) if config.path else None
    compiled = compile_tables(tables, started, beside)
    problems = (*compiled.suite.problems, *self_test(compiled.suite.cases))
    suite = replace(compiled.suite, problems=in_sheet_order(problems, tables))
    return replace(compiled, suite=suite)
