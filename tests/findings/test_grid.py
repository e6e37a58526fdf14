"""The recency-frequency grid: its cells, its bands, its crossing with the segments, and its figures
on real orders.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.findings.grid.cells import CELLS
from reporter.findings.grid.grid import Grid, make_grid
from reporter.findings.grid.scores import frequency_scores, recency_scores
from reporter.model import FeatureName
from reporter.settings import GridSettings, Settings
from tests import builders, heavy
from tests.findings import cases
from tests.findings.figures import unaccounted
from tests.saying import spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model import Finding

ONLINE_RETAIL = Path(__file__).parents[2].parent / "shared" / "data" / "online_retail.csv.zip"
AS_OF = pd.Timestamp("2011-12-10")
VALUE = {
    "axis": "fm",
    "scores": 3,
    "recency_cuts": (30, 120),
    "frequency_cuts": (2, 6),
    "monetary_cuts": (400, 2000),
    "cells": [
        {"name": "Stars", "recency": (3,), "frequency": (3,)},
        {"name": "Core", "recency": (2, 3), "frequency": (1, 2)},
        {"name": "Gone", "recency": (1,), "frequency": (1, 2, 3)},
        {"name": "Slipping", "recency": (2,), "frequency": (3,)},
    ],
}
"""A client's own grid: three scores of frequency and money by own cuts, four cells."""


def made(case: cases.Case, **settings: object) -> Grid:
    grid = make_grid(case.measured(), GridSettings.model_validate(settings))
    assert grid is not None
    return grid


def noted(grid: Grid) -> Finding:
    """Return the one note on its scores, as it is said."""
    (note,) = grid.scoring.notes
    return spoken(note)


def once() -> cases.Case:
    """Make a shop where four in five customers ordered once."""
    case = cases.shop()
    frame = case.table.frame.assign(
        frequency=np.where(
            np.arange(len(case.table.frame)) % 5 == 0, case.table.frame["frequency"] + 1, 1.0
        )
    )
    table = replace(case.table, frame=frame)
    return replace(case, table=table, totals=builders.totals(table))


def test_the_cells_cover_all_25_pairs_of_scores_exactly_once() -> None:
    pairs = [
        (recency, frequency)
        for _, _, recencies, frequencies in CELLS
        for recency in recencies
        for frequency in frequencies
    ]
    assert sorted(pairs) == [
        (recency, frequency) for recency in range(1, 6) for frequency in range(1, 6)
    ]


def test_cells_hold_every_customer_and_all_revenue_once() -> None:
    case = cases.shop()
    cells = made(case).cells
    assert sum(cell.customers for cell in cells) == case.totals.customers
    assert sum(cell.revenue or 0 for cell in cells) == pytest.approx(case.totals.revenue)


def test_a_customer_table_has_no_grid() -> None:
    assert make_grid(cases.mall().measured(), GridSettings()) is None


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(st.integers(1, 99), st.integers(1, 4), st.integers(-9, 900), st.integers(1, 4)),
        min_size=4,
        max_size=50,
    ),
    st.sampled_from(({}, {"axis": "fm"}, VALUE)),
)
@settings(max_examples=40, deadline=None)
def test_rows_of_the_crossing_add_up_to_cells_columns_to_segments_and_all_to_all(
    rows: list[tuple[int, int, int, int]], chosen: dict[str, object]
) -> None:
    case = customers(rows)
    grid = made(case, **chosen)
    for cell in grid.cells:
        inside = [pair for pair in grid.crossings if pair.cell == cell.segment]
        assert sum(pair.customers for pair in inside) == cell.customers
        assert sum(pair.revenue or 0 for pair in inside) == pytest.approx(cell.revenue)
    for number, members in case.segmentation.labels.value_counts().items():
        inside = [pair for pair in grid.crossings if pair.segment == number]
        assert sum(pair.customers for pair in inside) == members
        assert sum(pair.revenue or 0 for pair in inside) == pytest.approx(
            case.table.frame["monetary"][case.segmentation.labels == number].sum()
        )
    assert sum(pair.customers for pair in grid.crossings) == len(rows)
    assert all(pair.customers for pair in grid.crossings)
    assert set(grid.scoring.customers["grid_cell"]) == {
        cell.segment for cell in grid.cells if cell.customers
    }


def customers(rows: list[tuple[int, int, int, int]]) -> cases.Case:
    """Make a shop of customers with these days, orders, money and segments."""
    case = cases.shop((len(rows), 1, 1, 1))
    frame = case.table.frame.iloc[: len(rows)].copy()
    frame[["recency", "frequency", "monetary"]] = np.array(rows, dtype=float)[:, :3]
    labels = pd.Series([row[3] for row in rows], index=frame.index, name="segment")
    kept = tuple(
        replace(case.segmentation.segments[int(str(number)) - 1], customers=int(size))
        for number, size in labels.value_counts().items()
    )
    table = replace(case.table, frame=frame)
    return replace(
        case, table=table, segmentation=replace(case.segmentation, labels=labels, segments=kept)
    )


