"""What came in: the cleaned data in; their extent, how they were read and joined, their days and
whether all rows are used out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft

if TYPE_CHECKING:
    from reporter.model import Finding, Study
    from reporter.numerals import Numerals

LARGE = 1e5
"""Bytes from which on they are told in megabytes."""


def extent(study: Study, numerals: Numerals) -> Finding:
    """Say how large the data are, with the file's bytes where it is one."""
    dataset, draft = study.clean.dataset, Draft(numerals)
    draft.note("columns", len(dataset.columns))
    text = f"{draft.count('rows', dataset.rows)} rows, {len(dataset.columns)} columns"
    size = dataset.source.bytes
    if size >= LARGE:
        text = f"{draft.decimal('megabytes', size / 1e6)} MB, {text}"
    elif size:
        text = f"{draft.decimal('kilobytes', size / 1e3)} kB, {text}"
    return draft.finding("data.extent", text)


def read(study: Study, numerals: Numerals) -> tuple[Finding, ...]:
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
    return tuple(_read(number, clause, numerals) for number, clause in enumerate(clauses, 1))


def _read(number: int, clause: str, numerals: Numerals) -> Finding:
    """Pass on a clause of those who read the file; it is its own evidence."""
    draft = Draft(numerals)
    return draft.finding(f"data.read.{number}", draft.name("clause", clause))


def joins(study: Study, numerals: Numerals) -> tuple[Finding, ...]:
    """Say how many rows of each joined table no row points at."""
    told = []
    for number, one in enumerate(study.clean.dataset.joins, 1):
        draft = Draft(numerals)
        text = f"{draft.count('idle', one.idle)} of {draft.count('rows', one.rows)}"
        told.append(draft.finding(f"data.join.{number}", text))
    return tuple(told)


def days(study: Study, numerals: Numerals) -> Finding | None:
    """Say from when to when orders were placed, and to which day recency is counted."""
    period, draft = study.table.period, Draft(numerals)
    if period is None:
        return None
    return draft.finding(
        "data.days",
        f"from {draft.day('start', period.start)} to {draft.day('end', period.end)}; recency is"
        f" counted to {draft.day('as_of', period.as_of)}",
    )


def untouched(study: Study, numerals: Numerals) -> Finding | None:
    """Say that all rows are used; None where cleaning found anything."""
    draft = Draft(numerals)
    if any(step.rows or step.asked for step in study.clean.steps):
        return None
    return draft.finding(
        "data.untouched",
        "Nothing had to be removed or changed: all"
        f" {draft.count('rows', study.totals.rows)} rows are used.",
    )
