"""Plain words stand for a number only where they are true."""

from __future__ import annotations

import pytest

from reporter.findings.words.feature_words import WORDS
from reporter.findings.words.rule_words import rule_in_words
from reporter.findings.words.wording import (
    country,
    every,
    fraction,
    join,
    multiple,
    one_in,
    part,
    people,
    plain_label,
    product_name,
)
from reporter.model import Condition, FeatureName, Rule
from reporter.numerals import Numerals
from tests.findings import cases

NUMERALS = Numerals(currency="GBP")


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.125, "one customer in eight"),
        (0.3, "30\u202f% of customers"),
        (0.67, "two customers in three"),
    ],
)
def test_a_share_of_people_becomes_words_only_when_they_are_close(share: float, words: str) -> None:
    assert people(share, NUMERALS)[0] == words


def test_words_for_shares_are_within_six_per_cent_of_the_truth() -> None:
    values = {
        "half": 1 / 2,
        "a third": 1 / 3,
        "a quarter": 1 / 4,
        "two thirds": 2 / 3,
        "three quarters": 3 / 4,
        "a fifth": 1 / 5,
        "two fifths": 2 / 5,
        "three fifths": 3 / 5,
        "a tenth": 1 / 10,
    }
    for step in range(1, 1000):
        word = part(step / 1000)
        if word:
            assert abs(step / 1000 - values[word]) <= 0.06 * values[word] + 1e-9


def test_words_for_people_are_within_six_per_cent_of_the_truth() -> None:
    numbers = {
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
    }
    for step in range(1, 1000):
        words = one_in(step / 1000)
        if words:
            said = numbers[words[0]] / numbers[words[1]]
            assert abs(step / 1000 - said) <= 0.06 * said + 1e-9


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (6.1, "six times"),
        (2.0, "twice"),
        (1.42, "1.4 times"),
        (0.5, "half"),
        (0.4, "two fifths"),
        (0.44, "less than half"),
        (25, "25 times"),
    ],
)
def test_ratios_are_said_plainly(ratio: float, words: str) -> None:
    assert multiple(ratio, NUMERALS) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(7, "every week"), (29, "every month"), (62, "every two months"), (45, None)],
)
def test_a_rhythm_is_named_only_when_it_is_close(days: float, words: str | None) -> None:
    assert every(days) == words


def test_a_fraction_is_near_or_truly_below_its_word() -> None:
    for step in range(1, 75):
        words = fraction(step / 100)
        if words.startswith("less than "):
            assert step / 100 < {"a tenth": 0.1, "a fifth": 0.2, "a quarter": 0.25, "a third": 1 / 3, "half": 0.5,
                                 "two thirds": 2 / 3, "three quarters": 0.75, "two fifths": 0.4,
                                 "three fifths": 0.6}[words.removeprefix("less than ")]  # fmt: skip


def test_countries_take_their_article() -> None:
    assert country("United Kingdom") == "the United Kingdom"
    assert country("Germany") == "Germany"


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


def test_parts_are_joined_as_in_speech() -> None:
    assert join(["a", "b", "c"]) == "a, b and c"
    assert join([]) == ""


def rule(*conditions: Condition) -> str:
    return rule_in_words(
        Rule(conditions=conditions, precision=1, recall=1), cases.shop().measured()
    )


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


def test_every_feature_of_orders_has_its_words() -> None:
    assert set(WORDS) == set(FeatureName)
