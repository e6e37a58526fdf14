"""Tables and the keys between them in, the tree that joins them out: which has the finest rows, and
what hangs on it.

A key points from a table with several rows for one thing to the table that describes the thing in
one row. The tree begins at the lines of orders and follows keys in that direction only, so that no
line is ever counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.relating import links
from reporter.ingest.relating.tables import listed, plain
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.relating.links import Link
    from reporter.ingest.relating.tables import Table
    from reporter.ingest.store import Store

VALUES = (Role.AMOUNT, Role.PRICE)
THINGS = (Role.PRODUCT, Role.DESCRIPTION, Role.QUANTITY)
"""What only a line of an order has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """How tables hang together."""

    main: Table
    """Its rows are the rows of the run's table."""
    links: tuple[Link, ...]
    """Each parent once, after its child."""
    left_out: tuple[tuple[Table, str], ...]
    """Tables that nothing leads to, each with the reason, a clause for a reader."""


def relate(
    tables: Sequence[Table],
    store: Store,
    wanted: Sequence[Link],
    main: Table | None,
    known: Sequence[Link] = (),
) -> Tree:
    """Find how tables hang together.

    Parameters
    ----------
    wanted, main
        The user's last word on keys, and on the table whose rows are the lines.
    known
        Keys that were found before, to tables that say something of orders, such as returns: they
        hold no orders of their own.

    Raises
    ------
    IngestError
        No key relates the tables, or a key that the user named is not reached.
    """
    before = [*wanted, *known]
    found, refused = links.find(
        tables, store, [frozenset((link.child.table, link.parent.table)) for link in before]
    )
    settled = {link.parent.table for link in before}
    every = [*before, *(link for link in found if link.parent.table not in settled)]
    aside = {link.parent.table for link in known}
    first = main or min(
        (table for table in tables if table.table not in aside),
        key=lambda table: _finest(table, every),
    )
    tree = _grow(first, every)
    inside = {first.table, *(link.parent.table for link in tree)}
    outside = [table for table in tables if table.table not in inside]
    _check(
        tables,
        first,
        tree,
        wanted,
        refused,
        related=any(_multiplying(table, inside, every) for table in outside),
    )
    return Tree(
        main=first,
        links=tuple(tree),
        left_out=tuple((table, _reason(table, first, inside, every, refused)) for table in outside),
    )


def _reason(
    table: Table, main: Table, inside: set[str], every: Sequence[Link], refused: Sequence[Link]
) -> str:
    """Say why nothing leads to a table."""
    if pointing := _multiplying(table, inside, every):
        by = ", ".join(other for _, other in pointing.keys)
        return (
            f"several of its rows belong to one {by} of {pointing.parent.label}, and would count it"
            " repeatedly"
        )
    beside = min(
        (link for link in every if table in (link.child, link.parent)),
        key=lambda link: link.order,
        default=None,
    )
    if beside:
        return (
            f"it belongs to {(beside.parent if beside.child is table else beside.child).label},"
            " which is left out itself"
        )
    tried = [link for link in refused if link.named and table in (link.child, link.parent)]
    near = [link for link in tried if {link.child.table, link.parent.table} & inside]
    best = min(
        near,
        key=lambda link: (not link.overlap.both, -link.named, link.child is not main, link.order),
        default=None,
    )
    if best is None:
        return (
            f"no column of it names a row of {main.label}, by what it is called or by what it holds"
        )
    return _repeats(table, best) if best.overlap.both and not best.is_unique else best.against


def _repeats(table: Table, link: Link) -> str:
    """Say that a key repeats in both of its tables."""
    one, other = link.keys[0]
    label = (link.child if link.parent is table else link.parent).label
    by = one if one == other else f"{one} or {other}"
    return f"neither it nor {label} has one row for each {by}"


def _multiplying(table: Table, inside: set[str], every: Sequence[Link]) -> Link | None:
    """Return the key by which a table that is left out points at one that is not."""
    own = [link for link in every if link.child is table and link.parent.table in inside]
    return min(own, key=lambda link: link.order, default=None)


def _grow(main: Table, every: Sequence[Link]) -> list[Link]:
    """Follow the keys from a table, the surest first; the user's come before all others."""
    inside = {main.table: 0}
    tree: list[Link] = []
    while open_links := [
        link for link in every if link.child.table in inside and link.parent.table not in inside
    ]:
        best = min(
            open_links,
            key=lambda link: (
                not link.chosen,
                -link.score,
                inside[link.child.table],
                link.order,
                link.child.name,
            ),
        )
        tree.append(best)
        inside[best.parent.table] = inside[best.child.table] + 1
    return tree


def _finest(table: Table, every: Sequence[Link]) -> tuple[bool, bool, bool, int, int, str]:
    """Order tables by how well their rows would do as lines of orders."""
    tree = _grow(table, every)
    reached = [table, *(link.parent for link in tree)]
    dated = any(one.has(Role.DATE) for one in reached)
    bought = any(
        one.has(Role.CUSTOMER) or any("mail" in plain(name) for name in one.types)
        for one in reached
    )
    priced = [link.parent for link in tree if not link.parent.has(Role.DATE, Role.CUSTOMER)]
    worth = table.has(*VALUES) or (
        table.has(Role.QUANTITY) and any(one.has(Role.PRICE) for one in priced)
    )
    is_line = worth and table.has(*THINGS)
    return (
        not (dated and bought and worth),
        not (dated and bought),
        not is_line,
        -len(reached),
        -table.rows,
        table.name,
    )


def _check(
    tables: Sequence[Table],
    main: Table,
    tree: Sequence[Link],
    wanted: Sequence[Link],
    refused: Sequence[Link],
    *,
    related: bool,
) -> None:
    lost = next((link for link in wanted if link not in tree), None)
    if lost:
        start = f"{main.label}, whose rows are the lines, or from what is joined to it"
        what = f"The join {lost.words!r} cannot be used: it does not start from {start}."
        raise IngestError(
            what,
            "Set source.main to the table with the finest rows, such as source.main ="
            f' "{lost.child.name}".',
        )
    apart = [table for table in tables if table is not main]
    if tree or related or all(table.is_sheet for table in tables):
        return
    raise _nothing_relates(main, apart, links.nearest(refused))


def _nothing_relates(main: Table, apart: Sequence[Table], near: Link | None) -> IngestError:
    labels = [main.label, *(table.label for table in apart)]
    differing = sorted({*main.types} ^ {*apart[0].types})
    what = (
        f"{' and '.join(labels)} do not have the same columns (they differ in {listed(differing)}),"
        " and no key relates them"
    )
    if near:
        share = (
            f"{near.matched:.0%} of the values are found there"
            if near.is_unique
            else "its values repeat on both sides"
        )
        what += f"; the nearest is {near.words} ({share})"
    example = near.words if near else f"{main.name}.COLUMN = {apart[0].name}.COLUMN"
    hint = (
        "Give only one of them, or say how they belong together: --set"
        f" 'source.joins=[\"{example}\"]'."
    )
    return IngestError(f"{what}.", hint)
