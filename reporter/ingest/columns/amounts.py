"""The parts found so far in, the money among them as the data bear it out: quantity × price =
amount, and amounts that are sums already out of the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest.columns import plausibility, vocabulary
from reporter.ingest.columns.parts import WORDS
from reporter.model import Doubt, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.ingest.columns.parts import Found, Judged
    from reporter.ingest.columns.statistics import ColumnStatistics

_MOSTLY_MISSING = 0.25
"""Share of the rows that have a price and no amount, from which the amount is the order's."""
_COMES_AGAIN = 0.8
"""Customers at most as a share of the rows, for sums of a customer to stand on several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Product:
    """Three columns of which two make the third."""

    quantity: str
    price: str
    amount: str
    share: float
    """Of the rows looked at, those in which they do."""

    @property
    def parts(self) -> dict[Role, str]:
        """Their parts."""
        return {Role.QUANTITY: self.quantity, Role.PRICE: self.price, Role.AMOUNT: self.amount}

    def is_contradicted(self, given: Mapping[str, Role], known: Mapping[Role, str]) -> bool:
        """Say whether one of the parts is set by the user, or one of the columns plays another."""
        parts = self.parts
        return bool(set(parts) & set(given.values())) or any(
            role not in parts and name in parts.values() for role, name in known.items()
        )


def settle_products(judged: Judged, found: Found) -> None:
    """Let quantity × price = amount, where it holds in the data, overrule what the three are
    called.
    """
    known = found.parts
    if Role.AMOUNT in judged.given.values() or not {Role.AMOUNT, Role.PRICE} & set(known):
        return
    product = _product(judged)
    if product is None or product.is_contradicted(judged.given, known):
        return
    made = f"makes {product.amount}"
    for role, name in product.parts.items():
        before = known.get(role)
        if before and before not in product.parts.values():
            found.apart[before] = (
                f"named like {WORDS[role]}, but {product.price} × {product.quantity} {made}"
            )
        known[role] = name
        if judged.known.fit(name, role) < vocabulary.CONTAINED:
            found.why[role] = (
                f"{product.quantity} × {product.price} {made} in {product.share:.0%} of the rows"
                " looked at".replace("%", " %")
            )


def _product(judged: Judged) -> _Product | None:
    numbers = [
        column.name
        for column in judged.columns
        if column.is_number and not column.is_constant and column.name not in judged.given
    ]
    found = judged.contents.product(numbers)
    if found is None:
        return None
    quantity, price = _factors(judged, found.factors)
    return _Product(quantity=quantity, price=price, amount=found.result, share=found.share)


def _factors(judged: Judged, factors: tuple[str, str]) -> tuple[str, str]:
    """Tell the quantity from the price: by name, else the whole numbers, else the smaller ones."""
    contents = judged.contents

    def quantity_like(name: str) -> tuple[float, ...]:
        named = judged.known.fit(name, Role.QUANTITY) - judged.known.fit(name, Role.PRICE)
        return (named, round(contents.share_whole(name), 2), -contents.middle(name))

    first, second = sorted(factors, key=quantity_like, reverse=True)
    return first, second


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """The column taken for the amount, beside the parts that say whether it is a sum of rows."""

    column: ColumnStatistics
    price: ColumnStatistics | None
    quantity: ColumnStatistics | None
    order: ColumnStatistics | None
    customer: ColumnStatistics | None

    @classmethod
    def of(cls, judged: Judged, found: Found) -> _Amount | None:
        """Return it; None where there is none, or the user has set it."""
        name = found.parts.get(Role.AMOUNT)
        if name is None or name in judged.given:
            return None
        by_name = {column.name: column for column in judged.columns}
        price, quantity, order, customer = (
            by_name[found.parts[role]] if role in found.parts else None
            for role in (Role.PRICE, Role.QUANTITY, Role.ORDER, Role.CUSTOMER)
        )
        return cls(
            column=by_name[name], price=price, quantity=quantity, order=order, customer=customer
        )

    @property
    def is_priced(self) -> bool:
        """Whether quantity × price says what a line was worth besides."""
        return self.price is not None and self.quantity is not None

    @property
    def is_on_first_lines(self) -> bool:
        """Whether many lines have a price and no amount."""
        if not self.is_priced or self.price is None:
            return False
        lacking = self.column.missing - self.price.missing
        return lacking > _MOSTLY_MISSING * self.column.rows

    def order_of_total(self, judged: Judged) -> ColumnStatistics | None:
        """Return the order whose total it may be: of several lines, and no product of theirs."""
        price, quantity, order = self.price, self.quantity, self.order
        if price is None or quantity is None or order is None or not order.repeats:
            return None
        parts = [self.column.name, price.name, quantity.name]
        return order if judged.contents.product(parts) is None else None

    @property
    def customer_of_sum(self) -> ColumnStatistics | None:
        """The customer whose sum it may be: most have several rows."""
        one = self.customer
        if one is None or not one.repeats or one.distinct >= _COMES_AGAIN * one.rows:
            return None
        return one


def set_aggregates_apart(judged: Judged, found: Found) -> None:
    """Keep an amount that repeats on every row of an order or a customer from being summed over the
    rows.
    """
    amount = _Amount.of(judged, found)
    if amount is None:
        return
    is_same_within = judged.contents.is_the_same_within
    if amount.is_on_first_lines:
        _leave_out(
            found, "stands on the first line of an order only; quantity × price counts every line"
        )
    elif amount.column.rows < plausibility.ENOUGH_ROWS:
        return
    elif order := amount.order_of_total(judged):
        if is_same_within(order.name, amount.column.name):
            _leave_out(
                found,
                "the total of the order, repeated on each of its lines; quantity × price counts"
                " every line",
            )
    elif customer := amount.customer_of_sum:
        others = _other_amounts(judged, amount.column.name)
        replaced = bool(others) or amount.is_priced
        if replaced and is_same_within(customer.name, amount.column.name):
            _leave_out(found, "the same on every row of a customer: already summed")
            if others and not amount.is_priced:
                found.parts[Role.AMOUNT] = others[0]


def _other_amounts(judged: Judged, amount: str) -> list[str]:
    """Return the other columns named like an amount, the best first."""
    fits = {
        one.name: judged.known.fit(one.name, Role.AMOUNT)
        for one in judged.columns
        if one.is_number and one.name != amount
    }
    return sorted(filter(fits.__getitem__, fits), key=lambda name: (-fits[name], name))


def _leave_out(found: Found, why: str) -> None:
    name = found.parts.pop(Role.AMOUNT)
    found.apart[name] = why
    found.doubts.append(
        Doubt(
            about=name, question=f"whether {name} is to be summed over the rows", taken="it is not",
            why=why,
            setting=f"roles.amount={name}",
        )
    )  # fmt: skip
