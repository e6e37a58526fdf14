"""summary.json: valid by its schema, adding up, and knowing every file beside it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from reporter import rendering
from reporter.rendering import write_summary
from tests.rendering import reports

if TYPE_CHECKING:
    from reporter.model import Report


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    path = Path(rendering.__file__).parent / "summary.schema.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def summary(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return loaded


def test_schema_is_a_schema_and_describes_every_key(
    schema: dict[str, Any], summary: dict[str, Any]
) -> None:
    Draft202012Validator.check_schema(schema)
    assert set(schema["required"]) == set(schema["properties"]) == set(summary)


def test_summary_is_valid(schema: dict[str, Any], summary: dict[str, Any]) -> None:
    Draft202012Validator(schema).validate(summary)


def test_summary_of_a_customer_table_is_valid_and_has_nulls_for_what_it_lacks(
    schema: dict[str, Any], tmp_path: Path
) -> None:
    made = json.loads(
        write_summary(reports.customers_report(), tmp_path).read_text(encoding="utf-8")
    )
    Draft202012Validator(schema).validate(made)
    assert made["period"] is None
    assert made["rfm_grid"] is made["rfm_scores"] is made["rfm_crossing"] is None
    assert made["totals"]["revenue"] is None
    assert made["totals"]["orders"] is None


@pytest.mark.parametrize("key", ["segments", "totals", "files", "findings"])
def test_schema_refuses_a_summary_without(
    key: str, schema: dict[str, Any], summary: dict[str, Any]
) -> None:
    left = {name: value for name, value in summary.items() if name != key}
    assert not Draft202012Validator(schema).is_valid(left)


def test_customers_and_revenue_add_up_over_segments_and_over_the_grid(
    summary: dict[str, Any],
) -> None:
    totals = summary["totals"]
    for cells in (summary["segments"], summary["rfm_grid"], summary["rfm_crossing"]):
        assert sum(cell["customers"] for cell in cells) == totals["customers"]
        assert sum(cell["revenue"] for cell in cells) == pytest.approx(totals["revenue"], abs=0.005)


def test_rows_add_up_over_cleaning(summary: dict[str, Any]) -> None:
    removed = sum(step["rows"] for step in summary["cleaning"])
    assert summary["input"]["rows"] - removed == summary["totals"]["rows"]


def test_every_file_is_listed_with_its_size_and_hash(folder: Path, summary: dict[str, Any]) -> None:
    listed = {entry["name"]: entry for entry in summary["files"]}
    assert set(listed) == {path.name for path in folder.iterdir()} - {"summary.json"}
    for name, entry in listed.items():
        content = (folder / name).read_bytes()
        assert entry["bytes"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()


def test_every_sentence_is_there_once(report: Report, summary: dict[str, Any]) -> None:
    ids = [finding["id"] for finding in summary["findings"]]
    assert len(ids) == len(set(ids))
    said = {finding["text"] for finding in summary["findings"]}
    found = report.findings
    assert {
        one.text
        for one in (
            *found.summary,
            *found.cautions,
            *found.caveats,
            found.certainty,
            *found.sections.values(),
        )
    } <= said
    assert {fact.text for persona in found.personas for fact in persona.facts} <= said


def test_headline_crossing_and_audiences_are_there(report: Report, summary: dict[str, Any]) -> None:
    assert summary["headline"] == report.findings.headline.text
    assert report.findings.crossing
    assert report.findings.crossing.text in {finding["text"] for finding in summary["findings"]}
    for segment in summary["segments"]:
        assert [play["audience"] for play in segment["strategies"]] == [
            segment["customers"] // part for part in (1, 2, 3)
        ]


def test_numbers_that_are_none_become_null(report: Report, tmp_path: Path) -> None:
    broken = replace(
        report,
        study=replace(
            report.study, segmentation=replace(report.study.segmentation, silhouette=float("nan"))
        ),
    )
    made = json.loads(write_summary(broken, tmp_path).read_text(encoding="utf-8"))
    assert made["segmentation"]["scores"]["silhouette"] is None


def test_roles_that_several_columns_have_are_lists(report: Report, summary: dict[str, Any]) -> None:
    assert summary["input"]["roles"]["customer"] == "Customer ID"
    assert summary["input"]["columns"] == len(report.study.clean.dataset.columns)
