"""What is known of a client's customers when all are counted and segmented: the base of every
sentence, chart and page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.model.data import Kind, Role

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

    @property
    def arrived(self) -> int | None:
        """How many customers the file names; None where each row is one."""
        name = self.clean.dataset.column(Role.CUSTOMER)
        if self.table.kind is Kind.CUSTOMERS or name is None:
            return None
        return next(
            (column.distinct for column in self.clean.profile.columns if column.name == name), None
        )
