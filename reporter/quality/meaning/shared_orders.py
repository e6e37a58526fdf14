"""Order numbers that several customers share: what they bought is an order of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.model import Role, Stance
from reporter.quality.meaning.question import Answer, Understanding
from reporter.quality.values import identifier, text

if TYPE_CHECKING:
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings


class SharedOrders:
    """Tells of order numbers under which several customers bought."""

    name = "shared_orders"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset = so_far.counted
        table, order, customer = (
            dataset.table,
            dataset.column(Role.ORDER),
            dataset.column(Role.CUSTOMER),
        )
        if order is None or customer is None:
            return so_far, None
        # The first and the last customer of an order as they stand are quicker to find than how
        # many there are.
        ends = table.group_by(order=table[order]).agg(
            first=table[customer].min(), last=table[customer].max()
        )
        ends = ends.filter(ends.order.notnull())
        if not evidence.row(ends.filter(ends.first != ends.last).aggregate(shared=ibis._.count()))[
            "shared"
        ]:
            return so_far, None
        lines = table.select(order=text(table[order]), customer=identifier(table[customer]))
        pairs = lines.filter(lines.order.notnull() & lines.customer.notnull()).distinct()
        orders = pairs.group_by("order").agg(customers=pairs.count())
        row = evidence.row(
            orders.aggregate(
                numbers=orders.count(),
                shared=ibis.ifelse(orders.customers > 1, 1, 0).sum().cast("int64"),
                orders=orders.customers.sum(),
            )
        )
        numbers: dict[str, float | str] = {
            "column": order,
            **{name: int(row[name]) for name in ("shared", "numbers", "orders")},
        }
        if not row["shared"]:
            return so_far, None
        return so_far, Answer(
            question=self.name,
            stance=Stance.TOLD,
            numbers=numbers,
            weight=int(row["shared"]) / int(row["numbers"]),
        )
