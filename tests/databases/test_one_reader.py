"""The same texts mean the same from a file as from a database: DuckDB's SQL and Ibis's expressions,
here and on a server, are made of the same rules. The right values are written by hand.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

import ibis
import pytest

from reporter.ingest.server.databases import rows_of
from reporter.ingest.store import TABLE, Store
from reporter.ingest.types import candidates, conversions
from reporter.ingest.types.portable.converting import convert
from reporter.ingest.types.portable.plan import Hints
from tests import heavy
from tests.heavy import every

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.databases.server import Server

    Read = Callable[[list[str], str], tuple[str, list[Any]]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store(tmp_path_factory.mktemp("store"), 0)
    yield made
    made.close()


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Any]:
    backend = ibis.duckdb.connect()
    yield backend
    backend.disconnect()


@pytest.fixture(scope="module")
def postgres(server: Server) -> Iterator[Any]:
    from reporter.ingest.server.postgres import connect

    session = connect(server.url(), "the server")
    with contextlib.closing(session.con):
        yield session


@pytest.fixture(params=["file", "duckdb", "postgres"])
def read(request: pytest.FixtureRequest) -> Read:
    """Read a column of texts as one of the engines does: its type, and its values in order."""
    engine = request.getfixturevalue("store" if request.param == "file" else request.param)
    return _of_file(engine) if request.param == "file" else _of_database(engine)


def _of_file(store: Store) -> Read:
    def _read(cells: list[str], name: str) -> tuple[str, list[Any]]:
        store.run(f'DROP TABLE IF EXISTS "{TABLE}"')
        rows = ", ".join(
            "('" + cell.replace("'", "''") + f"', {place})" for place, cell in enumerate(cells)
        )
        store.make(TABLE, f'SELECT * FROM (VALUES {rows}) AS cells("{name}", place)')
        hints = candidates.Hints(
            dates=frozenset({"date"}),
            values=frozenset({"amount"}),
            comma_is_decimal=False,
            date_order="auto",
        )
        typed = conversions.convert(store, hints, blanks=True)
        found = store.run(f'SELECT "{name}" FROM "{TABLE}" ORDER BY place')
        return typed.dtypes[name], [value for (value,) in found]

    return _read


def _of_database(backend: Any) -> Read:
    def _read(cells: list[str], name: str) -> tuple[str, list[Any]]:
        rows = [{name: cell, "place": place} for place, cell in enumerate(cells)]
        frame = ibis.memtable(rows, schema={name: "string", "place": "int64"})
        raw = backend.create_table(ibis.util.gen_name("cells"), frame, temp=True)
        hints = Hints(
            dates=frozenset({"date"}),
            values=frozenset({"amount"}),
            date_order="auto",
            decimal="auto",
        )
        table, typed = convert(raw, hints, rows_of)
        return typed.dtypes[name], [value for value, _ in rows_of(table.order_by("place"))]

    return _read


NUMBERS: list[tuple[list[str], str, list[float | None]]] = [
    (["1", "-20", "0"], "integer", [1, -20, 0]),
    (["12.0", "13.00", "14."], "integer", [12, 13, 14]),
    (["1.5", "-.5", "2e3", "1.5E-02"], "decimal", [1.5, -0.5, 2000, 0.015]),
    (["1e100", "2"], "decimal", [1e100, 2]),
    (["1e400", "2.5"], "decimal", [None, 2.5]),
    (["123456789012345678", "1"], "integer", [123456789012345678, 1]),
    (["1,234.50", "7"], "decimal", [1234.5, 7]),
    (["1,234,567", "89"], "integer", [1234567, 89]),
    (["1,23,456.00", "7.25"], "decimal", [123456, 7.25]),
    (["1'234.50", "7.25"], "decimal", [1234.5, 7.25]),
    (["1’234.50", "7.25"], "decimal", [1234.5, 7.25]),
    (["1 234,50", "7,25"], "decimal", [1234.5, 7.25]),
    (["1\u00a0234,50", "1\u202f234,50"], "decimal", [1234.5, 1234.5]),
    (["1.234,50", "2,00"], "decimal", [1234.5, 2]),
    (["3,50", "4,25"], "decimal", [3.5, 4.25]),
    (["£1,234.50", "£7.25"], "decimal", [1234.5, 7.25]),
    (["R$ 1.234,50", "R$ 7,25"], "decimal", [1234.5, 7.25]),
    (["53,00 €", "7,25 €"], "decimal", [53, 7.25]),
    (["$53.00", "-$7.25", "$-1.50"], "decimal", [53, -7.25, -1.5]),
    (["CHF 12.-", "CHF 7.25", "12.--"], "decimal", [12, 7.25, 12]),
    (["Fr. 12.50", "kr. 100"], "decimal", [12.5, 100]),
    (["USD 12.50", "7.25 USD"], "decimal", [12.5, 7.25]),
    (["(12.50)", "7.25", "12.50-", "−3", "+4"], "decimal", [-12.5, 7.25, -12.5, -3, 4]),
    (["(1.234,50 €)", "7,25 €"], "decimal", [-1234.5, 7.25]),
    (["12.5 %", "7.25%"], "decimal", [12.5, 7.25]),
]


@pytest.mark.parametrize(
    ("cells", "dtype", "right"), every(3, NUMBERS), ids=[cells[0] for cells, _, _ in NUMBERS]
)
def test_a_number_is_read_alike(
    read: Read, cells: list[str], dtype: str, right: list[float | None]
) -> None:
    assert read(cells, "thing") == (dtype, right)


CODES = [
    ["00017", "00018"],
    ["1", "2", "x"],
    ["ABC 123", "ABC 124"],
    ["555-1234", "555-1235"],
    ["1.2.3", "1.2.4"],
    ["12 34", "12 35"],
    ["12345678901234567890", "1"],
    ["٣", "٤"],
]


@pytest.mark.parametrize("cells", heavy.every(3, CODES), ids=[cells[0] for cells in CODES])
def test_a_code_stays_text(read: Read, cells: list[str]) -> None:
    assert read(cells, "thing") == ("text", cells)


WORDS = [
    "NA", "n/a", "n.a.", "NaN", "<NA>", "NULL", "(null)", "None", "nil", "\\N", "-", "--", "–", "—", "?",
    ".", "...", "missing", "(blank)", "(leer)", "(vide)", "unknown", "not available", "not applicable",
    "k.A.", "k. A.", "keine Angabe", "unbekannt", "inconnu", "desconocido", "desconhecido",
    "sconosciuto", "onbekend", "#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!",
]  # fmt: skip


def test_words_for_missing_are_missing_numbers(read: Read) -> None:
    assert read(["1.5", *WORDS, "3.5"], "thing") == ("decimal", [1.5, *[None] * len(WORDS), 3.5])


@pytest.mark.slow
def test_words_for_missing_are_missing_dates(read: Read) -> None:
    day = datetime(2011, 12, 9)
    found = read(["2011-12-09", *WORDS, "9 Dec 2011"], "date")
    assert found == ("date", [day, *[None] * len(WORDS), day])


def test_only_what_no_name_is_written_like_is_missing_among_texts(read: Read) -> None:
    cells = ["red", "NULL", "\\N", "#N/A", "(blank)", "None", "Null", "unknown"]
    right = ["red", None, None, None, None, "None", "Null", "unknown"]
    assert read(cells, "thing") == ("text", right)


def test_a_stray_text_among_amounts_is_missing(read: Read) -> None:
    cells = [f"{place}.5" for place in range(99)] + ["refunded"]
    right = [*(place + 0.5 for place in range(99)), None]
    assert read(cells, "amount") == ("decimal", right)


@pytest.mark.slow
def test_of_two_styles_that_nearly_all_amounts_have_the_one_that_reads_more_is_taken(
    read: Read,
) -> None:
    cells = [f"{place}.5" for place in range(99)] + ["1,234.5"]
    right = [*(place + 0.5 for place in range(99)), 1234.5]
    assert read(cells, "amount") == ("decimal", right)


@pytest.mark.slow
def test_what_a_few_values_do_not_show_is_read(read: Read) -> None:
    """A thousand different values, of which two hundred nominate what a column holds."""
    cells = [f"2011-12-09 08:{place // 60:02}:{place % 60:02}" for place in range(999)]
    right = [datetime.fromisoformat(cell) for cell in cells]
    found = read([*cells, "9 Dec 2011"], "date")
    assert found == ("date", [*right, datetime(2011, 12, 9)])


@pytest.mark.parametrize(
    ("cells", "dtype", "right"),
    [
        (["true", "FALSE", "True"], "boolean", [True, False, True]),
        (["true", "no"], "text", ["true", "no"]),
        (["yes", "no"], "text", ["yes", "no"]),
        (["1", "0"], "integer", [1, 0]),
    ],
)
def test_only_true_and_false_are_booleans(
    read: Read, cells: list[str], dtype: str, right: list[Any]
) -> None:
    assert read(cells, "thing") == (dtype, right)


DATES: list[tuple[list[str], list[str | None]]] = [
    (["2011-12-09", "2011-12-1"], ["2011-12-09", "2011-12-01"]),
    (["2011/12/09", "2011/12/10"], ["2011-12-09", "2011-12-10"]),
    (["2011.12.09", "2011.12.10"], ["2011-12-09", "2011-12-10"]),
    (["2011-12-09 08:26:00", "2011-12-09T09:00:00Z"], ["2011-12-09T08:26", "2011-12-09T09:00"]),
    (["2011-12-09 08:26:00 UTC", "2011-12-10 09:00 UTC"], ["2011-12-09T08:26", "2011-12-10T09:00"]),
    (
        ["2011-12-09T08:26:00+01:00", "2011-12-10T09:00:00-05:00"],
        ["2011-12-09T08:26", "2011-12-10T09:00"],
    ),
    (
        ["2011-12-09T08:26:00.250Z", "2011-12-09T08:26:01Z"],
        ["2011-12-09T08:26:00.250", "2011-12-09T08:26:01"],
    ),
    (["12/1/2010 8:26", "12/13/2010 18:05:09"], ["2010-12-01T08:26", "2010-12-13T18:05:09"]),
    (["1/12/2010", "13/12/2010"], ["2010-12-01", "2010-12-13"]),
    (["13-12-2010", "1-1-2011"], ["2010-12-13", "2011-01-01"]),
    (["01.02.2010", "03.04.2010"], ["2010-02-01", "2010-04-03"]),
    (["1/2/2010", "3/4/2010"], ["2010-01-02", "2010-03-04"]),
    (
        ["1/2/2010 1:05 PM", "1/25/2010 11:00 AM", "1/25/2010 12:05 AM"],
        ["2010-01-02T13:05", "2010-01-25T11:00", "2010-01-25T00:05"],
    ),
    (["Fr 09.12.2011", "Sa 10.12.2011 um 08:26 Uhr"], ["2011-12-09", "2011-12-10T08:26"]),
    (["13/12/2011, 08:26:00", "14/12/2011, 09:00:00"], ["2011-12-13T08:26", "2011-12-14T09:00"]),
    (
        ["2011-12-09 08:26 PM", "2011-12-09 08:26:01 AM", "2011-12-09 20:26"],
        ["2011-12-09T20:26", "2011-12-09T08:26:01", "2011-12-09T20:26"],
    ),
    (
        ["1/2/2010 1:05 p.m.", "1/25/2010 11:00 a.m.", "1/25/2010 12:05 a.m."],
        ["2010-01-02T13:05", "2010-01-25T11:00", "2010-01-25T00:05"],
    ),
    (["9 Dec 2011 1:05 p.m.", "9 Dec 2011 12:05 a.m."], ["2011-12-09T13:05", "2011-12-09T00:05"]),
    # Years of two digits: from 50 on they belong to the century before.
    (["13/02/60", "13/02/11"], ["1960-02-13", "2011-02-13"]),
    (["13/02/49", "13/02/50"], ["2049-02-13", "1950-02-13"]),
    (["31.12.99", "01.01.00"], ["1999-12-31", "2000-01-01"]),
    (["29/2/00", "29/2/12"], ["2000-02-29", "2012-02-29"]),
    (["09-Dec-11", "10-Jan-68"], ["2011-12-09", "1968-01-10"]),
    (["Dec 60", "Jan-12"], ["1960-12-01", "2012-01-01"]),
    (["31/12/2099", "13/02/60"], ["2099-12-31", "1960-02-13"]),
    # Names of months.
    (["1 Dec 2010", "15 Jan 2011 08:26"], ["2010-12-01", "2011-01-15T08:26"]),
    (["December 1, 2010", "January 15, 2011"], ["2010-12-01", "2011-01-15"]),
    (["9. Dezember 2011", "10. März 2012"], ["2011-12-09", "2012-03-10"]),
    (["9. DEZEMBER 2011", "10. MÄRZ 2012"], ["2011-12-09", "2012-03-10"]),
    (["9 déc. 2011", "10 févr. 2012", "11 août 2012"], ["2011-12-09", "2012-02-10", "2012-08-11"]),
    (["9 de enero de 2011", "10 de diciembre de 2012"], ["2011-01-09", "2012-12-10"]),
    (["9 gennaio 2011", "10 maggio 2012"], ["2011-01-09", "2012-05-10"]),
    (["9 maart 2011", "10 mei 2012"], ["2011-03-09", "2012-05-10"]),
    (["2011 Dec 9", "2012-Mar-10"], ["2011-12-09", "2012-03-10"]),
    (["Fri, 9 Dec 2011 08:26", "Sat, 10 Dec 2011 09:00"], ["2011-12-09T08:26", "2011-12-10T09:00"]),
    (["Friday, December 9, 2011", "March 1st, 2012"], ["2011-12-09", "2012-03-01"]),
    (["mar. 9 août 2011", "mer. 10 août 2011"], ["2011-08-09", "2011-08-10"]),
    (["9 Dec 2011 1:05 PM", "9 Dec 2011 12:05 AM"], ["2011-12-09T13:05", "2011-12-09T00:05"]),
    # Days as one number.
    (["20111209", "20120110"], ["2011-12-09", "2012-01-10"]),
    (["20111209082600", "201112100900"], ["2011-12-09T08:26", "2011-12-10T09:00"]),
    (["1323419160", "1323505560"], ["2011-12-09T08:26", "2011-12-10T08:26"]),
    (["1323419160250", "1323505560000"], ["2011-12-09T08:26:00.250", "2011-12-10T08:26"]),
    (["40513", "40514.5", "40515,25"], ["2010-12-01", "2010-12-02T12:00", "2010-12-03T06:00"]),
    # Parts of years, each as its first day.
    (["2011-12", "2012-01"], ["2011-12-01", "2012-01-01"]),
    (["Dec 2011", "Jan 2012"], ["2011-12-01", "2012-01-01"]),
    (["12/2011", "1.2012"], ["2011-12-01", "2012-01-01"]),
    (["2011 M07", "2011 M12"], ["2011-07-01", "2011-12-01"]),
    (["2011-Q3", "Q4 2011", "1. Quartal 2012"], ["2011-07-01", "2011-10-01", "2012-01-01"]),
    (["2011-W01", "KW 2 2011"], ["2011-01-03", "2011-01-10"]),
    # Several ways in one column.
    (["2011-12-09", "10/12/2011", "13/12/2011"], ["2011-12-09", "2011-12-10", "2011-12-13"]),
    # What no calendar has, and what is no year of ours.
    (["13/12/2011", "14/12/2011", "31/02/2011"], ["2011-12-13", "2011-12-14", None]),
    (["2011-12-09", "2011-12-10", "2011-02-29"], ["2011-12-09", "2011-12-10", None]),
    (["29/2/2012", "28/2/2012", "29/2/1900"], ["2012-02-29", "2012-02-28", None]),
    (
        ["1900-01-01", "2199-12-31", "1899-12-31", "2200-01-01"],
        ["1900-01-01", "2199-12-31", None, None],
    ),
    (
        ["13/1/1900", "31/12/2199", "31/12/1899", "31/12/9999"],
        ["1900-01-13", "2199-12-31", None, None],
    ),
    (["1 Dec 1900", "31 Dec 2199", "31 Dec 1899"], ["1900-12-01", "2199-12-31", None]),
]


@pytest.mark.parametrize(("cells", "right"), every(3, DATES), ids=[cells[0] for cells, _ in DATES])
def test_a_date_is_read_alike(read: Read, cells: list[str], right: list[str | None]) -> None:
    moments = [datetime.fromisoformat(moment) if moment else None for moment in right]
    assert read(cells, "date") == ("date", moments)


def test_eight_digits_are_no_date_unless_named_so(read: Read) -> None:
    assert read(["19970101", "19970118"], "thing") == ("integer", [19970101, 19970118])
