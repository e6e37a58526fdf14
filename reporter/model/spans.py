"""How long a month and a year are, and how a span of days is said."""

from __future__ import annotations

DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = 30.44
"""On average, leap years included; a month is a twelfth of a year."""
MONTHS_PER_YEAR = 12
SPOKEN_IN_DAYS = 60
"""A span of fewer days is said in days, a longer one in months."""
PERIODS = {
    "days": DAYS_PER_YEAR,
    "weeks": DAYS_PER_YEAR / 7,
    "months": float(MONTHS_PER_YEAR),
    "years": 1.0,
}
"""Unit of time → how many make a year: how often something is paid that is paid once in each."""


def spoken_days(days: float) -> float:
    """Return a span of days as it is said: whole days, from sixty on whole months."""
    return (
        float(round(days))
        if days < SPOKEN_IN_DAYS
        else round(days / DAYS_PER_MONTH) * DAYS_PER_MONTH
    )
