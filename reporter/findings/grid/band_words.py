"""What a score stands for in words: a band of days, orders or money in, a phrase out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.model import Base, FeatureName

if TYPE_CHECKING:
    from reporter.model import Finding, ScoreBand
    from reporter.numerals import Numerals

NOBODY = "no customer"


def band_words(band: ScoreBand, numerals: Numerals) -> Finding:
    """Say what the customers who have a score have in common."""
    draft = Draft(numerals)
    text = {
        FeatureName.RECENCY: _days,
        FeatureName.FREQUENCY: _orders,
        FeatureName.MONETARY: _money,
    }[band.axis](band, draft)
    made = draft.finding(f"grid.band.{band.axis}.{band.score}", text)
    return replace(made, base=Base(of="customers", count=band.customers))


def _days(band: ScoreBand, draft: Draft) -> str:
    low, high = band.low, band.high
    if low is None:
        return NOBODY if high is None else f"up to {_elapsed('high', high, draft)} ago"
    if high is None:
        return f"{_elapsed('low', low, draft)} ago or longer"
    days, numerals = _elapsed("high", high, draft), draft.numerals
    if numerals.elapsed(low) == numerals.elapsed(high):
        return f"{days} ago"
    return f"{draft.count('low', numerals.elapsed(low))}–{days} ago"


def _elapsed(key: str, days: float, draft: Draft) -> str:
    """Write days, or the weeks or months that the data know."""
    numerals = draft.numerals
    return draft.quantity(key, numerals.elapsed(days), f"{numerals.time}s")


def _orders(band: ScoreBand, draft: Draft) -> str:
    low, high = band.low, band.high
    if low is None:
        if high is None:
            return NOBODY
        return f"{'up to ' if high > 1 else ''}{_counted(high, draft)}"
    if high is None:
        return f"{draft.count('low', low)} or more orders"
    if low == high:
        return _counted(high, draft)
    return f"{draft.count('low', low)}–{_counted(high, draft)}"


def _counted(orders: float, draft: Draft) -> str:
    return f"{draft.count('high', orders)} order{'' if orders == 1 else 's'}"


def _money(band: ScoreBand, draft: Draft) -> str:
    low, high = band.low, band.high
    if low is None:
        if high is None:
            return "any amount" if band.customers else NOBODY
        return f"under {draft.money('high', high)}"
    least = draft.money("low", low)
    return f"{least} or more" if high is None else f"{least} to under {draft.money('high', high)}"
