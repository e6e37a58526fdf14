"""Loaded tables in, stacks out: tables with the same columns, such as monthly exports, are put one
below the other by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.relating import turning
from reporter.ingest.relating.tables import Table, by_plain_name, listed
from reporter.ingest.store import as_text, quoted
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.ingest.loaded import Loaded
    from reporter.ingest.store import Store

AGREEING = 0.6
"""Share of the columns of the wider of two tables that the other must have too."""
_ESSENTIAL = (
    (Role.CUSTOMER,),
    (Role.ORDER,),
    (Role.DATE,),
    (Role.PRODUCT,),
    (Role.QUANTITY,),
    (Role.PRICE,),
    (Role.AMOUNT,),
)
_NAMED = 12
"""Files that a note names before it counts the rest."""


def stack(
    loaded: Sequence[Loaded], store: Store, apart: Callable[[Loaded, Loaded], bool]
) -> tuple[list[Table], tuple[str, ...]]:
    """Put tables that hold the same one below the other; a column that some lack is missing in
    their rows.

    Parameters
    ----------
    apart
        Says whether the user means two tables to be joined, not stacked.

    Returns
    -------
    stacks, notes
        In the order given, and clauses for a reader.
    """
    columns = {one.table: by_plain_name(store.types(one.table)) for one in loaded}
    groups: list[list[Loaded]] = []
    for one in loaded:
        alike = [
            group
            for group in groups
            if any(
                _alike(columns[one.table], columns[other.table]) and not apart(one, other)
                for other in group
            )
        ]
        if alike:
            merged = [*(member for group in alike for member in group), one]
            groups = [
                merged if group is alike[0] else group
                for group in groups
                if group is alike[0] or group not in alike
            ]
        else:
            groups.append([one])
    notes: list[str] = []
    stacks = [
        _stack(group, store, columns, f"stack-{index}", notes) for index, group in enumerate(groups)
    ]
    return stacks, tuple(notes)


def _alike(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Say whether two tables hold the same: most columns, and each that a report needs."""
    common = one.keys() & other.keys()
    if len(common) == max(len(one), len(other)):
        return True
    if len(common) < AGREEING * max(len(one), len(other)):
        return False
    shared = [one[key] for key in common]
    every = [*one.values(), *other.values()]
    return all(
        bool(vocabulary.likely(shared, *roles)) == bool(vocabulary.likely(every, *roles))
        for roles in _ESSENTIAL
    )


def _stack(
    group: Sequence[Loaded],
    store: Store,
    columns: Mapping[str, Mapping[str, str]],
    target: str,
    notes: list[str],
) -> Table:
    turned = turning.turn(group, store)
    for one in group:
        if one not in turned.kept:
            store.drop(one.table)
    group = turned.kept
    first = group[0]
    labels = list(dict.fromkeys(one.label for one in group))
    if len(group) > 1:
        own = [columns[one.table] for one in group]
        _union(group, store, own, target, turned.cells)
        notes += [_joined(group, labels), *_absences(group, own)]
    notes += turned.notes
    more = len(labels) - 1
    table = target if len(group) > 1 else first.table
    return Table(
        table=table,
        name=first.name,
        label=(
            first.label
            if not more
            else f"{first.label} and {more} more file{'s' if more > 1 else ''}"
        ),
        aliases=tuple(dict.fromkeys(one.name for one in group)),
        types=store.types(table),
        rows=sum(one.rows for one in group),
        is_sheet=all(one.sheet for one in group),
    )


def _joined(group: Sequence[Loaded], labels: Sequence[str]) -> str:
    books = {one.label.rpartition(" of ")[2] for one in group if one.sheet}
    if all(one.sheet for one in group) and len(books) == 1:
        counts = (
            " + ".join(f"{one.rows:,}" for one in group)
            if len(group) <= _NAMED
            else f"{sum(one.rows for one in group):,}"
        )
        return (
            f"{len(group)} sheets joined: {listed((one.sheet for one in group), _NAMED)} ({counts}"
            " rows)"
        )
    if len(labels) == 1:
        return f"{len(group)} tables of {labels[0]} put one below the other"
    return f"{len(labels)} files put one below the other: {listed(labels, _NAMED)}"


def _names(columns: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return plain name → name of all columns, as the first table that has one spells it."""
    names: dict[str, str] = {}
    for own in columns:
        for key, name in own.items():
            names.setdefault(key, name)
    return names


def _union(
    group: Sequence[Loaded],
    store: Store,
    columns: Sequence[Mapping[str, str]],
    target: str,
    turned: Mapping[str, Mapping[str, str]],
) -> None:
    types = [store.types(one.table) for one in group]
    names = _names(columns)
    kinds = {
        key: {
            own[names_of[key]]
            for own, names_of in zip(types, columns, strict=True)
            if key in names_of
        }
        for key in names
    }
    selections = []
    for one, own, names_of in zip(group, types, columns, strict=True):
        below = turned.get(one.table, {})
        cells = [
            f"{_cell(names_of.get(key), own, kinds[key], below)} AS {quoted(name)}"
            for key, name in names.items()
        ]
        selections.append(f"SELECT {', '.join(cells)} FROM {quoted(one.table)}")
    store.make(target, " UNION ALL ".join(selections))
    for one in group:
        store.drop(one.table)


def _cell(
    held: str | None, types: Mapping[str, str], kinds: set[str], below: Mapping[str, str]
) -> str:
    """Write a column of one table as it stands in all: as text where they differ, missing where the
    table lacks it.
    """
    several = len(kinds) > 1
    if held is None:
        return f"CAST(NULL AS {'VARCHAR' if several else next(iter(kinds))})"
    if held in below:
        return f"CAST({below[held]} AS VARCHAR)" if several else below[held]
    return as_text(held, types[held]) if several else quoted(held)


def _absences(group: Sequence[Loaded], columns: Sequence[Mapping[str, str]]) -> list[str]:
    """Say which tables lack which columns."""
    names = _names(columns)
    lacking: dict[tuple[str, ...], list[str]] = {}
    for one, own in zip(group, columns, strict=True):
        absent = tuple(name for key, name in names.items() if key not in own)
        if absent:
            lacking.setdefault(absent, []).append(one.label)
    return [
        f"{listed(labels, 3)} {'has' if len(labels) == 1 else 'have'} no"
        f" column{'s' if len(absent) > 1 else ''} {listed(absent)}"
        for absent, labels in lacking.items()
    ]
