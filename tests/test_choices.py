"""A choice has all its words, everywhere that choices are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter.choices import (
    MOST_SEGMENTS,
    AlgorithmName,
    Format,
    Returns,
)
from reporter.model.algorithms import algorithm_called
from reporter.model.claim import Name
from reporter.palette import SERIES
from reporter.segments.registry import ALGORITHMS
from reporter.settings import SegmentsSettings
from reporter.wording.catalogue import catalogue
from tests.saying import WORDS

ROOT = Path(__file__).parents[1]


def test_the_algorithms_are_those_that_have_a_name_in_the_same_order() -> None:
    assert [one.name for one in ALGORITHMS] == list(AlgorithmName)


@pytest.mark.parametrize("name", list(AlgorithmName))
def test_an_algorithm_has_every_word(name: AlgorithmName) -> None:
    forms = catalogue().entries[algorithm_called(name).id].forms
    assert {"text", "short", "term", "does"} <= set(forms)
    assert forms["does"][0].isupper()
    assert forms["does"].endswith(".")


@pytest.mark.parametrize("name", list(AlgorithmName))
def test_an_algorithm_can_be_set(name: AlgorithmName) -> None:
    assert SegmentsSettings(algorithm=name).algorithm == name


@pytest.mark.parametrize("page", ["README.md", "docs/segments.md"])
def test_the_manual_lists_every_algorithm(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [name for name in AlgorithmName if f"`{name}`" not in text] == []


def test_a_class_of_another_library_is_called_as_it_calls_itself() -> None:
    called = algorithm_called("sklearn.cluster.Birch")
    assert called.values == {"algorithm": Name("Birch")}
    assert (WORDS.text(called), WORDS.text(called, "short")) == ("Birch", "Birch")
    assert not catalogue().has(called.id, "does")


def test_there_is_a_colour_for_as_many_segments_as_may_be() -> None:
    assert len(SERIES) == MOST_SEGMENTS


def test_every_format_has_a_file_of_its_own() -> None:
    assert len({one.file for one in Format}) == len(Format)


@pytest.mark.parametrize("choice", list(Returns))
def test_what_becomes_of_refunds_is_said(choice: Returns) -> None:
    assert catalogue().has(f"caveat.returns.{choice.value}")


def test_what_becomes_of_refunds_is_told_where_a_report_says_how_to_read_it() -> None:
    assert catalogue().entries["guide.money"].values["returns"] == "|".join(Returns)
