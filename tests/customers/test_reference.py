"""The published and independently computed figures of the reference files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from reporter.choices import Returns
from reporter.customers import make, purchases, totals
from reporter.ingest import close, read
from reporter.quality import clean
from reporter.settings import QualitySettings, Settings
from tests import heavy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reporter.model import CleanDataset, Dataset

    Cleaned = Callable[[Settings], CleanDataset]

DATA = Path(__file__).parents[2].parent / "shared" / "data"
DROP_KEEP = Settings(quality=QualitySettings(returns=Returns.DROP, duplicates="keep"))
DROP_DROP = Settings(quality=QualitySettings(returns=Returns.DROP, duplicates="drop"))


def reference(name: str, folder: Path) -> Iterator[Dataset]:
    if not (DATA / name).is_file():
        pytest.skip(f"the reference file {name} is not there")
    data = read([DATA / name], Settings(), folder)
    yield data
    close(data)


@pytest.fixture(scope="module")
def online_retail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    yield from reference("online_retail.csv.zip", tmp_path_factory.mktemp("retail"))


@pytest.fixture(scope="module")
def retail(online_retail: Dataset) -> Cleaned:
    """Clean Online Retail; by the same settings once."""
    done: dict[str, CleanDataset] = {}

    def cleaned(settings: Settings) -> CleanDataset:
        key = settings.model_dump_json()
        if key not in done:
            done[key] = clean(online_retail, settings)
        return done[key]

    return cleaned


def steps(cleaned: CleanDataset) -> dict[str, int]:
    return {step.rule: step.rows for step in cleaned.steps}


@pytest.mark.parametrize(
    ("settings", "rows", "revenue"),
    heavy.first(1, [(DROP_KEEP, 397_884, 8_911_407.90), (DROP_DROP, 392_692, 8_887_208.89)]),
)
def test_lines_customers_orders_and_revenue_without_returns(
    retail: Cleaned, settings: Settings, rows: int, revenue: float
) -> None:
    cleaned = retail(settings)
    result = totals(cleaned, make(cleaned, settings), settings)
    assert (result.rows, result.customers, result.orders) == (rows, 4_338, 18_532)
    assert result.revenue is not None
    assert round(result.revenue, 2) == revenue


@pytest.mark.slow
def test_missing_customers_duplicates_and_descriptions(retail: Cleaned) -> None:
    cleaned = retail(Settings())
    missing = {column.name: column.missing for column in cleaned.profile.columns}
    assert steps(cleaned)["missing_customer"] == missing["CustomerID"] == 135_080
    assert missing["Description"] == 1_454
    assert cleaned.profile.duplicates == 5_268


def test_service_lines_bring_about_150_000(retail: Cleaned) -> None:
    table = retail(DROP_KEEP).table
    assert 140_000 < float(table.filter(table.is_service).amount.sum().execute()) < 160_000


@pytest.mark.slow
def test_refunds_of_two_known_customers(retail: Cleaned) -> None:
    gross = make(retail(DROP_KEEP), DROP_KEEP).frame["monetary"]
    net = make(retail(Settings()), Settings()).frame["monetary"]
    assert gross["16446"] == pytest.approx(168_472.50, abs=0.01)
    assert net["16446"] == pytest.approx(2.90, abs=0.001)
    assert gross["12346"] == pytest.approx(77_183.60, abs=0.001)
    assert "12346" not in net.index


def test_customers_with_a_cancellation(retail: Cleaned) -> None:
    """Those who stay with a return, and those whose cancellations left them with nothing."""
    kept = retail(Settings())
    left = next(step for step in kept.steps if step.rule == "nothing_left")
    stayed = kept.table.filter(kept.table.is_return).customer.nunique().execute()
    assert stayed + (left.customers or 0) == 1_589


def test_the_recency_frequency_grid(retail: Cleaned) -> None:
    frame = make(retail(DROP_KEEP), DROP_KEEP).frame
    recency = 5 - pd.qcut(frame["recency"], 5, labels=False)
    frequency = pd.qcut(frame["frequency"].rank(method="first"), 5, labels=False) + 1
    cells = {
        "champions": (recency == 5) & (frequency >= 4),
        "loyal": recency.isin([3, 4]) & (frequency >= 4),
        "potential loyalists": recency.isin([4, 5]) & frequency.isin([2, 3]),
        "new": (recency == 5) & (frequency == 1),
        "promising": (recency == 4) & (frequency == 1),
        "need attention": (recency == 3) & (frequency == 3),
        "about to sleep": (recency == 3) & (frequency <= 2),
        "at risk": (recency <= 2) & frequency.isin([3, 4]),
        "can't lose": (recency <= 2) & (frequency == 5),
        "hibernating": (recency <= 2) & (frequency <= 2),
    }
    assert {name: int(members.sum()) for name, members in cells.items()} == {
        "champions": 633, "loyal": 819, "potential loyalists": 484, "new": 42, "promising": 94, "need attention": 187,
        "about to sleep": 352, "at risk": 593, "can't lose": 63, "hibernating": 1_071,
    }  # fmt: skip


def test_one_time_buyers_and_concentration(retail: Cleaned) -> None:
    frame = make(retail(DROP_KEEP), DROP_KEEP).frame
    ranked = frame["monetary"].sort_values(ascending=False)
    assert (frame["frequency"] == 1).sum() == 1_493
    assert ranked.head(round(len(ranked) * 0.2)).sum() / ranked.sum() == pytest.approx(
        0.746, abs=0.0005
    )


@pytest.mark.slow
def test_segments_share_all_of_the_revenue(retail: Cleaned) -> None:
    cleaned = retail(Settings())
    table = make(cleaned, Settings())
    labels = pd.Series(
        [number % 4 + 1 for number in range(len(table.frame))], index=table.frame.index
    )
    result = purchases(cleaned, labels)
    revenue = totals(cleaned, table, Settings()).revenue
    assert result.monthly["revenue"].sum() == pytest.approx(revenue, abs=1e-4)
    assert result.monthly.groupby("segment")["revenue"].sum().to_dict() == pytest.approx(
        table.frame["monetary"].groupby(labels).sum().to_dict(), abs=1e-4
    )


@pytest.mark.slow
def test_online_retail_two(tmp_path: Path) -> None:
    for data in reference("online_retail_II.csv.gz", tmp_path):
        cleaned = clean(data, Settings())
        table = make(cleaned, Settings())
        assert cleaned.profile.duplicates == 34_335
        assert steps(cleaned)["missing_customer"] == 243_007
        assert {column.name: column.missing for column in cleaned.profile.columns}[
            "Description"
        ] == 4_382
        assert not any(str(customer).endswith(".0") for customer in table.frame.index)
        left = next(step for step in cleaned.steps if step.rule == "nothing_left")
        assert len(table.frame) + (left.customers or 0) <= 5_942


@pytest.mark.slow
def test_wholesale_customers(tmp_path: Path) -> None:
    for data in reference("wholesale_customers.csv", tmp_path):
        table = make(clean(data, Settings()), Settings())
        sums = {
            "Fresh": 5_280_131,
            "Milk": 2_550_357,
            "Grocery": 3_498_562,
            "Frozen": 1_351_650,
            "Detergents_Paper": 1_267_857,
        }
        assert {name: table.frame[name].sum() for name in sums} == sums
        assert table.frame["Delicassen"].sum() == 670_943
        assert table.frame["total_spend"].sum() == sum(sums.values()) + 670_943
        assert table.frame["Channel"].value_counts().to_dict() == {"1": 298, "2": 142}
        assert table.frame["Region"].value_counts().to_dict() == {"3": 316, "1": 77, "2": 47}
        assert len(table.frame) == 440
        assert table.value == table.revenue == "total_spend"


@pytest.mark.slow
def test_mall_customers(tmp_path: Path) -> None:
    for data in reference("mall_customers.csv", tmp_path):
        table = make(clean(data, Settings()), Settings())
        assert len(table.frame) == 200
        assert table.value == "Spending Score (1-100)"
        assert {feature.name for feature in table.features if feature.behaviour} == {
            "Annual Income (k$)",
            "Spending Score (1-100)",
        }
