"""Charts that compare segments: their numbers, and where their marks stand."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path

from reporter.charts import (
    actions,
    customer_map,
    density,
    effects,
    grounds,
    heatmap,
    map_axes,
    shares,
    silhouettes,
    sizes,
    stability,
    weave,
)
from reporter.charts.sheet import FULL
from reporter.colour import contrast, mix
from reporter.model import Finding
from reporter.model.claim import Claim
from reporter.palette import HIGHER, LOWER, PAPER, SERIES
from tests.charts import cases as made
from tests.charts.reading import outside, overlapping, texts
from tests.saying import WORDS


def _words(svg: str) -> list[str]:
    return [text.words for text in texts(svg)]


def test_the_weave_takes_shares_of_customers_and_revenue() -> None:
    inputs, _ = made.transactions()
    values = weave.numbers(inputs)
    assert values["of"] == Claim("chart.volume.revenue")
    assert values["customers"] == pytest.approx([40 / 270, 80 / 270, 60 / 270, 90 / 270])
    assert sum(values["values"]) == pytest.approx(1)


def test_the_weave_shares_out_a_score_where_there_is_no_revenue() -> None:
    inputs, style = made.wholesale(3, revenue=False)
    values = weave.numbers(inputs)
    assert style.words.text(values["of"]) == "the sum of “Spending score”"
    assert sum(values["values"]) == pytest.approx(1)


def test_the_weave_stays_upright_where_nothing_has_value() -> None:
    inputs, _ = made.wholesale(3, revenue=False)
    values = weave.numbers(
        replace(inputs, study=replace(inputs.study, table=replace(inputs.study.table, value=None)))
    )
    assert (values["of"], values["values"]) == (
        Claim("chart.volume.customers"),
        values["customers"],
    )


@given(
    st.lists(st.floats(-0.2, 1), min_size=1, max_size=12).filter(lambda shares: max(shares) > 0.01)
)
def test_strands_fill_the_whole_width_and_never_run_backwards(parts: list[float]) -> None:
    edges = weave.edges(parts)
    assert edges[0] == 0
    assert edges[-1] == pytest.approx(FULL)
    assert edges == sorted(edges)


def test_nearly_equal_shares_are_written_once() -> None:
    inputs, style = made.transactions()
    values = {
        **shares.numbers(inputs),
        "customers": [0.25] * 4,
        "volume": [0.2501, 0.26, 0.24, 0.2499],
    }
    words = _words(shares.draw(values, style, "shares", "T").svg)  # type: ignore[arg-type]  # the other keys are whole
    assert [text for text in words if text.endswith("of each")] == [
        "25\N{NARROW NO-BREAK SPACE}% of each"
    ] * 2


def test_without_revenue_shares_are_those_of_customers_alone() -> None:
    inputs, style = made.wholesale(3, revenue=False)
    values = shares.numbers(inputs)
    assert values["volume"] is None
    chart = shares.draw(values, style, "shares", "T")
    assert chart.subtitle.startswith("Share of customers by segment")
    medians = (
        inputs.study.table.frame["Spending score"]
        .groupby(inputs.study.segmentation.labels)
        .median()
    )
    assert values["median"] == [medians[1], medians[2], medians[3]]
    assert {style.figure(median, "number") for median in medians} <= set(_words(chart.svg))


def test_the_weaves_names_stand_in_their_bands_or_above_them() -> None:
    inputs, style = made.transactions(8)
    chart = weave.draw(weave.numbers(inputs), style, "weave", "T")
    words = " ".join(_words(chart.svg))
    assert all(
        all(part in words for part in inputs.words.name(persona.name).split())
        for persona in inputs.personas
    )
    assert overlapping(chart.svg) == []
    assert outside(chart.svg) == []


def test_a_band_too_narrow_for_its_share_goes_without() -> None:
    _, style = made.transactions(2)
    values = weave.Numbers(
        segments=[1, 2],
        names=["Few", "Many"],
        customers=[0.004, 0.996],
        values=[0.5, 0.5],
        of=Claim("chart.volume.revenue"),
    )
    words = _words(weave.draw(values, style, "weave", "T").svg)
    assert not [word for word in words if word.startswith("under")]
    assert "Few" in words


def test_the_area_of_a_bar_of_sizes_is_its_segments_revenue() -> None:
    inputs, _ = made.transactions()
    values = sizes.numbers(inputs)
    assert values is not None
    brought = [
        share * 270 * (value or 0)
        for share, value in zip(values["customers"], values["value"], strict=True)
    ]
    assert brought == pytest.approx([persona.revenue for persona in inputs.personas])


def test_sizes_take_the_median_of_the_value_feature_without_revenue() -> None:
    inputs, _ = made.wholesale(3, revenue=False)
    values = sizes.numbers(inputs)
    assert values is not None
    median = (
        inputs.study.table.frame["Spending score"]
        .groupby(inputs.study.segmentation.labels)
        .median()
    )
    assert values["value"] == [median[1], median[2], median[3]]


@pytest.mark.parametrize(
    ("effect", "step"),
    [(None, 0), (0.1, 0), (-0.2, -1), (0.33, 2), (-0.5, -3), (0.9, 4), (-1.0, -4)],
)
def test_effects_fall_into_cliffs_bands(effect: float | None, step: int) -> None:
    assert heatmap.band(effect) == step


def test_a_segment_of_whom_nobody_has_the_value_gets_a_dash() -> None:
    inputs, style = made.wholesale(3, revenue=False)
    assert inputs.study.table.value
    frame = inputs.study.table.frame.copy()
    frame.loc[inputs.study.segmentation.labels == 2, inputs.study.table.value] = np.nan
    inputs = replace(
        inputs, study=replace(inputs.study, table=replace(inputs.study.table, frame=frame))
    )
    median = shares.numbers(inputs)["median"]
    height = sizes.numbers(inputs)
    assert median
    assert height
    assert (
        [value is None for value in median]
        == [value is None for value in height["value"]]
        == [False, True, False]
    )
    for drawing in (
        shares.draw(shares.numbers(inputs), style, "shares", "T"),
        sizes.draw(height, style, "sizes", "T"),
    ):
        assert "–" in _words(drawing.svg)
        assert "nan" not in drawing.svg


def test_the_heatmap_keeps_the_tables_order_and_leaves_out_categories_and_what_is_alike() -> None:
    inputs, style = made.transactions()
    values = heatmap.numbers(inputs)
    assert values is not None
    reach = {
        feature.name: max(
            abs(trait.effect)
            for persona in inputs.personas
            for trait in persona.traits
            if trait.feature == feature.name
        )
        for feature in inputs.study.table.features
        if feature.unit != "category"
    }
    assert values["features"] == [name for name in reach if reach[name] >= 0.147]
    assert values["alike"] == [
        WORDS.label(inputs.study.table.feature(name)) for name in reach if reach[name] < 0.147
    ]
    first = inputs.personas[0]
    effects = {trait.feature: trait.effect for trait in first.traits}
    assert values["effect"][0] == [effects[name] for name in values["features"]]
    assert values["median"][0] == [first.typical[name] for name in values["features"]]
    few = heatmap.draw({**values, "alike": ["Age"]}, style, "heatmap", "T").subtitle
    assert few.endswith("; not shown, since alike in all: Age")
    many = heatmap.draw({**values, "alike": ["A", "B", "C"]}, style, "heatmap", "T").subtitle
    assert many.endswith("; 3 features alike in all are not shown")


def test_a_heatmap_in_which_nobody_stands_apart_is_not_drawn() -> None:
    inputs, _ = made.transactions()
    personas = tuple(
        replace(persona, traits=tuple(replace(trait, effect=0.1) for trait in persona.traits))
        for persona in inputs.personas
    )
    assert (
        heatmap.numbers(replace(inputs, findings=replace(inputs.findings, personas=personas)))
        is None
    )


def test_cells_that_print_alike_share_their_shade() -> None:
    words = np.array([["0%", "5"], ["0%", "7"], ["1%", ""]])
    shades = heatmap.shades([[-0.2, 0.9], [-0.1, -0.9], [0.4, None]], words)
    assert shades.tolist() == [[-1, 4], [-1, -4], [2, 0]]


def test_the_heatmap_leaves_a_cell_empty_that_was_not_measured() -> None:
    inputs, style = made.transactions()
    first = replace(inputs.personas[0], traits=inputs.personas[0].traits[:1], typical={})
    inputs = replace(
        inputs, findings=replace(inputs.findings, personas=(first, *inputs.personas[1:]))
    )
    values = heatmap.numbers(inputs)
    assert values is not None
    assert sum(effect is None for effect in values["effect"][0]) == len(values["features"]) - 1
    assert heatmap.draw(values, style, "heatmap", "T").svg.startswith("<svg")


def test_the_map_shows_recency_against_money() -> None:
    inputs, _ = made.transactions()
    values = customer_map.numbers(inputs)
    assert values is not None
    assert (values["x_axis"]["feature"], values["y_axis"]["feature"]) == ("recency", "monetary")
    assert len(values["x"]) == len(values["y"]) == len(values["segment"]) == 270


def test_the_map_of_a_customer_table_draws_what_its_title_speaks_of() -> None:
    inputs, _ = made.wholesale(3)
    pair = {key: inputs.study.table.feature(name) for key, name in (("x", "Milk"), ("y", "Frozen"))}
    title = Finding(id="title.map", claim=Claim("title.map.spend", pair))
    values = customer_map.numbers(
        replace(inputs, findings=replace(inputs.findings, titles={"map": title}))
    )
    assert values is not None
    assert (values["x_axis"]["feature"], values["y_axis"]["feature"]) == ("Milk", "Frozen")
    assert (
        customer_map.numbers(replace(inputs, findings=replace(inputs.findings, titles={}))) is None
    )


def test_a_large_base_is_thinned_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customer_map, "MOST_DOTS", 90)
    inputs, style = made.transactions()
    values = customer_map.numbers(inputs)
    assert values is not None
    assert values["customers"] == 270
    assert [values["segment"].count(segment) for segment in (1, 2, 3, 4)] == pytest.approx(
        [40 / 3, 80 / 3, 20, 30], abs=1.5
    )
    assert "an even sample of 90" in customer_map.draw(values, style, "map", "T").subtitle


def test_the_map_says_who_stands_at_its_edge() -> None:
    inputs, style = made.transactions()
    frame = inputs.study.table.frame.assign(
        monetary=inputs.study.table.frame["monetary"].where(
            lambda spent: spent.index != "C00000", 9e6
        )
    )
    values = customer_map.numbers(
        replace(
            inputs,
            study=replace(inputs.study, table=replace(inputs.study.table, frame=frame)),
        )
    )
    assert values is not None
    assert values["y_axis"]["beyond"] == 2
    assert values["x_axis"]["beyond"] == 0
    assert max(values["y"]) == values["y_axis"]["high"] < 9e6
    assert customer_map.draw(values, style, "map", "T").subtitle.endswith(
        "are drawn at the edge (2 customers)"
    )


def test_no_dot_of_the_map_is_cut_at_its_frame() -> None:
    inputs, _ = made.transactions()
    values = customer_map.numbers(inputs)
    assert values is not None
    across, up = customer_map._scales(values["x_axis"], values["y_axis"])
    low, high = sorted((across.start, across.end))
    assert low - customer_map.LARGE_DOT >= customer_map.LEFT
    assert high + customer_map.LARGE_DOT <= FULL
    assert up.start + customer_map.LARGE_DOT <= customer_map.BOTTOM
    assert across.start > across.end


def test_recent_days_are_named_in_words() -> None:
    inputs, style = made.transactions()
    values = customer_map.numbers(inputs)
    assert values is not None
    assert {"1 week", "1 month", "3 months"} <= set(
        _words(customer_map.draw(values, style, "map", "T").svg)
    )


def test_days_are_spread_within_their_day_alone() -> None:
    axis = map_axes.Axis(
        feature="recency",
        label="R",
        unit="days",
        low=1,
        high=100,
        log=True,
        beyond=0,
        zero=0,
        unknown=0,
    )
    days = np.repeat([1.0, 2.0, 100.0], 50)
    moved = map_axes.spread(days, axis)
    assert ((moved >= days) & (moved <= days + 1)).all()
    assert moved[-50:] == pytest.approx(100)
    assert len(set(moved[:50])) == 50


def test_the_outline_of_half_a_segment_holds_about_half() -> None:
    points = np.random.default_rng(3).normal(60, 9, (2000, 2))
    lines = density.half(points[:, 0], points[:, 1])
    assert len(lines) == 1
    held = float(Path(lines[0]).contains_points(points).mean())
    assert held == pytest.approx(0.5, abs=0.06)


@pytest.mark.parametrize("colour", SERIES)
def test_text_can_be_read_on_every_segment_and_tint(colour: str) -> None:
    assert contrast(grounds.on_colour(colour), colour) >= 4.5
    for tint in grounds.TINTS:
        assert contrast(grounds.on_tint(tint, colour), mix(PAPER, colour, tint)) >= 4.5


@pytest.mark.parametrize("colour", [HIGHER, LOWER])
def test_the_heatmap_can_be_read_in_every_shade(colour: str) -> None:
    for shade in heatmap.SHADES:
        assert contrast(grounds.on_tint(shade, colour), mix(PAPER, colour, shade)) >= 4.5


@pytest.mark.parametrize("colour", SERIES)
def test_dots_can_be_seen_on_paper_and_in_the_dark(colour: str) -> None:
    assert contrast(grounds.seen_in_both(colour), grounds.NIGHT) >= 3
    assert contrast(grounds.seen_in_both(colour), PAPER) >= 2.9


def test_stability_is_drawn_below_its_axis_too() -> None:
    inputs, style = made.transactions(5)
    values = stability.numbers(inputs)
    assert values["stability"] == [0.93, 0.845, 0.71, 0.9, 0.58]
    chart = stability.draw(
        {**values, "stability": [0.93, 0.2, 0.71, 0.9, 0.58]}, style, "stability", "T"
    )
    assert "0.20" in _words(chart.svg)


def test_actions_without_a_worth_are_named_without_a_bar() -> None:
    inputs, style = made.transactions()
    first = replace(inputs.findings.actions[0], low=None, high=None)
    values = actions.numbers(
        replace(
            inputs,
            findings=replace(inputs.findings, actions=(first, *inputs.findings.actions[1:])),
        )
    )
    assert values is not None
    assert values["segments"] == [1, 2, 3, 4]
    assert _words(actions.draw(values, style, "actions", "T").svg).count("no estimate") == 1
    assert (
        actions.numbers(replace(inputs, findings=replace(inputs.findings, actions=(first,))))
        is None
    )


def test_actions_that_are_left_out_are_counted() -> None:
    inputs, style = made.transactions()
    values = actions.numbers(
        replace(inputs, findings=replace(inputs.findings, actions=inputs.findings.actions * 4))
    )
    assert values is not None
    assert len(values["titles"]) == 12
    assert actions.draw(values, style, "actions", "T").subtitle.endswith("the first 12 of 16")


def test_the_axis_of_stability_begins_at_a_half() -> None:
    inputs, style = made.transactions(5)
    words = _words(stability.draw(stability.numbers(inputs), style, "stability", "T").svg)
    assert "0.50" in words
    assert "0.40" not in words


def test_effects_are_those_of_the_features_that_made_the_segments_the_furthest_first() -> None:
    inputs, _ = made.transactions()
    values = effects.numbers(inputs)
    assert values is not None
    assert set(values["features"]) == set(inputs.study.segmentation.features)
    furthest = [
        max(abs(panel[row] or 0.0) for panel in values["effect"])
        for row in range(len(values["features"]))
    ]
    assert furthest == sorted(furthest, reverse=True)


def test_every_effect_lies_in_its_interval() -> None:
    values = effects.numbers(made.transactions()[0])
    assert values is not None
    for key in range(len(values["segments"])):
        for low, effect, high in zip(
            values["low"][key], values["effect"][key], values["high"][key], strict=True
        ):
            assert (low or 0.0) <= (effect or 0.0) <= (high or 0.0)


def test_at_most_eight_features_effects_are_drawn() -> None:
    inputs, _ = made.wholesale(3)
    names = tuple(
        feature.name for feature in inputs.study.table.features if feature.unit != "category"
    )
    values = effects.numbers(
        replace(
            inputs,
            study=replace(
                inputs.study,
                segmentation=replace(inputs.study.segmentation, features=names * 3),
            ),
        )
    )
    assert values is not None
    assert len(values["features"]) == min(len(names), effects.MOST_FEATURES)


@pytest.mark.parametrize("k", [2, 5, 8])
def test_effects_of_long_names_and_missing_values_keep_their_room(k: int) -> None:
    inputs, style = made.transactions(
        k,
        [f"A segment with a rather long name of its own, number {number}" for number in range(12)],
    )
    values = effects.numbers(inputs)
    assert values is not None
    values["effect"][1][0] = None
    svg = effects.draw(values, style, "effects", "T").svg
    assert "no value" in _words(svg)
    assert (overlapping(svg), outside(svg)) == ([], [])


def test_segments_without_traits_have_no_effects_to_draw() -> None:
    inputs, _ = made.transactions()
    bare = tuple(replace(persona, traits=()) for persona in inputs.findings.personas)
    assert (
        effects.numbers(replace(inputs, findings=replace(inputs.findings, personas=bare))) is None
    )


def test_silhouettes_are_sorted_and_thinned_within_their_segments() -> None:
    inputs, _ = made.transactions()
    values = silhouettes.numbers(inputs)
    assert values is not None
    widths = inputs.study.segmentation.widths
    assert values["customers"] == [40, 80, 60, 90]
    for segment, drawn in zip(values["segments"], values["widths"], strict=True):
        inside = widths.loc[widths["segment"] == segment, "width"]
        assert len(drawn) == min(silhouettes.MOST_CUSTOMERS, len(inside))
        assert drawn == sorted(drawn, reverse=True)
        assert (drawn[0], drawn[-1]) == (round(inside.max(), 4), round(inside.min(), 4))


def test_many_silhouettes_are_drawn_as_one_path_a_segment() -> None:
    inputs, style = made.transactions(5)
    values = silhouettes.numbers(inputs)
    assert values is not None
    widths = np.linspace(0.8, -0.3, silhouettes.MOST_CUSTOMERS).tolist()
    chart = silhouettes.draw(
        {**values, "widths": [widths] * 5, "customers": [10_000] * 5}, style, "silhouettes", "T"
    )
    assert chart.svg.count("<path") <= 5 + 2 + len(silhouettes.STEPS)
    assert len(chart.svg) < 30_000
    assert f"Mean of all {values['overall']:.2f}" in chart.alt


@given(st.lists(st.integers(1, 100_000), min_size=2, max_size=12))
def test_silhouettes_share_the_height_by_customers_with_room_for_every_name(
    customers: list[int],
) -> None:
    parts = silhouettes.heights(customers)
    assert min(parts) >= silhouettes.LEAST
    room = silhouettes.HIGH - silhouettes.GAP * (len(customers) - 1)
    assert sum(parts) == pytest.approx(max(room, silhouettes.LEAST * len(customers)))
    order = sorted(range(len(customers)), key=lambda place: customers[place])
    assert all(parts[one] <= parts[other] + 1e-9 for one, other in itertools.pairwise(order))


def test_without_widths_there_are_no_silhouettes() -> None:
    inputs, _ = made.transactions()
    bare = replace(inputs.study.segmentation, widths=inputs.study.segmentation.widths.iloc[:0])
    assert (
        silhouettes.numbers(replace(inputs, study=replace(inputs.study, segmentation=bare))) is None
    )
