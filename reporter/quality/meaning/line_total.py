"""Whether a price is the line's total, or an amount the price of one: does it grow with the
quantity within a product, or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from reporter.hashes import hashed
from reporter.model import Role, Stance
from reporter.quality.meaning.question import Answer, Understanding
from reporter.quality.values import number, text

if TYPE_CHECKING:
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

PRODUCTS = 8
"""Products with several quantities, below which nothing can be said."""
STEADY = 0.01
"""Spread of what a product costs that is none, as a share."""
MOST = 0.8
"""Share of those products that must be steady in one reading, and not in the other, for it to be
clear.
"""
GROWS, MAY_GROW = 0.9, 0.6
"""Exponent with which a price grows with the quantity: 1 where it is the line's total, 0 where it
is the price of one.
"""
_LEAST_LINES = 3
ENOUGH = 50_000
"""Lines that are looked at, about."""


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


class LineTotal:
    """Takes a price for the line's total where it grows with the quantity, and an amount for the
    price of one where it does not.
    """

    name = "line_total"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset = so_far.dataset
        own, price, quantity = (
            dataset.column(role) for role in (Role.AMOUNT, Role.PRICE, Role.QUANTITY)
        )
        product = dataset.column(Role.PRODUCT) or dataset.column(Role.DESCRIPTION)
        paid = own or price
        if quantity is None or paid is None or product is None or (own and price):
            return so_far, None
        choice = settings.meaning.line_total
        growth = _growth(so_far, evidence, product, paid, quantity)
        total = _is_total(growth)
        usual = own is not None
        adopt = (
            choice if choice != "auto" else "total" if total == 1 else "unit" if total == 0 else ""
        )
        differs = adopt and (adopt == "total") != usual
        doubtful = choice == "auto" and not differs and 0 < total < 1
        if not differs and not doubtful:
            return so_far, None
        answer = Answer(
            question=self.name if not usual else "unit_price",
            stance=Stance.SET if choice != "auto" else Stance.ADOPTED if differs else Stance.TOLD,
            numbers={
                "column": paid,
                "quantity": quantity,
                "products": growth.products,
                "steady": round(growth.products * (growth.as_unit if usual else growth.as_total)),
                "steady_otherwise": round(
                    growth.products * (growth.as_total if usual else growth.as_unit)
                ),
            },
            otherwise={
                self.name: (
                    ("total" if usual else "unit") if differs else ("unit" if usual else "total")
                )
            },
        )
        if not differs:
            return so_far, answer
        role, evidence_for = (
            (Role.PRICE, f"one value a product whatever the {quantity}: the price of one")
            if usual
            else (Role.AMOUNT, f"it grows with {quantity} within a product: the line's total")
        )
        return so_far.with_role(paid, role, evidence_for), answer


def _is_total(growth: _Growth) -> float:
    """Return 1 where the price is clearly the line's total, 0 where it is clearly the price of one,
    between them where it may be.
    """
    if growth.products < PRODUCTS:
        return -1
    if growth.as_total >= MOST > growth.as_unit or (
        growth.exponent >= GROWS and growth.as_total > growth.as_unit
    ):
        return 1
    if growth.as_unit >= MOST > growth.as_total:
        return 0
    return 0.5 if growth.exponent >= MAY_GROW else -1


def _growth(
    so_far: Understanding, evidence: Evidence, product: str, paid: str, quantity: str
) -> _Growth:
    table = so_far.counted.table
    if (
        parts := so_far.dataset.rows // ENOUGH
    ) > 1:  # every line of some of the products says as much as all of them
        table = table.filter(hashed(table[product]).abs() % parts == 0)
    lines = table.select(
        product=text(table[product]), paid=number(table[paid]), pieces=number(table[quantity])
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
