"""What reporter adds to the features in the lists: key accounts, and the grid's scores; names,
labels, definitions, values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.model.claim import Claim, Count, Name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import Report
    from reporter.model.claim import Value
    from reporter.wording import Words

__all__ = ["AddedColumn", "added_columns"]

SCORES = ("recency_score", "frequency_score", "monetary_score", "fm_score", "grid_cell")
"""The grid's columns, as the lists of a report name them."""
FAR = "yes"
"""In the column of key accounts, of each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedColumn:
    """A column beside the features."""

    name: str
    """In segments.csv."""
    label: str
    definition: str
    cells: list[int] | list[str]
    """In the order of the customer table."""


def added_columns(report: Report, words: Words) -> tuple[AddedColumn, ...]:
    """Return whether a customer is a key account, and for orders the columns of scores
    and cells.
    """
    return (_key_accounts(report, words), *_scores(report, words))


def _key_accounts(report: Report, words: Words) -> AddedColumn:
    far = {one.customer for one in report.study.segmentation.key_accounts}
    return _column(
        words,
        "key_account",
        [FAR if str(customer) in far else "" for customer in report.study.table.frame.index],
        {"flag": Name(FAR), "priced": report.study.totals.revenue is not None},
    )


def _scores(report: Report, words: Words) -> tuple[AddedColumn, ...]:
    scoring = report.findings.scoring
    if scoring is None:
        return ()
    held = scoring.customers.reindex(report.study.table.frame.index)
    values = {"scores": Count(scoring.scores)}
    called = {cell.segment: words.name(cell.called) for cell in report.findings.grid or ()}
    cells = {name: held[name].tolist() for name in SCORES if name in held}
    cells["grid_cell"] = [called.get(cell, cell) for cell in cells["grid_cell"]]
    return tuple(_column(words, name, cells[name], values) for name in cells)


def _column(
    words: Words, name: str, cells: list[int] | list[str], values: Mapping[str, Value]
) -> AddedColumn:
    """Head and define a column by the catalogue; the definition is given the values."""
    return AddedColumn(
        name=name,
        label=words.term("workbook.added", name),
        definition=words.text(Claim(f"workbook.meaning.{name}", values)),
        cells=cells,
    )
