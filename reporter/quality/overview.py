"""The raw table in, what each of its columns holds out: counted over all rows in one query."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from reporter.model import ColumnProfile, DataProfile
from reporter.quality.fingerprint import COPIES

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Column, Dataset


def profile(dataset: Dataset, repeats: ir.Table) -> DataProfile:
    """Count missing and distinct values, extremes and repeated rows.

    Parameters
    ----------
    dataset
        The raw table.
    repeats
        Its rows that occur more than once, from `fingerprint.repeated`.
    """
    table = dataset.table
    counts: dict[str, ir.Value] = {}
    for number, column in enumerate(dataset.columns):
        values = table[column.name]
        counts[f"held_{number}"] = values.count()
        counts[f"distinct_{number}"] = values.nunique()
        if _has_extremes(column):
            counts[f"minimum_{number}"] = values.min()
            counts[f"maximum_{number}"] = values.max()
    more = (repeats[COPIES] - 1).sum().fill_null(0)
    row = table.aggregate(**counts).cross_join(repeats.aggregate(duplicates=more)).to_pyarrow().to_pylist()[0]
    return DataProfile(
        rows=dataset.rows,
        duplicates=int(row["duplicates"]),
        columns=tuple(_column_profile(column, number, dataset.rows, row) for number, column in enumerate(dataset.columns)),
    )


def _has_extremes(column: Column) -> bool:
    return column.dtype in {"integer", "decimal", "date"}


def _column_profile(column: Column, number: int, rows: int, row: dict[str, Any]) -> ColumnProfile:
    return ColumnProfile(
        name=column.name,
        dtype=column.dtype,
        role=column.role,
        missing=rows - int(row[f"held_{number}"]),
        distinct=int(row[f"distinct_{number}"]),
        minimum=_written(row.get(f"minimum_{number}")),
        maximum=_written(row.get(f"maximum_{number}")),
    )


def _written(value: object) -> str | None:
    """Write an extreme as text: whole numbers without decimals, days without midnight."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
