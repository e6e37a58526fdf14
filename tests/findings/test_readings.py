"""What the data were taken to mean is said in sentences of one catalogue, each with its figures."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from reporter import findings
from reporter.findings.words.draft import Draft
from reporter.findings.words.sentence import Sentence
from reporter.numerals import Numerals
from reporter.quality.meaning import registry
from reporter.settings import MeaningSettings

CATALOGUE = tomllib.loads(
    (Path(findings.__file__).parent / "summary" / "readings.toml").read_text(encoding="utf-8")
)


def write(
    text: str,
    numbers: dict[str, float | str],
    each: str = "",
    items: tuple[dict[str, float | str], ...] = (),
) -> tuple[str, dict[str, object]]:
    draft = Draft(Numerals(currency="GBP"))
    return Sentence(text, each).fill(numbers, items, draft), dict(draft.numbers)


def test_each_figure_is_written_as_what_it_is_and_noted() -> None:
    text, noted = write(
        "{column}: {rows:line}, {one:entry/entries}, {many:entry/entries}, {amount:money},"
        " {share:percent}, {day:day}",
        {
            "column": "Type",
            "rows": 1,
            "one": 1,
            "many": 1200,
            "amount": 1250,
            "share": 0.25,
            "day": "2024-02-03",
        },
    )
    assert (
        text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
        == "Type: 1 line, 1 entry, 1,200 entries, £1,250, 25 %, 3 February 2024"
    )
    assert noted == {
        "column": "Type",
        "rows": 1,
        "one": 1,
        "many": 1200,
        "amount": 1250,
        "share": 0.25,
        "day": "2024-02-03",
    }


def test_what_is_not_known_is_left_out() -> None:
    assert write("Taken off[[; else {other:count}]].", {})[0] == "Taken off."
    assert write("Taken off[[; else {other:count}]].", {"other": 7})[0] == "Taken off; else 7."


def test_entries_are_listed_and_the_rest_counted() -> None:
    items: tuple[dict[str, float | str], ...] = tuple(
        {"state": f"S{place}", "rows": place} for place in range(1, 10)
    )
    text, noted = write("{items}.", {}, "{state} ({rows:row})", items)
    assert (
        text
        == "S1 (1 row), S2 (2 rows), S3 (3 rows), S4 (4 rows), S5 (5 rows), S6 (6 rows) and 3 more."
    )
    assert (noted["rows_6"], noted["more"]) == (6, 3)


@pytest.mark.parametrize("question", sorted(CATALOGUE))
def test_a_sentence_ends_and_its_parts_close(question: str) -> None:
    for key, text in CATALOGUE[question].items():
        assert text.count("[[") == text.count("]]")
        assert not re.search(r"\{\W", text)
        assert key in {"each", "otherwise"} or text.removesuffix("]]").endswith(".")


def test_every_question_has_its_setting_and_its_sentences() -> None:
    asked = {question.name for question in (*registry.QUESTIONS, *registry.OF_CUSTOMERS)}
    assert asked <= set(CATALOGUE)
    unset = {
        "open_orders",
        "shared_orders",
    }  # these tell what cannot be read otherwise, or by lists of their own
    assert asked - unset <= set(MeaningSettings.model_fields)
