"""What the data were taken to mean is claimed in full, and every question has its sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reporter.findings import readings
from reporter.findings.summary.reading_values import values_of
from reporter.model import Finding, Reading, Stance
from reporter.model.claim import Claim, Count, Day, Money, Name, Share, Value
from reporter.quality.meaning import registry
from reporter.settings import MeaningSettings
from reporter.wording.catalogue import catalogue
from tests.findings import cases
from tests.saying import spoken

ENGLISH = catalogue().entries
SAID = {id_.split(".")[1] for id_ in ENGLISH if id_.startswith("reading.")}
"""Questions that the catalogue has sentences for."""


def claimed(one: Reading) -> Finding:
    (found,) = readings(replace(cases.cleaned(), readings=(one,)))
    return found


def status(*items: dict[str, float | str], **numbers: float | str) -> Reading:
    return Reading(
        question="order_status",
        stance=Stance.SET,
        numbers={"columns": "Status", **numbers},
        items=items,
    )


def part(found: Finding, name: str) -> Value:
    assert found.claim is not None
    return found.claim.values[name]


@pytest.mark.parametrize(
    ("key", "number", "value"),
    [
        ("column", "Type", Name("Type")),
        ("rows", 12, Count(12)),
        ("amount", 1250.0, Money(1250)),
        ("share", 0.25, Share(0.25)),
        ("as_read", "2024-02-03", Day(date(2024, 2, 3))),
        ("first", "2024-02-03", Name("2024-02-03")),
    ],
)
def test_each_number_is_claimed_as_what_it_is(key: str, number: float | str, value: Value) -> None:
    assert values_of("order_status", {key: number}) == {key: value}


def test_the_ends_of_lone_dates_are_days() -> None:
    assert values_of("lone_dates", {"first": "2024-02-03"}) == {"first": Day(date(2024, 2, 3))}


def test_one_of_few_texts_is_a_choice_beside_its_name() -> None:
    assert values_of("grain", {"grain": "week"}) == {"grain": Name("week"), "period": "week"}


def test_entries_are_listed_and_the_rest_counted() -> None:
    items: list[dict[str, float | str]] = [{"state": f"S{n}", "rows": n} for n in range(1, 10)]
    found = spoken(claimed(status(*items)))
    assert (
        "(S1 (1 row), S2 (2 rows), S3 (3 rows), S4 (4 rows), S5 (5 rows), S6 (6 rows) and 3 more)"
        in found.text
    )
    assert (found.numbers["rows_6"], found.numbers["more"]) == (6, 3)


def test_what_the_other_reading_gives_is_claimed_where_it_is_other() -> None:
    other = part(claimed(status(orders_taken=9, orders_otherwise=12)), "others")
    assert isinstance(other, Claim)
    assert other.id == "reading.others.orders"
    assert part(claimed(status()), "others") is None


def test_a_setting_is_told_as_a_shell_takes_it() -> None:
    told = replace(status({"state": "failed", "rows": 1}), setting="meaning.units=[tenure = UNIT]")
    assert spoken(claimed(told)).text.endswith(
        "Set 'meaning.units=[tenure = UNIT]' to read it the other way."
    )


def test_every_question_has_its_setting_and_its_sentences() -> None:
    asked = {question.name for question in (*registry.QUESTIONS, *registry.OF_CUSTOMERS)}
    assert asked <= SAID
    unset = {
        "open_orders",
        "shared_orders",
    }  # these tell what cannot be read otherwise, or by lists of their own
    assert asked - unset <= set(MeaningSettings.model_fields)


@pytest.mark.parametrize("question", sorted(SAID - {"whole", "others"}))
def test_every_question_says_how_to_have_it_otherwise(question: str) -> None:
    assert f"reading.{question}.otherwise" in ENGLISH
    assert any(f"reading.{question}.{stance.value}" in ENGLISH for stance in Stance)
