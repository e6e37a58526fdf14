"""The recency-frequency grid: its cells, its ties, and its figures on real orders."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from reporter.findings.grid import frequency_scores, grid_cells, recency_scores
from reporter.findings.grid_cells import CELLS
from tests.findings import cases

ONLINE_RETAIL = Path(__file__).parents[2].parent / "shared" / "data" / "online_retail.csv.zip"
AS_OF = pd.Timestamp("2011-12-10")


def test_the_cells_cover_all_25_pairs_of_scores_exactly_once() -> None:
    pairs = [(recency, frequency) for _, recencies, frequencies in CELLS for recency in recencies for frequency in frequencies]
    assert sorted(pairs) == [(recency, frequency) for recency in range(1, 6) for frequency in range(1, 6)]


def test_equal_days_get_equal_recency_scores_and_the_most_recent_the_best() -> None:
    days = pd.Series([1.0, 1.0, 1.0, 5.0, 9.0, 9.0, 20.0, 30.0, 40.0, 50.0])
    scores = recency_scores(days)
    assert scores[0] == scores[1] == scores[2] == 5
    assert scores[4] == scores[5]
    assert scores[-1] == 1
    assert np.all(np.diff(scores) <= 0)


def test_ties_in_orders_are_broken_by_customer_id_whatever_the_order_of_rows() -> None:
    orders = pd.Series(1.0, index=[f"C{number}" for number in range(10)])
    shuffled = orders.sample(frac=1, random_state=3)
    assert frequency_scores(orders).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert dict(zip(shuffled.index, frequency_scores(shuffled), strict=True)) == dict(
        zip(orders.index, frequency_scores(orders), strict=True)
    )


def test_cells_hold_every_customer_and_all_revenue_once() -> None:
    case = cases.shop()
    cells = grid_cells(case.measured())
    assert cells is not None
    assert sum(cell.customers for cell in cells) == case.totals.customers
    assert sum(cell.revenue for cell in cells) == pytest.approx(case.totals.revenue)


def test_a_customer_table_has_no_grid() -> None:
    assert grid_cells(cases.mall().measured()) is None


@pytest.mark.skipif(not ONLINE_RETAIL.is_file(), reason=f"{ONLINE_RETAIL.name} is not beside the project")
def test_the_grid_of_online_retail_has_the_known_sizes() -> None:
    lines = pd.read_csv(
        ONLINE_RETAIL,
        encoding="cp1252",
        dtype={"InvoiceNo": str, "CustomerID": str},
        usecols=["InvoiceNo", "CustomerID", "InvoiceDate", "Quantity", "UnitPrice"],
    )
    sold = lines[lines["CustomerID"].notna() & ~lines["InvoiceNo"].str.startswith("C") & (lines["Quantity"] > 0) & (lines["UnitPrice"] > 0)]
    days = pd.to_datetime(sold["InvoiceDate"].str.split(" ").str[0], format="%m/%d/%Y")
    customers = sold.assign(day=days).groupby("CustomerID").agg(last=("day", "max"), orders=("InvoiceNo", "nunique"))
    recency = recency_scores((AS_OF - customers["last"]).dt.days.astype(float))
    frequency = frequency_scores(customers["orders"].astype(float))
    sizes = {name: int((np.isin(recency, first) & np.isin(frequency, second)).sum()) for name, first, second in CELLS}
    assert sizes == {
        "Hibernating": 1071,
        "Loyal": 819,
        "Champions": 633,
        "At risk": 593,
        "Potential loyalists": 484,
        "About to sleep": 352,
        "Need attention": 187,
        "Promising": 94,
        "Can't lose": 63,
        "New": 42,
    }
