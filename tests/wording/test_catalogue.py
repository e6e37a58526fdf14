"""Every entry of a catalogue is a sentence that can be said with whatever it may be given."""

from __future__ import annotations

import pytest

from reporter.numerals import Numerals
from reporter.wording import Words
from reporter.wording.catalogue import Entry, catalogue
from reporter.wording.checking import complaints
from reporter.wording.kinds import OPTIONAL, examples, is_kind

ENGLISH = catalogue()
WORDS = Words.of(Numerals(currency="GBP"))
each = pytest.mark.parametrize("entry", ENGLISH.entries.values(), ids=list(ENGLISH.entries))


@each
def test_a_sentence_can_be_read_and_uses_what_it_may(entry: Entry) -> None:
    for form, source in entry.forms.items():
        found = list(complaints(source, entry.values, ENGLISH))
        assert not found, (entry.id, form, found)


@each
def test_every_value_has_a_kind_and_an_example(entry: Entry) -> None:
    for name, kind in entry.values.items():
        assert is_kind(kind.removesuffix(OPTIONAL)), (entry.id, name, kind)
    assert set(entry.example) == set(entry.values), entry.id


@each
def test_a_sentence_is_said_with_whatever_it_may_be_given(entry: Entry) -> None:
    for form in entry.forms:
        for claim in examples(entry, ENGLISH):
            text = WORDS.text(claim, form)
            assert text.strip() == text, (entry.id, text)
            assert "  " not in text, (entry.id, text)
            assert not set("{}|%") & set(text.replace("\u202f%", "")), (entry.id, text)
