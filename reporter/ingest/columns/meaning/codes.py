"""Which numbers are codes for no value: 99 on a scale of 1 to 5, an age of −1, 365243.

A code of survey programs and databases is taken for one where it lies outside of what the column
measures: below zero beside numbers that are not, beyond a wide gap, or as a heap at the end of
the range. "8", "9" and "0" could be answers: they are codes where several columns of answers share
them. What is repeated beyond a wide gap and is no known code, or could be a price, is told and
stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ibis

from reporter.ingest.columns import statistics
from reporter.ingest.columns.meaning.ends import (
    ABOVE,
    ANSWERS,
    BELOW,
    END,
    FEWEST,
    RARE,
    TOGETHER,
    YEARS,
    End,
    Rest,
    Verdict,
    judge,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reporter.ingest.columns.contents import Contents
    from reporter.ingest.columns.statistics import ColumnStatistics


def find(
    contents: Contents, columns: Sequence[ColumnStatistics]
) -> tuple[dict[str, dict[Any, int]], list[End]]:
    """Return the numbers that stand for none, by column and with their rows, and those that may."""
    ends = _standing(contents, columns)
    rests = _rests(contents, ends)
    judged = [(end, judge(end, own, rests[name])) for name, own in ends.items() for end in own]
    none = [end for end, verdict in judged if verdict is Verdict.NONE]
    answers = [(end, rests[end.column.name]) for end, one in judged if one is Verdict.ANSWER]
    found: dict[str, dict[Any, int]] = {}
    for end in (*none, *_not_answered(answers, columns)):
        found.setdefault(end.column.name, {})[end.exact] = end.rows
    unclear = [end for end, verdict in judged if verdict is Verdict.UNCLEAR]
    return found, [end for end in unclear if end.column.name not in found]


def _standing(contents: Contents, columns: Sequence[ColumnStatistics]) -> dict[str, list[End]]:
    """Return the ends at which values stand, by column and with their rows."""
    asked = [
        end
        for column in columns
        if column.is_number and column.values >= FEWEST
        for end in _ends(column)
    ]
    ends: dict[str, list[End]] = {}
    for end, rows in zip(asked, _rows(contents, asked), strict=True):
        if rows:
            ends.setdefault(end.column.name, []).append(replace(end, rows=rows))
    return ends


def _ends(column: ColumnStatistics) -> Iterator[End]:
    low, high = float(column.minimum), float(column.maximum)
    if column.distinct <= 2 or (column.distinct == column.values and column.dtype == "integer"):
        return
    tops = {float(code) for code in ABOVE | YEARS | ANSWERS if max(low, END * high) < code <= high}
    bottoms = {float(code) for code in BELOW if low <= code}
    for value in sorted({low, high} | tops | bottoms):
        if value.is_integer():
            yield End(column=column, value=value)


def _rows(contents: Contents, ends: Sequence[End]) -> list[int]:
    counts: list[int] = []
    for start in range(0, len(ends), 4 * statistics.AT_ONCE):
        batch = ends[start : start + 4 * statistics.AT_ONCE]
        numbers = [contents.table[end.column.name].cast("float64") for end in batch]
        held = zip(numbers, batch, strict=True)
        sums = [
            ibis.ifelse(number == end.value, 1, 0).sum().name(f"rows_{index}")
            for index, (number, end) in enumerate(held)
        ]
        counts += [int(count or 0) for count in contents.compute(contents.table.aggregate(sums))[0]]
    return counts


def _rests(contents: Contents, ends: Mapping[str, Sequence[End]]) -> dict[str, Rest]:
    """Measure what the columns hold besides, in one query for all but wide tables."""
    found: dict[str, Rest] = {}
    names = list(ends)
    for start in range(0, len(names), statistics.AT_ONCE // 2):
        batch = names[start : start + statistics.AT_ONCE // 2]
        measures = []
        for index, name in enumerate(batch):
            number = contents.table[name].cast("float64")
            apart = [end.value for end in ends[name] if end.is_apart]
            rest = (
                ibis.ifelse(number.isin(apart), ibis.null("float64"), number) if apart else number
            )
            parts = {
                "values": rest.count(),
                "distinct": rest.nunique(),
                "low": rest.min(),
                "high": rest.max(),
            }
            parts |= {"first": rest.quantile(0.01), "last": rest.quantile(0.99)}
            measures += [part.name(f"{called}_{index}") for called, part in parts.items()]
        row = [
            float(value or 0) for value in contents.compute(contents.table.aggregate(measures))[0]
        ]
        for index, name in enumerate(batch):
            values, distinct, low, high, first, last = row[6 * index : 6 * index + 6]
            found[name] = Rest(
                values=int(values),
                distinct=int(distinct),
                low=low,
                high=high,
                first=first,
                last=last,
            )
    return found


def _not_answered(
    answers: Sequence[tuple[End, Rest]], columns: Sequence[ColumnStatistics]
) -> Iterator[End]:
    """Return the codes that could be answers, where several columns of answers on one scale share
    them.

    Zero is one where the scale begins at one, few gave it, and a column of the same scale has
    none.
    """
    groups: dict[tuple[float, float, float], list[End]] = {}
    for end, rest in answers:
        groups.setdefault((end.value, rest.low, rest.high), []).append(end)
    for (value, low, high), ends in groups.items():
        if value:
            shared = len(ends) >= TOGETHER
        else:
            without = [
                column
                for column in columns
                if column.is_number and (column.minimum, column.maximum) == (low, high)
            ]
            few = all(end.rows <= RARE * end.column.rows for end in ends)
            shared = low == 1 and few and bool(without) and len(ends) + len(without) >= TOGETHER
        if shared:
            yield from ends
