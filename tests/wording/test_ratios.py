"""How multiples are said before what they are of."""

from __future__ import annotations

import pytest

from reporter.numerals import Numerals
from reporter.wording import Words
from reporter.wording.ratios import multiple_of


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(0.5, "half"), (1 / 3, "a third of"), (0.45, "less than half of"), (2.0, "twice"), (1.4, "1.4 times")],
)  # fmt: skip
def test_a_part_other_than_half_is_of_something(ratio: float, said: str) -> None:
    assert multiple_of(ratio, Words.of(Numerals())) == said
