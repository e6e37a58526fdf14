"""Segments of any trade are named by what their columns measure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from reporter.customers.headings import label
from reporter.errors import FindingsError
from reporter.findings.measuring.kinds import by_heading
from reporter.findings.strategies.playbook import load_playbook
from reporter.findings.strategies.suggestions import check_playbook
from reporter.model import Feature
from reporter.settings import Settings, from_values
from tests import builders
from tests.findings import cases
from tests.saying import names_of, own, strategies

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model import Unit


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Total_Trans_Ct", "activity"), ("Total_Trans_Amt", "value"), ("Credit_Lim", "limit"), ("Avg_Open_To_Buy", "limit"),
        ("Total_Revolv_Bal", "balance"), ("Avg_Util_Ratio", "use"), ("Months_on_book", "tenure"), ("Total_Rel_Cnt", "breadth"),
        ("Months_Inact_12_mon", "away"), ("Contacts_Cnt_12_mon", "support"), ("Amt_Chng_Q4_Q1", None), ("Cust_Age", None),
        ("mrr_usd", "value"), ("active_days_30d", "activity"), ("features_used", "breadth"), ("tickets_90d", "support"),
        ("nps", "satisfaction"), ("seats", "size"), ("MonthlyCharges", "value"), ("tenure", "tenure"), ("Number of stays", "activity"),
        ("Visits per month", "activity"),
        ("Annual premium", "value"), ("NumDealsPurchases", "discount"), ("Annual Income (k$)", "income"), ("Spending Score (1-100)", None),
        ("Accepted campaign", None), ("Total donation amount", "value"), ("Q1_price_matters", None),
    ],
)  # fmt: skip
def test_a_heading_tells_what_it_measures(heading: str, kind: str | None) -> None:
    found = by_heading(label(heading))
    assert (found.name if found else None) == kind


def test_money_that_customers_brought_is_their_value_whatever_it_is_called() -> None:
    found = by_heading("Oneoff purchases", is_money=True)
    assert found is not None
    assert found.name == "value"


def bank(headings: tuple[str, ...], seed: int = 0) -> cases.Case:
    """Make three segments of a bank: high in all columns, in the middle, and low."""
    rng, sizes = np.random.default_rng(seed), (60, 80, 70)
    middles = np.repeat((100.0, 50.0, 10.0), sizes)
    frame = pd.DataFrame(
        {name: rng.normal(middles, 5) for name in headings},
        index=[f"c{number}" for number in range(sum(sizes))],
    )
    features = tuple(
        Feature(
            name=name,
            heading=label(name),
            unit="months" if name.startswith("Months") else "number",
            definition=own("As in the file."),
            behaviour=True,
        )
        for name in headings
    )
    case = cases.mall()
    table = replace(case.table, frame=frame, features=features, value=headings[0])
    found = builders.segmentation(table, sizes)
    return replace(
        case,
        table=table,
        segmentation=replace(found, features=headings),
        totals=replace(case.totals, customers=len(frame)),
    )


def test_raw_headings_make_names_of_two_adjectives() -> None:
    names = names_of(bank(("Total_Trans_Ct", "Credit_Lim")).measured())
    assert names[1] in {"Active, high-limit customers", "High-limit, active customers"}
    assert names[3] in {"Quiet, low-limit customers", "Low-limit, quiet customers"}


@pytest.mark.parametrize("seed", range(5))
def test_no_name_is_longer_than_forty_characters(seed: int) -> None:
    long = (
        "Average change of the total revolving balance",
        "Share_Of_Transactions_Declined_Abroad_12_mon",
        "Months_on_book",
    )
    names = names_of(bank(long, seed).measured())
    assert len(set(names.values())) == 3
    assert max(map(len, names.values())) <= 40


def test_plays_speak_of_kinds_and_the_first_three_are_different() -> None:
    found = bank(("Total_Trans_Ct", "Credit_Lim", "Months_on_book")).find()
    told = {persona.segment: {play.id for play in persona.strategies} for persona in found.personas}
    assert told[1] & {"thank_the_loyal"}
    assert told[3] & {"activate", "first_hundred_days"}
    assert len({play.id for play in found.actions[:3]}) == 3
    words = " ".join(
        f"{play.title} {play.action} {play.channel}" for play in strategies(found)
    ).lower()
    assert not [
        phrase
        for phrase in ("at the till", "delivery window", "standing order", "order form", "store")
        if phrase in words
    ]


def test_no_two_segments_have_the_same_adjectives_in_another_order() -> None:
    # The second and the third are low in both, each more in another.
    case = bank(("Total_Trans_Ct", "Credit_Lim"))
    rng = np.random.default_rng(2)
    counts, limits = (
        rng.normal(np.repeat(middles, (60, 80, 70)), 2)
        for middles in ((100.0, 30.0, 10.0), (100.0, 10.0, 30.0))
    )
    frame = case.table.frame.assign(Total_Trans_Ct=counts, Credit_Lim=limits)
    names = names_of(replace(case, table=replace(case.table, frame=frame)).measured())
    words = [
        frozenset(name.lower().removesuffix(" customers").split(", ")) for name in names.values()
    ]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("months", "long", "new"),
    [((100, 50, 10), True, True), ((100, 80, 60), True, False), ((11, 8, 2), False, True)],
)
def test_customers_are_newer_or_of_long_standing_in_themselves(
    months: tuple[float, float, float], long: bool, new: bool
) -> None:
    case = bank(("Months_on_book", "Credit_Lim"))
    rng = np.random.default_rng(1)
    spans = rng.normal(np.repeat(np.array(months, dtype=float), (60, 80, 70)), 0.5)
    case = replace(
        case, table=replace(case.table, frame=case.table.frame.assign(Months_on_book=spans))
    )
    names, found = names_of(case.measured()), case.find()
    plays = {number: {play.id for play in found.persona(number).strategies} for number in (1, 3)}
    assert ("ong-standing" in names[1]) is long is ("thank_the_loyal" in plays[1])
    assert ("ewer" in names[3]) is new is ("first_hundred_days" in plays[3])


@pytest.mark.parametrize("unit", ["number", "months"])
def test_nobody_is_called_newer_by_a_span_whose_unit_nobody_knows(unit: Unit) -> None:
    case = bank(("Months_on_book", "Credit_Lim"))
    features = tuple(
        replace(feature, unit=unit) if feature.name == "Months_on_book" else feature
        for feature in case.table.features
    )
    names = names_of(replace(case, table=replace(case.table, features=features)).measured())
    assert ("ewer" in names[3]) is (unit == "months")


def test_our_playbook_holds_a_dozen_plays_of_kinds() -> None:
    plays = [
        play
        for play in load_playbook(Settings()).plays
        if any((one.feature or "").startswith("kind:") for one in play.when)
    ]
    assert len(plays) >= 12
    assert len({play.theme for play in plays}) >= 10


def test_a_kind_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "plays.toml"
    own.write_text(
        '[[play]]\nid = "more"\nkind = "customers"\ntheme = "more"\ntitle = "T"\naction = "A"\n'
        'channel = "C"\nkpi = "K"\neffort = 1\n'
        'when = [{ measure = "effect", feature = "kind:activities", is = "<=", value = -0.3 }]\n',
        encoding="utf-8",
    )
    settings = from_values({"findings": {"playbook": str(own)}})
    with pytest.raises(
        FindingsError, match=r"(?s)there is no kind of features 'activities'.*Kinds: satisfaction"
    ):
        check_playbook(bank(("Total_Trans_Ct", "Credit_Lim")).table, settings)


def test_no_segment_that_stands_apart_is_called_the_middle_for_want_of_a_short_heading() -> None:
    long = (
        "Average change of the total revolving balance over all quarters",
        "Share of all of the transfers that were declined abroad",
    )
    names = names_of(bank(long).measured())
    assert "Middle-ground customers" not in {names[1], names[3]}
