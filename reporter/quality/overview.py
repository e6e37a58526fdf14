"""The raw table in, what it holds out: repeated rows, and each column counted over all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reporter.model import ColumnProfile, DataProfile
from reporter.numerals import plain
from reporter.quality.fingerprint import COPIES

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Column, Dataset


def profile(dataset: Dataset, repeats: ir.Table) -> DataProfile:
    """Tell what the raw table holds; what reading has counted is not counted again.

    Parameters
    ----------
    dataset
        The raw table.
    repeats
        Its rows that occur more than once, from `fingerprint.repeated`.
    """
    more = (repeats[COPIES] - 1).sum().fill_null(0)
    duplicates = repeats.aggregate(duplicates=more).to_pyarrow().to_pylist()[0]["duplicates"]
    return DataProfile(
        rows=dataset.rows, duplicates=int(duplicates), columns=dataset.profiles or _counted(dataset)
    )


def _counted(dataset: Dataset) -> tuple[ColumnProfile, ...]:
    """Count what reading has not counted."""
    table = dataset.table
    counts: dict[str, ir.Value] = {}
    for number, column in enumerate(dataset.columns):
        values = table[column.name]
        counts[f"held_{number}"] = values.count()
        counts[f"distinct_{number}"] = values.nunique()
        if _has_extremes(column):
            counts[f"minimum_{number}"] = values.min()
            counts[f"maximum_{number}"] = values.max()
    row = table.aggregate(**counts).to_pyarrow().to_pylist()[0]
    return tuple(
        _column_profile(column, number, dataset.rows, row)
        for number, column in enumerate(dataset.columns)
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
        minimum=plain(row.get(f"minimum_{number}")),
        maximum=plain(row.get(f"maximum_{number}")),
    )
