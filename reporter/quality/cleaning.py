"""A `Dataset` in, a `CleanDataset` out: the rows that can be trusted, and what was done to get
there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.errors import QualityError
from reporter.model import CleanDataset, Kind, Role
from reporter.quality import filters, grain, remainder, services
from reporter.quality.amounts import compare
from reporter.quality.cautions import of_customers, of_orders
from reporter.quality.currencies import only_currency
from reporter.quality.customer_tables import clean_rows
from reporter.quality.demographics import demographics
from reporter.quality.fingerprint import keep, repeated
from reporter.quality.losses import refuse
from reporter.quality.marking import roles
from reporter.quality.meaning import Understanding, readings, understand
from reporter.quality.meaning.nobody import credited
from reporter.quality.overview import profile
from reporter.quality.transactions import clean_lines, lines_left

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset, Remainder
    from reporter.settings import Settings


def clean(dataset: Dataset, settings: Settings) -> CleanDataset:
    """Read a dataset as it is meant, and clean it by named rules, each counted.

    What the user's filters leave out goes first (``source.where`` and its kin). Order lines: what
    does not count by its state or kind, a missing customer, repeats of a line, an unreadable date
    or amount, cancellations and returns (as ``quality.returns`` says), lines of no price or
    quantity, and customers left with nothing leave; without money no line leaves for its amount or
    price, but for a quantity of zero. Service lines and missing descriptions are marked. Customer
    tables: rows without id, repeated rows and ids, and rows without any number leave; missing
    categories are named.

    Parameters
    ----------
    dataset
        The raw table with its roles.
    settings
        Read: the filters of ``source``, ``meaning``, ``quality``, and ``customers.as_of`` to tell
        orders after it.

    Returns
    -------
    CleanDataset
        Its table is computed once and kept on the dataset's own backend; amounts are decimal(18,
        4).

    Raises
    ------
    QualityError
        No customer, or only one, is left, a filter does not fit the data, or they cannot be trusted
        in any reading.
    """
    filtered = filters.apply(dataset, settings.source)
    try:
        return filtered.told(_clean(filtered.dataset, settings))
    except QualityError as error:
        raise filtered.failure(error) from None


def _clean(dataset: Dataset, settings: Settings) -> CleanDataset:
    """Read and clean the rows that filters leave."""
    understood = understand(dataset, settings)
    repeats = keep(repeated(understood.dataset), "repeated")
    return (_orders if dataset.kind is Kind.TRANSACTIONS else _customers)(
        dataset, understood, repeats, settings
    )


def _orders(
    given: Dataset, understood: Understanding, repeats: ir.Table, settings: Settings
) -> CleanDataset:
    dataset = understood.dataset
    amounts, uncredited = compare(dataset)
    table, steps, rows = clean_lines(
        dataset, repeats, uncredited, understood.rules, settings.quality
    )
    steps = credited(steps, understood.answers)
    has = roles(dataset)
    numbered = Role.ORDER in has
    placed = remainder.orders(table, numbered=numbered)
    left = remainder.of_orders(placed, money=dataset.has_money)
    refuse(dataset, steps, left.revenue or 0.0)
    days = remainder.days(placed)
    stands_for, told = grain.settle(days, settings.meaning, numbered=numbered)
    if left.first and left.last:
        left = replace(
            left, first=stands_for.span(left.first)[0], last=stands_for.span(left.last)[1]
        )
    clean = CleanDataset(
        dataset=dataset,
        table=table,
        steps=steps,
        profile=profile(dataset, repeats),
        rows=rows,
        remainder=left,
        has=has,
        amounts=amounts if dataset.has_money else None,
        demographics=demographics(dataset),
        currency=understood.currency or only_currency(understood.counted),
        readings=(
            *dataset.readings,
            *readings(understood, left, settings, lambda other: _left(given, other)),
            *services.told(steps, left.revenue),
            *told,
        ),
        grain=stands_for,
    )
    return replace(clean, cautions=of_orders(clean, repeats, placed, days, settings))


def _left(given: Dataset, settings: Settings) -> Remainder:
    """Return what other settings of meaning would leave."""
    understood = understand(given, settings)
    dataset = understood.dataset
    repeats = keep(repeated(dataset), "repeated")
    lines = lines_left(dataset, repeats, understood.rules, settings.quality)
    return remainder.of_orders(
        remainder.orders(lines, numbered=Role.ORDER in roles(dataset)), money=dataset.has_money
    )


def _customers(
    given: Dataset, understood: Understanding, repeats: ir.Table, settings: Settings
) -> CleanDataset:
    dataset = replace(understood.counted, rows=given.rows)
    table, steps, rows = clean_rows(dataset, drop_duplicates=settings.quality.duplicates == "drop")
    left = remainder.of_customers(dataset, table, rows)
    clean = CleanDataset(
        dataset=dataset,
        table=table,
        steps=steps,
        profile=profile(dataset, repeats),
        rows=rows,
        remainder=left,
        has=roles(dataset),
        currency=understood.currency or only_currency(dataset),
        readings=(*dataset.readings, *readings(understood, left, settings, lambda _: left)),
    )
    return replace(clean, cautions=of_customers(clean))
