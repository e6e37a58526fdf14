"""Lists with hashed ids hold no id, every customer once with the same figures, in an order that
tells nothing of the ids.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from openpyxl import load_workbook

from reporter.pseudonyms import written_ids
from reporter.rendering import render
from reporter.settings import PrivacySettings

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model import Report

PRIVACY = PrivacySettings(hash_ids=True)


@pytest.fixture
def hashed(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORTER_SALT", "a key that nobody guesses")
    settings = report.settings.model_copy(update={"privacy": PRIVACY})
    render(replace(report, settings=settings), tmp_path, ("csv", "xlsx"))
    return tmp_path


def test_the_csv_holds_each_customer_under_the_hash(report: Report, hashed: Path) -> None:
    table = pd.read_csv(hashed / "segments.csv", dtype={"customer": str}).set_index("customer")
    ids = written_ids(report.study.table.frame.index, PRIVACY)
    assert set(table.index) == set(ids)
    expected = dict(zip(ids, report.study.table.frame["monetary"].round(6), strict=True))
    assert table["monetary"].to_dict() == pytest.approx(expected)


def test_rows_stand_in_the_order_of_hashes(hashed: Path) -> None:
    table = pd.read_csv(hashed / "segments.csv", dtype={"customer": str})
    assert table["customer"].is_monotonic_increasing


def test_no_id_stands_in_the_workbook(report: Report, hashed: Path) -> None:
    sheet = load_workbook(hashed / "segments.xlsx")["Customers"]
    cells = [str(row[0]) for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)]
    assert cells == sorted(written_ids(report.study.table.frame.index, PRIVACY))
