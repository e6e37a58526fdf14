"""The scores of the grid as columns of the lists: their names, labels, definitions and values, one a customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model import Report

__all__ = ["ScoreColumn", "score_columns"]

COLUMNS = {
    "recency_score": ("Recency score", "How recently the customer ordered, from 1 to {scores}; {scores} is the most recent."),
    "frequency_score": ("Frequency score", "How often the customer ordered, from 1 to {scores}; {scores} is the most often."),
    "monetary_score": ("Monetary score", "How much the customer spent, from 1 to {scores}; {scores} is the most."),
    "fm_score": ("Frequency and money score", "The mean of the scores of frequency and money, halves rounded up."),
    "grid_cell": ("Grid cell", "The named cell of the recency and frequency grid that holds the customer."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreColumn:
    """A column that the grid adds to the lists."""

    name: str
    """In segments.csv."""
    label: str
    definition: str
    cells: list[int] | list[str]
    """In the order of the customer table."""


def score_columns(report: Report) -> tuple[ScoreColumn, ...]:
    """Return the columns of scores and cells; none for customer tables."""
    scoring = report.findings.scoring
    if scoring is None:
        return ()
    held = scoring.customers.reindex(report.customers.frame.index)
    return tuple(
        ScoreColumn(name=name, label=label, definition=definition.format(scores=scoring.scores), cells=held[name].tolist())
        for name, (label, definition) in COLUMNS.items()
        if name in held
    )
