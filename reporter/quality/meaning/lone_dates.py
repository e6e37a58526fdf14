"""Dates that stand alone far from all others: a mistyped year, or a filler such as 1900-01-01. Such
a line says no day.

A line without a day cannot be put into the period, and a sale of no known day is no order in time:
it leaves as lines without a date do, counted with its money. A client who knows better keeps it, or
corrects it in the data.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import ibis

from reporter.model import Role
from reporter.model.claim import Claim
from reporter.quality import lone_days
from reporter.quality.amounts import amount
from reporter.quality.lone_days import Day
from reporter.quality.meaning.question import Answer, RowRule, Settled, Understanding, truth
from reporter.quality.values import identifier, text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset
    from reporter.quality.lone_days import Lone
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

RULE = "lone_date"


class LoneDates:
    """Leaves lines out that are dated far from all others."""

    name = "lone_dates"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        date = so_far.dataset.column(Role.DATE)
        if date is None:
            return so_far, None
        lone = lone_days.find(_days(so_far.counted, date, evidence))
        if lone is None:
            return so_far, None
        settled = Settled(choice=settings.meaning.lone_dates, change="leave", clear=lone.is_clear)
        alone = evidence.rows(_lines(so_far.counted, date, lone))
        answer = Answer(
            question=self.name,
            stance=settled.stance,
            numbers={
                "lines": sum(int(row["lines"]) for row in alone),
                "gap": lone.gap,
                "first": lone.first.isoformat(),
                "last": lone.last.isoformat(),
            },
            items=tuple(_item(row) for row in alone),
            otherwise={self.name: "keep" if settled.changes else "leave"},
        )
        if not settled.changes:
            return so_far, answer
        rule = RowRule(
            name=RULE,
            told=Claim("cleaning.lone_date"),
            condition=lambda table: _is_alone(table, date, lone),
        )
        return so_far.with_rule(rule), answer


def _days(dataset: Dataset, date: str, evidence: Evidence) -> list[Day]:
    """Count the rows of each day."""
    lines = dataset.table.select(
        day=dataset.table[date].cast("timestamp").date(), who=_whose(dataset)
    )
    lines = lines.filter(lines.day.notnull())
    days = (
        lines.group_by("day")
        .agg(rows=lines.count(), first=lines.who.min(), last=lines.who.max())
        .order_by("day")
    )
    return [
        Day(day=row["day"], rows=int(row["rows"]), is_single=row["first"] == row["last"])
        for row in evidence.rows(days)
    ]


def _whose(dataset: Dataset) -> ir.StringValue:
    """Return an order's number, or the customer where orders have none."""
    order, customer = dataset.column(Role.ORDER), dataset.column(Role.CUSTOMER)
    if order is not None:
        return text(dataset.table[order])
    return ibis.null("string") if customer is None else identifier(dataset.table[customer])


def _is_alone(table: ir.Table, date: str, lone: Lone) -> ir.BooleanValue:
    moment = table[date].cast("timestamp")
    end = lone.last + timedelta(days=1)
    return truth(
        (moment < ibis.timestamp(lone.first.isoformat()))
        | (moment >= ibis.timestamp(end.isoformat()))
    )


def _lines(dataset: Dataset, date: str, lone: Lone) -> ir.Table:
    """Add up the lines that stand alone, by day and order."""
    table, order = dataset.table, dataset.column(Role.ORDER)
    alone = table.filter(_is_alone(table, date, lone))
    lines = alone.select(
        day=alone[date].cast("timestamp").date(),
        order=ibis.null("string") if order is None else text(alone[order]),
        amount=amount(dataset, alone),
    )
    return (
        lines.group_by("day", "order")
        .agg(lines=lines.count(), amount=lines.amount.sum().cast("float64"))
        .order_by("day", "order")
    )


def _item(row: dict[str, object]) -> dict[str, float | str]:
    item: dict[str, float | str] = {"day": str(row["day"]), "lines": int(str(row["lines"]))}
    if row["order"] is not None:
        item["order"] = str(row["order"])
    if row["amount"] is not None:
        item["amount"] = float(str(row["amount"]))
    return item
