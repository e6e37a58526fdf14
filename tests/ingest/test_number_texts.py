"""Numbers are read as people write them, and what a text leaves open is settled by the file or
told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import heavy
from tests.ingest.conftest import dtypes, values

if TYPE_CHECKING:
    from reporter.model import Dataset
    from tests.ingest.conftest import Reader, Writer


def _column(
    reader: Reader, write: Writer, cells: list[str], *settings: str, name: str = "thing"
) -> Dataset:
    lines = "".join(f"c{place}\t{cell}\t{place}\n" for place, cell in enumerate(cells))
    return reader(write(f"key\t{name}\tincome\n{lines}"), set=settings)


@pytest.mark.parametrize(
    ("cells", "expected"),
    heavy.every(
        3,
        [
            (["1'234.50", "7.25"], [1234.5, 7.25]),
            (["1 234,50", "7,25"], [1234.5, 7.25]),
            (["1\u202f234,50", "7,25"], [1234.5, 7.25]),
            (["1,23,456.00", "7.25"], [123456.0, 7.25]),
            (["R$ 1.234,50", "R$ 7,25"], [1234.5, 7.25]),
            (["53,00 €", "7,25 €"], [53.0, 7.25]),
            (["$53.00", "-$7.25"], [53.0, -7.25]),
            (["CHF 12.-", "CHF 7.25"], [12.0, 7.25]),
            (["Fr. 12.50", "Fr. 7.25"], [12.5, 7.25]),
            (["kr. 100", "kr. 7.25"], [100.0, 7.25]),
            (["USD 12.50", "7.25 USD"], [12.5, 7.25]),
            (["kr 100", "kr 7,25"], [100.0, 7.25]),
            (["(12.50)", "7.25"], [-12.5, 7.25]),
            (["12.50-", "7.25"], [-12.5, 7.25]),
            (["−12.50", "+7.25"], [-12.5, 7.25]),
            (["12.5 %", "7.25%"], [12.5, 7.25]),
            (["1.5E+03", "7.25"], [1500.0, 7.25]),
            (["(1.234,50 €)", "7,25 €"], [-1234.5, 7.25]),
        ],
    ),
)
def test_number_is_read_as_it_is_written(
    reader: Reader, write: Writer, cells: list[str], expected: list[float]
) -> None:
    dataset = _column(reader, write, cells)
    assert dtypes(dataset)["thing"] == "decimal"
    assert sorted(values(dataset, "thing")) == sorted(expected)


@pytest.mark.parametrize(
    "cells",
    [
        ["ABC 123", "ABC 124"],
        ["555-1234", "555-1235"],
        ["00017", "00018"],
        ["1.2.3", "1.2.4"],
        ["12 34", "12 35"],
    ],
)
def test_codes_stay_text(reader: Reader, write: Writer, cells: list[str]) -> None:
    assert dtypes(_column(reader, write, cells))["thing"] == "text"


@pytest.mark.parametrize(
    "word",
    heavy.every(
        3, ["n/a", "#DIV/0!", "\\N", "(blank)", "keine Angabe", "unknown", "-", "NULL", "  "]
    ),
)
def test_words_for_missing_become_missing_among_numbers(
    reader: Reader, write: Writer, word: str
) -> None:
    assert sorted(values(_column(reader, write, ["1.5", word, "3.5"]), "thing"), key=str) == [
        1.5,
        3.5,
        None,
    ]


def test_database_words_for_missing_become_missing_among_texts(
    reader: Reader, write: Writer
) -> None:
    dataset = _column(reader, write, ["red", "NULL", "\\N", "#N/A", "None", "Null"])
    found = values(dataset, "thing")
    assert (found.count(None), {value for value in found if value}) == (3, {"None", "Null", "red"})
    assert "3 values in thing that stand for missing ones" in dataset.source.reading


def test_per_cent_signs_are_told(reader: Reader, write: Writer) -> None:
    assert (
        "per cent signs in thing taken off: 12 % is read as 12"
        in _column(reader, write, ["12 %", "7 %"]).source.reading
    )


def test_semicolons_settle_that_points_stand_between_thousands(
    reader: Reader, write: Writer
) -> None:
    dataset = reader(write("key;Umsatz\nA;1.234\nB;2.500\n"))
    assert values(dataset, "Umsatz") == [1234, 2500]
    assert not dataset.doubts


def test_another_column_settles_the_decimal_sign(reader: Reader, write: Writer) -> None:
    dataset = reader(write("key\tUmsatz\tPreis\nA\t1.234\t2,50\nB\t2.500\t3,75\n"))
    assert values(dataset, "Umsatz") == [1234, 2500]


def test_a_sign_that_nothing_settles_is_a_doubt(reader: Reader, write: Writer) -> None:
    dataset = _column(reader, write, ["1.234", "2.500"])
    assert values(dataset, "thing") == [1.234, 2.5]
    assert [(doubt.about, doubt.setting) for doubt in dataset.doubts] == [
        ("thing", "source.decimal=comma")
    ]


def test_the_setting_settles_the_decimal_sign(reader: Reader, write: Writer) -> None:
    dataset = _column(reader, write, ["1.234", "2.500"], "source.decimal=comma")
    assert values(dataset, "thing") == [1234, 2500]
    assert not dataset.doubts


def test_currencies_are_counted_by_column(reader: Reader, write: Writer) -> None:
    dataset = _column(reader, write, ["€ 5", "EUR 6", "£7", "$ 8", "9"])
    assert dataset.currencies == {"thing": {"EUR": 2, "$": 1, "GBP": 1}}
    assert any(
        "currencies in thing: EUR 2, $ 1, GBP 1" in clause for clause in dataset.source.reading
    )
