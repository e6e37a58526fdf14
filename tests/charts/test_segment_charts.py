"""Charts that compare segments: their numbers, and where their marks stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.charts import actions, customer_map, heatmap, shares, sizes, stability, weave
from reporter.charts.sheet import FULL
from tests.charts import material as made
from tests.charts.reading import texts


def _words(svg: str) -> list[str]:
    return [text.words for text in texts(svg)]


def test_the_weave_takes_shares_of_customers_and_revenue() -> None:
    material, _ = made.transactions()
    values = weave.numbers(material)
    assert values["of"] == "revenue"
    assert values["customers"] == pytest.approx([40 / 270, 80 / 270, 60 / 270, 90 / 270])
    assert sum(values["values"]) == pytest.approx(1)


def test_the_weave_shares_out_a_score_where_there_is_no_revenue() -> None:
    values = weave.numbers(made.wholesale(3, revenue=False)[0])
    assert values["of"] == "the sum of “Spending score”"
    assert sum(values["values"]) == pytest.approx(1)


def test_the_weave_stays_upright_where_nothing_has_value() -> None:
    material, _ = made.wholesale(3, revenue=False)
    values = weave.numbers(replace(material, table=replace(material.table, value=None)))
    assert (values["of"], values["values"]) == ("customers", values["customers"])


@given(st.lists(st.floats(-0.2, 1), min_size=1, max_size=12).filter(lambda shares: max(shares) > 0.01))
def test_strands_fill_the_whole_width_and_never_run_backwards(parts: list[float]) -> None:
    edges = weave.edges(parts)
    assert edges[0] == 0
    assert edges[-1] == pytest.approx(FULL)
    assert edges == sorted(edges)


def test_nearly_equal_shares_are_written_once() -> None:
    material, style = made.transactions()
    values = {**shares.numbers(material), "customers": [0.25] * 4, "revenue": [0.2501, 0.26, 0.24, 0.2499]}
    words = _words(shares.draw(values, style, "shares", "T").svg)  # type: ignore[arg-type]  # the other keys are whole
    assert [text for text in words if text.endswith("of each")] == ["25\N{NARROW NO-BREAK SPACE}% of each"] * 2


def test_without_revenue_shares_are_those_of_customers_alone() -> None:
    material, style = made.wholesale(3, revenue=False)
    values = shares.numbers(material)
    assert values["revenue"] is None
    assert shares.draw(values, style, "shares", "T").subtitle == "Share of customers by segment"


def test_the_area_of_a_bar_of_sizes_is_its_segments_revenue() -> None:
    material, _ = made.transactions()
    values = sizes.numbers(material)
    assert values is not None
    brought = [share * 270 * value for share, value in zip(values["customers"], values["value"], strict=True)]
    assert brought == pytest.approx([persona.revenue for persona in material.personas])


def test_sizes_take_the_median_of_the_value_feature_without_revenue() -> None:
    material, _ = made.wholesale(3, revenue=False)
    values = sizes.numbers(material)
    assert values is not None
    median = material.table.frame["Spending score"].groupby(material.segmentation.labels).median()
    assert values["value"] == [median[1], median[2], median[3]]


@pytest.mark.parametrize(("effect", "step"), [(None, 0), (0.1, 0), (-0.2, -1), (0.33, 2), (-0.5, -3), (0.9, 4), (-1.0, -4)])
def test_effects_fall_into_cliffs_bands(effect: float | None, step: int) -> None:
    assert heatmap.band(effect) == step


def test_the_heatmap_keeps_the_tables_order_and_leaves_out_categories() -> None:
    material, _ = made.transactions()
    values = heatmap.numbers(material)
    assert values is not None
    assert values["features"] == [feature.name for feature in material.table.features if feature.unit != "category"]
    first = material.personas[0]
    effects = {trait.feature: trait.effect for trait in first.traits}
    assert values["effect"][0] == [effects[name] for name in values["features"]]
    assert values["median"][0] == [first.typical[name] for name in values["features"]]


def test_the_heatmap_leaves_a_cell_empty_that_was_not_measured() -> None:
    material, style = made.transactions()
    first = replace(material.personas[0], traits=material.personas[0].traits[:1], typical={})
    material = replace(material, findings=replace(material.findings, personas=(first, *material.personas[1:])))
    values = heatmap.numbers(material)
    assert values is not None
    assert sum(effect is None for effect in values["effect"][0]) == 5
    assert heatmap.draw(values, style, "heatmap", "T").svg.startswith("<svg")


def test_the_map_shows_recency_against_money() -> None:
    material, _ = made.transactions()
    values = customer_map.numbers(material)
    assert values is not None
    assert (values["x_axis"]["feature"], values["y_axis"]["feature"]) == ("recency", "monetary")
    assert len(values["x"]) == len(values["y"]) == len(values["segment"]) == 270


def test_the_map_of_a_customer_table_takes_the_two_features_that_separate_best() -> None:
    material, _ = made.wholesale(3)
    frame = material.table.frame.copy()
    rng = np.random.default_rng(0)
    labels = material.segmentation.labels.to_numpy()
    for name in ("Milk", "Frozen"):
        frame[name] = labels * (10.0 if name == "Milk" else -10.0) + 50 + rng.normal(0, 1, len(frame)) + 30 * (labels == 2)
    found = customer_map.separating(replace(material, table=replace(material.table, frame=frame)))
    assert found == ("Milk", "Frozen")


def test_a_large_base_is_thinned_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customer_map, "MOST", 90)
    material, style = made.transactions()
    values = customer_map.numbers(material)
    assert values is not None
    assert values["customers"] == 270
    assert [values["segment"].count(segment) for segment in (1, 2, 3, 4)] == pytest.approx([40 / 3, 80 / 3, 20, 30], abs=1.5)
    assert "90 drawn" in customer_map.draw(values, style, "map", "T").subtitle


def test_stability_is_drawn_below_its_axis_too() -> None:
    material, style = made.transactions(5)
    values = stability.numbers(material)
    assert values["stability"] == [0.93, 0.845, 0.71, 0.9, 0.58]
    chart = stability.draw({**values, "stability": [0.93, 0.2, 0.71, 0.9, 0.58]}, style, "stability", "T")
    assert "0.20" in _words(chart.svg)


def test_actions_without_a_worth_are_not_drawn() -> None:
    material, _ = made.transactions()
    first = replace(material.findings.actions[0], low=None, high=None)
    values = actions.numbers(replace(material, findings=replace(material.findings, actions=(first, *material.findings.actions[1:]))))
    assert values is not None
    assert values["segments"] == [2, 3, 4]
    assert actions.numbers(replace(material, findings=replace(material.findings, actions=(first,)))) is None
