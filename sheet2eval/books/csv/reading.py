"""A sheet of files of separated values, read as tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sheet2eval.books.book import Row, Table
from sheet2eval.books.csv.decoding import lines
from sheet2eval.books.csv.guard import unguarded
from sheet2eval.books.csv.marks import is_ours
from sheet2eval.books.csv.places import Place
from sheet2eval.books.csv.records import Records, read_records
from sheet2eval.books.files import load
from sheet2eval.errors import BookError


@dataclass(frozen=True, slots=True)
class Reading:
    """The tables, and of every file the digest of the bytes that they were read from and its separator."""

    tables: tuple[Table, ...]
    digests: Mapping[Path, str]
    separators: Mapping[Path, str]


def read_sheet(place: Place) -> Reading:
    """Read every file of a sheet. Raises BookError."""
    tables, digests, separators = [], {}, {}
    for path, tab in place.files().items():
        content = load(path, ".csv file")
        if path == place.path and not content:
            raise BookError(f"{path} is empty (0 bytes): write a row of headers and a row a case")
        records = read_records(path, lines(path, content))
        tables.append(_table(tab, records, alone=path == place.path))
        digests[path] = hashlib.sha256(content).hexdigest()
        separators[path] = records.separator
    if not tables:
        raise BookError(f"{place.path} holds no .csv file: save each tab into it as NAME.csv")
    return Reading(tuple(tables), digests, separators)


def _table(tab: str, records: Records, *, alone: bool) -> Table:
    table = Table(tab, records.rows, records.faults, ours=is_ours(tab, records.rows), alone=alone)
    return replace(table, rows=tuple(map(_unguarded, table.rows))) if table.ours else table


def _unguarded(row: Row) -> Row:
    return Row(row.number, tuple(map(unguarded, row.texts)))
