"""What a score stands for, in words: bands of days, orders and money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from reporter.findings.grid.band_words import band_words
from reporter.model import Base, FeatureName, ScoreBand
from reporter.numerals import Numerals
from tests.findings.figures import unaccounted
from tests.saying import spoken

if TYPE_CHECKING:
    from reporter.model import Finding

NBSP = "\N{NO-BREAK SPACE}"


def told(
    axis: FeatureName,
    low: float | None,
    high: float | None,
    *,
    customers: int = 9,
    time: Literal["day", "week", "month"] = "day",
) -> Finding:
    numerals = Numerals(currency="GBP", time=time)
    band = ScoreBand(axis=axis, score=3, low=low, high=high, customers=customers)
    made = spoken(band_words(band, numerals), numerals)
    assert made.id == f"grid.band.{axis}.3"
    assert unaccounted(made, numerals, ()) == []
    assert made.base == Base(of="customers", count=customers)
    return made


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(None, 14, "up to 14 days ago"), (41, 125, "41–125 days ago"), (8, 8, "8 days ago"), (198, None, "198 days ago or longer"),
     (None, None, "no customer")],
)  # fmt: skip
def test_recency_is_told_in_days(low: float | None, high: float | None, said: str) -> None:
    made = told(FeatureName.RECENCY, low, high)
    assert made.text.replace(NBSP, " ") == said


def test_recency_is_told_in_the_months_that_data_know() -> None:
    made = told(FeatureName.RECENCY, 61, 122, time="month")
    assert made.text.replace(NBSP, " ") == "2–4 months ago"
    assert made.numbers == {"low": 2, "high": 4}
    assert told(FeatureName.RECENCY, 61, 65, time="month").numbers == {"high": 2}


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(None, 1, "1 order"), (None, 2, "up to 2 orders"), (3, 5, "3–5 orders"), (4, 4, "4 orders"), (9, None, "9 or more orders"),
     (None, None, "no customer")],
)  # fmt: skip
def test_frequency_is_told_in_orders(low: float | None, high: float | None, said: str) -> None:
    assert told(FeatureName.FREQUENCY, low, high).text == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(None, 287.4, "under £287"), (612.0, 1204.2, "£612 to under £1,204"), (2411.5, None, "£2,412 or more"),
     (None, None, "any amount")],
)  # fmt: skip
def test_money_is_told_in_amounts(low: float | None, high: float | None, said: str) -> None:
    assert told(FeatureName.MONETARY, low, high).text == said


def test_a_score_of_money_without_limits_is_any_amount_or_nobodys() -> None:
    assert told(FeatureName.MONETARY, None, None, customers=0).text == "no customer"
