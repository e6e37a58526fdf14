"""Columns that say what became of an order: a dataset's columns and their values in, which values
count, are open or do not count out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.model import Role
from reporter.quality.meaning.evidence import folded, named
from reporter.quality.meaning.words import words
from reporter.quality.values import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import ibis.expr.types as ir

    from reporter.model import Column
    from reporter.quality.meaning.evidence import Evidence, ValueCount
    from reporter.settings import Settings

KNOWN_NAMED, KNOWN = 0.6, 0.9
"""Share of the rows with a value whose value must be a known state, where the column is named like
one, and where it is not.
"""
FEWEST = 3
"""Known states that a column must have whose name does not say that it holds some."""
_TABLE = "order_status"


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """What a column says became of orders."""

    column: Column
    counted: tuple[ValueCount, ...]
    open: tuple[ValueCount, ...]
    """They count, and may yet come to nothing."""
    left: tuple[ValueCount, ...]
    """They do not count."""
    unknown: tuple[ValueCount, ...]
    """They count, as nothing is known of them."""
    dated: bool = False
    """Whether the column holds the day on which an order was taken back: whatever has one does not
    count.
    """
    is_flag: bool = False
    """Whether it says but yes and no."""

    def taken(self, table: ir.Table) -> ir.BooleanValue:
        """Return whether a raw row does not count by this column."""
        value = table[self.column.name]
        if self.dated:
            return value.notnull()
        if value.type().is_boolean():
            return value
        return text(value).isin(sorted(one.value for one in self.left))


def find(evidence: Evidence, settings: Settings) -> tuple[States, ...]:
    """Return the columns that tell of an order's state, its payment's or its delivery's."""
    dated = [
        _dated(column, evidence)
        for column in evidence.dataset.columns
        if column.dtype == "date" and column.role is Role.IGNORED
    ]
    coded = [
        _flag(column, evidence) or _states(column, evidence, settings)
        for column in evidence.coded()
    ]
    return tuple(one for one in (*coded, *dated) if one is not None)


def state(value: str) -> str:
    """Write a state as the vocabulary does: without a shop's prefix."""
    return folded(value).removeprefix("wc ").removeprefix("status ")


def _states(column: Column, evidence: Evidence, settings: Settings) -> States | None:
    delivery = named(column, words(_TABLE, "delivery"))
    parts = _sorted(column, evidence, settings, delivery=delivery)
    enough = _says_enough(column, parts)
    if delivery:
        enough = enough or bool(parts["left"] and parts["counted"])
    if not enough or not parts["counted"] or _is_of_customers(column):
        return None
    return States(
        column=column,
        counted=tuple(parts["counted"]),
        open=tuple(parts["open"]),
        left=tuple(parts["left"]),
        unknown=tuple(parts["unknown"]),
    )


def _sorted(
    column: Column, evidence: Evidence, settings: Settings, *, delivery: bool
) -> dict[str, list[ValueCount]]:
    """Sort a column's values by what they say of an order: counted, open, left or unknown."""
    left = words(_TABLE, "undelivered") if delivery else words(_TABLE, "left")
    counted, still_open = words(_TABLE, "counted"), words(_TABLE, "open")
    own_left, own_counted = (
        {state(one) for one in listed}
        for listed in (settings.meaning.not_counted, settings.meaning.counted)
    )
    parts: dict[str, list[ValueCount]] = {"counted": [], "open": [], "left": [], "unknown": []}
    for one in evidence.values(column):
        parts[
            _part(
                state(one.value), (left | own_left) - own_counted, counted | own_counted, still_open
            )
        ].append(one)
    return parts


def _says_enough(column: Column, parts: Mapping[str, Sequence[ValueCount]]) -> bool:
    """Say whether enough of the values are states; fewer do where the column's name says so."""
    told = [one for part, values in parts.items() if part != "unknown" for one in values]
    known = sum(one.rows for one in told)
    rows = known + sum(one.rows for one in parts["unknown"])
    if named(column, words(_TABLE, "columns")):
        return known >= KNOWN_NAMED * rows
    return known >= KNOWN * rows and len(told) >= FEWEST


def _part(
    value: str,
    left: frozenset[str] | set[str],
    counted: frozenset[str] | set[str],
    still_open: frozenset[str],
) -> str:
    if value in left:
        return "left"
    if value in counted:
        return "counted"
    return "open" if value in still_open else "unknown"


def _is_of_customers(column: Column) -> bool:
    """Tell whether a column describes customers: their membership may be cancelled, and
    no order.
    """
    return column.role is Role.DESCRIPTOR


def _flag(column: Column, evidence: Evidence) -> States | None:
    """Take a column named returned, cancelled or test that says yes and no, or yes and nothing."""
    values = evidence.values(column)
    yes = tuple(one for one in values if folded(one.value) in words(_TABLE, "yes"))
    no = tuple(one for one in values if folded(one.value) in words(_TABLE, "no"))
    name = folded(column.name.rpartition(".")[2] or column.name)
    if (
        name not in words(_TABLE, "flags")
        or not yes
        or len(yes) + len(no) < len(values)
        or _is_of_customers(column)
    ):
        return None
    return States(column=column, counted=no, open=(), left=yes, unknown=(), is_flag=True)


def _dated(column: Column, evidence: Evidence) -> States | None:
    if folded(column.name) not in words(_TABLE, "since"):
        return None
    counted = evidence.filled(column.name)
    return (
        States(column=column, counted=(), open=(), left=(counted,), unknown=(), dated=True)
        if counted.rows
        else None
    )


def each(found: tuple[States, ...], part: str) -> Iterator[tuple[States, ValueCount]]:
    """Go through the values of a part, those with most rows of each column first."""
    for one in found:
        for value in getattr(one, part):
            yield one, value
