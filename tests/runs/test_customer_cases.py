"""Tables of customers that once went wrong, as far as the segments: what makes them, how many there
are, and who stands apart.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reporter import customers, ingest, quality, segments
from reporter.settings import Settings
from tests.saying import WORDS

if TYPE_CHECKING:
    from reporter.model import CleanDataset, CustomerTable, Segmentation

CASES = Path(__file__).parents[2].parent / "shared" / "cases"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases is not here"),
]


def segmented(name: str, folder: Path) -> tuple[CleanDataset, CustomerTable, Segmentation]:
    """Go from a file to its segments."""
    settings = Settings()
    dataset = ingest.read([CASES / name], settings, folder)
    try:
        clean = quality.clean(dataset, settings)
        table = customers.make(clean, settings)
    finally:
        ingest.close(dataset)
    return clean, table, segments.segment(table, settings)


@pytest.mark.parametrize("name", ["survey_with_99.csv", "survey_with_weight.csv"])
def test_three_planted_groups_of_answers_are_found(name: str, tmp_path: Path) -> None:
    _, table, found = segmented(name, tmp_path)
    assert found.k == 3
    assert all(feature.startswith("Q") for feature in found.features)
    assert table.weights is not None
    assert table.weights.mean() == pytest.approx(1.023645)


def test_one_of_150_is_a_key_account(tmp_path: Path) -> None:
    _, table, found = segmented("whale_among_150.csv", tmp_path)
    (whale,) = found.key_accounts
    assert table.frame.loc[whale.customer, "monetary"] / table.frame[
        "monetary"
    ].sum() == pytest.approx(0.737, abs=0.001)
    upper = next(one.upper for one in found.preparation if one.feature == "monetary")
    assert upper == table.frame["monetary"].drop(whale.customer).max()


def test_a_summary_of_repeats_has_times_since_the_last_purchase(tmp_path: Path) -> None:
    _, table, _ = segmented("btyd_summary.csv", tmp_path)
    since = next(
        feature for feature in table.features if WORDS.label(feature) == "Time since last purchase"
    )
    # Of the first rows: T 37.44 and no repeat; T 34.24, the last purchase at 25.5.
    assert table.frame.loc["1", since.name] == pytest.approx(37.44)
    assert table.frame.loc["3", since.name] == pytest.approx(34.24 - 25.5)
    assert (since.unit, table.value) == ("number", "frequency (column)")


@pytest.mark.parametrize(
    ("name", "currency", "no_features"),
    [
        (
            "totals_scores_notes.csv",
            "BRL",
            {"MntTotal", "OpenToBuy", "LeaveModel_Score_1", "LeaveModel_Score_2", "Unnamed: 11"},
        ),
        ("software_accounts.csv", "USD", {"churned"}),
        ("card_holders.csv", "", {"Attrition_Flag", "Avg_Open_To_Buy"}),
        ("contracts.csv", "", {"Churn"}),
    ],
)
def test_what_says_nothing_new_makes_no_segments(
    name: str, currency: str, no_features: set[str], tmp_path: Path
) -> None:
    clean, table, found = segmented(name, tmp_path)
    assert clean.currency == currency
    assert not no_features & set(found.features)
    assert table.revenue is not None
    assert "days" not in {
        feature.unit for feature in table.features if WORDS.label(feature).lower() == "tenure"
    }
