"""A report by the segments of an earlier run keeps ids, names, colours and the model itself,
whoever is left.
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pandas as pd
import pytest

from reporter.history import load_model
from reporter.model import Kind
from reporter.palette import SERIES
from tests.runs.conftest import ROOT, Made, make_run
from tests.saying import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MALL = ROOT / "sample_data" / "mall_customers.csv"
ORDERS = ROOT / "sample_data" / "online_retail.csv"
FAST = ("--set", "segments.resamples=5")


@pytest.fixture
def first(run_of: Callable[..., Made]) -> Made:
    return run_of(
        MALL, "--segments", "5", "--formats", "html,csv", "--set", "brand.colour=#7A1F3D", *FAST
    )


@pytest.fixture
def orders(run_of: Callable[..., Made]) -> Made:
    return run_of(
        ORDERS, "--segments", "5", "--formats", "csv", "--set", "report.currency=GBP", *FAST
    )


def _members(made: Made) -> dict[str, str]:
    with (made.folder / "segments.csv").open(encoding="utf-8", newline="") as file:
        return {row["customer"]: row["segment"] for row in csv.DictReader(file)}


def _names(made: Made) -> dict[int, str]:
    return {segment["id"]: segment["name"] for segment in made.summary["segments"]}


def _colours(made: Made, segment: int) -> list[str]:
    """Return a segment's colour in each theme."""
    return re.findall(
        rf"--s{segment}:\s*(#[0-9A-F]{{6}})",
        (made.folder / "report.html").read_text(encoding="utf-8"),
    )


@pytest.mark.slow
def test_the_model_holds_what_the_report_says(orders: Made) -> None:
    kept, summary = load_model(orders.folder), orders.summary
    segments = {segment["id"]: segment for segment in summary["segments"]}
    assert {number: WORDS.name(name) for number, name in kept.names.items()} == _names(orders)
    assert kept.shares == {number: segment["share"] for number, segment in segments.items()}
    assert kept.stabilities == {
        number: segment["stability"] for number, segment in segments.items()
    }
    assert kept.colours == dict(enumerate(SERIES[:5], 1))
    assert (kept.algorithm, list(kept.features)) == (
        summary["segmentation"]["algorithm"],
        summary["segmentation"]["features"],
    )
    assert (kept.currency, kept.customers, kept.kind) == (
        "GBP",
        summary["totals"]["customers"],
        Kind.TRANSACTIONS,
    )
    assert str(kept.as_of) == summary["period"]["as_of"]
    assert kept.reporter == summary["provenance"]["reporter"]
    assert kept.scikit_learn == summary["provenance"]["packages"]["scikit-learn"]
    days = sorted(
        band["high"]
        for band in summary["rfm_scores"]["bands"]
        if band["axis"] == "recency" and band["score"] > 1
    )
    assert list(kept.thresholds["recency"]) == days
    assert set(kept.thresholds) == {"recency", "frequency", "monetary"}


@pytest.mark.slow
def test_the_same_data_give_the_same_segments(first: Made, tmp_path: Path) -> None:
    again = make_run(MALL, tmp_path / "again", "--model", str(first.folder))
    assert _members(again) == _members(first)
    assert _names(again) == _names(first)
    assert again.summary["segmentation"]["choice"] == "kept"
    assert again.summary["segmentation"]["drift"]["verdict"] == "steady"
    assert again.summary["segmentation"]["drift"]["segments"] == 0
    assert "keep the segments" in again.printed


@pytest.mark.slow
def test_the_model_stays_the_same_from_run_to_run(first: Made, tmp_path: Path) -> None:
    """So that drift is measured against the customers that the segments were made from, however
    many months later.
    """
    half = tmp_path / "half.csv"
    pd.read_csv(MALL, dtype=str).iloc[::2].to_csv(half, index=False)
    second = make_run(half, tmp_path / "second", "--model", str(first.folder))
    third = make_run(MALL, tmp_path / "third", "--model", str(second.folder))
    kept = (first.folder / "model.skops").read_bytes()
    assert (second.folder / "model.skops").read_bytes() == kept
    assert (third.folder / "model.skops").read_bytes() == kept
    assert _members(third) == _members(first)


@pytest.mark.slow
def test_colours_stay_when_the_brand_changes(first: Made, tmp_path: Path) -> None:
    again = make_run(
        MALL, tmp_path / "again", "--model", str(first.folder), "--set", "brand.colour=#2255AA"
    )
    assert "#7A1F3D" in _colours(first, 1)
    for number in range(1, 6):
        assert _colours(again, number) == _colours(first, number)


@pytest.mark.slow
def test_the_settings_of_the_run_are_kept_unless_told_otherwise(
    orders: Made, tmp_path: Path
) -> None:
    again = make_run(
        ORDERS, tmp_path / "again", "--model", str(orders.folder), "--set", "report.client=Harbour"
    )
    assert again.summary["totals"]["currency"] == "GBP"
    assert again.summary["provenance"]["settings"]["report"]["client"] == "Harbour"
    assert {path.name for path in again.folder.iterdir()} == {
        "model.skops",
        "segments.csv",
        "summary.json",
    }


@pytest.mark.slow
@pytest.mark.parametrize("gone", [("1", "3"), ("5",)])
def test_segments_that_nobody_falls_into_leave_a_hole_that_every_page_bears(
    gone: tuple[str, ...], first: Made, tmp_path: Path
) -> None:
    frame, members = pd.read_csv(MALL, dtype=str), _members(first)
    left = tmp_path / "left.csv"
    frame[~frame["CustomerID"].map(members).isin(gone)].to_csv(left, index=False)
    again = make_run(
        left,
        tmp_path / "again",
        "--model",
        str(first.folder),
        "--set",
        'report.formats=["html", "pdf", "xlsx", "csv"]',
    )
    _check_hole(again, first, gone)


@pytest.mark.slow
def test_holes_in_reports_on_orders_too(orders: Made, tmp_path: Path) -> None:
    frame, members = pd.read_csv(ORDERS, dtype=str, encoding="cp1252"), _members(orders)
    left = tmp_path / "left.csv"
    frame[~frame["CustomerID"].map(members).isin(("2", "4"))].to_csv(left, index=False)
    again = make_run(
        left,
        tmp_path / "again",
        "--model",
        str(orders.folder),
        "--set",
        'report.formats=["html", "pdf", "xlsx", "csv"]',
    )
    _check_hole(again, orders, ("2", "4"))


def _check_hole(again: Made, before: Made, gone: tuple[str, ...]) -> None:
    names = _names(again)
    assert names == {
        number: name for number, name in _names(before).items() if str(number) not in gone
    }
    assert set(map(str, names)) == set(_members(again).values())
    page = (again.folder / "report.html").read_text(encoding="utf-8")
    for number, name in _names(before).items():
        assert (name in page) is (number in names), name
    schema: dict[str, Any] = json.loads(
        (ROOT / "reporter" / "rendering" / "summary.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.validate(again.summary, schema, jsonschema.Draft202012Validator)
    assert again.summary["segmentation"]["drift"]["verdict"] == "refit"
    assert any(
        one["id"].startswith("caveat") and "segments anew" in one["text"]
        for one in again.summary["findings"]
    )
    assert "new run" in again.printed


def test_no_drift_is_told_of_a_run_with_segments_of_its_own(first: Made) -> None:
    assert first.summary["segmentation"]["drift"] is None
    assert "stability index" not in first.printed
