"""Where a file adds up what a customer bought in a month, an order is a month, and nobody "ordered
once".
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reporter.customers.features import order_features
from reporter.model import Grain, Role
from reporter.settings import Settings
from tests.findings import cases
from tests.saying import WORDS, strategies


def test_what_is_said_of_orders_is_said_of_months() -> None:
    case = cases.shop()
    whole = replace(
        case, clean=replace(case.clean, grain=Grain.MONTH, has=case.clean.has - {Role.ORDER})
    ).find()
    assert " orders (months in which a customer bought) worth " in whole.sections["base"].text
    assert "bought in more than one month" in whole.sections["base"].text
    told = [
        *(one.text for one in (*whole.summary, *whole.sections.values(), *whole.titles.values())),
        *(WORDS.text(persona.portrait) for persona in whole.personas),
        *(fact.text for persona in whole.personas for fact in persona.facts),
        *(play.assumption for play in strategies(whole)),
    ]
    assert any("bought in one month" in text for text in told)
    assert [
        text for text in told if re.search(r"ordered (only )?once|ordered more than once", text)
    ] == []


@pytest.mark.slow
def test_numbered_orders_of_months_are_orders() -> None:
    case = cases.shop()
    found = replace(
        case, clean=replace(case.clean, grain=Grain.MONTH, has=case.clean.has | {Role.ORDER})
    ).find()
    assert "months in which" not in found.sections["base"].text


@pytest.mark.parametrize(
    ("grain", "numbered", "frequency", "recency"),
    [
        (Grain.DAY, True, "Number of different orders", "Whole days from the last order"),
        (
            Grain.DAY,
            False,
            "Number of days on which something was bought",
            "Whole days from the last order",
        ),
        (
            Grain.MONTH,
            False,
            "Number of months in which something was bought",
            "Time from the beginning of the last month",
        ),
        (
            Grain.WEEK,
            True,
            "Number of different orders",
            "Time from the beginning of the last week",
        ),
    ],
)
def test_features_are_defined_by_what_an_order_is(
    grain: Grain, *, numbered: bool, frequency: str, recency: str
) -> None:
    has = frozenset({Role.CUSTOMER, Role.DATE, Role.AMOUNT, *([Role.ORDER] if numbered else [])})
    told = {one.name: WORDS.definition(one) for one in order_features(has, Settings(), (), grain)}
    assert told["frequency"].startswith(frequency)
    assert told["recency"].startswith(recency)
