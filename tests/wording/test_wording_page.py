"""The page for translators tells every filter, and its examples are what is written."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reporter.model.claim import (
    Claim,
    Count,
    Country,
    Days,
    Money,
    Month,
    Name,
    Number,
    Quantity,
    Ratio,
    SegmentName,
    Share,
)
from reporter.model.customers import Feature
from reporter.numerals import Numerals
from reporter.wording import Words
from reporter.wording.catalogue import catalogue, load_catalogue
from reporter.wording.filters import FILTERS
from reporter.wording.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model.claim import Value

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "wording.md").read_text(encoding="utf-8")
POUNDS = Numerals(currency="GBP")
WORDS = {
    "en": Words.in_(catalogue(), POUNDS),
    **{tag: Words.in_(load_catalogue(HERE / "languages" / tag), POUNDS) for tag in ("de", "pl")},
}
SPENDING = Feature(name="monetary", heading="Spend", unit="money", behaviour=True)
VALUES: Mapping[str, Value] = {
    "spent": Money(4_842_310),
    "orders": Number(8.5),
    "part": Share(0.33),
    "ratio": Ratio(6),
    "eighth": Share(0.125),
    "median": Quantity(8.5, "count"),
    "column": replace(SPENDING, name="income", heading="Annual Income"),
    "rule": Name("No date that can be read."),
    "setting": Name("analysis.name=my shop"),
    "one": Count(1),
    "months": Count(5),
    "gap": Days(152),
    "day": Count(2),
    "month": Month(date(2011, 9, 1)),
    "feature": SPENDING,
    "country": Country("Switzerland"),
    "own": SegmentName("VIP"),
    "months_named": tuple(
        Claim("phrase.month", {"month": Month(date(2024, month, 1))}) for month in (2, 3)
    ),
}
ROWS = [
    [cell.strip().strip("`").replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in PAGE.splitlines()
    if line.startswith("|")
]
OF_FILTERS = [row for row in ROWS if len(row) == 4 and row[0] in FILTERS]
EXAMPLES = [
    *(("en", source, text) for _, _, source, text in OF_FILTERS),
    *((row[0], row[1], row[2]) for row in ROWS if row[0] in WORDS),
]


def test_every_filter_stands_on_the_page() -> None:
    assert sorted(row[0] for row in OF_FILTERS) == sorted(FILTERS)
    assert all(f"|{name}" in source for name, _, source, _ in OF_FILTERS)


@pytest.mark.parametrize(("tag", "source", "text"), EXAMPLES)
def test_an_example_is_what_is_written(tag: str, source: str, text: str) -> None:
    values = {**VALUES, "name": SegmentName(Claim("segment.champions"))}
    written = Writer(words=WORDS[tag], values=values).fill(source)
    assert written.replace("\N{NARROW NO-BREAK SPACE}", " ") == text
