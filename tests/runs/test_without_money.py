"""A file of orders that says nothing of money gives a whole report, in which nothing speaks of
money but the one sentence that says so.
"""

from __future__ import annotations

import csv
import html
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import jsonschema
import numpy as np
import pandas as pd
import pytest
from pypdf import PdfReader

from reporter.history import load_model
from tests.money_words import speaking_of_money
from tests.runs.conftest import ROOT, SHARED, Made, make_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAID = (
    "The file holds no money: Unit Price holds 0 in every row. The report counts orders instead,"
    " and leaves out what needs money: revenue, the worth of orders, scores of spending and what"
    " strategies would bring."
)
ALLOWED = (
    SAID, SAID.rstrip("."),
    "named like a unit price, but holds 0 in every row", "Leave these customers out of general price promotions",
    "prices with duties included", "means of payment", "offer an exchange before a refund", "printed and paid campaigns",
    "advertising cost saved",
    "Unit Price",
)  # fmt: skip
"""Besides, the name of the file's own column, and advice on the shop."""


def frame(seed: int = 0) -> pd.DataFrame:
    """Make two years of orders of 150 customers: regulars, occasional and lapsed ones; with
    returns, and currencies that price nothing.
    """
    rng = np.random.default_rng(seed)
    rows: list[tuple[object, ...]] = []
    for customer in range(150):
        kind = customer % 3
        first, last = ((0, 720), (100, 650), (0, 300))[kind]
        for day in np.sort(rng.integers(first, last, int(1 + rng.poisson((14, 4, 1)[kind])))):
            order, lines = (f"O{len(rows)}", day, f"C{customer:03}"), int(1 + rng.poisson(1))
            pieces = rng.choice((1, 2, 3, -1), lines, p=(0.6, 0.2, 0.16, 0.04))
            rows += [
                (*order, *goods)
                for goods in zip(
                    rng.integers(12, size=lines), rng.integers(3, size=lines), pieces, strict=True
                )
            ]
    made = pd.DataFrame(
        rows, columns=["Order No", "Order Date", "Customer ID", "Article", "Category", "Quantity"]
    )
    made["Order Date"] = (
        pd.Timestamp("2022-01-01") + pd.to_timedelta(made["Order Date"], unit="D")
    ).dt.strftime("%Y-%m-%d")
    made["Article"], made["Category"] = (
        "Thing " + made["Article"].astype(str),
        made["Category"].map(["Tea", "Cups", "Cakes"].__getitem__),
    )
    made["Country"] = np.where(made["Customer ID"].str[-1].isin(list("12")), "France", "Germany")
    made["Ccy"] = np.where(made["Country"] == "France", "EUR", "USD")
    return made.assign(**{"Unit Price": "0.00"})


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "orders.csv"
    frame().to_csv(path, index=False)
    return path


@pytest.fixture
def made(run_of: Callable[..., Made], data: Path) -> Made:
    return run_of(data, "--set", "segments.resamples=10", "--formats", "html,pdf,xlsx,csv")


def _page(made: Made) -> str:
    text = (made.folder / "report.html").read_text(encoding="utf-8")
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
    alt = " ".join(re.findall(r'(?:alt|aria-label|content|data-label)="([^"]*)"', text))
    return html.unescape(f"{re.sub(r'<[^>]+>', ' ', text)} {alt}")


def _unscaled(text: str) -> str:
    """Leave out the scales and scores of the method, which may begin at 0.00."""
    before, _, rest = text.partition("Appendix: the method")
    return before + re.sub(r"\b0\.00\b", "", rest)


def test_the_page_speaks_of_no_money(made: Made) -> None:
    text = " ".join(_page(made).split())
    assert speaking_of_money(_unscaled(text), *ALLOWED) == []
    assert text.count(SAID.rstrip(".")) == 2  # in the executive summary and in the appendix


@pytest.mark.slow
def test_the_pdf_does_not_either(made: Made) -> None:
    text = " ".join(
        " ".join(
            page.extract_text() for page in PdfReader(made.folder / "report.pdf").pages
        ).split()
    )
    last = text.rpartition("Appendix: the method")
    assert speaking_of_money(last[0] + re.sub(r"\b0\.00\b", "", last[2]), *ALLOWED) == []


def test_the_workbook_and_the_list_do_not_either(made: Made) -> None:
    with zipfile.ZipFile(made.folder / "segments.xlsx") as book:
        parts = {
            name: book.read(name).decode()
            for name in book.namelist()
            if name.endswith(".xml") and "sheet" in name
        }
    assert (
        speaking_of_money(
            html.unescape(" ".join(re.sub(r"<[^>]+>", " ", part) for part in parts.values())),
            *ALLOWED,
        )
        == []
    )
    with (made.folder / "segments.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert {"recency", "frequency", "distinct_products", "return_rate", "frequency_score"} <= set(
        header
    )
    assert not {"monetary", "average_order_value", "monetary_score"} & set(header)


def test_the_summary_keeps_its_schema_and_holds_no_amount(made: Made) -> None:
    schema = json.loads(
        (ROOT / "reporter" / "rendering" / "summary.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.validate(made.summary, schema, jsonschema.Draft202012Validator)
    summary: dict[str, Any] = made.summary
    assert (summary["totals"]["revenue"], summary["totals"]["currency"]) == (None, "")
    assert {segment["revenue"] for segment in summary["segments"]} == {None}
    assert (
        {cell["revenue"] for cell in summary["rfm_grid"]}
        == {pair["revenue"] for pair in summary["rfm_crossing"]}
        == {None}
    )
    assert {
        (play["low"], play["high"])
        for segment in summary["segments"]
        for play in segment["strategies"]
    } == {(None, None)}
    assert sum(segment["orders"] for segment in summary["segments"]) == summary["totals"]["orders"]
    assert sum(cell["orders"] for cell in summary["rfm_grid"]) == summary["totals"]["orders"]


def test_orders_and_customers_are_those_that_the_file_holds(made: Made) -> None:
    bought = frame().drop_duplicates()
    pieces = bought.groupby("Customer ID")["Quantity"].sum()
    left = bought[(bought["Quantity"] > 0) & bought["Customer ID"].map(pieces > 0)]
    totals = made.summary["totals"]
    assert (totals["customers"], totals["orders"]) == (
        left["Customer ID"].nunique(),
        left["Order No"].nunique(),
    )
    assert made.summary["segmentation"]["features"] == ["recency", "frequency"]


@pytest.mark.slow
def test_the_model_scores_and_makes_a_report_of_new_orders(made: Made, tmp_path: Path) -> None:
    kept = load_model(made.folder)
    assert (kept.features, set(kept.thresholds)) == (
        ("recency", "frequency"),
        {"recency", "frequency"},
    )
    later = tmp_path / "later.csv"
    frame(1).drop(columns="Unit Price").to_csv(later, index=False)
    again = make_run(later, tmp_path / "again", "--model", str(made.folder), "--formats", "csv")
    assert again.summary["segmentation"]["choice"] == "kept"
    assert again.summary["totals"]["revenue"] is None


@pytest.mark.slow
def test_the_case_of_the_shared_folder_gives_its_customers(run_of: Callable[..., Made]) -> None:
    path = SHARED.parent / "cases" / "orders_without_money.csv"
    if not path.is_file():
        pytest.skip("orders_without_money.csv is not in ../shared/cases")
    found = run_of(path, "--formats", "html,csv").summary
    assert (found["totals"]["customers"], found["totals"]["revenue"]) == (242, None)
