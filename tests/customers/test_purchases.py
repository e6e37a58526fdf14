"""What segments bought: sums that can be made by hand, no holes, and nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.customers import make, purchases, totals
from reporter.quality import clean
from reporter.settings import Settings
from tests.tables import order_lines

if TYPE_CHECKING:
    from reporter.model import Purchases

# 2011-01-03 is a Monday.
LINES: list[tuple[object, ...]] = [
    ("ann", "1", "2011-01-03", "A", "APPLE", 2, 5.0, "France"),
    ("ann", "2", "2011-03-05", "A", "RED APPLE", 1, 6.0, "Spain"),
    ("ann", "2", "2011-03-05", "POST", "POSTAGE", 1, 3.0, "Spain"),
    ("bea", "3", "2011-03-05", "A", "APPLE", 1, 6.0, "Spain"),
    ("bea", "C4", "2011-03-06", "A", "APPLE", -1, 1.0, "Spain"),
    ("bob", "5", "2011-01-04", "K", "BANANA", 4, 2.5, "Italy"),
]
LABELS = cast("pd.Series[int]", pd.Series({"ann": 1, "bea": 1, "bob": 2}))


def bought() -> Purchases:
    return purchases(clean(order_lines(LINES), Settings()), LABELS)


def test_every_month_of_the_period_is_there_for_every_segment() -> None:
    monthly = bought().monthly
    months = pd.date_range("2011-01-01", "2011-03-01", freq="MS")
    assert list(monthly["month"]) == [*months, *months]
    assert monthly["revenue"].tolist() == [10.0, 0.0, 14.0, 10.0, 0.0, 0.0]
    assert monthly["orders"].tolist() == [1, 0, 2, 1, 0, 0]
    assert monthly["customers"].tolist() == [1, 0, 2, 1, 0, 0]


@pytest.mark.slow
def test_products_leave_services_and_returns_out_and_have_their_commonest_name() -> None:
    first = bought().products.iloc[0]
    assert first.to_dict() == {
        "segment": 1,
        "product": "A",
        "description": "APPLE",
        "customers": 2,
        "highest": 1.0,
        "revenue": 22.0,
    }
    assert set(bought().products["product"]) == {"A", "K"}


def test_product_buyers_are_counted_over_all_segments() -> None:
    buyers = bought().product_buyers.set_index("product")
    assert buyers["customers"].to_dict() == {"A": 2, "K": 1}


@pytest.mark.slow
def test_countries_and_weekdays_add_up() -> None:
    result = bought()
    countries = result.countries.set_index(["segment", "country"])
    assert countries["customers"].to_dict() == {(1, "Spain"): 2, (1, "France"): 1, (2, "Italy"): 1}
    assert len(result.weekdays) == 14
    assert result.weekdays["orders"].tolist() == [1, 0, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0]


def test_a_product_that_sets_a_small_segment_apart_is_there_beside_the_leading_ones() -> None:
    rows: list[tuple[object, ...]] = [
        (
            f"s{customer}",
            f"o{customer}",
            "2011-01-03",
            f"P{product:02d}",
            f"THING {product}",
            1,
            1.0,
        )
        for customer in range(10)
        for product in range(40)
    ]
    rows += [
        (f"s{customer}", f"o{customer}", "2011-01-03", "ZZ", "SPECIAL", 1, 1.0)
        for customer in range(6)
    ]
    rows += [(f"t{customer}", f"u{customer}", "2011-01-03", f"P{product:02d}", f"THING {product}", 1, 1.0)
             for customer in range(10) for product in range(40)]  # fmt: skip
    labels = pd.Series(
        {
            f"{kind}{customer}": segment
            for segment, kind in ((1, "s"), (2, "t"))
            for customer in range(10)
        }
    )
    products = purchases(clean(order_lines(rows), Settings()), labels).products
    assert "ZZ" in set(products.loc[products["segment"] == 1, "product"])
    # Six of the ten of the first segment bought it; all of both bought the others.
    assert products.set_index(["segment", "product"])["highest"].to_dict() == {
        key: pytest.approx(0.6 if key[1] == "ZZ" else 1.0)
        for key in zip(products["segment"], products["product"], strict=True)
    }
    assert "ZZ" not in set(products.loc[products["segment"] == 2, "product"])


LINE = st.tuples(
    st.sampled_from(["1", "2", "3", "4"]),
    st.sampled_from(["500", "501", "C502", "503"]),
    st.sampled_from(["2011-01-03", "2011-05-07 12:00", "2011-05-08"]),
    st.sampled_from(["X", "Y", "POST"]),
    st.sampled_from(["HEART", "VASE", None]),
    st.integers(-2, 9).filter(bool),
    st.sampled_from([2.55, 0.1, 1234.56]),
    st.sampled_from(["Spain", "Italy", None]),
)
FIXED = [
    ("8", "600", "2011-01-01", "X", "HEART", 1, 1.0, "Spain"),
    ("9", "601", "2011-01-01", "X", "HEART", 1, 1.0, "Italy"),
]


@pytest.mark.slow
@settings(max_examples=4, deadline=None)
@given(rows=st.lists(LINE, max_size=25), data=st.data())
def test_revenue_is_conserved_and_the_order_of_rows_does_not_matter(
    rows: list[tuple[object, ...]], data: st.DataObject
) -> None:
    every = [*rows, *FIXED]
    cleaned, again = (
        clean(order_lines(order), Settings())
        for order in (every, data.draw(st.permutations(every)))
    )
    table, other = make(cleaned, Settings()), make(again, Settings())
    pd.testing.assert_frame_equal(table.frame, other.frame, check_exact=True)
    lines = float(cleaned.table.amount.sum().execute())
    revenue = totals(cleaned, table, Settings()).revenue
    assert revenue == round(lines, 4)
    labels = pd.Series(
        [1 + number % 2 for number in range(len(table.frame))], index=table.frame.index
    )
    first, second = purchases(cleaned, labels), purchases(again, labels)
    for name in ("monthly", "weekdays", "countries"):
        assert round(getattr(first, name)["revenue"].sum(), 4) == revenue
    for name in ("monthly", "weekdays", "countries", "products", "product_buyers"):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name), check_exact=True)
