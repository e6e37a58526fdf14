"""What came in: the cleaned data in, their extent, their days and whether all rows are used out."""

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
