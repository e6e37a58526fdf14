"""Names and portraits hold in themselves, not against the other segments alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reporter.findings.naming.order_names import (
    ARCHETYPES,
    WEEKEND,
    keeps_promise,
    median_of,
    side_of,
)
from reporter.findings.personas.descriptors import majority
from reporter.findings.personas.portraits import portrait
from reporter.model.claim import Number, Quantity, Value
from reporter.wording.writing import Writer
from tests.findings import cases
from tests.saying import WORDS, names_of


def seen(days: dict[int, float]) -> cases.Case:
    """Let every member of a segment have last ordered so many days ago, and be alike in all else."""
    case = cases.shop()
    frame = case.table.frame.copy()
    labels = case.segmentation.labels.reindex(frame.index)
    frame["recency"] = labels.map(days).astype(float) + np.arange(len(frame)) % 2
    for name in frame.columns.difference(["recency", "country"]):
        if frame[name].dtype.kind in "fi":
            frame[name] = frame[name].median()
    return replace(case, table=replace(case.table, frame=frame))


def test_nobody_is_long_silent_who_ordered_this_month() -> None:
    names = names_of(seen({1: 2, 2: 3, 3: 4, 4: 20}).measured())
    assert not {name for name in names.values() if "silent" in name.lower()}


def test_nobody_is_recently_active_who_has_been_silent_for_a_year() -> None:
    names = names_of(seen({1: 400, 2: 500, 3: 600, 4: 700}).measured())
    assert not {name for name in names.values() if "active" in name.lower()}


def test_those_who_ordered_once_at_a_weekend_are_no_weekend_shoppers() -> None:
    weekends = next(one for one in ARCHETYPES if one.name == "weekend_shoppers")
    values = {WEEKEND: 0.9, median_of(WEEKEND): 1.0, side_of(WEEKEND): 1.0}
    assert keeps_promise(weekends, {**values, "once": 0.1})
    assert not keeps_promise(weekends, {**values, "once": 0.95})


def aged(ages: tuple[float, ...]) -> cases.Case:
    case = cases.mall()
    frame = case.table.frame.copy()
    labels = case.segmentation.labels.reindex(frame.index)
    frame["Age"] = labels.map(dict(enumerate(ages, 1))).astype(float) + np.arange(len(frame)) % 2
    return replace(case, table=replace(case.table, frame=frame))


@pytest.mark.parametrize(
    ("ages", "word"),
    [
        ((37, 25, 25, 25, 25), ""),
        ((60, 40, 40, 40, 40), "Older "),
        ((25, 40, 40, 40, 40), "Younger "),
        ((45, 60, 60, 60, 60), ""),
    ],
)
def test_older_and_younger_are_ages(ages: tuple[float, ...], word: str) -> None:
    text = WORDS.text(portrait(aged(ages).measured(), 1))
    assert text.startswith(word or "Customers")


@pytest.mark.parametrize(
    ("own", "others", "said"),
    [(0.61, 0.56, None), (0.61, 0.4, None), (0.66, 0.4, "women"), (0.9, 0.88, None)],
)
def test_a_majority_says_something_of_the_segment(
    own: float, others: float, said: str | None
) -> None:
    case = cases.mall()
    frame = case.table.frame.copy()
    labels = case.segmentation.labels.reindex(frame.index).to_numpy()
    gender = np.empty(len(frame), dtype=object)
    for number in np.unique(labels):
        members = np.flatnonzero(labels == number)
        share = own if number == 3 else others
        gender[members] = np.where(
            np.arange(len(members)) < round(share * len(members)), "Female", "Male"
        )
    frame["Gender"] = gender
    assert majority(replace(case, table=replace(case.table, frame=frame)).measured(), 3) == said


@pytest.mark.slow
def test_a_country_that_is_everybody_s_tells_nobody_apart() -> None:
    case = cases.shop()
    frame = case.table.frame.copy()
    frame["country"] = np.where(np.arange(len(frame)) % 10 > 0, "United Kingdom", "France")
    found = replace(case, table=replace(case.table, frame=frame)).find()
    told = [WORDS.text(persona.portrait) for persona in found.personas] + [
        fact.text for persona in found.personas for fact in persona.facts
    ]
    assert not [text for text in told if "United Kingdom" in text]


@pytest.mark.parametrize(
    ("value", "occasions", "quantity"),
    [(8.5, "8 or 9 times", "8 or 9"), (1.5, "once or twice", "1 or 2"), (2.0, "twice", "2"), (12.5, "12 or 13 times", "13")],
)  # fmt: skip
def test_a_median_between_two_counts_is_said_as_people_do(
    value: float, occasions: str, quantity: str
) -> None:
    values: dict[str, Value] = {"orders": Number(value), "count": Quantity(value, "count")}
    writer = Writer(words=WORDS, values=values)
    assert writer.fill("{orders|occasions}") == occasions
    assert writer.fill("{count}") == quantity
