"""A table in a client's database in, how many of a column's values look like something personal
out, counted where the table lies (Ibis).

No row of such a table is fetched to find out what it holds: a server gives counts alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.model import Personal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.ingest.types.typed import Compute

PATTERNS: dict[Personal, str] = {
    Personal.EMAIL: r"^[^@ ,;]+@[^@ ,;]+[.][^@ ,;]{2,}$",
    Personal.PHONE: (
        r"^([+][0-9][0-9 ()/.-]{7,18}|[(]?[0-9]{3}[)]?[ .-][0-9]{3}[ .-][0-9]{4}|0[0-9]{2,4}["
        r" /][0-9][0-9 ]{4,9})$"
    ),
    Personal.CARD: (
        r"^([*xX]{4}[ -]?){2,3}[*xX]*[0-9]{4}$|^[2-6][0-9]{3}[ -][0-9]{4}[ -][0-9]{4}[ -][0-9]{4}$"
    ),
    Personal.ACCOUNT: r"^[A-Z]{2}[0-9]{2} ?([A-Z0-9]{4} ?){3,7}[A-Z0-9]{0,4}$",
    Personal.TAX: (
        r"^([0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3}[.][0-9]{3}[.][0-9]{3}-[0-9]{2}|[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z])$"
    ),
}
"""In the words that every engine's patterns share."""
MOST_VALUES = 0.6
ENOUGH_VALUES = 20
"""Different values from which a pattern settles it."""


def alike(
    table: ibis.Table, columns: Sequence[ColumnStatistics], compute: Compute
) -> dict[str, Personal]:
    """Return the columns of text whose different values mostly have the look of something personal;
    a query each.
    """
    found: dict[str, Personal] = {}
    for column in columns:
        if column.dtype != "text" or column.distinct < ENOUGH_VALUES:
            continue
        values = table.select(value=table[column.name]).filter(ibis._.value.notnull()).distinct()
        matches = [
            ibis.ifelse(values.value.re_search(pattern), 1, 0).sum().name(kind.name)
            for kind, pattern in PATTERNS.items()
        ]
        counted = compute(values.aggregate(matches))[0]
        shares = {
            kind: int(count or 0) / column.distinct
            for kind, count in zip(PATTERNS, counted, strict=True)
        }
        best = max(shares, key=lambda kind: shares[kind])
        if shares[best] >= MOST_VALUES:
            found[column.name] = best
    return found
