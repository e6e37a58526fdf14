"""A run folder is whole, true to its schema, adds up, and is the same when it is made again."""

from __future__ import annotations

import csv
import hashlib
import json
import math
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from pypdf import PdfReader

from tests.runs.conftest import ROOT, SHARED, Made, make_run, shared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {
    "model.skops",
    "profile.html",
    "report.html",
    "report.pdf",
    "segments.csv",
    "segments.xlsx",
    "summary.json",
}
SAMPLES = ("online_retail.csv", "wholesale_customers.csv", "mall_customers.csv")
REAL = ("online_retail.csv.zip",)
QUICK = ("mall_customers.csv",)
FAST = ("--set", "segments.resamples=5")
MORE = (
    "wholesale_customers.csv",
    "mall_customers.csv",
    "online_retail_II.csv.gz",
    "online_retail_II.xlsx",
)

DATA = [
    *(
        pytest.param(
            ROOT / "sample_data" / name,
            id=f"sample {name}",
            marks=() if name in QUICK else pytest.mark.slow,
        )
        for name in SAMPLES
    ),
    *(
        pytest.param(SHARED / name, id=f"real {name}", marks=pytest.mark.slow)
        for name in (*REAL, *MORE)
    ),
]


@pytest.fixture(params=DATA)
def made(request: pytest.FixtureRequest, run_of: Callable[..., Made]) -> Made:
    """Return a run of a file: of a sample with few resamples, of which nothing here depends; of a
    real file as a user makes it.
    """
    path: Path = request.param
    return run_of(path, *FAST) if path.parent.name == "sample_data" else run_of(shared(path.name))


def test_a_run_folder_is_whole(made: Made) -> None:
    assert {path.name for path in made.folder.iterdir()} == FILES
    listed = {entry["name"]: entry for entry in made.summary["files"]}
    assert set(listed) == FILES - {"summary.json"}
    for name, entry in listed.items():
        content = (made.folder / name).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (
            len(content),
            hashlib.sha256(content).hexdigest(),
        )


@pytest.mark.slow
def test_the_summary_keeps_its_schema(made: Made) -> None:
    schema = json.loads(
        (ROOT / "reporter" / "rendering" / "summary.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(made.summary, schema, jsonschema.Draft202012Validator)


def test_the_sums_add_up(made: Made) -> None:
    summary = made.summary
    totals, segments = summary["totals"], summary["segments"]
    assert sum(segment["customers"] for segment in segments) == totals["customers"]
    assert math.isclose(sum(segment["share"] for segment in segments), 1)
    assert [segment["id"] for segment in segments] == list(range(1, len(segments) + 1))
    if totals["revenue"] is not None:
        assert math.isclose(
            sum(segment["revenue"] for segment in segments), totals["revenue"], rel_tol=1e-9
        )
        assert math.isclose(sum(segment["revenue_share"] for segment in segments), 1)
    if summary["rfm_grid"] is not None:
        assert sum(cell["customers"] for cell in summary["rfm_grid"]) == totals["customers"]
        assert math.isclose(
            sum(cell["revenue"] for cell in summary["rfm_grid"]), totals["revenue"], rel_tol=1e-9
        )
    left = summary["input"]["rows"] - sum(step["rows"] for step in summary["cleaning"])
    assert left == totals["rows"]


def test_every_customer_has_one_segment(made: Made) -> None:
    with (made.folder / "segments.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = [row["customer"] for row in rows]
    assert len(ids) == len(set(ids)) == made.summary["totals"]["customers"]
    counted = {segment["name"]: segment["customers"] for segment in made.summary["segments"]}
    for name, customers in counted.items():
        assert sum(row["segment_name"] == name for row in rows) == customers


@pytest.mark.slow
def test_names_are_unique_and_in_the_pdf_and_page(made: Made) -> None:
    names = [segment["name"] for segment in made.summary["segments"]]
    assert len(set(names)) == len(names)
    page = (made.folder / "report.html").read_text(encoding="utf-8")
    outline = _titles(PdfReader(made.folder / "report.pdf").outline)
    for name in names:
        assert name in page
        assert any(name in title for title in outline)


def _titles(outline: Any) -> list[str]:
    return [
        title
        for item in outline
        for title in (_titles(item) if isinstance(item, list) else [str(item.title)])
    ]


def test_the_page_is_one_light_file_that_asks_for_nothing(made: Made) -> None:
    page = (made.folder / "report.html").read_text(encoding="utf-8")
    assert len(page.encode()) < 1_500_000
    for attribute in ('src="http', "src='http", 'href="http', "url(http", "@import", 'src="//'):
        assert attribute not in page


def test_no_figure_is_written_as_nothing(made: Made) -> None:
    for finding in made.summary["findings"]:
        words = finding["text"].lower().replace(",", " ").replace(".", " ").split()
        assert not {"nan", "none", "inf", "null"} & set(words), finding["text"]


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_two_runs_give_the_same_bytes(
    name: str, run_of: Callable[..., Made], tmp_path: Path
) -> None:
    first = run_of(ROOT / "sample_data" / name, *FAST)
    second = make_run(ROOT / "sample_data" / name, tmp_path / "run", *FAST, hash_seed="4711")
    for file in sorted(FILES - {"summary.json"}):
        assert (first.folder / file).read_bytes() == (second.folder / file).read_bytes(), file
    summaries = [
        json.loads((made.folder / "summary.json").read_text(encoding="utf-8"))
        for made in (first, second)
    ]
    for summary in summaries:
        summary["provenance"].pop("seconds")
        summary["provenance"].pop("command")
    assert summaries[0] == summaries[1]


@pytest.mark.slow
def test_formats_leave_out_what_was_not_asked_for(run_of: Callable[..., Made]) -> None:
    made = run_of(ROOT / "sample_data" / "mall_customers.csv", "--formats", "html,csv", *FAST)
    assert {path.name for path in made.folder.iterdir()} == {
        "report.html",
        "segments.csv",
        "summary.json",
        "model.skops",
    }


def test_the_command_line_tells_stages_segments_and_the_folder(run_of: Callable[..., Made]) -> None:
    made = run_of(ROOT / "sample_data" / "mall_customers.csv", *FAST)
    assert "Reading the data" in made.printed
    assert str(made.folder) in made.printed
    for segment in made.summary["segments"]:
        assert segment["name"] in made.printed
