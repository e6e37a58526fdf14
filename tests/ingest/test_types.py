"""Columns of text become numbers, dates and booleans only when they really are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests import heavy
from tests.ingest.conftest import dtypes, values

if TYPE_CHECKING:
    from reporter.model import Dataset
    from tests.ingest.conftest import Reader, Writer


def _column(reader: Reader, write: Writer, name: str, cells: list[str], *settings: str) -> Dataset:
    lines = "".join(f"c{place}\t{cell}\t{place}\n" for place, cell in enumerate(cells))
    return reader(write(f"key\t{name}\tincome\n{lines}"), set=settings)


@pytest.mark.parametrize(
    ("cells", "dtype", "expected"),
    heavy.every(
        3,
        [
            (["1", "-20", "0"], "integer", [-20, 0, 1]),
            (["1.0", "20.0"], "integer", [1, 20]),
            (["1.5", "-.5", "2e3"], "decimal", [-0.5, 1.5, 2000.0]),
            (["00017", "17"], "text", ["00017", "17"]),
            (["1", "2", "x"], "text", ["1", "2", "x"]),
            (["1", "n/a", "3"], "integer", [1, 3, None]),
            (["1,234.50", "7"], "decimal", [1234.5, 7.0]),
            (["£1,234.50", "£7.25"], "decimal", [1234.5, 7.25]),
            (["3,50", "4,25"], "decimal", [3.5, 4.25]),
            (["12345678901234567890", "1"], "text", ["1", "12345678901234567890"]),
            (["true", "FALSE"], "boolean", [False, True]),
            (["yes", "no"], "text", ["no", "yes"]),
        ],
    ),
)
def test_type_follows_from_all_values(
    reader: Reader, write: Writer, cells: list[str], dtype: str, expected: list[object]
) -> None:
    dataset = _column(reader, write, "thing", cells)
    assert dtypes(dataset)["thing"] == dtype
    assert sorted(values(dataset, "thing"), key=str) == sorted(expected, key=str)


def test_one_text_among_thousands_of_numbers_keeps_the_column_text(
    reader: Reader, write: Writer
) -> None:
    dataset = _column(
        reader, write, "code", [str(number) for number in range(1000, 4000)] + ["C17"]
    )
    assert dtypes(dataset)["code"] == "text"


def test_a_grouped_number_among_thousands_of_plain_ones_is_read(
    reader: Reader, write: Writer
) -> None:
    dataset = _column(
        reader, write, "thing", [f"{number / 4:.2f}" for number in range(4000)] + ["1,250.75"]
    )
    assert max(values(dataset, "thing"), key=float) == 1250.75


def test_a_stray_text_in_a_column_named_like_an_amount_becomes_missing_and_is_said(
    reader: Reader, write: Writer
) -> None:
    dataset = _column(
        reader, write, "Amount", [str(number + 0.5) for number in range(99)] + ["refunded"]
    )
    assert dtypes(dataset)["Amount"] == "decimal"
    assert (
        "1 value in Amount could not be read as a number, taken as missing"
        in dataset.source.reading
    )


@pytest.mark.parametrize(
    ("cells", "expected"),
    heavy.every(
        3,
        [
            (["2011-12-09", "2011-12-10"], ["2011-12-09", "2011-12-10"]),
            (
                ["2011-12-09 08:26:00", "2011-12-09T09:00:00"],
                ["2011-12-09T08:26", "2011-12-09T09:00"],
            ),
            (["12/1/2010 8:26", "12/13/2010 18:05"], ["2010-12-01T08:26", "2010-12-13T18:05"]),
            (["1/12/2010", "13/12/2010"], ["2010-12-01", "2010-12-13"]),
            (["1/2/2010", "3/4/2010"], ["2010-01-02", "2010-03-04"]),
            (["01.02.2010", "03.04.2010"], ["2010-02-01", "2010-04-03"]),
            (["1/2/10", "1/25/10"], ["2010-01-02", "2010-01-25"]),
            (["1/2/2010 1:05 PM", "1/25/2010 11:00 AM"], ["2010-01-02T13:05", "2010-01-25T11:00"]),
            (["1 Dec 2010", "15 Jan 2011"], ["2010-12-01", "2011-01-15"]),
            (["December 1, 2010", "January 15, 2011"], ["2010-12-01", "2011-01-15"]),
            (["19970101", "19970118"], ["1997-01-01", "1997-01-18"]),
        ],
    ),
)
def test_dates_are_read_in_the_order_that_the_column_shows(
    reader: Reader, write: Writer, cells: list[str], expected: list[str]
) -> None:
    dataset = _column(reader, write, "Date", cells)
    assert dtypes(dataset)["Date"] == "date"
    assert values(dataset, "Date") == [datetime.fromisoformat(text) for text in expected]


def test_one_day_above_twelve_settles_the_whole_column(reader: Reader, write: Writer) -> None:
    ambiguous = [f"{day}/{month}/2010" for day in range(1, 13) for month in range(1, 13)] * 10
    dataset = _column(reader, write, "Date", [*ambiguous, "13/1/2010"])
    assert "Date read day-first (settled by 1 value)" in dataset.source.reading
    assert values(dataset, "Date").count(datetime(2010, 2, 1)) == 10


def test_ambiguous_dates_are_said_to_be_so_and_can_be_set(reader: Reader, write: Writer) -> None:
    cells = ["1/2/2010", "3/4/2010"]
    assert any(
        "both orders fit" in clause
        for clause in _column(reader, write, "Date", cells).source.reading
    )
    dataset = _column(reader, write, "Date", cells, "roles.date_order=day-first")
    assert values(dataset, "Date")[0] == datetime(2010, 2, 1)
    assert "Date read day-first (set by you)" in dataset.source.reading


def test_eight_digits_are_no_date_unless_named_so(reader: Reader, write: Writer) -> None:
    assert dtypes(_column(reader, write, "Thing", ["19970101", "19970118"]))["Thing"] == "integer"


def test_a_few_unreadable_dates_become_missing_and_are_said(reader: Reader, write: Writer) -> None:
    dataset = _column(
        reader, write, "Date", [f"2010-01-{day:02}" for day in range(1, 31)] + ["soon"]
    )
    assert values(dataset, "Date").count(None) == 1
    assert "1 value in Date could not be read as a date, taken as missing" in dataset.source.reading


def test_missing_different_and_extreme_values_are_counted_over_all_rows(
    reader: Reader, write: Writer
) -> None:
    lines = [
        "customer,ordered,name,quantity,price",
        "C1,2011-01-03,HEART,6,2.5",
        "C1,2011-01-03,HEART,6,2.5",
        "C2,2011-02-03 10:30,,-1,3",
        ",,VASE,4,",
        "C2,2011-02-04,VASE,2,3",
    ]
    held = {
        one.name: (one.missing, one.distinct, one.minimum, one.maximum)
        for one in reader(write("\n".join(lines))).profiles
    }
    assert held == {
        "customer": (1, 2, None, None),
        "ordered": (1, 3, "2011-01-03", "2011-02-04"),
        "name": (1, 2, None, None),
        "quantity": (0, 4, "-1", "6"),
        "price": (1, 2, "2.5", "3"),
    }
