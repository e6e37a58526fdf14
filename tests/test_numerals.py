"""How numbers are written for a reader."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.numerals import Numerals

POUNDS = Numerals(locale="en_GB", currency="GBP")
PLAIN = Numerals(locale="en_GB")


@pytest.mark.parametrize(
    ("value", "text"),
    [(4_838_123, "£4.84m"), (746_123, "£746k"), (9_999, "£9,999"), (10_000, "£10.0k"), (368, "£368"), (2.9, "£2.90"), (1.2e9, "£1.20bn"),
     (999_499, "£999k"), (999_500, "£1.00m"), (0, "£0"), (-746_123, "−£746k")],
)  # fmt: skip
def test_money_short_keeps_three_digits(value: float, text: str) -> None:
    assert POUNDS.money_short(value) == text


def test_an_unknown_currency_writes_no_sign() -> None:
    assert PLAIN.money(4555) == "4,555"
    assert PLAIN.money_short(4_838_123) == "4.84m"
    assert PLAIN.sign == ""


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.583, "58\u202f%"), (0.0, "0\u202f%"), (0.001, "under\u00a01\u202f%"), (1.0, "100\u202f%")],
)
def test_a_small_share_is_never_called_nought(share: float, text: str) -> None:
    assert POUNDS.percent(share) == text


def test_estimates_carry_two_digits() -> None:
    assert POUNDS.money_range(35_123, 70_987) == "£35k\u00a0–\u00a0£71k"
    assert POUNDS.money_range(100, 100) == "£100"


def test_another_locale_writes_its_own_separators() -> None:
    german = Numerals(locale="de_DE", currency="EUR")
    assert german.count(4338) == "4.338"
    assert german.day(date(2011, 12, 9)) == "9. Dezember 2011"


def test_one_day_is_singular() -> None:
    assert POUNDS.quantity(1, "days") == "1\u00a0day"
    assert POUNDS.quantity(2, "days") == "2\u00a0days"


def test_a_period_within_a_month_is_named_once() -> None:
    assert POUNDS.period(date(2011, 12, 1), date(2011, 12, 9)) == "December 2011"
    assert POUNDS.period(date(2010, 12, 1), date(2011, 12, 9)) == "December 2010 – December 2011"


@pytest.mark.parametrize(
    ("value", "text"),
    [(999_999_999_999_999, "999,999,999,999,999"), (1e15, "1E15"), (-3.24e300, "−3.2E300")],
)
def test_what_nobody_could_read_is_written_by_its_power_of_ten(value: float, text: str) -> None:
    assert [POUNDS.count(value), POUNDS.decimal(value, 2)] == [text] * 2
    assert POUNDS.money(value) == text.replace("−", "−£") if value < 0 else f"£{text}"


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_no_amount_is_written_as_minus_nought_or_in_powers(value: float) -> None:
    for text in (POUNDS.money(value), POUNDS.money_short(value)):
        assert "e" not in text
        assert "nan" not in text.lower()


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.405, "41"), (0.195, "20"), (0.175, "18"), (0.115, "12"), (0.285, "29"), (0.145, "15")],
)
def test_halves_are_rounded_up_everywhere(share: float, text: str) -> None:
    assert POUNDS.percent(share) == f"{text}\u202f%"