def test_each_customer_stands_in_the_cell_of_their_scores() -> None:
    grid = made(cases.shop(), **VALUE)
    scores = grid.scoring.customers
    assert (
        scores["fm_score"] == (scores["frequency_score"] + scores["monetary_score"] + 1) // 2
    ).all()
    for recency, fm in product((1, 2, 3), (1, 2, 3)):
        names = set(
            scores.loc[
                (scores["recency_score"] == recency) & (scores["fm_score"] == fm), "grid_cell"
            ]
        )
        assert names <= {
            cell.segment for cell in grid.cells if recency in cell.recency and fm in cell.frequency
        }


def test_own_cuts_are_the_bands_that_are_printed() -> None:
    bands = {
        (band.axis, band.score): (band.low, band.high)
        for band in made(cases.shop(), **VALUE).scoring.bands
    }
    assert [bands[FeatureName.RECENCY, score] for score in (3, 2, 1)] == [
        (None, 30),
        (31, 120),
        (121, None),
    ]
    assert [bands[FeatureName.FREQUENCY, score] for score in (3, 2, 1)] == [
        (6, None),
        (2, 5),
        (None, 1),
    ]
    assert [bands[FeatureName.MONETARY, score] for score in (3, 2, 1)] == [
        (2000, None),
        (400, 2000),
        (None, 400),
    ]


@pytest.mark.parametrize("chosen", [{}, {"axis": "fm"}, VALUE])
def test_bands_hold_the_customers_who_have_the_score_and_for_days_and_money_no_others(
    chosen: dict[str, object],
) -> None:
    case = cases.shop()
    grid = made(case, **chosen)
    frame = case.table.frame.join(grid.scoring.customers)
    for band in grid.scoring.bands:
        values, has = frame[band.axis], frame[f"{band.axis}_score"] == band.score
        high = np.inf if band.high is None else band.high
        within = (values >= (-np.inf if band.low is None else band.low)) & (
            values < high if band.axis == "monetary" else values <= high
        )
        assert has.sum() == band.customers
        assert within[has].all()
        if band.axis != "frequency" or "frequency" in grid.scoring.own:
            assert (within == has).all()


def test_a_score_that_nobody_has_says_so() -> None:
    bands = made(customers([(5, 1, 10, 1)] * 6)).scoring.bands
    recency = {
        band.score: (band.low, band.high, band.customers)
        for band in bands
        if band.axis == "recency"
    }
    assert recency == {
        5: (None, 5, 6),
        4: (None, None, 0),
        3: (None, None, 0),
        2: (None, None, 0),
        1: (None, None, 0),
    }


def test_where_four_in_five_ordered_once_the_grid_says_that_money_decides() -> None:
    case = once()
    grid = made(case)
    note = noted(grid)
    assert note.text.startswith(
        "216 customers ordered once; among customers with equally many orders the amount spent"
        " decides"
    )
    frame = case.table.frame.join(grid.scoring.customers)
    least = (
        frame[frame["frequency"] == 1].groupby("frequency_score")["monetary"].agg(["min", "max"])
    )
    assert (least["min"].to_numpy()[1:] >= least["max"].to_numpy()[:-1]).all()
    assert frame.groupby("frequency_score").size().tolist() == [54] * 5
    assert unaccounted(note, case.numerals, ()) == []


def test_a_limit_among_customers_with_equally_many_orders_is_told() -> None:
    case = cases.shop()
    note = noted(made(case))
    orders = case.table.frame["frequency"]
    counted = made(case).scoring.customers["frequency_score"].groupby(orders).nunique()
    shared = counted.index[counted > 1].tolist()
    assert [value for key, value in note.numbers.items() if key.startswith("orders_")] == shared
    assert note.text.startswith(f"{int((orders == 1).sum())} customers ordered once, ")
    assert note.text.endswith(
        "falls within each of these groups; there the customer id decides who has the higher one."
    )
    assert unaccounted(note, case.numerals, ()) == []


def test_a_single_shared_number_of_orders_is_spoken_of_as_one() -> None:
    rows = [
        (place, orders, 10, 1 + place % 4)
        for place, orders in enumerate([1, 1, 1, 2, 3, 4, 5, 6, 7, 8])
    ]
    note = noted(made(customers(rows)))
    assert note.text.startswith(
        "3 customers ordered once. A limit between two frequency scores falls within them;"
    )


