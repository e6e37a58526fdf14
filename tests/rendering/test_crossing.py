"""The grid and the segments in one table: it adds up everywhere, fits any number of segments, and
runs nobody's text.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from reporter.model.claim import SegmentName
from reporter.numerals import Numerals
from reporter.rendering import render
from reporter.rendering.lists import write_csv
from reporter.rendering.views import view
from reporter.rendering.views.figures import Gallery
from reporter.rendering.views.grid import grid as lay_out
from reporter.wording import Words
from tests.rendering import reports
from tests.saying import WORDED

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model import Report


WORDS = Words.of(Numerals(currency="GBP")).overlaid(WORDED)
NASTY = "=cmd|<b>VIP</b>"


def renamed(report: Report, name: str) -> Report:
    """Call the grid's best cell something else."""
    found = report.findings
    assert found.grid
    told = replace(
        found,
        grid=tuple(
            replace(cell, called=SegmentName(name)) if cell.segment == "Champions" else cell
            for cell in found.grid
        ),
    )
    return replace(report, findings=told)


def number(text: str) -> int:
    return 0 if text == "–" else int(text.replace(",", ""))


def test_rows_and_columns_of_the_page_add_up(report: Report) -> None:
    grid = view(report, WORDS).grid
    assert grid is not None
    assert grid.crossed is not None
    rows = [[number(count) for count in row.counts] for row in grid.crossed.rows]
    assert [sum(row) for row in rows] == [number(row.total) for row in grid.crossed.rows]
    assert [sum(column) for column in zip(*rows, strict=True)] == [
        number(total) for total in grid.crossed.totals
    ]
    assert sum(map(sum, rows)) == number(grid.crossed.customers) == report.study.totals.customers


def test_the_segment_that_holds_most_of_a_cell_is_marked(report: Report) -> None:
    grid = view(report, WORDS).grid
    assert grid is not None
    assert grid.crossed is not None
    for row in grid.crossed.rows:
        counts = [number(count) for count in row.counts]
        assert row.most is None if not any(counts) else counts[row.most or 0] == max(counts)


def test_many_segments_have_numbers_over_their_columns_and_a_key_below(report: Report) -> None:
    first = report.findings.personas[0]
    many = tuple(
        replace(first, segment=place, name=SegmentName(f"A segment with a name {place}"))
        for place in range(1, 13)
    )
    told = replace(report.findings, personas=(*report.findings.personas, *many[4:]))
    grid = lay_out(replace(report, findings=told), WORDS, Gallery({}))
    assert grid is not None
    assert grid.crossed is not None
    assert [head.name for head in grid.crossed.heads] == [str(place) for place in range(1, 13)]
    assert [tag.name for tag in grid.crossed.key][-1] == "12 A segment with a name 12"


def test_few_segments_have_their_names_over_their_columns(report: Report) -> None:
    grid = view(report, WORDS).grid
    assert grid is not None
    assert grid.crossed is not None
    assert ([head.name for head in grid.crossed.heads], grid.crossed.key) == (
        list(reports.NAMES),
        (),
    )


def test_each_score_is_told_in_days_orders_and_money(report: Report) -> None:
    grid = view(report, WORDS).grid
    assert grid is not None
    assert grid.bands is not None
    assert grid.bands.rows[0] == ("5", "up to 14\xa0days ago", "9 or more orders", "£2,412 or more")
    assert grid.bands.rows[2] == ("3", "41–125\xa0days ago", "3–5 orders", "£612 to under £1,204")
    assert grid.bands.rows[4] == ("1", "198\xa0days ago or longer", "1 order", "under £287")


def test_the_workbook_has_the_same_table_with_totals_and_shares(
    report: Report, folder: Path
) -> None:
    head, *rows = load_workbook(folder / "segments.xlsx")["Grid and segments"].iter_rows(
        values_only=True
    )
    assert head == ("Grid cell", *reports.NAMES, "All customers", "Share of customers")
    *cells, totals, shares = ([float(str(value or 0)) for value in row[1:]] for row in rows)
    assert [sum(column) for column in zip(*cells, strict=True)][:-1] == totals[:-1]
    assert all(sum(cell[:-2]) == cell[-2] for cell in cells)
    assert totals[-2] == report.study.totals.customers
    assert shares[:-2] == pytest.approx([persona.share for persona in report.findings.personas])


@pytest.mark.slow
def test_a_cells_name_is_never_run_nor_read_as_markup(report: Report, tmp_path: Path) -> None:
    named = renamed(report, NASTY)
    render(named, tmp_path, ("html", "xlsx"))
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert NASTY not in html
    assert "=cmd|&lt;b&gt;VIP&lt;/b&gt;" in html
    cell = load_workbook(tmp_path / "segments.xlsx")["Grid and segments"]["A2"]
    assert (cell.value, cell.data_type) == (NASTY, "s")


def test_a_cells_name_is_no_formula_in_the_list(report: Report, tmp_path: Path) -> None:
    path = write_csv(renamed(report, NASTY), tmp_path / "segments.csv")
    with path.open(encoding="utf-8", newline="") as file:
        cells = {row["grid_cell"] for row in csv.DictReader(file)}
    assert f"'{NASTY}" in cells
    assert NASTY not in cells


def test_scores_stand_with_every_customer(report: Report, folder: Path) -> None:
    assert report.findings.scoring
    held = report.findings.scoring.customers
    head, *rows = load_workbook(folder / "segments.xlsx")["Customers"].iter_rows(values_only=True)
    for label, name in (
        ("Recency score", "recency_score"),
        ("Monetary score", "monetary_score"),
        ("Grid cell", "grid_cell"),
    ):
        assert [row[head.index(label)] for row in rows] == held[name].tolist()
