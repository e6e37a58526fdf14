"""The method as it is told: which numbers of segments had a vote, how close it was, and only terms that are used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.numerals import Numerals
from reporter.rendering.pages import page
from reporter.rendering.views.choice import choice, eligible
from reporter.rendering.views.glossary import glossary
from reporter.settings import Settings
from tests.rendering import reports
from tests.rendering.elements import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model import Report
    from reporter.rendering.views.choice import Choice

NUMERALS = Numerals()


def told(report: Report, **settings: int) -> Choice:
    return choice(replace(report, settings=Settings.model_validate({"segments": settings})), NUMERALS)


def test_numbers_outside_the_range_have_no_points_and_stand_back(report: Report) -> None:
    made = told(report, minimum=3, maximum=6)
    points = {row[0]: row[-1] for row in made.candidates.rows}
    assert points["2"] == points["7"] == points["8"] == "–"
    assert points["4, chosen"] == "12.0"
    assert made.candidates.quiet == {0, 5, 6}


def test_the_account_names_the_range_the_scores_and_the_runner_up(report: Report) -> None:
    text = " ".join(told(report, minimum=3, maximum=8).paragraphs)
    assert "Divisions into 2 to 8 segments were tried, seven in all" in text
    assert "Eligible were those into 3 to 8" in text
    assert "five scores voted" in text
    assert "Four segments won with 12.0 points; three segments lost by 1.0 point." in text


def test_a_tie_is_said_to_be_one(report: Report) -> None:
    candidates = tuple(replace(one, votes=12.0) if one.k == 5 else one for one in report.segmentation.candidates)
    level = replace(report, segmentation=replace(report.segmentation, candidates=candidates))
    assert "level with five" in " ".join(told(level).paragraphs)


@pytest.mark.parametrize(("smallest", "extreme"), [(0.006, True), (0.38, False)])
def test_extreme_customers_are_blamed_only_where_there_are_few(smallest: float, extreme: bool, report: Report) -> None:
    candidates = tuple(replace(one, smallest=smallest) if one.k == 2 else one for one in report.segmentation.candidates)
    text = " ".join(told(replace(report, segmentation=replace(report.segmentation, candidates=candidates))).paragraphs)
    assert "A division into two scores better on silhouette, Calinski–Harabasz, Davies–Bouldin and stability" in text
    assert ("extreme ones" in text) == extreme


def test_divisions_with_a_tiny_segment_have_no_vote(report: Report) -> None:
    candidates = tuple(replace(one, smallest=0.005) if one.k == 6 else one for one in report.segmentation.candidates)
    tiny = replace(report, segmentation=replace(report.segmentation, candidates=candidates))
    assert [one.k for one in eligible(tiny)] == [3, 4, 5, 7, 8]
    assert "6 had a segment of under 1 % of customers" in " ".join(told(tiny).paragraphs)


def test_a_number_that_was_asked_for_is_not_said_to_have_won(report: Report) -> None:
    asked = replace(report, segmentation=replace(report.segmentation, choice="asked for"))
    made = told(asked)
    assert made.paragraphs == ("Four segments were asked for, so no vote was held; the table shows how other numbers score.",)
    assert "Points" not in {column.label for column in made.candidates.columns}


@pytest.mark.parametrize("made_of", [reports.report, reports.customers_report])
def test_every_term_that_is_explained_stands_elsewhere_in_the_report(made_of: Callable[[], Report]) -> None:
    report = made_of()
    before = page(report, "print").partition('<h3 class="title">Terms</h3>')[0].partition("<body>")[2]
    said = " ".join(element.text for element in read(f"{before}</div></section></main></body>".join(["<body>", ""])) if not element.parent)
    for term in glossary(report).terms:
        for word in term.label.split(", "):
            assert word.lower().removesuffix(" similarity") in said.lower(), word


def test_the_map_is_called_a_projection_only_where_it_is_one(report: Report) -> None:
    assert "two directions" not in page(report, "print")
    drawn = replace(report.charts["map"], numbers={"projection": True})
    assert "two directions" in page(replace(report, charts={**report.charts, "map": drawn}), "print")


def test_no_table_has_two_columns_of_one_name(report: Report) -> None:
    for made in (report, reports.customers_report()):
        for row in (element for element in read(page(made, "screen")) if element.tag == "thead"):
            heads = [cell.text for line in row.children for cell in line.children]
            assert len(heads) == len(set(heads)), heads
