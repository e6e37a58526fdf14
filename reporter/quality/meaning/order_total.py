"""Whether an amount is the order's total, repeated on each of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from reporter.model import Role
from reporter.quality.meaning.question import Answer, Settled, Understanding
from reporter.quality.meaning.sharing import shared_out
from reporter.quality.values import number, text

if TYPE_CHECKING:
    from reporter.model import Dataset
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

LEAST_ORDERS = 20
"""Orders of several lines, below which nothing can be said."""
CONSTANT = 0.99
"""Share of those orders that must have one amount on all of their lines."""
MAY_BE = 0.9
"""The same, from which it may be."""
DIFFERING = 0.5
"""Share of those orders that must differ from each other in that amount: lines of one price are the
same everywhere.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Orders:
    """The orders of several different lines, and the amounts on them."""

    several: int
    one_value: int
    """Those that have one amount on all of their lines."""
    different: int
    """Different amounts of those."""

    @property
    def share(self) -> float:
        """The share that has one amount."""
        return self.one_value / self.several if self.several else 0.0

    @property
    def may_repeat(self) -> bool:
        """Whether that amount may be the order's total."""
        enough = self.several >= LEAST_ORDERS and self.different >= DIFFERING * self.several
        return enough and self.share >= MAY_BE

    @property
    def clearly_repeat(self) -> bool:
        """Whether it is."""
        return self.may_repeat and self.share >= CONSTANT


class OrderTotal:
    """Counts an order's total once, shared out over the order's lines."""

    name = "order_total"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset = so_far.dataset
        amount, order = dataset.column(Role.AMOUNT), dataset.column(Role.ORDER)
        choice = settings.meaning.order_total
        if amount is None or order is None or (choice == "auto" and not _repeats(dataset)):
            return so_far, None
        orders = _seen(so_far, evidence, order, amount)
        if choice == "auto" and not orders.may_repeat:
            return so_far, None
        settled = Settled(choice=choice, change="order", clear=orders.clearly_repeat)
        answer = Answer(
            question=self.name,
            stance=settled.stance,
            numbers={"column": amount, "orders": orders.several, "share": orders.share},
            otherwise={self.name: "line" if settled.changes else "order"},
        )
        if not settled.changes:
            return so_far, answer
        share_of_line = shared_out(
            dataset,
            order,
            number(dataset.table[amount]),
            copies=settings.quality.duplicates == "keep",
        )
        return so_far.with_column(amount, share_of_line), answer


def _repeats(dataset: Dataset) -> bool:
    order = dataset.column(Role.ORDER)
    return any(
        profile.name == order and profile.distinct < dataset.rows - profile.missing
        for profile in dataset.profiles
    )


def _seen(so_far: Understanding, evidence: Evidence, order: str, amount: str) -> _Orders:
    """Look at the orders of several different lines: how many have one amount on all of them, and
    how many such amounts there are.
    """
    dataset = so_far.counted
    table = dataset.table
    apart = next(
        (
            name
            for role in (Role.PRODUCT, Role.DESCRIPTION, Role.QUANTITY)
            if (name := dataset.column(role))
        ),
        None,
    )
    lines = table.select(
        order=text(table[order]),
        amount=number(table[amount]),
        kind=ibis.literal("") if apart is None else text(table[apart]).fill_null(""),
    ).filter(ibis._.order.notnull() & ibis._.amount.notnull())
    orders = lines.group_by("order").agg(
        lines=lines.count() if apart is None else lines.kind.nunique(),
        least=lines.amount.min(),
        most=lines.amount.max(),
    )
    several = orders.filter(orders.lines > 1)
    one = several.least == several.most
    row = evidence.row(
        several.aggregate(
            several=several.count(),
            one_value=ibis.ifelse(one, 1, 0).sum().cast("int64"),
            different=ibis.ifelse(one, several.least, ibis.null("float64")).nunique(),
        )
    )
    return _Orders(
        several=int(row["several"]),
        one_value=int(row["one_value"] or 0),
        different=int(row["different"]),
    )
