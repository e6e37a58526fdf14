"""Tables of what was returned, refunded or cancelled in, one row per order (or a line) of each out,
with a column that says so.

Such a table holds no orders of its own, whatever else stands in it: it says something of orders
that stand elsewhere, by their numbers, and mostly of a part of them. Its rows become a flag on
those orders, or what went back of each, where that is less than was paid; `quality` then takes off
what did not last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.relating import keys
from reporter.ingest.relating.likeness import LABELLED, SYNONYM, likeness
from reporter.ingest.relating.links import Link
from reporter.ingest.relating.relations import VALUES
from reporter.ingest.relating.tables import Table, listed, plain
from reporter.ingest.store import literal, quoted
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.loaded import Loaded
    from reporter.ingest.store import Store

_FULL = 0.98
"""Share of the orders compared whose refund must be all that was paid, for them to have been taken
back as a whole.
"""
_LINES = 0.8
"""Share of the pairs of order and product that must be found, for a table to be one of lines taken
back.
"""
_MOST_FLAGS = 3
"""Different values of a flag at most."""
_CENT = 0.011
_RETURNED, _REFUNDED, _CANCELLED, _AMOUNT = "Returned", "Refunded", "Cancelled", "Refund amount"
_KEY = "order_key"
_DATING = frozenset({"date", "datum", "day", "at", "on", "fecha", "data", "am", "le"})
_CREDIT_NOTES = (("credit", "note"), ("credit", "notes"), ("credit", "memo"), ("credit", "memos"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Tables of returns made ready to be joined."""

    tables: tuple[Table, ...]
    """All tables, those of returns with one row per order or line."""
    links: tuple[Link, ...]
    """How the orders point at them."""
    notes: tuple[str, ...]
    """Clauses for a reader."""


def settle(tables: Sequence[Table], store: Store, spared: frozenset[str]) -> Settled:
    """Give each table of returns one row for what it takes back, and find the table whose orders it
    speaks of.

    Parameters
    ----------
    spared
        Tables of which the user has said how they belong to the others.
    """
    aside = [table for table in tables if table.table not in spared and is_of_returns(table, store)]
    orders = [table for table in tables if table not in aside]
    made: dict[str, Table] = {}
    found: list[Link] = []
    notes: list[str] = []
    for table in aside:
        if reference := _reference(table, orders, store):
            link, said = _flagged(reference, store)
            made[table.table] = link.parent
            found.append(link)
            notes += said
    return Settled(
        tables=tuple(made.get(table.table, table) for table in tables),
        links=tuple(found),
        notes=tuple(notes),
    )


def is_of_returns(table: Table, store: Store) -> bool:
    """Say whether a table lists what was taken back: by its name, or as it flags orders and holds
    nothing else of them.
    """
    if is_named_so(table):
        return True
    holds_orders = table.has(Role.CUSTOMER, *VALUES) or table.has(Role.DESCRIPTION)
    return not holds_orders and table.has(Role.ORDER) and _flag(table, store) is not None


def is_named_so(table: Table | Loaded) -> bool:
    """Say whether a table's name is that of returns, refunds or cancelled orders, and of nothing
    beside.
    """
    names = table.aliases if isinstance(table, Table) else (table.name,)
    own = {word for name in names for word in vocabulary.words(name)}
    said = any(own & vocabulary.table_words(kind) for kind in ("returns", "cancels"))
    said = said or any(vocabulary.has_phrase(name, _CREDIT_NOTES) for name in names)
    return said and not own & vocabulary.table_words("together")


def _flag(table: Table, store: Store) -> str | None:
    """Return the column that says yes of what was taken back."""
    said = vocabulary.table_words("returns") | vocabulary.table_words("cancels")
    for name in table.types:
        own = set(vocabulary.words(name)) - {"is", "was", "flag", "status"}
        if not own or not own <= said:
            continue
        values = {
            value.strip().casefold() for value in store.probe(name, _MOST_FLAGS + 1, table.table)
        } - {""}
        if 0 < len(values) <= _MOST_FLAGS and values & vocabulary.table_words("yes"):
            return name
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reference:
    """How a table of returns speaks of orders."""

    main: Table
    table: Table
    pairs: tuple[tuple[str, str], ...]
    """Columns of both that must be equal, those of the orders first."""
    folded: bool
    """Whether case and leading zeros are passed over."""

    def side(self, index: int) -> list[str]:
        """Return the columns of the orders (0) or of the returns (1)."""
        return [pair[index] for pair in self.pairs]


