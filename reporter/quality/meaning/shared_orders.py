"""Order numbers that several customers share: what they bought is an order of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Role, Stance
from reporter.quality.meaning.question import Answer, Understanding
from reporter.quality.values import identifier, text

if TYPE_CHECKING:
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings


class SharedOrders:
    """Tells of order numbers under which several customers bought."""

    name = "shared_orders"

    def ask(self, so_far: Understanding, evidence: Evidence, settings: Settings) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset = so_far.counted
        table, order, customer = dataset.table, dataset.column(Role.ORDER), dataset.column(Role.CUSTOMER)
        if order is None or customer is None:
            return so_far, None
        lines = table.select(order=text(table[order]), customer=identifier(table[customer]))
        lines = lines.filter(lines.order.notnull() & lines.customer.notnull())
        orders = lines.group_by("order").agg(customers=lines.customer.nunique())
        shared = orders.filter(orders.customers > 1)
        row = evidence.row(
            orders.aggregate(numbers=orders.count()).cross_join(shared.aggregate(shared=shared.count(), customers=shared.customers.sum()))
        )
        if not row["shared"]:
            return so_far, None
        every, twice, counted = int(row["numbers"]), int(row["shared"]), int(row["customers"])
        numbers: dict[str, float | str] = {"column": order, "shared": twice, "numbers": every, "orders": every - twice + counted}
        return so_far, Answer(question=self.name, stance=Stance.TOLD, numbers=numbers, weight=twice / every)
