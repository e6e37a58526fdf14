"""Plays are validated to the key, suit their segment, and are worth what their assumption says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from reporter.errors import FindingsError
from reporter.findings.strategies.audiences import audience
from reporter.findings.strategies.own_plays import OwnPlay
from reporter.findings.strategies.placeholders import round_threshold
from reporter.findings.strategies.playbook import load_playbook
from reporter.findings.strategies.plays import PLACEHOLDERS, Play, Worth
from reporter.findings.strategies.segment_figures import SegmentFigures, segment_figures
from reporter.findings.strategies.suggestions import suits
from reporter.findings.strategies.worth import Estimate, estimate
from reporter.model import ProductLift
from reporter.model.claim import SegmentName
from reporter.settings import FindingsSettings, Settings
from tests.findings import cases
from tests.saying import WORDS, strategies

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


def play(worth: Worth | None, audience: str = "all", title: str = "T") -> Play:
    return OwnPlay.model_validate(
        {
            "id": "p", "kind": "any", "theme": "t", "title": title, "action": "A", "channel": "C",
            "kpi": "K", "effort": 1, "when": (), "worth": worth, "audience": audience,
        }
    ).play  # fmt: skip


def figures(case: cases.Case, number: int) -> SegmentFigures:
    measured = case.measured()
    return segment_figures(
        measured, number, {each: SegmentName(f"Kind {each}") for each in measured.customers}, ()
    )


def estimated(
    case: cases.Case, number: int, worth: Worth, name: str = "all", title: str = "T"
) -> Estimate:
    measured = case.measured()
    addressed = audience(measured, number, name, ())
    assert addressed is not None
    made = estimate(play(worth, name, title), measured, figures(case, number), addressed)
    assert made is not None
    return made


def test_worth_by_order_value_is_audience_times_response_times_orders_times_median_order() -> None:
    case = cases.shop()
    made = estimated(case, 3, Worth(basis="order_value", low=0.05, high=0.1, orders=2, cap=1))
    value = case.measured().medians[3]["average_order_value"]
    assert (made.low, made.high) == pytest.approx((60 * 0.05 * 2 * value, 60 * 0.10 * 2 * value))
    assert "5–10\u202f% of the 60 customers place 2 extra orders a year" in WORDS.text(
        made.assumption
    )
    assert "Planning assumption: " in WORDS.text(made.assumption)


def test_worth_by_revenue_is_brought_to_a_year() -> None:
    case = cases.shop()
    made = estimated(case, 1, Worth(basis="revenue_added", low=0.01, high=0.02, orders=1, cap=1))
    revenue = case.measured().revenue
    assert revenue is not None
    assert made.low == pytest.approx(0.01 * revenue[1] * 365.25 / 374)


def test_no_play_is_worth_more_than_its_cap_and_says_so() -> None:
    case = cases.shop()
    made = estimated(case, 3, Worth(basis="order_value", low=0.5, high=1, orders=100, cap=0.25))
    measured = case.measured()
    assert measured.revenue is not None
    assert made.high == pytest.approx(0.25 * measured.revenue[3] * measured.yearly)
    assert "Capped at 25\u202f%" in WORDS.text(made.assumption)


def test_nothing_has_a_price_where_the_file_holds_no_money() -> None:
    made = estimated(
        cases.mall(), 1, Worth(basis="revenue_added", low=0.1, high=0.2, orders=1, cap=1)
    )
    assert (made.low, made.high) == (None, None)


def silenced(days: tuple[float, ...]) -> cases.Case:
    """Make the third segment's 60 members silent for these days in turn."""
    case = cases.shop()
    frame = case.table.frame.copy()
    frame.loc[case.segmentation.labels == 3, "recency"] = np.resize(days, 60)
    return replace(case, table=replace(case.table, frame=frame))


def test_the_response_of_a_win_back_fades_with_silence() -> None:
    worth = Worth(basis="win_back", low=0.04, high=0.08, orders=1, cap=1)
    case = silenced((50.0, 120.0, 300.0, 500.0))
    addressed = audience(case.measured(), 3, "silent", ())
    assert addressed is not None
    assert (addressed.customers, addressed.silent) == (45, (15, 15, 15))
    made = estimated(case, 3, worth, "silent")
    assert made.high == pytest.approx(
        0.08 * 15 * (1 + 1 / 2 + 1 / 8) * (addressed.order_value or 0)
    )
    assert "0.5–1\u202f% of 15 silent for more than a year" in WORDS.text(made.assumption)


def test_two_orders_are_assumed_only_of_those_who_typically_ordered_more_than_once() -> None:
    worth = Worth(basis="win_back", low=0.04, high=0.08, orders=2, cap=1)
    assert "order once more" in WORDS.text(estimated(cases.shop(), 4, worth, "silent").assumption)
    assert "order twice more" in WORDS.text(estimated(cases.shop(), 3, worth, "silent").assumption)


def test_audiences_are_counted_as_their_names_say() -> None:
    case = silenced((50.0, 120.0, 300.0, 500.0))
    measured = case.measured()
    members = case.table.frame[case.segmentation.labels == 3]
    once = members[(members["frequency"] < 1.5) & (members["recency"] <= 3 * 30.44)]
    counted = {
        name: audience(measured, 3, name, ())
        for name in ("all", "active", "silent", "silent_year", "largest", "sample", "once")
    }
    sizes = {name: found.customers if found else None for name, found in counted.items()}
    assert sizes == {
        "all": 60,
        "active": 15,
        "silent": 45,
        "silent_year": 15,
        "largest": 12,
        "sample": None,
        "once": len(once) if len(once) >= 5 else None,
    }


def test_the_largest_are_at_most_150_and_bring_their_own_revenue() -> None:
    case = cases.shop((400, 30, 900, 300), seed=2)
    found = audience(case.measured(), 3, "largest", ())
    assert found is not None
    spent = case.table.frame["monetary"][case.segmentation.labels == 3].nlargest(150)
    assert found.customers == 150
    assert found.yearly == pytest.approx(float(spent.sum()) * case.measured().yearly)


def test_who_bought_the_product_already_is_not_addressed() -> None:
    case = cases.shop()
    product = ProductLift(
        product="P", description="Tin", customers=22, share=22 / 60, others=11 / 60
    )
    found = audience(case.measured(), 3, "not_yet_bought", (product,))
    assert found is not None
    assert found.customers == 38


def test_a_season_that_begins_in_half_a_year_counts_for_half_and_says_when() -> None:
    case = silenced((20.0,))
    worth = Worth(basis="revenue_added", low=0.01, high=0.02, orders=1, cap=1)
    now, then = estimated(case, 1, worth), estimated(case, 1, worth, title="Before {season_start}")
    assert then.low == pytest.approx((now.low or 0) / 2)
    assert "cannot start before August 2012" in WORDS.text(then.assumption)


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


@pytest.mark.parametrize(
    ("order_value", "threshold"),
    [(203, 275), (93, 120), (40, 50), (8, 10), (390, 500), (4, 5), (1_160, 1_450)],
)
def test_delivery_thresholds_are_prices_that_a_shop_would_print(
    order_value: float, threshold: float
) -> None:
    assert round_threshold(order_value) == pytest.approx(threshold)


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
