"""Amounts in two columns by their sign: debit and credit, Soll and Haben. Names and a sample in,
which of them holds the sales out.

The names are the same but for a pair of words, and no row has something in both. Sales are what is
more.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.ledgers import BOTH, are_sides

if TYPE_CHECKING:
    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.sampling import Sample


def holds_sales(judged: Judged, name: str) -> bool | None:
    """Say whether a column is the one of two that holds the sales, or the other; None where it is
    neither.
    """
    other = next(
        (
            one.name
            for one in judged.columns
            if one.is_number and one.name != name and are_sides(name, one.name)
        ),
        None,
    )
    if other is None or not _apart(judged.contents.sample, name, other):
        return None
    own, theirs = (_sum(judged.contents.sample, one) for one in (name, other))
    return own > theirs or (own == theirs and name < other)


def _apart(sample: Sample, name: str, other: str) -> bool:
    rows = list(zip(sample.columns[name], sample.columns[other], strict=True))
    return sum(bool(one) and bool(two) for one, two in rows) <= BOTH * len(rows)


def _sum(sample: Sample, name: str) -> float:
    return math.fsum(
        abs(float(value)) for value in sample.values(name) if math.isfinite(float(value))
    )
