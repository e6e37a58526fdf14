"""What cleaning says of the raw rows."""

from __future__ import annotations

from reporter.quality import clean
from reporter.settings import Settings
from tests.tables import order_lines

ROWS: list[tuple[object, ...]] = [
    ("1", "A1", "2011-01-03", "X", "HEART", 6, 2.5),
    ("1", "A1", "2011-01-03", "X", "HEART", 6, 2.5),
    ("2", "A2", "2011-02-03 10:30", "Y", None, -1, 3),
    (None, "A3", None, "Y", "VASE", 4, 3),
    ("2", "A4", "2011-02-04", "Y", "VASE", 2, 3),
]


def test_rows_and_those_that_repeat_others_are_counted_before_any_leave() -> None:
    dataset = order_lines(ROWS)
    profile = clean(dataset, Settings()).profile
    assert (profile.rows, profile.duplicates) == (5, 1)
    assert profile.columns == dataset.profiles
