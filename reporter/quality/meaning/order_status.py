"""Which orders count: states of payment and order in, rows that were not paid or were taken back
out.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from reporter.model import Stance
from reporter.model.claim import Claim, Name
from reporter.quality.meaning import states
from reporter.quality.meaning.question import Answer, RowRule, Settled, Understanding, truth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.quality.meaning.evidence import Evidence, ValueCount
    from reporter.settings import Settings

MOST_LEAVING = 0.5
"""Share of the rows that states may take; where they would take more, they may mean something else.
"""
_NAMED = 6
"""States that count are named up to so many."""


class OrderStatus:
    """Leaves out orders that were cancelled, failed, refunded, drafts or tests."""

    name = "order_status"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        found = tuple(one for one in states.find(evidence, settings) if one.left)
        if not found:
            return so_far, None
        rows = max(sum(value.rows for value in one.left) for one in found)
        few = rows <= MOST_LEAVING * so_far.dataset.rows
        settled = Settled(choice=settings.meaning.order_status, change="drop", clear=few)
        answer = Answer(
            question=self.name,
            stance=settled.stance,
            numbers={
                "columns": " and ".join(one.column.name for one in found),
                "rows": sum(v.rows for _, v in states.each(found, "left")),
                **_others(found),
            },
            items=tuple(
                _item(value, one.column.name, several=len(found) > 1)
                for one, value in states.each(found, "left")
            ),
            otherwise={self.name: "keep" if settled.changes else "drop"},
        )
        if not settled.changes:
            return so_far, answer
        for one in found:
            so_far = so_far.with_evidence(one.column.name, "says which orders count")
        return so_far.with_rule(_rule(found)), answer


def _others(found: tuple[states.States, ...]) -> dict[str, float | str]:
    """Name the states that count, where they are states and no flag or day; open and unknown ones
    have an answer of their own.
    """
    named = [
        value.value
        for _, value in states.each(tuple(one for one in found if not one.is_flag), "counted")
    ]
    return (
        {"counted": ", ".join(named[:_NAMED]) + ("…" if len(named) > _NAMED else "")}
        if named
        else {}
    )


def _rule(found: tuple[states.States, ...]) -> RowRule:
    columns = tuple(Claim("cleaning.column", {"by_column": Name(one.column.name)}) for one in found)
    return RowRule(
        name=OrderStatus.name,
        told=Claim("cleaning.order_status", {"by_columns": columns}),
        condition=lambda table: reduce(
            lambda left, right: left | right, (truth(one.taken(table)) for one in found)
        ),
    )


def _item(value: ValueCount, column: str, *, several: bool) -> Mapping[str, float | str]:
    name = (
        f"{column} filled"
        if value.value == column
        else f"{column}: {value.value}"
        if several
        else value.value
    )
    return {"state": name, "rows": value.rows, "amount": value.amount}


class OpenOrders:
    """Tells of orders that count and may yet come to nothing, and of states that nobody knows."""

    name = "open_orders"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        found = states.find(evidence, settings)
        listed = [*states.each(found, "open"), *states.each(found, "unknown")]
        if not listed:
            return so_far, None
        rows = sum(value.rows for _, value in listed)
        answer = Answer(
            question=self.name,
            stance=Stance.TOLD,
            numbers={
                "columns": " and ".join(dict.fromkeys(one.column.name for one, _ in listed)),
                "rows": rows,
            },
            items=tuple(
                _item(value, one.column.name, several=len(found) > 1) for one, value in listed
            ),
            otherwise={"not_counted": tuple(value.value for _, value in listed)},
        )
        return so_far, answer
