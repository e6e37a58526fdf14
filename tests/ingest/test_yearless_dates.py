"""Days and months without a year are read where the year stands elsewhere; where it does not, a
message says what to do.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from reporter.errors import IngestError
from reporter.ingest.text import datev
from reporter.model import Role, Stance
from tests.ingest.conftest import values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Dataset
    from tests.ingest.conftest import Reader, Writer

HEAD = (
    '"EXTF";700;21;"Buchungsstapel";13;20240105090000000;;"RE";"";"";1001;10001;{year};4;{first};{last};"Export";"";1;0;0;"EUR"\r\nUmsatz'
    " (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;Konto;Gegenkonto;Belegdatum;Belegfeld"
    " 1;Buchungstext\r\n"
)


def days(first: date) -> list[date]:
    """Return days all over the twelve months from a day on."""
    return [first + timedelta(days=9 * place) for place in range(40)]


def postings(meant: Sequence[date], year: str, first: str, last: str) -> str:
    lines = (
        f'{20 + place},50;"S";{10000 + place % 15};8400;{day:%d%m};RE{place};Rechnung\r\n'
        for place, day in enumerate(meant)
    )
    return HEAD.format(year=year, first=first, last=last) + "".join(lines)


def as_read(dataset: Dataset) -> list[date]:
    name = dataset.column(Role.DATE)
    assert name
    return [value.date() for value in values(dataset, name)]


def told(dataset: Dataset) -> Stance | None:
    return next((one.stance for one in dataset.readings if one.question == "yearless_dates"), None)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "head"),
    [
        (date(2023, 1, 1), ("20230101", "20230101", "20231231")),
        (date(2023, 7, 1), ("20230701", "20230701", "20240630")),
        (date(2023, 7, 1), ("20230701", "20231001", "20231031")),
        (date(2024, 2, 1), ("", "20240201", "20250131")),
    ],
    ids=["year", "fiscal year", "one month of it", "no fiscal year"],
)
def test_postings_of_datev_lie_in_the_year_of_its_first_line(
    reader: Reader, write: Writer, first: date, head: tuple[str, str, str]
) -> None:
    meant = days(first)
    dataset = reader(write(postings(meant, *head)))
    assert as_read(dataset) == sorted(meant)
    assert {column.name: column.role for column in dataset.columns}["Konto"] is Role.CUSTOMER
    assert told(dataset) is Stance.ADOPTED
    assert "DATEV's own first line left out" in dataset.source.reading


def test_noughts_lost_at_the_front_of_postings_are_no_matter(reader: Reader, write: Writer) -> None:
    meant = days(date(2023, 1, 1))
    content = postings(meant, "20230101", "20230101", "20231231")
    for day in meant:
        content = content.replace(f";{day:%d%m};", f";{int(f'{day:%d%m}')};")
    assert as_read(reader(write(content))) == sorted(meant)


def test_only_datevs_own_line_is_taken_for_it() -> None:
    assert datev.read('"EXTF";700;21;"Buchungsstapel";13') == datev.Head(year_begins=None)
    assert datev.read("EXTF;Konto;Datum") is None


def orders(meant: Sequence[date], shape: str) -> str:
    return "Kunde;Datum;Betrag\n" + "".join(
        f"K{place % 15};{day.strftime(shape)};{place},50\n" for place, day in enumerate(meant)
    )


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["%d.%m.", "%d.%m", "%d/%m", "%d %b", "%d-%m"])
def test_a_year_in_the_files_name_is_taken_and_told(
    reader: Reader, write: Writer, shape: str
) -> None:
    meant = days(date(2023, 1, 1))
    dataset = reader(write(orders(meant, shape), "umsatz_2023.csv"))
    assert as_read(dataset) == sorted(meant)
    assert told(dataset) is Stance.ADOPTED


def test_a_year_above_the_table_is_taken(reader: Reader, write: Writer) -> None:
    meant = days(date(2023, 1, 1))
    assert as_read(reader(write("Umsätze 2023\n\n" + orders(meant, "%d.%m.")))) == sorted(meant)


@pytest.mark.slow
def test_days_that_nothing_puts_into_a_year_are_refused_with_the_way_out(
    reader: Reader, write: Writer
) -> None:
    meant = days(date(2023, 4, 1))
    path = write(orders(meant, "%d.%m."))
    with pytest.raises(
        IngestError, match=r"days and months without a year.*meaning\.yearless_dates"
    ):
        reader(path)
    dataset = reader(path, set=("meaning.yearless_dates=2023-04-01",))
    assert as_read(dataset) == sorted(meant)
    assert told(dataset) is Stance.SET


@pytest.mark.slow
def test_plain_numbers_are_days_only_where_the_user_or_the_file_says_so(
    reader: Reader, write: Writer
) -> None:
    meant = days(date(2023, 1, 1))
    path = write(orders(meant, "%d%m"), "umsatz_2023.csv")
    with pytest.raises(IngestError, match="yearless_dates"):
        reader(path)
    assert as_read(reader(path, set=("meaning.yearless_dates=2023-01-01",))) == sorted(meant)


def test_lines_above_the_names_that_do_not_fit_name_the_setting(
    reader: Reader, write: Writer
) -> None:
    above = ";".join(f"F{place}" for place in range(12))
    with pytest.raises(IngestError, match=r"source\.skip"):
        reader(write(f"{above}\n" + orders(days(date(2023, 1, 1)), "%d.%m.%Y")))
