"""Medians and months by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from reporter.findings.measuring.calendar_months import complete_months, recurs, season_in
from reporter.findings.titles.base import base_titles
from reporter.findings.titles.ground import Ground
from reporter.model import Feature, Period
from tests import heavy
from tests.findings import cases
from tests.saying import WORDS, own, spoken


def test_unfinished_months_are_left_out_of_comparisons() -> None:
    case = cases.shop()
    months = complete_months(case.purchases, case.table.period)
    assert months is not None
    assert months.starts[0] == date(2010, 12, 1)
    assert months.starts[-1] == date(2011, 11, 1)


def test_a_first_month_that_begins_in_its_middle_is_left_out() -> None:
    case = cases.shop()
    months = complete_months(
        case.purchases,
        Period(start=date(2010, 12, 15), end=date(2011, 11, 30), as_of=date(2011, 12, 1)),
    )
    assert months is not None
    assert months.starts[0] == date(2011, 1, 1)


def test_the_best_three_months_in_a_row_are_found() -> None:
    index = pd.date_range("2020-01-01", periods=12, freq="MS")
    season = season_in(pd.Series([1.0, 1, 1, 1, 5, 5, 5, 1, 1, 1, 1, 1], index=index))
    assert season is not None
    assert (season.first, season.last) == (date(2020, 5, 1), date(2020, 7, 1))
    assert season.share == pytest.approx(15 / 24)


@pytest.mark.parametrize(
    ("before", "again"),
    [
        ([1.0] * 12, False), ([1, 1, 1, 1, 3, 3, 3, 1, 1, 1, 1, 1], True), ([5, 5, 5, 5, 1, 1, 1, 5, 5, 5, 5, 5], False),
        ([3, 3, 3, 1, 1, 1], True), ([1, 1, 1, 3, 1, 1], False), ([9.0] * 5, True), ([], True),
    ],
)  # fmt: skip
def test_a_season_recurs_where_the_same_months_were_good_a_year_before_as_far_as_the_data_go_back(
    before: list[float], again: bool
) -> None:
    last = [1.0, 1, 1, 1, 5, 5, 5, 1, 1, 1, 1, 1]
    if (
        len(before) == 6
    ):  # the half year before the last year: its first three months are those of the season
        last = [1.0] * 6 + [5, 5, 5, 1, 1, 1]
    index = pd.date_range(end="2021-12-01", periods=len(before) + 12, freq="MS")
    revenue = pd.Series([*map(float, before), *last], index=index)
    season = season_in(revenue)
    assert season is not None
    assert recurs(revenue, season) is again


def test_less_than_a_year_has_no_season() -> None:
    assert (
        season_in(pd.Series(1.0, index=pd.date_range("2020-01-01", periods=11, freq="MS"))) is None
    )


def test_an_unfinished_last_month_makes_no_claim_of_a_fall() -> None:
    case = cases.shop()
    assert case.purchases is not None
    months = pd.date_range("2009-12-01", "2011-12-01", freq="MS")
    flat = pd.DataFrame(
        {"segment": 1, "month": months, "revenue": 100.0, "orders": 5, "customers": 5}
    )
    flat.loc[flat["month"] == pd.Timestamp("2011-12-01"), "revenue"] = 1.0
    period = Period(start=date(2009, 12, 1), end=date(2011, 12, 4), as_of=date(2011, 12, 5))
    told = replace(
        case,
        table=replace(case.table, period=period),
        purchases=replace(case.purchases, monthly=flat),
    )
    title = base_titles(Ground(measured=told.measured()))["revenue_over_time"]
    assert "lower" not in spoken(title).text


def test_growth_over_two_full_years_is_told_with_its_size() -> None:
    case = cases.shop()
    assert case.purchases is not None
    months = pd.date_range("2009-12-01", "2011-11-01", freq="MS")
    grown = pd.DataFrame(
        {
            "segment": 1,
            "month": months,
            "revenue": [100.0] * 12 + [120.0] * 12,
            "orders": 5,
            "customers": 5,
        }
    )
    period = Period(start=date(2009, 12, 1), end=date(2011, 11, 30), as_of=date(2011, 12, 1))
    told = replace(
        case,
        table=replace(case.table, period=period),
        purchases=replace(case.purchases, monthly=grown),
    )
    title = base_titles(Ground(measured=told.measured()))["revenue_over_time"]
    assert (
        spoken(title).text
        == "Revenue in the twelve full months to November 2011 was 20\u202f% higher than in the"
        " twelve before"
    )


def test_a_feature_that_nobody_has_has_no_median_over_all() -> None:
    case = with_gaps_of_nobody()
    assert "order_gap" not in case.measured().overall


@pytest.mark.parametrize(
    "name", heavy.every(3, ["Age", "Annual Income (k$)", "Spending Score (1-100)"])
)
@pytest.mark.parametrize("segments", [(1,), (2, 4), (1, 2, 3, 4)])
def test_what_nobody_in_a_segment_tells_is_not_said_of_it(
    name: str, segments: tuple[int, ...]
) -> None:
    case = cases.mall()
    unknown = case.segmentation.labels.isin(segments)
    case = replace(
        case,
        table=replace(
            case.table,
            frame=case.table.frame.assign(**{name: case.table.frame[name].mask(unknown)}),
        ),
    )
    found = case.find()
    assert [persona.segment for persona in found.personas if name not in persona.typical] == list(
        segments
    )
    said = [one.text for one in (*found.titles.values(), *found.summary)] + [
        WORDS.text(persona.portrait) for persona in found.personas
    ]
    assert not [text for text in said if "nan" in text.lower().split()]


def with_gaps_of_nobody() -> cases.Case:
    case = cases.shop()
    gap = Feature(
        name="order_gap", heading="Gap", unit="days", definition=own("Days."), behaviour=True
    )
    table = replace(
        case.table,
        frame=case.table.frame.assign(order_gap=float("nan")),
        features=(*case.table.features, gap),
    )
    return replace(case, table=table)
