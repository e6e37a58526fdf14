"""What is known of a client's customers when all are counted and segmented: the base of every
sentence, chart and page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model.customers import CustomerTable, Purchases, Totals
    from reporter.model.data import CleanDataset
    from reporter.model.segmentation import Segmentation


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """The earlier stages' values, as they are handed on together."""

    clean: CleanDataset
    """For its steps, profile, cautions and counts; its table is closed."""
    totals: Totals
    table: CustomerTable
    """One row per customer."""
    segmentation: Segmentation
    purchases: Purchases | None
    """What each segment bought; None for customer tables."""
