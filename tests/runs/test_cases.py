"""Files in the shape of public ones that once went wrong: each gives the right value, or what is
doubtful about it is told.

The figures stand beside the files, in cases.json; they were computed apart from this project. What
must be said, and must not be, stands here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reporter import pipeline
from reporter import settings as configuration
from reporter.errors import ReporterError
from tests.said import everything_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model import Inspection
    from tests.runs.conftest import Made

CASES = Path(__file__).parents[2].parent / "shared" / "cases"
QUICK = ("--set", "segments.resamples=5")
SETTINGS = configuration.load(None, QUICK[1:], report__formats=("html", "csv"))
KNOWN: dict[str, dict[str, Any]] = (
    json.loads((CASES / "cases.json").read_text(encoding="utf-8")) if CASES.is_dir() else {}
)

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not KNOWN, reason="../shared/cases is not here")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said about a case."""

    told: tuple[str, ...] = ()
    """Patterns that must each stand in something that is said."""
    never: tuple[str, ...] = ()
    """Patterns that must stand nowhere."""
    roles: tuple[tuple[str, str], ...] = ()
    """Roles and the columns that play them."""


SAID = {
    "a_column_a_month.csv": Said(
        told=("24", "whole months .24 of them"), never=("of its 31 days",)
    ),
    "a_row_a_month.csv": Said(told=("whole months .24 of them",), never=("of its 31 days",)),
    "btyd_summary.csv": Said(
        told=("T − recency",), roles=(("customer", "ID"),), never=("Revenue is monetary_value",)
    ),
    "card_accounts.csv": Said(
        told=("PURCHASES is the sum of", "do not count as revenue.*MINIMUM_PAYMENTS"),
        roles=(("customer", "ACCT"),),
    ),
    "coincidence_join.xlsx": Said(roles=(("customer", "customer_id"),), told=("Cancelled",)),
    "company_customers.csv": Said(
        roles=(("customer", "CUSTOMERNAME"), ("amount", "SALES")),
        told=("On Hold", "Disputed", "Cancelled"),
    ),
    "contracts.csv": Said(
        told=("tenure is counted in months",),
        roles=(("spend", "TotalCharges"), ("descriptor", "Churn")),
    ),
    "datev_extf.csv": Said(told=("Belegdatum|source.skip",)),
    "emails_in_cases.csv": Said(told=("318 spellings",)),
    "gift_cards.csv": Said(told=("138 .*6,900.*105 .*4,749",)),
    "half_swapped_dates.xlsx": Said(told=("swapped",)),
    "late_accents.csv": Said(told=("cp1252",)),
    "line_total_as_price.txt": Said(
        told=("line's total.*60 of 60", "919,683"), roles=(("amount", "item-price"),)
    ),
    "magento": Said(told=("canceled.*17,078",), roles=(("product", "sku"),)),
    "merged_and_subtotals.xlsx": Said(told=("merge|filled",), never=("name no customer",)),
    "names_as_ids.csv": Said(told=("120 people",), never=("Revenue is revenue",)),
    "odd_births_and_incomes.csv": Said(told=("1910|birth", "666,666|income")),
    "one_mistyped_date.csv": Said(told=("30 September 2024",), never=("No order is dated",)),
    "one_rounded_id.csv": Said(roles=(("order", "basket_id"),)),
    "order_status.csv": Said(
        told=("wc-cancelled .129 rows", "wc-failed .125", "wc-refunded .75", "wc-pending .33")
    ),
    "order_total_on_each_line.csv": Said(told=("order's total.*1,080 orders",)),
    "orders_without_money.csv": Said(
        roles=(("description", "itemDescription"),),
        told=("no money|No column.*amount|without money",),
    ),
    "partial_people": Said(told=("household_id",)),
    "returns_sheet.xlsx": Said(told=("Returned: Yes .40 rows worth 2,153",), never=("has no key",)),
    "serials_and_dates.csv": Said(told=("1,664 day numbers.*1,722",)),
    "shared_order_number.csv": Said(told=("share 2 numbers",)),
    "sign_in_a_column.csv": Said(told=("196 lines of 27,543",)),
    "card_holders.csv": Said(
        told=("Unknown .300 rows", "Credit_Lim less"),
        roles=(("spend", "Total_Trans_Amt"), ("descriptor", "Attrition_Flag")),
    ),
    "software_accounts.csv": Said(
        roles=(("spend", "mrr_usd"), ("descriptor", "churned")), never=("holds no dates",)
    ),
    "survey_with_99.csv": Said(
        told=("Q6_advice 99 .33 rows",),
        roles=(("weight", "Weight"), ("measure", "Q1_price_matters")),
    ),
    "survey_with_weight.csv": Said(
        told=("Weight says",), roles=(("weight", "Weight"), ("measure", "Q1_price_matters"))
    ),
    "totals_scores_notes.csv": Said(
        told=(
            "MntTotal is the sum",
            "98,249.*107,240",
            "LeaveModel_Score_1 and LeaveModel_Score_2",
            "side note",
        ),
        roles=(("ignored", "OpenToBuy"), ("ignored", "LeaveModel_Score_1"), ("measure", "MntGold")),
    ),
    "three_currencies.csv": Said(told=("EUR in 1,987 rows", "--where", "meaning.rates")),
    "walk_in_account.csv": Said(told=("WALK-IN CUSTOMER.*727 orders worth 86,501",)),
    "whale_among_150.csv": Said(told=("74.%",)),
}
REFUSED = {"three_currencies.csv"}
MAY_BE_REFUSED = {"datev_extf.csv"}


@cache
def _inspected(name: str) -> Inspection | str:
    """Return what is understood, or why the data cannot be read at all."""
    try:
        return pipeline.inspect([CASES / name], SETTINGS)
    except ReporterError as error:
        return str(error)


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_a_report_is_promised_where_a_run_makes_one(
    name: str, tmp_path: Path, run_of: Callable[..., Made]
) -> None:
    found = _inspected(name)
    refusal = found if isinstance(found, str) else found.refusal
    if not refusal:
        run_of(CASES / name, *QUICK, "--formats", "html,csv")
        return
    with pytest.raises(ReporterError) as refused:
        pipeline.run([CASES / name], tmp_path / "run", SETTINGS)
    assert str(refused.value) == refusal


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_a_case_is_right_or_told(name: str) -> None:
    expected, said = KNOWN[name], SAID.get(name, Said())
    found = _inspected(name)
    if isinstance(found, str):
        assert name in MAY_BE_REFUSED, found
        assert all(re.search(pattern, found, re.DOTALL) for pattern in said.told)
        return
    texts = everything_said(found)
    for pattern in said.told:
        assert any(re.search(pattern, text, re.DOTALL) for text in texts), (
            f"{pattern} is not told: {texts}"
        )
    for pattern in said.never:
        assert not any(re.search(pattern, text, re.DOTALL) for text in texts), pattern
    if found.refusal:
        assert name in REFUSED, found.refusal
        return
    assert found.clean is not None
    left = found.clean.remainder
    for key, figure in (
        ("customers", left.customers),
        ("orders", left.orders),
        ("revenue", left.revenue),
    ):
        if key in expected:
            fair = expected[key] if isinstance(expected[key], list) else [expected[key]]
            assert any(
                figure == one
                or (figure is not None and one is not None and abs(figure - one) < 0.005)
                for one in fair
            ), (
                key,
                figure,
            )
    roles = {(column.role.value, column.name) for column in found.clean.dataset.columns}
    assert set(said.roles) <= roles
