"""Terms that mean something else in each report: the base, the grid's scores and what became of
refunds in, their definitions out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.model import FeatureName

if TYPE_CHECKING:
    from reporter.choices import Returns
    from reporter.model import Finding, Scoring, Study
    from reporter.numerals import Numerals


def terms(
    study: Study, scoring: Scoring | None, returns: Returns, numerals: Numerals
) -> dict[str, Finding]:
    """Define those of revenue, score and usefulness that this report speaks of, by their name."""
    told = {
        "revenue": _revenue(study, returns, numerals),
        "score": None if scoring is None else _score(scoring, numerals),
        "useful": _useful(study, numerals),
    }
    return {name: one for name, one in told.items() if one is not None}


def _revenue(study: Study, returns: Returns, numerals: Numerals) -> Finding | None:
    """Define revenue by what became of refunds; a table of customers has none."""
    if study.totals.revenue is None:
        return None
    taken = returns.spent if study.totals.orders else ""
    return Draft(numerals).finding("term.revenue", f"The money that customers spent{taken}.")


def _score(scoring: Scoring, numerals: Numerals) -> Finding:
    """Define the grid's scores by their parts."""
    draft, top = Draft(numerals), str(scoring.scores)
    parts = "Customers by limits set for this report"
    draft.note("scores", scoring.scores)
    draft.note("lowest", 1)
    if not scoring.own:
        parts = f"All customers in {numerals.words(scoring.scores)} equal parts"
    return draft.finding(
        "term.score",
        f"{parts}, from 1 to {top}; {top} is the most recent, or the most frequent.",
    )


def _useful(study: Study, numerals: Numerals) -> Finding | None:
    """Define usefulness by what the table knows; None where no division has any."""
    if all(one.usefulness is None for one in study.segmentation.candidates):
        return None
    volume = study.table.volume
    value = "orders" if volume and volume.noun == "orders" else "value"
    what = f"{value} and recency" if study.table.has(FeatureName.RECENCY) else value
    return Draft(numerals).finding(
        "term.useful",
        f"Share of the differences in {what} that lies between the segments, not within them.",
    )