def _reference(table: Table, orders: Sequence[Table], store: Store) -> _Reference | None:
    """Find the orders that a table of returns speaks of, and the key between them: of several the
    one with most in common.
    """
    numbers = [
        name for name in table.types if vocabulary.fit(name, Role.ORDER) >= vocabulary.CONTAINED
    ]
    pairs = [
        (main, one, other)
        for main in orders
        for one in main.types
        for other in numbers
        if _alike(main, one, table, other)
    ]
    tried = [
        (
            keys.overlap(main, table, [(one, other)], store, folded=folded).both,
            main,
            (one, other),
            folded,
        )
        for folded in (False, True)
        for main, one, other in pairs
    ]
    best = max(
        (one for one in tried if one[0]),
        key=lambda one: (one[0], not one[3], one[1].has(*VALUES), one[1].rows, one[2]),
        default=None,
    )
    if best is None:
        return None
    _, main, pair, folded = best
    for product in _products(main, table):
        if (
            keys.overlap(table, main, [pair[::-1], product[::-1]], store, folded=folded).matched
            >= _LINES
        ):
            return _Reference(main=main, table=table, pairs=(pair, product), folded=folded)
    return _Reference(main=main, table=table, pairs=(pair,), folded=folded)


def _alike(main: Table, one: str, table: Table, other: str) -> bool:
    return max(likeness(one, other, table), likeness(other, one, main)) >= LABELLED


def _products(main: Table, table: Table) -> list[tuple[str, str]]:
    """Return the columns by which both name products, the surest first."""
    things = table.columns_like(Role.PRODUCT, Role.DESCRIPTION)
    pairs = [(one, other) for one in main.types for other in things]
    alike = [(likeness(one, other, table), (one, other)) for one, other in pairs]
    ordered = sorted(alike, key=lambda one: (-one[0], one[1]))
    return [pair for score, pair in ordered if score >= SYNONYM or plain(pair[0]) == plain(pair[1])]


def _flagged(key: _Reference, store: Store) -> tuple[Link, list[str]]:
    """Write a table of returns with one row per key, and what it says of it."""
    table, own = key.table, key.side(1)
    money = _figures(key, _sums(table), store)
    counts = _figures(key, table.columns_like(Role.QUANTITY), store)
    flag, back = _flag(table, store), _back(key, money, counts, store)
    left = {*money, *counts, *([flag] if flag and back else []), *(_days(table) if back else [])}
    kept = [name for name in table.types if name not in left]
    cells = [f"r.{quoted(name)}" for name in kept]
    if back:
        cells.append(f"b.back AS {quoted(_free(_AMOUNT, kept))}")
    elif flag is None:
        cells.append(f"{literal('Yes')} AS {quoted(_free(_called(table), kept))}")
    target = f"{table.table}-once"
    store.make(
        target,
        f"SELECT {', '.join(cells)} FROM ({_one_per_key(key, flag)}) r"
        + (f" LEFT JOIN ({back.sql}) b USING ({_KEY})" if back else ""),
    )
    store.drop(table.table)
    made = replace(table, table=target, types=store.types(target), rows=store.rows(target))
    overlap = keys.overlap(key.main, made, key.pairs, store, folded=key.folded)
    counted = keys.count(made, own, store, folded=key.folded)
    link = Link(
        child=key.main, parent=made, keys=key.pairs, overlap=overlap, key=counted, folded=key.folded
    )
    return link, _notes(key, made, back, [] if back else [*money, *counts])


def _figures(key: _Reference, names: Sequence[str], store: Store) -> list[str]:
    """Return those of the columns that hold numbers, and are no part of the key."""
    own = key.side(1)
    return [
        name for name in names if name not in own and keys.holds_numbers(key.table, name, store)
    ]


def _one_per_key(key: _Reference, flag: str | None) -> str:
    """Select one row per key: of several one that is flagged, and else the first by its values."""
    table = key.table
    order = [*map(quoted, table.types)]
    if flag:
        yes = ", ".join(literal(word) for word in sorted(vocabulary.table_words("yes")))
        order.insert(0, f"lower({keys.written(table, flag)}) IN ({yes}) DESC")
    return (
        f"SELECT *, {keys.together(table, key.side(1), folded=key.folded)} AS {_KEY} FROM"
        f" {quoted(table.table)}"
        f" QUALIFY row_number() OVER (PARTITION BY {_KEY} ORDER BY {', '.join(order)}) = 1"
    )


def _notes(key: _Reference, made: Table, back: _Back | None, unused: Sequence[str]) -> list[str]:
    by, table = " and ".join(key.side(1)), key.table
    what = f"{back.what} says how much" if back else "those are marked"
    notes = [f"{table.label} lists what was taken back of {key.main.label}, by {by}: {what}"]
    if made.rows < table.rows:
        notes.append(f"{table.rows - made.rows:,} rows of {table.label} name the same {by} again")
    if unused:
        notes.append(
            f"not used, as what is marked was taken back as a whole: {listed(unused)} of"
            f" {table.label}"
        )
    return notes


