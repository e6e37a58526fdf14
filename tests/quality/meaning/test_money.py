"""Which money: signs in another column, line and order totals, refunds, gift cards, currencies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from reporter.errors import QualityError
from reporter.model import Role, Stance
from reporter.quality import clean
from reporter.settings import Settings
from tests import heavy
from tests.quality.meaning.shop import (
    AMOUNTS,
    ROLES,
    answer,
    cleaned,
    data,
    lines,
    reading,
    revenue,
    understood,
    worth,
)
from tests.tables import order_lines

if TYPE_CHECKING:
    from collections.abc import Sequence


def credited(come: str, off: str, name: str, *, every: int = 11) -> tuple[pd.DataFrame, float]:
    """Add a credit of its own number for every so many lines, and return what is left."""
    sold = lines().drop(columns=["quantity", "price"]).assign(**{name: come})
    back = sold.iloc[::every].assign(**{name: off})
    back["order"] = "9" + back["order"]
    return pd.concat([sold, back], ignore_index=True), round(
        sold["amount"].sum() - back["amount"].sum(), 2
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "come", "off"),
    heavy.first(
        4,
        [
            ("Soll/Haben-Kennzeichen", "S", "H"),
            ("D/C", "D", "C"),
            ("Dr/Cr", "Dr", "Cr"),
            ("Type", "Sale", "Refund"),
            ("Transaction Type", "charge", "refund"),
            ("Belegart", "Rechnung", "Gutschrift"),
            ("Type de document", "Facture", "Avoir"),
            ("Tipo", "Factura", "Abono"),
            ("Tipo documento", "Fattura", "Nota di credito"),
            ("Tipo de documento", "Fatura", "Devolução"),
            ("Soort", "Factuur", "Creditnota"),
            ("x", "S", "H"),
        ],
    ),
)
def test_a_sign_in_another_column_is_applied(name: str, come: str, off: str) -> None:
    frame, left = credited(come, off, name)
    found = understood(frame, AMOUNTS)
    said = answer(found, "sign_column")
    assert said is not None
    assert said.stance is Stance.ADOPTED
    assert worth(found) == left


@pytest.mark.slow
def test_a_sign_in_another_column_is_ignored_by_setting() -> None:
    frame, _ = credited("S", "H", "S/H")
    assert revenue(cleaned(frame, AMOUNTS, meaning={"sign_column": "ignore"})) == round(
        frame["amount"].sum(), 2
    )


def test_amounts_that_have_their_sign_are_left_alone() -> None:
    frame, left = credited("Sale", "Refund", "Type")
    frame.loc[frame["Type"] == "Refund", "amount"] *= -1
    found = understood(frame, AMOUNTS)
    assert answer(found, "sign_column") is None
    assert worth(found) == left


def test_letters_that_mean_something_else_turn_nothing() -> None:
    frame = lines().drop(columns=["quantity", "price"])
    frame["Dept"] = np.where(np.arange(len(frame)) % 5 == 0, "C", "D")
    assert worth(understood(frame, AMOUNTS)) == round(frame["amount"].sum(), 2)


SIDES = [
    ("Debit Amount", "Credit Amount"),
    ("Soll", "Haben"),
    ("Sollbetrag", "Habenbetrag"),
    ("Débit", "Crédit"),
    ("Importe debe", "Importe haber"),
]


def on_two_sides(come: str, off: str, back: int) -> tuple[pd.DataFrame, dict[str, Role]]:
    """Give every so manieth line back, in a column of its own beside the one of the sales."""
    frame = lines()
    returned = np.arange(len(frame)) % back == 1
    frame = frame.assign(
        **{come: frame["amount"].where(~returned), off: frame["amount"].where(returned)}
    )
    roles = {name: role for name, role in AMOUNTS.items() if name != "amount"}
    return frame.drop(columns=["amount", "quantity", "price"]), {**roles, come: Role.AMOUNT}


@pytest.mark.slow
@pytest.mark.parametrize(("come", "off"), heavy.first(1, SIDES))
def test_the_other_side_of_a_ledger_is_taken_off(come: str, off: str) -> None:
    frame, roles = on_two_sides(come, off, 20)
    found = cleaned(frame, roles)
    net = frame[come].fillna(0) - frame[off].fillna(0)
    spent = net.groupby(frame["customer"]).sum()
    assert revenue(found) == round(float(spent[spent > 0].sum()), 2)
    said = reading(found, "debit_credit")
    assert said is not None
    assert (said.stance, said.numbers["rows"]) == (Stance.ADOPTED, int(frame[off].notna().sum()))
    assert said.numbers["revenue_otherwise"] == pytest.approx(float(frame[come].sum()))
    assert revenue(cleaned(frame, roles, meaning={"debit_credit": "ignore"})) == round(
        float(frame[come].sum()), 2
    )


@pytest.mark.slow
def test_payments_on_the_other_side_are_told_and_not_taken_off() -> None:
    frame, roles = on_two_sides("Soll", "Haben", 2)
    found = cleaned(frame, roles)
    assert revenue(found) == round(float(frame["Soll"].sum()), 2)
    said = reading(found, "debit_credit")
    assert said is not None
    assert said.stance is Stance.TOLD


def test_payouts_and_fees_are_no_sales() -> None:
    frame = lines().drop(columns=["quantity", "price"])
    frame["Type"] = np.where(np.arange(len(frame)) % 9 == 0, "payout", "charge")
    assert worth(understood(frame, AMOUNTS)) == round(
        frame.loc[frame["Type"] == "charge", "amount"].sum(), 2
    )


@pytest.mark.slow
def test_a_price_that_grows_with_the_quantity_is_the_lines_total() -> None:
    frame = lines().assign(price=lambda one: one["amount"])
    found = cleaned(frame)
    assert revenue(found) == round(frame["amount"].sum(), 2)
    said = reading(found, "line_total")
    assert said is not None
    assert said.stance is Stance.ADOPTED
    assert said.numbers["revenue_otherwise"] == pytest.approx(
        (frame["amount"] * frame["quantity"]).sum()
    )
    assert found.dataset.column(Role.AMOUNT) == "price"


@pytest.mark.slow
def test_an_amount_that_stands_still_is_the_price_of_one() -> None:
    frame = lines().assign(amount=lambda one: one["price"])
    found = cleaned(frame.drop(columns="price"), {**AMOUNTS, "quantity": Role.QUANTITY})
    assert revenue(found) == pytest.approx((frame["price"] * frame["quantity"]).sum(), abs=0.01)
    assert reading(found, "unit_price") is not None


@pytest.mark.parametrize("seed", range(3))
def test_prices_that_vary_with_the_day_stay_prices(seed: int) -> None:
    frame = lines(seed=seed)
    drift = 1 + 0.3 * np.sin(frame["date"].dt.dayofyear / 58)
    frame["price"] = (frame["price"] * drift * np.where(frame["quantity"] > 3, 0.9, 1.0)).round(2)
    found = understood(frame)
    assert worth(found) == pytest.approx((frame["price"] * frame["quantity"]).sum(), abs=0.01)
    assert answer(found, "line_total") is None


def totalled() -> pd.DataFrame:
    frame = lines(orders=260)
    return frame.assign(amount=frame.groupby("order")["amount"].transform("sum").round(2))


@pytest.mark.slow
def test_an_orders_total_on_each_line_counts_once() -> None:
    frame = totalled()
    roles = {**AMOUNTS, "quantity": Role.QUANTITY}
    found = cleaned(frame.drop(columns="price"), roles)
    once = frame.drop_duplicates("order")
    assert revenue(found) == round(once["amount"].sum(), 2)
    by_order = (
        found.table.to_pandas().astype({"amount": float}).groupby("order")["amount"].sum().round(2)
    )
    pd.testing.assert_series_equal(
        by_order, once.set_index("order")["amount"].sort_index(), check_names=False
    )
    assert len(found.table.to_pandas()) == len(frame)


@pytest.mark.slow
def test_an_orders_total_counts_once_though_lines_repeat() -> None:
    frame = totalled().drop(columns="price")
    twice = pd.concat([frame, frame.iloc[:7]], ignore_index=True)
    once = round(frame.drop_duplicates("order")["amount"].sum(), 2)
    roles = {**AMOUNTS, "quantity": Role.QUANTITY}
    assert revenue(cleaned(twice, roles)) == once
    assert revenue(cleaned(twice, roles, quality={"duplicates": "keep"})) == once


@pytest.mark.slow
def test_lines_of_one_price_are_no_orders_total() -> None:
    frame = lines(orders=260).drop(columns=["quantity", "price"]).assign(amount=9.99)
    found = cleaned(frame, AMOUNTS)
    assert revenue(found) == pytest.approx(9.99 * len(frame))
    assert reading(found, "order_total") is None


def test_refunds_in_a_column_of_their_own_are_taken_off() -> None:
    frame = lines().drop(columns=["quantity", "price"])
    frame["Amount Refunded"] = np.where(
        np.arange(len(frame)) % 10 == 0, (frame["amount"] / 2).round(2), 0.0
    )
    assert worth(understood(frame, AMOUNTS)) == round(
        (frame["amount"] - frame["Amount Refunded"]).sum(), 2
    )


def test_an_orders_refund_on_each_line_is_taken_off_once() -> None:
    frame = lines().drop(columns=["quantity", "price"])
    total = frame.groupby("order")["amount"].transform("sum")
    frame["total_refunded"] = np.where(
        frame["order"].astype(int) % 10 == 0, (total / 4).round(2), 0.0
    )
    assert worth(understood(frame, AMOUNTS)) == pytest.approx(
        frame["amount"].sum() - frame.drop_duplicates("order")["total_refunded"].sum()
    )


@pytest.mark.slow
def test_an_orders_refund_on_its_first_line_is_taken_off_the_order() -> None:
    frame = lines().drop(columns=["quantity", "price"])
    total, first = frame.groupby("order")["amount"].transform("sum"), ~frame.duplicated("order")
    frame["Refunded Amount"] = np.where(
        first & (frame["order"].astype(int) % 10 == 0), (total * 0.9).round(2), np.nan
    )
    found = cleaned(frame, AMOUNTS)
    assert revenue(found) == pytest.approx(
        frame["amount"].sum() - frame["Refunded Amount"].sum(), abs=0.01
    )
    assert found.rows == len(frame)


def gift_cards() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return lines of goods, and of gift cards sold and redeemed."""
    goods = lines()
    sold = goods.iloc[:12].assign(name="Gift card", sku="GIFT50", quantity=1.0, price=50.0)
    redeemed = goods.iloc[40:50].assign(name="Gift card", sku="GIFT50", quantity=1.0, price=-20.0)
    return goods, pd.concat([sold, redeemed])


