"""Each rule on lines that can be counted by hand."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from reporter.choices import Returns
from reporter.errors import QualityError
from reporter.model import CleanDataset, Role
from reporter.quality import clean
from reporter.settings import QualitySettings, Settings
from tests import heavy
from tests.tables import dataset, order_lines

SALES = [
    ("1", "536365", "2011-01-03 09:00", "85123A", "WHITE HEART", 6, 2.55),
    ("2", "536366", "2011-01-04 10:00", "71053", "LANTERN", 2, 3.00),
]


def cleaned(rows: list[tuple[object, ...]], **quality: object) -> CleanDataset:
    return clean(
        order_lines([*SALES, *rows]), Settings(quality=QualitySettings.model_validate(quality))
    )


def step(result: CleanDataset, rule: str) -> int:
    return next(step.rows for step in result.steps if step.rule == rule)


def lines(result: CleanDataset) -> pd.DataFrame:
    frame: pd.DataFrame = result.table.to_pandas().sort_values(
        ["customer", "order", "product", "amount"], ignore_index=True
    )
    return frame


def test_amounts_are_exact_decimals() -> None:
    assert lines(cleaned([]))["amount"].tolist() == [Decimal("15.3000"), Decimal("6.0000")]


@pytest.mark.slow
@pytest.mark.parametrize("customer", [None, "", "   "])
def test_a_line_without_a_customer_leaves(customer: str | None) -> None:
    result = cleaned([(customer, "536367", "2011-01-05", "71053", "LANTERN", 1, 3.0)])
    assert step(result, "missing_customer") == 1
    assert result.rows == 2


def test_a_line_that_repeats_another_in_every_column_leaves_once_for_each_copy() -> None:
    result = cleaned([SALES[0], SALES[0]])
    assert step(result, "duplicate") == 2
    assert lines(result)["amount"].sum() == Decimal("21.3000")


@pytest.mark.slow
def test_repeats_stay_when_they_are_kept() -> None:
    result = cleaned([SALES[0]], duplicates="keep")
    assert result.rows == 3
    assert "duplicate" not in {step.rule for step in result.steps}
    assert result.profile.duplicates == 1


def test_a_repeat_without_a_customer_leaves_by_the_first_rule() -> None:
    orphan = (None, "536367", "2011-01-05", "71053", "LANTERN", 1, 3.0)
    result = cleaned([orphan, orphan])
    assert (step(result, "missing_customer"), step(result, "duplicate")) == (2, 0)


def test_lines_that_differ_in_one_column_only_are_no_repeats() -> None:
    result = cleaned([("1", "536365", "2011-01-03 09:00", "85123A", "WHITE HEART", 6, 2.56)])
    assert step(result, "duplicate") == 0


def test_a_line_without_a_date_leaves() -> None:
    assert step(cleaned([("1", "536367", None, "71053", "LANTERN", 1, 3.0)]), "missing_date") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("quantity", "price"), heavy.every(3, [(None, 3.0), (1, None), (1, float("inf")), (1e9, 1e9)])
)
def test_a_line_without_a_readable_amount_leaves(
    quantity: float | None, price: float | None
) -> None:
    assert (
        step(
            cleaned([("1", "536367", "2011-01-05", "71053", "LANTERN", quantity, price)]),
            "missing_amount",
        )
        == 1
    )


RETURN = ("1", "C536368", "2011-02-01", "85123A", "WHITE HEART", -2, 2.55)


def test_netted_returns_stay_in_the_money_and_are_marked() -> None:
    result = cleaned([RETURN])
    frame = lines(result)
    assert step(result, "cancellation") == 1
    assert frame["is_return"].tolist() == [False, True, False]
    assert frame.loc[frame["customer"] == "1", "amount"].sum() == Decimal("10.2000")


def test_dropped_returns_leave() -> None:
    result = cleaned([RETURN], returns=Returns.DROP)
    assert (step(result, "cancellation"), result.rows) == (1, 2)


def test_kept_returns_are_lines_like_any_other() -> None:
    frame = lines(cleaned([RETURN], returns=Returns.KEEP))
    assert len(frame) == 3
    assert not frame["is_return"].any()


def test_a_negative_quantity_is_a_return_without_a_cancelled_number() -> None:
    result = cleaned([("1", "536369", "2011-02-01", "85123A", "WHITE HEART", -2, 2.55)])
    assert (step(result, "cancellation"), step(result, "return")) == (0, 1)


@pytest.mark.slow
@pytest.mark.parametrize("number", ["CASH1", "AC1", "536C1"])
def test_only_c_before_digits_makes_a_cancelled_number(number: str) -> None:
    result = cleaned([("1", number, "2011-02-01", "85123A", "WHITE HEART", 2, 2.55)])
    assert step(result, "cancellation") == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("quantity", "price"), heavy.every(3, [(1, 0), (-1, -5), (0, 2), (-3, 0), (0, -5)])
)
def test_a_line_of_no_price_or_no_quantity_leaves(quantity: float, price: float) -> None:
    assert (
        step(
            cleaned([("1", "536370", "2011-02-01", "85123A", "WHITE HEART", quantity, price)]),
            "non_positive_price",
        )
        == 1
    )


@pytest.mark.slow
def test_a_price_below_zero_takes_money_off_and_is_no_order() -> None:
    bought = [
        ("1", str(number), "2011-02-01", "85123A", "WHITE HEART", 4, 2.5) for number in range(30)
    ]
    off = [("1", str(number), "2011-02-01", "X", "Winter rebate", 1, -2.0) for number in range(25)]
    alone = [("1", "99", "2011-02-03", "85123A", "WHITE HEART", 1, -1.0)]
    plain, result = cleaned([*bought]), cleaned([*bought, *off, *alone])
    assert plain.remainder.revenue is not None
    assert (result.remainder.revenue, result.remainder.orders) == (
        plain.remainder.revenue - 25 * 2 - 1,
        plain.remainder.orders,
    )
    assert (
        step(result, "discount"),
        step(result, "return"),
        step(result, "non_positive_price"),
    ) == (25, 1, 0)
    assert next(one.amount for one in result.steps if one.rule == "discount") == -50


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "name", "service"),
    heavy.every(
        3,
        [
            ("POST", "PARCEL", True),
            ("post", "PARCEL", True),
            ("POSTER", "PARCEL", False),
            ("1", "DOTCOM POSTAGE", True),
            ("1", "Postage, insured", True),
            ("1", "POSTAGESTAMP", False),
            ("1", "Manual", True),
            ("1", "MANUALLY MADE VASE", False),
        ],
    ),
)
def test_service_lines_are_known_by_exact_code_or_whole_word(
    code: str, name: str, *, service: bool
) -> None:
    result = cleaned([("9", "536371", "2011-02-01", code, name, 1, 18.0)])
    frame = lines(result)
    assert step(result, "service") == int(service)
    assert frame.loc[frame["customer"] == "9", "is_service"].tolist() == [service]


@pytest.mark.slow
def test_a_missing_description_is_called_unknown() -> None:
    result = cleaned([("9", "536371", "2011-02-01", "1", None, 1, 18.0)])
    assert step(result, "missing_description") == 1
    assert "Unknown" in set(lines(result)["description"])


@pytest.mark.slow
def test_a_customer_who_took_back_all_leaves_with_all_lines() -> None:
    bought, returned = (
        ("9", "536372", "2011-02-01", "1", "VASE", 5, 2.0),
        ("9", "C536373", "2011-02-02", "1", "VASE", -5, 2.0),
    )
    result = cleaned([bought, returned])
    left = next(step for step in result.steps if step.rule == "nothing_left")
    assert (left.rows, left.customers) == (2, 1)
    assert set(lines(result)["customer"]) == {"1", "2"}


@pytest.mark.slow
def test_a_customer_who_only_returned_leaves() -> None:
    result = cleaned([("9", "C536373", "2011-02-02", "1", "VASE", -5, 2.0)])
    assert step(result, "nothing_left") == 1


def test_where_there_are_only_amounts_a_negative_one_is_a_return() -> None:
    frame = pd.DataFrame(
        {
            "who": ["a", "b", "a"],
            "day": pd.to_datetime(["2020-01-01", "2020-01-02", "2020-01-03"]),
            "sum": [10.0, 5.0, -2.5],
        }
    )
    roles = {"who": Role.CUSTOMER, "day": Role.DATE, "sum": Role.AMOUNT}
    result = clean(dataset(frame, roles), Settings())
    assert lines(result).groupby("customer")["amount"].sum().to_dict() == {
        "a": Decimal("7.5000"),
        "b": Decimal("5.0000"),
    }
    assert step(result, "return") == 1
    assert result.table.to_pandas()["order"].isna().all()


def test_ids_read_as_floats_show_no_decimals() -> None:
    frame = pd.DataFrame(
        {
            "who": [13085.0, 13086.0, None],
            "day": pd.to_datetime(["2020-01-01"] * 3),
            "sum": [10.0, 5.0, 1.0],
        },
    )
    roles = {"who": Role.CUSTOMER, "day": Role.DATE, "sum": Role.AMOUNT}
    assert lines(clean(dataset(frame, roles), Settings()))["customer"].tolist() == [
        "13085",
        "13086",
    ]


def test_ids_are_trimmed_and_float_texts_shortened() -> None:
    result = cleaned(
        [
            (" 1 ", "536380", "2011-02-02", "1", "VASE", 5, 2.0),
            ("2.0", "536381", "2011-02-02", "1", "VASE", 5, 2.0),
        ]
    )
    assert set(lines(result)["customer"]) == {"1", "2"}


@pytest.mark.slow
def test_nothing_left_says_which_rule_took_the_rows_and_what_to_do() -> None:
    rows = order_lines(
        [(str(number), "1", "2011-01-01", "1", "VASE", -1, 2.0) for number in range(4)]
    )
    with pytest.raises(
        QualityError, match=r"No row of orders.csv .* 4 rows left \(4 by the rule return\)"
    ) as caught:
        clean(rows, Settings(quality=QualitySettings(returns=Returns.DROP)))
    assert "roles.quantity" in caught.value.hint


@pytest.mark.slow
def test_customers_who_all_have_nothing_left_are_said_so() -> None:
    rows = order_lines(
        [(str(number), "1", "2011-01-01", "1", "VASE", -1, 2.0) for number in range(4)]
    )
    with pytest.raises(QualityError, match="4 by the rule nothing_left"):
        clean(rows, Settings())


def test_one_customer_is_too_few() -> None:
    with pytest.raises(QualityError, match=r"Only one customer is left in orders\.csv"):
        clean(order_lines([SALES[0]]), Settings())
