"""Figures that were published or computed elsewhere for public data sets are met by whole runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from tests.runs.conftest import Made, shared

if TYPE_CHECKING:
    from collections.abc import Callable

ONLY_LISTS = ("--formats", "csv", "--set", "segments.resamples=5")
GRID = {
    "Champions": 633, "Loyal": 819, "Potential loyalists": 484, "New": 42, "Promising": 94, "Need attention": 187,
    "About to sleep": 352, "At risk": 593, "Can't lose": 63, "Hibernating": 1071,
}  # fmt: skip


@pytest.mark.slow
def test_online_retail_with_returns_dropped_and_duplicates_kept(
    run_of: Callable[..., Made],
) -> None:
    made = run_of(
        shared("online_retail.csv.zip"),
        *ONLY_LISTS,
        "--set",
        "quality.returns=drop",
        "--set",
        "quality.duplicates=keep",
    )
    totals = made.summary["totals"]
    assert (made.summary["input"]["rows"], made.summary["input"]["columns"]) == (541_909, 8)
    assert (totals["rows"], totals["customers"], totals["orders"]) == (397_884, 4_338, 18_532)
    assert totals["revenue"] == pytest.approx(8_911_407.90, abs=0.005)
    assert {cell["segment"]: cell["customers"] for cell in made.summary["rfm_grid"]} == GRID
    frame = pd.read_csv(made.folder / "segments.csv", dtype={"customer": str}).set_index("customer")
    assert (frame["frequency"] == 1).sum() == 1_493
    top = frame["monetary"].nlargest(round(len(frame) * 0.2)).sum() / frame["monetary"].sum()
    assert round(top, 3) == 0.746
    assert frame.loc["16446", "monetary"] == pytest.approx(168_472.5)
    assert frame.loc["12346", "monetary"] == pytest.approx(77_183.60)


@pytest.mark.slow
def test_online_retail_with_returns_and_duplicates_dropped(run_of: Callable[..., Made]) -> None:
    made = run_of(shared("online_retail.csv.zip"), *ONLY_LISTS, "--set", "quality.returns=drop")
    assert made.summary["totals"]["rows"] == 392_692
    assert made.summary["totals"]["revenue"] == pytest.approx(8_887_208.89, abs=0.005)


@pytest.mark.slow
def test_a_refund_reduces_what_a_customer_brought(run_of: Callable[..., Made]) -> None:
    made = run_of(shared("online_retail.csv.zip"))
    frame = pd.read_csv(made.folder / "segments.csv", dtype={"customer": str}).set_index("customer")
    assert frame.loc["16446", "monetary"] == pytest.approx(2.90)
    assert "12346" not in frame.index


@pytest.mark.slow
@pytest.mark.parametrize("name", ["online_retail_II.csv.gz", "online_retail_II.xlsx"])
def test_online_retail_two_reads_the_same_from_both_files(
    name: str, run_of: Callable[..., Made]
) -> None:
    summary = run_of(shared(name)).summary
    steps = {step["rule"]: step["rows"] for step in summary["cleaning"]}
    assert summary["input"]["rows"] == 1_067_371
    assert steps["missing_customer"] == 243_007
    assert summary["totals"]["revenue"] == pytest.approx(
        run_of(shared("online_retail_II.csv.gz")).summary["totals"]["revenue"], abs=0.005
    )


@pytest.mark.slow
def test_wholesale_segments_agree_with_the_channel(run_of: Callable[..., Made]) -> None:
    path = shared("wholesale_customers.csv")
    made = run_of(path, *ONLY_LISTS, "--segments", "2")
    frame = pd.read_csv(made.folder / "segments.csv")
    assert adjusted_rand_score(frame["Channel"], frame["segment"]) >= 0.50
    raw = pd.read_csv(path)
    assert made.summary["totals"]["customers"] == 440
    assert (
        made.summary["totals"]["revenue"]
        == raw[["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"]].sum().sum()
    )


@pytest.mark.slow
def test_mall_asked_for_income_and_score_finds_five(run_of: Callable[..., Made]) -> None:
    features = 'segments.features=["Annual Income (k$)", "Spending Score (1-100)"]'
    made = run_of(shared("mall_customers.csv"), *ONLY_LISTS, "--set", features)
    assert sorted(segment["customers"] for segment in made.summary["segments"]) == [
        22,
        23,
        35,
        39,
        81,
    ]
    assert made.summary["segmentation"]["scores"]["silhouette"] == pytest.approx(0.555, abs=0.002)