@pytest.mark.parametrize(
    "name",
    heavy.every(
        3, ["Gift card", "Geschenkgutschein 50 €", "Carte cadeau", "Tarjeta regalo", "Buono regalo"]
    ),
)
def test_gift_cards_are_a_means_of_payment(name: str) -> None:
    goods, cards = gift_cards()
    found = understood(
        pd.concat([goods, cards.assign(name=name)], ignore_index=True).drop(columns="amount")
    )
    assert worth(found) == round((goods["quantity"] * goods["price"]).sum(), 2)
    said = answer(found, "gift_cards")
    assert said is not None
    assert (said.numbers["sold_amount"], said.numbers["redeemed_amount"]) == (600, 200)


def test_boxes_for_gift_cards_are_goods() -> None:
    goods, cards = gift_cards()
    cards = cards.assign(name="Gift card holder, red", quantity=np.sign(cards["price"]), price=5.0)
    assert (
        answer(
            understood(pd.concat([goods, cards], ignore_index=True).drop(columns="amount")),
            "gift_cards",
        )
        is None
    )


def in_currencies(values: Sequence[str | None], name: str = "Currency") -> pd.DataFrame:
    frame = lines()
    frame[name] = [values[place % len(values)] for place in range(len(frame))]
    return frame


@pytest.mark.parametrize(
    "name",
    heavy.every(
        3,
        ["Currency", "order_currency_code", "orderCurrency", "Währung", "DEVISE", "moneda", "CCY"],
    ),
)
def test_several_currencies_are_never_added_up(name: str) -> None:
    with pytest.raises(QualityError) as refused:
        understood(in_currencies(["EUR", "EUR", "usd ", "EUR", None], name))
    for word in (name, "EUR", "USD", "--where", "meaning.rates"):
        assert word in str(refused.value)


