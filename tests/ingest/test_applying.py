"""A setting that does not apply to the data is refused, never passed over; one that applies to a
part of them applies there.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reporter.errors import IngestError
from tests import heavy
from tests.ingest.conftest import values
from tests.ingest.spreadsheets import xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.conftest import Reader, Writer

COLUMNS = ("customer", "date", "amount", "status")
ROWS = [
    (f"c{row % 5}", f"2024-01-{row % 27 + 1:02d}", row + 0.5, "paid" if row % 3 else "open")
    for row in range(30)
]
CSV = "\n".join([",".join(COLUMNS), *(",".join(map(str, row)) for row in ROWS)])
FILES = ("text", "workbook", "parquet", "json", "sqlite")
SETTINGS = {
    "table": ("source.table=orders", {"sqlite"}),
    "query": ("source.query=SELECT * FROM orders", {"sqlite"}),
    "sheet": ("source.sheet=Orders", {"workbook"}),
    "encoding": ("source.encoding=utf-8", {"text"}),
    "delimiter": ("source.delimiter=,", {"text"}),
    "header": ("source.header=yes", {"text", "workbook"}),
    "skip": ("source.skip=0", {"text", "workbook"}),
    "decimal": ("source.decimal=point", {"text", "json"}),  # JSON is read as text
    "main": ("source.main=orders", {*FILES}),
}


def made(folder: Path, form: str) -> Path:
    """Write the same orders in a form."""
    if form == "text":
        (path := folder / "orders.csv").write_text(CSV, encoding="utf-8")
    elif form == "workbook":
        path = xlsx(folder / "orders.xlsx", Orders=[COLUMNS, *ROWS])
    elif form == "parquet":
        pq.write_table(
            pa.table(dict(zip(COLUMNS, map(list, zip(*ROWS, strict=True)), strict=True))),
            path := folder / "orders.parquet",
        )
    elif form == "json":
        (path := folder / "orders.json").write_text(
            json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in ROWS]), encoding="utf-8"
        )
    else:
        with sqlite3.connect(path := folder / "orders.db") as connection:
            connection.execute(
                "CREATE TABLE orders (customer TEXT, date TEXT, amount REAL, status TEXT)"
            )
            connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?)", ROWS)
        connection.close()
    return path


@pytest.mark.parametrize("form", heavy.every(3, FILES))
@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_is_obeyed_or_refused(
    reader: Reader, tmp_path: Path, key: str, form: str
) -> None:
    assignment, fitting = SETTINGS[key]
    path = made(tmp_path, form)
    if key == "main" and form == "sqlite":
        assignment = "source.main=orders in orders.db"
    if form in fitting:
        assert reader(path, set=(assignment,)).rows == len(ROWS)
        return
    with pytest.raises(IngestError) as caught:
        reader(path, set=(assignment,))
    assert f"source.{key}" in caught.value.what
    assert path.name in caught.value.what
    assert caught.value.hint.startswith("Leave it out")


def test_what_to_use_instead_is_said(reader: Reader, tmp_path: Path) -> None:
    for form, assignment, instead in (
        ("text", "source.query=SELECT 1", "--where"),
        ("workbook", "source.table=Orders", "source.sheet"),
        ("sqlite", "source.sheet=orders", "--table"),
    ):
        with pytest.raises(IngestError) as caught:
            reader(made(tmp_path, form), set=(assignment,))
        assert instead in caught.value.hint


@pytest.mark.slow
def test_what_applies_to_a_part_of_several_files_applies_there(
    reader: Reader, tmp_path: Path
) -> None:
    book = xlsx(tmp_path / "more.xlsx", Orders=[COLUMNS, *ROWS], Older=[COLUMNS, *ROWS])
    assert reader(made(tmp_path, "text"), book).rows == 3 * len(ROWS)
    assert reader(made(tmp_path, "text"), book, set=("source.sheet=Orders",)).rows == 2 * len(ROWS)


def test_a_table_and_a_query_are_not_both_asked_of_a_file(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="Both a table and a query"):
        reader(
            made(tmp_path, "sqlite"),
            set=("source.table=orders", "source.query=SELECT * FROM orders"),
        )


@pytest.mark.slow
def test_names_are_for_files_that_have_none(reader: Reader, write: Writer, tmp_path: Path) -> None:
    names = 'source.names=["who", "day", "worth", "state"]'
    nameless = CSV.partition("\n")[2]
    assert set(reader(write(nameless), set=(names,)).table.columns) == {
        "who",
        "day",
        "worth",
        "state",
    }
    book = xlsx(tmp_path / "orders.xlsx", Orders=ROWS)
    assert set(reader(book, set=(names,)).table.columns) == {"who", "day", "worth", "state"}
    for path in (write(CSV, "named.csv"), made(tmp_path, "workbook")):
        with pytest.raises(IngestError) as caught:
            reader(path, set=(names,))
        assert "source.names" in caught.value.what
        assert "source.header=no" in caught.value.hint


def test_names_that_are_given_stand_above_those_of_a_comment(reader: Reader, write: Writer) -> None:
    path = write("# customer,date,amount,status\n" + CSV.partition("\n")[2])
    assert "amount" in reader(path).table.columns
    assert set(
        reader(path, set=('source.names=["who", "day", "worth", "state"]',)).table.columns
    ) == {"who", "day", "worth", "state"}


def test_a_decimal_sign_that_no_number_is_written_with_is_refused(
    reader: Reader, write: Writer
) -> None:
    with pytest.raises(IngestError, match=r"fractions stand behind a point \(amount\)"):
        reader(write(CSV), set=("source.decimal=comma",))
    assert values(
        reader(write("who;worth\na;1.234\nb;2.500\nc;3.100\n"), set=("source.decimal=comma",)),
        "worth",
    ) == [1234, 2500, 3100]
