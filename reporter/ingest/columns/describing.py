"""Orders with their roles in, the columns that describe the customers marked as such out: gender,
age, city, membership.

A column describes the customer where nearly every customer who came again has one value in it: by
one query over all columns that have no other part.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import ibis

from reporter.ingest.columns import vocabulary
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.ingest.types.typed import Compute
    from reporter.model import Column, Join

CONSTANT = 0.99
"""Share of the customers who came again that must have one value."""
MOST_CATEGORIES = 50
"""A text with more different values describes single customers rather than segments."""
_SURELY_FEW = 12
"""Categories that are groups however few the customers."""
_FEWEST = 10
"""Customers who came again, below which a column beside the orders cannot be said to belong to the
customer.
"""
_FILLED = 0.05
"""Share of rows that must hold a value."""
_CUSTOMER = "described"


def describe(
    table: ibis.Table,
    columns: tuple[Column, ...],
    counted: Sequence[ColumnStatistics],
    fixed: Mapping[str, Role],
    joins: Sequence[Join],
    compute: Compute,
) -> tuple[Column, ...]:
    """Give the columns of orders that describe customers their role; what the user set stays.

    Parameters
    ----------
    table
        All rows (Ibis).
    columns, counted
        Each column's role so far, and what it holds, in the same order.
    fixed
        The roles that the settings give.
    joins
        How several tables became this one: what a table of customers added describes them even
        where none came again.
    compute
        Runs an expression and returns its rows.
    """
    customer, date = (
        next((column.name for column in columns if column.role is role), None)
        for role in (Role.CUSTOMER, Role.DATE)
    )
    columns = tuple(
        (
            replace(column, role=Role.DESCRIPTOR)
            if fixed.get(column.name) is Role.DESCRIPTOR
            else column
        )
        for column in columns
    )
    possible = _possible(columns, counted, fixed, customer or "")
    if customer is None or date is None or not possible:
        return columns
    constant = _constant(table, customer, date, possible, compute)
    joined = _joined(joins, customer)
    evidence = {name: _evidence(constant[name], joined=name in joined) for name in possible}
    return tuple(_described(column, evidence.get(column.name, "")) for column in columns)


def _joined(joins: Sequence[Join], customer: str) -> set[str]:
    """Return the columns that come from tables of customers."""
    return {
        name
        for join in joins
        if join.keys[0][0] == customer or customer in join.columns
        for name in join.columns
    }


def _described(column: Column, evidence: str) -> Column:
    return replace(column, role=Role.DESCRIPTOR, evidence=evidence) if evidence else column


def _possible(
    columns: Sequence[Column],
    counted: Sequence[ColumnStatistics],
    fixed: Mapping[str, Role],
    customer: str,
) -> list[str]:
    """Return the columns that the user has not set and that could describe customers."""
    people = next((one.distinct for one in counted if one.name == customer), 0)
    return [
        one.name
        for column, one in zip(columns, counted, strict=True)
        if column.name not in fixed and _is_possible(column, one, people)
    ]


def _is_possible(column: Column, counted: ColumnStatistics, customers: int) -> bool:
    """Say whether a column could tell groups of customers apart, and has no other part."""
    if (
        column.role is not Role.IGNORED
        or column.personal is not None
        or column.dtype == "date"
        or counted.is_constant
    ):
        return False
    own = vocabulary.words(
        column.name.rpartition(".")[2] or column.name
    )  # the city of "shipping_address.city" is no address
    if counted.values < _FILLED * counted.rows or set(own) & (
        vocabulary.NUMBERING | vocabulary.PERSONAL
    ):
        return False
    single = counted.distinct > MOST_CATEGORIES or (
        counted.distinct > _SURELY_FEW and 2 * counted.distinct > customers
    )
    return column.dtype != "text" or not single


def _constant(
    table: ibis.Table, customer: str, date: str, names: Sequence[str], compute: Compute
) -> dict[str, tuple[int, int]]:
    """Count for each column the customers who came on several days, and those of them with several
    values.
    """
    values = {f"values_{index}": table[name].nunique() for index, name in enumerate(names)}
    rows = table.filter(table[customer].notnull())
    customers = rows.group_by(**{_CUSTOMER: rows[customer]}).agg(
        days=rows[date].cast("date").nunique(), **values
    )
    again = customers.days > 1
    measures = []
    for index in range(len(names)):
        held = again & (customers[f"values_{index}"] > 0)
        measures.append(ibis.ifelse(held, 1, 0).sum().name(f"held_{index}"))
        measures.append(
            ibis.ifelse(held & (customers[f"values_{index}"] > 1), 1, 0)
            .sum()
            .name(f"several_{index}")
        )
    answer = [int(number or 0) for number in compute(customers.aggregate(measures))[0]]
    return {name: (answer[2 * index], answer[2 * index + 1]) for index, name in enumerate(names)}


def _evidence(constant: tuple[int, int], *, joined: bool) -> str:
    """Say why a column describes customers; empty where it does not."""
    held, several = constant
    if several > (1 - CONSTANT) * held or (held < _FEWEST and not joined):
        return ""
    if joined:
        return "describes the customer: it comes from the table of customers"
    return (
        f"describes the customer: of {held:,} who came again,"
        f" {'none has' if not several else f'only {several:,} have'} several values"
    )
