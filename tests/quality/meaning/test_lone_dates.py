"""A lone mistyped date moves nothing, at either end and at any distance; trade that begins slowly
or pauses is no mistake.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from reporter.customers import make
from reporter.model import CautionKind, Stance
from reporter.quality.lone_days import Day, find
from reporter.settings import from_values
from tests import heavy
from tests.quality.meaning.shop import cleaned, lines, reading, revenue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import CleanDataset

START = date(2022, 1, 3)


def mistyped(*days: str) -> pd.DataFrame:
    """Date the first lines of the shop otherwise."""
    frame = lines(orders=600)
    for place, day in enumerate(days):
        frame.loc[place * 7, "date"] = pd.Timestamp(day)
        frame.loc[place * 7, "order"] = f"M{place}"
    return frame


def ends(found: CleanDataset) -> tuple[date, date]:
    period = make(found, from_values({})).period
    assert period
    return period.start, period.end


@pytest.mark.slow
@pytest.mark.parametrize(
    "day",
    heavy.first(
        3,
        [
            "2024-09-30",
            "2024-03-15",
            "2032-01-01",
            "2092-05-05",
            "2020-06-06",
            "1922-03-04",
            "1900-01-01",
            "1970-01-01",
        ],
    ),
)
def test_one_mistyped_date_moves_nothing(day: str) -> None:
    right = lines(orders=600)
    others = right.drop(index=0)
    found = cleaned(mistyped(day))
    assert ends(found) == (others["date"].min().date(), others["date"].max().date())
    assert (found.remainder.first, found.remainder.last) == ends(found)
    assert revenue(found) == pytest.approx(round(float(others["amount"].sum()), 2))
    (step,) = [step for step in found.steps if step.rule == "lone_date"]
    assert step.rows == 1
    assert step.amount == pytest.approx(float(right["amount"].iloc[0]))
    told = reading(found, "lone_dates")
    assert told
    assert (told.stance, told.setting) == (Stance.ADOPTED, "meaning.lone_dates=keep")
    assert [(item["order"], item["day"]) for item in told.items] == [("M0", day)]


@pytest.mark.slow
def test_neither_months_nor_the_end_are_told_of_a_mistyped_date() -> None:
    kinds, right = (
        {caution.kind for caution in cleaned(frame).cautions}
        for frame in (mistyped("2024-09-30"), lines(orders=600))
    )
    assert kinds == right
    assert not kinds & {CautionKind.MISSING_MONTHS, CautionKind.ISOLATED_DATES}


@pytest.mark.slow
def test_both_ends_and_several_mistakes_are_found_at_once() -> None:
    found = cleaned(mistyped("2012-09-30", "2203-01-01", "2025-01-02"))
    told = reading(found, "lone_dates")
    assert told
    assert [item["day"] for item in told.items] == ["2012-09-30", "2025-01-02", "2203-01-01"]
    assert ends(found) == (
        lines(orders=600)["date"].min().date(),
        lines(orders=600)["date"].max().date(),
    )


@pytest.mark.slow
def test_a_filler_leaves_in_any_number() -> None:
    frame = lines(orders=600)
    frame.loc[frame.index % 5 == 0, "date"] = pd.Timestamp("1900-01-01")
    found = cleaned(frame)
    assert ends(found)[0] >= START
    assert [step.rows for step in found.steps if step.rule == "lone_date"] == [
        int((frame.index % 5 == 0).sum())
    ]


@pytest.mark.slow
def test_a_setting_keeps_the_line() -> None:
    found = cleaned(mistyped("2024-09-30"), meaning={"lone_dates": "keep"})
    assert ends(found)[1] == date(2024, 9, 30)
    told = reading(found, "lone_dates")
    assert told
    assert (told.stance, told.setting) == (Stance.SET, "meaning.lone_dates=leave")


def test_a_shop_without_mistakes_is_left_alone() -> None:
    found = cleaned(lines(orders=600))
    assert reading(found, "lone_dates") is None
    assert all(step.rule != "lone_date" for step in found.steps)


def _shop(seed: int, size: int, kind: str) -> list[Day]:
    """Draw days of orders in one of the ways that shops trade."""
    chance = random.Random(seed)
    rows: dict[date, list[int]] = {}
    for order in range(size):
        part = chance.random() ** {"begins slowly": 0.4, "fades": 3.0}.get(kind, 1.0)
        part = (int(part * 4) + chance.random() * 0.5) / 4 if kind == "pauses" else part
        day = START + timedelta(days=int(part * 730))
        day -= timedelta(
            days=day.weekday() if kind == "weekly" else day.day - 1 if kind == "monthly" else 0
        )
        rows.setdefault(day, []).extend([order] * chance.choice([1, 1, 2, 3]))
    return [
        Day(day=day, rows=len(orders), is_single=len(set(orders)) == 1)
        for day, orders in sorted(rows.items())
    ]


@pytest.mark.parametrize("kind", ["even", "begins slowly", "fades", "pauses", "weekly", "monthly"])
@pytest.mark.parametrize("size", [60, 300, 2000])
def test_the_ways_that_shops_trade_are_no_mistakes(kind: str, size: int) -> None:
    alone = [find(_shop(seed, size, kind)) for seed in range(20)]
    assert sum(one is not None and one.is_clear for one in alone) <= 1


def _with(days: Sequence[Day], *more: tuple[int, int]) -> list[Day]:
    """Add lone days, each with its distance from the end and its rows."""
    end = days[-1].day
    return [
        *days,
        *(
            Day(day=end + timedelta(days=distance), rows=rows, is_single=True)
            for distance, rows in more
        ),
    ]


@pytest.mark.parametrize("kind", ["even", "fades", "weekly"])
def test_a_day_far_beyond_the_last_is_found_however_shops_trade(kind: str) -> None:
    days = _shop(1, 2000, kind)
    found = find(_with(days, (364, 1)))
    assert found
    assert (found.last, found.is_clear, found.gap) == (days[-1].day, True, 364)


def test_a_month_after_a_pause_of_three_is_trade_and_one_after_nine_is_not() -> None:
    days = _shop(1, 2000, "monthly")
    first = days[-1].day
    assert (
        find([*days, Day(day=date(first.year, 4, 1), rows=1, is_single=True)]) is None
        or first.month != 1
    )
    found = find([*days, Day(day=date(first.year + 1, 10, 1), rows=1, is_single=True)])
    assert found
    assert found.last == first


def test_what_many_rows_say_is_no_mistake() -> None:
    days = _shop(1, 300, "even")
    total = sum(one.rows for one in days)
    assert find(_with(days, (400, total // 20))) is None


def test_a_gap_no_longer_than_twice_another_is_told_at_most() -> None:
    days = _shop(1, 2000, "even")
    paused = [one for one in days if not 300 <= (one.day - START).days < 360]
    longest = max((later.day - earlier.day).days for earlier, later in pairwise(paused))
    found = find(_with(paused, (longest + 20, 1)))
    assert found
    assert not found.is_clear
    assert find(_with(paused, (longest - 1, 1))) is None
