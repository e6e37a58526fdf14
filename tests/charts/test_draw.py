"""All charts together: what holds for every one of them."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from reporter.charts import draw
from reporter.charts.grounds import NIGHT
from reporter.model import Section
from reporter.palette import HIGHER, INK, LINE, LOWER, MUTED, PAPER, SERIES, WASH
from reporter.ruler import POINT
from reporter.settings import Settings
from tests import heavy
from tests.charts import cases as made
from tests.charts.reading import outside, overlapping, texts
from tests.money_words import speaking_of_money

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Charts

LONG = [
    f"An extraordinarily long name of a segment that never seems to end, number {number}"
    for number in range(12)
]
CASES = (
    "two",
    "four",
    "five long",
    "eight",
    "wholesale",
    "no revenue",
    "no money",
    "no money, five long",
)


@cache
def charts(case: str = "four") -> Charts:
    cases: dict[str, Callable[[], tuple[ChartInput, Style]]] = {
        "two": lambda: made.transactions(2),
        "four": made.transactions,
        "five long": lambda: made.transactions(5, LONG),
        "eight": lambda: made.transactions(8),
        "wholesale": lambda: made.wholesale(5),
        "no revenue": lambda: made.wholesale(3, revenue=False),
        "no money": made.counted,
        "no money, five long": lambda: made.counted(5, LONG),
    }
    return _draw(cases[case]()[0])


def _draw(inputs: ChartInput, settings: Settings | None = None) -> Charts:
    return draw(inputs.study, inputs.findings, settings or Settings(), made.WORDS)


def test_a_chart_without_a_finding_is_not_drawn() -> None:
    inputs, _ = made.transactions()
    titles = {name: inputs.findings.titles[name] for name in ("shares", "persona.2.traits")}
    assert list(_draw(replace(inputs, findings=replace(inputs.findings, titles=titles)))) == [
        "shares",
        "persona.2.traits",
    ]


def test_a_chart_knows_the_section_that_the_gallery_names() -> None:
    assert {chart.section for name, chart in charts().items() if name.startswith("persona.")} == {
        Section.PERSONA
    }
    assert (charts()["map"].section, charts()["effects"].section) == (
        Section.SEGMENTS,
        Section.METHOD,
    )


@pytest.mark.slow
def test_orders_give_every_chart_but_the_mix() -> None:
    assert set(made.CHARTS) <= set(charts())
    assert {f"persona.4.{name}" for name in ("traits", "months", "products")} <= set(charts())
    assert not [name for name in charts() if name.endswith(".mix")]


@pytest.mark.slow
def test_charts_of_dates_and_orders_are_left_out_for_customer_tables() -> None:
    assert not {
        "revenue_over_time",
        "rfm_grid",
        "repeat",
        "persona.1.months",
        "persona.1.products",
    } & set(charts("wholesale"))
    assert {"distributions", "persona.1.mix"} <= set(charts("wholesale"))


@pytest.mark.slow
def test_charts_of_money_are_left_out_where_there_is_none() -> None:
    assert not {"concentration", "actions"} & set(charts("no revenue"))


@pytest.mark.slow
def test_orders_without_money_give_every_chart_but_that_of_worth_and_none_speaks_of_it() -> None:
    drawn = charts("no money")
    assert set(made.CHARTS) - set(drawn) == {"revenue_over_time", "actions"} | (
        set(made.CHARTS) - set(charts())
    )
    assert "orders_over_time" in drawn
    written = {
        name: f"{chart.subtitle} {chart.alt} {' '.join(text.words for text in texts(chart.svg))}"
        for name, chart in drawn.items()
    }
    scored = {
        "silhouettes",
        "stability",
        "effects",
        "candidates",
        "cleaning",
    }  # scales from 0.00; rules that the file's cleaning names
    assert {
        name: words
        for name, text in written.items()
        if name not in scored and (words := speaking_of_money(text))
    } == {}


def test_overlaps_would_be_seen() -> None:
    text = '<text font-size="8" x="10" y="{}">twelve</text>'
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
        + text.format(10)
        + text.format(14)
        + "</svg>"
    )
    assert overlapping(svg) == [("twelve", "twelve")]
    assert outside(svg) == ["twelve", "twelve"]


@pytest.mark.slow
@pytest.mark.parametrize("case", heavy.every(3, CASES))
def test_labels_never_overlap(case: str) -> None:
    assert {
        name: pairs for name, chart in charts(case).items() if (pairs := overlapping(chart.svg))
    } == {}


@pytest.mark.parametrize("case", CASES)
def test_labels_never_run_out_of_the_drawing(case: str) -> None:
    assert {
        name: words for name, chart in charts(case).items() if (words := outside(chart.svg))
    } == {}


@pytest.mark.parametrize("case", CASES)
def test_only_colours_of_the_fixed_set_are_used(case: str) -> None:
    known = {INK, MUTED, LINE, WASH, PAPER, HIGHER, LOWER, NIGHT, *SERIES}
    assert {
        name: odd
        for name, chart in charts(case).items()
        if (odd := set(re.findall(r"#[0-9A-Fa-f]{6}\b", chart.svg)) - known)
    } == {}


@pytest.mark.slow
def test_drawing_twice_gives_the_same_bytes() -> None:
    inputs, _ = made.transactions()
    assert {name: chart.svg for name, chart in _draw(inputs).items()} == {
        name: chart.svg for name, chart in charts().items()
    }


def test_ids_are_unique_over_all_charts_and_every_reference_is_met() -> None:
    ids = [
        identity
        for chart in charts().values()
        for identity in re.findall(r'\sid="([^"]+)"', chart.svg)
    ]
    references = {
        found
        for chart in charts().values()
        for found in re.findall(r'(?:url\(#|href="#)([^)"]+)', chart.svg)
    }
    assert len(ids) == len(set(ids))
    assert references == set(ids)


def test_drawings_carry_no_style_no_fixed_size_and_no_date() -> None:
    for chart in charts().values():
        opening = chart.svg[: chart.svg.index(">")]
        assert "style" not in chart.svg
        assert not re.search(r"\s(width|height)=", opening)
        assert "<metadata" not in chart.svg
        assert opening.startswith("<svg ")


def test_what_a_medium_adds_is_left_to_it() -> None:
    for chart in charts().values():
        opening = chart.svg[: chart.svg.index(">")]
        assert not re.search(r"\s(class|role|aria-\w+)=", opening)
        assert "<title" not in chart.svg


def test_a_chart_knows_the_size_that_it_was_drawn_in() -> None:
    for chart in charts().values():
        points = " ".join(f"{length / POINT:.1f}" for length in (chart.width, chart.height))
        assert f'viewBox="0 0 {points}"' in chart.svg


def test_drawings_are_small_enough_to_stand_in_a_page() -> None:
    assert max(len(chart.svg) for chart in charts().values()) < 100_000
    assert sum(len(chart.svg) for chart in charts().values()) < 300_000


def test_the_alternative_text_says_the_finding_and_numbers() -> None:
    chart = charts()["shares"]
    assert chart.alt.startswith("What shares shows. Champions: 15")


def test_titles_are_not_drawn() -> None:
    assert not [name for name, chart in charts().items() if f">{chart.title}</text>" in chart.svg]


def test_charts_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps(dict(charts()))) == charts()  # noqa: S301 - just pickled


def test_a_segments_marks_can_be_found_on_the_page() -> None:
    assert {int(found) for found in re.findall(r'data-segment="(\d)"', charts()["shares"].svg)} == {
        1,
        2,
        3,
        4,
    }


@pytest.mark.slow
def test_the_brand_is_the_accent_and_the_first_segments_colour() -> None:
    inputs, _ = made.transactions()
    drawn = _draw(inputs, Settings.model_validate({"brand": {"colour": "#7A1F5C"}}))
    assert "#7A1F5C" in drawn["concentration"].svg
    assert "#7A1F5C" in drawn["persona.1.traits"].svg
    assert SERIES[0] not in drawn["persona.1.traits"].svg
