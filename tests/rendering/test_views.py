"""Views: what pages say about numbers, and how columns and parts are put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.model import Finding, Section
from reporter.model.claim import Claim, Name
from reporter.numerals import Numerals
from reporter.rendering.pages import page
from reporter.rendering.views import page_space, view
from reporter.rendering.views.figures import Gallery
from reporter.rendering.views.persona_blocks import Facts, _pieces
from reporter.rendering.views.personas import _columns
from reporter.rendering.views.tables import Column, table
from reporter.settings import Settings
from reporter.wording import Words
from tests.rendering import reports
from tests.saying import WORDED, reworded, strategies

if TYPE_CHECKING:
    from reporter.model import Report

WORDS = Words.of(Numerals(currency="GBP")).overlaid(WORDED)


def test_a_sentence_is_parted_where_it_is_stressed() -> None:
    assert _pieces("It finds 84 % of them; all are.", ("84 %", "all")) == (
        ("It finds ", False),
        ("84 %", True),
        (" of them; ", False),
        ("all", True),
        (" are.", False),
    )


@given(st.lists(st.integers(1, 6), min_size=1, max_size=7))
def test_columns_hold_every_block_once_and_the_first_stands_first(sizes: list[int]) -> None:
    blocks = tuple(Facts(facts=("A fact.",) * size) for size in sizes)
    left, right = _columns(blocks)
    assert left[0] is blocks[0]
    assert sorted(map(id, (*left, *right))) == sorted(map(id, blocks))


def test_tables_say_how_many_rows_they_leave_out() -> None:
    rows = [(str(number),) for number in range(5)]
    rest = Claim("table.settings.rest", {"file": Name("summary.json")})
    assert (
        table(WORDS, "x", [Column("n")], rows, cap=4, rest=rest).more
        == "1 more row is not shown here. summary.json holds all."
    )
    assert table(WORDS, "x", [Column("n")], rows, cap=5).more == ""


def test_gallery_knows_which_charts_nobody_asked_for() -> None:
    gallery = Gallery(
        {
            name: reports.chart(name, 82, 40)
            for name in ("sizes", "shares", "map", "persona.1.traits")
        }
    )
    assert gallery.get("nothing", "sizes") is not None
    assert [chart.name for chart in gallery.rest(Section.SEGMENTS)] == ["map"]
    assert [chart.name for chart in gallery.under("persona.1.")] == ["persona.1.traits"]


def test_key_figures_count_the_base(report: Report) -> None:
    stats = {stat.label: stat.value for stat in view(report, WORDS).base.stats}
    assert stats["customers"] == "270"
    assert stats["calendar months covered"] == "13"
    assert stats["net revenue"] == WORDS.numerals.money_short(report.study.totals.revenue or 0.0)


def test_strategies_say_how_many_customers_they_address(report: Report) -> None:
    notes = [action.tag.note for action in view(report, WORDS).personas[0].strategies]
    assert notes == ["all 40 customers", "20 of 40 customers", "13 of 40 customers"]


def test_every_strategy_is_listed_and_told_in_full_once(report: Report) -> None:
    shown = view(report, WORDS)
    on_pages = [
        (row.tag.segment, row.title, row.action)
        for page in shown.personas
        for row in page.strategies
    ]
    in_list = [(row.tag.segment, row.title, row.action) for row in shown.actions.rows if row.action]
    told = [
        (play.segment, said.title, said.action)
        for play, said in zip(report.findings.actions, strategies(report.findings), strict=True)
    ]
    assert [(row.tag.segment, row.title) for row in shown.actions.rows] == [
        play[:2] for play in told
    ]
    assert sorted(on_pages + in_list) == sorted(told)


def test_pages_that_hold_more_strategies_than_they_show_keep_room_for_saying_so(
    report: Report,
) -> None:
    first = report.findings.personas[0]
    more = (
        *first.strategies,
        *(reworded(first.strategies[0], title=f"More {number}") for number in range(3)),
    )
    found = replace(
        report.findings, personas=(replace(first, strategies=more), *report.findings.personas[1:])
    )
    without, with_more = (
        view(made, WORDS).personas[0] for made in (report, replace(report, findings=found))
    )
    assert (without.more, with_more.more) == (False, True)
    assert with_more.height == pytest.approx(without.height + page_space.FOOTNOTE)


def test_no_table_is_wider_than_its_page(report: Report) -> None:
    shown = view(report, WORDS)
    tables = (
        shown.method.sureness,
        shown.method.preparation,
        shown.method.choice.candidates,
        shown.method.effects,
        shown.data.profile,
    )
    assert all(sum(column.width for column in one.columns) <= 100 for one in tables if one)


def test_effects_in_figures_have_their_intervals_and_the_longer_list_goes_down(
    report: Report,
) -> None:
    features = report.study.segmentation.features
    drawn = replace(reports.chart("effects", 174, 60), numbers={"features": list(features)})
    made = view(replace(report, charts={**report.charts, "effects": drawn}), WORDS).method.effects
    assert made is not None
    assert len(made.rows) == max(len(features), len(report.findings.personas))
    first = report.findings.personas[0]
    trait = next(trait for trait in first.traits if trait.feature == features[0])
    effect, low, high = (
        WORDS.numerals.fixed(value, 2) for value in (trait.effect, trait.low, trait.high)
    )
    assert f"{effect} ({low} to {high})" in [
        str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in made.rows[0]
    ]


def test_what_became_of_those_who_came_in_is_told_with_the_data(report: Report) -> None:
    assert view(report, WORDS).data.account == ""
    arrivals = Finding(id="data.customers", text="300 customers came in.", numbers={})
    told = replace(report.findings.appendix, arrivals=arrivals)
    changed = replace(report, findings=replace(report.findings, appendix=told))
    assert view(changed, WORDS).data.account == "300 customers came in."


def test_a_file_that_needed_no_cleaning_says_so_in_a_sentence(report: Report) -> None:
    rows = report.study.clean.rows
    dataset, profile = (
        replace(report.study.clean.dataset, rows=rows),
        replace(report.study.clean.profile, rows=rows),
    )
    untouched = replace(
        report,
        study=replace(
            report.study,
            clean=replace(report.study.clean, dataset=dataset, profile=profile, steps=()),
        ),
    )
    untouched = reports.told_again(untouched)
    assert view(untouched, WORDS).data.steps is None
    assert (
        f"Nothing had to be removed or changed: all {WORDS.numerals.count(rows)} rows are used."
        in page(untouched, "print")
    )


def test_extremes_of_figures_are_grouped_and_codes_are_not(report: Report) -> None:
    rows = {row[0]: row for row in view(report, WORDS).data.profile.rows}
    assert rows["Quantity"][-1] == "80,995"
    assert rows["StockCode"][-1] == "80995"


def test_cover_shows_only_what_is_known_and_both_days() -> None:
    whole = {stat.label: stat.value for stat in view(reports.report(), WORDS).cover.colophon}
    assert whole["Data to"] == "9 December 2011"
    assert whole["Counted to"] == "10 December 2011"
    nobody = view(replace(reports.customers_report(), settings=Settings()), WORDS).cover
    assert nobody.heading == "Customer segmentation report"
    assert nobody.subtitle == ("270 customers",)
    assert {stat.label for stat in nobody.colophon} == {"Data", "Status"}


def test_amounts_without_a_currency_are_said_to_be_in_the_files_own(report: Report) -> None:
    unknown = replace(
        report, study=replace(report.study, totals=replace(report.study.totals, currency=""))
    )
    made = view(reports.told_again(unknown), Words.of(Numerals()).overlaid(WORDED))
    assert "in the file’s own currency" in {stat.value for stat in made.cover.colophon}
    assert made.base.note
    assert not view(report, WORDS).base.note


def test_a_lone_curve_of_concentration_has_figures_beside_it_and_a_pair_has_not(
    report: Report,
) -> None:
    alone = view(report, WORDS).base.beside
    assert alone
    assert [row[1] for row in alone.rows] == ["3", "14", "27", "54", "135"]
    paired = {**report.charts, "repeat": reports.chart("repeat", 82, 58)}
    base = view(replace(report, charts=paired), WORDS).base
    assert base.beside is None
    assert [chart.name for chart in base.charts] == ["revenue_over_time", "concentration", "repeat"]


def test_persona_pages_alike_all_have_their_table_of_figures_or_none(report: Report) -> None:
    for made in (report, reports.customers_report()):
        assert len({page.figures is None for page in view(made, WORDS).personas}) == 1


def test_a_page_that_cannot_hold_all_facts_leaves_out_the_last(report: Report) -> None:
    first = report.findings.personas[0]
    long = tuple(
        replace(
            first.facts[2],
            id=f"persona.1.more{number}",
            text=f"Fact {number} of some length. " * 20,
        )
        for number in range(4)
    )
    found = replace(
        report.findings, personas=(replace(first, facts=long), *report.findings.personas[1:])
    )
    blocks = [
        block
        for column in view(replace(report, findings=found), WORDS).personas[0].columns
        for block in column
    ]
    told = [fact for block in blocks if isinstance(block, Facts) for fact in block.facts]
    assert told == [fact.text for fact in long[: len(told)]]
    assert len(told) < 4


def test_facts_that_the_page_draws_are_not_said_again(report: Report) -> None:
    pages = view(report, WORDS).personas
    told = [
        fact
        for page in pages
        for column in page.columns
        for block in column
        if isinstance(block, Facts)
        for fact in block.facts
    ]
    texts = {fact.id: fact.text for fact in report.findings.personas[0].facts}
    assert texts["persona.1.season"] not in told
    assert texts["persona.1.where"] in told


def test_marks_that_nothing_got_are_not_said_to_be_missing(report: Report) -> None:
    idle = replace(report.study.clean.steps[2], rows=0)
    assert (
        view(
            replace(
                report,
                study=replace(
                    report.study,
                    clean=replace(report.study.clean, steps=(*report.study.clean.steps[:2], idle)),
                ),
            ),
            WORDS,
        ).data.absent
        == ""
    )


def test_cleaning_rules_that_found_nothing_are_a_sentence_not_a_row(report: Report) -> None:
    idle = replace(
        report.study.clean.steps[0],
        rule="missing_date",
        told=Claim("cleaning.missing_date"),
        rows=0,
    )
    data = view(
        replace(
            report,
            study=replace(
                report.study,
                clean=replace(report.study.clean, steps=(*report.study.clean.steps, idle)),
            ),
        ),
        WORDS,
    ).data
    assert data.absent == "Looked for, and not found: rows without a readable date."
    assert data.steps
    assert "No date that can be read." not in {row[0] for row in data.steps.rows}


def test_grid_lays_each_cell_out_once_and_fills_the_fives(report: Report) -> None:
    grid = view(report, WORDS).grid
    assert grid is not None
    fields = [field for row in grid.rows for field in row.fields]
    assert len(fields) == 10
    assert sum(field.columns * field.rows for field in fields) == 25


def test_raw_counts_are_told_from_those_without_values_that_stand_for_none(report: Report) -> None:
    assert '<h3 class="title">What each column holds</h3>' in page(report, "print")
    dataset = replace(report.study.clean.dataset, fillers={"Region": ("unknown",)})
    filled = replace(
        report, study=replace(report.study, clean=replace(report.study.clean, dataset=dataset))
    )
    assert "What each column holds in the file, with the values that stand for none</h3>" in page(
        filled, "print"
    )
