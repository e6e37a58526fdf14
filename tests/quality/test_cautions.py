"""What is odd about the data, each on data that can be counted by hand, just on either side of
where it is said.
"""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from reporter.model import Caution, CautionKind, Dataset, Doubt, Kind, Role
from reporter.quality import clean
from reporter.settings import CustomersSettings, MeaningSettings, QualitySettings, Settings
from tests import heavy
from tests.tables import ORDER_LINE_ROLES, dataset, order_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = tuple[object, ...]


def sale(
    customer: object,
    day: str,
    *,
    order: str = "500",
    code: str = "X",
    quantity: float = 1,
    price: float = 10.0,
) -> Row:
    return (customer, order, day, code, f"PRODUCT {code}", quantity, price)


def trade(first: str = "2011-01-01", days: int = 365, customers: int = 100) -> list[Row]:
    """Sell one thing a day, to each customer in turn, at one price."""
    start = date.fromisoformat(first)
    return [
        sale(f"c{place % customers}", str(start + timedelta(days=place)), order=f"A{place}")
        for place in range(days)
    ]


def found(data: Dataset, **settings: Any) -> dict[CautionKind, Mapping[str, float | str]]:
    return {caution.kind: caution.numbers for caution in cautions(data, **settings)}


def cautions(data: Dataset, **settings: Any) -> tuple[Caution, ...]:
    return clean(data, Settings(**settings)).cautions


def in_orders(rows: Sequence[Row], **settings: Any) -> dict[CautionKind, Mapping[str, float | str]]:
    return found(order_lines(rows), **settings)


def test_nothing_is_said_of_a_year_of_steady_trade_with_a_hundred_customers() -> None:
    assert in_orders(trade()) == {}


def test_a_day_less_than_a_year_is_short() -> None:
    numbers = in_orders(trade("2011-01-02", 364))[CautionKind.SHORT_HISTORY]
    assert numbers == {"days": 364, "year": 365, "from": "2011-01-02", "to": "2011-12-31"}


@pytest.mark.slow
@pytest.mark.parametrize(("days", "held"), [(365 + 29, None), (365 + 28, 28), (365 + 9, 9)])
def test_a_last_month_is_unfinished_when_more_than_two_of_its_days_are_missing(
    days: int, held: int | None
) -> None:
    numbers = in_orders(trade(days=days)).get(CautionKind.UNFINISHED_MONTH)
    assert numbers == (
        None if held is None else {"to": f"2012-01-{held:02}", "last_days": held, "last_length": 31}
    )


@pytest.mark.slow
@pytest.mark.parametrize(("first", "held"), [("2010-12-03", None), ("2010-12-04", 28)])
def test_a_first_month_is_unfinished_when_more_than_two_of_its_days_are_missing(
    first: str, held: int | None
) -> None:
    rows = trade(first, (date(2011, 12, 31) - date.fromisoformat(first)).days + 1)
    numbers = in_orders(rows).get(CautionKind.UNFINISHED_MONTH)
    assert numbers == (
        None if held is None else {"from": first, "first_days": held, "first_length": 31}
    )


@pytest.mark.slow
def test_days_of_one_month_are_no_unfinished_month() -> None:
    assert CautionKind.UNFINISHED_MONTH not in in_orders(trade("2011-03-10", 5))


@pytest.mark.slow
def test_returns_do_not_make_the_history_longer() -> None:
    rows = [*trade("2011-01-01", 300), ("c0", "C1", "2012-06-01", "X", "PRODUCT X", -1, 1.0)]
    assert in_orders(rows)[CautionKind.SHORT_HISTORY]["to"] == "2011-10-27"


def test_sales_without_a_customer_are_told_with_rows_and_money() -> None:
    rows = [
        *trade(),
        *(
            sale(nobody, "2011-06-01", order=f"B{place}", price=50.0)
            for place, nobody in enumerate([None, "", None, "  "])
        ),
    ]
    assert in_orders(rows)[CautionKind.UNCREDITED_REVENUE] == {
        "rows": 4,
        "rows_share": 4 / 369,
        "amount": 200.0,
        "share": 200 / (3650 + 200),
    }


@pytest.mark.slow
@pytest.mark.parametrize(("price", "told"), [(192.1, False), (192.2, True)])
def test_a_twentieth_of_the_sales_without_a_customer_is_told(price: float, told: bool) -> None:
    rows = [*trade(), sale(None, "2011-06-01", price=price)]
    assert (CautionKind.UNCREDITED_REVENUE in in_orders(rows)) == told


