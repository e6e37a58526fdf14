"""Views: what pages say about numbers, and how columns and parts are put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.numerals import Numerals
from reporter.rendering.views import view
from reporter.rendering.views.figures import Gallery
from reporter.rendering.views.method import band
from reporter.rendering.views.personas import Facts, _columns, _in_ten
from reporter.rendering.views.tables import Column, table
from tests.rendering import reports

if TYPE_CHECKING:
    from reporter.model import Report

NUMERALS = Numerals(currency="GBP")


@pytest.mark.parametrize(
    ("share", "words"), [(1.0, "all"), (0.97, "nearly all"), (0.93, "9 in 10"), (0.55, "6 in 10"), (0.12, "1 in 10"), (0.04, "few")]
)
def test_a_share_is_said_as_people_do(share: float, words: str) -> None:
    assert _in_ten(share, NUMERALS) == words


@pytest.mark.parametrize(
    ("stability", "name"),
    [(0.93, "highly stable"), (0.85, "highly stable"), (0.8, "a real pattern"), (0.7, "doubtful"), (0.3, "dissolves")],
)
def test_stability_is_named_by_hennigs_bands(stability: float, name: str) -> None:
    assert band(stability) == name


@given(st.lists(st.integers(1, 6), min_size=1, max_size=7))
def test_columns_hold_every_block_once_and_the_first_stands_first(sizes: list[int]) -> None:
    finding = reports._finding("x", "A fact.")
    blocks = tuple(Facts(facts=(finding,) * size) for size in sizes)
    left, right = _columns(blocks)
    assert left[0] is blocks[0]
    assert sorted(map(id, (*left, *right))) == sorted(map(id, blocks))


def test_tables_say_how_many_rows_they_leave_out() -> None:
    rows = [(str(number),) for number in range(5)]
    assert table("x", [Column("n")], rows, cap=4, rest="The rest is there.").more == "1 more row is not shown here. The rest is there."
    assert table("x", [Column("n")], rows, cap=5).more == ""


def test_gallery_knows_which_charts_nobody_asked_for() -> None:
    gallery = Gallery({name: reports.chart(name, 82, 40) for name in ("shares", "extra", "persona.1.traits")})
    assert gallery.get("nothing", "shares") is not None
    assert [chart.name for chart in gallery.rest()] == ["extra"]
    assert [chart.name for chart in gallery.under("persona.1.")] == ["persona.1.traits"]


def test_key_figures_count_the_base(report: Report) -> None:
    stats = {stat.label: stat.value for stat in view(report, NUMERALS).base.stats}
    assert stats["customers"] == "270"
    assert stats["months covered"] == "13"
    assert stats["net revenue"] == NUMERALS.money_short(report.totals.revenue or 0.0)


def test_facts_that_the_page_draws_are_not_said_again(report: Report) -> None:
    pages = view(report, NUMERALS).personas
    told = [fact.id for page in pages for column in page.columns for block in column if isinstance(block, Facts) for fact in block.facts]
    assert "persona.1.season" not in told
    assert "persona.1.where" in told


def test_cleaning_rules_that_found_nothing_are_a_sentence_not_a_row(report: Report) -> None:
    idle = replace(report.clean.steps[0], rule="no_date", description="No date that can be read.", rows=0)
    data = view(replace(report, clean=replace(report.clean, steps=(*report.clean.steps, idle))), NUMERALS).data
    assert "No date that can be read." in data.absent
    assert "No date that can be read." not in {row[0] for row in data.steps.rows}


def test_grid_lays_each_cell_out_once_and_fills_the_fives(report: Report) -> None:
    grid = view(report, NUMERALS).grid
    assert grid is not None
    fields = [field for row in grid.rows for field in row.fields]
    assert len(fields) == 10
    assert sum(field.columns * field.rows for field in fields) == 25
