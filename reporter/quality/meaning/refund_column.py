"""Whether what was refunded stands in a column of its own, beside amounts that do not
know of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from reporter.model import Role
from reporter.quality.amounts import amount
from reporter.quality.meaning.evidence import folded
from reporter.quality.meaning.question import Answer, Settled, Understanding
from reporter.quality.meaning.sharing import SHARE, shared_by
from reporter.quality.meaning.words import words
from reporter.quality.values import number, text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Column, Dataset
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

CONSTANT = 0.99
"""Share of the orders of several lines that must have one refund on all of them for it to be the
order's.
"""
COVERED = 0.98
"""Share of the refunds that must be no more than what was paid, for them to be refunds of it."""
CENT = 0.011
_TABLE = "refund_column"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refunds:
    """How refunds lie beside what was paid."""

    rows: int
    """Lines that have one."""
    covered: int
    """Lines whose refund is no more than what the line was worth."""
    orders: int
    """Orders with a refund on some line."""
    several: int
    """Those of them that have several lines."""
    one_value: int
    """Those of several lines that have one refund on all of them."""
    covered_once: int
    """Orders whose largest refund is no more than what was paid for the order."""
    covered_sum: int
    """Orders whose refunds together are no more than that."""

    @property
    def are_repeated(self) -> bool:
        """Whether an order's refund stands on each of its lines."""
        return self.several > 0 and self.one_value >= CONSTANT * self.several

    @property
    def are_of_lines(self) -> bool:
        """Whether a refund is of the line that it stands on."""
        return not self.are_repeated and self.covered >= COVERED * self.rows

    @property
    def are_clear(self) -> bool:
        """Whether they are refunds of what was paid: hardly any is more than that."""
        covered = self.covered_once if self.are_repeated else self.covered_sum
        return self.are_of_lines or covered >= COVERED * max(1, self.orders)


class RefundColumn:
    """Takes off what a column of refunds says went back."""

    name = "refund_column"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset = so_far.dataset
        column = next((column for column in dataset.columns if _is_named(column)), None)
        paid = dataset.column(Role.AMOUNT) or dataset.column(Role.PRICE)
        if column is None or paid is None:
            return so_far, None
        refunds = _seen(so_far, evidence, column.name)
        if not refunds.rows:
            return so_far, None
        settled = Settled(
            choice=settings.meaning.refund_column, change="deduct", clear=refunds.are_clear
        )
        answer = Answer(
            question=self.name,
            stance=settled.stance,
            numbers={"column": column.name, "rows": refunds.rows},
            otherwise={self.name: "ignore" if settled.changes else "deduct"},
        )
        if not settled.changes:
            return so_far, answer
        copies = settings.quality.duplicates == "keep"
        table = _deducted(dataset, paid, column.name, refunds, copies=copies)
        so_far = so_far.with_evidence(column.name, "was refunded, and is taken off")
        return so_far.with_table(table.select(dataset.table.columns)), answer


def _deducted(
    dataset: Dataset, paid: str, column: str, refunds: _Refunds, *, copies: bool
) -> ir.Table:
    """Take refunds off what lines are worth; one of an order is shared out over its lines."""
    table, order = dataset.table, dataset.column(Role.ORDER)
    back = number(table[column]).abs().fill_null(0.0)
    if order and not refunds.are_of_lines:
        worth = amount(dataset, table).cast("float64")
        table = shared_by(dataset, order, back, worth, repeated=refunds.are_repeated, copies=copies)
        back = table[SHARE]
    quantity = dataset.column(Role.QUANTITY)
    # A price is of each piece, and so is what is taken off it.
    if dataset.column(Role.AMOUNT) is None and quantity:
        back = (back / number(table[quantity]).nullif(0)).fill_null(0.0)
    return table.mutate(**{paid: number(table[paid]) - back})


def _is_named(column: Column) -> bool:
    names = words(_TABLE, "names")
    own = folded(column.name.rpartition(".")[2] or column.name)
    return column.dtype in {"integer", "decimal"} and column.role is Role.IGNORED and own in names


def _seen(so_far: Understanding, evidence: Evidence, name: str) -> _Refunds:
    """Count the refunds, those that are no more than their line was worth, and those no more than
    their order was.
    """
    dataset: Dataset = so_far.counted
    table, order = dataset.table, dataset.column(Role.ORDER)
    lines = table.select(
        order=ibis.null("string") if order is None else text(table[order]),
        back=number(table[name]).abs().fill_null(0.0),
        paid=amount(dataset, table).cast("float64"),
    )
    some = lines.back > 0
    rows = lines.aggregate(
        rows=ibis.ifelse(some, 1, 0).sum().cast("int64").fill_null(0),
        covered=ibis.ifelse(some & (lines.back <= lines.paid + CENT), 1, 0)
        .sum()
        .cast("int64")
        .fill_null(0),
    )
    numbered = lines.filter(lines.order.notnull())
    orders = numbered.group_by("order").agg(
        lines=numbered.count(),
        paid=numbered.paid.sum(),
        least=numbered.back.min(),
        most=numbered.back.max(),
        back=numbered.back.sum(),
    )
    refunded = orders.filter(orders.most > 0)

    def those(condition: ir.BooleanValue) -> ir.Value:
        return ibis.ifelse(condition, 1, 0).sum().cast("int64").fill_null(0)

    several = refunded.lines > 1
    told = refunded.aggregate(
        orders=refunded.count(),
        several=those(several),
        one_value=those(several & (refunded.least == refunded.most)),
        covered_once=those(refunded.most <= refunded.paid + CENT),
        covered_sum=those(refunded.back <= refunded.paid + CENT),
    )
    row = evidence.row(rows.cross_join(told))
    return _Refunds(**{str(name): int(count or 0) for name, count in row.items()})
