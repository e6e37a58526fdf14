"""What a score stands for: a band of days, orders or money in, a claim out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Base, FeatureName, Finding
from reporter.model.claim import Claim, Count, Money, Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import ScoreBand, Unit
    from reporter.model.claim import Value
    from reporter.numerals import Numerals

UNITS: Mapping[str, Unit] = {"day": "days", "week": "weeks", "month": "months"}
"""In what spans of time are written, by what the data know."""


def band_words(band: ScoreBand, numerals: Numerals) -> Finding:
    """Say what the customers who have a score have in common.

    Parameters
    ----------
    band
        Of one score.
    numerals
        For the spans of time that the data know.
    """
    return Finding(
        id=f"grid.band.{band.axis}.{band.score}",
        claim=_days(band, numerals) if band.axis == FeatureName.RECENCY else _amounts(band),
        base=Base(of="customers", count=band.customers),
    )


def _days(band: ScoreBand, numerals: Numerals) -> Claim:
    """Tell when they last ordered, in whole days, weeks or months."""
    low, high = (None if end is None else numerals.elapsed(end) for end in (band.low, band.high))
    unit = UNITS[numerals.time]
    if high is None:
        return _band("nobody") if low is None else _band("recency.least", low=Quantity(low, unit))
    if low is None:
        return _band("recency.most", high=Quantity(high, unit))
    if low == high:
        return _band("recency.same", high=Quantity(high, unit))
    return _band("recency.between", low=Count(low), high=Quantity(high, unit))


def _amounts(band: ScoreBand) -> Claim:
    """Tell how often they ordered, or how much they spent."""
    low, high, counted = band.low, band.high, band.axis == FeatureName.FREQUENCY
    kind = Count if counted else Money
    if high is None:
        if low is not None:
            return _band(f"{band.axis}.least", low=kind(low))
        return _band("nobody" if counted or not band.customers else "monetary.any")
    # Nobody is in a table without an order: up to one is one.
    if counted and (low == high or (low is None and high <= 1)):
        return _band("frequency.same", high=Count(high))
    if low is None:
        return _band(f"{band.axis}.most", high=kind(high))
    return _band(f"{band.axis}.between", low=kind(low), high=kind(high))


def _band(name: str, **values: Value) -> Claim:
    return Claim(f"grid.band.{name}", values)
