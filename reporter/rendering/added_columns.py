"""What reporter adds to the features in the lists: key accounts, and the grid's scores; names,
labels, definitions, values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model import Report

__all__ = ["AddedColumn", "added_columns"]

SCORE_COLUMNS = {
    "recency_score": (
        "Recency score",
        "How recently the customer ordered, from 1 to {scores}; {scores} is the most recent.",
    ),
    "frequency_score": (
        "Frequency score",
        "How often the customer ordered, from 1 to {scores}; {scores} is the most often.",
    ),
    "monetary_score": (
        "Monetary score",
        "How much the customer spent, from 1 to {scores}; {scores} is the most.",
    ),
    "fm_score": (
        "Frequency and money score",
        "The mean of the scores of frequency and money, halves rounded up.",
    ),
    "grid_cell": (
        "Grid cell",
        "The named cell of the recency and frequency grid that holds the customer.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedColumn:
    """A column beside the features."""

    name: str
    """In segments.csv."""
    label: str
    definition: str
    cells: list[int] | list[str]
    """In the order of the customer table."""


def added_columns(report: Report) -> tuple[AddedColumn, ...]:
    """Return whether a customer is a key account, and for orders the columns of scores
    and cells.
    """
    return (_key_accounts(report), *_scores(report))


def _key_accounts(report: Report) -> AddedColumn:
    sizes = "counts" if report.study.totals.revenue is None else "money or counts"
    far = {one.customer for one in report.study.segmentation.key_accounts}
    return AddedColumn(
        name="key_account",
        label="Key account",
        definition=(
            f"yes: the customer lies so far beyond the others in {sizes} that what is said of the"
            " segment does not apply."
        ),
        cells=[
            "yes" if str(customer) in far else "" for customer in report.study.table.frame.index
        ],
    )


def _scores(report: Report) -> tuple[AddedColumn, ...]:
    scoring = report.findings.scoring
    if scoring is None:
        return ()
    held = scoring.customers.reindex(report.study.table.frame.index)
    return tuple(
        AddedColumn(
            name=name,
            label=label,
            definition=definition.format(scores=scoring.scores),
            cells=held[name].tolist(),
        )
        for name, (label, definition) in SCORE_COLUMNS.items()
        if name in held
    )
