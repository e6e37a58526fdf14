"""What became of the customers who came in: what cleaning left in, a claim out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import CleaningRule, Finding
from reporter.model.claim import Claim, Count

if TYPE_CHECKING:
    from reporter.model import Study


def arrivals(study: Study) -> Finding | None:
    """Say what became of the customers who came in; None where every one of them is in the
    report.
    """
    came, segmented = study.arrived, study.totals.customers
    if came is None or came <= segmented:
        return None
    filtered = sum(step.customers or 0 for step in study.clean.steps if step.asked)
    nobody = _left_by(study, CleaningRule.MISSING_CUSTOMER)
    nothing = _left_by(study, CleaningRule.NOTHING_LEFT)
    others = came - filtered - nobody - nothing - segmented
    gone = {
        "filtered": filtered,
        "nobody": nobody,
        "nothing_left": nothing,
        "no_line_left": max(others, 0),
    }
    values = {
        "arrived": Count(came),
        **{key: Count(count) for key, count in gone.items() if count},
        "segmented": Count(segmented),
    }
    return Finding(id="data.customers", claim=Claim("source.customers", values))


def _left_by(study: Study, rule: CleaningRule) -> int:
    """Return how many customers left by a rule of cleaning."""
    return sum(step.customers or 0 for step in study.clean.steps if step.rule == rule)
