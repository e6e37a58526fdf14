"""Names are cleaned up within a sentence, and a rule reads like the recipe that it is."""

from __future__ import annotations

import pytest

from reporter.clients_names import plain_label, product_name
from reporter.findings.measuring.rules import rule_claim
from reporter.model import Condition, Rule
from tests.findings import cases
from tests.saying import WORDS


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("JUMBO BAG RED RETROSPOT", "Jumbo bag red retrospot"),
        ("WHITE HANGING HEART T-LIGHT HOLDER", "White hanging heart T-light holder"),
        ("  POSY   CANDY BAG ", "Posy candy bag"),
        ("REGENCY CAKESTAND 3 TIER", "Regency cakestand 3 tier"),
        ("BBQ TONGS", "BBQ tongs"),
        ("Coffee mug, Zürich", "Coffee mug, Zürich"),
        ("CAFÉ CRÈME FLAN DISH", "Café crème flan dish"),
        ("50'S CHRISTMAS PAPER CHAIN KIT", "50's christmas paper chain kit"),
    ],
)
def test_descriptions_are_cleaned_up(raw: str, clean: str) -> None:
    assert product_name(raw) == clean


def test_labels_lose_brackets_and_keep_acronyms() -> None:
    assert plain_label("Annual Income (k$)") == "annual income"
    assert plain_label("Detergents_Paper") == "detergents paper"
    assert plain_label("RFM Score") == "RFM score"


def rule(*conditions: Condition) -> str:
    made = Rule(conditions=conditions, precision=1, recall=1)
    return WORDS.text(rule_claim(made, cases.shop().measured()))


def test_a_rule_reads_like_the_recipe_it_is() -> None:
    text = rule(
        Condition(feature="frequency", operator=">", threshold=6.5),
        Condition(feature="recency", operator="<=", threshold=60.4),
        Condition(feature="monetary", operator=">", threshold=1200.0),
    )
    assert text == "7 or more orders, last order within 60 days and spent more than £1,200"


def test_two_bounds_of_one_feature_become_one_phrase() -> None:
    text = rule(
        Condition(feature="frequency", operator=">", threshold=1.5),
        Condition(feature="frequency", operator="<=", threshold=6.5),
        Condition(feature="frequency", operator=">", threshold=0.5),
    )
    assert text == "2 to 6 orders"


def test_a_single_order_is_singular() -> None:
    assert (
        rule(Condition(feature="frequency", operator="<=", threshold=1.5)) == "no more than 1 order"
    )
    assert (
        rule(Condition(feature="recency", operator=">", threshold=60.0))
        == "last order more than 60 days ago"
    )


def test_a_segment_without_conditions_is_everybody() -> None:
    assert rule() == "everybody"
