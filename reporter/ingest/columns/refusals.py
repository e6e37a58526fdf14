"""Why no report can be made of orders: what they lack, with the columns that come nearest to it,
and how to name one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.columns import nearest, vocabulary
from reporter.ingest.types import dates
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reporter.ingest.columns.parts import Found, Judged, Table
    from reporter.ingest.columns.statistics import ColumnStatistics

_CUSTOMERS = "if a row is a customer, set roles.kind=customers"


def lacking(table: Table, judged: Judged, found: Found) -> IngestError | None:
    """Say which of customer and date orders lack; None where they have both."""
    if lost := rounded_customer(judged, found):
        what = (
            f"The customers of {table.label} cannot be told apart by {lost}:"
            f" {judged.contents.lost_digits(_named(judged, lost))}."
        )
        return IngestError(
            what,
            f"Ask for the data with {lost} as text, as the system has it; a spreadsheet has stood"
            " in between.",
        )
    if Role.CUSTOMER not in found.parts:
        return _lacks(table.label, Role.CUSTOMER, nearest.customers, judged, found)
    if Role.DATE in found.parts:
        return None
    if table.unreadable:
        return no_date(table, next(iter(table.unreadable)))
    return _lacks(table.label, Role.DATE, nearest.dates, judged, found)


def rounded_customer(judged: Judged, found: Found) -> str | None:
    """Return the column of customers' ids that cannot be used as a spreadsheet has rounded them,
    where none stands in for it.
    """
    if Role.CUSTOMER in found.parts:
        return None
    ids = [
        one
        for one in judged.columns
        if one.name in found.apart and judged.known.fit(one.name, Role.CUSTOMER) >= vocabulary.THING
    ]
    return next((one.name for one in ids if judged.contents.lost_digits(one)), None)


def _named(judged: Judged, name: str) -> ColumnStatistics:
    return next(one for one in judged.columns if one.name == name)


def _lacks(
    label: str,
    role: Role,
    near: Callable[[Judged, Found], Sequence[ColumnStatistics]],
    judged: Judged,
    found: Found,
) -> IngestError:
    columns = near(judged, found)
    what = f"{label} holds orders, but no column was recognised as the {role.value}"
    if columns:
        what += (
            f"; the nearest {'is' if len(columns) == 1 else 'are'}"
            f" {_listed([nearest.described(one, role, found) for one in columns])}"
        )
    named = columns[0].name if columns else "…"
    return IngestError(
        f"{what}. Its columns: {listed(judged)}.",
        f'Name it: --set roles.{role.value}="{named}"; {_CUSTOMERS}.',
    )


def no_date(table: Table, name: str) -> IngestError:
    """Say that a column holds no date, with a value that is none."""
    example = table.unreadable.get(name)
    shown = f" (for instance {example!r})" if example else ""
    what = f"No value in the column {name!r} of {table.label} can be read as a date{shown}."
    if example and dates.is_yearless(example):
        first = (
            "give the first day of the twelve months that they lie in (--set"
            " meaning.yearless_dates=2023-01-01)"
        )
        way = "make dates of them by a query (source.query)" if table.away else first
        return IngestError(what, f"These are days and months without a year: {way}.")
    if table.date_order != "auto":
        return IngestError(
            what, f"roles.date_order={table.date_order} is set: leave it out, or turn it round."
        )
    return IngestError(
        what,
        'Write dates like 2011-12-09 or 9/12/2011, or name another column: --set roles.date="…".',
    )


def no_numbers(table: Table) -> IngestError:
    """Say that a table of customers holds nothing to segment them by."""
    alike = [one.name for one in table.columns if one.is_number and one.is_constant]
    why = (
        f"{', '.join(alike)} hold{'s' if len(alike) == 1 else ''} the same number in every row"
        if alike
        else "it has no column of numbers"
    )
    names = ", ".join(one.name for one in table.columns)
    what = (
        f"{table.label} says nothing about customers to segment them by: {why}. Its columns:"
        f" {names}."
    )
    return IngestError(
        what,
        "Give orders with a customer, a date and an amount, or one row per customer with numbers"
        " about them.",
    )


def listed(judged: Judged) -> str:
    """Name all columns."""
    return ", ".join(column.name for column in judged.columns)


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