@pytest.mark.slow
def test_a_line_worth_a_thousand_others_is_told_with_what_cleaning_left_of_it() -> None:
    rows = [
        *trade(days=1100),
        sale("c1", "2011-06-01", order="W", quantity=9000),
        sale("c2", "2011-06-02", order="C7", quantity=-9000),
    ]
    assert CautionKind.HUGE_LINES not in in_orders(rows)  # 1,102 rows, of 90.7 on average
    rows = [
        *trade(days=20_000),
        sale("c1", "2011-06-01", order="W", quantity=9000),
        sale("c1", "2011-06-02", order="C7", quantity=-9000),
    ]
    numbers = in_orders(rows)[CautionKind.HUGE_LINES]
    assert numbers == {
        "lines": 2, "times": 1000, "mean": 10.0, "amount": 90_000.0, "quantity": 9000.0, "day": "2011-06-01", "kept": 2,
        "net": 0.0, "share": 0.0,
    }  # fmt: skip


def with_amounts(rows: int, agreeing: int, factor: float = 1.2) -> Dataset:
    """Sell two pieces at 10 each; where the amount disagrees, it is so many times 20."""
    frame = pd.DataFrame(
        {
            "client": [f"c{place % 100}" for place in range(rows)],
            "day": pd.to_datetime("2011-01-01") + pd.to_timedelta(range(rows), unit="D"),
            "pieces": 2,
            "each": 10.0,
            "total": [20.0 if place < agreeing else round(20 * factor, 2) for place in range(rows)],
        }
    )
    roles = {
        "client": Role.CUSTOMER,
        "day": Role.DATE,
        "pieces": Role.QUANTITY,
        "each": Role.PRICE,
        "total": Role.AMOUNT,
    }
    return dataset(frame, roles, Kind.TRANSACTIONS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "agreeing", "told"),
    heavy.every(3, [(400, 380, False), (400, 379, True), (19, 0, False), (20, 0, True)]),
)
def test_amounts_that_quantity_and_price_do_not_give_are_told(
    rows: int, agreeing: int, *, told: bool
) -> None:
    numbers = found(with_amounts(rows, agreeing)).get(CautionKind.DISAGREEING_AMOUNTS)
    expected = {
        "amount": "total",
        "quantity": "pieces",
        "price": "each",
        "rows": rows,
        "agreeing": agreeing,
        "ratio": 1.2,
        "steady": rows - agreeing,
    }
    assert numbers == (expected if told else None)


def test_a_price_rounded_to_cents_is_no_disagreement() -> None:
    amounts = clean(with_amounts(400, 0, 1.0005), Settings()).amounts
    assert amounts is not None
    assert (amounts.columns, amounts.beside, amounts.compared, amounts.agreeing) == (
        ("total",),
        ("pieces", "each"),
        400,
        400,
    )


def test_returns_without_a_customer_are_no_sales() -> None:
    rows = [
        *trade(),
        *(sale(None, "2011-06-01", order=f"C{place}", quantity=-1) for place in range(30)),
    ]
    numbers = in_orders(rows)[CautionKind.UNCREDITED_REVENUE]
    assert (numbers["rows"], numbers["amount"], numbers["share"]) == (30, 0.0, 0.0)


@pytest.mark.slow
def test_more_than_a_third_of_the_sales_without_a_customer_is_said_first() -> None:
    short = trade("2011-01-01", 200)
    some = [sale(None, "2011-02-01", price=999.0), *short]
    much = [sale(None, "2011-02-01", price=1001.0), *short]
    late = Settings(customers=CustomersSettings(as_of=date(2011, 2, 1)))
    first = [clean(order_lines(rows), late).cautions[0].kind for rows in (some, much)]
    assert first == [CautionKind.FUTURE_DATES, CautionKind.UNCREDITED_REVENUE]


@pytest.mark.slow
@pytest.mark.parametrize(("price", "told"), [(405.0, False), (406.0, True)])
def test_a_customer_above_a_tenth_of_revenue_is_told_without_the_id(
    price: float, told: bool
) -> None:
    rows = [*trade(), sale("whale", "2011-06-01", order="W", price=price)]
    numbers = in_orders(rows).get(CautionKind.DOMINANT_CUSTOMER)
    assert numbers == ({"share": price / (3650 + price), "amount": price} if told else None)


