"""One column of dates may be written in several ways, by people and by spreadsheets: each value is
read, or it is known that it is not.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from reporter import settings
from reporter.model import Stance
from reporter.quality import clean
from tests import heavy
from tests.ingest.conftest import dtypes, values
from tests.ingest.spreadsheets import xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reporter.model import Dataset, Reading
    from tests.ingest.conftest import Reader, Writer

DAY_NOUGHT = date(1899, 12, 30)


def days(count: int, first: date = date(2022, 1, 1), span: int = 365, seed: int = 1) -> list[date]:
    """Return days of orders, spread evenly by chance."""
    chance = random.Random(seed)
    return [first + timedelta(days=chance.randrange(span)) for _ in range(count)]


def serial(day: date) -> str:
    return str((day - DAY_NOUGHT).days)


def read(
    reader: Reader, write: Writer, cells: Sequence[str], *chosen: str, name: str = "Date"
) -> Dataset:
    lines = "".join(f"c{place % 40}\t{cell}\t{place}.5\n" for place, cell in enumerate(cells))
    return reader(write(f"customer\t{name}\tAmount\n{lines}"), set=chosen)


def as_read(dataset: Dataset, name: str = "Date") -> list[Any]:
    return [value.date() if value else None for value in values(dataset, name)]


def reading(dataset: Dataset, question: str) -> Reading | None:
    return next((one for one in dataset.readings if one.question == question), None)


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_day_numbers_beside_texts_are_read_in_any_share(
    reader: Reader, write: Writer, share: float
) -> None:
    meant = days(400)
    cells = [
        serial(day) if place < share * len(meant) else day.strftime("%d/%m/%Y")
        for place, day in enumerate(meant)
    ]
    dataset = read(reader, write, cells)
    assert as_read(dataset) == sorted(meant)
    told = reading(dataset, "serial_dates")
    assert told
    assert (told.numbers["numbers"], told.numbers["others"]) == (share * 400, 400 - share * 400)


@pytest.mark.slow
def test_a_handful_written_in_yet_another_way_is_read(reader: Reader, write: Writer) -> None:
    meant = days(1000)
    cells = [day.isoformat() for day in meant]
    cells[3], cells[7], cells[11] = (
        serial(meant[3]),
        meant[7].strftime("%d %b %Y"),
        meant[11].strftime("%d.%m.%Y"),
    )
    dataset = read(reader, write, cells)
    assert as_read(dataset) == sorted(meant)


@pytest.mark.slow
def test_day_numbers_without_a_name_need_dates_of_their_years_beside_them(
    reader: Reader, write: Writer
) -> None:
    meant = days(200)
    cells = [serial(day) if place % 2 else day.isoformat() for place, day in enumerate(meant)]
    assert as_read(read(reader, write, cells, name="Vorgang"), "Vorgang") == sorted(meant)
    others = [
        str(70_000 + place) if place % 2 else day.isoformat() for place, day in enumerate(meant)
    ]
    assert (
        dtypes(read(reader, write, others, "roles.kind=customers", name="Vorgang"))["Vorgang"]
        == "text"
    )


def test_a_number_of_another_time_among_dates_is_no_date(reader: Reader, write: Writer) -> None:
    dataset = read(reader, write, [*(day.isoformat() for day in days(400)), "70123"])
    assert as_read(dataset) == [*sorted(days(400)), None]


@pytest.mark.parametrize("fraction", [".5", ",5"])
def test_a_whole_column_of_day_numbers_is_read_with_its_times(
    reader: Reader, write: Writer, fraction: str
) -> None:
    dataset = read(reader, write, ["44564", f"44565{fraction}"])
    assert values(dataset, "Date") == [
        datetime(2022, 1, 3),
        datetime(2022, 1, 4, 12),
    ]
    assert reading(dataset, "serial_dates") is None


@pytest.mark.slow
def test_dates_texts_and_numbers_of_a_sheet_are_read(reader: Reader, tmp_path: Path) -> None:
    meant = days(90)
    cells: list[Any] = [
        (day, day.strftime("%d/%m/%Y"), int(serial(day)))[place % 3]
        for place, day in enumerate(meant)
    ]
    lines = [
        ["customer", "Date", "Amount"],
        *([f"c{place % 7}", cell, place + 0.5] for place, cell in enumerate(cells)),
    ]
    assert as_read(reader(xlsx(tmp_path / "orders.xlsx", orders=lines))) == sorted(meant)


def swapped(day: date) -> date:
    return day.replace(month=day.day, day=day.month)


def half_swapped(meant: Sequence[date]) -> list[str]:
    """Write days as a spreadsheet leaves them that expects months first, and reads what it can."""
    return [day.strftime("%d/%m/%Y") if day.day > 12 else swapped(day).isoformat() for day in meant]


def test_days_and_months_swapped_by_a_spreadsheet_are_put_right(
    reader: Reader, write: Writer
) -> None:
    meant = days(300)
    dataset = read(reader, write, half_swapped(meant))
    assert as_read(dataset) == sorted(meant)
    told = reading(dataset, "swapped_dates")
    assert told
    assert told.stance is Stance.ADOPTED
    moved = sum(day.day <= 12 and day.day != day.month for day in meant)
    assert (told.numbers["moved"], told.setting) == (moved, "meaning.swapped_dates=keep")


def test_swapped_day_numbers_beside_texts_are_put_right(reader: Reader, write: Writer) -> None:
    meant = days(300)
    cells = [day.strftime("%d/%m/%Y") if day.day > 12 else serial(swapped(day)) for day in meant]
    assert as_read(read(reader, write, cells)) == sorted(meant)


def test_texts_with_months_first_are_put_right_too(reader: Reader, write: Writer) -> None:
    meant = days(300)
    cells = [
        day.strftime("%m/%d/%Y") if day.day > 12 else swapped(day).isoformat() for day in meant
    ]
    assert as_read(read(reader, write, cells)) == sorted(meant)


def test_what_a_spreadsheet_swapped_can_be_left(reader: Reader, write: Writer) -> None:
    meant = days(300)
    dataset = read(reader, write, half_swapped(meant), "meaning.swapped_dates=keep")
    assert as_read(dataset) == sorted(swapped(day) if day.day <= 12 else day for day in meant)
    told = reading(dataset, "swapped_dates")
    assert told
    assert (told.stance, told.setting) == (Stance.SET, "meaning.swapped_dates=swap")


def test_few_dates_are_told_of_and_left(reader: Reader, write: Writer) -> None:
    meant = days(30)
    dataset = read(reader, write, half_swapped(meant))
    told = reading(dataset, "swapped_dates")
    assert told
    assert told.stance is Stance.TOLD
    assert as_read(dataset) == sorted(swapped(day) if day.day <= 12 else day for day in meant)


@pytest.mark.parametrize("seed", heavy.every(3, range(5)))
def test_dates_of_two_programs_are_left_alone(reader: Reader, write: Writer, seed: int) -> None:
    meant = days(60, seed=seed)
    cells = [
        day.isoformat() if place < 30 else day.strftime("%d/%m/%Y")
        for place, day in enumerate(meant)
    ]
    dataset = read(reader, write, cells)
    assert as_read(dataset) == sorted(meant)
    assert reading(dataset, "swapped_dates") is None


def test_a_month_whose_first_days_another_program_wrote_is_left_alone(
    reader: Reader, write: Writer
) -> None:
    meant = days(300, date(2022, 3, 1), span=31)
    cells = [day.isoformat() if day.day <= 12 else day.strftime("%d/%m/%Y") for day in meant]
    dataset = read(reader, write, cells)
    assert as_read(dataset) == sorted(meant)
    assert reading(dataset, "swapped_dates") is None


@pytest.mark.slow
def test_what_a_wrong_order_of_dates_costs_is_known(reader: Reader, write: Writer) -> None:
    meant = [day for place, day in enumerate(days(330)) if day.day <= 12 or place % 6 == 0][:150]
    dataset = read(
        reader, write, [day.strftime("%d/%m/%Y") for day in meant], "roles.date_order=month-first"
    )
    lost = [place + 0.5 for place, day in enumerate(meant) if day.day > 12]
    told = reading(dataset, "date_order")
    assert told
    assert (told.numbers["unread"], told.weight, told.setting) == (
        len(lost),
        len(lost) / 150,
        "roles.date_order=day-first",
    )
    step = next(
        step for step in clean(dataset, settings.load(None)).steps if step.rule == "missing_date"
    )
    assert (step.rows, step.amount, step.setting) == (
        len(lost),
        sum(lost),
        "roles.date_order=month-first",
    )


@pytest.mark.slow
def test_blank_dates_are_no_fault_of_an_order_that_is_right(reader: Reader, write: Writer) -> None:
    dataset = read(
        reader,
        write,
        [*(day.strftime("%d/%m/%Y") for day in days(50)), ""],
        "roles.date_order=day-first",
    )
    step = next(
        step for step in clean(dataset, settings.load(None)).steps if step.rule == "missing_date"
    )
    assert (step.rows, step.setting, reading(dataset, "date_order")) == (1, "", None)


def test_an_order_that_no_date_has_is_refused_by_its_name(reader: Reader, write: Writer) -> None:
    cells = [day.strftime("%d/%m/%Y") for day in days(80) if day.day > 12]
    with pytest.raises(Exception, match="can be read as a date") as refused:
        read(reader, write, cells, "roles.date_order=month-first")
    assert "roles.date_order=month-first is set" in str(refused.value)


def test_days_that_stand_for_never_are_missing(reader: Reader, tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "orders.parquet"
    rows = [
        *((f"c{place % 3}", f"2022-01-0{place + 1}", place + 1.5) for place in range(6)),
        ("c1", "9999-12-31", 9.5),
    ]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE orders (customer VARCHAR, Date TIMESTAMP, Amount DOUBLE)")
        connection.executemany("INSERT INTO orders VALUES (?, ?, ?)", rows)
        connection.execute(f"COPY orders TO '{path}'")
    dataset = reader(path)
    assert values(dataset, "Date").count(None) == 1
    assert "1 value in Date before 1678 or after 2261, taken as missing" in dataset.source.reading
