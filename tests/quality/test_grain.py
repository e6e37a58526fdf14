"""Dates that all name a period by its first or last day are that whole period, of which no day is
known.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from reporter.customers import make, purchases
from reporter.findings.summary.readings import readings
from reporter.findings.summary.remainder import orders
from reporter.model import CautionKind, Grain, Role, Stance
from reporter.model.claim import Days
from reporter.numerals import Numerals
from reporter.quality.grain import find
from reporter.quality.order_days import OrderDay
from reporter.settings import from_values
from reporter.wording import Words
from reporter.wording.writing import Writer
from tests.quality.meaning.shop import cleaned, reading
from tests.saying import WORDS, spoken

ROLES = {"customer": Role.CUSTOMER, "date": Role.DATE, "amount": Role.AMOUNT}


def sums(frequency: str, periods: int = 24, start: str = "2022-01-01") -> pd.DataFrame:
    """What each of a hundred customers bought in some of the periods, a row each."""
    rng = np.random.default_rng(3)
    days = pd.date_range(start, periods=periods, freq=frequency)
    rows = [
        (f"C{who}", day, round(float(rng.uniform(5, 90)), 2))
        for day in days
        for who in range(100)
        if rng.random() < 0.4
    ]
    return pd.DataFrame(rows, columns=["customer", "date", "amount"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("frequency", "periods", "grain", "start", "end"),
    [
        ("MS", 24, Grain.MONTH, date(2022, 1, 1), date(2023, 12, 31)),
        ("ME", 24, Grain.MONTH, date(2022, 1, 1), date(2023, 12, 31)),
        ("QS", 8, Grain.QUARTER, date(2022, 1, 1), date(2023, 12, 31)),
        ("QE-FEB", 8, Grain.QUARTER, date(2021, 12, 1), date(2023, 11, 30)),
        ("W-MON", 52, Grain.WEEK, date(2022, 1, 3), date(2023, 1, 1)),
        ("W-SUN", 52, Grain.WEEK, date(2021, 12, 27), date(2022, 12, 25)),
    ],
)
def test_whole_periods_end_with_their_last_day(
    frequency: str, periods: int, grain: Grain, start: date, end: date
) -> None:
    frame = sums(frequency, periods)
    found = cleaned(frame, ROLES)
    table = make(found, from_values({}))
    assert table.period
    assert (table.period.grain, table.period.start, table.period.end, table.period.as_of) == (
        grain,
        start,
        end,
        end,
    )
    assert (found.remainder.first, found.remainder.last) == (start, end)
    assert not {
        CautionKind.UNFINISHED_MONTH,
        CautionKind.MISSING_MONTHS,
        CautionKind.SHORT_HISTORY,
    } & {one.kind for one in found.cautions}
    last = frame["customer"][frame["date"] == frame["date"].max()].iloc[0]
    assert (
        table.frame["recency"][last]
        == {Grain.MONTH: 30, Grain.QUARTER: 90 if start.month == 12 else 91, Grain.WEEK: 6}[grain]
    )
    assert "weekend_share" not in table.frame
    assert purchases(found, pd.Series(1, index=table.frame.index)).weekdays.empty
    told = reading(found, "grain")
    assert told
    assert (told.stance, told.setting) == (Stance.ADOPTED, "meaning.grain=day")
    assert WORDS.label(table.feature("recency")) == "Time since last order"
    assert not [WORDS.label(one) for one in table.features if "Days" in WORDS.label(one)]
    assert spoken(readings(found)[0]).text.startswith(
        f"Dates are whole {grain}s ({periods} of them): orders are what a customer bought in a"
        f" {grain}, and days and weekdays are not known."
    )


@pytest.mark.slow
def test_a_setting_takes_them_for_days() -> None:
    found = cleaned(sums("MS"), ROLES, meaning={"grain": "day"})
    table = make(found, from_values({}))
    assert table.period
    assert (table.period.end, table.period.as_of) == (date(2023, 12, 1), date(2023, 12, 2))
    assert "weekend_share" in table.frame
    told = reading(found, "grain")
    assert told
    assert (told.stance, told.setting) == (Stance.SET, "meaning.grain=auto")


@pytest.mark.slow
def test_days_on_which_somebody_bought_are_orders_where_the_file_numbers_none() -> None:
    frame = sums("5D", 40)
    found = cleaned(pd.concat([frame, frame]).assign(amount=range(2 * len(frame))), ROLES)
    told = orders(found)
    assert told
    assert (
        spoken(told).text
        == "No column holds order numbers: what a customer bought on one day is one order,"
        f" {len(frame):,} in all."
    )
    assert orders(cleaned(sums("MS"), ROLES)) is None
    numbered = {**ROLES, "order": Role.ORDER}
    assert (
        orders(
            cleaned(frame.assign(order=[f"A{number}" for number in range(len(frame))]), numbered),
        )
        is None
    )


def weekly(lines: int, step: int = 7) -> list[OrderDay]:
    return [
        OrderDay(day=day.date(), lines=lines, orders=10)
        for day in pd.date_range("2022-01-01", periods=20, freq=f"{step}D")
    ]


def test_markets_deliveries_and_anniversaries_are_days() -> None:
    assert find(weekly(10), numbered=False) is Grain.WEEK
    assert find(weekly(25), numbered=False) is Grain.DAY
    assert find(weekly(10), numbered=True) is Grain.DAY
    assert find(weekly(10, step=28), numbered=False) is Grain.DAY
    assert find(weekly(10, step=1), numbered=False) is Grain.DAY
    assert find(weekly(10)[:5], numbered=False) is Grain.DAY
    assert (
        find(
            [OrderDay(day=date(2010 + year, 1, 1), lines=1, orders=1) for year in range(9)],
            numbered=False,
        )
        is Grain.DAY
    )


def test_dues_of_the_first_are_months_whatever_their_numbers() -> None:
    days = [
        OrderDay(day=day.date(), lines=9, orders=9)
        for day in pd.date_range("2022-01-01", periods=12, freq="MS")
    ]
    assert find(days, numbered=True) is Grain.MONTH


def test_spans_are_told_in_what_the_data_know() -> None:
    assert (Grain.WEEK.time, Grain.MONTH.time, Grain.QUARTER.time) == ("week", "month", "month")
    months = Numerals(time="month")
    assert [months.elapsed(days) for days in (0, 27, 30, 58, 61, 364)] == [1, 1, 1, 2, 2, 12]
    assert [Numerals(time="week").elapsed(days) for days in (6, 13, 363)] == [1, 2, 52]
    assert Numerals().elapsed(2.5) == 2.5
    assert [months.quantity(days, "days") for days in (30, 91)] == [
        "1\N{NO-BREAK SPACE}month",
        "3\N{NO-BREAK SPACE}months",
    ]
    assert Numerals().quantity(91, "days") == "91\N{NO-BREAK SPACE}days"
    assert (
        *(
            Writer(words=Words.of(each), values={"gone": Days(30)}).fill("{gone|silence}")
            for each in (months, Numerals())
        ),
    ) == (
        "1 month",
        "30 days",
    )
