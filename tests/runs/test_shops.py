"""A whole run of a shop's three files: the orders' figures, and segments described by who the
customers are.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tests.runs.conftest import Made, make_run

if TYPE_CHECKING:
    from pathlib import Path

CUSTOMERS, LOYAL = 120, 40
"""The first of them order every month and are mostly women; the others order once or twice and are
mostly men.
"""


def _write(path: Path, header: str, rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def shop(folder: Path) -> tuple[float, int]:
    """Write the three files, and return the revenue and the number of orders."""
    orders: list[tuple[object, ...]] = []
    items: list[tuple[object, ...]] = []
    revenue = 0
    for customer in range(1, CUSTOMERS + 1):
        months = (
            range(1, 13)
            if customer <= LOYAL
            else [1 + customer % 6]
            if customer % 2
            else [1 + customer % 4, 2 + customer % 7]
        )
        for month in months:
            number = 1000 + len(orders)
            orders.append(
                (number, customer, f"2023-{month:02}-{1 + (customer * 7 + month) % 27:02}", "99.00")
            )
            for line in range(1 + (customer + month) % 3):
                quantity, price = 1 + (customer + line) % 3, 4 + (month * 5 + line) % 9
                items.append(
                    (
                        len(items) + 1,
                        number,
                        f"P{(customer + month + line) % 15}",
                        quantity,
                        f"{price}.00",
                    )
                )
                revenue += quantity * price
    people = [
        (
            one,
            "female" if (one % 5 > 0) == (one <= LOYAL) else "male",
            (50 if one <= LOYAL else 25) + one % 9,
        )
        for one in range(1, CUSTOMERS + 6)
    ]
    _write(folder / "orders.csv", "order_id,customer_id,created_at,total", orders)
    _write(folder / "order_items.csv", "item_id,order_id,sku,quantity,price", items)
    _write(folder / "customers.csv", "id,gender,age", list(people))
    return float(revenue), len(orders)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, float, int]:
    folder = tmp_path_factory.mktemp("shop")
    revenue, orders = shop(folder)
    return (
        make_run(
            folder,
            tmp_path_factory.mktemp("runs") / "run",
            "--formats",
            "html,csv",
            "--set",
            "segments.resamples=5",
        ),
        revenue,
        orders,
    )


@pytest.mark.slow
def test_the_figures_are_the_lines(made: tuple[Made, float, int]) -> None:
    run, revenue, orders = made
    totals = run.summary["totals"]
    assert (totals["revenue"], totals["orders"], totals["customers"]) == (
        revenue,
        orders,
        CUSTOMERS,
    )


def test_segments_are_described_by_who_their_customers_are(made: tuple[Made, float, int]) -> None:
    page = (made[0].folder / "report.html").read_text(encoding="utf-8")
    plain = page.replace("\u202f", " ").replace("\xa0", " ").replace("&nbsp;", " ")
    segments = pd.read_csv(made[0].folder / "segments.csv")
    women = segments["gender"] == "female"
    own = segments["segment"] == segments.loc[segments["customer"] == 1, "segment"].iloc[0]
    share, others = (f"{100 * women[rows].mean():.0f} %" for rows in (own, ~own))
    assert share == "80 %"
    assert re.search(
        rf"{share} (of this segment )?are women(, against|; of the others,) {others}", plain
    )


def test_who_they_are_makes_no_segment(made: tuple[Made, float, int]) -> None:
    assert not {"gender", "age"} & set(made[0].summary["segmentation"]["features"])
