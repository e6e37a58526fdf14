"""When a third of the data goes it is said first; where a setting does that, it is refused. All
counted by pandas.
"""

from __future__ import annotations

import io
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from reporter import pipeline, settings
from reporter.model import CautionKind
from reporter.model.claim import Claim
from reporter.quality import clean
from reporter.settings import Settings
from tests.saying import spoken
from tests.tables import order_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reporter.model import Caution, Inspection


def _sale(
    customer: object, place: int, *, price: float = 10.0, day: str | None = None
) -> tuple[object, ...]:
    when = str(date(2011, 1, 1) + timedelta(days=place % 365)) if day is None else day
    return (customer, f"A{place}", when, "X", "THING", 1, price)


def _sales(
    *, good: int, undated: int = 0, unnamed: int = 0, price: float = 10.0
) -> list[tuple[object, ...]]:
    rows = [_sale(f"c{place % 100}", place) for place in range(good)]
    rows += [
        _sale(f"c{place % 100}", 1000 + place, price=price, day="") for place in range(undated)
    ]
    return rows + [_sale(None, 2000 + place, price=price) for place in range(unnamed)]


def _cautions(rows: Sequence[tuple[object, ...]]) -> list[Caution]:
    return list(clean(order_lines(rows), Settings()).cautions)


@pytest.mark.parametrize(
    ("good", "undated", "price"),
    [(200, 100, 10.0), (290, 10, 150.0)],
    ids=["of the rows", "of the revenue"],
)
def test_what_takes_a_third_comes_before_all_else(good: int, undated: int, price: float) -> None:
    first = _cautions(_sales(good=good, undated=undated, price=price))[0]
    amount, total = undated * price, good * 10.0 + undated * price
    assert first.kind is CautionKind.LEFT_OUT
    assert first.is_grave
    assert first.numbers == {
        "rows": undated, "of": 300, "rows_share": undated / 300, "amount": amount, "total": total, "share": amount / total,
        "most": undated,
    }  # fmt: skip
    assert first.rule == Claim("cleaning.missing_date")


def test_less_is_a_step_of_cleaning_and_no_more() -> None:
    assert CautionKind.LEFT_OUT not in {one.kind for one in _cautions(_sales(good=201, undated=99))}


@pytest.mark.slow
def test_rows_without_a_customer_are_told_once_and_first() -> None:
    first, *others = _cautions(_sales(good=200, unnamed=100))
    assert (first.kind, first.is_grave) == (CautionKind.UNCREDITED_REVENUE, True)
    assert CautionKind.LEFT_OUT not in {one.kind for one in others}
    assert not any(one.is_grave for one in _cautions(_sales(good=201, unnamed=99)))


def test_many_reasons_that_make_a_third_together_are_told_together() -> None:
    kinds = [one.kind for one in _cautions(_sales(good=190, undated=60, unnamed=60))]
    assert kinds[0] is CautionKind.LEFT_OUT
    assert CautionKind.UNCREDITED_REVENUE in kinds


# A setting that makes dates unreadable.


@pytest.fixture
def orders(tmp_path: Path) -> tuple[Path, pd.DataFrame]:
    """Write orders with days first, and beside the order's day another which is often a word."""
    chance = random.Random(3)
    days = [date(2023, 1, 1) + timedelta(days=chance.randrange(365)) for _ in range(400)]
    table = pd.DataFrame(
        {
            "customer_id": [f"C{chance.randrange(60):03}" for _ in days],
            "order_date": [day.strftime("%d/%m/%Y") for day in days],
            "promised": [
                day.strftime("%d/%m/%Y") if place % 5 > 1 else "soon"
                for place, day in enumerate(days)
            ],
            "amount": [round(chance.uniform(1, 90), 2) for _ in days],
        }
    )
    path = tmp_path / "orders.csv"
    table.to_csv(path, index=False)
    return path, table


def _inspected(path: Path, *chosen: str) -> Inspection:
    return pipeline.inspect([path], settings.load(None, chosen))


def _is_refusal(refusal: str, setting: str, table: pd.DataFrame, lost: pd.Series[bool]) -> None:
    money, total = table.amount[lost].sum(), table.amount.sum()
    what, hint = refusal.splitlines()
    assert (
        what == f"With {setting}, the dates of {lost.sum()} of {len(table)} rows of orders.csv"
        f" ({100 * lost.mean():.0f} %) cannot be read: {money:,.0f} of {total:,.0f} of revenue"
        f" ({100 * money / total:.0f} %) would be left out."
    )
    assert hint == f"Leave {setting.partition('=')[0]} out, so that it is found out, or correct it."


@pytest.mark.slow
def test_an_order_of_dates_that_most_cannot_have_is_refused(
    orders: tuple[Path, pd.DataFrame],
) -> None:
    path, table = orders
    lost = pd.to_datetime(table.order_date, format="%m/%d/%Y", errors="coerce").isna()
    _is_refusal(
        _inspected(path, "roles.date_order=month-first").refusal,
        "roles.date_order=month-first",
        table,
        lost,
    )
    assert not _inspected(path, "roles.date_order=day-first").refusal
    assert not _inspected(path).refusal


def test_a_column_that_was_set_and_often_holds_no_date_is_refused(
    orders: tuple[Path, pd.DataFrame],
) -> None:
    path, table = orders
    _is_refusal(
        _inspected(path, "roles.date=promised").refusal,
        "roles.date=promised",
        table,
        table.promised == "soon",
    )


def test_a_column_that_nobody_set_is_told_first(orders: tuple[Path, pd.DataFrame]) -> None:
    path, table = orders
    table.drop(columns="order_date").rename(columns={"promised": "order_date"}).to_csv(
        path, index=False
    )
    found = _inspected(path)
    assert not found.refusal
    assert found.cautions[0].id == "caution.left_out"
    assert spoken(found.cautions[0]).numbers["rows"] == (table.promised == "soon").sum()


@pytest.mark.slow
def test_a_few_values_of_a_set_column_are_told(orders: tuple[Path, pd.DataFrame]) -> None:
    path, table = orders
    table.loc[:29, "order_date"] = "soon"
    table.to_csv(path, index=False)
    found = _inspected(path, "roles.date=order_date")
    assert not found.refusal
    assert [spoken(one).text for one in found.readings] == [
        (
            "order_date is the date as set: 30 values of 400 cannot be read so and count as missing. "
            "Set roles.date=COLUMN to take another column."
        )
    ]


@pytest.mark.slow
def test_blank_days_of_a_set_column_are_no_fault_of_the_setting(
    orders: tuple[Path, pd.DataFrame],
) -> None:
    path, table = orders
    text = table.assign(promised=table.promised.replace("soon", "")).to_csv(index=False)
    assert pd.read_csv(io.StringIO(text)).promised.isna().mean() == 0.4
    path.write_text(text, encoding="utf-8")
    found = _inspected(path, "roles.date=promised")
    assert not found.refusal
    assert found.cautions[0].id == "caution.left_out"
