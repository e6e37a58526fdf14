"""Whatever the lines: counts add up, the order of rows does not matter, and no rule makes or loses
money.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter import customers
from reporter.choices import Returns
from reporter.errors import QualityError
from reporter.quality import clean
from reporter.settings import QualitySettings, Settings
from tests.tables import order_lines

if TYPE_CHECKING:
    from reporter.model import CleanDataset


LINE = st.tuples(
    st.sampled_from(["1", "2", "3", None]),
    st.sampled_from(["500", "501", "C502", "503"]),
    st.sampled_from(["2011-01-03", "2011-05-07 12:00", None]),
    st.sampled_from(["X", "POST"]),
    st.sampled_from(["HEART", "postage", None]),
    st.integers(-3, 9),
    st.sampled_from([2.55, 0.1, 0.0, -1.0, None]),
)
FIXED = [
    ("8", "600", "2011-01-01", "X", "HEART", 1, 1.0),
    ("9", "601", "2011-01-01", "X", "HEART", 1, 1.0),
]


def outcome(rows: list[tuple[object, ...]], returns: Returns) -> tuple[object, ...]:
    result: CleanDataset = clean(
        order_lines(rows), Settings(quality=QualitySettings(returns=returns))
    )
    kept = sorted(result.table.to_pyarrow().to_pylist(), key=repr)
    return result.steps, result.profile, kept


@settings(max_examples=3, deadline=None)
@given(rows=st.lists(LINE, max_size=30), returns=st.sampled_from(Returns), data=st.data())
def test_the_order_of_rows_does_not_matter(
    rows: list[tuple[object, ...]], returns: Returns, data: st.DataObject
) -> None:
    assert outcome([*rows, *FIXED], returns) == outcome(
        data.draw(st.permutations([*rows, *FIXED])), returns
    )


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(rows=st.lists(LINE, max_size=30), returns=st.sampled_from(Returns))
def test_counts_add_up_and_customers_left_brought_something(
    rows: list[tuple[object, ...]], returns: Returns
) -> None:
    every = [*rows, *FIXED]
    result = clean(order_lines(every), Settings(quality=QualitySettings(returns=returns)))
    frame = result.table.to_pandas()
    assert (
        len(frame)
        == result.rows
        == len(every) - sum(step.rows for step in result.steps if step.removed)
    )
    assert (frame.groupby("customer")["amount"].sum() > Decimal(0)).all()
    assert all(step.rows <= result.rows for step in result.steps if not step.removed)


@settings(max_examples=3, deadline=None)
@given(
    rows=st.lists(LINE, max_size=30),
    returns=st.sampled_from(Returns),
    duplicates=st.sampled_from(["drop", "keep"]),
)
def test_what_came_in_is_what_left_by_the_rules_and_what_is_left(
    rows: list[tuple[object, ...]], returns: Returns, duplicates: Literal["drop", "keep"]
) -> None:
    every = [*rows, *FIXED]
    result = clean(
        order_lines(every),
        Settings(quality=QualitySettings(returns=returns, duplicates=duplicates)),
    )
    came = sum(
        Decimal(str(quantity)) * Decimal(str(price))
        for *_, quantity, price in every
        if price is not None
    )
    gone = [
        Decimal(str(step.amount))
        for step in result.steps
        if step.removed and step.amount is not None
    ]
    assert came == sum(gone) + Decimal(str(result.remainder.revenue))
    assert all((step.amount is None) == (not step.rows) for step in result.steps if step.removed)


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(rows=st.lists(LINE, max_size=30), returns=st.sampled_from(Returns))
def test_what_is_left_is_what_the_customers_bring(
    rows: list[tuple[object, ...]], returns: Returns
) -> None:
    chosen = Settings(quality=QualitySettings(returns=returns))
    result = clean(order_lines([*rows, *FIXED]), chosen)
    totals = customers.totals(result, customers.make(result, chosen), chosen)
    left = result.remainder
    assert (left.customers, left.orders, left.revenue) == (
        totals.customers,
        totals.orders,
        totals.revenue,
    )


@settings(max_examples=3, deadline=None)
@given(rows=st.lists(LINE, max_size=12))
def test_too_little_data_is_refused_with_a_message_and_never_breaks(
    rows: list[tuple[object, ...]],
) -> None:
    data = order_lines([*rows, FIXED[0]])
    try:
        result = clean(data, Settings())
    except QualityError as error:
        refusal = error
    else:
        assert result.table.customer.nunique().execute() > 1
        return
    assert data.source.name in refusal.what