def test_without_a_limit_among_equal_orders_there_is_no_note() -> None:
    assert made(cases.shop(), **VALUE).scoring.notes == ()
    rows = [(place, 1 + place, 10, 1 + place % 4) for place in range(10)]
    assert made(customers(rows)).scoring.notes == ()


@pytest.mark.slow
def test_the_cells_of_those_who_slip_away_are_told_by_what_their_customers_did() -> None:
    case = cases.shop()
    grid, text = made(case), case.find().sections["grid"]
    members = case.table.frame[grid.scoring.customers["grid_cell"].isin(["at_risk", "cant_lose"])]
    assert text.numbers["orders"] == members["frequency"].min()
    assert text.numbers["days"] == members["recency"].min()
    assert f"the {len(members)} customers in its cells At risk and Can’t lose placed" in text.text
    assert "often" not in text.text


def test_a_file_without_money_is_scored_without_it_and_says_so() -> None:
    case = once()
    frame = case.table.frame.drop(columns="monetary")
    features = tuple(feature for feature in case.table.features if feature.name != "monetary")
    bare = replace(
        case,
        table=replace(case.table, frame=frame, features=features, revenue=None, value="frequency"),
    )
    grid = made(bare, axis="fm")
    assert grid.scoring.axis == "frequency"
    assert "monetary_score" not in grid.scoring.customers
    assert [note.id for note in grid.scoring.notes] == ["grid.ties_by_id", "grid.no_money"]


@pytest.mark.slow
@pytest.mark.parametrize("chosen", heavy.every(3, [{"axis": "fm"}, VALUE]))
@pytest.mark.parametrize("make", [cases.shop, once])
def test_sentences_about_an_own_grid_carry_their_numbers(
    make: Callable[[], cases.Case], chosen: dict[str, object]
) -> None:
    case = make()
    found = replace(case, settings=Settings.model_validate({"findings": {"grid": chosen}})).find()
    assert found.crossing
    assert found.scoring
    for finding in (
        found.crossing,
        found.sections["grid"],
        found.titles["rfm_grid"],
        *found.scoring.notes,
    ):
        assert unaccounted(finding, case.numerals, ()) == [], finding.text


@pytest.mark.slow
def test_an_own_cell_is_called_by_its_name() -> None:
    found = replace(
        cases.shop(), settings=Settings.model_validate({"findings": {"grid": VALUE}})
    ).find()
    assert found.crossing
    assert "the grid’s cell “Stars”" in found.crossing.text
    assert "cell “Stars”" in found.titles["rfm_grid"].text
    assert "At risk" not in found.sections["grid"].text


@pytest.mark.slow
@pytest.mark.skipif(
    not ONLINE_RETAIL.is_file(), reason=f"{ONLINE_RETAIL.name} is not beside the project"
)
def test_the_grid_of_online_retail_has_the_known_sizes() -> None:
    lines = pd.read_csv(
        ONLINE_RETAIL,
        encoding="cp1252",
        dtype={"InvoiceNo": str, "CustomerID": str},
        usecols=["InvoiceNo", "CustomerID", "InvoiceDate", "Quantity", "UnitPrice"],
    )
    sold = lines[
        lines["CustomerID"].notna()
        & ~lines["InvoiceNo"].str.startswith("C")
        & (lines["Quantity"] > 0)
        & (lines["UnitPrice"] > 0)
    ]
    days = pd.to_datetime(sold["InvoiceDate"].str.split(" ").str[0], format="%m/%d/%Y")
    customers = (
        sold.assign(day=days)
        .groupby("CustomerID")
        .agg(last=("day", "max"), orders=("InvoiceNo", "nunique"))
    )
    recency = recency_scores((AS_OF - customers["last"]).dt.days.astype(float))
    frequency = frequency_scores(customers["orders"].astype(float))
    sizes = {
        name: int((np.isin(recency, first) & np.isin(frequency, second)).sum())
        for _, name, first, second in CELLS
    }
    assert sizes == {
        "hibernating": 1071,
        "loyal": 819,
        "champions": 633,
        "at_risk": 593,
        "potential_loyalists": 484,
        "about_to_sleep": 352,
        "need_attention": 187,
        "promising": 94,
        "cant_lose": 63,
        "new": 42,
    }


def test_a_grid_set_as_a_table_says_what_lies_where() -> None:
    found = cases.shop().find()
    assert found.grid_caption is not None
    assert found.grid_axes is not None
    assert found.grid_caption.text == (
        "Scores from 1 to 5, the best; the shade shows how many stand in a cell"
    )
    assert found.grid_axes.text == "Across: recency, 5 = most recent. Up: frequency, 5 = most."
