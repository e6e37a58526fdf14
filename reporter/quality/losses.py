"""What cleaning took in; what has to be said first or refused, because so much of the data went,
out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import QualityError
from reporter.model import GRAVE_SHARE, Caution, CautionKind, CleaningRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reporter.model import CleanDataset, CleaningStep, Dataset

MOSTLY = 0.9
"""Share of what went from which on one reason is the reason."""


def left_out(clean: CleanDataset) -> Iterator[Caution]:
    """Say that cleaning took a third of the rows or of the revenue, if it did, and not only what
    names no customer.

    Of the latter `CautionKind.UNCREDITED_REVENUE` tells.
    """
    steps = _taken(clean.steps)
    rows, amount = sum(step.rows for step in steps), sum(step.amount or 0.0 for step in steps)
    total = (clean.remainder.revenue or 0.0) + amount
    share, worth = rows / clean.dataset.rows if clean.dataset.rows else 0.0, _share(amount, total)
    if max(share, worth) < GRAVE_SHARE or all(
        step.rule == CleaningRule.MISSING_CUSTOMER
        for step in steps
        if step.rows >= (1 - MOSTLY) * rows
    ):
        return
    most = max(steps, key=lambda step: step.rows)
    numbers: dict[str, float | str] = {
        "rows": rows,
        "of": clean.dataset.rows,
        "rows_share": share,
    }
    numbers |= (
        {"amount": round(amount, 4), "total": round(total, 4), "share": worth}
        if amount and total > 0
        else {"share": 0.0}
    )
    yield Caution(
        kind=CautionKind.LEFT_OUT,
        numbers={**numbers, "most": most.rows},
        rule=most.told,
    )


def refuse(dataset: Dataset, steps: Sequence[CleaningStep], revenue: float) -> None:
    """Refuse data of which a setting made a third of the rows or of the revenue unreadable.

    Raises
    ------
    QualityError
        It did.
    """
    taken = _taken(steps)
    total = revenue + sum(step.amount or 0.0 for step in taken)
    for step in taken:
        share, worth = step.rows / dataset.rows, _share(step.amount or 0.0, total)
        if step.setting and max(share, worth) >= GRAVE_SHARE:
            gone = (
                f"{step.amount:,.0f} of {total:,.0f} of revenue ({100 * worth:.0f} %)"
                if worth > 0
                else "they"
            )
            raise QualityError(
                f"With {step.setting}, the dates of {step.rows:,} of {dataset.rows:,} rows of"
                f" {dataset.source.name} ({100 * share:.0f} %) cannot be read: {gone} would be left"
                " out.",
                f"Leave {step.setting.partition('=')[0]} out, so that it is found out, or"
                " correct it.",
            )


def _taken(steps: Sequence[CleaningStep]) -> list[CleaningStep]:
    return [step for step in steps if step.removed and step.rows and not step.asked]


def _share(amount: float, total: float) -> float:
    return amount / total if total > 0 else 0.0
