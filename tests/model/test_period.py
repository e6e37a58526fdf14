"""Months by hand: which are whole, which three are the best."""

from __future__ import annotations

from datetime import date

from reporter.model import Period, best_season

JANUARY, FEBRUARY, MARCH = (date(2011, month, 1) for month in (1, 2, 3))


def period(start: date, end: date) -> Period:
    return Period(start=start, end=end, as_of=date(2011, 4, 1))


def test_months_are_those_that_the_days_touch() -> None:
    assert period(date(2010, 12, 31), date(2011, 2, 1)).months == (
        date(2010, 12, 1),
        JANUARY,
        FEBRUARY,
    )


def test_a_month_is_partial_when_the_period_leaves_out_more_than_two_days() -> None:
    assert period(date(2011, 1, 4), date(2011, 3, 29)).partial_months == {JANUARY}
    assert period(date(2011, 1, 3), date(2011, 3, 9)).partial_months == {MARCH}


def test_whole_months_are_the_others() -> None:
    assert period(date(2011, 1, 4), date(2011, 3, 9)).whole_months == (FEBRUARY,)
    assert period(date(2011, 1, 4), date(2011, 1, 20)).whole_months == ()


def test_the_best_three_months_in_a_row_are_of_the_last_year() -> None:
    assert best_season([99.0, 99.0, *[1.0] * 8, 5.0, 6.0, 7.0, 1.0]) == 10


def test_of_equal_seasons_the_first_is_taken() -> None:
    assert best_season([1.0] * 12) == 0


def test_less_than_a_year_has_no_season() -> None:
    assert best_season([1.0] * 11) is None
