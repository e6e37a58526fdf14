"""A typed table in, a `Dataset` out: every column is counted once, and gets its role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest import roles, statistics
from reporter.model import ColumnProfile, Dataset
from reporter.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import ibis

    from reporter.ingest.statistics import ColumnStatistics, Compute
    from reporter.model import Column, DataType, Doubt, Join, Role, Source
    from reporter.settings import RolesSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the columns became."""

    dtypes: Mapping[str, DataType]
    reading: tuple[str, ...] = ()
    """Clauses for a reader on what was decided."""
    unreadable: Mapping[str, str]
    """Columns named like a date that hold none, each with a value to show."""
    doubts: tuple[Doubt, ...] = ()
    """What the data could not settle."""


def understand(
    table: ibis.Table,
    typed: Typed,
    settings: RolesSettings,
    fixed: Mapping[str, Role],
    compute: Compute,
    source: Callable[[], Source],
    joins: tuple[Join, ...] = (),
) -> Dataset:
    """Count the columns of a table, wherever it lies, and find their roles.

    Parameters
    ----------
    table
        Typed columns under the file's own names (Ibis).
    typed
        What the columns are.
    settings, fixed
        The user's last word: see `roles.fixed`.
    compute
        Runs an expression and returns its rows.
    source
        Where the table came from; asked at the end, as it may still be counting.
    joins
        How several tables became this one.

    Raises
    ------
    IngestError
        The columns cannot be understood.
    """
    counted = statistics.count(table, typed.dtypes, compute)
    found = source()
    about = roles.Table(
        label=found.name,
        columns=counted,
        unreadable=typed.unreadable,
        shapes=lambda names: statistics.shapes(table, names, compute),
    )
    kind, assigned = roles.assign(about, settings, fixed)
    return Dataset(
        source=found,
        kind=kind,
        table=table,
        columns=assigned,
        profiles=tuple(_profile(column, one) for column, one in zip(assigned, counted, strict=True)),
        rows=counted[0].rows,
        joins=joins,
        doubts=typed.doubts,
    )


def _profile(column: Column, counted: ColumnStatistics) -> ColumnProfile:
    extremes = column.dtype in {"integer", "decimal", "date"}
    return ColumnProfile(
        name=column.name,
        dtype=column.dtype,
        role=column.role,
        missing=counted.missing,
        distinct=counted.distinct,
        minimum=plain(counted.minimum) if extremes else None,
        maximum=plain(counted.maximum) if extremes else None,
    )
