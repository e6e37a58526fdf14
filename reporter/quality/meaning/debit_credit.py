"""Whether a second column holds what goes back: debit and credit, Soll and Haben, of which each row
has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from reporter.ledgers import BOTH, are_sides
from reporter.model import Role
from reporter.quality.meaning.question import Answer, Settled, Understanding
from reporter.quality.values import number

if TYPE_CHECKING:
    from reporter.model import Column
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

MOST_GOING_BACK = 0.5
"""Share of what comes in that may go back; where it is more, the other side holds payments rather
than credit notes.
"""


class DebitCredit:
    """Takes off what stands on the other side of a ledger."""

    name = "debit_credit"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset, choice = so_far.dataset, settings.meaning.debit_credit
        own = dataset.column(Role.AMOUNT)
        other = next(
            (column.name for column in dataset.columns if own and _is_other_side(column, own)), None
        )
        if own is None or other is None:
            return so_far, None
        seen = _seen(so_far, evidence, own, other)
        if not seen["rows"] or int(seen["both"]) > BOTH * so_far.dataset.rows:
            return so_far, None
        clear = float(seen["back"] or 0) <= MOST_GOING_BACK * float(seen["come"] or 0)
        settled = Settled(choice=choice, change="deduct", clear=clear)
        answer = Answer(
            question=self.name,
            stance=settled.stance,
            numbers={
                "column": own,
                "other": other,
                "rows": int(seen["rows"]),
                "amount": float(seen["back"] or 0),
            },
            otherwise={self.name: "ignore" if settled.changes else "deduct"},
        )
        if not settled.changes:
            return so_far, answer
        come, back = (number(dataset.table[name]) for name in (own, other))
        worth = ibis.ifelse(
            come.isnull() & back.isnull(),
            ibis.null("float64"),
            come.fill_null(0.0) - back.abs().fill_null(0.0),
        )
        return (
            so_far.with_evidence(other, "holds what goes back, and is taken off").with_column(
                own, worth
            ),
            answer,
        )


def _is_other_side(column: Column, own: str) -> bool:
    return (
        column.role is Role.IGNORED
        and column.dtype in {"integer", "decimal"}
        and are_sides(own, column.name)
    )


def _seen(so_far: Understanding, evidence: Evidence, own: str, other: str) -> dict[str, Any]:
    """Count the rows with something on the other side, and on both, and add up what comes in and
    what goes back.
    """
    table = so_far.counted.table
    lines = table.select(
        come=number(table[own]).fill_null(0.0), back=number(table[other]).abs().fill_null(0.0)
    )

    def those(condition: ibis.expr.types.BooleanValue) -> ibis.expr.types.Value:
        return ibis.ifelse(condition, 1, 0).sum().cast("int64").fill_null(0)

    return evidence.row(
        lines.aggregate(
            rows=those(lines.back > 0),
            both=those((lines.back > 0) & (lines.come != 0)),
            come=lines.come.sum(),
            back=lines.back.sum(),
        )
    )