@pytest.mark.slow
def test_refunds_count_against_a_dominant_customer() -> None:
    bought = sale("whale", "2011-06-01", order="W", price=900.0)
    returned = sale("whale", "2011-06-02", order="C9", quantity=-1, price=600.0)
    assert CautionKind.DOMINANT_CUSTOMER not in in_orders([*trade(), bought, returned])


@pytest.mark.slow
@pytest.mark.parametrize(("customers", "told"), [(99, True), (100, False)])
def test_fewer_than_a_hundred_customers_are_few(customers: int, told: bool) -> None:
    assert in_orders(trade(customers=customers)).get(CautionKind.FEW_CUSTOMERS) == (
        {"customers": 99} if told else None
    )


def overlapping(*spans: tuple[int, int]) -> list[Row]:
    """Let a year's rows of these days, from and to, stand twice."""
    rows = trade()
    return [*rows, *(row for first, last in spans for row in rows[first : last + 1])]


def test_days_whose_rows_stand_twice_are_told() -> None:
    numbers = in_orders(overlapping((31, 40)))[CautionKind.REPEATED_PERIOD]
    assert numbers == {
        "from": "2011-02-01",
        "to": "2011-02-10",
        "rows": 10,
        "share": 1.0,
        "removed": 10,
    }


def test_nine_repeated_rows_are_no_repeated_period() -> None:
    assert CautionKind.REPEATED_PERIOD not in in_orders(overlapping((31, 39)))


@pytest.mark.slow
def test_a_row_that_stands_three_times_has_one_copy() -> None:
    rows = overlapping((31, 40), (31, 40))
    assert in_orders(rows)[CautionKind.REPEATED_PERIOD]["rows"] == 10


@pytest.mark.slow
def test_each_repeated_period_is_told_the_longest_first() -> None:
    told = [
        one.numbers
        for one in cautions(order_lines(overlapping((0, 9), (31, 42))))
        if one.kind is CautionKind.REPEATED_PERIOD
    ]
    assert [(numbers["from"], numbers["rows"]) for numbers in told] == [
        ("2011-02-01", 12),
        ("2011-01-01", 10),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("others", "told"), [(20, True), (21, False)])
def test_a_day_is_repeated_when_half_of_its_rows_are_repeats(others: int, told: bool) -> None:
    repeated = [sale("c1", "2011-05-05", order=f"R{place}") for place in range(10)] * 2
    rows = [*repeated, *(sale("c2", "2011-05-05", order=f"S{place}") for place in range(others))]
    year = [row for row in trade() if row[2] != "2011-05-05"]
    assert (CautionKind.REPEATED_PERIOD in in_orders([*year, *rows])) == told


def test_repeats_that_are_kept_come_before_all_else() -> None:
    keep = QualitySettings(duplicates="keep")
    rows = [*overlapping((31, 40)), sale(None, "2011-06-01", price=9999.0)]
    late = CustomersSettings(as_of=date(2011, 2, 1))
    kinds = [one.kind for one in cautions(order_lines(rows), quality=keep, customers=late)]
    assert kinds.index(CautionKind.REPEATED_PERIOD) < kinds.index(CautionKind.FUTURE_DATES)


@pytest.mark.parametrize(("spent", "grave"), [(1824.0, False), (1825.0, True)])
def test_a_customer_with_a_third_of_the_revenue_comes_before_all_else(
    spent: float, grave: bool
) -> None:
    told = cautions(order_lines([*trade(), sale("big", "2011-06-01", price=spent)]))
    assert [one.is_grave for one in told if one.kind is CautionKind.DOMINANT_CUSTOMER] == [grave]


def test_orders_after_the_reports_day_are_told() -> None:
    numbers = in_orders(trade(), customers=CustomersSettings(as_of=date(2011, 12, 28)))[
        CautionKind.FUTURE_DATES
    ]
    assert numbers == {"lines": 3, "latest": "2011-12-31", "as_of": "2011-12-28"}


