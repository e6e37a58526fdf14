"""The drawing of what became of customers: a row per segment of which enough is known, nothing over
anything else.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporter.charts import outcomes
from reporter.model import Feature, Outcome, OutcomeRate
from tests.charts import cases as made
from tests.charts.reading import outside, overlapping, texts


def rate(segment: int, share: float) -> OutcomeRate:
    return OutcomeRate(
        segment=segment,
        known=100,
        rate=share,
        low=max(0.0, share - 0.05),
        high=share + 0.05,
        others=0.1,
        lift=share / 0.1,
        apart=True,
    )


CHURN = Feature(name="Churn", heading="Churn", unit="category", behaviour=False, outcome=True)


def outcome(*shares: float) -> Outcome:
    rates = tuple(rate(place, share) for place, share in enumerate(shares, 1))
    return Outcome(
        feature="Churn",
        category="Yes",
        done="left",
        bad=True,
        rate=0.12,
        known=400,
        rates=rates,
    )


@pytest.mark.parametrize("shares", [(0.02, 0.4), (0.09, 0.11), (0.95, 0.01)])
def test_rates_stand_beside_each_other_and_over_nothing(shares: tuple[float, ...]) -> None:
    inputs, style = made.transactions()
    held = replace(
        inputs,
        study=replace(
            inputs.study,
            table=replace(inputs.study.table, features=(*inputs.study.table.features, CHURN)),
        ),
        findings=replace(inputs.findings, outcomes=(outcome(*shares),)),
    )
    values = outcomes.numbers(held, 0)
    assert values is not None
    assert (values["rate"], values["segments"]) == (list(shares), [1, 2])
    assert values["names"] == [inputs.words.name(persona.name) for persona in inputs.personas[:2]]
    chart = outcomes.draw(values, style, "outcome.1", "T")
    assert overlapping(chart.svg) == []
    assert outside(chart.svg) == []
    assert any(
        text.words == f"all customers {style.numerals.percent(0.12)}" for text in texts(chart.svg)
    )
    assert "“Yes” under Churn" in chart.subtitle


def test_without_such_a_column_nothing_is_drawn() -> None:
    inputs, _ = made.transactions()
    assert outcomes.numbers(inputs, 0) is None
