"""The totals that files name themselves are compared with their rows, each in real files read from
disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.ingest import close, read
from reporter.model import CautionKind
from reporter.quality import clean
from reporter.settings import Settings
from tests.ingest.spreadsheets import xlsx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

HEADER = "Rechnungsnr;Datum;Kundennr;Menge;Betrag"
SUM = sum(1000.25 + place for place in range(60))


def lines(first: int = 0, last: int = 60) -> list[str]:
    return [
        f"R{place};{1 + place % 27}.{1 + place % 12}.2024;K{place % 9};2;{1000 + place:,},25".replace(
            ",", ".", 1
        )
        for place in range(first, last)
    ]


def failed(paths: Sequence[Path], folder: Path) -> dict[str, Mapping[str, float | str]]:
    data = read(paths, Settings(), folder)
    try:
        cautions = clean(data, Settings()).cautions
        return {
            str(one.numbers["column"]): one.numbers
            for one in cautions
            if one.kind is CautionKind.FAILED_TOTAL
        }
    finally:
        close(data)


def write(folder: Path, name: str, rows: Sequence[str], total: str) -> Path:
    path = folder / name
    path.write_text("\n".join([HEADER, *rows, total, ""]), encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    "total",
    [
        f"Summe;;;120;{SUM:.2f}".replace(".", ","),
        "Summe;;;;61.785,00",
        "Summe;;;;61.785 €",
        "Summe;;;120;",
    ],
)
def test_rows_that_add_up_to_the_files_own_total_are_in_order(tmp_path: Path, total: str) -> None:
    assert SUM == 61_785
    assert failed([write(tmp_path, "a.csv", lines(), total)], tmp_path) == {}


@pytest.mark.slow
def test_a_total_that_the_rows_do_not_reach_is_told(tmp_path: Path) -> None:
    found = failed([write(tmp_path, "a.csv", lines(0, 50), "Summe;;;120;61.785,00")], tmp_path)
    assert found["Betrag"] == {
        "column": "Betrag",
        "told": 61_785.0,
        "sum": sum(1000.25 + place for place in range(50)),
    }
    assert (found["Menge"]["told"], found["Menge"]["sum"]) == (120.0, 100.0)


@pytest.mark.slow
def test_totals_of_several_files_are_added_up(tmp_path: Path) -> None:
    half = sum(1000.25 + place for place in range(30))
    first = write(tmp_path, "a.csv", lines(0, 30), f"Summe;;;;{half:.2f}".replace(".", ","))
    whole = write(tmp_path, "b.csv", lines(30, 60), f"Summe;;;;{SUM - half:.2f}".replace(".", ","))
    assert failed([first, whole], tmp_path) == {}
    cut = write(tmp_path, "c.csv", lines(30, 55), f"Summe;;;;{SUM - half:.2f}".replace(".", ","))
    assert failed([first, cut], tmp_path)["Betrag"]["told"] == pytest.approx(SUM)


def test_a_file_without_a_total_leaves_nothing_to_compare(tmp_path: Path) -> None:
    first = write(tmp_path, "a.csv", lines(0, 30), "Summe;;;;1,00")
    assert failed([first, write(tmp_path, "b.csv", lines(30, 60), lines(0, 1)[0])], tmp_path) == {}


def test_subtotals_are_no_total_of_the_file(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.csv",
        [*lines(0, 30), "Zwischensumme;;;;1,00", *lines(30, 60)],
        "Summe;;;;61.785,00",
    )
    assert failed([path], tmp_path) == {}


@pytest.mark.slow
def test_a_workbooks_total_is_compared_too(tmp_path: Path) -> None:
    rows = [
        [f"R{place}", f"2024-{1 + place % 12:02}-03", f"K{place % 9}", 2, 10.5]
        for place in range(60)
    ]
    header = ["order no", "date", "customer id", "quantity", "amount"]
    good = xlsx(tmp_path / "good.xlsx", Data=[header, *rows, ["Total", None, None, None, 630.0]])
    bad = xlsx(tmp_path / "bad.xlsx", Data=[header, *rows, ["Total", None, None, None, 700.0]])
    assert failed([good], tmp_path) == {}
    assert failed([bad], tmp_path) == {"amount": {"column": "amount", "told": 700.0, "sum": 630.0}}
