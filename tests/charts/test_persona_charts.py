"""Charts of one segment: their numbers, and where their marks stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from reporter.charts import mix, months, products, traits
from reporter.model import Finding, Trait
from reporter.model.claim import Claim, Month
from tests.charts import cases as made
from tests.charts.reading import outside, overlapping, texts


def test_a_traits_bar_is_how_far_members_lie_from_the_others() -> None:
    inputs, _ = made.transactions()
    values = traits.numbers(inputs, inputs.personas[0])
    assert values is not None
    frame, inside = inputs.study.table.frame, (inputs.study.segmentation.labels == 1).to_numpy()
    for feature, effect, others in zip(
        values["features"], values["effect"], values["others"], strict=True
    ):
        own, rest = frame.loc[inside, feature].to_numpy(), frame.loc[~inside, feature].to_numpy()
        above, below = (own[:, None] > rest).mean(), (own[:, None] < rest).mean()
        assert effect == pytest.approx(above - below)
        assert others == pytest.approx(float(np.median(rest)))


def test_traits_are_the_strongest_six_of_those_that_can_be_measured() -> None:
    inputs, _ = made.transactions()
    values = traits.numbers(inputs, inputs.personas[0])
    assert values is not None
    assert values["features"] == [trait.feature for trait in inputs.personas[0].traits][:6]


def test_traits_without_any_ratio_are_drawn_by_how_far_they_lie_apart() -> None:
    inputs, style = made.transactions()
    every = (
        Trait(
            feature="frequency",
            median=3,
            overall=0,
            others=0,
            ratio=None,
            effect=0.5,
            low=0.4,
            high=0.6,
        ),
        Trait(
            feature="weekend_share",
            median=0,
            overall=0.1,
            others=0.1,
            ratio=0,
            effect=-0.5,
            low=-0.6,
            high=-0.4,
        ),
    )
    values = traits.numbers(inputs, replace(inputs.personas[0], traits=every))
    assert values is not None
    chart = traits.draw(values, style, "persona.1.traits", "T")
    assert [text.words for text in texts(chart.svg)][1:3] == ["3", "vs 0"]
    assert overlapping(chart.svg) == []
    assert outside(chart.svg) == []


def test_what_is_known_of_few_of_the_others_is_drawn_with_how_many() -> None:
    inputs, style = made.transactions()
    every = tuple(
        replace(trait, others_known=0.3 if trait.feature == "frequency" else 1.0)
        for trait in inputs.personas[0].traits
    )
    values = traits.numbers(inputs, replace(inputs.personas[0], traits=every))
    assert values is not None
    chart = traits.draw(values, style, "persona.1.traits", "T")
    assert chart.subtitle.endswith(
        "; Orders: of the 30\N{NARROW NO-BREAK SPACE}% of the others for whom it is known"
    )


def test_a_persona_without_traits_has_no_chart() -> None:
    inputs, _ = made.transactions()
    assert traits.numbers(inputs, replace(inputs.personas[0], traits=())) is None


def test_a_segments_months_are_its_own() -> None:
    inputs, _ = made.transactions()
    values = months.numbers(inputs, inputs.personas[1])
    assert values is not None
    assert sum(values["volume"]) == pytest.approx(inputs.personas[1].revenue)
    assert [values["months"][place] for place in values["shown"]] == [
        "2011-09",
        "2011-10",
        "2011-11",
    ]


def test_the_drawing_brings_out_the_months_of_its_title() -> None:
    inputs, _ = made.transactions()
    said = Finding(
        id="persona.1.months",
        claim=Claim("title.over_time.best", {"month": Month(date(2011, 5, 1))}),
    )
    values = months.numbers(
        replace(inputs, findings=replace(inputs.findings, titles={"persona.1.months": said})),
        inputs.personas[0],
    )
    assert values is not None
    assert [values["months"][place] for place in values["shown"]] == ["2011-05"]


def test_products_in_capitals_are_written_as_readers_would() -> None:
    inputs, _ = made.transactions()
    values = products.numbers(inputs, inputs.personas[0])
    assert values is not None
    assert values["products"][0] == "Jumbo bag red retrospot"
    assert values["lift"][:2] == pytest.approx([4.1, 3.5])


def test_a_long_product_takes_two_lines() -> None:
    inputs, style = made.transactions()
    values = products.numbers(inputs, inputs.personas[0])
    assert values is not None
    values["products"][-1] = "Regency cakestand with three tiers, large"
    words = [
        text.words for text in texts(products.draw(values, style, "persona.1.products", "T").svg)
    ]
    assert {"Regency cakestand with three", "tiers, large"} <= set(words)
    assert "as many as of the others" in words


def test_a_month_that_is_not_whole_is_paler_even_when_the_title_names_it() -> None:
    inputs, style = made.transactions()
    values = months.numbers(inputs, inputs.personas[1])
    assert values is not None
    last = len(values["months"]) - 1
    assert values["partial"][last]
    chart = months.draw({**values, "shown": [last]}, style, "persona.2.months", "T")
    assert f'opacity="{months.LIGHT}"' in chart.svg
    assert chart.subtitle.endswith("palest: only partly covered")


def test_a_persona_without_products_has_no_chart() -> None:
    inputs, _ = made.transactions()
    assert products.numbers(inputs, replace(inputs.personas[0], products=())) is None


def test_the_mix_of_spend_adds_up() -> None:
    inputs, _ = made.wholesale(3)
    values = mix.numbers(inputs, inputs.personas[0])
    assert values is not None
    assert values["of"] == "spend"
    assert sum(values["share"]) == pytest.approx(1)
    assert sum(values["others"]) == pytest.approx(1)
    assert values["share"] == sorted(values["share"], reverse=True)


def test_without_spend_the_mix_is_that_of_categories() -> None:
    inputs, style = made.wholesale(3, revenue=False)
    values = mix.numbers(inputs, inputs.personas[0])
    assert values is not None
    assert (values["of"], values["labels"], values["share"]) == (
        "customers",
        ["Retail", "Horeca"],
        [0.6, 0.4],
    )
    assert [text.words for text in texts(mix.draw(values, style, "persona.1.mix", "T").svg)][
        -1
    ] == "the others"
    assert (
        mix.draw(values, style, "persona.1.mix", "T").subtitle
        == "Share of members; the tick marks the others"
    )
