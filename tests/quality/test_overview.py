"""What the raw columns hold, counted over all rows."""

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


def test_missing_distinct_and_extremes_are_counted_over_the_raw_rows() -> None:
    profile = clean(order_lines(ROWS), Settings()).profile
    held = {
        column.name: (column.missing, column.distinct, column.minimum, column.maximum)
        for column in profile.columns
    }
    assert (profile.rows, profile.duplicates) == (5, 1)
    assert held["Customer"] == (1, 2, None, None)
    assert held["Date"] == (1, 3, "2011-01-03", "2011-02-04")
    assert held["Quantity"] == (0, 4, "-1", "6")
    assert held["Price"] == (0, 2, "2.5", "3")
    assert held["Name"] == (1, 2, None, None)


def test_an_empty_column_has_no_extremes() -> None:
    rows = [(*row[:6], None) for row in ROWS] + [
        ("7", "A9", "2011-01-01", "X", "HEART", 1, 1),
        ("8", "A9", "2011-01-01", "X", "HEART", 1, 1),
    ]
    profile = clean(order_lines(rows), Settings()).profile
    price = next(column for column in profile.columns if column.name == "Price")
    assert (price.missing, price.minimum, price.maximum) == (5, "1", "1")
