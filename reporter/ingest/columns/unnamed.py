"""What was paid, where no column is named like it: the price that goods have by themselves, or the
only decimal numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import moneyless, vocabulary
from reporter.model import Doubt, Role

if TYPE_CHECKING:
    from reporter.ingest.columns.parts import Found, Judged


def find(judged: Judged, found: Found) -> None:
    """Take what stands for the money of dated orders of customers, where nothing better does."""
    for take in (_listed_price, _only_decimal):
        if not {Role.AMOUNT, Role.PRICE} & set(found.parts) and {Role.CUSTOMER, Role.DATE} <= set(
            found.parts
        ):
            take(judged, found)


def _listed_price(judged: Judged, found: Found) -> None:
    """Take the price that goods have by themselves, where nothing says what was paid."""
    known = found.parts
    taken = {*judged.given, *known.values(), *found.apart}
    free = [
        one
        for one in judged.columns
        if one.is_number and one.values and not one.is_constant and one.name not in taken
    ]
    listed = [
        one.name
        for one in free
        if {*vocabulary.words(one.name)} & vocabulary.goods("listed")
        and _is_price(judged, one.name)
    ]
    if len(listed) == 1:
        known[Role.PRICE] = listed[0]
        found.why[Role.PRICE] = "the price by itself, as no column says what was paid"
        found.doubts.append(
            Doubt(
                about=listed[0], question="what was paid", taken=listed[0],
                why="no other column says it", setting="roles.price=…",
            )
        )  # fmt: skip


def _is_price(judged: Judged, name: str) -> bool:
    rest = " ".join(
        word for word in vocabulary.words(name) if word not in vocabulary.goods("listed")
    )
    return bool(rest) and judged.known.fit(rest, Role.PRICE) >= vocabulary.CONTAINED


def _only_decimal(judged: Judged, found: Found) -> None:
    """Take the only decimal numbers beside a customer and a date for the amount, where nothing is
    named like one.
    """
    known = found.parts
    taken = {*judged.given, *known.values(), *found.apart}
    decimals = [
        column
        for column in judged.columns
        if column.dtype == "decimal" and not moneyless.is_worthless(column)
    ]
    other = vocabulary.kind("coordinates") | vocabulary.kind("physical")
    free = [
        column.name
        for column in decimals
        if column.name not in taken and not other & set(vocabulary.words(column.name))
    ]
    if len(free) == 1:
        known[Role.AMOUNT] = free[0]
