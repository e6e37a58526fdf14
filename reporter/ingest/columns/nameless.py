"""The parts of columns that have no usable names, from what they hold and how they hang together.

A number of an order says its date and its customer; a customer comes again; quantity × price is the
amount, or moves with it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.columns.parts import rival
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.columns.parts import Found, Judged
    from reporter.ingest.columns.statistics import ColumnStatistics

_DETERMINES = 0.95
_KEY_LENGTH = 24
_SMALL, _FEW_NUMBERS = 30, 1_000
"""A quantity's middle is at most that, and so many numbers differ."""
_FEWEST = 10
_MOVES_WITH = 0.25
"""Correlation with the quantity from which numbers are amounts rather than unit prices."""


def find(judged: Judged, found: Found) -> None:
    """Give parts to nameless columns of a file that has a date."""
    free = _without_part([one for one in judged.columns if _is_nameless(one)], found)
    free = [one for one in free if one.name not in judged.given]
    date = found.parts.get(Role.DATE)
    if date is None or not (free or vocabulary.is_generic(date)):
        return
    if date not in judged.given and vocabulary.is_generic(date):
        found.why[Role.DATE] = "without a name; the column of dates"
    numbers = _quantities(judged, found, free)
    keys = [one for one in free if one.name not in numbers and _is_key(judged, one)]
    _find_keys(judged, found, date, _without_part(keys, found))
    texts = [one for one in free if one.dtype == "text" and one.name not in judged.personal]
    _find_texts(judged, found, _without_part(texts, found))


def _is_nameless(column: ColumnStatistics) -> bool:
    """Say whether a column has no usable name, and holds something."""
    return vocabulary.is_generic(column.name) and column.values > 0 and not column.is_constant


def _without_part(columns: list[ColumnStatistics], found: Found) -> list[ColumnStatistics]:
    return [one for one in columns if one.name not in found.parts.values()]


def _quantities(judged: Judged, found: Found, free: list[ColumnStatistics]) -> set[str]:
    """Find quantity, price and amount; return the columns that play one."""
    if {Role.AMOUNT, Role.PRICE} & set(found.parts):
        return set()
    contents = judged.contents
    numbers = [one.name for one in free if one.is_number]
    product = contents.product(numbers)
    if product:
        first, second = sorted(
            product.factors,
            key=lambda name: (-round(contents.share_whole(name), 2), contents.middle(name), name),
        )
        why = f"without a name; {first} × {second} makes {product.result}"
        parts = {Role.QUANTITY: first, Role.PRICE: second, Role.AMOUNT: product.result}
    else:
        parts, why = _unmultiplied(judged, free), "without a name; told by its numbers"
    for role, name in parts.items():
        if role not in found.parts:
            found.parts[role] = name
            found.why[role] = why
    return set(parts.values())


def _unmultiplied(judged: Judged, free: list[ColumnStatistics]) -> dict[Role, str]:
    """Tell a quantity by small whole numbers, and an amount from a price by moving with it."""
    contents = judged.contents
    decimals = [one.name for one in free if one.dtype == "decimal"]
    if not decimals:
        return {}
    value = max(decimals, key=lambda name: (contents.middle(name), name))
    small = [
        one.name
        for one in free
        if one.dtype == "integer"
        and one.distinct <= _FEW_NUMBERS
        and 0 < abs(contents.middle(one.name)) <= _SMALL
    ]
    if not small:
        return {Role.AMOUNT: value}
    quantity = min(small, key=lambda name: (contents.middle(name), name))
    is_amount = contents.correlation(quantity, value) >= _MOVES_WITH
    return {Role.QUANTITY: quantity, Role.AMOUNT if is_amount else Role.PRICE: value}


