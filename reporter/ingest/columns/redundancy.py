"""Columns of text that say nothing to anybody: addresses and hashes, and those that repeat another
column value by value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reporter.ingest.columns.contents import Contents
    from reporter.ingest.columns.statistics import ColumnStatistics

CONSTANT = 0.995
"""Share of rows with one value from which a column says nothing."""
_FEWEST_ROWS = 20
_WIDEST = 200
"""So many columns are compared with each other at most."""
_TEXTS_OF_A_FORM = 0.8
_FORMS = (
    ("web addresses", re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)),
    ("JSON", re.compile(r"\s*[\[{].*[:,\]}].*", re.DOTALL)),
    (
        "identifiers of machines",
        re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE),
    ),
    (
        "hashes",
        re.compile(r"(?=.*\d)(?=.*[a-f])([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})", re.IGNORECASE),
    ),
)


def written_as(texts: Sequence[str]) -> str:
    """Name what texts are that no reader can use: web addresses, JSON, hashes; empty for others."""
    for name, form in _FORMS:
        if texts and sum(bool(form.fullmatch(text)) for text in texts) >= _TEXTS_OF_A_FORM * len(
            texts
        ):
            return name
    return ""


def copies_of_texts(
    contents: Contents, texts: Sequence[ColumnStatistics]
) -> Iterator[tuple[str, str]]:
    """Return each column of text whose values go with those of an earlier one by name, with that
    one.
    """
    ordered = sorted(texts, key=lambda column: column.name)[:_WIDEST]
    gone: set[str] = set()
    for index, column in enumerate(ordered):
        if column.rows < _FEWEST_ROWS or column.distinct <= 2:
            continue
        alike = [
            one.name
            for one in ordered[:index]
            if one.distinct == column.distinct and one.name not in gone
        ]
        other = next((name for name in alike if contents.are_copies(name, column.name)), None)
        if other:
            gone.add(column.name)
            yield column.name, other
