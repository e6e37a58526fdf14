"""A client rewords a play of ours by its id and texts alone; all else of it stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.errors import FindingsError
from reporter.findings.strategies.playbook import load_playbook, our_plays
from tests.findings import cases
from tests.findings.test_playbook import PLAY, written
from tests.saying import strategies

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.findings.strategies.plays import Play


def rewording(id_: str, *texts: str) -> str:
    return "\n".join(("[[play]]", f'id = "{id_}"', *texts, ""))


def ours(id_: str) -> Play:
    return next(play for play in our_plays() if play.id == id_)


def test_a_reworded_play_keeps_its_place_and_what_decides(tmp_path: Path) -> None:
    text = rewording("win_back", 'title = "Come back"')
    found = load_playbook(written(tmp_path, text))
    assert [play.id for play in found.plays] == [play.id for play in our_plays()]
    (changed,) = (play for play in found.plays if play.id == "win_back")
    same = changed.model_copy(update={"needs_unpriced": None})
    assert same == ours("win_back")
    assert found.own == frozenset()


def test_the_texts_that_are_given_are_laid_over_ours_with_money_and_without(
    tmp_path: Path,
) -> None:
    text = rewording("referral", 'kpi = "New customers"', 'channel = "Letter"')
    assert load_playbook(written(tmp_path, text)).sentences == {
        "play.referral": {
            "channel": "Letter",
            "kpi": "New customers",
            "kpi_unpriced": "New customers",
        }
    }


def test_texts_where_the_file_holds_no_money_can_be_reworded_alone(tmp_path: Path) -> None:
    text = rewording("referral", 'unpriced = { kpi = "New customers" }')
    assert load_playbook(written(tmp_path, text)).sentences == {
        "play.referral": {"kpi_unpriced": "New customers"}
    }


def test_a_reworded_play_asks_for_the_placeholders_of_its_new_texts_too(tmp_path: Path) -> None:
    text = rewording("referral", 'kpi = "Orders on {weekday}"')
    (changed,) = (
        play for play in load_playbook(written(tmp_path, text)).plays if play.id == "referral"
    )
    assert changed.needs == (*ours("referral").needs, "weekday")


def test_a_report_says_a_play_in_the_clients_words_and_suggests_the_same(tmp_path: Path) -> None:
    case = cases.shop()
    plain = case.find()
    first = plain.actions[0].id
    text = rewording(first, 'title = "our own words for {customers}"')
    found = replace(case, settings=written(tmp_path, text)).find()
    assert [(one.id, one.segment, one.low, one.high) for one in found.actions] == [
        (one.id, one.segment, one.low, one.high) for one in plain.actions
    ]
    for strategy, before, after in zip(
        plain.actions, strategies(plain), strategies(found), strict=True
    ):
        assert after.title.startswith("Our own words for ") is (strategy.id == first)
        assert replace(after, title=before.title) == before


@pytest.mark.parametrize(
    ("text", "mode", "says", "hint"),
    [
        (rewording("win_bak", 'title = "T"'), "extend", "no play of ours", "id = 'win_back'"),
        (rewording("tea", 'title = "T"'), "extend", "no play of ours", "kind, theme, effort, when"),
        (rewording("win_back", 'title = "T"'), "replace", "nothing to reword", '"extend"'),
        (rewording("win_back"), "extend", "rewords nothing", "title, action, channel, kpi"),
        (rewording("win_back", 'titel = "T"'), "extend", "no key 'titel'", "id, title, action"),
        (rewording("win_back", 'title = "{x}"'), "extend", "unknown placeholder {x}", "silent"),
        (rewording("win_back", "title = 3"), "extend", "title = 3 is no text", "title"),
    ],
)
def test_what_is_wrong_with_a_rewording_is_told_in_one_message(
    tmp_path: Path, text: str, mode: str, says: str, hint: str
) -> None:
    with pytest.raises(FindingsError) as raised:
        load_playbook(written(tmp_path, text, mode))
    assert says in raised.value.what
    assert hint in raised.value.hint
    assert "things" not in raised.value.what
    assert "plays.toml" in raised.value.what


def test_a_play_is_reworded_or_replaced_once(tmp_path: Path) -> None:
    text = rewording("win_back", 'title = "T"') + PLAY.replace('"tea"\nkind', '"win_back"\nkind')
    with pytest.raises(FindingsError, match="more than one play with the id 'win_back'"):
        load_playbook(written(tmp_path, text))
