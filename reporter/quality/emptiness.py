"""Nothing or too little left after cleaning: the steps in, a message out that says which rule took
how much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import QualityError
from reporter.model import CleaningRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import CleaningStep, Dataset

_HINTS: dict[str, str] = {
    CleaningRule.MISSING_CUSTOMER: (
        "Check which column holds the customer: --set roles.customer=NAME."
    ),
    CleaningRule.MISSING_DATE: (
        "Check which column holds the date and its order: --set roles.date=NAME, --set"
        " roles.date_order=day-first."
    ),
    CleaningRule.MISSING_AMOUNT: (
        "Check the columns of quantity and price: --set roles.quantity=NAME, --set"
        " roles.price=NAME."
    ),
    CleaningRule.CANCELLATION: (
        "Keep returns with --set quality.returns=net or keep, or check roles.order."
    ),
    CleaningRule.RETURN: (
        "Keep returns with --set quality.returns=keep, or check the sign of roles.quantity."
    ),
    CleaningRule.NON_POSITIVE_PRICE: (
        "Check the columns of quantity and price: --set roles.quantity=NAME, --set"
        " roles.price=NAME."
    ),
    CleaningRule.NO_QUANTITY: "Check the column of quantities: --set roles.quantity=NAME.",
    CleaningRule.NOTHING_LEFT: (
        "Check the sign of the quantities and amounts; --set quality.returns=drop leaves refunds"
        " out."
    ),
    CleaningRule.NO_MEASURES: (
        "Check which columns hold spend or measures: --set roles.spend='[\"NAME\"]'."
    ),
}


def require_customers(
    dataset: Dataset, steps: Sequence[CleaningStep], customers: int, rows: int
) -> None:
    """Raise unless two customers or more are left.

    Raises
    ------
    QualityError
        Cleaning left nobody, or one customer only.
    """
    if customers > 1:
        return
    taken = sorted(
        (step for step in steps if step.removed and step.rows), key=lambda step: -step.rows
    )
    hint = _HINTS.get(taken[0].rule, "") if taken else ""
    if taken and taken[0].setting:
        hint = f"That is by {taken[0].setting}, which cannot be: leave it out or turn it round."
    listed = ", ".join(f"{step.rows:,} by the rule {step.rule}" for step in taken)
    because = f" ({listed})" if listed else ""
    if customers == 0:
        raise QualityError(
            f"No row of {dataset.source.name} is left after cleaning: all {dataset.rows:,} rows"
            f" left{because}.",
            hint,
        )
    raise QualityError(
        f"Only one customer is left in {dataset.source.name} after cleaning: {rows:,} of"
        f" {dataset.rows:,} rows{because}.",
        hint
        or "Segments need several customers; check which column holds the customer:"
        " --set roles.customer=NAME.",
    )
