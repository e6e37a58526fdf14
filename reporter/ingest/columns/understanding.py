"""A typed table in, a `Dataset` out: every column is counted once, and gets its role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import (
    describing,
    goods,
    personal,
    personal_patterns,
    roles,
    sampling,
    statistics,
)
from reporter.ingest.columns.contents import Contents
from reporter.ingest.columns.meaning import names_as_ids, no_value
from reporter.ingest.columns.parts import Table
from reporter.ingest.columns.vocabulary import Vocabulary
from reporter.model import ColumnProfile, Dataset, Kind, Reading, Role, Stance
from reporter.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import ibis

    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.ingest.types.typed import Compute, Typed
    from reporter.model import Column, Join, Source
    from reporter.settings import Settings

SET_COLUMN = "set_column"
TELLING = 0.05
"""Share of the values of a column that was set from which on it is told that they cannot be read.
"""


def understand(
    table: ibis.Table,
    typed: Typed,
    settings: Settings,
    fixed: Mapping[str, Role],
    compute: Compute,
    source: Callable[[], Source],
    joins: tuple[Join, ...] = (),
    *,
    away: bool = False,
) -> Dataset:
    """Count the columns of a table, wherever it lies, and find their roles.

    Parameters
    ----------
    table
        Typed columns under the file's own names (Ibis).
    typed
        What the columns are.
    settings, fixed
        The user's last word on roles and on what is personal: see `roles.fixed`.
    compute
        Runs an expression and returns its rows.
    source
        Where the table came from; asked at the end, as it may still be counting.
    joins
        How several tables became this one.
    away
        Whether the table lies in a client's database, of which no row is fetched.

    Raises
    ------
    IngestError
        A column that was set cannot play its role; what is missing otherwise is told by
        `Dataset.refusal`.
    """
    counted = statistics.count(table, typed.dtypes, compute)
    sample = sampling.nothing(counted) if away else sampling.draw(table, counted, compute)
    examples = {} if away else sampling.examples(table, counted, sample, compute)
    found = source()
    known = Vocabulary(settings.roles.synonyms)
    contents = Contents(table=table, sample=sample, compute=compute)
    alike = personal_patterns.alike(table, counted, compute) if away else {}
    identifying = personal.find(counted, sample, settings.privacy, known, alike)
    of_goods = goods.of_goods(counted, identifying, contents, known) - {*settings.privacy.personal}
    about = Table(
        label=found.name,
        columns=counted,
        unreadable=typed.unreadable,
        shapes=lambda numbers: statistics.shapes(table, numbers, compute),
        contents=contents,
        known=known,
        date_order=settings.roles.date_order,
        away=away,
        personal={name: kind for name, kind in identifying.items() if name not in of_goods},
        meaning=settings.meaning,
    )
    assigned = roles.assign(about, settings.roles, fixed)
    columns, fillers, readings = assigned.columns, assigned.fillers, assigned.readings
    if assigned.kind is Kind.TRANSACTIONS and not assigned.refusal:
        columns = describing.describe(table, columns, counted, fixed, joins, compute)
        named = {
            column.name
            for column in columns
            if column.role is Role.DESCRIPTOR and column.personal is None
        }
        described = [one for one in counted if one.name in named]
        none = no_value.find(about.contents, described, settings.meaning)
        fillers, readings = none.fillers, (*readings, *none.readings(described))
    return Dataset(
        source=found,
        kind=assigned.kind,
        table=table,
        columns=columns,
        profiles=tuple(
            _profile(column, one, examples.get(column.name, ()))
            for column, one in zip(columns, counted, strict=True)
        ),
        rows=counted[0].rows,
        joins=joins,
        doubts=(*typed.doubts, *assigned.doubts),
        refusal=assigned.refusal,
        currencies=typed.currencies,
        readings=(
            *typed.readings,
            *_unread_as_set(typed, counted, fixed),
            *readings,
            *names_as_ids.readings(table, columns, compute),
        ),
        fillers=fillers,
    )


def _unread_as_set(
    typed: Typed, counted: Sequence[ColumnStatistics], fixed: Mapping[str, Role]
) -> Iterator[Reading]:
    """Tell of the columns that were set to be something which many of their values are not."""
    for column in counted:
        unread, role = typed.unread.get(column.name, 0), fixed.get(column.name)
        values = column.values + unread
        if role and unread and unread >= TELLING * values:
            numbers: dict[str, float | str] = {
                "column": column.name,
                "role": role.value,
                "unread": unread,
                "values": values,
            }
            yield Reading(
                question=SET_COLUMN,
                stance=Stance.SET,
                numbers=numbers,
                setting=f"roles.{role.value}=COLUMN",
                weight=unread / values,
            )


def _profile(column: Column, counted: ColumnStatistics, examples: tuple[str, ...]) -> ColumnProfile:
    extremes = column.dtype in {"integer", "decimal", "date"}
    return ColumnProfile(
        name=column.name,
        dtype=column.dtype,
        role=column.role,
        missing=counted.missing,
        distinct=counted.distinct,
        minimum=plain(counted.minimum) if extremes else None,
        maximum=plain(counted.maximum) if extremes else None,
        examples=examples,
    )
