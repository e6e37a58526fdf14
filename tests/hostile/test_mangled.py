"""Whatever is done to a good file, there is an answer or one message: never a traceback, a fault of
our own, or a warning.
"""

from __future__ import annotations

import codecs
import json
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.cli import reporter
from tests import heavy
from tests.hostile.corpus import (
    HEADER,
    book,
    database,
    delimited,
    feather,
    lines_of_json,
    orders,
    parquet,
    records,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = orders(60, 12)
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "cp437",
    "cp037",
    "koi8-r",
    "shift_jis",
    "utf-7",
)
FEW = settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
MANY = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])

Mangle = tuple[str, float, float, bytes]


def _sqlite() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return database(Path(folder)).read_bytes()


GOOD: dict[str, Callable[[], bytes]] = {
    "orders.csv": lambda: delimited(ROWS).encode(),
    "orders.xlsx": lambda: book(ROWS),
    "orders.parquet": lambda: parquet(ROWS),
    "orders.feather": lambda: feather(ROWS),
    "orders.json": lambda: json.dumps(records(ROWS)).encode(),
    "orders.ndjson": lambda: lines_of_json(ROWS).encode(),
    "orders.zip": lambda: zipped({"a.csv": delimited(ROWS[:30]), "b.csv": delimited(ROWS[30:])}),
    "shop.sqlite": _sqlite,
}

mangles = st.lists(
    st.tuples(
        st.sampled_from(("flip", "insert", "delete", "double", "cut", "fill", "swap")),
        st.floats(0, 1, exclude_max=True),
        st.floats(0, 1, exclude_max=True),
        st.one_of(
            st.binary(min_size=1, max_size=9),
            st.sampled_from((b"\0", b"\0" * 64, b'"', b"\n", b"\r", b",", b";", b"\xff", b"\x1a")),
        ),
    ),
    min_size=1,
    max_size=5,
)


def mangled(content: bytes, changes: list[Mangle]) -> bytes:
    """Change bytes here and there."""
    for kind, start, length, insert in changes:
        place = int(start * len(content))
        end = place + 1 + int(length**4 * (len(content) - place))  # mostly short
        match kind:
            case "flip":
                content = (
                    content[:place]
                    + bytes(byte ^ insert[0] for byte in content[place : place + 1])
                    + content[place + 1 :]
                )
            case "insert":
                content = content[:place] + insert + content[place:]
            case "delete":
                content = content[:place] + content[end:]
            case "double":
                content = content[:end] + content[place:]
            case "cut":
                content = content[:end]
            case "fill":
                content = (
                    content[:place] + insert * max(1, (end - place) // len(insert)) + content[end:]
                )
            case _:
                content = content[end:] + content[:place]
    return content


def _ends_well(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        temporary = Path(folder) / "temporary"
        temporary.mkdir()
        patch.setattr(tempfile, "tempdir", str(temporary))
        path = Path(folder) / name
        path.write_bytes(content)
        result = CliRunner().invoke(reporter, ["inspect", str(path)])
        assert result.exit_code in {0, 1}
        assert "Traceback" not in result.output
        assert "unexpected error" not in result.output, result.output
        assert (
            result.exit_code == 0
            or result.stderr.startswith("Error: ")
            or "No report can be made" in result.stdout
        )
        assert len(result.stderr.strip().splitlines()) <= 2, result.stderr
        assert list(temporary.iterdir()) == []
        assert path.read_bytes() == content


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy.first(1, ["orders.csv", "orders.ndjson", "orders.xlsx"]))
@FEW
@given(changes=mangles)
def test_changed_bytes_end_well(name: str, changes: list[Mangle]) -> None:
    _ends_well(mangled(GOOD[name](), changes), name)


@pytest.mark.slow
@pytest.mark.parametrize("name", GOOD)
@MANY
@given(changes=mangles)
def test_changed_bytes_of_every_kind_end_well(name: str, changes: list[Mangle]) -> None:
    _ends_well(mangled(GOOD[name](), changes), name)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["orders.parquet", "orders.feather", "orders.json", "orders.zip", "shop.sqlite"]
)
@settings(FEW, max_examples=8)
@given(changes=mangles)
def test_changed_bytes_of_other_kinds_end_well(name: str, changes: list[Mangle]) -> None:
    _ends_well(mangled(GOOD[name](), changes), name)


cells = st.one_of(
    st.text(max_size=12).filter(lambda text: text.isascii() or _is_writable(text)),
    st.sampled_from(
        (
            "",
            " ",
            "NULL",
            "-",
            "1e999",
            "-0",
            "1.234,56",
            "31/12/2011",
            "12/31/11",
            "0000-00-00",
            "=1+1",
            '"',
            "a\nb",
            "9" * 60,
        )
    ),
)


def _is_writable(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


@pytest.mark.slow
@FEW
@given(
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(ENCODINGS),
    seed=st.integers(0, 2**16),
    odd=st.lists(
        st.tuples(st.integers(0, len(ROWS) - 1), st.integers(0, len(HEADER) - 1), cells),
        max_size=30,
    ),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_shuffled_columns_odd_cells_and_encodings_end_well(
    delimiter: str, encoding: str, seed: int, odd: list[tuple[int, int, str]], end: str
) -> None:
    places = list(range(len(HEADER)))
    random.Random(seed).shuffle(places)
    rows = [list(row) for row in ROWS]
    for row, column, cell in odd:
        rows[row][column] = cell
    text = delimited(
        [[row[place] for place in places] for row in rows],
        [HEADER[place] for place in places],
        delimiter,
        end,
    )
    _ends_well(codecs.encode(text, encoding, "replace"), "orders.csv")


@settings(FEW, max_examples=5)
@given(names=st.lists(cells, min_size=len(HEADER), max_size=len(HEADER)))
def test_any_names_of_columns_end_well(names: list[str]) -> None:
    _ends_well(delimited(ROWS, names).encode(), "orders.csv")


@pytest.mark.slow
@FEW
@given(name=st.sampled_from(list(GOOD)), other=st.sampled_from(list(GOOD)))
def test_a_false_ending_ends_well(name: str, other: str) -> None:
    _ends_well(GOOD[name](), f"false-{other}")


@pytest.mark.slow
@pytest.mark.parametrize("number", heavy.first(2, ["1e999", "-1e999", "1e308", "1e20", "nan"]))
def test_columns_of_numbers_beyond_all_measure_end_well(number: str) -> None:
    ids = [HEADER.index(name) for name in ("InvoiceNo", "StockCode", "CustomerID")]
    for rows in (ROWS, ROWS[::9]):
        odd = [
            [number if row in rows and place in ids else cell for place, cell in enumerate(row)]
            for row in ROWS
        ]
        _ends_well(delimited(odd, HEADER).encode(), "orders.csv")
