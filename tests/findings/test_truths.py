"""Kinds of sentences that readers with the data in hand found untrue or misleading, and what is
said instead.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from reporter.findings.measuring.calendar_months import Season, is_sure
from reporter.findings.naming.names import name_segments
from reporter.findings.personas.outcomes import outcomes
from reporter.findings.personas.preferences import mixes, product_lifts
from reporter.findings.strategies.audiences import audience, present_members
from reporter.findings.strategies.playbook import load_playbook
from reporter.findings.titles.ground import Ground
from reporter.findings.titles.map import map_title
from reporter.findings.titles.segments import segment_titles
from reporter.model import Caution, CautionKind, Column, Feature, Reading, Role, Stance
from reporter.model.claim import Claim, Count
from reporter.model.spans import spoken_days
from tests import heavy
from tests.findings import cases
from tests.saying import WORDS, spoken


def contracts() -> cases.Case:
    """Make contracts whose total is what is paid a month × the months that somebody has been there."""
    case = cases.wholesale()
    rng, index = np.random.default_rng(0), case.table.frame.index
    months, monthly = (
        rng.integers(1, 72, len(index)).astype(float),
        rng.choice([20.0, 90.0], len(index)),
    )
    frame = pd.DataFrame(
        {"Total": months * monthly, "Monthly": monthly, "Tenure": months}, index=index
    )
    frame["Churn"] = np.where(np.arange(len(index)) % 4 == 0, "Yes", "No")
    features = (
        Feature(
            name="Total", heading="Total charges", unit="money", behaviour=True, in_revenue=True
        ),
        Feature(name="Monthly", heading="Monthly charges", unit="money", behaviour=True),
        Feature(name="Tenure", heading="Tenure", unit="months", behaviour=True),
        Feature(name="Churn", heading="Churn", unit="category", behaviour=False, outcome=True),
    )
    numbers: dict[str, float | str] = {
        "column": "Tenure",
        "unit": "months",
        "total": "Total",
        "rate": "Monthly",
        "share": 1.0,
    }
    reading = Reading(question="time_unit", stance=Stance.ADOPTED, numbers=numbers)
    return replace(
        case,
        clean=replace(case.clean, readings=(reading,)),
        table=replace(case.table, frame=frame, features=features, value="Total", revenue="Total"),
        segmentation=replace(case.segmentation, features=("Total", "Monthly", "Tenure")),
    )


def test_a_year_is_worked_out_from_what_is_paid_a_month() -> None:
    case = contracts()
    shop, frame = case.measured(), case.table.frame
    assert shop.of_a_year(frame) == pytest.approx(12 * frame["Monthly"].sum())
    assert shop.of_a_year(frame) != pytest.approx(frame["Total"].sum())
    found = case.find()
    assert "have spent" in found.sections["base"].text
    assert "since they came" in found.sections["base"].text
    (caveat,) = (one for one in found.caveats if one.id == "caveat.no_dates")
    assert "a year of theirs is worked out from monthly charges" in caveat.text
    for action in found.actions:
        if action.high is not None:
            members = frame[(case.segmentation.labels == action.segment) & (frame["Churn"] == "No")]
            assert action.high < 12 * members["Monthly"].sum()


def test_nobody_is_addressed_who_has_left() -> None:
    case = contracts()
    shop = case.measured()
    became = outcomes(shop)
    for number in shop.customers:
        inside = case.table.frame[case.segmentation.labels == number]
        stayed = int((inside["Churn"] == "No").sum())
        assert len(present_members(shop, number, became)) == stayed
        everybody = audience(shop, number, "all", (), became)
        assert everybody is not None
        assert everybody.told == Claim(
            "audience.all",
            {"audience": Count(stayed), "some_left": stayed < len(shop.groups[number])},
        )
    assert all(
        action.audience <= int((case.table.frame["Churn"] == "No").sum())
        for action in case.find().actions
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [(13.4, 13), (59.4, 59), (71.0, 2 * 30.44), (140.0, 5 * 30.44), (414.5, 14 * 30.44)],
)
def test_who_is_overdue_is_counted_by_the_span_that_is_printed(days: float, said: float) -> None:
    assert spoken_days(days) == pytest.approx(said)


@pytest.mark.parametrize(
    ("share", "orders", "sure"),
    [(0.31, 330, False), (0.31, 3300, True), (0.4, 330, True), (0.4, 20, False)],
)
def test_a_season_that_chance_may_make_is_none(share: float, orders: float, sure: bool) -> None:
    season = Season(first=date(2023, 6, 1), last=date(2023, 8, 1), share=share)
    assert is_sure(season, orders) is sure
    if not sure:
        return
    # Beyond the best of ten windows in 99 of 100 years in which orders fall evenly.
    months = np.random.default_rng(0).multinomial(int(orders), [1 / 12] * 12, 500)
    best = np.array(
        [max(year[start : start + 3].sum() for start in range(10)) / orders for year in months]
    )
    assert (best < share).mean() >= 0.99


def test_a_product_that_another_segment_buys_more_is_no_liking() -> None:
    case = cases.shop()
    assert case.purchases is not None
    lifts = {number: product_lifts(case.measured(), number) for number in (1, 2, 3, 4)}
    products = case.purchases.products
    sizes = {number: int((case.segmentation.labels == number).sum()) for number in lifts}
    for number, liked in lifts.items():
        for one in liked:
            rest = products[(products["product"] == one.product) & (products["segment"] != number)]
            assert one.share >= max(rest["customers"] / rest["segment"].map(sizes))


def test_a_multiple_that_the_mean_contradicts_is_not_told() -> None:
    case = cases.shop()
    frame, labels = case.table.frame.copy(), case.segmentation.labels
    frame["monetary"] = 100.0
    frame.loc[labels == 2, "monetary"] = 300.0
    whales = frame.index[labels == 1]
    frame.loc[whales, "monetary"] = 1e6
    shop = replace(case, table=replace(case.table, frame=frame)).measured()
    assert shop.median(2, "monetary") == 3 * shop.others[2]["monetary"]
    assert shop.times(2, "monetary") is None
    frame.loc[whales, "monetary"] = 100.0
    assert (
        replace(case, table=replace(case.table, frame=frame)).measured().times(2, "monetary") == 3
    )


def test_a_correlation_that_one_heap_makes_is_no_title() -> None:
    case = cases.mall()
    rng = np.random.default_rng(0)
    frame = case.table.frame.copy()
    first, second = "Annual Income (k$)", "Spending Score (1-100)"
    frame[first], frame[second] = rng.uniform(1, 9, len(frame)), rng.uniform(1, 9, len(frame))
    heap = frame.index[:100]
    frame.loc[heap, first], frame.loc[heap, second] = 0.0, 40.0
    assert abs(frame[first].corr(frame[second], method="spearman")) > 0.5
    assert abs(frame.iloc[100:][first].corr(frame.iloc[100:][second], method="spearman")) < 0.3
    title = map_title(replace(case, table=replace(case.table, frame=frame)).measured())
    assert title is None or abs(float(spoken(title).numbers.get("rank_correlation") or 0.0)) < 0.5


def test_the_no_of_a_column_of_yes_and_no_is_no_trait() -> None:
    case = cases.mall()
    labels = case.segmentation.labels.reindex(case.table.frame.index).to_numpy()
    frame = case.table.frame.assign(Gender=np.where(labels == 3, "0", "1"))
    told = mixes(replace(case, table=replace(case.table, frame=frame)).measured())
    assert {mix.category for own in told.values() for mix in own} == {"1"}


@pytest.mark.slow
def test_weekends_of_those_who_ordered_once_or_twice_are_not_told() -> None:
    case = cases.shop()
    orders = case.table.frame["frequency"].groupby(case.segmentation.labels).median()
    rare = [number for number in orders.index if orders[number] < 3]
    assert rare
    found = case.find()
    for number in rare:
        assert not any(trait.feature == "weekend_share" for trait in found.persona(number).traits)
        assert "weekend_share" not in found.persona(number).typical


@pytest.mark.slow
def test_weekends_are_not_told_where_orders_were_dated_by_an_import() -> None:
    case = cases.shop()
    frame = case.table.frame.assign(frequency=5.0)
    regular = replace(case, table=replace(case.table, frame=frame))
    assert regular.measured().median(1, "weekend_share") is not None
    crowded = Caution(
        kind=CautionKind.CROWDED_DAY, numbers={"day": "2011-01-01", "orders": 900, "share": 0.4}
    )
    suspect = replace(regular, clean=replace(case.clean, cautions=(crowded,)))
    assert suspect.measured().median(1, "weekend_share") is None
    assert not any(trait.feature == "weekend_share" for trait in suspect.find().persona(1).traits)


@pytest.mark.slow
def test_all_who_were_away_for_so_long_are_said_to_be() -> None:
    case = cases.shop()
    frame, labels = case.table.frame.copy(), case.segmentation.labels
    frame.loc[labels == 4, "recency"] = 1400.0
    found = replace(case, table=replace(case.table, frame=frame)).find()
    assert WORDS.text(found.persona(4).portrait).endswith(
        "; all of them last ordered more than three years ago."
    )


@pytest.mark.slow
def test_who_came_later_is_not_held_against_a_year_of_those_who_came_before() -> None:
    case = cases.shop()
    labels = case.segmentation.labels
    for tenure, told in ((300.0, True), (60.0, False)):
        frame = case.table.frame.assign(tenure=np.where(labels == 2, tenure, 330.0))
        known = next(one for one in case.table.features if one.name == "recency")
        features = (
            *case.table.features,
            replace(known, name="tenure"),
        )
        changed = replace(case, table=replace(case.table, frame=frame, features=features))
        texts = [
            play.assumption
            for play in changed.find().persona(2).strategies
            if "worth.step_up" in repr(play.assumption)
        ]
        assert bool(texts) is told


def test_the_largest_are_those_who_have_paid_most_in_all() -> None:
    case = cases.wholesale()
    chosen = audience(case.measured(), 1, "largest", ())
    assert chosen is not None
    own = case.table.frame[case.segmentation.labels == 1]["total_spend"].nlargest(chosen.customers)
    assert chosen.yearly == pytest.approx(own.sum())


def named(case: cases.Case) -> Ground:
    """Return what the titles of a case are made of, without actions."""
    return Ground(measured=case.measured(), names=name_segments(case.measured(), WORDS.letters))


def test_effects_that_are_level_make_no_superlative() -> None:
    case = cases.mall()
    first, second = "Annual Income (k$)", "Spending Score (1-100)"
    apart = spoken(segment_titles(named(case))["heatmap"]).text
    same = case.table.frame.assign(**{second: case.table.frame[first]})
    level = segment_titles(named(replace(case, table=replace(case.table, frame=same))))
    assert "differ clearly in" in spoken(level["heatmap"]).text
    assert "differ clearly in" in spoken(level["effects"]).text
    assert "most in" in apart or "clearly in" in apart


@pytest.mark.slow
@pytest.mark.parametrize("filled", [True, False])
def test_amounts_that_are_missing_are_told(filled: bool) -> None:
    case = cases.wholesale()
    told = {caveat.id for caveat in case.find().caveats}
    assert "caveat.unknown_amounts" not in told
    frame, amounts = (
        case.table.frame.copy(),
        [one.name for one in case.table.features if one.in_revenue],
    )
    frame.loc[frame.index[:7], amounts[0]] = np.nan
    frame.loc[frame.index[5:9], amounts[1]] = np.nan
    first = replace(
        case.segmentation.preparation[0], feature=amounts[0], imputed=7 if filled else 0
    )
    segmentation = replace(case.segmentation, preparation=(first,))
    found = replace(case, table=replace(case.table, frame=frame), segmentation=segmentation).find()
    caveat = next(one for one in found.caveats if one.id == "caveat.unknown_amounts")
    assert caveat.numbers["customers"] == frame[amounts].isna().any(axis=1).sum() == 9
    assert ("median" in caveat.text) is filled


@pytest.mark.slow
@pytest.mark.parametrize(
    ("after", "said"), [(1.03, "about as high as"), (1.3, "higher than"), (0.7, "lower than")]
)
def test_years_that_differ_by_little_are_about_alike(after: float, said: str) -> None:
    case = cases.shop()
    assert case.purchases is not None
    assert case.table.period is not None
    starts = pd.date_range("2009-12-01", "2011-11-01", freq="MS")
    rows = [
        {"segment": number, "month": start, "revenue": 100.0 * (after if start >= pd.Timestamp("2010-12-01") else 1.0), "orders": 9,
         "customers": 9}
        for number in (1, 2, 3, 4) for start in starts
    ]  # fmt: skip
    period = replace(case.table.period, start=date(2009, 12, 1), end=date(2011, 11, 30))
    made = replace(
        case,
        table=replace(case.table, period=period),
        purchases=replace(case.purchases, monthly=pd.DataFrame(rows)),
    )
    assert said in made.find().titles["revenue_over_time"].text


@pytest.mark.parametrize("named", [True, False])
def test_numbers_of_rows_are_not_called_those_of_the_file(named: bool) -> None:
    case = cases.mall()
    ids = (
        (Column(name="CustomerID", dtype="integer", role=Role.CUSTOMER, evidence=""),)
        if named
        else ()
    )
    dataset = replace(case.clean.dataset, columns=(*case.clean.dataset.columns, *ids))
    found = replace(case, clean=replace(case.clean, dataset=dataset)).find()
    assert any(one.id == "caveat.no_ids" for one in found.caveats) is not named


@pytest.mark.slow
@pytest.mark.parametrize(
    "label", heavy.every(3, ["Age", "Year of birth", "Marital status", "Household income"])
)
def test_people_take_no_deliveries_by_standing_order(label: str) -> None:
    case = cases.wholesale()
    trade = {
        "standing_order",
        "category_depth",
        "category_expansion",
        "paired_categories",
        "minimum_order",
        "grow_small",
    }
    assert trade & {action.id for action in case.find().actions}
    frame = case.table.frame.assign(Who=np.arange(len(case.table.frame), dtype=float))
    who = Feature(name="Who", heading=label, unit="number", behaviour=False)
    people = replace(
        case, table=replace(case.table, frame=frame, features=(*case.table.features, who))
    )
    assert not trade & {action.id for action in people.find().actions}


@pytest.mark.slow
def test_the_first_three_actions_are_of_different_themes() -> None:
    themes = {play.id: play.theme for play in load_playbook(cases.DEFAULTS).plays}
    for case in (cases.wholesale(), cases.shop(), cases.mall(), contracts()):
        every = [themes[action.id] for action in case.find().actions]
        assert len(set(every[:3])) == min(3, len(set(every)))


@pytest.mark.slow
def test_actions_that_could_bring_as_much_are_told_together() -> None:
    shop = cases.shop()
    first = max(
        (one for one in shop.find().actions if one.high is not None),
        key=lambda one: one.high or 0.0,
    )
    twin = replace(first, claim=Claim("play.early_access"))
    title = segment_titles(replace(named(shop), actions=(first, twin)))["actions"]
    assert spoken(title).text.startswith("Two actions could be worth most")
