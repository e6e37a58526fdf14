"""What the settings say on how tables belong together in, tables and keys out; names are matched
kindly, wrong ones refused.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.relating import keys
from reporter.ingest.relating.links import Link
from reporter.ingest.relating.tables import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reporter.ingest.loaded import Loaded
    from reporter.ingest.relating.tables import Table
    from reporter.ingest.store import Store
    from reporter.settings import SourceSettings

_LEAST_DISTINCT = 0.5
"""Share of a key's rows that differ below which a table does not describe things, but lists them.
"""


def kept_apart(
    settings: SourceSettings, loaded: Iterable[Loaded]
) -> Callable[[Loaded, Loaded], bool]:
    """Return a test whether two tables are meant to be joined: both are named in the joins."""
    written = [side.strip().casefold() for wish in settings.joins for side in wish.split("=")]
    named = {
        one.table
        for one in loaded
        if any(side.startswith(f"{one.name.casefold()}.") for side in written)
    }
    return lambda one, other: one.table in named and other.table in named


def main(wish: str, tables: Sequence[Table]) -> Table | None:
    """Return the table whose rows the user wants to be the lines.

    Raises
    ------
    IngestError
        There is no such table.
    """
    if not wish:
        return None
    return _table(wish, tables) or _refuse_table(wish, tables, "source.main")


def links(joins: Sequence[str], tables: Sequence[Table], store: Store) -> list[Link]:
    """Return the keys that the user named; several between the same tables are one key of several
    columns.

    Raises
    ------
    IngestError
        A join names no table or column, or would multiply rows.
    """
    pairs: dict[tuple[str, str], tuple[Table, Table, list[tuple[str, str]]]] = {}
    for wish in joins:
        (left, one), (right, other) = _sides(wish, tables)
        if left is right:
            raise IngestError(
                f"The join {wish!r} names one table on both sides, {left.label}.", _example(tables)
            )
        if (right.table, left.table) in pairs:
            left, one, right, other = right, other, left, one
        pairs.setdefault((left.table, right.table), (left, right, []))[2].append((one, other))
    return [_link(left, right, columns, store) for left, right, columns in pairs.values()]


def _sides(wish: str, tables: Sequence[Table]) -> list[tuple[Table, str]]:
    sides = [side.strip() for side in wish.split("=") if side.strip()]
    if len(sides) != 2:
        raise IngestError(
            f"The join {wish!r} is not two columns with an equals sign between them.",
            _example(tables),
        )
    return [_column(side, tables) for side in sides]


def _column(side: str, tables: Sequence[Table]) -> tuple[Table, str]:
    """Find "orders.customer_id"; both names may hold dots."""
    cuts = [index for index, letter in enumerate(side) if letter == "."]
    if not cuts:
        raise IngestError(f"{side!r} in source.joins names no table.", _example(tables))
    for cut in reversed(cuts):
        if table := _table(side[:cut], tables):
            return table, _named(side[cut + 1 :], table)
    return _refuse_table(side[: cuts[-1]], tables, "source.joins"), ""


def _table(wish: str, tables: Sequence[Table]) -> Table | None:
    exact = [table for table in tables if wish.strip() in table.aliases]
    alike = [
        table
        for table in tables
        if plain(wish) in {plain(name) for name in (*table.aliases, table.label)}
    ]
    return next(iter(exact or alike), None)


def _named(wish: str, table: Table) -> str:
    alike = [name for name in table.types if plain(name) == plain(wish)]
    found = wish if wish in table.types else next(iter(alike), None)
    if found is None:
        near = difflib.get_close_matches(
            wish.lower(), {name.lower(): name for name in table.types}, n=1, cutoff=0.5
        )
        meant = next((name for name in table.types if near and name.lower() == near[0]), None)
        hint = (
            f"{f'The nearest is {meant!r}. ' if meant else ''}Its columns:"
            f" {', '.join(table.types)}."
        )
        raise IngestError(f"{table.label} has no column {wish!r} (source.joins).", hint)
    return found


def _refuse_table(wish: str, tables: Sequence[Table], key: str) -> Table:
    names = [name for table in tables for name in table.aliases]
    near = difflib.get_close_matches(
        wish.lower(), [name.lower() for name in names], n=1, cutoff=0.5
    )
    meant = next((name for name in names if near and name.lower() == near[0]), None)
    hint = (
        f"{f'The nearest is {meant!r}. ' if meant else ''}The tables are called {', '.join(names)}."
    )
    raise IngestError(f"There is no table {wish!r} ({key}).", hint)


def _example(tables: Sequence[Table]) -> str:
    names = [table.name for table in tables]
    return (
        'Write it like "orders.customer_id = customers.id"; the tables are called'
        f" {', '.join(names)}."
    )


def _link(left: Table, right: Table, columns: Sequence[tuple[str, str]], store: Store) -> Link:
    """Point the key at the side where it is unique, the right one where both are."""
    here = keys.count(left, [one for one, _ in columns], store)
    there = keys.count(right, [other for _, other in columns], store)
    pairs = tuple(columns)
    # The share of different values: 1 where each row has its own.
    if here.values and here.distinct / here.values > (
        there.distinct / there.values if there.values else 0.0
    ):
        left, right, there = right, left, here
        pairs = tuple((other, one) for one, other in pairs)
    overlap, folded = keys.overlap(left, right, pairs, store), False
    if not overlap.both:
        overlap, folded = keys.overlap(left, right, pairs, store, folded=True), True
    link = Link(
        child=left, parent=right, keys=pairs, overlap=overlap, key=there, folded=folded, chosen=True
    )
    if there.distinct < _LEAST_DISTINCT * there.values or not there.values:
        what = (
            f"The join {link.words!r} would count rows more than once: its values repeat on both"
            " sides."
        )
        raise IngestError(what, f"Join {right.label} by a column that holds each value once.")
    if not overlap.both:
        what = (
            f"The join {link.words!r} joins nothing: none of the values in {left.label} is found in"
            f" {right.label}."
        )
        raise IngestError(what, "Compare both columns; they must hold the same ids.")
    return link
