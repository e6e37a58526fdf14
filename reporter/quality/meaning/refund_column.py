"""Whether what was refunded stands in a column of its own, beside amounts that do not know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from reporter.model import Role, Stance
from reporter.quality.amounts import amount
from reporter.quality.meaning.evidence import folded
from reporter.quality.meaning.question import Answer, Understanding
from reporter.quality.meaning.sharing import shared_out
from reporter.quality.meaning.words import words
from reporter.quality.values import number, text

if TYPE_CHECKING:
    from reporter.model import Column, Dataset
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

CONSTANT = 0.99
"""Share of the orders of several lines that must have one refund on all of them for it to be the order's."""
COVERED = 0.98
"""Share of the refunds that must be no more than what was paid, for them to be refunds of it."""
_TABLE = "refund_column"


class RefundColumn:
    """Takes off what a column of refunds says went back."""

    name = "refund_column"

    def ask(self, so_far: Understanding, evidence: Evidence, settings: Settings) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset, choice = so_far.dataset, settings.meaning.refund_column
        column = next((column for column in dataset.columns if _is_named(column)), None)
        own, quantity = dataset.column(Role.AMOUNT) or dataset.column(Role.PRICE), dataset.column(Role.QUANTITY)
        if column is None or own is None:
            return so_far, None
        seen = _seen(so_far, evidence, column.name)
        if not seen["rows"]:
            return so_far, None
        repeated = bool(seen["several"]) and int(seen["one_value"] or 0) >= CONSTANT * int(seen["several"])
        clear = int(seen["covered"] or 0) >= COVERED * int(seen["rows"])
        deduct = choice == "deduct" or (choice == "auto" and clear)
        answer = Answer(
            question=self.name,
            stance=Stance.SET if choice != "auto" else Stance.ADOPTED if clear else Stance.TOLD,
            numbers={"column": column.name, "rows": int(seen["rows"])},
            otherwise={self.name: "ignore" if deduct else "deduct"},
        )
        if not deduct:
            return so_far, answer
        table, order = dataset.table, dataset.column(Role.ORDER)
        back = number(table[column.name]).abs().fill_null(0.0)
        if order and repeated:
            back = shared_out(dataset, order, back, copies=settings.quality.duplicates == "keep")
        if dataset.column(Role.AMOUNT) is None and quantity:  # of each piece
            back = (back / number(table[quantity]).nullif(0)).fill_null(0.0)
        return so_far.with_column(own, number(table[own]) - back), answer


def _is_named(column: Column) -> bool:
    names = words(_TABLE, "names")
    own = folded(column.name.rpartition(".")[2] or column.name)
    return column.dtype in {"integer", "decimal"} and column.role is Role.IGNORED and own in names


def _seen(so_far: Understanding, evidence: Evidence, name: str) -> dict[str, Any]:
    dataset: Dataset = so_far.counted
    table, order = dataset.table, dataset.column(Role.ORDER)
    lines = table.select(
        order=ibis.null("string") if order is None else text(table[order]),
        back=number(table[name]).abs(),
        paid=amount(dataset, table).cast("float64"),
    )
    some = lines.back > 0
    rows = lines.aggregate(
        rows=ibis.ifelse(some, 1, 0).sum().cast("int64"),
        covered=ibis.ifelse(some & (lines.back <= lines.paid + 0.011), 1, 0).sum().cast("int64"),
    )
    numbered = lines.filter(lines.order.notnull())
    numbered = numbered.mutate(back=numbered.back.fill_null(0.0))
    orders = numbered.group_by("order").agg(
        lines=numbered.count(), paid=numbered.paid.sum(), least=numbered.back.min(), most=numbered.back.max()
    )
    several = orders.filter((orders.lines > 1) & (orders.most > 0))
    told = several.aggregate(
        several=several.count(),
        one_value=ibis.ifelse(several.least == several.most, 1, 0).sum().cast("int64"),
        covered_orders=ibis.ifelse(several.most <= several.paid + 0.011, 1, 0).sum().cast("int64"),
    )
    row = evidence.row(rows.cross_join(told))
    whole = bool(row["several"]) and int(row["one_value"] or 0) >= CONSTANT * int(row["several"])
    return row | ({"covered": row["rows"]} if whole and row["covered_orders"] == row["several"] else {})