def _is_key(judged: Judged, column: ColumnStatistics) -> bool:
    """Say whether a column could number orders, customers or products."""
    if (
        column.name in judged.personal
        or column.dtype not in {"integer", "text"}
        or column.distinct < min(_FEWEST, column.values / 4)
    ):
        return False
    if column.dtype == "integer":
        return bool(column.minimum >= 0)
    texts = judged.contents.sample.texts(column.name)
    return column.length <= _KEY_LENGTH and sum(" " in text for text in texts) <= 0.1 * len(texts)


def _find_keys(judged: Judged, found: Found, date: str, keys: list[ColumnStatistics]) -> None:
    """Find orders, customers and products among the columns that could number them."""
    contents, known = judged.contents, found.parts
    again = [one for one in keys if one.repeats]
    again.sort(key=lambda one: (-one.distinct, one.name))
    if Role.ORDER not in known:
        _take_order(judged, found, date, again)
    order = known.get(Role.ORDER)
    left = _without_part(again, found)
    bought = [
        one for one in left if order is None or contents.determines(order, one.name) >= _DETERMINES
    ]
    if bought and Role.CUSTOMER not in known:
        _take_customer(judged, found, bought)
    codes = [one.name for one in left if one not in bought]
    if order and codes and Role.PRODUCT not in known:
        known[Role.PRODUCT] = codes[0]
        found.why[Role.PRODUCT] = "without a name; several in an order, the same in many"


def _take_order(judged: Judged, found: Found, date: str, again: Sequence[ColumnStatistics]) -> None:
    """Take the first column whose every value has one date for the order's number."""
    for one in again:
        if judged.contents.determines(one.name, date) >= _DETERMINES:
            found.parts[Role.ORDER] = one.name
            found.why[Role.ORDER] = "without a name; each value has one date"
            return


def _take_customer(judged: Judged, found: Found, bought: list[ColumnStatistics]) -> None:
    most = bought[0].distinct
    alike = [one for one in bought if one.distinct == most]
    alike.sort(key=lambda one: (_is_counted(one), one.name))
    chosen, others = alike[0], alike[1:]
    found.parts[Role.CUSTOMER] = chosen.name
    found.why[Role.CUSTOMER] = (
        "without a name; each value has several dates"
        if not found.parts.get(Role.ORDER)
        else ("without a name; each order has one, and it comes again")
    )
    for other in others:
        if judged.contents.determines(chosen.name, other.name) >= _DETERMINES:
            found.apart[other.name] = (
                f"a second id of the same customers: one value for each of {chosen.name}"
            )
    if not others and len(bought) > 1:
        why = "it has the most different values"
        found.doubts.append(rival(Role.CUSTOMER, chosen.name, bought[1].name, why))


def _is_counted(column: ColumnStatistics) -> bool:
    """Say whether the values are 1, 2, 3 … without a gap."""
    return (
        column.dtype == "integer"
        and column.minimum in {0, 1}
        and column.maximum - column.minimum + 1 == column.distinct
    )


def _find_texts(judged: Judged, found: Found, rest: list[ColumnStatistics]) -> None:
    for column in sorted(rest, key=lambda one: (-one.length, one.name)):
        texts = judged.contents.sample.texts(column.name)
        if Role.COUNTRY not in found.parts and _are_countries(texts):
            found.parts[Role.COUNTRY] = column.name
            found.why[Role.COUNTRY] = "without a name; names of countries"
        elif (
            Role.DESCRIPTION not in found.parts
            and column.distinct > _FEWEST
            and sum(" " in text for text in texts) > len(texts) / 2
        ):
            found.parts[Role.DESCRIPTION] = column.name
            found.why[Role.DESCRIPTION] = "without a name; texts of several words"


def _are_countries(texts: list[str]) -> bool:
    plain = [
        unicodedata.normalize("NFKD", text)
        .encode("ascii", "ignore")
        .decode()
        .lower()
        .replace("-", " ")
        for text in texts
    ]
    return len(texts) > 1 and sum(text in vocabulary.countries() for text in plain) >= 0.6 * len(
        texts
    )
