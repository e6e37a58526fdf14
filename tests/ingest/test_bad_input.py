"""Whatever is wrong with a file, one message says what, where and what to do."""

from __future__ import annotations

import gzip
import io
import os
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from reporter.errors import IngestError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.conftest import Reader, Writer

NOISE = bytes((place * 73 + 41) % 256 for place in range(4000))


def _refused(reader: Reader, path: Path, pattern: str) -> None:
    with pytest.raises(IngestError) as caught:
        reader(path)
    assert re.search(pattern, caught.value.what), caught.value.what
    assert path.name in caught.value.what
    assert caught.value.hint
    assert "\n" not in caught.value.what


def test_missing_file_suggests_what_is_there(reader: Reader, write: Writer, tmp_path: Path) -> None:
    write("a,b\n", "orders.csv.gz")
    write("a,b\n", "orders.xlsx")
    with pytest.raises(IngestError, match=r"There is no file .*orders\.csv") as caught:
        reader(tmp_path / "orders.csv")
    assert caught.value.hint == "In that folder there is orders.xlsx."


def test_folder(reader: Reader, tmp_path: Path) -> None:
    _refused(reader, tmp_path, "is a folder without a data file")


def test_no_file_at_all(reader: Reader) -> None:
    with pytest.raises(IngestError, match="No file was given"):
        reader()


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read every file")
def test_unreadable_file(reader: Reader, write: Writer) -> None:
    path = write("a,b\n1,2\n")
    path.chmod(0)
    _refused(reader, path, "cannot be read: Permission denied")


@pytest.mark.parametrize(
    ("name", "content", "pattern"),
    [
        ("empty.csv", b"", r"is empty \(0 bytes\)"),
        ("header.csv", b"id,income\n", "a header of 2 columns and no row"),
        ("blank.csv", b"\n\n\n", "no columns can be told apart"),
        ("noise.csv", NOISE, "cannot be read as text"),
        ("nul.csv", b"id,income\n1,2\n3,\0\n", "NUL bytes"),
        ("control.csv", b"id,income\n" + b"\x01\x02,\x03\n" * 50, "control characters"),
        ("image.csv", b"\x89PNG\r\n\x1a\n" + NOISE, "is an image"),
        ("report.csv", b"%PDF-1.7\n" + NOISE, "is a PDF document"),
        ("page.csv", b"<!DOCTYPE html><html></html>", "is a web page"),
        (
            "words.csv",
            b"just a line of words\nand another one\n",
            "no columns can be told apart; its first line is 'just a line",
        ),
        ("bad.gz", b"\x1f\x8b" + NOISE, "is damaged"),
        ("cut.csv.gz", gzip.compress(b"id,income\n" + NOISE.hex().encode())[:-300], "is damaged"),
        ("bad.zip", b"PK\x03\x04" + NOISE, "is damaged"),
        ("bad.xlsx", b"PK\x03\x04" + NOISE, "is damaged"),
        ("false.xlsx", b"id,income\n1,2\n", r"does not begin like a \.xlsx file"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0" + NOISE, "damaged or protected by a password"),
        ("bad.parquet", b"PAR1" + NOISE, "cannot be read as Parquet"),
        ("empty.csv.gz", gzip.compress(b""), "is empty"),
    ],
)
def test_file_that_is_no_table(
    reader: Reader, write: Writer, name: str, content: bytes, pattern: str
) -> None:
    _refused(reader, write(content, name), pattern)


def test_zip_without_data(reader: Reader, write: Writer) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("photo.jpg", "x")
    _refused(
        reader, write(buffer.getvalue(), "photos.zip"), "holds no data file; it holds photo.jpg"
    )


def test_zip_with_a_damaged_member(reader: Reader, write: Writer) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("data.csv", "id,income\n1,2\n3,4\n")
    _refused(
        reader, write(buffer.getvalue().replace(b"3,4", b"9,9"), "data.zip"), "is damaged.*CRC"
    )


def test_workbook_without_rows(reader: Reader, tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["id", "income"])
    book.save(tmp_path / "book.xlsx")
    _refused(reader, tmp_path / "book.xlsx", "no sheet with a header and rows")


def test_rows_that_never_fit_the_header(reader: Reader, write: Writer) -> None:
    _refused(reader, write('a,b\n"1,2\n"3,4\n'), "none of its 1 rows fits the header of 2 columns")


def test_rows_wider_than_the_header(reader: Reader, write: Writer) -> None:
    _refused(
        reader, write("a,b\n1,2,3,4\n3,4,5,6\n"), "the header has 2 columns, but most of the rows"
    )


def test_orders_without_a_customer(reader: Reader, write: Writer) -> None:
    path = write(
        "InvoiceNo,InvoiceDate,Quantity,UnitPrice\nA1,2020-01-01,2,3.5\nA2,2020-01-02,1,2.5\n"
    )
    with pytest.raises(IngestError) as caught:
        reader(path)
    assert (
        "no column was recognised as the customer. Its columns: InvoiceNo, InvoiceDate, Quantity,"
        " UnitPrice" in caught.value.what
    )
    assert "roles.customer" in caught.value.hint


def test_orders_whose_dates_cannot_be_read(reader: Reader, write: Writer) -> None:
    lines = "".join(f"A{number},C{number % 3},someday,{number}.5\n" for number in range(9))
    path = write(f"InvoiceNo,CustomerID,InvoiceDate,Amount\n{lines}")
    _refused(
        reader,
        path,
        r"No value in the column 'InvoiceDate' .* can be read as a date \(for instance 'someday'\)",
    )


def test_ten_identical_customers(reader: Reader, write: Writer) -> None:
    _refused(
        reader,
        write("income,score\n" + "5,6\n" * 10),
        "income, score hold the same number in every row",
    )


def test_nothing_but_words(reader: Reader, write: Writer) -> None:
    _refused(
        reader,
        write("colour,shape\nred,round\nblue,square\n"),
        "says nothing about customers to segment them by: it has no column of numbers",
    )


@pytest.mark.slow
def test_a_process_ends_silently_without_closing(write: Writer, tmp_path: Path) -> None:
    path = write("id,income\n1,20\n2,30\n")
    code = (
        "from pathlib import Path; from reporter import settings; from reporter.ingest import"
        f" read; dataset = read([Path({str(path)!r})], settings.load(), Path({str(tmp_path)!r}));"
        " print(dataset.rows)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("2\n", "")