def _called(table: Table) -> str:
    if table.is_of("refunds"):
        return _REFUNDED
    return _CANCELLED if table.is_of("cancels") and not table.is_of("returns") else _RETURNED


def _sums(table: Table) -> list[str]:
    """Return the columns of money: "Refund Amount" is no amount of a sale, and one all the same."""
    said = vocabulary.table_words("returns")
    named = [
        name
        for name in table.types
        if (own := {*vocabulary.words(name)}) & said and _is_sum(own - said)
    ]
    return list(
        dict.fromkeys([*named, *table.columns_like(Role.AMOUNT), *table.columns_like(Role.PRICE)])
    )


def _is_sum(own: set[str]) -> bool:
    return not own or vocabulary.fit(" ".join(sorted(own)), Role.AMOUNT) >= vocabulary.CONTAINED


def _days(table: Table) -> tuple[str, ...]:
    """Return the days on which something went back: in part, it is no day on which the order was
    taken back.
    """
    return tuple(
        name
        for name in table.types
        if {*vocabulary.words(name)}
        & {"date", "datum", "day", "at", "on", "fecha", "data", "am", "le"}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Back:
    """What went back of each key, where that is less than was paid."""

    sql: str
    what: str
    """The column that says so."""


def _back(
    key: _Reference, money: Sequence[str], counts: Sequence[str], store: Store
) -> _Back | None:
    """Return what went back where it is a part: by its sums, else by its pieces; both are compared
    with what was bought.
    """
    paid = _paid(key.main)
    if paid is None or not (money or counts):
        return None
    quantity = _best(key.main, Role.QUANTITY)
    pieces = f"sum({_number(key.main, quantity)})" if quantity else "NULL"
    bought = (
        f"SELECT {keys.together(key.main, key.side(0), folded=key.folded)} AS {_KEY}, sum({paid})"
        f" AS paid, {pieces} AS pieces"
    )
    bought = f"{bought} FROM {quoted(key.main.table)} GROUP BY 1"
    what = [*money, *counts][0]
    took = (
        f"SELECT {keys.together(key.table, key.side(1), folded=key.folded)} AS {_KEY},"
        f" sum(abs({_number(key.table, what)})) AS took"
    )
    took = f"{took} FROM {quoted(key.table.table)} GROUP BY 1"
    whole = "paid" if money else "pieces"
    rows = f"({bought}) JOIN ({took}) USING ({_KEY}) WHERE {whole} IS NOT NULL AND took IS NOT NULL"
    measures = (
        f"count(*), count(*) FILTER (took >= {whole} - {_CENT}), count(*) FILTER (took <= {whole} +"
        f" {_CENT})"
    )
    compared, complete, covered = store.run(f"SELECT {measures} FROM {rows}")[0]
    if not compared or complete >= _FULL * compared or covered < _FULL * compared:
        return None
    share = "took" if money else "took / pieces * paid"
    return _Back(
        sql=f"SELECT {_KEY}, CAST({share} AS DECIMAL(18, 4)) AS back FROM {rows}", what=what
    )


def _paid(main: Table) -> str | None:
    """Write what a row of orders is worth: its amount, or price × quantity."""
    amount, price, quantity = (
        _best(main, role) for role in (Role.AMOUNT, Role.PRICE, Role.QUANTITY)
    )
    if amount or not price:
        return _number(main, amount) if amount else None
    return (
        f"{_number(main, price)} * {_number(main, quantity)}" if quantity else _number(main, price)
    )


def _best(table: Table, role: Role) -> str | None:
    return max(
        table.columns_like(role), key=lambda name: (vocabulary.fit(name, role), name), default=None
    )


def _number(table: Table, column: str) -> str:
    """Write a cell as a number, missing where it cannot be read simply: a comma before one or two
    last figures is a decimal one.
    """
    text = f"regexp_replace({keys.written(table, column)}, '[^0-9.,-]', '', 'g')"
    comma = f"regexp_full_match({text}, '-?[0-9.]*,[0-9]{{1,2}}')"
    plain = (
        f"CASE WHEN {comma} THEN replace(replace({text}, '.', ''), ',', '.') ELSE replace({text},"
        " ',', '') END"
    )
    return f"TRY_CAST({plain} AS DECIMAL(18, 4))"


def _free(name: str, taken: Sequence[str]) -> str:
    folded = {one.casefold() for one in taken}
    return name if name.casefold() not in folded else f"{name} (found)"
