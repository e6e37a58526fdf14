"""A `CleanDataset` in, a `CustomerTable` and the totals of the base out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.customers.customer_tables import from_rows
from reporter.customers.demographics import with_demographics
from reporter.customers.transactions import from_orders
from reporter.model import FeatureName, Kind, Totals

if TYPE_CHECKING:
    from reporter.model import CleanDataset, CustomerTable
    from reporter.settings import Settings


def make(clean: CleanDataset, settings: Settings) -> CustomerTable:
    """Make one row per customer, with named features.

    Parameters
    ----------
    clean
        Cleaned order lines, or a cleaned customer table.
    settings
        Read: ``customers.as_of`` and ``quality.returns``.

    Returns
    -------
    CustomerTable
        Money in the file's currency, times in whole days, shares from 0 to 1. Customers are sorted
        by id as text.

    Raises
    ------
    CustomersError
        There is no customer, nothing is known of them, or the report's day lies before the last
        order.
    """
    return (
        with_demographics(from_orders(clean, settings), clean)
        if clean.dataset.kind is Kind.TRANSACTIONS
        else from_rows(clean)
    )


def totals(clean: CleanDataset, table: CustomerTable, settings: Settings) -> Totals:
    """Add up the base: customers, orders, rows and revenue after cleaning.

    Parameters
    ----------
    clean
        What the table was made from.
    table
        One row per customer.
    settings
        Read: ``report.currency``.
    """
    frame = table.frame
    return Totals(
        customers=len(frame),
        orders=int(frame[FeatureName.FREQUENCY].sum()) if table.kind is Kind.TRANSACTIONS else None,
        rows=clean.rows,
        revenue=(
            None if table.revenue is None else round(math.fsum(frame[table.revenue].dropna()), 4)
        ),
        currency=settings.report.currency,
    )
