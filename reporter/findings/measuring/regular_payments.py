"""What customers pay again and again: a customer table's columns and how they were read in, how
often a year their money comes in out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.model import Kind
from reporter.model.spans import PERIODS

if TYPE_CHECKING:
    from reporter.model import CustomerTable, Study

MONTHLY = re.compile(
    r"(?<![a-z])(mrr|monthly|per month|a"
    r" month|monatlich\w*|mensuel\w*|mensual\w*|mensile|mensal)(?![a-z])",
    re.IGNORECASE,
)
"""Words of a heading whose money is a month's."""


def is_monthly(table: CustomerTable) -> bool:
    """Tell whether the columns of a customer table say that its money is a month's (MRR, monthly
    charges).
    """
    money = [feature for feature in table.features if feature.in_revenue]
    return (
        table.kind is not Kind.TRANSACTIONS
        and bool(money)
        # All of it: what a month and a year bring make no sum.
        and all(MONTHLY.search(f"{one.name} {one.heading}") for one in money)
    )


def rate_paid(study: Study) -> tuple[str, float] | None:
    """Return the column of what customers pay a month (week, year), and how often a year they do.

    Only where what they have paid in all is the revenue, and the time that they have been there
    × this (see ingest's time units).
    """
    for reading in study.clean.readings:
        if reading.question == "time_unit" and reading.numbers.get("total") == study.table.revenue:
            name, unit = str(reading.numbers["rate"]), str(reading.numbers["unit"])
            return (name, PERIODS[unit]) if name in study.table.frame and unit in PERIODS else None
    return None
