"""What is said, named or drawn of a segment rests on its members: on enough of them, or it says on
how many.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from reporter.customers import headings
from reporter.findings.measuring.enough import Statement, is_enough
from reporter.findings.personas.portraits import last_seen
from reporter.findings.strategies.audiences import audience
from reporter.model import Feature
from tests import heavy
from tests.findings import cases
from tests.saying import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN = "average_order_value"


def known_of(count: int, segment: int = 3) -> cases.Case:
    """Let the value of orders be known of so many members of a segment, and be large there."""
    case = cases.shop()
    frame = case.table.frame.copy()
    members = frame.index[case.segmentation.labels.reindex(frame.index) == segment]
    frame.loc[members, KNOWN] = np.nan
    frame.loc[members[:count], KNOWN] = 33_500.0
    return replace(case, table=replace(case.table, frame=frame))


@pytest.mark.parametrize(
    ("count", "said"), heavy.every(3, [(0, False), (9, False), (10, True), (29, True), (30, True)])
)
def test_what_is_known_of_too_few_is_neither_said_nor_drawn(count: int, said: bool) -> None:
    case = known_of(count)
    assert case.measured().customers[3] == 60
    persona = case.find().persona(3)
    assert (KNOWN in persona.typical) is said
    assert any(trait.feature == KNOWN for trait in persona.traits) is said
    told = " ".join([WORDS.text(persona.portrait), *(fact.text for fact in persona.facts)])
    assert "33,500" not in told or said


@pytest.mark.slow
def test_what_is_known_of_less_than_a_tenth_is_not_said_however_many_these_are() -> None:
    case = cases.shop((40, 80, 150, 90))
    frame = case.table.frame.copy()
    members = frame.index[case.segmentation.labels.reindex(frame.index) == 3]
    frame.loc[members, KNOWN] = np.nan
    frame.loc[members[:14], KNOWN] = 33_500.0
    assert (
        KNOWN not in replace(case, table=replace(case.table, frame=frame)).find().persona(3).typical
    )


@pytest.mark.slow
@pytest.mark.parametrize(("count", "share"), [(29, 29 / 60), (30, None)])
def test_what_is_known_of_less_than_half_is_said_with_how_many(
    count: int, share: float | None
) -> None:
    persona = known_of(count).find().persona(3)
    assert persona.known.get(KNOWN) == (None if share is None else pytest.approx(share))
    fact = next((fact for fact in persona.facts if fact.id.endswith(f".{KNOWN}")), None)
    if fact is not None:
        assert ("of the 48\u202f% for whom it is known" in fact.text) is (share is not None)


@pytest.mark.slow
def test_all_members_of_a_small_segment_are_enough() -> None:
    case = cases.shop((7, 80, 60, 90))
    assert "monetary" in case.find().persona(1).typical


def spent(first: list[float], others: float) -> cases.Case:
    """Let the members of the first segment spend so much in turn, and everybody else so much."""
    case = cases.shop((200, 80, 60, 90))
    frame = case.table.frame.copy()
    mine = (case.segmentation.labels.reindex(frame.index) == 1).to_numpy()
    frame["monetary"] = np.where(mine, np.resize(first, len(frame)), others)
    return replace(case, table=replace(case.table, frame=frame))


def test_who_spends_most_of_all_is_checked_against_all() -> None:
    best = audience(spent([1000.0, 900.0, 800.0, 5.0], 10.0).measured(), 1, "largest", ())
    assert best is not None
    assert (best.customers, best.told.id) == (40, "audience.largest.of_all")
    beside = audience(spent([800.0, 700.0, 600.0, 5.0], 850.0).measured(), 1, "largest", ())
    assert beside is not None
    assert (beside.customers, beside.told.id) == (40, "audience.largest.of_segment")


def test_a_whole_segment_is_not_called_those_who_spend_most_of_it() -> None:
    whole = audience(cases.shop((8, 80, 60, 90)).measured(), 1, "largest", ())
    assert whole is not None
    assert (whole.customers, whole.told.id) == (8, "audience.all")


def test_the_largest_of_a_segment_are_a_fifth_of_it_and_ten_at_least() -> None:
    case = cases.shop()
    members = {number: int((case.segmentation.labels == number).sum()) for number in (1, 2)}
    assert members == {1: 40, 2: 80}
    found = [audience(case.measured(), number, "largest", ()) for number in members]
    assert [one.customers for one in found if one] == [10, 16]


@pytest.mark.parametrize(
    ("days", "words"), [(7, "in the last week"), (8, "in the last fortnight"), (14, "in the last fortnight"), (16, "in the last month"),
                        (42, "in the last six weeks"), (43, "in the last two months"), (366, "more than a year ago")],
)  # fmt: skip
def test_half_of_them_were_seen_within_the_span_that_is_said(days: float, words: str) -> None:
    assert WORDS.text(last_seen(days, away=False)) == words


@pytest.mark.slow
@pytest.mark.parametrize(
    "made", heavy.every(3, [cases.shop, cases.wholesale, cases.mall, cases.moneyless])
)
def test_every_sentence_knows_what_it_was_counted_over(made: Callable[[], cases.Case]) -> None:
    case = made()
    found, labels = case.find(), case.segmentation.labels
    everything = [
        *found.front.said,
        *found.guide.said,
        *found.summary,
        *found.titles.values(),
        *found.sections.values(),
        found.certainty,
        *found.caveats,
        *found.cautions,
    ]
    everything += [
        *found.readings,
        *found.telling,
        *found.alternatives,
        *found.choice.said,
        *found.appendix.said,
        *(fact for persona in found.personas for fact in persona.facts),
        *(one for sketch in found.sketches.values() for one in sketch.said),
    ]
    assert {one.id for one in everything if one.base is None} == set()
    for one in everything:
        assert one.base is not None
        if ".persona." in f".{one.id}." and one.base.of == "customers":
            number = int(one.id.removeprefix("title.").split(".")[1])
            assert one.base.count == round(int((labels == number).sum()) * one.base.known)
    assert {
        one.base.of
        for one in found.sections.values()
        if one.base and one.id in ("section.base", "section.glance")
    } == {"customers"}


@pytest.mark.slow
def test_a_base_counts_those_who_are_known() -> None:
    persona = known_of(29).find().persona(3)
    told = {fact.id: fact.base for fact in persona.facts}
    base = told.get(f"persona.3.{KNOWN}")
    assert base is not None
    assert (base.of, base.count) == ("customers", 29)
    assert base.known == pytest.approx(29 / 60)
    weekday = replace(cases.shop())
    assert weekday.purchases is not None
    days = weekday.purchases.weekdays.copy()
    days.loc[(days["segment"] == 1) & (days["weekday"] == 3), "orders"] *= 3
    facts = (
        replace(weekday, purchases=replace(weekday.purchases, weekdays=days))
        .find()
        .persona(1)
        .facts
    )
    (fact,) = (fact for fact in facts if fact.id == "persona.1.weekday")
    members = weekday.table.frame[weekday.segmentation.labels == 1]
    assert fact.base is not None
    assert (fact.base.of, fact.base.count) == ("orders", int(members["frequency"].sum()))


@pytest.mark.parametrize(
    ("statement", "count", "share", "holds"),
    [
        (Statement.FIGURE, 3, 1.0, True),
        (Statement.FIGURE, 9, 0.9, False),
        (Statement.FIGURE, 10, 0.09, False),
        (Statement.FIGURE, 10, 0.1, True),
        (Statement.RATE, 9, 1.0, False),
        (Statement.RATE, 10, 1.0, True),
        (Statement.WEEKDAY, 99, 1.0, False),
        (Statement.TENTH, 100, 1.0, True),
        (Statement.SEASON, 11, 1.0, False),
    ],
)
def test_a_bound_for_each_kind_of_statement(
    statement: Statement, count: int, share: float, holds: bool
) -> None:
    assert is_enough(statement, count, share) == holds


@pytest.mark.parametrize(
    ("name", "yearly"),
    [("mrr_usd", 12.0), ("MonthlyCharges", 12.0), ("monthly fee", 12.0), ("annual_spend", 1.0)],
)
def test_money_of_a_month_makes_a_year_of_twelve(name: str, yearly: float) -> None:
    case = cases.wholesale()
    money = Feature(
        name=name, heading=headings.label(name), unit="money", behaviour=True, in_revenue=True
    )
    frame = case.table.frame[["total_spend"]].rename(columns={"total_spend": name})
    table = replace(case.table, frame=frame, features=(money,), value=name, revenue=name)
    made = replace(case, table=table, segmentation=replace(case.segmentation, features=(name,)))
    assert made.measured().yearly == yearly
    found = made.find()
    (caveat,) = (one for one in found.caveats if one.id == "caveat.no_dates")
    assert ("a month's, and a year as twelve of them" in caveat.text) is (yearly == 12)
    assert (" a month, " in found.sections["base"].text) is (yearly == 12)
