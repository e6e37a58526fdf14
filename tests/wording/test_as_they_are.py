"""Shares, quantities and labels where a sentence writes them as a table does, and the grid's equal
parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.model import Feature
from reporter.model.claim import Claim, Count, Quantity, Share
from reporter.numerals import Numerals
from reporter.wording import Words
from reporter.wording.writing import Writer

if TYPE_CHECKING:
    from reporter.model.claim import Value

WORDS = Words.of(Numerals(currency="GBP"))
THIN = "\N{NARROW NO-BREAK SPACE}"


def said(source: str, value: Value) -> str:
    return Writer(words=WORDS, values={"value": value}).fill(source)


def test_a_share_is_rounded_to_all_where_it_is_asked_for() -> None:
    assert said("{value|rounded}", Share(0.997)) == f"100{THIN}%"
    assert said("{value|rounded(1)}", Share(0.997)) == f"99.7{THIN}%"
    assert said("{value}", Share(0.997)) == f"over 99{THIN}%"


def test_a_quantity_between_two_counts_is_a_number_where_it_is_asked_for() -> None:
    assert said("{value|quantity}", Quantity(8.5, "count")) == "8.5"
    assert said("{value}", Quantity(8.5, "count")) == "8 or 9"


def test_a_column_is_called_by_its_heading_whatever_its_name_means_elsewhere() -> None:
    column = Feature(name="recency", heading="Recency (days)", unit="days", behaviour=True)
    assert said("{value|label}", column) == "recency"
    assert said("{value}", column) == "days since the last order"


@pytest.mark.parametrize(
    ("scores", "parts"),
    [
        (3, "thirds"), (4, "quarters"), (5, "fifths"), (6, "sixths"), (7, "sevenths"), (8, "eighths"),
        (9, "ninths"), (10, "tenths"),
    ],
)  # fmt: skip
def test_equal_parts_have_their_words(scores: int, parts: str) -> None:
    assert WORDS.text(Claim("grid.parts", {"scores": Count(scores)})) == parts
