"""Whole reports of the sample files: each persona stands on one page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from tests.runs.conftest import ROOT, Made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

QUICK = ("--set", "segments.resamples=5")
GIFTS = ("--set", "report.client=Harbour & Pine Ltd", "--set", "report.currency=GBP")


def starts(made: PdfReader) -> Iterator[tuple[str, int]]:
    """Yield the parts of a PDF with the pages that they begin on, from 0."""
    for entry in made.outline:
        bookmark: Any = entry
        yield str(bookmark.title), made.get_destination_page_number(bookmark) or 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("mall_customers.csv", ()),
        ("online_retail.csv", ("--formats", "pdf", *GIFTS)),
        ("online_retail.csv", ("--segments", "3", "--formats", "pdf")),
        ("wholesale_customers.csv", ()),
    ],
)
def test_each_persona_of_a_sample_stands_on_one_page(
    name: str, arguments: tuple[str, ...], run_of: Callable[..., Made]
) -> None:
    made = run_of(ROOT / "sample_data" / name, *QUICK, *arguments)
    parts = list(starts(PdfReader(made.folder / "report.pdf")))
    names = {segment["name"] for segment in made.summary["segments"]}
    pages = {part: after - start for (part, start), (_, after) in pairwise(parts) if part in names}
    assert pages == dict.fromkeys(names, 1)
