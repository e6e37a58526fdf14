"""Whether an amount is the order's total, repeated on each of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from reporter.model import Role, Stance
from reporter.quality.meaning.question import Answer, Understanding
from reporter.quality.meaning.sharing import shared_out
from reporter.quality.values import number, text

if TYPE_CHECKING:
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
        seen = _seen(so_far, evidence, order, amount)
        several = int(seen["several"])
        share = int(seen["one_value"] or 0) / several if several else 0.0
        differing = several > 0 and int(seen["different"]) >= DIFFERING * several
        clear = several >= LEAST_ORDERS and share >= CONSTANT and differing
        if (
            choice == "auto"
            and not clear
            and not (several >= LEAST_ORDERS and share >= MAY_BE and differing)
        ):
            return so_far, None
        once = choice == "order" or (choice == "auto" and clear)
        answer = Answer(
            question=self.name,
            stance=Stance.SET if choice != "auto" else Stance.ADOPTED if clear else Stance.TOLD,
            numbers={"column": amount, "orders": several, "share": share},
            otherwise={self.name: "line" if once else "order"},
        )
        if not once:
            return so_far, answer
        share_of_line = shared_out(
            dataset,
            order,
            number(dataset.table[amount]),
            copies=settings.quality.duplicates == "keep",
        )
        return so_far.with_column(amount, share_of_line), answer


def _repeats(dataset: Any) -> bool:
    order = dataset.column(Role.ORDER)
    return any(
        profile.name == order and profile.distinct < dataset.rows - profile.missing
        for profile in dataset.profiles or ()
    )


def _seen(so_far: Understanding, evidence: Evidence, order: str, amount: str) -> dict[str, Any]:
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
    return evidence.row(
        several.aggregate(
            several=several.count(),
            one_value=ibis.ifelse(one, 1, 0).sum().cast("int64"),
            different=ibis.ifelse(one, several.least, ibis.null("float64")).nunique(),
        )
    )
