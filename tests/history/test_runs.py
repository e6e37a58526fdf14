"""A run's summary is read back, or the message says why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reporter.errors import HistoryError
from reporter.history import load_summary

if TYPE_CHECKING:
    from pathlib import Path


def test_a_summary_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "summary.json").write_text(json.dumps({"schema_version": 1, "segments": []}), encoding="utf-8")
    assert load_summary(tmp_path)["segments"] == []


@pytest.mark.parametrize(
    ("text", "says"), [(None, "no run folder"), ("{", "damaged"), ('{"schema_version": 99}', "schema_version 99"), ("[]", "None")]
)
def test_what_is_no_run_is_said(tmp_path: Path, text: str | None, says: str) -> None:
    if text is not None:
        (tmp_path / "summary.json").write_text(text, encoding="utf-8")
    with pytest.raises(HistoryError, match=says):
        load_summary(tmp_path)
