"""Charts of the whole base, of the data and of the method: their numbers, and where their marks
stand.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
import pytest

from reporter.charts import (
    candidates,
    cleaning,
    concentration,
    distributions,
    repeat,
    rfm_grid,
    volume_over_time,
)
from reporter.charts.sheet import Sheet
from reporter.model import Finding, GridCell, Verdict
from reporter.model.claim import Claim, Month, SegmentName
from reporter.wording import Words
from tests.charts import cases as made
from tests.charts.reading import outside, overlapping, texts

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style


def test_monthly_revenue_adds_up_to_the_base() -> None:
    inputs, _ = made.transactions()
    values = volume_over_time.numbers(inputs)
    assert values is not None
    assert sum(values["volume"]) == pytest.approx(inputs.study.totals.revenue)
    assert (values["months"][0], values["months"][-1], values["months"][values["peak"]]) == (
        "2010-12",
        "2011-12",
        "2011-11",
    )
    assert values["partial"] == [False] * 12 + [True]


def test_the_best_month_is_a_whole_one() -> None:
    inputs, style = made.transactions()
    assert inputs.study.purchases is not None
    monthly = inputs.study.purchases.monthly.copy()
    monthly.loc[monthly["month"] == pd.Timestamp(2011, 12, 1), "revenue"] *= 100
    values = volume_over_time.numbers(
        replace(
            inputs,
            study=replace(inputs.study, purchases=replace(inputs.study.purchases, monthly=monthly)),
        )
    )
    assert values is not None
    assert max(values["volume"]) == values["volume"][-1]
    assert values["months"][values["peak"]] == "2011-11"
    assert volume_over_time.draw(values, style, "volume_over_time", "T").alt.startswith(
        "T. Best month: November 2011"
    )


def test_the_months_that_the_title_names_are_brought_out() -> None:
    inputs, _ = made.transactions()
    said = Finding(
        id="t",
        claim=Claim(
            "title.over_time.season",
            {"first": Month(date(2011, 9, 1)), "last": Month(date(2011, 11, 1))},
        ),
    )
    titled = replace(inputs, findings=replace(inputs.findings, titles={"revenue_over_time": said}))
    values = volume_over_time.numbers(titled)
    assert values is not None
    assert values["shown"] == [9, 10, 11]


def test_a_single_month_is_drawn_whole() -> None:
    inputs, style = made.transactions()
    assert inputs.study.purchases is not None
    assert inputs.study.table.period is not None
    monthly = inputs.study.purchases.monthly[
        inputs.study.purchases.monthly["month"] == pd.Timestamp(2011, 11, 1)
    ]
    period = replace(inputs.study.table.period, start=date(2011, 11, 2), end=date(2011, 11, 29))
    inputs = replace(
        inputs,
        study=replace(
            inputs.study,
            purchases=replace(inputs.study.purchases, monthly=monthly),
            table=replace(inputs.study.table, period=period),
        ),
    )
    values = volume_over_time.numbers(inputs)
    assert values is not None
    chart = volume_over_time.draw(values, style, "volume_over_time", "T")
    assert values["months"] == ["2011-11"]
    assert overlapping(chart.svg) == []
    assert outside(chart.svg) == []


def test_a_month_of_refunds_hangs_below_the_line() -> None:
    _, style = made.transactions()
    values = volume_over_time.Numbers(
        months=["2011-01", "2011-02"], volume=[100.0, -40.0], noun="revenue", unit="money", partial=[False, False], peak=0, shown=[]
    )  # fmt: skip
    chart = volume_over_time.draw(values, style, "volume_over_time", "T")
    assert style.numerals.money_short(-40.0) in [text.words for text in texts(chart.svg)]
    assert not outside(chart.svg)


def test_ten_years_of_months_keep_only_years_that_fit() -> None:
    _, style = made.transactions()
    months = [
        month.strftime("%Y-%m") for month in pd.date_range("2010-03-01", periods=120, freq="MS")
    ]
    values = volume_over_time.Numbers(
        months=months,
        volume=[float(n % 17) for n in range(120)],
        noun="revenue",
        unit="money",
        partial=[False] * 120,
        peak=16,
        shown=[],
    )
    chart = volume_over_time.draw(values, style, "volume_over_time", "T")
    assert not overlapping(chart.svg)
    assert "2015" in [text.words for text in texts(chart.svg)]


def test_the_head_of_the_pareto_curve_is_exact() -> None:
    inputs, _ = made.transactions()
    frame = pd.DataFrame({"monetary": [50.0, 20.0, 10.0, 10.0, 10.0]})
    values = concentration.numbers(
        replace(
            inputs,
            study=replace(inputs.study, table=replace(inputs.study.table, frame=frame)),
        )
    )
    assert values is not None
    assert values["head_volume"] == pytest.approx(0.5)
    assert np.interp([0.4, 1.0], values["customers"], values["volume"]) == pytest.approx(
        [0.7, 1.0], abs=0.002
    )


def test_without_revenue_there_is_no_concentration() -> None:
    assert concentration.numbers(made.wholesale(3, revenue=False)[0]) is None


def test_histograms_count_every_customer_once() -> None:
    inputs, _ = made.wholesale(3)
    values = distributions.numbers(inputs)
    assert values is not None
    assert [panel["feature"] for panel in values["panels"]] == [
        "Fresh",
        "Milk",
        "Grocery",
        "Frozen",
        "Detergents_Paper",
        "Delicassen",
    ]
    assert {sum(panel["counts"]) for panel in values["panels"]} == {220}
    assert all(len(panel["edges"]) == len(panel["counts"]) + 1 for panel in values["panels"])


def test_a_constant_feature_has_no_histogram() -> None:
    inputs, _ = made.wholesale(3, revenue=False)
    frame = inputs.study.table.frame.assign(**{"Annual income": 5.0, "Spending score": 7.0})
    assert (
        distributions.numbers(
            replace(
                inputs,
                study=replace(inputs.study, table=replace(inputs.study.table, frame=frame)),
            )
        )
        is None
    )


def test_the_grids_shares_add_up_and_its_regions_cover_every_field_once() -> None:
    values = rfm_grid.numbers(made.transactions()[0])
    assert values is not None
    assert sum(values["volume_share"]) == pytest.approx(1)
    fields = [
        (r, f) for recency, frequency in zip(values["recency"], values["frequency"], strict=True) for r in recency for f in frequency
    ]  # fmt: skip
    assert sorted(fields) == [(r, f) for r in range(1, 6) for f in range(1, 6)]


def test_a_region_is_darker_the_more_revenue_it_brings() -> None:
    tints = [rfm_grid.tint(share) for share in (0.01, 0.07, 0.15, 0.3, 0.6)]
    assert tints == sorted(set(tints))
    assert tints[-1] == 1


def test_the_grids_scores_say_which_days_and_orders_they_stand_for() -> None:
    inputs, style = made.transactions()
    values = rfm_grid.numbers(inputs)
    assert values is not None
    assert (values["days"], values["orders"]) == (list(made.DAYS), list(made.ORDERS))
    words = {text.words for text in texts(rfm_grid.draw(values, style, "rfm_grid", "T").svg)}
    assert {
        "5: up to 14 days ago",
        "3: 33–71 days ago",
        "1 order",
        "1–2 orders",
        "6 or more orders",
    } <= words


@pytest.mark.parametrize(
    ("axis", "own", "said"),
    [
        ("frequency", (), "by fifths of recency and frequency;"), ("fm", (), "by fifths of recency and frequency and money;"),
        ("fm", ("recency",), "by scores of recency and frequency and money;"),
    ],
)  # fmt: skip
def test_the_grid_says_what_it_scores_and_by_which_limits(
    axis: Literal["frequency", "fm"], own: tuple[str, ...], said: str
) -> None:
    inputs, style = made.transactions()
    scoring = replace(made.scoring(), axis=axis, own=frozenset(own))
    values = rfm_grid.numbers(replace(inputs, findings=replace(inputs.findings, scoring=scoring)))
    assert values is not None
    assert f" {said}" in rfm_grid.draw(values, style, "rfm_grid", "T").subtitle


def test_a_score_that_is_nobodys_leaves_the_grids_scores_alone() -> None:
    inputs, style = made.transactions()
    scoring = made.scoring(days=[(None, None), (5, None), (4, 4), (3, 3), (None, 2)])
    values = rfm_grid.numbers(replace(inputs, findings=replace(inputs.findings, scoring=scoring)))
    assert values is not None
    assert values["days"] == []
    assert "1" in [text.words for text in texts(rfm_grid.draw(values, style, "rfm_grid", "T").svg)]


@pytest.mark.parametrize("scores", [3, 7, 10])
def test_an_own_grid_draws_every_name_that_has_room(scores: int) -> None:
    inputs, style = made.transactions()
    everything, half = tuple(range(1, scores + 1)), scores // 2
    cells = (
        GridCell(
            segment="Top",
            called=SegmentName("Top"),
            recency=everything[half:],
            frequency=everything[half:],
            customers=10,
            revenue=900.0,
        ),
        GridCell(
            segment="Once so good",
            called=SegmentName("Once so good"),
            recency=everything[:half],
            frequency=everything[half:],
            customers=10,
            revenue=60.0,
        ),
        GridCell(
            segment="Rest",
            called=SegmentName("Rest"),
            recency=everything,
            frequency=everything[:half],
            customers=10,
            revenue=40.0,
        ),
    )
    scoring = replace(
        made.scoring(), axis="fm", scores=scores, own=frozenset({"recency"}), bands=()
    )
    values = rfm_grid.numbers(
        replace(inputs, findings=replace(inputs.findings, grid=cells, scoring=scoring))
    )
    assert values is not None
    chart = rfm_grid.draw(values, style, "rfm_grid", "T")
    words = [text.words for text in texts(chart.svg)]
    assert {"Top", "Once so good", "Rest", str(scores)} <= set(words)
    assert "frequency and money" in chart.subtitle


def test_customers_are_counted_by_their_orders() -> None:
    inputs, style = made.transactions()
    frame = pd.DataFrame(
        {"frequency": [1.0, 1, 2, 3, 5, 6, 10, 11], "monetary": [10.0, 10, 20, 10, 10, 20, 10, 10]}
    )
    values = repeat.numbers(
        replace(
            inputs,
            study=replace(inputs.study, table=replace(inputs.study.table, frame=frame)),
        )
    )
    assert values is not None
    assert values["count"] == [2, 1, 2, 2, 1]
    assert values["volume"] == pytest.approx([0.2, 0.2, 0.2, 0.3, 0.1])
    chart = repeat.draw(values, style, "repeat", "A quarter ordered once")
    assert overlapping(chart.svg) == []
    assert chart.width == 82


def test_classes_that_nobody_reaches_are_not_drawn() -> None:
    inputs, style = made.transactions()
    frame = pd.DataFrame({"frequency": [1.0, 4.0], "monetary": [0.0, 0.0]})
    values = repeat.numbers(
        replace(
            inputs,
            study=replace(inputs.study, table=replace(inputs.study.table, frame=frame)),
        )
    )
    assert values is not None
    assert (values["orders"], values["volume"]) == ([(1, 1), (2, 2), (3, 5)], None)
    chart = repeat.draw(values, style, "repeat", "T")
    words = {text.words for text in texts(chart.svg)}
    assert {"once", "twice", "3\N{EN DASH}5 times"} <= words
    assert "6\N{EN DASH}10 times" not in words
    assert chart.subtitle == "Share of customers by number of orders"


def test_without_orders_there_is_no_repeat() -> None:
    assert repeat.numbers(made.wholesale(3)[0]) is None


def test_amounts_in_no_known_currency_are_said_to_be_the_files() -> None:
    inputs, style = made.transactions()
    values = volume_over_time.numbers(inputs)
    assert values is not None
    unknown = replace(style, words=Words.of(replace(style.numerals, currency="")))
    assert (
        "in the file’s currency"
        in volume_over_time.draw(values, unknown, "volume_over_time", "T").subtitle
    )
    assert "currency" not in volume_over_time.draw(values, style, "volume_over_time", "T").subtitle


def test_a_bar_of_rows_too_few_to_see_is_a_hairline(monkeypatch: pytest.MonkeyPatch) -> None:
    widths: list[float] = []
    bar = Sheet.bar

    def watched(
        sheet: Sheet, x: float, y: float, wide: float, high: float, colour: str, **options: float
    ) -> None:
        widths.append(wide)
        bar(sheet, x, y, wide, high, colour, **options)  # type: ignore[arg-type]  # options are passed on as they come

    monkeypatch.setattr(Sheet, "bar", watched)
    values = cleaning.Numbers(raw=1_000_000, rules=["a"], removed=[1], left=999_999)
    words = [
        text.words for text in texts(cleaning.draw(values, made.style(2), "cleaning", "T").svg)
    ]
    assert widths[1] == pytest.approx(cleaning.HAIRLINE)
    assert "\N{MINUS SIGN}1" in words
    assert "Rows used" in words


def test_the_waterfall_of_rows_adds_up() -> None:
    values = cleaning.numbers(made.transactions()[0])
    assert values["raw"] - sum(values["removed"]) == values["left"]
    assert values["rules"] == [
        "Rows without a customer id",
        "Exact duplicates",
        "Rows without price or quantity",
    ]


def test_each_bar_of_the_waterfall_hangs_where_the_one_before_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[tuple[float, float]] = []
    bar = Sheet.bar

    def watched(
        sheet: Sheet, x: float, y: float, wide: float, high: float, colour: str, **options: float
    ) -> None:
        drawn.append((x, x + wide))
        bar(sheet, x, y, wide, high, colour, **options)  # type: ignore[arg-type]  # options are passed on as they come

    monkeypatch.setattr(Sheet, "bar", watched)
    values = cleaning.Numbers(raw=100, rules=["a", "b"], removed=[30, 50], left=20)
    cleaning.draw(values, made.style(2), "cleaning", "T")
    raw, first, second, left = drawn
    assert (first[1], second[1], left[1]) == pytest.approx((raw[1], first[0], second[0]))
    assert left[0] == raw[0]


def test_candidates_are_lines_over_k_with_the_choice_marked() -> None:
    inputs, style = made.transactions()
    values = candidates.numbers(inputs)
    assert values is not None
    assert values["lines"][0]["k"] == [2, 3, 4, 5, 6, 7, 8]
    chart = candidates.draw(values, style, "candidates", "T")
    assert "4 segments: Silhouette 0.37" in chart.alt
    assert chart.subtitle.endswith("pale: not 3 to 8 segments")
    shown = [text.words for text in texts(chart.svg)]
    assert {
        f"{end(one or 0.0 for one in values['lines'][0]['silhouette']):.2f}" for end in (min, max)
    } <= set(shown)


def compared() -> tuple[ChartInput, Style]:
    """Make candidates of three algorithms: one for every number, one for most, and one that finds
    its own.
    """
    inputs, style = made.transactions()
    own = inputs.study.segmentation.candidates
    ward = tuple(
        replace(
            one,
            algorithm="ward",
            silhouette=one.silhouette - 0.1,
            stability=None,
            verdict=Verdict.MORE_COMPLEX,
        )
        for one in own[1:]
    )
    dense = tuple(
        replace(one, algorithm="hdbscan", stability=None, verdict=Verdict.NO_GAPS)
        for one in (own[3], own[3])
    )
    return (
        replace(
            inputs,
            study=replace(
                inputs.study,
                segmentation=replace(inputs.study.segmentation, candidates=(*own, *ward, *dense)),
            ),
        ),
        style,
    )


def test_only_algorithms_that_are_told_the_number_of_segments_make_lines() -> None:
    values = candidates.numbers(compared()[0])
    assert values is not None
    assert [(line["algorithm"], line["joined"]) for line in values["lines"]] == [
        ("kmeans", True),
        ("ward", True),
        ("hdbscan", False),
    ]


def test_other_algorithms_are_quiet_dots_that_the_subtitle_names_and_the_elbow_is_of_one() -> None:
    inputs, style = compared()
    values = candidates.numbers(inputs)
    assert values is not None
    chart = candidates.draw(values, style, "candidates", "T")
    words = [text.words for text in texts(chart.svg)]
    assert {"Silhouette", "Inertia", "Gap statistic", "Lowest stability of a segment"} <= set(words)
    assert not {"Ward", "HDBSCAN", "k-means"} & set(words)
    assert "line: k-means; grey dots: Ward, HDBSCAN" in chart.subtitle
    assert (overlapping(chart.svg), outside(chart.svg)) == ([], [])


def test_the_simplest_algorithm_stays_a_line_where_another_is_chosen() -> None:
    inputs, style = compared()
    values = candidates.numbers(inputs)
    assert values is not None
    values["chosen_algorithm"] = "ward"
    assert (
        "line: Ward, grey line: k-means; grey dots: HDBSCAN"
        in candidates.draw(values, style, "candidates", "T").subtitle
    )


def test_a_score_that_was_not_proved_leaves_a_gap_in_its_line() -> None:
    values = candidates.numbers(compared()[0])
    assert values is not None
    assert values["lines"][1]["stability"] == [None] * 6


def test_a_single_candidate_is_no_comparison() -> None:
    inputs, _ = made.transactions()
    single = replace(inputs.study.segmentation, candidates=inputs.study.segmentation.candidates[:1])
    assert (
        candidates.numbers(replace(inputs, study=replace(inputs.study, segmentation=single)))
        is None
    )


def test_without_money_orders_are_counted_in_its_place() -> None:
    inputs, style = made.counted()
    frame, orders = inputs.study.table.frame, inputs.study.table.frame["frequency"]
    over_time, curve, grid = (
        chart.numbers(inputs) for chart in (volume_over_time, concentration, rfm_grid)
    )
    assert over_time is not None
    assert curve is not None
    assert grid is not None
    assert inputs.study.purchases is not None
    assert sum(over_time["volume"]) == inputs.study.purchases.monthly["orders"].sum()
    assert curve["head_volume"] == pytest.approx(
        orders.sort_values(ascending=False).iloc[: round(len(frame) / 5)].sum() / orders.sum()
    )
    assert sum(grid["volume_share"]) == pytest.approx(1)
    assert {over_time["noun"], curve["noun"], grid["noun"]} == {"orders"}
    chart = volume_over_time.draw(over_time, style, "orders_over_time", "T")
    assert chart.subtitle.startswith("Orders by month")
    assert f"with {max(over_time['volume']):,.0f} orders." in chart.alt


def test_months_of_few_orders_are_marked_with_whole_numbers() -> None:
    _, style = made.counted()
    values = volume_over_time.Numbers(
        months=["2011-01", "2011-02"],
        volume=[2.0, 1.0],
        noun="orders",
        unit="count",
        partial=[False, False],
        peak=0,
        shown=[],
    )
    words = [
        text.words
        for text in texts(volume_over_time.draw(values, style, "orders_over_time", "T").svg)
    ]
    assert not [word for word in words if "." in word]