def test_orders_up_to_the_reports_day_are_not_in_the_future() -> None:
    assert CautionKind.FUTURE_DATES not in in_orders(
        trade(), customers=CustomersSettings(as_of=date(2011, 12, 31))
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "where"),
    heavy.first(1, [("2099-12-31", "late"), ("2012-12-31", "late"), ("1900-01-01", "early")]),
)
def test_a_few_dates_more_than_a_year_from_all_others_are_isolated(day: str, where: str) -> None:
    rows = [*trade(), *[sale("c1", day, order=f"Z{place}") for place in range(3)]]
    numbers = in_orders(rows, meaning=MeaningSettings(lone_dates="keep"))[
        CautionKind.ISOLATED_DATES
    ]
    assert CautionKind.ISOLATED_DATES not in in_orders(rows)
    assert numbers == {
        "where": where,
        "lines": 3,
        "furthest": day,
        "from": "2011-01-01",
        "to": "2011-12-31",
    }


@pytest.mark.slow
def test_an_order_is_of_the_day_of_its_first_line() -> None:
    assert CautionKind.ISOLATED_DATES not in in_orders(
        [*trade(), sale("c1", "2099-12-31", order="A1")]
    )


@pytest.mark.slow
def test_a_year_without_orders_before_the_last_is_not_isolated() -> None:
    assert CautionKind.ISOLATED_DATES not in in_orders([*trade(), sale("c1", "2012-12-30")])


@pytest.mark.slow
def test_more_than_a_hundredth_of_the_lines_is_not_isolated() -> None:
    late = [sale("c1", "2014-01-01", order=f"Z{place}") for place in range(4)]
    assert CautionKind.ISOLATED_DATES not in in_orders([*trade(), *late])


@pytest.mark.slow
def test_nothing_is_said_of_an_unfinished_month_that_is_a_mistake() -> None:
    assert CautionKind.UNFINISHED_MONTH not in in_orders([*trade(), sale("c1", "2099-01-01")])


@pytest.mark.slow
def test_months_without_orders_between_others_are_told() -> None:
    rows = [row for row in trade() if not str(row[2]).startswith(("2011-04", "2011-09"))]
    numbers = in_orders(rows)[CautionKind.MISSING_MONTHS]
    assert numbers == {"missing": 2, "months": 12, "month_1": "2011-04-01", "month_2": "2011-09-01"}


@pytest.mark.slow
def test_months_without_orders_are_no_gap_where_orders_are_rare() -> None:
    rows = [
        row
        for row in trade()
        if str(row[2]).endswith("-15") and not str(row[2]).startswith("2011-04")
    ]
    assert CautionKind.MISSING_MONTHS not in in_orders(rows)


@pytest.mark.slow
@pytest.mark.parametrize(("orders", "told"), [(91, False), (92, True)])
def test_a_day_with_more_than_a_fifth_of_all_orders_is_crowded(orders: int, told: bool) -> None:
    rows = [row for row in trade() if row[2] != "2011-03-01"]
    crowd = [sale(f"new {place}", "2011-03-01", order=f"I{place}") for place in range(orders)]
    numbers = in_orders([*rows, *crowd]).get(CautionKind.CROWDED_DAY)
    assert numbers == (
        {"day": "2011-03-01", "orders": 92, "share": 92 / (364 + 92)} if told else None
    )


def test_an_import_on_one_day_leaves_no_weekdays_to_know() -> None:
    crowd = [sale(f"new {place}", "2011-03-01", order=f"I{place}") for place in range(92)]
    known = [
        clean(order_lines(rows), Settings()).knows_weekdays
        for rows in (trade(), [*trade(), *crowd])
    ]
    assert known == [True, False]


@pytest.mark.slow
@pytest.mark.parametrize(("price", "told"), [(0.0101, False), (0.01, True)])
def test_a_product_whose_prices_differ_a_thousandfold_is_told(price: float, told: bool) -> None:
    rows = [*trade(), sale("c1", "2011-06-01", order="L", quantity=30, price=price)]
    numbers = in_orders(rows).get(CautionKind.VARYING_PRICES)
    assert numbers == (
        {"products": 1, "product": "X", "description": "PRODUCT X", "low": 0.01, "high": 10.0}
        if told
        else None
    )


@pytest.mark.slow
def test_the_price_of_postage_may_vary() -> None:
    rows = [
        *trade(),
        *(
            sale("c1", "2011-06-01", order=f"P{price}", code="POST", price=price)
            for price in (0.01, 99.0)
        ),
    ]
    assert CautionKind.VARYING_PRICES not in in_orders(rows)


