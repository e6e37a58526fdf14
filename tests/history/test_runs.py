"""A run's summary is read back, or the message says why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reporter.errors import HistoryError
from reporter.history import load_summary, recorded_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_a_summary_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "summary.json").write_text(
        json.dumps({"schema_version": 1, "segments": []}), encoding="utf-8"
    )
    assert load_summary(tmp_path)["segments"] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "no run folder"),
        ("{", "damaged"),
        ('{"schema_version": 99}', "schema_version 99"),
        ("[]", "None"),
    ],
)
def test_what_is_no_run_is_said(tmp_path: Path, text: str | None, says: str) -> None:
    if text is not None:
        (tmp_path / "summary.json").write_text(text, encoding="utf-8")
    with pytest.raises(HistoryError, match=says):
        load_summary(tmp_path)


def test_settings_are_read_back_without_the_day(tmp_path: Path) -> None:
    recorded = {"customers": {"as_of": "2011-12-10"}, "report": {"currency": "GBP"}}
    (tmp_path / "summary.json").write_text(
        json.dumps({"schema_version": 1, "provenance": {"settings": recorded}}), encoding="utf-8"
    )
    assert recorded_settings(tmp_path) == {"customers": {}, "report": {"currency": "GBP"}}


@pytest.mark.parametrize("provenance", [None, {}, {"settings": 4}, {"settings": {"report": 4}}])
def test_a_summary_without_settings_is_said(tmp_path: Path, provenance: object) -> None:
    (tmp_path / "summary.json").write_text(
        json.dumps({"schema_version": 1, "provenance": provenance}), encoding="utf-8"
    )
    with pytest.raises(HistoryError, match="records no settings"):
        recorded_settings(tmp_path)