def test_signs_are_currencies_too() -> None:
    with pytest.raises(QualityError, match="2 currencies"):
        cleaned(in_currencies(["€", "£"]))


def test_amounts_that_show_several_currencies_are_refused() -> None:
    dataset = replace(data(lines()), currencies={"price": {"$": 300, "EUR": 100}})
    with pytest.raises(QualityError, match="a file for each currency"):
        clean(dataset, Settings())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "values", "currency"),
    heavy.first(
        3,
        [
            ("Currency", ["EUR", "eur", None], "EUR"),
            ("Currency", ["€", "EUR"], "EUR"),
            ("Currency", ["EUR", "domestic"], ""),
            ("Current", ["EUR", "USD"], ""),
            ("Concurrency", ["EUR", "USD"], ""),
            ("Currency", ["$"], ""),
            ("Currency", [None], ""),
        ],
    ),
)
def test_one_currency_or_other_words_are_not_mixed(
    name: str, values: Sequence[str | None], currency: str
) -> None:
    frame = in_currencies(values, name)
    found = cleaned(frame)
    assert revenue(found) == pytest.approx((frame["quantity"] * frame["price"]).sum(), abs=0.01)
    assert found.currency == currency


@pytest.mark.slow
def test_rates_convert() -> None:
    frame = in_currencies(["EUR", "SEK", "JPY"])
    rates = {"SEK": 0.088, "JPY": 0.0061}
    found = cleaned(frame, meaning={"rates": rates}, report={"currency": "EUR"})
    worth = frame["quantity"] * frame["price"] * frame["Currency"].map({**rates, "EUR": 1.0})
    assert found.remainder.revenue == pytest.approx(worth.sum(), abs=0.01 * len(frame))
    assert found.currency == "EUR"


