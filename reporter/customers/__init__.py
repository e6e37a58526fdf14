"""A `CleanDataset` in, a `CustomerTable` out: one row per customer, with what each segment of them
bought.
"""

from __future__ import annotations

from reporter.customers.purchases import purchases
from reporter.customers.table import make, totals

__all__ = ["make", "purchases", "totals"]