def test_amounts_without_quantities_are_no_unit_prices() -> None:
    frame = (
        pd.DataFrame(trade(), columns=list(ORDER_LINE_ROLES)[:7])
        .rename(columns={"Price": "Total"})
        .drop(columns="Quantity")
    )
    frame["Date"] = pd.to_datetime(frame["Date"])
    frame.loc[0, "Total"] = 0.001
    roles = {name: role for name, role in ORDER_LINE_ROLES.items() if name in frame} | {
        "Total": Role.AMOUNT
    }
    assert CautionKind.VARYING_PRICES not in found(dataset(frame, roles))


@pytest.mark.slow
def test_a_doubt_is_told_as_it_is() -> None:
    doubt = Doubt(
        about="Price",
        question="whether 03/04/2011 is 3 April",
        taken="day-first",
        why="both fit",
        setting="roles.date_order=month-first",
    )
    data = dataclasses.replace(order_lines(trade()), doubts=(doubt,))
    assert found(data)[CautionKind.UNSETTLED] == dataclasses.asdict(doubt)


TABLE_ROLES = {"Id": Role.CUSTOMER, "Milk": Role.SPEND, "Bread": Role.SPEND}


def in_table(frame: pd.DataFrame) -> dict[CautionKind, Mapping[str, float | str]]:
    return found(dataset(frame, TABLE_ROLES, Kind.CUSTOMERS))


def spenders(customers: int = 200) -> pd.DataFrame:
    frame = pd.DataFrame(
        {"Id": [f"c{place}" for place in range(customers)], "Milk": 1.0, "Bread": 2.0}
    )
    frame["Milk"] += frame.index / 1000
    return frame


def test_nothing_is_said_of_two_hundred_customers_who_spend_alike() -> None:
    assert in_table(spenders()) == {}


def test_few_customers_of_a_table_are_told() -> None:
    assert in_table(spenders(99)) == {CautionKind.FEW_CUSTOMERS: {"customers": 99}}


def test_a_customer_above_a_tenth_of_all_spend_is_told() -> None:
    frame = spenders()
    frame["Milk"] = 1.0
    frame.loc[0, "Bread"] = 99.0
    numbers = in_table(frame)[CautionKind.DOMINANT_CUSTOMER]
    assert numbers == {"share": 100 / (199 * 3 + 100), "amount": 100.0}


@pytest.mark.parametrize(("missing", "told"), [(80, False), (81, True)])
def test_a_column_that_is_mostly_missing_is_told(missing: int, told: bool) -> None:
    frame = spenders()
    frame.loc[: missing - 1, "Bread"] = None
    expected = {"column": "Bread", "missing": 81, "share": 81 / 200}
    assert in_table(frame).get(CautionKind.MOSTLY_MISSING) == (expected if told else None)


@pytest.mark.parametrize(("repeats", "told"), [(1, False), (2, True)])
def test_ids_of_several_rows_are_told(repeats: int, told: bool) -> None:
    frame = spenders(199)
    frame.loc[: repeats - 1, "Id"] = "c100"
    assert (CautionKind.REPEATED_CUSTOMERS in in_table(frame)) == told


def test_rows_of_a_table_without_an_id_are_told() -> None:
    frame = spenders()
    frame.loc[:9, "Id"] = None
    assert in_table(frame)[CautionKind.UNCREDITED_REVENUE] == {
        "rows": 10,
        "rows_share": 0.05,
        "amount": 0.0,
        "share": 0.0,
    }


ODD = st.tuples(
    st.sampled_from(["1", "2", None]),
    st.sampled_from(["500", "C502"]),
    st.sampled_from(["2011-01-03", "2099-05-07 12:00", None]),
    st.sampled_from(["X", "POST", None]),
    st.sampled_from(["HEART", None]),
    st.integers(-1, 9),
    st.sampled_from([1000.0, 0.1, 0.0, None]),
)


@pytest.mark.slow
@hypothesis(max_examples=2, deadline=None)
@given(rows=st.lists(ODD, max_size=30), data=st.data())
def test_the_order_of_rows_does_not_matter(rows: list[Row], data: st.DataObject) -> None:
    every = [*rows, *trade(days=40)]
    assert cautions(order_lines(every)) == cautions(order_lines(data.draw(st.permutations(every))))
