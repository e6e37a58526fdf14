"""What a careful analyst says about the public reference files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reporter.ingest import close, read
from reporter.model import CautionKind
from reporter.quality import clean
from reporter.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parents[2].parent / "shared" / "data"
NINE_DAYS = {"to": "2011-12-09", "last_days": 9, "last_length": 31}


def told(name: str, folder: Path) -> dict[CautionKind, Mapping[str, float | str]]:
    if not (DATA / name).is_file():
        pytest.skip(f"the reference file {name} is not there")
    data = read([DATA / name], Settings(), folder)
    try:
        return {
            caution.kind: caution.numbers
            for caution in clean(data, Settings()).cautions
            if caution.kind is not CautionKind.UNSETTLED
        }
    finally:
        close(data)


@pytest.mark.slow
def test_online_retail_credits_a_sixth_of_its_sales_to_nobody_and_ends_within_a_month(
    tmp_path: Path,
) -> None:
    found = told("online_retail.csv.zip", tmp_path)
    uncredited = found.pop(CautionKind.UNCREDITED_REVENUE)
    assert (uncredited["rows"], uncredited["amount"]) == (135_080, 1_755_276.64)
    assert uncredited["share"] == pytest.approx(1_755_276.64 / (8_911_407.90 + 1_755_276.64))
    huge = found.pop(CautionKind.HUGE_LINES)
    assert (huge["amount"], huge["quantity"], huge["day"]) == (168_469.6, 80_995, "2011-12-09")
    assert (huge["kept"], huge["net"]) == (4, 0)
    assert found == {CautionKind.UNFINISHED_MONTH: NINE_DAYS}


@pytest.mark.slow
def test_the_two_sheets_of_online_retail_ii_overlap_by_nine_days(tmp_path: Path) -> None:
    found = told("online_retail_II.csv.gz", tmp_path)
    assert found[CautionKind.REPEATED_PERIOD] == {
        "from": "2010-12-01", "to": "2010-12-09", "rows": 22_523, "share": 1.0, "removed": 26_479,
    }  # fmt: skip
    assert found[CautionKind.UNCREDITED_REVENUE]["rows"] == 243_007
    assert found[CautionKind.UNFINISHED_MONTH] == NINE_DAYS
    price = {
        "products": 1,
        "product": "17003",
        "description": "BROCADE RING PURSE",
        "low": 0.05,
        "high": 57.6,
    }
    assert found[CautionKind.VARYING_PRICES] == price
    assert (found[CautionKind.HUGE_LINES]["lines"], found[CautionKind.HUGE_LINES]["quantity"]) == (
        11,
        80_995,
    )
    assert len(found) == 5


@pytest.mark.parametrize("name", ["wholesale_customers.csv", "mall_customers.csv"])
def test_nothing_is_said_of_a_table_in_good_order(name: str, tmp_path: Path) -> None:
    assert told(name, tmp_path) == {}
