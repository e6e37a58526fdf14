"""What docs/architecture.md says of one line's way is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.runs.conftest import ROOT, Made

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
STAGES = ("ingest/", "quality/", "customers/", "segments/", "findings/", "charts/", "history/")
SAMPLE = ROOT / "sample_data" / "online_retail.csv"


def test_the_line_and_its_rooms_are_there() -> None:
    lines = SAMPLE.read_text(encoding="cp1252").splitlines()
    assert lines[1] in PAGE
    assert lines.count(lines[1]) == 1
    rooms = [cell.strip(" `") for cell in PAGE.split("`") if cell.startswith(tuple(STAGES))]
    assert len(rooms) > 10
    for room in rooms:
        assert (ROOT / "reporter" / room).exists(), room


@pytest.mark.slow
def test_the_customer_is_told_as_the_run_finds_her(run_of: Callable[..., Made]) -> None:
    made = run_of(SAMPLE, "--set", "segments.resamples=5")
    rows = (made.folder / "segments.csv").read_text(encoding="utf-8").splitlines()
    row = next(row for row in rows if row.startswith("25784,"))
    assert row.startswith("25784,1,Champions,6,17,8543.79,")
    steps = {step["rule"]: step["rows"] for step in made.summary["cleaning"]}
    assert steps["duplicate"] == 375
