"""Whole reports of the sample files: each persona stands on one page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

import reporter
from tests import heavy

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).parents[2] / "sample_data"

# Ibis asks DuckDB in a way that DuckDB 2 calls old; neither is ours.
pytestmark = pytest.mark.filterwarnings(
    r"ignore:fetch_arrow_table\(\) is deprecated:DeprecationWarning"
)


def starts(made: PdfReader) -> Iterator[tuple[str, int]]:
    """Yield the parts of a PDF with the pages that they begin on, from 0."""
    for entry in made.outline:
        bookmark: Any = entry
        yield str(bookmark.title), made.get_destination_page_number(bookmark) or 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "settings"),
    heavy.first(
        1,
        [
            ("mall_customers.csv", {}),
            ("online_retail.csv", {"report": {"client": "Harbour & Pine Ltd", "currency": "GBP"}}),
            ("online_retail.csv", {"segments": {"count": 3}}),
            ("wholesale_customers.csv", {}),
        ],
    ),
)
def test_each_persona_of_a_sample_stands_on_one_page(
    name: str, settings: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    wanted = {
        **settings,
        "segments": {"resamples": 5, **settings.get("segments", {})},
        "report": {**settings.get("report", {}), "formats": ["pdf"]},
    }
    run = reporter.run(SAMPLES / name, tmp_path / "run", wanted)
    parts = list(starts(PdfReader(tmp_path / "run" / "report.pdf")))
    names = {persona.name for persona in run.report.findings.personas}
    pages = {part: after - start for (part, start), (_, after) in pairwise(parts) if part in names}
    assert pages == dict.fromkeys(names, 1)
