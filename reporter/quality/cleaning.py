"""A `Dataset` in, a `CleanDataset` out: the rows that can be trusted, and what was done to get there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.model import CleanDataset, Kind, Role
from reporter.quality import remainder
from reporter.quality.amounts import compare
from reporter.quality.cautions import of_customers, of_orders
from reporter.quality.currencies import only_currency
from reporter.quality.customer_tables import clean_rows
from reporter.quality.demographics import demographics
from reporter.quality.fingerprint import keep, repeated
from reporter.quality.overview import profile
from reporter.quality.transactions import clean_lines, roles

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset
    from reporter.settings import Settings


def clean(dataset: Dataset, settings: Settings) -> CleanDataset:
    """Clean a dataset by named rules, each counted.

    Order lines: a missing customer, repeats of a line, an unreadable date or amount, cancellations and returns (as
    ``quality.returns`` says), lines of no price or quantity, and customers left with nothing leave, in this order;
    service lines and missing descriptions are marked. Without money no line leaves for its amount or price, but for a quantity of
    nought. Customer tables: rows without id, repeated rows and ids, and
    rows without any number leave; missing categories are named.

    Parameters
    ----------
    dataset
        The raw table with its roles.
    settings
        Read: ``quality``, and ``customers.as_of`` to tell orders after it.

    Returns
    -------
    CleanDataset
        Its table is computed once and kept on the dataset's own backend; amounts are decimal(18, 4).

    Raises
    ------
    QualityError
        No customer, or only one, is left.
    """
    repeats = keep(repeated(dataset), "repeated")
    return (_orders if dataset.kind is Kind.TRANSACTIONS else _customers)(dataset, repeats, settings)


def _orders(dataset: Dataset, repeats: ir.Table, settings: Settings) -> CleanDataset:
    amounts, uncredited = compare(dataset)
    table, steps, rows = clean_lines(dataset, repeats, uncredited, settings.quality)
    has = roles(dataset)
    placed = remainder.orders(table, numbered=Role.ORDER in has)
    clean = CleanDataset(
        dataset=dataset,
        table=table,
        steps=steps,
        profile=profile(dataset, repeats),
        rows=rows,
        remainder=remainder.of_orders(placed, money=dataset.has_money),
        has=has,
        amounts=amounts if dataset.has_money else None,
        demographics=demographics(dataset),
        currency=only_currency(dataset),
        readings=dataset.readings,
    )
    return replace(clean, cautions=of_orders(clean, repeats, placed, settings))


def _customers(dataset: Dataset, repeats: ir.Table, settings: Settings) -> CleanDataset:
    table, steps, rows = clean_rows(dataset, drop_duplicates=settings.quality.duplicates == "drop")
    clean = CleanDataset(
        dataset=dataset,
        table=table,
        steps=steps,
        profile=profile(dataset, repeats),
        rows=rows,
        remainder=remainder.of_customers(dataset, table, rows),
        has=roles(dataset),
        currency=only_currency(dataset),
        readings=dataset.readings,
    )
    return replace(clean, cautions=of_customers(clean))
