"""What was planted in the sample files is found again: read, cleaned, one row per customer,
segmented.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sklearn.metrics import adjusted_rand_score

from reporter import customers, ingest, quality, segments, settings
from reporter.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model import CleanDataset, CustomerTable, Segmentation
    from reporter.settings import Settings

FOLDER = Path(__file__).parents[1] / "sample_data"

SPENDS = ["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"]
SENT_EVERYTHING_BACK = 7

# Ibis asks DuckDB in a way that DuckDB 2 calls old; neither is ours.
pytestmark = pytest.mark.filterwarnings(
    r"ignore:fetch_arrow_table\(\) is deprecated:DeprecationWarning"
)

Story = tuple["CleanDataset", "CustomerTable", "Segmentation"]


@pytest.fixture
def cleaned(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., CleanDataset]:
    """Read and clean a sample file."""

    def carry(name: str, chosen: Settings) -> CleanDataset:
        dataset = ingest.read([FOLDER / name], chosen, tmp_path)
        request.addfinalizer(lambda: ingest.close(dataset))
        return quality.clean(dataset, chosen)

    return carry


@pytest.fixture
def tell(cleaned: Callable[..., CleanDataset]) -> Callable[..., Story]:
    """Carry a sample file through the first four stages."""

    def carry(name: str, *assignments: str) -> Story:
        chosen: Settings = settings.load(assignments=assignments)
        clean = cleaned(name, chosen)
        table = customers.make(clean, chosen)
        return clean, table, segments.segment(table, chosen)

    return carry


def planted(name: str) -> dict[str, str]:
    """Read the planted type of each customer of a file."""
    with (FOLDER / "truth.csv").open(encoding="utf-8", newline="") as file:
        return {row["customer"]: row["type"] for row in csv.DictReader(file) if row["file"] == name}


def agreement(name: str, segmentation: Segmentation) -> float:
    """Return the adjusted Rand index of the segments and the planted types of customers
    with ids.
    """
    types, labels = planted(name), segmentation.labels
    return float(adjusted_rand_score([types[customer] for customer in labels.index], labels))


@pytest.mark.slow
def test_the_wholesalers_three_types_are_found_by_default(tell: Callable[..., Story]) -> None:
    clean, table, segmentation = tell("wholesale_customers.csv")
    assert (clean.dataset.kind, len(table.frame)) == (Kind.CUSTOMERS, 440)
    assert segmentation.k == 3
    # The file has no ids: its rows are recognised by their spends, which no two rows share.
    with (FOLDER / "wholesale_customers.csv").open(encoding="utf-8", newline="") as file:
        numbers = {
            tuple(float(row[spend]) for spend in SPENDS): number
            for number, row in enumerate(csv.DictReader(file), 1)
        }
    types = planted("wholesale_customers.csv")
    rows = [numbers[spends] for spends in table.frame[SPENDS].itertuples(index=False, name=None)]
    assert sorted(rows) == list(range(1, 441))
    assert (
        adjusted_rand_score(
            [types[str(row)] for row in rows], segmentation.labels.loc[table.frame.index]
        )
        >= 0.8
    )


@pytest.mark.slow
def test_the_malls_five_types_are_found_by_default(tell: Callable[..., Story]) -> None:
    clean, table, segmentation = tell("mall_customers.csv")
    assert (clean.dataset.kind, len(table.frame)) == (Kind.CUSTOMERS, 200)
    assert segmentation.k == 5
    assert agreement("mall_customers.csv", segmentation) >= 0.8


@pytest.mark.slow
def test_the_shops_six_types_are_found_by_default(tell: Callable[..., Story]) -> None:
    clean, table, segmentation = tell("online_retail.csv")
    assert clean.dataset.kind is Kind.TRANSACTIONS
    assert len(table.frame) == 900 - SENT_EVERYTHING_BACK
    assert segmentation.k == 6
    assert agreement("online_retail.csv", segmentation) >= 0.75


def test_the_shops_dirt_is_cleaned_in_the_numbers_that_were_planted(
    cleaned: Callable[..., CleanDataset],
) -> None:
    with (FOLDER / "online_retail.csv").open(encoding="cp1252", newline="") as file:
        named = [tuple(row.values()) for row in csv.DictReader(file) if row["CustomerID"]]
    clean = cleaned("online_retail.csv", settings.load())
    rows = {step.rule: step.rows for step in clean.steps}
    left = {step.rule: step.customers for step in clean.steps}
    assert rows["missing_customer"] == clean.dataset.rows - len(named)
    assert rows["duplicate"] == len(named) - len(set(named)) > 0
    assert rows["non_positive_price"] == sum(float(row[5]) == 0 for row in set(named)) > 0
    assert left["nothing_left"] == SENT_EVERYTHING_BACK


@pytest.mark.slow
def test_the_shops_signs_are_read_as_they_were_written(tmp_path: Path) -> None:
    dataset = ingest.read([FOLDER / "online_retail.csv"], settings.load(), tmp_path)
    try:
        descriptions = dataset.table.select("Description").distinct().execute()["Description"]
    finally:
        ingest.close(dataset)
    assert {"CAFÉ CRÈME LOAF TIN", "BAKER’S PROVING BOWL", "£ SIGN MONEY POT"} <= set(descriptions)
