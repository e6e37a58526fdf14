"""Terms that mean something else in each report: the base, the grid's scores and what became of
refunds in, their definitions out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import FeatureName, Finding
from reporter.model.claim import Claim, Count

if TYPE_CHECKING:
    from reporter.choices import Returns
    from reporter.model import Scoring, Study


def terms(study: Study, scoring: Scoring | None, returns: Returns) -> dict[str, Finding]:
    """Define those of revenue, score and usefulness that this report speaks of, by their name."""
    told = {
        "revenue": _revenue(study, returns),
        "score": None if scoring is None else _score(scoring),
        "useful": _useful(study),
    }
    return {
        name: Finding(id=f"term.{name}", claim=claim)
        for name, claim in told.items()
        if claim is not None
    }


def _revenue(study: Study, returns: Returns) -> Claim | None:
    """Define revenue by what became of refunds; a table of customers has none."""
    if study.totals.revenue is None:
        return None
    return Claim("term.revenue", {"refunds": returns.value if study.totals.orders else None})


def _score(scoring: Scoring) -> Claim:
    """Define the grid's scores by their parts."""
    scores = Count(scoring.scores)
    return Claim("term.score", {"own": bool(scoring.own), "scores": scores, "lowest": Count(1)})


def _useful(study: Study) -> Claim | None:
    """Define usefulness by what the table knows; None where no division has any."""
    if all(one.usefulness is None for one in study.segmentation.candidates):
        return None
    volume = study.table.volume
    return Claim(
        "term.useful",
        {
            "orders": volume is not None and volume.noun == "orders",
            "recency": study.table.has(FeatureName.RECENCY),
        },
    )
