"""A tree of tables in, the run's one table out: a row per row of the main table, what it points at
beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.relating import keys
from reporter.ingest.relating.relations import VALUES
from reporter.ingest.store import TABLE, quoted
from reporter.model import Join, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.ingest.relating.links import Link
    from reporter.ingest.relating.relations import Tree
    from reporter.ingest.relating.tables import Table
    from reporter.ingest.store import Store


def attach(tree: Tree, store: Store) -> tuple[tuple[Join, ...], tuple[str, ...]]:
    """Join the tables of a tree from its main table outwards; the number of rows stays.

    Returns
    -------
    joins, notes
        How each table was joined, and clauses for a reader.
    """
    added: dict[str, dict[str, str]] = {}
    taken = set(tree.main.types)
    joins, notes, uncounted = [], [f"the rows are those of {tree.main.label}"], []
    own = [
        name
        for name in tree.main.columns_like(*VALUES)
        if keys.holds_numbers(tree.main, name, store)
    ]
    for link in tree.links:
        coarse = _coarse(link.parent, store, priced=bool(own))
        if coarse:
            uncounted.append(f"{', '.join(coarse)} of {link.parent.label}")
        added[link.parent.table] = _added(link, coarse, taken)
        taken |= {*added[link.parent.table].values()}
        joins.append(_join(link, added[link.parent.table], store))
    if uncounted and own:
        notes.append(
            f"not used, as rows of {tree.main.label} have values of their own ({', '.join(own)}):"
            f" {'; '.join(uncounted)}"
        )
    elif uncounted:
        notes.append(
            f"not used, as they would be counted once for each row of {tree.main.label}:"
            f" {'; '.join(uncounted)}"
        )
    notes += [f"{table.label} left out: {reason}" for table, reason in tree.left_out]
    if tree.left_out:
        notes.append("source.joins names a key that was not found")
    store.make(TABLE, _selection(tree, added))
    for table in (
        tree.main,
        *(link.parent for link in tree.links),
        *(table for table, _ in tree.left_out),
    ):
        store.drop(table.table)
    return tuple(joins), tuple(notes)


def _coarse(parent: Table, store: Store, *, priced: bool) -> list[str]:
    """Return the amounts, prices and quantities that stand once an order (or customer) and would be
    added up once a line.
    """
    roles = [Role.AMOUNT, Role.QUANTITY, *([Role.PRICE] if priced else [])]
    return [name for name in parent.columns_like(*roles) if keys.holds_numbers(parent, name, store)]


def _added(link: Link, coarse: Sequence[str], taken: set[str]) -> dict[str, str]:
    """Return column → name of what a table adds: not its key, and under its own name where that is
    free.
    """
    left_out = {*coarse, *(other for _, other in link.keys)}
    names: dict[str, str] = {}
    folded = {name.casefold() for name in taken}
    for column in link.parent.types:
        if column in left_out:
            continue
        name, number = column, 1
        while name.casefold() in folded:
            name = f"{link.parent.name}.{column}" + (f" {number}" if number > 1 else "")
            number += 1
        names[column] = name
        folded.add(name.casefold())
    return names


def _join(link: Link, names: Mapping[str, str], store: Store) -> Join:
    child, parent = link.child, link.parent
    unmatched = keys.rows_without(child, parent, link.keys, store, folded=link.folded)
    return Join(
        left=child.label,
        right=parent.label,
        keys=link.keys,
        matched=1 - unmatched / child.rows if child.rows else 0.0,
        unmatched=unmatched,
        columns=tuple(names.values()),
        chosen=link.chosen,
        rows=parent.rows,
        idle=keys.rows_without(
            parent, child, [(other, one) for one, other in link.keys], store, folded=link.folded
        ),
        repeats=link.key.repeats,
        different=link.overlap.child,
        known=link.overlap.both,
    )


def _selection(tree: Tree, added: Mapping[str, Mapping[str, str]]) -> str:
    aliases = {tree.main.table: "t0"} | {
        link.parent.table: f"t{number}" for number, link in enumerate(tree.links, start=1)
    }
    cells = [f"t0.{quoted(name)}" for name in tree.main.types]
    source = f"{quoted(tree.main.table)} t0"
    for link in tree.links:
        alias = aliases[link.parent.table]
        cells += [
            f"{alias}.{quoted(column)} AS {quoted(name)}"
            for column, name in added[link.parent.table].items()
        ]
        condition = keys.equal(
            link.child,
            link.parent,
            link.keys,
            (aliases[link.child.table], alias),
            folded=link.folded,
        )
        source += f" LEFT JOIN {_once(link)} {alias} ON {condition}"
    return f"SELECT {', '.join(cells)} FROM {source}"


def _once(link: Link) -> str:
    """Write the parent with one row per key: of several the first by all of its values, whatever
    the order of rows.
    """
    table = quoted(link.parent.table)
    if not link.key.repeats:
        return table
    key = keys.together(link.parent, [other for _, other in link.keys], folded=link.folded)
    order = ", ".join(quoted(name) for name in link.parent.types)
    return (
        f"(SELECT * FROM {table} QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY {order})"
        " = 1)"
    )
