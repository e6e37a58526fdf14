"""Plays are validated to the key, suit their segment, and are worth what their assumption says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.errors import FindingsError
from reporter.findings.playbook import Play, Worth, load_playbook
from reporter.findings.playbook_keys import PLACEHOLDERS
from reporter.findings.segment_figures import SegmentFigures, round_threshold, segment_figures
from reporter.findings.strategies import suits
from reporter.findings.worth import estimate
from reporter.settings import FindingsSettings, Settings
from tests.findings import cases

if TYPE_CHECKING:
    from pathlib import Path

PLAY = """
[[play]]
id = "tea"
kind = "any"
theme = "tea"
title = "Offer tea to {name}"
action = "Pour it."
channel = "Shop"
kpi = "Cups"
effort = 1
when = [{ measure = "share", is = ">=", value = 0.0 }]
worth = { basis = "revenue_added", low = 0.1, high = 0.2 }
"""


def written(folder: Path, text: str, mode: str = "extend") -> Settings:
    path = folder / "plays.toml"
    path.write_text(text, encoding="utf-8")
    return Settings(findings=FindingsSettings.model_validate({"playbook": path, "playbook_mode": mode}))


def test_our_playbook_is_valid_and_serves_both_kinds() -> None:
    plays = load_playbook(Settings()).plays
    kinds = Counter(play.kind for play in plays)
    assert kinds["transactions"] >= 20
    assert kinds["customers"] >= 10


def test_a_clients_playbook_extends_ours_and_takes_the_place_of_the_same_id(tmp_path: Path) -> None:
    ours = load_playbook(Settings()).plays
    both = load_playbook(written(tmp_path, PLAY)).plays
    assert len(both) == len(ours) + 1
    same = load_playbook(written(tmp_path, PLAY.replace('"tea"\nkind', '"win_back"\nkind'))).plays
    assert len(same) == len(ours)
    assert next(play for play in same if play.id == "win_back").title == "Offer tea to {name}"


def test_a_clients_playbook_can_replace_ours(tmp_path: Path) -> None:
    assert [play.id for play in load_playbook(written(tmp_path, PLAY, "replace")).plays] == ["tea"]


@pytest.mark.parametrize(
    ("old", "new", "named", "choices"),
    [
        ('kind = "any"', 'kind = "shops"', "kind = 'shops'", "transactions, customers, any"),
        ("effort = 1", "effort = 4", "effort = 4", "1, 2, 3"),
        ("effort = 1", "effort = true", "effort = True", "1, 2, 3"),
        ("effort = 1", "", "effort is missing", "1, 2, 3"),
        ('measure = "share"', 'measure = "shares"', "measure = 'shares'", "one_order_share"),
        ('measure = "share"', 'measure = "effect"', "feature is missing", "feature"),
        ('is = ">="', 'is = "="', "is = '='", ">=, >, <=, <"),
        ("value = 0.0", 'value = "much"', "value = 'much'", "number"),
        ('basis = "revenue_added"', 'basis = "magic"', "basis = 'magic'", "order_value"),
        ("low = 0.1", "low = 0.3", "low = 0.3 is above high = 0.2", "smaller"),
        ("high = 0.2", "high = 20", "high = 20", "range"),
        ("{name}", "{nmae}", "{nmae}", "{name}".strip("{}")),
        ("{name}", "{name", "unpaired brace", "braces"),
        ("Pour it.", "", "action = ''", "action"),
        ('theme = "tea"', 'them = "tea"', "'them'", "theme"),
        ('title = "Offer tea to {name}"', "title = 3", "title = 3", "title"),
    ],
)
def test_an_invalid_play_is_named_with_its_key_its_value_and_the_choices(
    tmp_path: Path, old: str, new: str, named: str, choices: str
) -> None:
    with pytest.raises(FindingsError) as raised:
        load_playbook(written(tmp_path, PLAY.replace(old, new)))
    assert "plays.toml" in raised.value.what
    assert "'tea'" in raised.value.what
    assert named in raised.value.what
    assert choices in raised.value.hint


def test_a_missing_a_broken_and_an_empty_playbook_are_told_apart(tmp_path: Path) -> None:
    missing = Settings(findings=FindingsSettings(playbook=tmp_path / "none.toml"))
    with pytest.raises(FindingsError, match="cannot be read"):
        load_playbook(missing)
    with pytest.raises(FindingsError, match="not valid TOML"):
        load_playbook(written(tmp_path, "[[play"))
    with pytest.raises(FindingsError, match="holds no plays"):
        load_playbook(written(tmp_path, "title = 1"))
    with pytest.raises(FindingsError, match="two plays with the id 'tea'"):
        load_playbook(written(tmp_path, PLAY + PLAY))


def test_a_play_on_a_feature_that_the_file_lacks_names_the_features(tmp_path: Path) -> None:
    text = PLAY.replace('{ measure = "share",', '{ measure = "median", feature = "shoe_size",')
    case = replace(cases.shop(), settings=written(tmp_path, text))
    with pytest.raises(FindingsError) as raised:
        case.find()
    assert "'shoe_size'" in raised.value.what
    assert "recency" in raised.value.hint


def test_a_clients_play_reaches_the_report(tmp_path: Path) -> None:
    found = replace(cases.shop(), settings=written(tmp_path, PLAY, "replace")).find()
    titles = {strategy.title for persona in found.personas for strategy in persona.strategies}
    assert "Offer tea to Champions" in titles


def play(worth: Worth | None) -> Play:
    return Play(
        id="p", kind="any", theme="t", title="T", action="A", channel="C", kpi="K", effort=1, weight=1, when=(), worth=worth, origin="here"
    )


def figures(case: cases.Case, number: int) -> SegmentFigures:
    measured = case.measured()
    return segment_figures(measured, number, {each: f"Kind {each}" for each in measured.customers}, ())


def test_worth_by_order_value_is_members_times_response_times_orders_times_typical_order() -> None:
    case = cases.shop()
    measured = case.measured()
    made = estimate(play(Worth(basis="order_value", low=0.05, high=0.1, orders=2, cap=1)), measured, figures(case, 3))
    assert made is not None
    assert made.low == pytest.approx(60 * 0.05 * 2 * measured.medians[3]["average_order_value"])
    assert made.high == pytest.approx(60 * 0.10 * 2 * measured.medians[3]["average_order_value"])
    assert made.assumption.startswith("Assumes that 5\u202f% to 10\u202f% of the 60 customers place 2 more orders a year")


def test_worth_by_revenue_is_brought_to_a_year() -> None:
    case = cases.shop()
    measured = case.measured()
    made = estimate(play(Worth(basis="revenue_added", low=0.01, high=0.02, orders=1, cap=1)), measured, figures(case, 1))
    assert made is not None
    assert measured.revenue is not None
    assert made.low == pytest.approx(0.01 * measured.revenue[1] * 365.25 / 374)


def test_no_play_is_worth_more_than_its_cap_and_says_so() -> None:
    case = cases.shop()
    measured = case.measured()
    made = estimate(play(Worth(basis="order_value", low=0.5, high=1, orders=100, cap=0.25)), measured, figures(case, 3))
    assert made is not None
    assert measured.revenue is not None
    assert made.high == pytest.approx(0.25 * measured.revenue[3] * measured.yearly)
    assert "Held to 25\u202f%" in made.assumption


def test_nothing_has_a_price_where_the_file_holds_no_money() -> None:
    case = cases.mall()
    made = estimate(play(Worth(basis="revenue_added", low=0.1, high=0.2, orders=1, cap=1)), case.measured(), figures(case, 1))
    assert made is not None
    assert (made.low, made.high) == (None, None)


@pytest.mark.parametrize("case", [cases.shop(), cases.shop((200, 10, 60, 300), seed=5), cases.wholesale(), cases.mall()])
def test_each_segment_gets_two_to_four_strategies_that_suit_it_and_not_all_the_same(case: cases.Case) -> None:
    found, measured = case.find(), case.measured()
    plays = {each.id: each for each in load_playbook(Settings()).plays}
    names = {persona.segment: persona.name for persona in found.personas}
    for persona in found.personas:
        assert 2 <= len(persona.strategies) <= 4
        seen = segment_figures(measured, persona.segment, names, persona.products)
        assert all(suits(plays[strategy.id], measured, seen) for strategy in persona.strategies)
        assert len({plays[strategy.id].theme for strategy in persona.strategies}) == len(persona.strategies)
    assert len({tuple(sorted(strategy.id for strategy in persona.strategies)) for persona in found.personas}) == len(found.personas)


def test_actions_are_ranked_and_the_first_three_are_for_different_segments() -> None:
    actions = cases.shop().find().actions
    assert len({strategy.segment for strategy in actions[:3]}) == 3
    worths = [((strategy.low or 0) + (strategy.high or 0)) / strategy.effort for strategy in actions[3:]]
    assert worths == sorted(worths, reverse=True)


def test_every_worth_stays_below_a_quarter_of_what_its_segment_brings_in_a_year() -> None:
    case = cases.shop()
    measured = case.measured()
    assert measured.revenue is not None
    for strategy in case.find().actions:
        if strategy.high is not None and strategy.low is not None:
            assert 0 < strategy.low <= strategy.high <= 0.25 * measured.revenue[strategy.segment] * measured.yearly + 1e-6


@pytest.mark.parametrize(("order_value", "threshold"), [(203, 300), (40, 50), (8, 10), (390, 500), (4, 5)])
def test_delivery_thresholds_are_prices_that_a_shop_would_print(order_value: float, threshold: float) -> None:
    assert round_threshold(order_value) == pytest.approx(threshold)


def test_every_placeholder_can_be_filled() -> None:
    found: set[str] = set()
    for case in (cases.shop(), cases.wholesale(), cases.mall()):
        result, measured = case.find(), case.measured()
        for persona in result.personas:
            names = {each.segment: each.name for each in result.personas}
            found |= set(segment_figures(measured, persona.segment, names, persona.products).texts)
    assert found <= set(PLACEHOLDERS)
    assert set(PLACEHOLDERS) - found <= {"gap", "return_rate", "weekday"}
