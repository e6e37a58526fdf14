"""Bad input gets exit 1 and one message that says what, where and what to do; nothing half-written,
nothing lost.
"""

from __future__ import annotations

import gzip
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reporter.cli import reporter
from tests import heavy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"


def _orders(
    rows: int = 60, customers: int = 12, quantity: int = 2, date: str = "2011-03-{day:02d} 10:00:00"
) -> str:
    lines = []
    for row in range(rows):
        product, day = row % 5, date.format(day=row % 27 + 1)
        lines.append(
            f"{1000 + row},{product:05d},THING"
            f" {product},{quantity},{day},{1 + row % 7}.5,{17000 + row % customers},France\n"
        )
    return HEADER + "".join(lines)


def _missing(folder: Path) -> Path:
    return folder / "nowhere.csv"


def _folder(folder: Path) -> Path:
    path = folder / "exports"
    path.mkdir()
    return path


def _text(content: str, name: str = "orders.csv") -> Callable[[Path], Path]:
    return _bytes(content.encode(), name)


def _bytes(content: bytes, name: str = "orders.csv") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return write


def _damaged_zip(folder: Path) -> Path:
    path = folder / "orders.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orders.csv", _orders(3000))
    path.write_bytes(path.read_bytes()[:-200])
    return path


CASES: dict[str, tuple[Callable[[Path], Path], tuple[str, ...]]] = {
    "a missing file": (_missing, ("nowhere.csv",)),
    "a folder": (_folder, ("exports",)),
    "an empty file": (_bytes(b""), ("orders.csv", "empty")),
    "a header only": (_text(HEADER), ("orders.csv",)),
    "a binary file": (_bytes(bytes(range(256)) * 64), ("orders.csv",)),
    "a picture called CSV": (
        _bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(500)),
        ("orders.csv",),
    ),
    "a damaged gzip": (
        _bytes(gzip.compress(_orders(3000).encode())[:-400], "orders.csv.gz"),
        ("orders.csv.gz",),
    ),
    "a damaged zip": (_damaged_zip, ("orders.zip",)),
    "a damaged workbook": (_bytes(b"PK\x03\x04" + bytes(300), "orders.xlsx"), ("orders.xlsx",)),
    "a damaged Parquet file": (
        _bytes(b"PAR1" + bytes(300) + b"PAR1", "orders.parquet"),
        ("orders.parquet",),
    ),
    "no customer column": (
        _text(
            "day,item,amount\n"
            + "".join(f"2011-01-{1 + row % 28:02d},item {row % 3},{row}.25\n" for row in range(80))
        ),
        ("customer", "roles.customer"),
    ),
    "unreadable dates": (_text(_orders(date="sometime {day}")), ("InvoiceDate",)),
    "one customer": (_text(_orders(customers=1)), ("customer",)),
    "ten identical customers": (
        _text(
            "CustomerID,Visits,Spend\n" + "".join(f"{number},4,20.5\n" for number in range(10)),
            "customers.csv",
        ),
        ("customers",),
    ),
    "a column of one value": (
        _text(
            "CustomerID,Visits\n" + "".join(f"{number},4\n" for number in range(40)),
            "customers.csv",
        ),
        ("Visits",),
    ),
    "negative quantities only": (_text(_orders(quantity=-2)), ("row",)),
    "an unknown kind of file": (_bytes(b"%PDF-1.7 something", "orders.pdf"), ("orders.pdf",)),
}


@pytest.mark.parametrize("case", heavy.every(3, CASES))
def test_bad_data_is_one_message_and_touches_nothing(case: str, tmp_path: Path) -> None:
    make, says = CASES[case]
    data = make(tmp_path)
    target = tmp_path / "runs" / "run"
    target.mkdir(parents=True)
    (target / "summary.json").write_text("{}", encoding="utf-8")

    result = CliRunner().invoke(reporter, ["run", str(data), "-o", str(target), "--quiet"])

    assert result.exit_code == 1, result.output
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.output
    assert "unexpected error" not in result.stderr, result.stderr
    assert 2 <= len(result.stderr.strip().splitlines()) <= 4, "what failed, and what to do"
    for word in says:
        assert word in result.stderr
    assert [path.name for path in target.iterdir()] == ["summary.json"]
    assert [path.name for path in target.parent.iterdir()] == ["run"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "a.csv", "--segments", "1"],
        ["run", "a.csv", "--formats", "doc"],
        ["run", "a.csv", "--as-of", "soon"],
        ["walk"],
        ["run", "a.csv", "--fast"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(reporter, arguments).exit_code == 2


@pytest.mark.parametrize(
    ("assignment", "says"),
    [
        ("roles.customer=Costumer", "CustomerID"),
        ("segments.features=['frequenzy']", "frequency"),
        ("quality.retruns=net", "quality.returns"),
    ],
)
def test_a_misspelt_setting_names_the_nearest(assignment: str, says: str, tmp_path: Path) -> None:
    data = _text(_orders())(tmp_path)
    result = CliRunner().invoke(
        reporter, ["run", str(data), "-o", str(tmp_path / "run"), "--quiet", "--set", assignment]
    )
    assert result.exit_code == 1
    assert says in result.stderr


def test_a_traceback_comes_only_when_asked_for(tmp_path: Path) -> None:
    arguments = ["run", str(tmp_path / "nowhere.csv"), "-o", str(tmp_path / "run")]
    assert "Traceback" not in CliRunner().invoke(reporter, arguments).stderr
    assert "Traceback" in CliRunner().invoke(reporter, [*arguments, "--debug"]).stderr


def test_a_folder_of_other_files_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "thesis"
    target.mkdir()
    (target / "chapter.txt").write_text("years of work", encoding="utf-8")
    result = CliRunner().invoke(
        reporter, ["run", str(_text(_orders())(tmp_path)), "-o", str(target)]
    )
    assert result.exit_code == 1
    assert "no earlier run" in result.stderr
    assert [path.name for path in target.iterdir()] == ["chapter.txt"]
