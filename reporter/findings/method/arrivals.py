"""What became of the customers who came in: what cleaning left in, a sentence out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.model import CleaningRule

if TYPE_CHECKING:
    from reporter.model import Finding, Study
    from reporter.numerals import Numerals


def arrivals(study: Study, numerals: Numerals) -> Finding | None:
    """Say what became of the customers who came in; None where every one of them is in the
    report.
    """
    came, segmented = study.arrived, study.totals.customers
    if came is None or came <= segmented:
        return None
    draft = Draft(numerals)
    filtered = sum(step.customers or 0 for step in study.clean.steps if step.asked)
    nobody = _left_by(study, CleaningRule.MISSING_CUSTOMER)
    nothing = _left_by(study, CleaningRule.NOTHING_LEFT)
    others = came - filtered - nobody - nothing - segmented
    gone = [
        (filtered, "filtered", "were left out by filters"),
        (nobody, "nobody", f"{'stands' if nobody == 1 else 'stand'} for nobody in particular"),
        (nothing, "nothing_left", "had nothing left after returns"),
        (max(others, 0), "no_line_left", "had no line left after cleaning"),
    ]
    told = "; ".join(f"{draft.count(key, count)} {what}" for count, key, what in gone if count)
    return draft.finding(
        "data.customers",
        f"{draft.count('arrived', came)} customers came in; {told};"
        f" {draft.count('segmented', segmented)} are segmented.",
    )


def _left_by(study: Study, rule: CleaningRule) -> int:
    """Return how many customers left by a rule of cleaning."""
    return sum(step.customers or 0 for step in study.clean.steps if step.rule == rule)
