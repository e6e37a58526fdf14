"""What plays need to know of a segment is what their sentences name; a client's own texts are
sentences, too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.findings.strategies.own_plays import as_sentence
from reporter.findings.strategies.playbook import load_playbook, our_plays
from reporter.model.claim import Claim, Days
from reporter.model.strategy import UNPRICED
from reporter.wording.catalogue import catalogue
from reporter.wording.plays import part
from reporter.wording.sentence import Sentence
from tests.findings import cases
from tests.findings.test_playbook import PLAY, written
from tests.saying import WORDS, strategies

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.findings.strategies.plays import Play

ENGLISH = catalogue()
FORMS = ("title", "action", "channel", "kpi")


@pytest.mark.parametrize("play", our_plays(), ids=lambda play: play.id)
@pytest.mark.parametrize("priced", [True, False])
def test_a_play_needs_what_its_sentences_name(play: Play, priced: bool) -> None:
    forms = ENGLISH.entries[f"play.{play.id}"].forms
    told = [
        forms.get(f"{form}{UNPRICED}", forms[form]) if not priced else forms[form] for form in FORMS
    ]
    named = {name for text in told for name in Sentence(text).names()}
    assert named == set(play.needed(priced=priced))


def test_every_play_is_said_and_nothing_else() -> None:
    entries = [id_ for id_ in ENGLISH.entries if id_.startswith("play.")]
    assert sorted(entries) == sorted(f"play.{play.id}" for play in our_plays())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wait {silent}.", "Wait 5 months."),
        ("{{%}} off, {{ and }}", "{%} off, { and }"),
        ("{{{silent}}}", "{5 months}"),
        ("{{# no comment #}}", "{# no comment #}"),
        ("{{% if silent %}}", "{% if silent %}"),
    ],
)
def test_a_clients_text_is_a_sentence_in_which_doubled_braces_are_braces(
    text: str, said: str
) -> None:
    words = WORDS.overlaid({"play.own": {"action": as_sentence(text)}})
    span = Claim("placeholder.span", {"days": Days(152)})
    assert part(Claim("play.own", {"silent": span}), "action", words) == said


def test_a_text_begins_with_a_capital_where_a_value_stands_first() -> None:
    words = WORDS.overlaid({"play.own": {form: f"{form} of it" for form in FORMS}})
    said = [part(Claim("play.own"), form, words) for form in FORMS]
    assert said == ["Title of it", "Action of it", "channel of it", "Kpi of it"]


def test_a_play_has_other_words_where_the_file_holds_no_money() -> None:
    said = [
        part(Claim("play.account_contact", {"priced": priced}), "title", WORDS)
        for priced in (True, False)
    ]
    assert said == [
        "A named contact for the largest accounts",
        "A named contact for the most frequent customers",
    ]


def test_a_clients_play_of_our_id_keeps_none_of_our_texts(tmp_path: Path) -> None:
    own = PLAY.replace('"tea"\nkind', '"account_contact"\nkind')
    over = load_playbook(written(tmp_path, own)).sentences
    words = WORDS.overlaid(over)
    assert words.catalogue.source("play.account_contact", "title_unpriced") == "Offer tea to {name}"


def test_texts_without_money_ask_for_their_own_placeholders(tmp_path: Path) -> None:
    own = PLAY.replace("Pour it.", "{threshold}") + 'unpriced = { action = "{silent}" }\n'
    (play,) = load_playbook(written(tmp_path, own, "replace")).plays
    assert play.needed(priced=True) == ("name", "threshold")
    assert play.needed(priced=False) == ("name", "silent")


def test_a_play_that_asks_for_what_cannot_be_told_is_not_suggested(tmp_path: Path) -> None:
    own = PLAY + PLAY.replace('"tea"', '"abroad"').replace("Pour it.", "Sell on {weekday}.")
    found = replace(cases.mall(), settings=written(tmp_path, own, "replace")).find()
    assert {strategy.title for strategy in strategies(found)} <= {
        f"Offer tea to {WORDS.name(persona.name)}" for persona in found.personas
    }
    assert {strategy.id for strategy in found.actions} == {"tea"}
