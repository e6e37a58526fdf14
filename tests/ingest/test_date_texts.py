"""Dates are read in the shapes that exports have, and what a column leaves open is settled by the
file or told.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests import heavy
from tests.ingest.conftest import dtypes, values

if TYPE_CHECKING:
    from reporter.model import Dataset
    from tests.ingest.conftest import Reader, Writer


def _column(reader: Reader, write: Writer, cells: list[str], *settings: str) -> Dataset:
    lines = "".join(f"c{place}\t{cell}\t{place}\n" for place, cell in enumerate(cells))
    return reader(write(f"key\tDate\tincome\n{lines}"), set=settings)


@pytest.mark.parametrize(
    ("cells", "expected"),
    heavy.every(
        3,
        [
            (
                ["2011-12-09T08:26:00Z", "2011-12-10T09:00:00.250Z"],
                ["2011-12-09T08:26", "2011-12-10T09:00:00.250"],
            ),
            (
                ["2011-12-09 08:26:00 UTC", "2011-12-10 09:00:00 UTC"],
                ["2011-12-09T08:26", "2011-12-10T09:00"],
            ),
            (
                ["2011-12-09T08:26:00+01:00", "2011-12-10T09:00:00+01:00"],
                ["2011-12-09T08:26", "2011-12-10T09:00"],
            ),
            (["2011/12/09", "2011/12/10"], ["2011-12-09", "2011-12-10"]),
            (["2011.12.09", "2011.12.10"], ["2011-12-09", "2011-12-10"]),
            (["9. Dezember 2011", "10. März 2012"], ["2011-12-09", "2012-03-10"]),
            (["9 déc. 2011", "10 févr. 2012"], ["2011-12-09", "2012-02-10"]),
            (["9 de enero de 2011", "10 de diciembre de 2012"], ["2011-01-09", "2012-12-10"]),
            (["9 de fevereiro de 2011", "10 out 2012"], ["2011-02-09", "2012-10-10"]),
            (["9 gennaio 2011", "10 maggio 2012"], ["2011-01-09", "2012-05-10"]),
            (["9 maart 2011", "10 mei 2012"], ["2011-03-09", "2012-05-10"]),
            (
                ["Fri, 9 Dec 2011 08:26", "Sat, 10 Dec 2011 09:00"],
                ["2011-12-09T08:26", "2011-12-10T09:00"],
            ),
            (["mar. 9 août 2011", "mer. 10 août 2011"], ["2011-08-09", "2011-08-10"]),
            (["Friday, December 9, 2011", "March 1st, 2012"], ["2011-12-09", "2012-03-01"]),
            (["09-Dec-11", "10-Jan-12"], ["2011-12-09", "2012-01-10"]),
            (["Fr 09.12.2011", "Sa 10.12.2011 um 08:26 Uhr"], ["2011-12-09", "2011-12-10T08:26"]),
            (
                ["13/12/2011, 08:26:00", "14/12/2011, 09:00:00"],
                ["2011-12-13T08:26", "2011-12-14T09:00"],
            ),
            (["20111209082600", "20111210090000"], ["2011-12-09T08:26", "2011-12-10T09:00"]),
            (["1323419160", "1323505560"], ["2011-12-09T08:26", "2011-12-10T08:26"]),
            (["1323419160000", "1323505560000"], ["2011-12-09T08:26", "2011-12-10T08:26"]),
            (["40513", "40514.5"], ["2010-12-01", "2010-12-02T12:00"]),
            (["2011-12", "2012-01"], ["2011-12-01", "2012-01-01"]),
            (["Dec 2011", "Jan 2012"], ["2011-12-01", "2012-01-01"]),
            (["Dec 60", "Jan-12"], ["1960-12-01", "2012-01-01"]),
            (["12/2011", "01/2012"], ["2011-12-01", "2012-01-01"]),
            (["2011-Q3", "Q4 2011"], ["2011-07-01", "2011-10-01"]),
            (["2011-W01", "KW 2 2011"], ["2011-01-03", "2011-01-10"]),
            (
                ["2011-12-09", "10/12/2011", "2011-12-11", "13/12/2011"],
                ["2011-12-09", "2011-12-10", "2011-12-11", "2011-12-13"],
            ),
            (["13/12/55", "14/12/11"], ["1955-12-13", "2011-12-14"]),
        ],
    ),
)
def test_date_is_read_as_it_is_written(
    reader: Reader, write: Writer, cells: list[str], expected: list[str]
) -> None:
    dataset = _column(reader, write, cells)
    assert dtypes(dataset)["Date"] == "date"
    assert values(dataset, "Date") == sorted(datetime.fromisoformat(text) for text in expected)


def test_impossible_dates_become_missing_and_are_counted(reader: Reader, write: Writer) -> None:
    dataset = _column(
        reader,
        write,
        [*(f"{day}/12/2011" for day in range(1, 32)), "31/02/2011", "31/12/9999", "00/00/0000"],
    )
    assert values(dataset, "Date").count(None) == 3
    assert "3 values in Date could not be read as a date, taken as missing" in "; ".join(
        dataset.source.reading
    )


def test_months_are_said_to_be_taken_as_their_first_day(reader: Reader, write: Writer) -> None:
    assert (
        "Date holds months, each taken as its first day"
        in _column(reader, write, ["2011-12", "2012-01"]).source.reading
    )


def test_two_ways_of_writing_are_told(reader: Reader, write: Writer) -> None:
    reading = "; ".join(_column(reader, write, ["2011-12-09", "13/12/2011"]).source.reading)
    assert "dates in Date are written in 2 ways, such as 2011-12-09 and 13/12/2011" in reading


def test_an_order_that_nothing_settles_is_a_doubt(reader: Reader, write: Writer) -> None:
    (doubt,) = _column(reader, write, ["03/04/2011", "05/06/2011"]).doubts
    assert (doubt.about, doubt.taken, doubt.setting) == (
        "Date",
        "month-first",
        "roles.date_order=day-first",
    )
    assert doubt.question == "whether 03/04/2011 in Date is 3 April or 4 March"


def test_an_order_set_by_the_user_is_no_doubt(reader: Reader, write: Writer) -> None:
    assert not _column(
        reader, write, ["03/04/2011", "05/06/2011"], "roles.date_order=day-first"
    ).doubts


def test_another_column_of_dates_settles_the_order(reader: Reader, write: Writer) -> None:
    dataset = reader(
        write(
            "key,Order date,Ship"
            " date,income\na,03/04/2011,13/04/2011,1\nb,05/06/2011,25/06/2011,2\n"
        )
    )
    assert values(dataset, "Order date") == [
        datetime(2011, 4, 3),
        datetime(2011, 6, 5),
    ]
    assert not dataset.doubts


@pytest.mark.parametrize("amount", ["12,50", "12.50 €"])
def test_decimal_commas_and_euros_speak_for_day_first(
    reader: Reader, write: Writer, amount: str
) -> None:
    dataset = reader(
        write(
            f"key\tDate\tAmount\na\t03/04/2011\t{amount}\nb\t05/06/2011\t{amount}\na\t05/06/2011\t{amount}\n"
        )
    )
    assert [doubt.taken for doubt in dataset.doubts] == ["day-first"]


def test_days_that_read_alike_either_way_are_no_doubt(reader: Reader, write: Writer) -> None:
    assert not _column(reader, write, ["03/03/2011", "04/04/2011"]).doubts
