"""The language of the catalogue can say the report's hardest sentences in German and in Polish.

German has genders, cases and nouns in capitals; Polish has four plurals, and cases after numbers.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reporter.model import Finding
from reporter.model.claim import Claim, Count, Country, Number, SegmentName
from reporter.numerals import Numerals
from reporter.wording import Words
from reporter.wording.catalogue import TEXT, Catalogue, Entry, catalogue, load_catalogue
from reporter.wording.checking import complaints, unknown_values
from reporter.wording.kinds import CHOICE, FLAG, OPTIONAL, SEGMENT, example, is_kind
from reporter.wording.sentence import Sentence
from tests.wording.languages.cases import CASES, EIRE, OWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reporter.model.claim import Value

FOLDER = Path(__file__).parent / "languages"
WORDS: Mapping[str, Words] = {
    tag: Words.in_(load_catalogue(FOLDER / tag), Numerals(locale=locale, currency=currency))
    for tag, locale, currency in (("de", "de_DE", "EUR"), ("pl", "pl_PL", "PLN"))
}
SECTIONS = (
    "headline",
    "leading",
    "certainty",
    "portrait",
    "persona",
    "title_persona",
    "outcome",
    "rule",
    "worth",
    "caution",
)
"""Files that hold sentences; the others hold what they are made of."""
WEEKDAY = "weekday"
"""A number that counts nothing: Monday is 0."""
COUNTS = (0, 1, 2, 5, 21, 22)
"""Whole numbers of every plural form of either language, 1.5 beside them."""
ENTRIES = [
    pytest.param(tag, entry, id=f"{tag}-{id_}")
    for tag, words in WORDS.items()
    for id_, entry in words.catalogue.entries.items()
]
SENTENCES = [
    pytest.param(tag, entry, id=f"{tag}-{id_}")
    for tag, words in WORDS.items()
    for id_, entry in words.catalogue.entries.items()
    if id_.split(".")[0] in SECTIONS and TEXT in entry.forms
]


def _expected(tag: str) -> dict[str, str]:
    """Return by the names of cases what a native writer says."""
    read = tomllib.loads((FOLDER / f"{tag}.toml").read_text(encoding="utf-8"))
    return {
        f"{table}.{name}": text for table, texts in read.items() for name, text in texts.items()
    }


def _plain_blanks(text: str) -> str:
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def _said(words: Words, claim: Claim) -> str:
    """Say a claim as a page does: its figure and what continues it."""
    said = words.say(Finding(id="case", claim=claim))
    return _plain_blanks(f"{said.figure} {said.text}".strip())


@pytest.mark.parametrize("tag", WORDS)
@pytest.mark.parametrize("name", CASES)
def test_a_sentence_is_what_a_native_writer_says(tag: str, name: str) -> None:
    id_, changed = CASES[name]
    usual = example(id_, WORDS[tag].catalogue).values
    assert _said(WORDS[tag], Claim(id_, {**usual, **changed})) == _expected(tag)[name]


@pytest.mark.parametrize("tag", WORDS)
def test_each_sentence_has_at_least_three_expected_texts(tag: str) -> None:
    assert set(_expected(tag)) == set(CASES)
    tables = [name.split(".")[0] for name in CASES]
    assert len(set(tables)) >= 20
    assert all(tables.count(table) >= 3 for table in tables)


@pytest.mark.parametrize(("tag", "entry"), ENTRIES)
def test_an_entry_finds_all_forms_that_it_asks_for(tag: str, entry: Entry) -> None:
    for form, source in entry.forms.items():
        found = list(complaints(source, entry.values, WORDS[tag].catalogue))
        assert not found, (entry.id, form, found)
    assert set(entry.example) == set(entry.values), entry.id
    assert all(is_kind(kind.removesuffix(OPTIONAL)) for kind in entry.values.values())


@pytest.mark.parametrize("tag", WORDS)
def test_a_sentence_uses_what_the_english_one_is_given(tag: str) -> None:
    assert list(unknown_values(WORDS[tag].catalogue, catalogue())) == []


@pytest.mark.parametrize(("tag", "entry"), SENTENCES)
def test_the_texts_of_all_values_are_whole(tag: str, entry: Entry) -> None:
    for text in _all_said(tag, entry.id):
        assert "  " not in text, text
        assert not set("{}|_") & set(text.replace("quality.duplicates", "")), text
        assert not re.search(r" [,.;:)]|[,;:] ?[,.;:]|\( |\(\)|\.\.", text), text
        assert not re.search(r"\b(\w+) \1\b", text.replace("VIP", "")), text
        assert text.count("(") == text.count(")"), text


@pytest.mark.parametrize(("tag", "entry"), SENTENCES)
def test_each_plural_form_occurs(tag: str, entry: Entry) -> None:
    said = _all_said(tag, entry.id)
    for form in _plural_forms(entry, WORDS[tag].catalogue):
        assert any(form in text for text in said), form


@pytest.mark.parametrize("tag", WORDS)
def test_the_counts_have_every_plural_of_a_language(tag: str) -> None:
    language = WORDS[tag].language
    found = {language.plural(Decimal(str(each))) for each in (*COUNTS, 1.5)}
    assert found == set(language.plurals)


@cache
def _all_said(tag: str, id_: str) -> tuple[str, ...]:
    words = WORDS[tag]
    claims = _combinations(words.catalogue.entries[id_], words.catalogue)
    return tuple(_said(words, claim) for claim in claims)


def _combinations(entry: Entry, language: Catalogue) -> Iterator[Claim]:
    """Yield claims with all flags, choices, names and missing values, and with each count."""
    usual = example(entry.id, language).values
    ways = [_ways(kind, usual[name], language) for name, kind in entry.values.items()]
    counted: list[dict[str, Value]] = [{}]
    for name, value in usual.items():
        if isinstance(value, Count) and name != WEEKDAY:
            counted += [{name: Count(each)} for each in COUNTS]
        if isinstance(value, Number):
            counted += [{name: Number(each)} for each in (*COUNTS, 1.5)]
    for values in itertools.product(*ways):
        chosen = dict(zip(entry.values, values, strict=True))
        for counts in counted:
            yield Claim(entry.id, {**chosen, **counts})


def _ways(kind: str, usual: Value, language: Catalogue) -> list[Value]:
    """Return the values that change a sentence: names of each kind, choices, nothing."""
    plain = kind.removesuffix(OPTIONAL)
    ways: list[Value] = [usual]
    if plain == FLAG:
        ways = [True, False]
    elif CHOICE in plain:
        ways = list(plain.split(CHOICE))
    elif plain == SEGMENT:
        ids = [id_ for id_ in language.entries if id_.startswith("segment.")]
        ways = [OWN, *(SegmentName(Claim(id_)) for id_ in ids)]
    elif plain == "country":
        ways = [usual, EIRE, Country("Spain")]
    return [*ways, None] if kind.endswith(OPTIONAL) else ways


def _plural_forms(entry: Entry, language: Catalogue) -> Iterator[str]:
    """Yield the forms that a sentence has for whole numbers, of "other" only where it is one's."""
    plurals = language.language.plurals
    reached = {language.language.plural(Decimal(each)) for each in COUNTS}
    for source in entry.forms.values():
        for used in Sentence(source).filters():
            if not entry.values.get(used.value, "").startswith("count"):
                continue
            if used.name == "plural":
                forms = dict(zip(plurals, map(str, used.arguments), strict=True))
            elif used.name == "counted":
                noun, *case = map(str, used.arguments)
                before = "".join(f"{each}_" for each in case)
                known = language.entries[f"noun.{noun}"].forms
                forms = {plural: known[before + plural] for plural in plurals}
            else:
                continue
            yield from (forms[plural] for plural in plurals if plural in reached)
