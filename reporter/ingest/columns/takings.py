"""Tables of a row per day, or a day and shop: sums of what nobody by name has bought, which are
neither customers nor their orders.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.columns import vocabulary
from reporter.ingest.columns.meaning import revenue
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reporter.ingest.columns.parts import Found, Judged
    from reporter.ingest.columns.statistics import ColumnStatistics

_SAID = {Role.CUSTOMER, Role.SPEND, Role.MEASURE, Role.DESCRIPTOR}
"""Roles with which a user says what a row is."""
_UNIQUE = 0.98
"""Share of the rows that differ in their day, or in their day and category."""
_FULL = 0.5
"""Share of the days, or of the pairs of a day and a category, that have a row."""
_STEPS = ((0.9, 1 / _FULL), (6.5, 8.0), (28.0, 31.5))
"""Days from one date to the next on average: days, some of which are closed, weeks, months."""
_DAYS = 10
"""Different days that such a table has at least."""
_MOST_CATEGORIES = 60
"""Categories, such as shops, that it has at most."""
_CATEGORIES = 4
"""Columns of categories that are looked at, each alone and two by two."""


def keys(judged: Judged, found: Found) -> tuple[str, ...]:
    """Return the columns that name the rows of such a table, a day first; none where the table is
    another.
    """
    if not _may_be_takings(judged, found):
        return ()
    shops = _shops(judged)
    for day in filter(_is_regular, judged.columns):
        for few in _sets(shops):
            if _names_rows(judged, (day, *few)):
                return (day.name, *(one.name for one in few))
    return ()


def _may_be_takings(judged: Judged, found: Found) -> bool:
    """Say whether there is money, and nothing that says whose it is."""
    if _SAID & {*judged.given.values()} or judged.personal:
        return False
    has_money = any(_is_money(judged, column) for column in judged.columns)
    has_people = any(_is_of_people(judged, column) for column in judged.columns)
    return has_money and not has_people and _is_crowd_or_none(judged, found)


def _shops(judged: Judged) -> list[ColumnStatistics]:
    """Return the first columns of categories."""
    found = [
        one
        for one in judged.columns
        if one.dtype == "text" or (one.dtype == "integer" and not _is_money(judged, one))
    ]
    return [one for one in found if not one.missing and 1 < one.distinct <= _MOST_CATEGORIES][
        :_CATEGORIES
    ]


def set_apart(found: Found) -> None:
    """Take a number of customers for no customer."""
    name = found.parts.pop(Role.CUSTOMER, None)
    if name:
        found.apart[name] = "a number of customers in each row, and no customer"


def refusal(label: str, judged: Judged, named: Sequence[str]) -> IngestError:
    """Say that a table of takings has no customer."""
    columns = ", ".join(column.name for column in judged.columns)
    what = (
        f"{label} holds one row for each {' and '.join(named)}, sums over everybody: no column"
        f" names the customer. Its columns: {columns}."
    )
    return IngestError(
        what,
        "Give the orders or receipts themselves, each with its customer. If a column is the"
        ' customer, name it: --set roles.customer="…"; if a row is a customer, set'
        " roles.kind=customers.",
    )


def _is_money(judged: Judged, column: ColumnStatistics) -> bool:
    if not column.is_number or column.is_constant:
        return False
    return (
        column.dtype == "decimal"
        or revenue.is_named_so(column)
        or judged.known.fit(column.name, Role.AMOUNT) >= vocabulary.CONTAINED
    )


def _is_of_people(judged: Judged, column: ColumnStatistics) -> bool:
    """Say whether a column describes a person, or is one's id."""
    if set(vocabulary.words(column.name)) & vocabulary.kind("people"):
        return True
    return judged.known.fit(column.name, Role.CUSTOMER) >= vocabulary.CONTAINED and not _is_crowd(
        column
    )


def _is_crowd_or_none(judged: Judged, found: Found) -> bool:
    name = found.parts.get(Role.CUSTOMER)
    return name is None or any(
        column.name == name and _is_crowd(column) for column in judged.columns
    )


def _is_crowd(column: ColumnStatistics) -> bool:
    """Say whether a column counts people: whole numbers under the name of many."""
    own = set(vocabulary.words(column.name))
    return (
        column.dtype == "integer"
        and bool(own & vocabulary.kind("crowds"))
        and not own & (vocabulary.IDENTIFYING - {"num", "number"})
    )


def _is_regular(column: ColumnStatistics) -> bool:
    """Say whether a column holds one day after the other, or weeks or months."""
    if column.dtype != "date" or column.missing or column.distinct < _DAYS:
        return False
    if vocabulary.foreign(Role.DATE) & set(vocabulary.words(column.name)):
        return False
    step = (column.maximum - column.minimum).days / (column.distinct - 1)
    return any(low <= step <= high for low, high in _STEPS)


def _sets(shops: Sequence[ColumnStatistics]) -> Iterator[tuple[ColumnStatistics, ...]]:
    yield ()
    yield from ((one,) for one in shops)
    yield from combinations(shops, 2)


def _names_rows(judged: Judged, columns: Sequence[ColumnStatistics]) -> bool:
    """Say whether no two rows agree in these columns, and most that could be there are."""
    rows, possible = columns[0].rows, 1
    for column in columns:
        possible *= column.distinct
    if not _UNIQUE * rows <= possible <= rows / _FULL:
        return False
    if len(columns) == 1:
        return columns[0].distinct >= _UNIQUE * rows
    table = judged.contents.table
    pairs = table.select(*(table[column.name] for column in columns)).distinct()
    return bool(
        judged.contents.compute(pairs.aggregate(pairs=pairs.count()))[0][0] >= _UNIQUE * rows
    )
