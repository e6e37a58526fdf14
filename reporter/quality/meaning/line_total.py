"""Whether a price is the line's total, or an amount the price of one: does it grow with the
quantity within a product, or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import ibis

from reporter.hashes import hashed
from reporter.model import Role
from reporter.quality.meaning.question import Answer, Settled, Understanding
from reporter.quality.values import number, text

if TYPE_CHECKING:
    from reporter.model import Dataset
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

PRODUCTS = 8
"""Products with several quantities, below which nothing can be said."""
STEADY = 0.01
"""Spread of what a product costs that is none, as a share."""
STEADY_PRODUCTS = 0.8
"""Share of those products that must be steady in one reading, and not in the other, for it to be
clear.
"""
GROWS, MAY_GROW = 0.9, 0.6
"""Exponent with which a price grows with the quantity: 1 where it is the line's total, 0 where it
is the price of one.
"""
_LEAST_LINES = 3
MOST_LINES = 50_000
"""Lines that are looked at, about."""
_PARTS = {
    "unit": (Role.PRICE, "one value per product whatever the {quantity}: the price of one"),
    "total": (Role.AMOUNT, "it grows with {quantity} within a product: the line's total"),
}
"""The part of a column in each reading, and the evidence for it."""


class _Verdict(Enum):
    """What the growth of a price says of it."""

    TOTAL = "total"
    """Clearly the line's total."""
    UNIT = "unit"
    """Clearly the price of one."""
    MAY_BE_TOTAL = "may be total"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Priced:
    """The one column that says what a line costs, and what it is held against."""

    paid: str
    quantity: str
    product: str
    usual: str
    """How its name has it read: "total" or "unit", as in the setting."""

    @property
    def other(self) -> str:
        """The other way to read it."""
        return "unit" if self.usual == "total" else "total"

    @classmethod
    def of(cls, dataset: Dataset) -> _Priced | None:
        """Return it; None where there is none, or both an amount and a price, which explain each
        other.
        """
        amount, price = dataset.column(Role.AMOUNT), dataset.column(Role.PRICE)
        paid = amount or price
        quantity = dataset.column(Role.QUANTITY)
        product = dataset.column(Role.PRODUCT) or dataset.column(Role.DESCRIPTION)
        if paid is None or quantity is None or product is None or (amount and price):
            return None
        usual = "unit" if amount is None else "total"
        return cls(paid=paid, quantity=quantity, product=product, usual=usual)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Growth:
    """How what is paid for a product goes with how many were bought."""

    products: int
    """Those that were bought in several quantities."""
    as_unit: float
    """Share of them whose price stands still whatever the quantity."""
    as_total: float
    """Share of them whose price over the quantity stands still."""
    exponent: float
    """Within products, of the quantity in the price."""

    @property
    def verdict(self) -> _Verdict:
        """Whether the price is the line's total."""
        if self.products < PRODUCTS:
            return _Verdict.OPEN
        grows = self.exponent >= GROWS and self.as_total > self.as_unit
        if grows or self.as_total >= STEADY_PRODUCTS > self.as_unit:
            return _Verdict.TOTAL
        if self.as_unit >= STEADY_PRODUCTS > self.as_total:
            return _Verdict.UNIT
        return _Verdict.MAY_BE_TOTAL if self.exponent >= MAY_GROW else _Verdict.OPEN

    def steady(self, reading: str) -> int:
        """Count the products whose price stands still if it is read as "total" or as "unit"."""
        return round(self.products * (self.as_total if reading == "total" else self.as_unit))


class LineTotal:
    """Takes a price for the line's total where it grows with the quantity, and an amount for the
    price of one where it does not.
    """

    name = "line_total"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        priced = _Priced.of(so_far.dataset)
        if priced is None:
            return so_far, None
        choice = settings.meaning.line_total
        growth = _growth(so_far, evidence, priced)
        clear = growth.verdict.value == priced.other
        settled = Settled(choice=choice, change=priced.other, clear=clear)
        doubtful = choice == "auto" and growth.verdict is _Verdict.MAY_BE_TOTAL
        if not settled.changes and not doubtful:
            return so_far, None
        answer = Answer(
            question=self.name if priced.usual == "unit" else "unit_price",
            stance=settled.stance,
            numbers={
                "column": priced.paid,
                "quantity": priced.quantity,
                "products": growth.products,
                "steady": growth.steady(priced.other),
                "steady_otherwise": growth.steady(priced.usual),
            },
            otherwise={self.name: priced.usual if settled.changes else priced.other},
        )
        if not settled.changes:
            return so_far, answer
        role, words = _PARTS[priced.other]
        why = words.format(quantity=priced.quantity)
        return so_far.with_role(priced.paid, role, why), answer


def _growth(so_far: Understanding, evidence: Evidence, priced: _Priced) -> _Growth:
    table = so_far.counted.table
    parts = so_far.dataset.rows // MOST_LINES
    if parts > 1:  # every line of some of the products says as much as all of them
        table = table.filter(hashed(table[priced.product]).abs() % parts == 0)
    lines = table.select(
        product=text(table[priced.product]),
        paid=number(table[priced.paid]),
        pieces=number(table[priced.quantity]),
    )
    lines = lines.filter(lines["product"].notnull() & (lines.paid > 0) & (lines.pieces > 0))
    lines = lines.mutate(x=lines.pieces.ln(), y=lines.paid.ln(), each=lines.paid / lines.pieces)
    by = lines.group_by("product").agg(
        lines=lines.count(), fewest=lines.pieces.min(), most=lines.pieces.max(),
        cheapest=lines.paid.min(), dearest=lines.paid.max(),
        least=lines.each.min(), greatest=lines.each.max(),
        x=lines.x.sum(), y=lines.y.sum(), xx=(lines.x * lines.x).sum(),
        xy=(lines.x * lines.y).sum(),
    )  # fmt: skip
    by = by.filter((by.most > by.fewest) & (by.lines >= _LEAST_LINES))

    def share(condition: ibis.expr.types.BooleanValue) -> ibis.expr.types.Value:
        return ibis.ifelse(condition, 1.0, 0.0).mean()

    cent = 0.011  # a total is rounded to the cent, so is what one of it costs
    row = evidence.row(
        by.aggregate(
            products=by.count(),
            as_unit=share(by.dearest <= by.cheapest * (1 + STEADY) + cent),
            as_total=share(by.greatest <= by.least * (1 + STEADY) + cent),
            above=(by.xy - by.x * by.y / by.lines).sum(),
            below=(by.xx - by.x * by.x / by.lines).sum(),
        )
    )
    below = float(row["below"] or 0)
    return _Growth(
        products=int(row["products"]),
        as_unit=float(row["as_unit"] or 0),
        as_total=float(row["as_total"] or 0),
        exponent=float(row["above"]) / below if below > 0 else 0.0,
    )
