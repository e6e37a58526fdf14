"""What a column holds against the part that its name announces: a clause where the two contradict
each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.ingest.columns import goods, vocabulary
from reporter.model import Role

if TYPE_CHECKING:
    from reporter.ingest.columns.contents import Contents
    from reporter.ingest.columns.statistics import ColumnStatistics

ENOUGH = 20
"""Rows from which what a column holds can contradict its name."""
_FEW, _MANY_ROWS = 10, 200
_LONG = 40
_CODE = 0.6
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_TEXTS = (Role.CUSTOMER, Role.ORDER, Role.PRODUCT)


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
    if column.values < ENOUGH:
        return ""
    if role in _TEXTS:
        return contents.lost_digits(column) or _against_identifier(column, role)
    if role is Role.DATE and column.is_constant:
        return "every row has the same day"
    if role is Role.COUNTRY and (
        column.distinct > _MANY_ROWS + _MANY_ROWS // 2 or column.length > _LONG
    ):
        return f"holds {column.distinct:,} different texts"
    if role is Role.CATEGORY and _is_of_the_shop(contents.sample.texts(column.name, ENOUGH)):
        return "says how the shop keeps its goods"
    if (
        role is Role.CATEGORY
        and column.values >= _MANY_ROWS
        and column.distinct > _CODE * column.values
    ):
        return f"nearly every row has another value ({column.distinct:,})"
    if role is Role.DESCRIPTION and _are_addresses(contents.sample.texts(column.name, ENOUGH)):
        return "holds web addresses"
    if (
        role is Role.QUANTITY
        and column.distinct == column.rows
        and column.rows >= _MANY_ROWS
        and column.dtype == "integer"
    ):
        return "every row has another number"
    return ""


def _against_identifier(column: ColumnStatistics, role: Role) -> str:
    few = f"holds only {column.distinct} different value{'s' if column.distinct != 1 else ''}"
    if role is not Role.PRODUCT and column.distinct <= 2 < column.values / 10:
        return few
    if (
        role is not Role.PRODUCT
        and column.distinct <= _FEW
        and column.values >= _MANY_ROWS
        and column.values >= 20 * column.distinct
    ):
        return few
    if column.dtype == "integer" and column.minimum < 0:
        return "holds numbers below nought"
    if role is Role.PRODUCT and goods.numbers_lines(column):
        return f"every row has another number ({column.distinct:,}): it numbers the lines"
    if column.dtype == "text" and column.length > 2 * _LONG:
        return "holds long texts"
    return ""


def _is_of_the_shop(texts: list[str]) -> bool:
    return bool(texts) and {text.casefold() for text in texts} <= vocabulary.goods("kinds")


def _are_addresses(texts: list[str]) -> bool:
    return bool(texts) and sum(bool(_URL.match(text)) for text in texts) > len(texts) / 2
