"""Whether what was refunded stands in a column of its own, beside amounts that do not
know of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from reporter.model import Role, Stance
from reporter.quality.amounts import amount
from reporter.quality.meaning.evidence import folded
from reporter.quality.meaning.question import Answer, Understanding
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


class RefundColumn:
    """Takes off what a column of refunds says went back."""

    name = "refund_column"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset, choice = so_far.dataset, settings.meaning.refund_column
        column = next((column for column in dataset.columns if _is_named(column)), None)
        own, quantity = (
            dataset.column(Role.AMOUNT) or dataset.column(Role.PRICE),
            dataset.column(Role.QUANTITY),
        )
        if column is None or own is None:
            return so_far, None
        seen = _seen(so_far, evidence, column.name)
        if not seen["rows"]:
            return so_far, None
        repeated = bool(seen["several"]) and int(seen["one_value"] or 0) >= CONSTANT * int(
            seen["several"]
        )
        by_line = not repeated and int(seen["covered"]) >= COVERED * int(seen["rows"])
        clear = by_line or int(
            seen["covered_once" if repeated else "covered_sum"] or 0
        ) >= COVERED * int(seen["orders"] or 1)
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
        if order and not by_line:
            worth = amount(dataset, table).cast("float64")
            table = shared_by(
                dataset,
                order,
                back,
                worth,
                repeated=repeated,
                copies=settings.quality.duplicates == "keep",
            )
            back = table[SHARE]
        if dataset.column(Role.AMOUNT) is None and quantity:  # of each piece
            back = (back / number(table[quantity]).nullif(0)).fill_null(0.0)
        so_far = so_far.with_evidence(column.name, "was refunded, and is taken off")
        return (
            so_far.with_table(
                table.mutate(**{own: number(table[own]) - back}).select(dataset.table.columns)
            ),
            answer,
        )


def _is_named(column: Column) -> bool:
    names = words(_TABLE, "names")
    own = folded(column.name.rpartition(".")[2] or column.name)
    return column.dtype in {"integer", "decimal"} and column.role is Role.IGNORED and own in names


def _seen(so_far: Understanding, evidence: Evidence, name: str) -> dict[str, Any]:
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
    return evidence.row(rows.cross_join(told))
