"""Births, ages and incomes that can hardly be true are told with their number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from reporter.model import CautionKind, Kind, Role
from reporter.quality import clean
from reporter.settings import Settings
from tests.tables import dataset

SIZE = 400
RNG = np.random.default_rng(1)


def told(name: str, values: Any, role: Role = Role.DESCRIPTOR) -> list[dict[str, Any]]:
    """Return what is said of odd values in a column."""
    frame = pd.DataFrame(
        {
            "id": [f"C{place}" for place in range(SIZE)],
            name: values,
            "visits": RNG.integers(0, 50, SIZE),
        }
    )
    roles = {"id": Role.CUSTOMER, name: role, "visits": Role.MEASURE}
    cautions = clean(dataset(frame, roles, Kind.CUSTOMERS), Settings()).cautions
    return [dict(one.numbers) for one in cautions if one.kind is CautionKind.ODD_VALUES]


def with_last(values: Any, *odd: float) -> Any:
    """Put these values at the end."""
    changed = np.array(values)
    changed[-len(odd) :] = odd
    return changed


def test_births_before_1910_are_counted() -> None:
    assert told("Year_Birth", with_last(RNG.integers(1940, 2000, SIZE), 1893, 1899, 1900)) == [
        {"column": "Year_Birth", "rows": 3, "what": "births", "bound": 1910.0, "example": 1893.0}
    ]
    born = pd.to_datetime(
        [f"{year}-03-01" for year in with_last(RNG.integers(1940, 2000, SIZE), 1893)]
    )
    assert [one["example"] for one in told("birthdate", born)] == ["1893-03-01"]


def test_ages_above_110_are_counted() -> None:
    assert [
        (one["rows"], one["example"])
        for one in told("Age", with_last(RNG.integers(18, 90, SIZE), 130, 123))
    ] == [(2, 130.0)]


def test_an_income_far_beyond_all_others_is_told() -> None:
    found = told("Income", with_last(RNG.integers(4_000, 110_000, SIZE), 666_666), Role.MEASURE)
    assert [(one["rows"], one["what"], one["example"]) for one in found] == [
        (1, "incomes", 666_666.0)
    ]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Year_Birth", RNG.integers(1925, 2005, SIZE)),
        ("Age", RNG.integers(18, 99, SIZE)),
        ("Income", RNG.lognormal(10, 0.5, SIZE).round()),
        ("Package", with_last(RNG.integers(1, 9, SIZE), 900)),
        ("Birth order", RNG.integers(1, 5, SIZE)),
    ],
    ids=["births", "ages", "incomes", "no age", "no year"],
)
def test_nothing_is_said_of_what_can_be(name: str, values: Any) -> None:
    assert told(name, values, Role.MEASURE) == []
