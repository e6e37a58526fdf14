"""Customer tables: which columns become which features, and in whose words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from reporter.customers import make, totals
from reporter.customers.customer_tables import readable
from reporter.errors import CustomersError
from reporter.model import CustomerTable, Kind, Role
from reporter.quality import clean
from reporter.settings import Settings
from tests.tables import dataset

ROLES = {"Channel": Role.DESCRIPTOR, "Age": Role.DESCRIPTOR, "Fresh": Role.SPEND, "Detergents_Paper": Role.SPEND, "Visits": Role.MEASURE}


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
    assert result.feature("Detergents_Paper").label == "Detergents paper"
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
    [(["Income", "Spending Score (1-100)"], "Spending Score (1-100)"), (["Income", "Visits"], "Income"), ([], None)],
)
def test_without_spend_the_value_is_the_measure_that_speaks_of_it(measures: list[str], value: str | None) -> None:
    data = pd.DataFrame({name: np.arange(30.0) for name in ["Age", *measures]})
    roles = {"Age": Role.DESCRIPTOR} | dict.fromkeys(measures, Role.MEASURE)
    result = table(data, roles)
    assert (result.value, result.revenue) == (value, None)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Detergents_Paper", "Detergents paper"),
        ("Annual Income (k$)", "Annual Income (k$)"),
        ("MntWines", "Mnt wines"),
        ("total_USD", "Total USD"),
        ("age", "Age"),
    ],
)
def test_labels_are_readable(name: str, label: str) -> None:
    assert readable(name) == label


def test_a_table_that_says_nothing_of_customers_is_refused() -> None:
    with pytest.raises(CustomersError, match="no column that says what customers do or are"):
        table(pd.DataFrame({"id": ["a", "b"]}), {"id": Role.CUSTOMER})
