"""Features of customers whose orders can be counted by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from reporter.customers import make, purchases, totals
from reporter.errors import CustomersError
from reporter.model import CleanDataset, CustomerTable, Role
from reporter.quality import clean
from reporter.settings import CustomersSettings, QualitySettings, ReportSettings, Settings
from tests.saying import WORDS
from tests.tables import dataset, order_lines

# 2011-01-01 is a Saturday.
LINES: list[tuple[object, ...]] = [
    ("ann", "1", "2011-01-01 09:00", "A", "APPLE", 2, 5.0, "France"),
    ("ann", "1", "2011-01-01 09:00", "POST", "POSTAGE", 1, 4.0, "France"),
    ("ann", "2", "2011-01-05 18:00", "A", "APPLE", 1, 6.0, "Spain"),
    ("ann", "3", "2011-01-11 23:59", "K", "BANANA", 1, 10.0, "Spain"),
    ("ann", "C4", "2011-02-20 10:00", "A", "APPLE", -1, 5.0, "Spain"),
    ("bob", "5", "2011-01-31 00:00", "K", "BANANA", 4, 2.5, "Italy"),
]


def table(
    rows: list[tuple[object, ...]] = LINES, settings: Settings | None = None
) -> CustomerTable:
    settings = settings or Settings()
    return make(clean(order_lines(rows), settings), settings)


def test_recency_counts_whole_days_from_the_last_order_not_the_last_return() -> None:
    result = table()
    assert result.period is not None
    assert (result.period.start, result.period.end, result.period.as_of) == (
        date(2011, 1, 1),
        date(2011, 1, 31),
        date(2011, 2, 1),
    )
    assert result.frame["recency"].to_dict() == {"ann": 21.0, "bob": 1.0}
    assert result.frame["tenure"].to_dict() == {"ann": 31.0, "bob": 1.0}


def test_money_is_net_of_returns_and_returns_are_no_orders() -> None:
    frame = table().frame
    assert frame["monetary"].to_dict() == {"ann": 25.0, "bob": 10.0}
    assert frame["frequency"].to_dict() == {"ann": 3.0, "bob": 1.0}
    assert frame["average_order_value"].to_dict() == pytest.approx({"ann": 25 / 3, "bob": 10.0})
    assert frame["return_rate"].to_dict() == pytest.approx({"ann": 5 / 30, "bob": 0.0})


def test_service_lines_are_no_products_but_bring_money() -> None:
    assert table().frame["distinct_products"].to_dict() == {"ann": 2.0, "bob": 1.0}


def test_the_gap_is_the_mean_between_days_with_orders_and_missing_for_one_such_day() -> None:
    gap = table().frame["order_gap"]
    assert gap["ann"] == 5.0
    assert np.isnan(gap["bob"])


@pytest.mark.slow
def test_weekends_and_the_main_country_count_orders() -> None:
    frame = table().frame
    assert frame["weekend_share"].to_dict() == pytest.approx({"ann": 1 / 3, "bob": 0.0})
    assert frame["country"].to_dict() == {"ann": "Spain", "bob": "Italy"}


@pytest.mark.slow
def test_countries_of_as_many_orders_are_taken_in_alphabetical_order() -> None:
    rows = [row for row in LINES if row[1] not in {"2", "C4"}]
    assert table(rows).frame["country"]["ann"] == "France"


@pytest.mark.slow
def test_the_frame_is_sorted_and_its_columns_are_the_features() -> None:
    result = table()
    assert list(result.frame.index) == ["ann", "bob"]
    assert result.frame.index.name == "customer"
    assert list(result.frame) == [feature.name for feature in result.features]
    assert all(
        result.frame[feature.name].dtype == "float64"
        for feature in result.features
        if feature.unit != "category"
    )


@pytest.mark.slow
def test_names_in_the_frame_are_plain_text() -> None:
    result = table()
    assert {type(name) for name in (*result.frame, result.value, result.revenue)} == {str}


@pytest.mark.slow
def test_the_report_s_day_may_be_given_but_not_before_the_last_order() -> None:
    later = Settings(customers=CustomersSettings(as_of=date(2011, 3, 1)))
    assert table(settings=later).frame["recency"]["bob"] == 29.0
    with pytest.raises(
        CustomersError, match=r"2011-01-15 lies before the last order in orders.csv"
    ):
        table(settings=Settings(customers=CustomersSettings(as_of=date(2011, 1, 15))))


@pytest.mark.slow
def test_a_return_rate_is_told_only_where_returns_are_netted() -> None:
    for returns in ("drop", "keep"):
        assert (
            "return_rate"
            not in table(
                settings=Settings(quality=QualitySettings.model_validate({"returns": returns}))
            ).frame
        )


def bare() -> CleanDataset:
    """Amounts and dates only."""
    days = pd.to_datetime(
        ["2020-01-01 10:00", "2020-01-01 12:00", "2020-01-04 12:00", "2020-01-02 12:00"]
    )
    frame = pd.DataFrame({"who": ["a", "a", "a", "b"], "day": days, "sum": [10.0, 5.0, 1.0, 3.0]})
    return clean(
        dataset(frame, {"who": Role.CUSTOMER, "day": Role.DATE, "sum": Role.AMOUNT}), Settings()
    )


def test_without_order_numbers_a_day_is_an_order_and_missing_roles_leave_features_out() -> None:
    frame = make(bare(), Settings()).frame
    assert frame["frequency"].to_dict() == {"a": 2.0, "b": 1.0}
    assert not {"country", "distinct_products"} & set(frame)


def test_without_products_and_countries_these_views_are_empty() -> None:
    result = purchases(bare(), pd.Series([1, 2], index=["a", "b"]))
    assert result.products.empty
    assert result.product_buyers.empty
    assert result.countries.empty
    assert result.monthly["revenue"].sum() == 19.0


def categorised(count: int) -> CleanDataset:
    lines = [("a", f"kind {number}", 10.0 + number) for number in range(count)] + [
        ("b", "kind 0", 5.0),
        ("b", None, 15.0),
    ]
    frame = pd.DataFrame(lines, columns=["who", "kind", "sum"]).assign(
        day=pd.Timestamp("2020-01-01")
    )
    roles = {"who": Role.CUSTOMER, "day": Role.DATE, "sum": Role.AMOUNT, "kind": Role.CATEGORY}
    return clean(dataset(frame, roles), Settings())


def test_each_category_has_its_share_of_what_was_ordered() -> None:
    result = make(categorised(2), Settings())
    assert result.frame["share_kind_0"].to_dict() == pytest.approx({"a": 10 / 21, "b": 0.25})
    assert WORDS.label(result.feature("share_unknown")) == "Share of Unknown"


def test_at_most_eight_categories_the_largest_have_a_share() -> None:
    shares = [
        name for name in make(categorised(12), Settings()).frame if str(name).startswith("share_")
    ]
    assert len(shares) == 8
    assert "share_kind_11" in shares
    assert "share_kind_1" not in shares


@pytest.mark.slow
def test_totals_add_up_the_base() -> None:
    settings = Settings(report=ReportSettings(currency="EUR"))
    cleaned = clean(order_lines(LINES), settings)
    result = totals(cleaned, make(cleaned, settings), settings)
    assert (result.customers, result.orders, result.rows, result.revenue, result.currency) == (
        2,
        4,
        6,
        35.0,
        "EUR",
    )
