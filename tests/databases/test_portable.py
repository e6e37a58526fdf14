"""Texts become types by expressions that every engine runs alike, and no cell makes an engine stop."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING, Any

import ibis
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from reporter.ingest.server.databases import rows_of
from reporter.ingest.types.portable.converting import convert
from reporter.ingest.types.portable.plan import Hints
from tests import heavy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reporter.ingest.types.typed import Typed
    from tests.databases.server import Server

CELLS = [
    "1", "-2.50", "1,234", "1.234,5", "12/31/2011", "31/12/2011 9:54 PM", "2011-02-29", "29.2.2012", "29/2/1900",
    "2012-02-29T23:59:59.5Z", "0013", "99999999999999999999", "1e400", "1e40", "", "  ", "n/a", "true", "x" * 60,
    "44562", "44562.75", "2012-02", "½", "٣", "12:30", "--", "'", "\\", "%s",
]  # fmt: skip


def hints(order: str = "auto", decimal: str = "auto") -> Hints:
    return Hints(dates=frozenset({"date"}), values=frozenset(), date_order=order, decimal=decimal)  # type: ignore[arg-type]  # as settings give them


def _table(backend: Any, values: Sequence[str | None], name: str) -> Any:
    frame = ibis.memtable([{name: value} for value in values], schema={name: "string"})
    return backend.create_table(ibis.util.gen_name("cells"), frame, temp=True)


@pytest.fixture(scope="module")
def postgres(server: Server) -> Iterator[Any]:
    from reporter.ingest.server.postgres import connect

    session = connect(server.url(), "the server")
    with contextlib.closing(session.con):
        yield session


def converted(
    backend: Any, values: Sequence[str | None], name: str = "date", chosen: Hints | None = None
) -> tuple[list[Any], Typed]:
    table, typed = convert(_table(backend, values, name), chosen or hints(), rows_of)
    return sorted((row[0] for row in rows_of(table)), key=str), typed


@pytest.mark.slow
@hypothesis(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(values=st.lists(st.sampled_from(CELLS), min_size=1, max_size=6))
def test_both_engines_read_the_same(postgres: Any, values: list[str]) -> None:
    here = ibis.duckdb.connect()
    for name in ("date", "amount"):
        found = [converted(backend, values, name) for backend in (here, postgres)]
        assert found[0] == found[1]
    here.disconnect()


@pytest.mark.slow
@hypothesis(max_examples=80, deadline=None)
@given(
    day=st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)),
    shape=st.sampled_from(
        ["%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d.%m.%y", "%d-%m-%Y 07:08", "%Y-%m-%d 07:08:09"]
    ),
)
def test_every_day_of_the_calendar_is_read(day: dt.date, shape: str) -> None:
    here = ibis.duckdb.connect()
    values, typed = converted(here, [day.strftime(shape)], chosen=hints("day-first"))
    here.disconnect()
    assert typed.dtypes == {"date": "date"}
    assert values[0].date() == day


@pytest.mark.parametrize(
    "day",
    heavy.every(
        3,
        [
            "30/2/2012",
            "29/2/2011",
            "31/4/2011",
            "0/1/2011",
            "1/13/2011",
            "29/2/1900",
            "2011-02-30",
            "2011-1-1 24:00",
        ],
    ),
)
def test_a_day_that_the_calendar_lacks_is_none(day: str) -> None:
    here = ibis.duckdb.connect()
    _, typed = converted(here, [day], chosen=hints("day-first"))
    here.disconnect()
    assert typed.dtypes == {"date": "text"}
    assert typed.unreadable == {"date": day}


@pytest.mark.parametrize(
    ("cell", "hour"),
    heavy.every(
        3,
        [
            ("1/2/2011 12:05 AM", 0),
            ("1/2/2011 12:05pm", 12),
            ("1/2/2011 9:05 p.m.", 21),
            ("1/2/2011 9:05", 9),
        ],
    ),
)
def test_halves_of_the_day_are_understood(cell: str, hour: int) -> None:
    here = ibis.duckdb.connect()
    values, _ = converted(here, [cell, "1/2/2011 9:00 AM"])
    here.disconnect()
    assert hour in {value.hour for value in values}


@pytest.mark.parametrize(
    ("cells", "decimal", "dtype", "read"),
    heavy.every(
        3,
        [
            (["1,234", "5,678"], "auto", "integer", [1234, 5678]),
            (["1,234", "5,678"], "comma", "decimal", [1.234, 5.678]),
            (["1.234,50", "2,00"], "auto", "decimal", [1234.5, 2.0]),
            (["1.5", "2"], "point", "decimal", [1.5, 2.0]),
            (["0013", "12"], "auto", "text", ["0013", "12"]),
            (["12.0", "13.00"], "auto", "integer", [12, 13]),
        ],
    ),
)
def test_numbers_are_read_as_they_are_written(
    cells: list[str], decimal: str, dtype: str, read: list[Any]
) -> None:
    here = ibis.duckdb.connect()
    values, typed = converted(here, cells, "amount", hints(decimal=decimal))
    here.disconnect()
    assert (typed.dtypes["amount"], values) == (dtype, read)


def test_commas_that_could_mean_either_are_a_doubt() -> None:
    here = ibis.duckdb.connect()
    _, typed = converted(here, ["1,234", "5,678"], "amount")
    here.disconnect()
    assert [(doubt.about, doubt.setting) for doubt in typed.doubts] == [
        ("amount", "source.decimal=comma")
    ]


@pytest.mark.slow
def test_day_numbers_months_and_texts_of_one_column_are_all_read() -> None:
    here = ibis.duckdb.connect()
    values, typed = converted(here, ["44564", "44564.5", "13/01/2022", "2022-02-01", "2022-03"])
    here.disconnect()
    assert [f"{value:%m-%d %H}" for value in values] == [
        "01-03 00",
        "01-03 12",
        "01-13 00",
        "02-01 00",
        "03-01 00",
    ]
    (reading,) = typed.readings
    assert (reading.question, reading.numbers["numbers"], reading.numbers["others"]) == (
        "serial_dates",
        2,
        3,
    )


def _half_swapped() -> tuple[list[str], list[dt.datetime]]:
    """Days of three months as a spreadsheet leaves them that expects months first, and as they
    were.
    """
    days = [dt.datetime(2022, month, day) for month in (1, 2, 3) for day in range(1, 29)]
    return [
        day.strftime("%d/%m/%Y") if day.day > 12 else day.strftime("%Y-%d-%m 00:00:00")
        for day in days
    ], days


@pytest.mark.slow
def test_days_and_months_that_a_spreadsheet_swapped_are_put_right_alike(postgres: Any) -> None:
    here = ibis.duckdb.connect()
    cells, days = _half_swapped()
    for backend in (here, postgres):
        values, typed = converted(backend, cells)
        assert values == sorted(days, key=str)
        assert [(reading.question, reading.stance.value) for reading in typed.readings] == [
            ("swapped_dates", "adopted")
        ]
    here.disconnect()


def test_an_order_set_against_the_texts_is_told() -> None:
    here = ibis.duckdb.connect()
    _, typed = converted(
        here, ["13/01/2022", "14/01/2022", "02/01/2022"], chosen=hints("month-first")
    )
    here.disconnect()
    assert [
        (reading.question, reading.numbers["unread"], reading.setting) for reading in typed.readings
    ] == [("date_order", 2, "roles.date_order=day-first")]
