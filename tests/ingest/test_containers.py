"""Packed files and several files come in as one table."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reporter.errors import IngestError
from tests.ingest.conftest import dtypes, rows, values

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.conftest import Reader, Writer

CSV = "id,income\n1,10\n2,30\n3,25\n"
ROWS = [("1", 10), ("2", 30), ("3", 25)]


def _zip(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_gzip_is_unpacked(reader: Reader, write: Writer) -> None:
    dataset = reader(write(gzip.compress(CSV.encode()), "data.csv.gz"))
    assert rows(dataset) == ROWS


def test_zip_is_unpacked_and_its_clutter_left_alone(reader: Reader, write: Writer) -> None:
    members = {
        "folder/data.csv": CSV,
        "__MACOSX/._data.csv": "\0\1",
        "readme.txt": "hello",
        ".hidden.csv": "x",
    }
    dataset = reader(write(_zip(**members), "data.zip"))
    assert rows(dataset) == ROWS
    assert "data.csv in data.zip, zipped" in dataset.source.reading


def test_zip_members_of_the_same_columns_are_joined(reader: Reader, write: Writer) -> None:
    dataset = reader(write(_zip(**{"a.csv": CSV, "b.csv": "income,id\n40,4\n"}), "data.zip"))
    assert rows(dataset) == [*ROWS, ("4", 40)]


def test_zip_members_of_other_columns_are_refused_by_name(reader: Reader, write: Writer) -> None:
    path = write(_zip(**{"a.csv": CSV, "b.csv": "id,score\n4,40\n"}), "data.zip")
    with pytest.raises(
        IngestError,
        match=(
            r"a\.csv in data\.zip and b\.csv in data\.zip do not have the same columns .*income,"
            r" score"
        ),
    ):
        reader(path)


def test_zip_member_never_leaves_the_workspace(
    reader: Reader, write: Writer, tmp_path: Path
) -> None:
    dataset = reader(write(_zip(**{"../../evil.csv": CSV}), "data.zip"))
    assert rows(dataset) == ROWS
    assert not list(tmp_path.parent.glob("evil.csv"))
    assert not list(tmp_path.rglob("evil.csv"))


def test_source_tells_the_file_itself(reader: Reader, write: Writer) -> None:
    dataset = reader(write(CSV))
    source = dataset.source
    assert (source.name, source.bytes) == ("data.csv", len(CSV))
    assert source.sha256 == hashlib.sha256(CSV.encode()).hexdigest()
    assert source.reading == ("CSV with commas", "utf-8")


def test_several_files_are_joined_with_one_digest(reader: Reader, write: Writer) -> None:
    more = "id,income\n4,40\n"
    dataset = reader(write(CSV, "a.csv"), write(more, "b.csv"))
    assert rows(dataset) == [*ROWS, ("4", 40)]
    digests = "".join(hashlib.sha256(text.encode()).hexdigest() for text in (CSV, more))
    assert dataset.source.sha256 == hashlib.sha256(digests.encode()).hexdigest()
    assert dataset.source.bytes == len(CSV) + len(more)
    assert dataset.source.name == "a.csv, b.csv"


def test_parquet_keeps_its_types(reader: Reader, tmp_path: Path) -> None:
    day = dt.date(2020, 1, 2)
    table = pa.table(
        {
            "id": ["a", ""],
            "income": [1.5, 2.0],
            "since": [day, day],
            "vip": [True, False],
            "n": pa.array([1, 2], pa.int8()),
        }
    )
    pq.write_table(table, tmp_path / "data.parquet")
    dataset = reader(tmp_path / "data.parquet")
    assert dtypes(dataset) == {
        "id": "text",
        "income": "decimal",
        "since": "date",
        "vip": "boolean",
        "n": "integer",
    }
    assert values(dataset, "id") == [None, "a"]
    assert set(values(dataset, "since")) == {dt.datetime(2020, 1, 2)}
