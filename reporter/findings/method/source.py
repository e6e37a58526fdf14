"""What came in: the cleaned data in; their extent, how they were read and joined, their days and
whether all rows are used out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Finding
from reporter.model.claim import Claim, Count, Day, Name, Number

if TYPE_CHECKING:
    from reporter.model import Study

LARGE = 1e5
"""Bytes from which on they are told in megabytes."""


def extent(study: Study) -> Finding:
    """Say how large the data are, with the file's bytes where it is one."""
    dataset = study.clean.dataset
    size = dataset.source.bytes
    values = {
        "megabytes": Number(size / 1e6) if size >= LARGE else None,
        "kilobytes": Number(size / 1e3) if 0 < size < LARGE else None,
        "rows": Count(dataset.rows),
        "columns": Count(len(dataset.columns)),
    }
    return Finding(id="data.extent", claim=Claim("source.extent", values))


def read(study: Study) -> tuple[Finding, ...]:
    """Say how the data were read, a clause each; what is said of one of several files stands in
    their table.
    """
    source = study.clean.dataset.source
    first: tuple[str, ...] = ()
    said = {clause for file in source.files for clause in file.reading}
    if len(source.files) == 1:
        (file,) = source.files
        first = tuple(clause for clause in (file.kind, file.encoding) if clause)
        said = set(first)
    others = [clause for clause in source.reading if clause not in said]
    clauses = ([", ".join(first)] if first else []) + others
    return tuple(_read(number, clause) for number, clause in enumerate(clauses, 1))


def _read(number: int, clause: str) -> Finding:
    """Pass on a clause of those who read the file; it is its own evidence."""
    claim = Claim("source.read", {"clause": Name(clause)})  # words: of ingest
    return Finding(id=f"data.read.{number}", claim=claim)


def joins(study: Study) -> tuple[Finding, ...]:
    """Say how many rows of each joined table no row points at."""
    return tuple(
        Finding(
            id=f"data.join.{number}",
            claim=Claim("source.join", {"idle": Count(one.idle), "rows": Count(one.rows)}),
        )
        for number, one in enumerate(study.clean.dataset.joins, 1)
    )


def days(study: Study) -> Finding | None:
    """Say from when to when orders were placed, and to which day recency is counted."""
    period = study.table.period
    if period is None:
        return None
    values = {"start": Day(period.start), "end": Day(period.end), "as_of": Day(period.as_of)}
    return Finding(id="data.days", claim=Claim("source.days", values))


def untouched(study: Study) -> Finding | None:
    """Say that all rows are used; None where cleaning found anything."""
    if any(step.rows or step.asked for step in study.clean.steps):
        return None
    rows = Count(study.totals.rows)
    return Finding(id="data.untouched", claim=Claim("source.untouched", {"rows": rows}))
