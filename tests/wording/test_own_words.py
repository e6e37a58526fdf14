"""A consultant's own words take the place of ours, and whatever is wrong with them is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reporter.errors import WordingError
from reporter.model.claim import Claim, Count, Day, Share
from reporter.numerals import Numerals
from reporter.wording import Words, chosen_words

if TYPE_CHECKING:
    from pathlib import Path

CROWDED = Claim(
    "caution.crowded_day",
    {"orders": Count(812), "share": Share(0.41), "day": Day(date(2024, 1, 1))},
)


def own(folder: Path, text: str) -> Words:
    path = folder / "acme_words.toml"
    path.write_text(text, encoding="utf-8")
    return chosen_words(Numerals(), path)


def refused(folder: Path, text: str) -> str:
    with pytest.raises(WordingError) as caught:
        own(folder, text)
    return str(caught.value)


def test_a_sentence_of_ones_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    words = own(tmp_path, "caution.crowded_day = \"{orders|counted('order')} on {day}.\"")
    assert words.text(CROWDED) == "812 orders on 1 January 2024."
    assert Words.of(Numerals()).text(CROWDED).startswith("812 orders, 41")


def test_a_term_changes_in_every_sentence(tmp_path: Path) -> None:
    words = own(tmp_path, '[noun.order]\none = "booking"\nother = "bookings"')
    assert words.text(CROWDED).startswith("812 bookings, ")


def test_an_exported_table_is_read_back(tmp_path: Path) -> None:
    table = '[caution.crowded_day]\ntext = "{share} on one day."\nvalues = { share = "share" }'
    assert own(tmp_path, table).text(CROWDED) == "41\u202f% on one day."


def test_numbers_stay_whatever_the_words_are(tmp_path: Path) -> None:
    words = own(tmp_path, 'caution.crowded_day = "One day stands out."')
    assert words.said(CROWDED).numbers == {"orders": 812, "share": 0.41, "day": "2024-01-01"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('caution.crowded_days = "x"', "line 1: there is no sentence caution.crowded_days."),
        ('caution.crowded_days = "x"', "Did you mean caution.crowded_day?"),
        (
            '\ncaution.crowded_day = "{order}"',
            "line 2: caution.crowded_day: it has no value 'order'",
        ),
        ('caution.crowded_day = "{order}"', "It may use orders, share, day."),
        ("caution.crowded_day = 12", "caution.crowded_day is no text"),
        ('caution.crowded_day = "{orders"', "it is no sentence"),
        ('caution.crowded_day = "{orders|shout}"', "there is no filter 'shout'"),
        (
            "caution.crowded_day = \"{orders|counted('booking')}\"",
            "the lexicon has no noun 'booking'",
        ),
        ('caution.short_history = "{priced}"', "caution.short_history cannot be said"),
        ('caution.repeated_period = "until {to}"', "cannot be said without to"),
        ('caution.repeated_period = "until {to}"', "write {% if to %}… {to} …{% endif %}"),
        ('caution = { crowded_day = "x"', "not valid TOML"),
        ('caution.crowded_day = "x"\ncaution.crowded_day = "y"', "not valid TOML"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, told: str) -> None:
    assert told in refused(tmp_path, text)


@pytest.mark.parametrize(
    "source",
    [
        "{orders.__class__}",
        "{orders['x']}",
        "{orders()}",
        "{% for x in orders %}x{% endfor %}",
        "{% include 'a' %}",
        "{% import 'a' as b %}",
        "{% set a = 1 %}",
        "{% macro a() %}{% endmacro %}",
        "{% extends 'a' %}",
        "{orders * 9999999999}",
        "{range(9)}",
        "{'a' ~ orders}",
        "{% if orders > 1 %}x{% endif %}",
        "{orders|attr('__class__')}",
    ],
)
def test_code_is_no_sentence(tmp_path: Path, source: str) -> None:
    assert "caution.crowded_day" in refused(tmp_path, f'caution.crowded_day = "{source}"')


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    message = refused(tmp_path, 'caution.a = "x"\ncaution.crowded_day = "{b}"\ntitle = 3')
    assert message.startswith("3 words are not valid:")
    assert all(f"line {number}" in message for number in (1, 2, 3))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 1_000_001])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "words.toml"
    path.write_bytes(content)
    with pytest.raises(WordingError, match=r"words\.toml"):
        chosen_words(Numerals(), path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WordingError, match="cannot be read"):
        chosen_words(Numerals(), tmp_path / "words.toml")


def test_what_is_nested_without_end_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, f"a = {'[' * 5_000}")
    assert "no sentence" in refused(tmp_path, f'{".".join("abcdefghijklm")} = "x"')
