"""A client's own grid, from a TOML file to every file of a run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.runs.conftest import ROOT, Made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CLIENT = """
[findings.grid]
axis = "fm"
scores = 4
recency_cuts = [30, 90, 180]
monetary_cuts = [150, 400, 1000]
cells = [
  {name = "Best & brightest", recency = [3, 4], frequency = [4]},
  {name = "Core", recency = [3, 4], frequency = [2, 3]},
  {name = "First steps", recency = [3, 4], frequency = [1]},
  {name = "=Call them", recency = [1, 2], frequency = [3, 4]},
  {name = "Sleeping", recency = [1, 2], frequency = [1, 2]},
]
"""


@pytest.mark.slow
def test_an_own_grid_reaches_every_file(run_of: Callable[..., Made], tmp_path: Path) -> None:
    config = tmp_path / "client.toml"
    config.write_text(CLIENT, encoding="utf-8")
    made = run_of(
        ROOT / "sample_data" / "online_retail.csv",
        "-c",
        str(config),
        "--formats",
        "html,xlsx,csv",
        "--set",
        "segments.resamples=5",
    )
    summary, totals = made.summary, made.summary["totals"]
    schema = json.loads(
        (ROOT / "reporter" / "rendering" / "summary.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.validate(summary, schema, jsonschema.Draft202012Validator)

    names = {"Best & brightest", "Core", "First steps", "=Call them", "Sleeping"}
    sizes = {cell["segment"]: cell["customers"] for cell in summary["rfm_grid"]}
    assert set(sizes) == names
    assert sum(sizes.values()) == totals["customers"]
    for key, column in (("cell", "segment"), ("segment", "id")):
        parts = {
            cell[column]: cell["customers"]
            for cell in summary["rfm_grid" if key == "cell" else "segments"]
        }
        crossed = pd.DataFrame(summary["rfm_crossing"]).groupby(key)["customers"].sum()
        assert crossed.to_dict() == {name: size for name, size in parts.items() if size}

    frame = pd.read_csv(made.folder / "segments.csv", dtype={"customer": str})
    assert frame["grid_cell"].value_counts().to_dict() == {
        name.replace("=", "'="): size for name, size in sizes.items()
    }
    assert (frame["recency"] <= 30).equals(frame["recency_score"] == 4)
    assert (frame["monetary"] >= 1000).equals(frame["monetary_score"] == 4)
    assert ((frame["frequency_score"] + frame["monetary_score"] + 1) // 2).equals(frame["fm_score"])

    page = (made.folder / "report.html").read_text(encoding="utf-8")
    for told in (
        "Best &amp; brightest",
        "up to 30\xa0days ago",
        "31–90\xa0days ago",
        "1,000 or more",
    ):
        assert told in page
    rows = list(
        load_workbook(made.folder / "segments.xlsx")["Grid and segments"].iter_rows(
            min_row=2, values_only=True
        )
    )
    assert {row[0] for row in rows} == names | {"All customers", "Share of customers"}
