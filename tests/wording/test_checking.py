"""What a sentence asks for and its lexicon lacks is told, not found out by a reader."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.wording.catalogue import Catalogue, catalogue, load_catalogue
from reporter.wording.checking import complaints, unknown_values, untranslated

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {"rows": "count", "gap": "days", "name": "segment?", "feature": "feature", "day": "month"}
LEXICON = {
    "language": 'tag = "pl-PL"',
    "noun": '[row]\none = "a"\nfew = "b"\nmany = "c"\nother = "d"\ngenitive_one = "e"\n',
    "segment": '[champions]\ntext = "a"\ngenitive = "b"\n[lapsed]\ntext = "c"\n',
    "feature": '[recency]\ntext = "a"\ngenitive = "b"\n',
    "phrase": '[number]\nn2 = "a"\ngenitive_n2 = "b"\n[named.feature]\ntext = "{name}"\n',
}


@pytest.fixture
def polish(tmp_path: Path) -> Catalogue:
    """Return a catalogue that lacks most forms."""
    for name, text in LEXICON.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{rows", "it is no sentence"),
        ("{lines}", "it has no value 'lines'"),
        ("{rows|tripled}", "there is no filter 'tripled'"),
        ("{rows|count(2)}", "the filter 'count' does not take 1 arguments"),
        ("{name|form}", "the filter 'form' does not take 0 arguments"),
        ('{rows|plural("a", "b")}', "a plural has a form for each of one, few, many, other"),
        ('{rows|counted("line")}', "the lexicon has no noun 'line'"),
        ('{rows|counted("row", "genitive")}', "the lexicon has no 'genitive_few' of 'noun.row'"),
        ("{gap|silence}", "the lexicon has no noun 'day'"),
        ('{name|within("genitive")}', "the lexicon has no 'genitive' of 'segment.lapsed'"),
        ('{feature|form("genitive")}', "the lexicon has no 'genitive' of 'phrase.named.feature'"),
        ('{day|month_name("locative")}', "the lexicon has no 'locative' of 'month.m1'"),
        ('{rows|words("feminine")}', "the lexicon has no 'feminine' of any number"),
        ('{rows|multiple("often")}', "the lexicon has no 'often_half' of 'phrase.part'"),
    ],
)
def test_what_is_lacking_is_told(source: str, told: str, polish: Catalogue) -> None:
    assert any(each.startswith(told) for each in complaints(source, KINDS, polish))


def test_a_translation_lacks_what_only_the_original_has(polish: Catalogue) -> None:
    found = list(untranslated(polish, catalogue()))
    assert "there is no 'caution.crowded_day'" in found
    assert "there is no 'feature.recency'" not in found


def test_a_translation_has_no_values_of_its_own(polish: Catalogue) -> None:
    entry = replace(polish.entries["feature.recency"], values={"days": "count"})
    changed = replace(polish, entries={"feature.recency": entry})
    assert list(unknown_values(changed, polish)) == ["'feature.recency' is given no value 'days'"]


@pytest.mark.parametrize(
    "source",
    [
        '{rows|counted("row")}',
        '{rows|words("genitive")}',
        "{name|within}",
        '{rows|plural("a", "b", "c", "d")|capital}',
        '{day|month_name("stand-alone")}',
    ],
)
def test_what_is_there_is_no_complaint(source: str, polish: Catalogue) -> None:
    assert list(complaints(source, KINDS, polish)) == []
