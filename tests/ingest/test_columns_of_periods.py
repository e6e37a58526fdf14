"""A column per period becomes a row per period: nothing is bought where nothing stands. What is no
measure over time stays as it is.
"""

from __future__ import annotations

import random
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from reporter import settings
from reporter.ingest.shaping import period_names
from reporter.model import Kind, Role, Stance
from reporter.quality import clean
from tests import heavy
from tests.ingest.conftest import roles, rows, values
from tests.ingest.spreadsheets import xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reporter.model import Dataset
    from tests.ingest.conftest import Reader, Writer

MONTHS = [date(2022 + place // 12, place % 12 + 1, 1) for place in range(24)]
CUSTOMERS = 60

Cells = list[list[float | None]]


def spending(columns: int, seed: int = 3) -> Cells:
    """Return what each customer bought in each period, mostly nothing."""
    chance = random.Random(seed)
    return [
        [
            round(chance.lognormvariate(4, 1), 2) if chance.random() < 0.3 else None
            for _ in range(columns)
        ]
        for _ in range(CUSTOMERS)
    ]


def written(
    names: Sequence[str],
    cells: Cells,
    *,
    blank: str = "",
    before: str = "Account",
    cut: str = ",",
    comma: bool = False,
) -> str:
    lines = [cut.join([before, *names])]
    for place, row in enumerate(cells):
        numbers = [
            blank if cell is None else f"{cell:.2f}".replace(".", "," if comma else ".")
            for cell in row
        ]
        lines.append(cut.join([f"AC-{place:04}", *numbers]))
    return "\n".join(lines) + "\n"


def total(cells: Cells) -> float:
    return round(sum(cell for row in cells for cell in row if cell), 2)


def revenue(dataset: Dataset) -> float | None:
    return clean(dataset, settings.load(None)).remainder.revenue


def stance(dataset: Dataset, question: str = "columns_of_periods") -> Stance | None:
    return next((one.stance for one in dataset.readings if one.question == question), None)


@pytest.mark.slow
@pytest.mark.parametrize(
    "shape",
    heavy.first(
        3,
        [
            "%Y-%m",
            "%b %Y",
            "%b-%y",
            "%B %Y",
            "%m/%Y",
            "%Y%m",
            "%Y-%m-01",
            "Sales %b %Y",
            "%Y_%m revenue",
            "%d.%m.%Y",
        ],
    ),
)
def test_a_column_a_month_becomes_a_row_a_month(reader: Reader, write: Writer, shape: str) -> None:
    cells = spending(24)
    dataset = reader(write(written([month.strftime(shape) for month in MONTHS], cells)))
    assert dataset.kind is Kind.TRANSACTIONS
    assert dataset.rows == sum(cell is not None for row in cells for cell in row)
    assert revenue(dataset) == pytest.approx(total(cells))
    day = dataset.column(Role.DATE)
    assert day
    assert {value.date() for value in values(dataset, day)} == set(MONTHS)
    assert stance(dataset) is Stance.ADOPTED


def test_quarters_and_weeks_are_periods_too(reader: Reader, write: Writer) -> None:
    quarters = [f"Q{place % 4 + 1}/{2022 + place // 4}" for place in range(8)]
    dataset = reader(write(written(quarters, spending(8))))
    assert {value.date() for value in values(dataset, "date")} == {
        date(2022 + place // 4, place % 4 * 3 + 1, 1) for place in range(8)
    }
    weeks = [f"KW {week}/2022" for week in range(1, 31)]
    dataset = reader(write(written(weeks, spending(30)), "weeks.csv"))
    assert {value.date() for value in values(dataset, "date")} == {
        date.fromisocalendar(2022, week, 1) for week in range(1, 31)
    }


@pytest.mark.slow
@pytest.mark.parametrize("blank", heavy.every(3, ["0", "0.00", "-", "n/a"]))
def test_nought_and_what_stands_for_nothing_is_nothing_bought(
    reader: Reader, write: Writer, blank: str
) -> None:
    cells = spending(24)
    dataset = reader(write(written([f"{month:%Y-%m}" for month in MONTHS], cells, blank=blank)))
    assert dataset.rows == sum(cell is not None for row in cells for cell in row)
    assert revenue(dataset) == pytest.approx(total(cells))


@pytest.mark.slow
def test_amounts_with_decimal_commas_are_read(reader: Reader, write: Writer) -> None:
    cells = spending(24)
    dataset = reader(
        write(
            written(
                [f"{month:%m/%Y}" for month in MONTHS], cells, before="Kunde", cut=";", comma=True
            )
        )
    )
    assert revenue(dataset) == pytest.approx(total(cells))


@pytest.mark.slow
def test_a_sheet_with_dates_for_names_is_read(reader: Reader, tmp_path: Path) -> None:
    cells = spending(24)
    head = [
        "Account",
        *(datetime(month.year, month.month, 1) for month in MONTHS),
    ]
    lines = [head, *([f"AC-{place:04}", *row] for place, row in enumerate(cells))]
    dataset = reader(xlsx(tmp_path / "sales.xlsx", sales=lines))
    assert revenue(dataset) == pytest.approx(total(cells))
    assert {value.date() for value in values(dataset, "date")} == set(MONTHS)


@pytest.mark.slow
def test_what_else_is_known_of_customers_stays_and_their_total_is_not_counted_again(
    reader: Reader, write: Writer
) -> None:
    cells = spending(24)
    lines = [
        ",".join(
            ["customer_id", "region", "gender", *(f"{month:%b %Y}" for month in MONTHS), "Total"]
        )
    ]
    for place, row in enumerate(cells):
        numbers = ["" if cell is None else str(cell) for cell in row]
        lines.append(
            ",".join(
                [
                    str(1000 + place),
                    "NESW"[place % 4],
                    "fm"[place % 2],
                    *numbers,
                    f"{sum(cell or 0 for cell in row):.2f}",
                ]
            )
        )
    dataset = reader(write("\n".join(lines)))
    assert revenue(dataset) == pytest.approx(total(cells))
    known = roles(dataset)
    assert (known["region"], known["gender"]) == (Role.DESCRIPTOR, Role.DESCRIPTOR)
    assert "Total" not in known
    assert "Total left out: it is the sum of these columns" in dataset.source.reading


def test_several_measures_over_the_same_time_are_told_apart(reader: Reader, write: Writer) -> None:
    cells = spending(12)
    names = [
        name for month in MONTHS[:12] for name in (f"Visits {month:%b %Y}", f"Sales {month:%b %Y}")
    ]
    both = [
        [cell for amount in row for cell in (None if amount is None else 3.0, amount)]
        for row in cells
    ]
    dataset = reader(write(written(names, both)))
    assert revenue(dataset) == pytest.approx(total(cells))
    assert (
        "12 columns of other measures over the same time left out, such as Visits Jan 2022"
        in dataset.source.reading
    )


def test_a_file_a_year_is_one_row_of_periods(reader: Reader, write: Writer) -> None:
    names = [f"{month:%b}" for month in MONTHS[:12]]
    first, second = spending(12, seed=1), spending(12, seed=2)
    paths = [
        write(written(names, cells), f"sales_{year}.csv")
        for year, cells in ((2022, first), (2023, second))
    ]
    dataset = reader(*paths)
    assert {value.date() for value in values(dataset, "date")} == set(MONTHS)
    assert revenue(dataset) == pytest.approx(total(first) + total(second))


def test_a_row_a_year_has_its_own_year(reader: Reader, write: Writer) -> None:
    cells = spending(12)
    lines = ["Account,Year," + ",".join(f"{month:%b}" for month in MONTHS[:12])]
    for place, row in enumerate(cells):
        lines.append(
            f"A{place // 2},{2022 + place % 2},"
            + ",".join("" if cell is None else str(cell) for cell in row)
        )
    dataset = reader(write("\n".join(lines)))
    bought = {
        (f"A{place // 2}", date(2022 + place % 2, month, 1))
        for place, row in enumerate(cells)
        for month, cell in enumerate(row, 1)
        if cell
    }
    columns = list(dataset.table.columns)
    assert {
        (row[columns.index("Account")], row[columns.index("date")].date()) for row in rows(dataset)
    } == bought
    assert stance(dataset, "yearless_dates") is None


@pytest.mark.slow
def test_numbered_periods_without_a_year_are_counted_and_told(
    reader: Reader, write: Writer
) -> None:
    cells = spending(24)
    path = write(written([f"M{place + 1}" for place in range(24)], cells))
    dataset = reader(path)
    assert revenue(dataset) == pytest.approx(total(cells))
    assert stance(dataset, "yearless_dates") is Stance.TOLD
    dataset = reader(path, set=("meaning.yearless_dates=2022-01-01",))
    assert {value.date() for value in values(dataset, "date")} == set(MONTHS)
    assert stance(dataset, "yearless_dates") is Stance.SET


def test_customers_who_bought_in_no_period_are_told(reader: Reader, write: Writer) -> None:
    cells: Cells = [*spending(12), [None] * 12, [0.0] * 12]
    dataset = reader(write(written([f"{month:%Y-%m}" for month in MONTHS[:12]], cells)))
    empty = sum(not any(row) for row in cells)
    assert (
        next(
            one.numbers["without"]
            for one in dataset.readings
            if one.question == "columns_of_periods"
        )
        == empty
    )


def _whole(low: int, high: int, columns: int, seed: int = 5) -> Cells:
    chance = random.Random(seed)
    return [[float(chance.randint(low, high)) for _ in range(columns)] for _ in range(CUSTOMERS)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "cells"),
    heavy.every(
        3,
        [
            ([f"Q{place}" for place in range(1, 9)], _whole(1, 5, 8)),
            ([f"W{place}" for place in range(1, 7)], _whole(1, 5, 6)),
            ([f"Score {month:%b %Y}" for month in MONTHS], _whole(1, 100, 24)),
            ([str(year) for year in range(2014, 2024)], _whole(40, 100, 10)),
            ([f"size {size}" for size in range(36, 44)], _whole(0, 3, 8)),
            ([f"Balance {month:%Y-%m}" for month in MONTHS], spending(24)),
            (
                [f"{month:%Y-%m}" for month in MONTHS],
                [[cell + 0.5 for cell in row if cell is not None] for row in _whole(15, 25, 24)],
            ),
        ],
    ),
    ids=["survey", "waves", "scores", "years", "sizes", "balances", "temperatures"],
)
def test_what_is_no_money_over_time_is_left_alone(
    reader: Reader, write: Writer, names: list[str], cells: Cells
) -> None:
    dataset = reader(write(written(names, cells)))
    assert dataset.kind is Kind.CUSTOMERS
    assert dataset.rows == CUSTOMERS
    assert stance(dataset) in {None, Stance.TOLD}
    assert set(names) <= set(dataset.table.columns)


@pytest.mark.slow
def test_columns_can_be_kept_and_made_rows_by_a_setting(reader: Reader, write: Writer) -> None:
    path = write(written([f"{month:%b %Y}" for month in MONTHS], spending(24)))
    dataset = reader(path, set=("meaning.columns_of_periods=keep",))
    assert (dataset.rows, stance(dataset)) == (CUSTOMERS, Stance.SET)
    visits = write(
        written([f"Visits {month:%b %Y}" for month in MONTHS], _whole(0, 9, 24)), "visits.csv"
    )
    dataset = reader(visits, set=("meaning.columns_of_periods=unpivot",))
    assert dataset.kind is Kind.TRANSACTIONS


@pytest.mark.slow
def test_columns_that_settings_give_a_role_stay_columns(reader: Reader, write: Writer) -> None:
    path = write(written([f"{month:%b %Y}" for month in MONTHS], spending(24)))
    assert reader(path, set=('roles.spend=["Jan 2022"]',)).rows == CUSTOMERS
    assert reader(path, set=("roles.kind=customers",)).rows == CUSTOMERS


@pytest.mark.parametrize(
    "name",
    [
        "March",
        "May",
        "Marca",
        "Total 2023",
        "Item 12 2023",
        "2019",
        "Age",
        "sum2023-01",
        "Q12 2023",
        "1",
    ],
)
def test_a_word_or_a_number_alone_is_no_dated_period(name: str) -> None:
    found = period_names.read(name)
    assert found is None or found.start is None


def test_fiscal_months_without_a_year_run_on_into_the_next() -> None:
    july, march = period_names.read("Jul"), period_names.read("Mar")
    assert july
    assert march
    assert [one.begins(date(2022, 7, 1)) for one in (july, march)] == [
        date(2022, 7, 1),
        date(2023, 3, 1),
    ]
