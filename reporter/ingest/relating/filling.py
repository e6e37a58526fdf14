"""A table whose order-level columns stand only in an order's first line in, each line with its
order's values out.

Shops export orders so: the first line of an order says who bought when, for how much in all, and
the first product; further lines hold the order's number and a product, and are blank otherwise. The
order of rows does not matter: values go by the order's number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.relating import keys
from reporter.ingest.relating.relations import THINGS, VALUES
from reporter.ingest.relating.tables import listed
from reporter.ingest.store import quoted
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.ingest.relating.tables import Table
    from reporter.ingest.store import Store

_FEWEST = 3
"""Columns that must be filled in the same number of rows before an order's first lines are
suspected.
"""
_TOLERANCE = 0.02
"""An order without a first line, cut off by the export, spoils nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sparse:
    """Columns that stand in one row of each order."""

    key: str
    columns: tuple[str, ...]


def fill(table: Table, store: Store) -> tuple[Table, tuple[str, ...]]:
    """Give each line its order's values, where only the first line has them.

    Returns
    -------
    table, notes
        The table itself where it is none of these.
    """
    if not table.rows or len(table.types) <= _FEWEST:
        return table, ()
    sparse = _sparse(table, store)
    if sparse is None:
        return table, ()
    own = _values_of_lines(table, sparse, store)
    values = [name for name in sparse.columns if _is_value(table, name, store)]
    coarse = values if own else []
    numbering = [
        name for name in sparse.columns if {*vocabulary.words(name)} <= vocabulary.IDENTIFYING
    ]
    filled = [name for name in sparse.columns if name not in {*values, *numbering}]
    key = _telling(sparse.key, table)
    _write(table, sparse.key, key, filled, (*coarse, *numbering), store)
    notes = [
        (
            f"{listed(filled)} stand only in the first line of each {sparse.key} of {table.label}:"
            " taken for all of its lines"
        )
    ]
    if coarse:
        notes.append(
            f"left out, as they count a whole {sparse.key} and its lines have values of their own"
            f" ({', '.join(own)}): {listed(coarse)}"
        )
    if numbering:
        notes.append(f"{listed(numbering)} left out: numbers the orders, as {sparse.key} does")
    if key != sparse.key:
        notes.append(f"{sparse.key} is the number of the order, and is called {key!r}")
    target = f"{table.table}-filled"
    return replace(table, table=target, types=store.types(target)), tuple(notes)


def _values_of_lines(table: Table, sparse: _Sparse, store: Store) -> list[str]:
    """Return the columns of values that lines have of their own."""
    return [
        name
        for name in table.columns_like(*VALUES)
        if name not in sparse.columns and keys.holds_numbers(table, name, store)
    ]


def _telling(key: str, table: Table) -> str:
    """Return a name that says what the key is: shops call the order's number "Name"."""
    if vocabulary.fit(key, Role.ORDER) >= vocabulary.CONTAINED:
        return key
    name = f"{key} (order no)"
    return key if name in table.types else name


def _is_value(table: Table, name: str, store: Store) -> bool:
    return name in table.columns_like(*VALUES, Role.QUANTITY) and keys.holds_numbers(
        table, name, store
    )


def _held(name: str) -> str:
    return f"nullif(CAST({quoted(name)} AS VARCHAR), '') IS NOT NULL"


def _sparse(table: Table, store: Store) -> _Sparse | None:
    """Find the order's number and the columns that stand once for each."""
    counts = _held_counts(table, store)
    full = [name for name, count in counts.items() if count == table.rows]
    partly = [name for name, count in counts.items() if 0 < count < table.rows]
    # As many as there are orders: the fullest of the columns that only first lines hold.
    most = max((counts[name] for name in partly), default=0)
    core = [name for name in partly if counts[name] >= (1 - _TOLERANCE) * most]
    if len(core) < _FEWEST or len(full) < 2 or not _tells_of_orders(table, core, full):
        return None
    for key in _keys(full, counts[core[0]], table, store):
        columns = _once_each(table, key, core, partly, store)
        if len({*core} & {*columns}) >= _FEWEST:
            return _Sparse(key=key, columns=columns)
    return None


def _held_counts(table: Table, store: Store) -> dict[str, int]:
    """Count the rows in which each column holds a value."""
    names = list(table.types)
    counts = store.row([f"count(*) FILTER ({_held(name)})" for name in names], table.table)
    return dict(zip(names, counts, strict=True))


def _tells_of_orders(table: Table, core: Sequence[str], full: Sequence[str]) -> bool:
    """Say whether the sparse columns tell of orders, and the others of what was bought."""
    return bool({*core} & {*table.columns_like(Role.DATE, Role.AMOUNT, Role.CUSTOMER)}) and bool(
        {*full} & {*table.columns_like(*THINGS, *VALUES)}
    )


def _keys(full: Sequence[str], most: int, table: Table, store: Store) -> list[str]:
    """Return the columns with about as many different values as there are first lines, what is
    bought aside.
    """
    full = [name for name in full if name not in table.columns_like(*THINGS, *VALUES)]
    if not full:
        return []
    distinct = store.row([f"count(DISTINCT {quoted(name)})" for name in full], table.table)
    near = {
        name: abs(count - most)
        for name, count in zip(full, distinct, strict=True)
        if abs(count - most) <= _TOLERANCE * most and count < table.rows
    }
    return sorted(near, key=lambda name: (near[name], name))


def _once_each(
    table: Table, key: str, core: Sequence[str], partly: Sequence[str], store: Store
) -> tuple[str, ...]:
    """Return the columns with at most one value per order, all of them in its first line."""
    first = " OR ".join(_held(name) for name in core)
    measures = [
        cell
        for name in partly
        for cell in (
            f"count(*) FILTER ({_held(name)})",
            f"count(DISTINCT {quoted(key)}) FILTER ({_held(name)})",
            f"count(*) FILTER ({_held(name)} AND NOT ({first}))",
        )
    ]
    answer = iter(store.row(measures, table.table))
    found: Mapping[str, tuple[int, int, int]] = {
        name: (next(answer), next(answer), next(answer)) for name in partly
    }
    return tuple(
        name
        for name, (held, orders, elsewhere) in found.items()
        if held == orders and not elsewhere
    )


def _write(
    table: Table, key: str, called: str, filled: Sequence[str], without: Sequence[str], store: Store
) -> None:
    name, by = quoted(table.table), quoted(key)
    sums = "".join(
        f", max({quoted(column)}) FILTER ({_held(column)}) AS {quoted(column)}" for column in filled
    )
    cells = ", ".join(
        f"{'o' if column in filled else 'l'}.{quoted(column)} AS"
        f" {quoted(called if column == key else column)}"
        for column in table.types
        if column not in without
    )
    orders = f"(SELECT {by} AS order_key{sums} FROM {name} GROUP BY 1)"
    store.make(
        f"{table.table}-filled",
        f"SELECT {cells} FROM {name} l LEFT JOIN {orders} o ON l.{by} = o.order_key",
    )
    store.drop(table.table)
