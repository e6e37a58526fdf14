"""Parquet, Feather and Arrow files become tables, their nested columns flattened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest

from reporter.errors import IngestError
from tests.ingest.tables import load, load_one

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ingest.conftest import Writer

PLAIN = pa.table({"id": ["a", "b"], "n": pa.array([1, 2], pa.int16())})
ROWS = [("a", 1), ("b", 2)]


def _feather(table: Any, path: Path) -> None:
    feather.write_feather(table, str(path), compression="zstd", chunksize=1)


def _stream(table: Any, path: Path) -> None:
    with pa.ipc.new_stream(str(path), table.schema) as writer:
        writer.write_table(table)


def _parquet(table: Any, path: Path) -> None:
    pq.write_table(table, path, row_group_size=1)


WRITERS = pytest.mark.parametrize("save", [_feather, _stream, _parquet])


@WRITERS
def test_columns_are_read_whatever_the_file_is_called(
    tmp_path: Path, save: Callable[[Any, Path], None]
) -> None:
    path = tmp_path / "export.bin"
    save(PLAIN, path)
    table = load_one(path)
    assert table.columns == ("id", "n")
    assert table.rows == ROWS
    assert table.loaded.form == ("Parquet" if save is _parquet else "Arrow")


@WRITERS
def test_nested_columns_are_flattened(tmp_path: Path, save: Callable[[Any, Path], None]) -> None:
    nested = pa.table(
        {
            "s": [{"a": 1, "b": {"c": "x"}}, None],
            "tags": [["x", "y"], []],
            "kind": pa.array(["p", "q"]).dictionary_encode(),
        }
    )
    save(nested, tmp_path / "data")
    table = load_one(tmp_path / "data")
    assert table.columns == ("s.a", "s.b.c", "tags", "kind")
    assert table.rows == [(1, "x", '["x","y"]', "p"), (None, None, "[]", "q")]


@WRITERS
def test_halves_are_read(tmp_path: Path, save: Callable[[Any, Path], None]) -> None:
    save(pa.table({"h": pa.array([1.5, 2], pa.float16()), "i": [1, 2]}), tmp_path / "data")
    assert load_one(tmp_path / "data").rows == [(1.5, 1), (2.0, 2)]


@WRITERS
def test_columns_of_the_same_name_are_told_apart(
    tmp_path: Path, save: Callable[[Any, Path], None]
) -> None:
    save(pa.table([[1], [2]], names=["a", "A"]), tmp_path / "data")
    table = load_one(tmp_path / "data")
    assert len({name.lower() for name in table.columns}) == 2
    assert table.rows == [(1, 2)]


@WRITERS
def test_a_damaged_file_is_refused(tmp_path: Path, save: Callable[[Any, Path], None]) -> None:
    save(pa.table({"id": [f"customer {number}" for number in range(2000)]}), tmp_path / "data")
    content = (tmp_path / "data").read_bytes()
    (tmp_path / "cut").write_bytes(content[: len(content) // 2])
    with pytest.raises(
        IngestError, match=r"cut is damaged: it cannot be read as (Arrow|Parquet) \(.+\)\."
    ) as caught:
        load(tmp_path / "cut")
    assert "\n" not in caught.value.what


def test_text_with_lengths_that_point_outside_is_refused(tmp_path: Path) -> None:
    feather.write_feather(PLAIN, str(tmp_path / "data.feather"), compression="uncompressed")
    content = (tmp_path / "data.feather").read_bytes()
    offsets = (0).to_bytes(4, "little") + (1).to_bytes(4, "little") + (2).to_bytes(4, "little")
    assert offsets in content
    (tmp_path / "data.feather").write_bytes(
        content.replace(offsets, offsets[:8] + (2**31 - 1).to_bytes(4, "little"))
    )
    with pytest.raises(IngestError, match="is damaged"):
        load(tmp_path / "data.feather")


@pytest.mark.parametrize(
    ("name", "content", "pattern"),
    [
        ("old.feather", b"FEA1" + b"\0" * 40, "Feather file of version 1"),
        ("false.feather", b"id,n\na,1\n", r"does not begin like a \.feather file"),
        ("locked.parquet", b"PARE" + b"\0" * 40, "encrypted Parquet file"),
    ],
)
def test_other_files_are_refused_by_name(
    write: Writer, name: str, content: bytes, pattern: str
) -> None:
    with pytest.raises(IngestError, match=pattern):
        load(write(content, name))
