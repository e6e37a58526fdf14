"""Orders whose file says nothing of money: counted and cleaned like any others, and worth nothing
that is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from reporter.errors import QualityError
from reporter.model import CautionKind, CleanDataset, Role
from reporter.quality import clean
from reporter.settings import QualitySettings, Settings
from tests.saying import WORDS
from tests.tables import dataset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROLES = {
    "Customer": Role.CUSTOMER,
    "Invoice": Role.ORDER,
    "Date": Role.DATE,
    "Name": Role.DESCRIPTION,
    "Quantity": Role.QUANTITY,
}
SALES = [
    ("1", "1001", "2011-01-03", "LANTERN", 6),
    ("1", "1001", "2011-01-03", "CUP", 1),
    ("2", "1002", "2011-01-04", "LANTERN", 2),
]


def cleaned(
    rows: Sequence[tuple[object, ...]], roles: Mapping[str, Role] = ROLES, **quality: object
) -> CleanDataset:
    frame = pd.DataFrame([*SALES, *rows], columns=list(ROLES))
    frame["Date"] = pd.to_datetime(frame["Date"], format="ISO8601")
    frame["Quantity"] = frame["Quantity"].astype("float64")
    return clean(dataset(frame, roles), Settings(quality=QualitySettings.model_validate(quality)))


def rules(result: CleanDataset) -> dict[str, int]:
    return {step.rule: step.rows for step in result.steps}


def test_no_line_leaves_for_an_amount_that_the_file_does_not_hold() -> None:
    result = cleaned([])
    assert (result.has_money, result.amounts, result.rows) == (False, None, 3)
    assert (result.remainder.customers, result.remainder.orders, result.remainder.revenue) == (
        2,
        2,
        None,
    )
    assert not {"missing_amount", "non_positive_price"} & rules(result).keys()


def test_nothing_is_said_to_be_worth_nought() -> None:
    result = cleaned(
        [(None, "1003", "2011-01-05", "CUP", 1), SALES[0], ("3", "1004", None, "CUP", 1)]
    )
    gone = {
        step.rule: (step.rows, step.amount) for step in result.steps if step.removed and step.rows
    }
    assert gone == {
        "missing_customer": (1, None),
        "duplicate": (1, None),
        "missing_date": (1, None),
    }
    told = " ".join(WORDS.text(step.told) for step in result.steps)
    assert "spent" not in told
    assert "revenue" not in told


@pytest.mark.slow
def test_a_quantity_of_nought_orders_nothing() -> None:
    result = cleaned(
        [("3", "1003", "2011-01-05", "CUP", 0), ("3", "1003", "2011-01-05", "LANTERN", None)]
    )
    assert rules(result)["no_quantity"] == 1
    assert result.remainder.customers == 3  # a quantity that is not known is an order all the same


@pytest.mark.slow
def test_a_negative_quantity_takes_back_and_is_no_order() -> None:
    result = cleaned([("2", "1005", "2011-01-09", "LANTERN", -1)])
    assert rules(result)["return"] == 1
    assert (result.rows, result.remainder.orders) == (4, 2)


@pytest.mark.slow
@pytest.mark.parametrize("pieces", [-2, -3])
def test_who_gave_back_every_piece_has_nothing_left(pieces: int) -> None:
    result = cleaned(
        [("2", "1005", "2011-01-09", "LANTERN", pieces), ("3", "1006", "2011-01-09", "CUP", 1)]
    )
    assert rules(result)["nothing_left"] == 2
    assert result.remainder.customers == 2


def test_without_quantities_a_cancelled_line_takes_back_a_line() -> None:
    roles = {name: role for name, role in ROLES.items() if role is not Role.QUANTITY}
    cancelled = [("2", "C1005", "2011-01-09", "LANTERN", 1), ("1", "C1006", "2011-01-09", "CUP", 1)]
    result = cleaned([*cancelled, ("3", "1007", "2011-01-10", "CUP", 1)], roles)
    assert (
        rules(result)["nothing_left"] == 2
    )  # both lines of customer 2; customer 1 keeps the lantern
    assert (result.remainder.customers, result.remainder.orders) == (2, 2)


@pytest.mark.slow
def test_one_customer_may_hold_most_of_the_orders() -> None:
    regular = [("1", str(2000 + day), f"2011-02-{day:02}", "CUP", 1) for day in range(1, 21)]
    others = [(str(number), str(3000 + number), "2011-03-01", "CUP", 1) for number in range(10, 20)]
    told = {one.kind: one.numbers for one in cleaned([*regular, *others]).cautions}
    assert told[CautionKind.DOMINANT_CUSTOMER] == {
        "share": 21 / 32,
        "orders": 21,
    }  # 20 and 1 of 20 + 10 + 2


def test_what_only_money_can_show_is_no_matter() -> None:
    lines = [(str(number), str(number), "2011-03-01", "CUP", 10**number) for number in range(1, 9)]
    kinds = {one.kind for one in cleaned(lines).cautions}
    assert not kinds & {
        CautionKind.HUGE_LINES,
        CautionKind.VARYING_PRICES,
        CautionKind.DISAGREEING_AMOUNTS,
    }


def test_currencies_that_nothing_is_counted_in_are_not_mixed() -> None:
    frame = pd.DataFrame(
        {
            "Customer": list("1122"),
            "Date": pd.date_range("2011-01-01", periods=4),
            "Currency": ["EUR", "USD", "EUR", "USD"],
        },
    )
    result = clean(dataset(frame, {"Customer": Role.CUSTOMER, "Date": Role.DATE}), Settings())
    assert result.currency == ""


def test_nobody_left_says_that_the_quantities_took_them() -> None:
    frame = pd.DataFrame(
        {
            "Customer": list("12"),
            "Date": pd.date_range("2011-01-01", periods=2),
            "Quantity": [0.0, 0.0],
        }
    )
    roles = {"Customer": Role.CUSTOMER, "Date": Role.DATE, "Quantity": Role.QUANTITY}
    with pytest.raises(QualityError, match=r"no_quantity[\s\S]*roles\.quantity"):
        clean(dataset(frame, roles), Settings())


# ── what the lines mean ───────────────────────────────────────────────────────────────────────────


def trade(**more: Sequence[object]) -> pd.DataFrame:
    """Forty orders of ten customers, one a day."""
    made: dict[str, object] = {
        "Customer": [f"C{number % 10}" for number in range(40)],
        "Invoice": [f"{1000 + number}" for number in range(40)],
        "Date": pd.date_range("2011-01-01", periods=40),
    }
    return pd.DataFrame(made | more)


def asked(frame: pd.DataFrame, **roles: Role) -> CleanDataset:
    given = {"Customer": Role.CUSTOMER, "Invoice": Role.ORDER, "Date": Role.DATE, **roles}
    return clean(dataset(frame, given), Settings())


@pytest.mark.slow
def test_cancelled_orders_leave_without_an_amount_being_told() -> None:
    result = asked(
        trade(Status=["cancelled" if number % 8 == 0 else "paid" for number in range(40)])
    )
    assert result.remainder.orders == 35
    (reading,) = (one for one in result.readings if one.question == "order_status")
    assert [dict(item) for item in reading.items] == [{"state": "cancelled", "rows": 5}]
    assert reading.weight == pytest.approx(5 / 40)  # of the orders, since there is no revenue
    assert not {name for name in reading.numbers if "amount" in name or "revenue" in name}


@pytest.mark.slow
@pytest.mark.parametrize("pieces", [True, False])
def test_refunds_by_a_column_of_kinds_are_no_orders(pieces: bool) -> None:
    kinds: list[object] = ["refund" if number % 8 == 1 else "sale" for number in range(40)]
    frame = trade(
        Type=kinds, **({"Pieces": [1.0 + number % 3 for number in range(40)]} if pieces else {})
    )
    result = asked(frame, **({"Pieces": Role.QUANTITY} if pieces else {}))
    assert result.remainder.orders == 35
    (reading,) = (one for one in result.readings if one.question == "sign_column")
    assert {key: reading.numbers[key] for key in ("what", "off", "returned")} == {
        "what": "rows",
        "off": "refund",
        "returned": 5,
    }
    assert not {name for name in reading.numbers if "amount" in name or "revenue" in name}


def test_accounts_that_are_nobody_are_told_without_money() -> None:
    frame = trade()
    frame["Customer"] = [
        "Guest" if number % 4 == 0 else name for number, name in enumerate(frame["Customer"])
    ]
    result = asked(frame)
    (reading,) = (one for one in result.readings if one.question == "nobody")
    assert [dict(item) for item in reading.items] == [
        {"account": "Guest", "orders": 10, "rows": 10}
    ]
    assert result.remainder.orders == 30
