"""Where things stand: type, axes, months, plates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.charts.calendar_axis import monthly, strongest, told
from reporter.charts.lettering import SEMIBOLD, shorten, width, wrap
from reporter.charts.placement import Box, overlap, pushed_up, settled
from reporter.charts.scale import Scale, log_ticks, skewness, ticks
from reporter.model import Finding, Period
from reporter.model.claim import Claim, Month, Share

if TYPE_CHECKING:
    from reporter.model.claim import Value

WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)


@given(WORDS, st.floats(5, 80))
def test_a_shortened_text_fits_its_room(text: str, room: float) -> None:
    assert width(shorten(text, room)) <= room


@given(WORDS)
def test_a_text_that_fits_stays_whole(text: str) -> None:
    assert shorten(text, width(text) + 0.01) == text


def test_semibold_is_measured_wider_than_regular() -> None:
    assert width("Champions", weight=SEMIBOLD) > width("Champions") > 10


def test_a_label_breaks_between_words_and_ends_with_an_ellipsis() -> None:
    assert wrap("Days between orders", 20) == ("Days between", "orders")
    assert wrap("Days between orders of the customers", 20)[1].endswith("…")
    assert len(wrap("one two three four five six", 8, lines=3)) == 3


def test_a_linear_axis_puts_the_middle_in_the_middle() -> None:
    assert Scale(low=0, high=10, start=20, end=40)(5) == 30


def test_a_logarithmic_axis_gives_equal_ratios_equal_room() -> None:
    scale = Scale(low=1, high=100, start=0, end=50, log=True)
    assert scale(10) == pytest.approx(25)
    assert scale(0) == 0


def test_an_axis_of_one_value_puts_it_in_the_middle() -> None:
    assert Scale(low=3, high=3, start=0, end=10)(3) == 5


@pytest.mark.slow
@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_ticks_are_few_and_lie_on_the_axis(low: float, span: float) -> None:
    marks = ticks(low, low + span)
    assert len(marks) <= 8
    assert all(low - span * 1e-6 <= mark <= low + span * (1 + 1e-6) for mark in marks)


def test_ticks_are_round() -> None:
    assert ticks(0, 0.62) == [0, 0.2, 0.4, 0.6]
    assert log_ticks(80, 30_000) == [100, 300, 1000, 3000, 10_000, 30_000]


def test_skewness_tells_a_long_tail_from_a_bell() -> None:
    assert skewness(pd.Series([1.0, 2.0, 3.0])) == pytest.approx(0)
    assert skewness(pd.Series([1.0, 1.0, 1.0, 10.0])) > 1
    assert skewness(pd.Series([2.0, 2.0])) == 0


def test_months_without_orders_are_nought() -> None:
    frame = pd.DataFrame(
        {"month": pd.to_datetime(["2011-01-01", "2011-03-01"]), "revenue": [5.0, 7.0]}
    )
    period = Period(start=date(2011, 1, 4), end=date(2011, 3, 30), as_of=date(2011, 3, 31))
    assert monthly(frame, period) == (["2011-01", "2011-02", "2011-03"], [5.0, 0.0, 7.0])


def test_the_strongest_months_are_three_in_a_row_of_the_last_whole_year() -> None:
    revenue = [99.0, *[1.0] * 8, 5.0, 6.0, 7.0, 1.0, 50.0]
    assert strongest(revenue, [False] * 13 + [True]) == [9, 10, 11]


def test_less_than_a_year_brings_out_its_best_month() -> None:
    assert strongest([1.0, 4.0, 2.0], [False] * 3) == [1]
    assert strongest([-1.0], [False]) == []


def test_the_months_of_a_title_are_brought_out() -> None:
    months = ["2011-09", "2011-10", "2011-11"]
    assert told(_title(first=_month(10), last=_month(11)), months) == [1, 2]
    assert told(_title(month=_month(9)), months) == [0]
    assert told(_title(growth=Share(0.2)), months) == []
    assert told(None, months) == []


def _title(**values: Value) -> Finding:
    return Finding(id="title.revenue_over_time", claim=Claim("title.over_time.best", values))


def _month(number: int) -> Month:
    return Month(date(2011, number, 1))


BOXES = st.builds(
    Box, x=st.floats(0, 80), y=st.floats(0, 80), wide=st.floats(1, 20), high=st.floats(1, 8)
)


@given(BOXES, st.lists(BOXES, max_size=4))
def test_a_settled_plate_is_clear_of_all_others(box: Box, taken: list[Box]) -> None:
    place = settled(box, taken, Box(x=0, y=0, wide=200, high=200))
    assert not [other for other in taken if overlap(place, other)]


def test_a_label_is_pushed_up_until_it_is_clear() -> None:
    moved = pushed_up(Box(x=0, y=10, wide=5, high=3), [Box(x=2, y=8, wide=5, high=4)], 0)
    assert moved.y == 5
