"""When customers count as new, as present and as silent: usual gaps and days since orders in,
bounds and judgements out.
"""

from __future__ import annotations

import math

from reporter.model.spans import DAYS_PER_MONTH

SILENT_MONTHS, SILENT_GAPS = 3, 2
"""Silence begins after three months, or after twice the base's usual gap between orders where that
is longer.
"""
NEW_DAYS, NEW_PART = 120, 1 / 3
"""A customer is new for 120 days after the first order, in a short file for a third of its span."""
PRESENT_FROM, PRESENT_UNTIL = 270, 150
"""Days since the first and the last order that a typical member keeps who was there for most of a
year.
"""


def months_to_silence(usual_gap: float) -> int:
    """Return after how many months without an order a customer counts as silent; two usual gaps (in
    days), rounded up.
    """
    return max(SILENT_MONTHS, math.ceil(SILENT_GAPS * usual_gap / DAYS_PER_MONTH))


def days_of_newness(period_days: int | None) -> float:
    """Return for how many days after the first order a customer counts as new."""
    return min(float(NEW_DAYS), NEW_PART * period_days) if period_days else float(NEW_DAYS)


def present_most_of_a_year(first: float | None, last: float | None) -> bool:
    """Tell whether somebody was there for most of a year, by the days since their first and their
    last order; yes where these are unknown.
    """
    return (first is None or first >= PRESENT_FROM) and (last is None or last <= PRESENT_UNTIL)
