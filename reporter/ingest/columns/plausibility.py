"""What a column holds against the part that its name announces: a clause where the two contradict
each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.ingest.columns import goods, vocabulary
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reporter.ingest.columns.contents import Contents
    from reporter.ingest.columns.statistics import ColumnStatistics

ENOUGH_ROWS = 20
"""Rows from which what a column holds can contradict its name."""
_FEW_VALUES, _MANY_ROWS = 10, 200
"""Different values that are few for an id · rows from which on they are."""
_TIMES = 20
"""Rows of each of few values at least, where they number nothing."""
_FLAG = 2
"""Different values of a flag."""
_COUNTRIES = 300
"""More different texts are no countries."""
_LONG = 40
"""Mean characters of a country at most, and half of those of an id."""
_CODE = 0.6
"""Different values as a share of the rows, from which they are no categories."""
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


def against(column: ColumnStatistics, role: Role, contents: Contents) -> str:
    """Return why a column cannot be what it is called, an empty text where it can.

    Parameters
    ----------
    column
        What it holds.
    role
        The part that its name announces.
    contents
        Some of its values.
    """
    check = _CHECKS.get(role)
    return check(column, contents) if check and column.values >= ENOUGH_ROWS else ""


def _against_date(column: ColumnStatistics, _: Contents) -> str:
    return "every row has the same day" if column.is_constant else ""


def _against_country(column: ColumnStatistics, _: Contents) -> str:
    too_many = column.distinct > _COUNTRIES or column.length > _LONG
    return f"holds {column.distinct:,} different texts" if too_many else ""


def _against_category(column: ColumnStatistics, contents: Contents) -> str:
    if _is_of_the_shop(contents.sample.texts(column.name, ENOUGH_ROWS)):
        return "says how the shop keeps its goods"
    if column.values >= _MANY_ROWS and column.distinct > _CODE * column.values:
        return f"nearly every row has another value ({column.distinct:,})"
    return ""


def _against_description(column: ColumnStatistics, contents: Contents) -> str:
    are_addresses = _are_addresses(contents.sample.texts(column.name, ENOUGH_ROWS))
    return "holds web addresses" if are_addresses else ""


def _against_quantity(column: ColumnStatistics, _: Contents) -> str:
    is_whole = column.dtype == "integer"
    if is_whole and column.distinct == column.rows and column.rows >= _MANY_ROWS:
        return "every row has another number"
    return ""


def _against_product(column: ColumnStatistics, contents: Contents) -> str:
    if found := contents.lost_digits(column) or _below_zero(column):
        return found
    if goods.numbers_lines(column):
        return f"every row has another number ({column.distinct:,}): it numbers the lines"
    return _long_texts(column)


def _against_customer_or_order(column: ColumnStatistics, contents: Contents) -> str:
    return (
        contents.lost_digits(column)
        or _few_values(column)
        or _below_zero(column)
        or _long_texts(column)
    )


_CHECKS: Mapping[Role, Callable[[ColumnStatistics, Contents], str]] = {
    Role.CUSTOMER: _against_customer_or_order,
    Role.ORDER: _against_customer_or_order,
    Role.PRODUCT: _against_product,
    Role.DATE: _against_date,
    Role.COUNTRY: _against_country,
    Role.CATEGORY: _against_category,
    Role.DESCRIPTION: _against_description,
    Role.QUANTITY: _against_quantity,
}
"""What can contradict the name of each part."""


def _few_values(column: ColumnStatistics) -> str:
    """Say that a column has too few values to tell things apart, as a flag or a code has."""
    is_flag = column.distinct <= _FLAG and column.values > 10 * _FLAG
    many = max(_MANY_ROWS, _TIMES * column.distinct)
    if not is_flag and (column.distinct > _FEW_VALUES or column.values < many):
        return ""
    return f"holds only {column.distinct} different value{'s' if column.distinct != 1 else ''}"


def _below_zero(column: ColumnStatistics) -> str:
    is_below = column.dtype == "integer" and column.minimum < 0
    return "holds numbers below zero" if is_below else ""


def _long_texts(column: ColumnStatistics) -> str:
    are_long = column.dtype == "text" and column.length > 2 * _LONG
    return "holds long texts" if are_long else ""


def _is_of_the_shop(texts: list[str]) -> bool:
    return bool(texts) and {text.casefold() for text in texts} <= vocabulary.goods("kinds")


def _are_addresses(texts: list[str]) -> bool:
    return bool(texts) and sum(bool(_URL.match(text)) for text in texts) > len(texts) / 2
