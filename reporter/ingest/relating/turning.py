"""Sales and what was taken back in tables with the same columns in, how the latter are put below
the former out.

Put one below the other as they are, what came back would be counted as sold. It counts below zero
where it speaks of sales that are there: by their numbers, or as the same customers took back the
same amounts. Otherwise those orders were taken out before, and stay out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.relating import returns
from reporter.ingest.relating.tables import by_plain_name, listed, plain
from reporter.ingest.store import as_text, quoted
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.ingest.loaded import Loaded
    from reporter.ingest.store import Store

_HALF = 0.5
"""Share of what was taken back that must be found among the sales."""
_COUNTING = (Role.QUANTITY, Role.AMOUNT, Role.PRICE)
_BELOW = "regexp_matches({cell}, '^[^0-9]*[-(−][^0-9]*[0-9]')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """What becomes of tables with the same columns."""

    kept: tuple[Loaded, ...]
    """Those that are put one below the other."""
    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By table: columns that are written below zero, and the SQL that does it."""
    notes: tuple[str, ...] = ()
    """Clauses for a reader."""


def turn(group: Sequence[Loaded], store: Store) -> Turned:
    """Find the tables of returns among those of sales, and say how they count."""
    back = [one for one in group if returns.is_named_so(one)]
    if not back or len(back) == len(group):
        return Turned(kept=tuple(group))
    sales = [one for one in group if one not in back]
    cells: dict[str, Mapping[str, str]] = {}
    notes: list[str] = []
    gone: list[Loaded] = []
    for one in back:
        types = store.types(one.table)
        if _is_below(one, types, store):
            continue
        if not _refers(one, sales, store):
            gone.append(one)
            notes.append(
                f"{one.label} left out: it lists what was taken back, and nothing of that is among"
                f" the sales of {sales[0].label}"
            )
            continue
        cells[one.table] = _turned(types)
        notes.append(
            f"{one.label} lists what was taken back: its {listed(cells[one.table])} count below"
            " zero"
        )
    return Turned(
        kept=tuple(one for one in group if one not in gone), cells=cells, notes=tuple(notes)
    )


def _columns(types: Mapping[str, str], role: Role) -> list[str]:
    return [name for name in types if vocabulary.fit(name, role) >= vocabulary.CONTAINED]


def _counting(types: Mapping[str, str]) -> list[str]:
    """Return the quantities and amounts; a price only where there is nothing else."""
    return [*_columns(types, Role.QUANTITY), *_columns(types, Role.AMOUNT)] or _columns(
        types, Role.PRICE
    )


def _cell(name: str, types: Mapping[str, str]) -> str:
    return f"trim({as_text(name, types[name])}, ' \t')"


def _is_below(one: Loaded, types: Mapping[str, str], store: Store) -> bool:
    """Say whether half of a table's quantities or amounts stand below zero already."""
    found = [_cell(name, types) for role in _COUNTING for name in _columns(types, role)]
    if not found:
        return True
    measures = [
        cell
        for name in found
        for cell in (_BELOW.format(cell=name), f"regexp_matches({name}, '[1-9]')")
    ]
    counted = store.row([f"count(*) FILTER ({measure})" for measure in measures], one.table)
    return any(
        2 * below >= given > 0 for below, given in zip(counted[::2], counted[1::2], strict=True)
    )


def _refers(one: Loaded, sales: Sequence[Loaded], store: Store) -> bool:
    """Say whether half of what was taken back is among the sales: its orders, or the same amounts
    of the same customers.
    """
    here = store.types(one.table)
    order, customer, money = (
        next(iter(_columns(here, role)), None) for role in (Role.ORDER, Role.CUSTOMER, Role.AMOUNT)
    )
    keys = [key for key in ([order], [customer, money]) if all(key)]
    return not keys or any(
        _found(one, sales, [name for name in key if name], store) for key in keys
    )


def _found(one: Loaded, sales: Sequence[Loaded], names: Sequence[str], store: Store) -> bool:
    own = _different(one, names, store)
    others = [rows for sale in sales if (rows := _different(sale, names, store))]
    if not own or not others:
        return False
    there = " UNION ".join(others)
    every, both = store.run(
        f"SELECT (SELECT count(*) FROM ({own})), (SELECT count(*) FROM ({own} INTERSECT ({there})))"
    )[0]
    return bool(both >= _HALF * every)


def _different(table: Loaded, names: Sequence[str], store: Store) -> str:
    """Write the different values of columns, whatever the case and blanks of their names; nothing
    where the table lacks one.
    """
    types = store.types(table.table)
    spelt = by_plain_name(types)
    held = [spelt[plain(name)] for name in names if plain(name) in spelt]
    if len(held) < len(names):
        return ""
    return (
        f"SELECT DISTINCT {', '.join(_cell(name, types) for name in held)} FROM"
        f" {quoted(table.table)}"
    )


def _turned(types: Mapping[str, str]) -> dict[str, str]:
    cells = {name: _cell(name, types) for name in _counting(types)}
    return {
        name: (
            f"-{quoted(name)}"
            if types[name] != "VARCHAR"
            else (
                f"CASE WHEN regexp_matches({cell}, '^[^-(−]*[0-9]') THEN '-' || {cell} ELSE"
                f" {quoted(name)} END"
            )
        )
        for name, cell in cells.items()
    }
