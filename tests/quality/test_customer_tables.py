"""Each rule on rows of customers that can be counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from reporter.errors import QualityError
from reporter.model import CleanDataset, Kind, Role
from reporter.quality import clean
from reporter.settings import QualitySettings, Settings
from tests.tables import dataset

ROLES = {"id": Role.CUSTOMER, "milk": Role.SPEND, "score": Role.MEASURE, "city": Role.DESCRIPTOR}


def cleaned(rows: list[tuple[object, ...]], **quality: object) -> CleanDataset:
    frame = pd.DataFrame(rows, columns=list(ROLES)).astype({"milk": "float64", "score": "float64"})
    return clean(
        dataset(frame, ROLES, Kind.CUSTOMERS),
        Settings(quality=QualitySettings.model_validate(quality)),
    )


def counts(result: CleanDataset) -> dict[str, int]:
    return {step.rule: step.rows for step in result.steps if step.rows}


def customers(result: CleanDataset) -> pd.DataFrame:
    frame: pd.DataFrame = result.table.to_pandas().set_index("customer").sort_index()
    return frame


def test_rows_without_id_or_numbers_leave_and_missing_categories_are_named() -> None:
    result = cleaned(
        [("a", 1, 2, "Bath"), ("b", None, 3, None), ("c", None, None, "York"), (None, 1, 1, "York")]
    )
    assert counts(result) == {"missing_customer": 1, "no_measures": 1, "missing_category": 1}
    assert customers(result)["city"].to_dict() == {"a": "Bath", "b": None}


def test_repeated_rows_and_repeated_ids_leave_one() -> None:
    result = cleaned(
        [("a", 1, 2, "Bath"), ("a", 1, 2, "Bath"), ("a", 9, 9, "York"), ("b", 5, 5, "York")]
    )
    assert counts(result) == {"duplicate": 1, "repeated_customer": 1}
    assert customers(result)["milk"].to_dict() == {"a": 1.0, "b": 5.0}


def test_a_repeated_id_prefers_the_row_that_says_something() -> None:
    result = cleaned([("a", None, None, "Bath"), ("a", 9, 9, "York"), ("b", 5, 5, "York")])
    assert counts(result) == {"no_measures": 1}


@pytest.mark.slow
def test_ids_stay_unique_when_repeats_are_kept() -> None:
    result = cleaned(
        [("a", 1, 2, "Bath"), ("a", 1, 2, "Bath"), ("b", 5, 5, "York")], duplicates="keep"
    )
    assert counts(result) == {"repeated_customer": 1}


def test_customers_without_ids_are_numbered_by_their_values_and_may_be_alike() -> None:
    frame = pd.DataFrame({"milk": [30.0, 10.0, 20.0, 10.0], "flag": [True, False, True, False]})
    data = dataset(frame, {"milk": Role.SPEND, "flag": Role.DESCRIPTOR}, Kind.CUSTOMERS)
    table = customers(clean(data, Settings()))
    assert table["milk"].to_dict() == {"1": 10.0, "2": 10.0, "3": 20.0, "4": 30.0}
    assert table["flag"].tolist() == ["No", "No", "Yes", "Yes"]


@pytest.mark.slow
def test_one_customer_is_too_few() -> None:
    with pytest.raises(QualityError, match=r"Only one customer .* \(1 by the rule duplicate\)"):
        cleaned([("a", 1, 2, "Bath"), ("a", 1, 2, "Bath")])
