"""Numbers are written by the locale, days and months in the language of the words."""

from __future__ import annotations

from datetime import date

import pytest

from reporter.model.claim import Claim, Month
from reporter.numerals import Numerals
from reporter.wording import Words

NINTH = date(2011, 12, 9)


@pytest.mark.parametrize(
    ("locale", "orders", "day", "month"),
    [
        ("en_GB", "4,812", "9 December 2011", "December 2011"),
        ("en_US", "4,812", "December 9, 2011", "December 2011"),
        ("de_DE", "4.812", "9 December 2011", "December 2011"),
        ("fr_CH", "4\u202f812", "9 December 2011", "December 2011"),
    ],
)
def test_a_sentence_is_in_one_language(locale: str, orders: str, day: str, month: str) -> None:
    words = Words.of(Numerals(locale=locale))
    assert words.text(Claim("phrase.month", {"month": Month(NINTH)})) == month
    assert words.numerals.count(4_812) == orders
    assert words.numerals.day(NINTH) == day
