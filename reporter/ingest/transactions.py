"""Which column of a file of orders plays which part: by its name, checked against what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest import vocabulary
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.ingest.statistics import ColumnStatistics

_PARTS = (
    Role.CUSTOMER, Role.ORDER, Role.DATE, Role.PRODUCT, Role.DESCRIPTION,
    Role.QUANTITY, Role.PRICE, Role.AMOUNT, Role.CATEGORY, Role.COUNTRY,
)  # fmt: skip
_FLAG = 2
"""Different values of a flag."""
_WORDS = {
    Role.CUSTOMER: "a customer id", Role.ORDER: "an order number", Role.DATE: "an order date", Role.PRODUCT: "a product code",
    Role.DESCRIPTION: "a product's description", Role.QUANTITY: "a quantity", Role.PRICE: "a unit price", Role.AMOUNT: "an amount",
    Role.CATEGORY: "a category", Role.COUNTRY: "a country",
}  # fmt: skip


def find(columns: Sequence[ColumnStatistics], given: Mapping[str, Role]) -> dict[Role, str]:
    """Return the column of each part that the file has; the best name wins, one column has one part."""
    found = {role: name for name, role in given.items() if role in _PARTS}
    fits = [
        (score, -_PARTS.index(role), -place, role, column)
        for place, column in enumerate(columns)
        if column.name not in given and column.values
        for role in _PARTS
        if role not in found and _can_be(column, role) and (score := _score(column, role))
    ]
    for _, _, _, role, column in sorted(fits, key=lambda fit: fit[:3], reverse=True):
        if role not in found and column.name not in found.values():
            found[role] = column.name
    _by_content(columns, given, found)
    return found


def _score(column: ColumnStatistics, role: Role) -> int:
    score = vocabulary.fit(column.name, role)
    if role is Role.DATE and not score and column.dtype == "date":
        return 1  # a date under another name, where there is no better one
    if role is Role.DESCRIPTION and not score and vocabulary.fit(column.name, Role.PRODUCT) == vocabulary.THING:
        return 50 if column.dtype == "text" else 0  # "Product" beside "Product ID" is its name
    if role is Role.CUSTOMER and score == vocabulary.BARE:
        return score if column.repeats else 0  # an "id" of its own for every line numbers the lines
    if role is Role.CUSTOMER and score == vocabulary.THING and column.distinct <= _FLAG < column.rows / 10:
        return 0  # "Member" or "Subscriber": yes or no
    return score


def _can_be(column: ColumnStatistics, role: Role) -> bool:
    """Say whether what a column holds allows the part."""
    if role is Role.DATE:
        return column.dtype == "date"
    if role in {Role.QUANTITY, Role.PRICE, Role.AMOUNT}:
        return column.is_number
    if role in {Role.CUSTOMER, Role.ORDER, Role.PRODUCT, Role.CATEGORY}:
        return column.dtype in {"integer", "text"}
    return column.dtype == "text"


def _by_content(columns: Sequence[ColumnStatistics], given: Mapping[str, Role], found: dict[Role, str]) -> None:
    """Take the only decimal numbers beside a customer and a date for the amount, where nothing is named like one."""
    if Role.AMOUNT in found or Role.PRICE in found or not {Role.CUSTOMER, Role.DATE} <= set(found):
        return
    taken = {*given, *found.values()}
    free = [column.name for column in columns if column.dtype == "decimal" and column.name not in taken]
    if len(free) == 1:
        found[Role.AMOUNT] = free[0]


def describe(columns: Sequence[ColumnStatistics], found: Mapping[Role, str]) -> dict[str, tuple[Role, str]]:
    """Return each column's role and the evidence for it."""
    parts = {name: role for role, name in found.items()}
    return {
        column.name: (parts[column.name], _evidence(column, parts[column.name]))
        if column.name in parts
        else (Role.IGNORED, _left_over(column))
        for column in columns
    }


def _evidence(column: ColumnStatistics, role: Role) -> str:
    named = _score(column, role) > 1
    opening = f"named like {_WORDS[role]}" if named else f"the only column that could be {_WORDS[role]}"
    if role is Role.CUSTOMER:
        content = f"{column.distinct:,} values that repeat" if column.repeats else f"{column.distinct:,} values, each once"
    elif role is Role.DATE:
        content = column.span
    elif column.is_number and role in {Role.QUANTITY, Role.PRICE, Role.AMOUNT}:
        kind = "whole numbers" if column.dtype == "integer" else "numbers"
        content = f"{kind} {column.span}"
    else:
        content = f"{column.distinct:,} different values"
    return f"{opening}; {content}{missing(column)}"


def missing(column: ColumnStatistics) -> str:
    """Write the share of missing values as the end of a clause."""
    if not column.missing:
        return ""
    percent = 100 * column.missing / column.rows
    return f", {percent:.0f} % missing" if percent >= 1 else ", under 1 % missing"


def _left_over(column: ColumnStatistics) -> str:
    if not column.values:
        return "holds no values"
    return "the same in every row" if column.is_constant else f"no part in orders; {column.distinct:,} different values{missing(column)}"
