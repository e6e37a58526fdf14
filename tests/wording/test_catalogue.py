"""Every entry of a catalogue is a sentence that can be said with whatever it may be given."""

from __future__ import annotations

import re

import pytest

from reporter.numerals import Numerals
from reporter.wording import Words
from reporter.wording.catalogue import Entry, catalogue
from reporter.wording.checking import complaints, unknown_values, untranslated
from reporter.wording.kinds import OPTIONAL, examples, is_kind
from reporter.wording.language import folder_of

ENGLISH = "en"
LANGUAGES = sorted(folder.name for folder in folder_of(ENGLISH).parent.iterdir() if folder.is_dir())
WORDS = {tag: Words.of(Numerals(currency="GBP"), tag) for tag in LANGUAGES}
each = pytest.mark.parametrize(
    ("tag", "entry"),
    [
        pytest.param(tag, entry, id=f"{tag}-{id_}")
        for tag, words in WORDS.items()
        for id_, entry in words.catalogue.entries.items()
    ],
)


@each
def test_a_sentence_can_be_read_and_uses_what_it_may(tag: str, entry: Entry) -> None:
    for form, source in entry.forms.items():
        found = list(complaints(source, entry.values, WORDS[tag].catalogue))
        assert not found, (entry.id, form, found)


@each
def test_every_value_has_a_kind_and_an_example(tag: str, entry: Entry) -> None:
    for name, kind in entry.values.items():
        assert is_kind(kind.removesuffix(OPTIONAL)), (tag, entry.id, name, kind)
    assert set(entry.example) == set(entry.values), entry.id


@each
def test_a_sentence_is_said_with_whatever_it_may_be_given(tag: str, entry: Entry) -> None:
    for form in entry.forms:
        for claim in examples(entry, WORDS[tag].catalogue):
            text = WORDS[tag].text(claim, form)
            assert text.strip() == text, (entry.id, text)
            assert "  " not in text, (entry.id, text)
            assert not set("{}|%") & set(re.sub(r"\d\s%", "", text)), (entry.id, text)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_says_what_the_english_one_says_with_the_same_values(tag: str) -> None:
    assert list(untranslated(WORDS[tag].catalogue, catalogue(ENGLISH))) == []
    assert list(unknown_values(WORDS[tag].catalogue, catalogue(ENGLISH))) == []
