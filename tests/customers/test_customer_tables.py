"""Customer tables: which columns become which features, and in whose words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from reporter.customers import make, totals
from reporter.errors import CustomersError
from reporter.model import CustomerTable, Kind, Role, Sense
from reporter.quality import clean
from reporter.settings import Settings
from tests.saying import WORDS
from tests.tables import dataset

ROLES = {
    "Channel": Role.DESCRIPTOR,
    "Age": Role.DESCRIPTOR,
    "Fresh": Role.SPEND,
    "Detergents_Paper": Role.SPEND,
    "Visits": Role.MEASURE,
}


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Channel": [1, 2] * 10,
            "Age": range(20, 40),
            "Fresh": np.arange(20.0),
            "Detergents_Paper": np.r_[np.nan, np.ones(19)],
            "Visits": range(20),
        }
    )


def table(data: pd.DataFrame, roles: dict[str, Role]) -> CustomerTable:
    return make(clean(dataset(data, roles, Kind.CUSTOMERS), Settings()), Settings())


def test_spend_is_money_measures_are_numbers_and_codes_are_categories() -> None:
    result = table(frame(), ROLES)
    kinds = {feature.name: (feature.unit, feature.behaviour) for feature in result.features}
    assert kinds == {
        "Channel": ("category", False),
        "Age": ("number", False),
        "Fresh": ("money", True),
        "Detergents_Paper": ("money", True),
        "Visits": ("number", True),
        "total_spend": ("money", False),
    }
    assert set(result.frame["Channel"]) == {"1", "2"}
    assert WORDS.label(result.feature("Detergents_Paper")) == "Detergents paper"
    assert result.period is None


def test_total_spend_is_the_value_and_the_revenue_and_passes_over_what_is_missing() -> None:
    data = dataset(frame(), ROLES, Kind.CUSTOMERS)
    cleaned = clean(data, Settings())
    result = make(cleaned, Settings())
    assert (result.value, result.revenue) == ("total_spend", "total_spend")
    assert totals(cleaned, result, Settings()).revenue == 190.0 + 19.0
    assert totals(cleaned, result, Settings()).orders is None


def test_a_code_that_is_missing_somewhere_keeps_its_name() -> None:
    data = frame().astype({"Channel": "float64"})
    data["Channel"] = data["Channel"].astype("Int64").astype(str).where(data.index > 0)
    assert table(data, ROLES).frame["Channel"].value_counts().to_dict() == {"2": 10, "1": 9}


@pytest.mark.parametrize(
    ("measures", "value"),
    [
        (["Income", "Spending Score (1-100)"], "Spending Score (1-100)"),
        (["Income", "Visits"], "Income"),
        ([], None),
    ],
)
def test_without_spend_the_value_is_the_measure_that_speaks_of_it(
    measures: list[str], value: str | None
) -> None:
    data = pd.DataFrame({name: np.arange(30.0) for name in ["Age", *measures]})
    roles = {"Age": Role.DESCRIPTOR} | dict.fromkeys(measures, Role.MEASURE)
    result = table(data, roles)
    assert (result.value, result.revenue) == (value, None)


def test_columns_of_one_label_keep_their_headings() -> None:
    data = frame().rename(columns={"Visits": "Num_Visits"}).assign(VisitsCnt=1.0)
    roles = {"Num_Visits": Role.MEASURE, "VisitsCnt": Role.MEASURE, "Fresh": Role.SPEND}
    told = {
        feature.name: WORDS.label(feature)
        for feature in table(data.assign(VisitsCnt=range(len(data))), roles).features
    }
    assert told == {"Num_Visits": "Num_Visits", "VisitsCnt": "VisitsCnt", "Fresh": "Fresh"}


def test_a_table_that_says_nothing_of_customers_is_refused() -> None:
    with pytest.raises(CustomersError, match="no column that says what customers do or are"):
        table(pd.DataFrame({"id": ["a", "b"]}), {"id": Role.CUSTOMER})


def senses(data: pd.DataFrame, roles: dict[str, Role], found: dict[str, Sense]) -> CustomerTable:
    """Make customers of columns of which some have a sense."""
    made = dataset(data, roles, Kind.CUSTOMERS)
    columns = tuple(replace(column, sense=found.get(column.name)) for column in made.columns)
    return make(clean(replace(made, columns=columns), Settings()), Settings())


def test_time_since_the_last_purchase_is_the_age_less_the_age_at_it() -> None:
    data = pd.DataFrame(
        {
            "frequency": [0, 2, 5],
            "recency": [0.0, 10.0, 30.0],
            "T": [35.0, 30.0, 31.0],
            "monetary_value": [0.0, 20.0, 8.0],
        }
    )
    result = senses(
        data, dict.fromkeys(map(str, data), Role.MEASURE),
        {"frequency": Sense.REPEATS, "recency": Sense.AGE_AT_LAST, "T": Sense.SPAN, "monetary_value": Sense.MEAN_OF_REPEATS},
    )  # fmt: skip
    since = next(
        feature.name
        for feature in result.features
        if WORDS.label(feature) == "Time since last purchase"
    )
    # Customers without an id are numbered by their values.
    assert result.frame[since].tolist() == [35.0, 20.0, 1.0]
    assert (result.value, result.feature(since).unit, result.revenue) == (
        "frequency (column)",
        "number",
        None,
    )


def test_a_client_s_column_bears_no_name_of_what_is_counted_from_orders() -> None:
    data = pd.DataFrame({"tenure": range(20), "Recency": range(20), "visits": range(20)})
    result = senses(data, dict.fromkeys(map(str, data), Role.MEASURE), {"tenure": Sense.MONTHS})
    assert [(feature.name, WORDS.label(feature), feature.unit) for feature in result.features] == [
        ("tenure (column)", "Tenure", "months"), ("Recency (column)", "Recency", "number"), ("visits", "Visits", "number"),
    ]  # fmt: skip


def test_the_only_column_of_spend_is_the_revenue_and_missing_is_nothing() -> None:
    data = pd.DataFrame({"TotalCharges": [10.5, np.nan, 4.5], "visits": [1, 2, 3]})
    cleaned = clean(
        dataset(data, {"TotalCharges": Role.SPEND, "visits": Role.MEASURE}, Kind.CUSTOMERS),
        Settings(),
    )
    result = make(cleaned, Settings())
    assert [feature.name for feature in result.features] == ["TotalCharges", "visits"]
    assert (
        result.revenue,
        totals(cleaned, result, Settings()).revenue,
        cleaned.remainder.revenue,
    ) == ("TotalCharges", 15.0, 15.0)


def test_answers_are_on_a_scale_and_weights_stand_beside() -> None:
    data = pd.DataFrame({"Q1": [1, 2, 5], "Q2": [3, 3, 1], "w": [0.5, 1.5, 1.0]})
    result = senses(
        data,
        {"Q1": Role.MEASURE, "Q2": Role.MEASURE, "w": Role.WEIGHT},
        {"Q1": Sense.SCALE, "Q2": Sense.SCALE},
    )
    assert [(feature.name, feature.unit) for feature in result.features] == [
        ("Q1", "scale"),
        ("Q2", "scale"),
    ]
    assert result.weights is not None
    assert result.weights.tolist() == [0.5, 1.5, 1.0]
    assert result.value is None  # of answers, more is not worth more


def test_values_that_stand_for_none_are_missing() -> None:
    data = pd.DataFrame(
        {"Age": [33, -1, 45], "City": ["York", "Unknown", "Bath"], "visits": [1, 2, 3]}
    )
    made = dataset(
        data,
        {"Age": Role.DESCRIPTOR, "City": Role.DESCRIPTOR, "visits": Role.MEASURE},
        Kind.CUSTOMERS,
    )
    result = make(
        clean(replace(made, fillers={"Age": (-1,), "City": ("Unknown",)}), Settings()), Settings()
    )
    assert sorted(result.frame["City"].dropna()) == ["Bath", "York"]
    assert result.frame["City"].isna().sum() == 1


def test_a_single_total_that_is_missing_stays_unknown_and_brings_nothing() -> None:
    spent = [10.0, np.nan, 30.0, 0.0]
    data = pd.DataFrame({"id": ["a", "b", "c", "d"], "spent": spent, "visits": [1, 2, 3, 4]})
    made = table(data, {"id": Role.CUSTOMER, "spent": Role.SPEND, "visits": Role.MEASURE})
    assert made.frame["spent"].isna().tolist() == [False, True, False, False]
    assert made.brought is not None
    assert made.brought.tolist() == pd.Series(spent).fillna(0).tolist()
    assert made.frame["spent"].median() == np.nanmedian(spent)