def test_a_rate_that_is_missing_is_asked_for() -> None:
    with pytest.raises(QualityError, match="JPY"):
        cleaned(
            in_currencies(["EUR", "SEK", "JPY"]),
            meaning={"rates": {"SEK": 0.088}},
            report={"currency": "EUR"},
        )


@pytest.mark.slow
def test_amounts_in_one_currency_whatever_the_data_name() -> None:
    frame = in_currencies(["EUR", "SEK"])
    found = cleaned(frame, meaning={"currencies": "one"})
    assert revenue(found) == pytest.approx((frame["quantity"] * frame["price"]).sum(), abs=0.01)
    said = reading(found, "currencies")
    assert said is not None
    assert said.weight == 1.0


@pytest.mark.slow
def test_a_few_rows_in_another_currency_leave() -> None:
    frame = in_currencies(["EUR"]).assign(
        Currency=lambda one: ["USD" if place == 3 else "EUR" for place in range(len(one))]
    )
    found = cleaned(frame)
    assert revenue(found) == pytest.approx(
        (frame["quantity"] * frame["price"])[frame["Currency"] == "EUR"].sum(), abs=0.01
    )
    assert found.currency == "EUR"


@pytest.mark.slow
def test_ordinary_trade_raises_no_question() -> None:
    assert cleaned(lines(), ROLES).readings == ()
    assert (
        clean(
            order_lines(
                [
                    ("1", "1", "2022-01-03", "A", "Cup", 1, 2.0),
                    ("2", "2", "2022-01-04", "A", "Cup", 3, 2.0),
                ]
            ),
            Settings(),
        ).readings
        == ()
    )
