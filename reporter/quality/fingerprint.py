"""Which rows are exactly alike: a table in, its repeated rows out, without sorting or grouping all
of it.

Rows are told apart by a small number first; only rows that share it are compared column by column.
The number also draws an even sample that does not depend on the order of rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
from ibis.util import gen_name

from reporter.hashes import FACTOR, SPAN, hashed
from reporter.model import Role

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset

KEY = "__key"
COPIES = "__copies"

MOST_COLUMNS = 40
"""An expression over many columns is deep, and slow to write."""

_DETERMINED = frozenset({Role.DESCRIPTION, Role.COUNTRY, Role.CATEGORY})


def keep(table: ir.Table, name: str) -> ir.Table:
    """Compute a table once, on its own backend, for the queries that follow."""
    backend = table.get_backend()
    # Spark has no temporary tables; DuckDB cannot compress them, and its database lies in the run's
    # workspace anyway.
    return backend.create_table(
        gen_name(name), table, temp=backend.name not in {"pyspark", "duckdb"}
    )


def fingerprint(dataset: Dataset) -> ir.IntegerColumn:
    """Return a number below `SPAN` for each row, equal for rows that are alike.

    Long texts that another column mostly determines are passed over, and of wide tables all but the
    most telling columns: rows of the same number are compared in full anyway.
    """
    table = dataset.table
    names = [column.name for column in dataset.columns if column.role not in _DETERMINED]
    if len(names) > MOST_COLUMNS:
        distinct = {profile.name: profile.distinct for profile in dataset.profiles}
        names = sorted(names, key=lambda name: (-distinct.get(name, 0), name))[:MOST_COLUMNS]
    number = ibis.literal(0, "int64")
    for name in names or table.columns:
        number = (number * FACTOR + hashed(table[name])) % SPAN
    return number.abs()


def repeated(dataset: Dataset) -> ir.Table:
    """Group the rows whose fingerprint occurs more than once: one row a distinct row, with
    ``__copies``.
    """
    table = dataset.table
    keyed = table.mutate(**{KEY: fingerprint(dataset)})
    shared = keyed.group_by(KEY).agg(count=keyed.count()).filter(ibis._["count"] > 1)
    candidates = keyed.semi_join(shared, KEY)
    return candidates.group_by(*table.columns, KEY).agg(**{COPIES: candidates.count()})


def distinct(dataset: Dataset, repeats: ir.Table) -> ir.Table:
    """Return the dataset's table without repeated rows, with ``__copies``: how often each row stood
    in it.
    """
    keyed = dataset.table.mutate(**{KEY: fingerprint(dataset)})
    single = keyed.anti_join(repeats, KEY).drop(KEY).mutate(**{COPIES: ibis.literal(1, "int64")})
    return single.union(repeats.drop(KEY).select(single.columns))
