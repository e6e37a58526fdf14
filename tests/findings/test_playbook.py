"""Plays are validated to the key, suit their segment, and stand in the order of their worth."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.errors import FindingsError
from reporter.findings.strategies.playbook import load_playbook
from reporter.findings.strategies.plays import PLACEHOLDERS
from reporter.findings.strategies.segment_figures import segment_figures
from reporter.findings.strategies.suggestions import suits
from reporter.settings import FindingsSettings, Settings
from tests.findings import cases
from tests.findings.test_worth import silenced
from tests.saying import strategies

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
    return settings_with(path, mode)


def settings_with(path: Path, mode: str = "extend") -> Settings:
    return Settings(
        findings=FindingsSettings.model_validate({"playbook": path, "playbook_mode": mode})
    )


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
    assert next(play for play in same if play.id == "win_back").needs == ("name",)


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
        ("effort = 1", 'effort = 1\naudience = "everyone"', "audience = 'everyone'", "silent_year"),
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


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = PLAY.replace("effort = 1", "effort = 4").replace("high = 0.2", "high = 20")
    with pytest.raises(FindingsError) as raised:
        load_playbook(written(tmp_path, text + PLAY.replace("kpi", "kip")))
    first, *others = raised.value.what.splitlines()
    assert first.startswith("3 things in the playbook ")
    assert [line.partition(": ")[2] for line in others] == [
        "effort = 4 is not known. Choose one of: 1, 2, 3.",
        "high = 20 is not a number from 0 to 1. Write high = … with a number in that range.",
        (
            "there is no key 'kip'. Keys: id, kind, theme, title, action, channel, kpi, effort,"
            " weight, when, worth, audience, unpriced."
        ),
    ]


def test_a_missing_a_broken_and_an_empty_playbook_are_told_apart(tmp_path: Path) -> None:
    missing = Settings(findings=FindingsSettings(playbook=tmp_path / "none.toml"))
    with pytest.raises(FindingsError, match="cannot be read"):
        load_playbook(missing)
    with pytest.raises(FindingsError, match="not valid TOML"):
        load_playbook(written(tmp_path, "[[play"))
    with pytest.raises(FindingsError, match="holds no plays"):
        load_playbook(written(tmp_path, "title = 1"))
    with pytest.raises(FindingsError, match="more than one play with the id 'tea'"):
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
    assert "Offer tea to Champions" in {strategy.title for strategy in strategies(found)}


@pytest.mark.parametrize(
    "case", [cases.shop(), cases.shop((200, 10, 60, 300), seed=5), cases.wholesale(), cases.mall()]
)
def test_each_segment_gets_two_to_four_strategies_that_suit_it_and_not_all_the_same(
    case: cases.Case,
) -> None:
    found, measured = case.find(), case.measured()
    plays = {each.id: each for each in load_playbook(Settings()).plays}
    names = {persona.segment: persona.name for persona in found.personas}
    for persona in found.personas:
        assert 2 <= len(persona.strategies) <= 4
        seen = segment_figures(measured, persona.segment, names, persona.products)
        assert all(suits(plays[strategy.id], measured, seen) for strategy in persona.strategies)
        assert len({plays[strategy.id].theme for strategy in persona.strategies}) == len(
            persona.strategies
        )
    assert len(
        {
            tuple(sorted(strategy.id for strategy in persona.strategies))
            for persona in found.personas
        }
    ) == len(found.personas)


SHOPS = [cases.shop(), cases.shop((200, 10, 60, 300), seed=5), cases.wholesale()]


@pytest.mark.parametrize("case", SHOPS)
def test_actions_stand_in_the_order_of_their_middle_estimate_over_effort(case: cases.Case) -> None:
    found = case.find()
    first, rest = found.actions[:3], found.actions[3:]
    assert len({each.id for each in first}) == 3
    for actions in (first, rest):
        worths = [((each.low or 0) + (each.high or 0)) / 2 / each.effort for each in actions]
        assert worths == sorted(worths, reverse=True)
        unpriced = [each.audience / each.effort for each in actions if each.high is None]
        assert unpriced == sorted(unpriced, reverse=True)
    every = [((each.low or 0) + (each.high or 0)) / 2 / each.effort for each in found.actions]
    assert ("the first three being of different kinds" in found.sections["actions"].text) is (
        every[:4] != sorted(every[:4], reverse=True)
    )


def test_without_money_actions_stand_in_the_order_of_customers_reached_over_effort_and_say_so() -> (
    None
):
    found = cases.mall().find()
    assert len({each.id for each in found.actions[:3]}) == 3
    for part in (found.actions[:3], found.actions[3:]):
        reach = [each.audience / each.effort for each in part]
        assert reach == sorted(reach, reverse=True)
    assert "customers reached for the effort" in found.sections["actions"].text


@pytest.mark.parametrize("case", [*SHOPS, cases.mall()])
def test_no_audience_is_larger_than_its_segment(case: cases.Case) -> None:
    found = case.find()
    assert all(0 < each.audience <= found.persona(each.segment).customers for each in found.actions)


@pytest.mark.slow
def test_nobody_is_both_won_back_and_taken_out_of_campaigns() -> None:
    plays = {each.id: each for each in load_playbook(Settings()).plays}
    assert plays["win_back"].theme == plays["last_message"].theme
    for days in ((500.0,), (120.0, 300.0)):
        chosen = {each.id for each in silenced(days).find().persona(3).strategies}
        assert not {"win_back", "last_message"} <= chosen
        assert ("last_message" in chosen) <= (days == (500.0,))


def test_every_worth_stays_below_a_quarter_of_what_its_segment_brings_in_a_year() -> None:
    case = cases.shop()
    measured = case.measured()
    assert measured.revenue is not None
    for strategy in case.find().actions:
        if strategy.high is not None and strategy.low is not None:
            assert (
                0
                < strategy.low
                <= strategy.high
                <= 0.25 * measured.revenue[strategy.segment] * measured.yearly + 1e-6
            )


@pytest.mark.slow
def test_every_placeholder_can_be_filled() -> None:
    found: set[str] = set()
    for case in (cases.shop(), cases.wholesale(), cases.mall()):
        result, measured = case.find(), case.measured()
        for persona in result.personas:
            names = {each.segment: each.name for each in result.personas}
            found |= set(segment_figures(measured, persona.segment, names, persona.products).values)
    assert found <= set(PLACEHOLDERS)
    assert set(PLACEHOLDERS) - found <= {"gap", "alarm", "return_rate", "weekday", "audience"}


def test_a_strategy_says_how_many_of_the_segment_it_addresses() -> None:
    found, said = cases.shop().find(), set()
    for persona in found.personas:
        for play in persona.strategies:
            every = play.audience == persona.customers
            some = f"{play.audience} of {persona.customers} customers"
            assert play.addressed.text == (f"all {persona.customers} customers" if every else some)
            said.add(every)
    assert said == {True, False}
