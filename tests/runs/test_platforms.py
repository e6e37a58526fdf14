"""Exports as platforms write them, end to end: what was paid counts, what was refunded is taken
off, each figure by pandas.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from reporter import pipeline
from reporter.settings import Settings
from tests.quality.meaning.shop import lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file, and what is right about it."""

    frame: pd.DataFrame
    revenue: float
    orders: int
    customers: int


def sold() -> pd.DataFrame:
    frame = lines(orders=300, customers=60)
    return frame.assign(
        number=frame["order"].astype(int), email=frame["customer"].str.lower() + "@example.org"
    )


def placed() -> pd.DataFrame:
    """Return one row per order."""
    frame = sold().groupby("order", as_index=False)
    made = frame.agg(
        customer=("customer", "first"),
        email=("email", "first"),
        date=("date", "first"),
        amount=("amount", "sum"),
    )
    return made.assign(amount=made["amount"].round(2), number=made["order"].astype(int))


def export(frame: pd.DataFrame, counted: pd.DataFrame, revenue: float) -> Export:
    return Export(
        frame=frame,
        revenue=round(float(revenue), 2),
        orders=counted["order"].nunique(),
        customers=counted["customer"].nunique(),
    )


def shopify() -> Export:
    """States, refunds and days of cancellation stand on an order's first line only."""
    one = sold()
    first, total = (
        ~one.duplicated("order"),
        one.groupby("order")["amount"].transform("sum").round(2),
    )
    number = one["number"]
    state = np.select([number % 13 == 0, number % 17 == 0, number % 19 == 0, number % 23 == 0],
                      ["refunded", "voided", "pending", "partially_refunded"], "paid")  # fmt: skip
    back = np.where(
        state == "refunded",
        total,
        np.where(state == "partially_refunded", (total * 0.9).round(2), 0.0),
    )
    moment = one["date"].dt.strftime("%Y-%m-%d %H:%M:%S +0000")
    frame = pd.DataFrame(
        {
            "Name": "#" + one["order"], "Email": one["email"], "Financial Status": pd.Series(state).where(first.to_numpy()),
            "Paid at": moment.where(first), "Fulfillment Status": pd.Series("fulfilled", index=one.index).where(first),
            "Currency": pd.Series("USD", index=one.index).where(first), "Subtotal": total.where(first), "Total": (total + 5).where(first),
            "Created at": moment, "Lineitem quantity": one["quantity"].astype(int), "Lineitem name": one["name"],
            "Lineitem price": one["price"], "Lineitem sku": one["sku"], "Refunded Amount": pd.Series(back).where(first.to_numpy()),
            "Cancelled at": moment.where(first & (state == "voided")),
        }
    )  # fmt: skip
    counted = one[np.isin(state, ["paid", "partially_refunded"])]
    return export(
        frame,
        counted,
        counted["amount"].sum() - back[first.to_numpy() & (state == "partially_refunded")].sum(),
    )


def stripe() -> Export:
    one = placed()
    number = one["number"]
    state = np.select([number % 13 == 0, number % 17 == 0], ["Failed", "Refunded"], "Paid")
    back = np.where(
        state == "Refunded",
        one["amount"],
        np.where((state == "Paid") & (number % 11 == 0), (one["amount"] / 2).round(2), 0.0),
    )
    frame = pd.DataFrame(
        {
            "Order": one["order"], "Created (UTC)": one["date"].dt.strftime("%Y-%m-%d %H:%M:%S"), "Amount": one["amount"],
            "Amount Refunded": back, "Currency": "eur", "Captured": np.where(state == "Failed", "false", "true"),
            "Fee": (one["amount"] * 0.03).round(2), "Status": state, "Customer ID": "cus_" + one["customer"],
        }
    )  # fmt: skip
    paid = state == "Paid"
    return export(frame, one[paid], (one["amount"] - back)[paid].sum())


def square() -> Export:
    """A refund is a row of its own, and its amounts stand without a sign."""
    one = placed()
    back = one[one["number"] % 9 == 0].assign(order=lambda some: "R" + some["order"])
    every = pd.concat([one.assign(event="Payment"), back.assign(event="Refund")], ignore_index=True)
    frame = pd.DataFrame(
        {
            "Date": every["date"].dt.strftime("%m/%d/%Y"), "Net Sales": every["amount"].map("${:,.2f}".format),
            "Event Type": every["event"], "Transaction ID": every["order"], "Customer ID": every["customer"],
        }
    )  # fmt: skip
    return export(frame, one, one["amount"].sum() - back["amount"].sum())


def paypal() -> Export:
    one = placed()
    number = one["number"]
    state = np.select([number % 13 == 0, number % 17 == 0], ["Pending", "Denied"], "Completed")
    frame = pd.DataFrame(
        {
            "Date": one["date"].dt.strftime("%d/%m/%Y"), "Type": "Express Checkout Payment", "Status": state, "Currency": "GBP",
            "Gross": one["amount"], "Fee": -(one["amount"] * 0.03).round(2), "From Email Address": one["email"],
            "Transaction ID": "T" + one["order"], "Balance Impact": "Credit",
        }
    )  # fmt: skip
    return export(frame, one[state == "Completed"], one["amount"][state == "Completed"].sum())


def amazon() -> Export:
    one = sold()
    off = (one["number"] % 13 == 0).to_numpy()
    frame = pd.DataFrame(
        {
            "amazon-order-id": one["order"], "purchase-date": one["date"].dt.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
            "order-status": np.where(off, "Cancelled", "Shipped"), "item-status": np.where(off, "Cancelled", "Shipped"),
            "buyer-email": one["email"], "sku": one["sku"], "product-name": one["name"],
            "quantity": np.where(off, 0, one["quantity"]).astype(int), "currency": "EUR", "item-price": one["amount"].where(~off),
        }
    )  # fmt: skip
    return export(frame, one[~off], one["amount"][~off].sum())


def prestashop() -> Export:
    one = placed()
    number = one["number"]
    state = np.select(
        [number % 13 == 0, number % 17 == 0, number % 7 == 0],
        ["Annulé", "Erreur de paiement", "Livré"],
        "Paiement accepté",
    )
    frame = pd.DataFrame(
        {
            "id_order": one["order"], "id_customer": one["customer"].str[1:].astype(int) + 1, "total_paid_tax_incl": one["amount"],
            "date_add": one["date"].dt.strftime("%Y-%m-%d %H:%M:%S"), "etat": state,
        }
    )  # fmt: skip
    paid = np.isin(state, ["Livré", "Paiement accepté"])
    return export(frame, one[paid], one["amount"][paid].sum())


def etsy() -> Export:
    """The order's total stands on each of its lines, beside each line's own price."""
    one = sold()
    total = one.groupby("order")["amount"].transform("sum").round(2)
    frame = pd.DataFrame(
        {
            "Sale Date": one["date"].dt.strftime("%m/%d/%y"), "Order ID": one["order"], "Buyer User ID": one["customer"].str.lower(),
            "Item Name": one["name"], "Quantity": one["quantity"].astype(int), "Price": one["price"], "Order Total": total + 4,
        }
    )  # fmt: skip
    return export(frame, one, one["amount"].sum())


def ledger() -> Export:
    """Invoices and credit notes of an accounts department, some of them for nobody in
    particular.
    """
    one = placed().assign(kind="Rechnung")
    one["customer"] = np.where(one["number"] % 4 == 0, "Diverse", one["customer"])
    back = one[one["number"] % 10 == 0].assign(
        kind="Gutschrift", order=lambda some: "G" + some["order"]
    )
    every = pd.concat([one, back], ignore_index=True)
    frame = pd.DataFrame(
        {
            "Beleg-Nr.": every["order"], "Belegart": every["kind"], "Belegdatum": every["date"].dt.strftime("%d.%m.%Y"),
            "Kunden-Nr.": every["customer"], "Nettobetrag": every["amount"].map(lambda one: f"{one:.2f}".replace(".", ",")),
        }
    )  # fmt: skip
    known = one[one["customer"] != "Diverse"]
    return export(
        frame,
        known,
        known["amount"].sum() - back.loc[back["customer"] != "Diverse", "amount"].sum(),
    )


@pytest.mark.parametrize(
    "make",
    [shopify, stripe, square, paypal, amazon, prestashop, etsy, ledger],
    ids=lambda make: make.__name__,
)
def test_a_platforms_export_is_counted_as_it_is_meant(
    make: Callable[[], Export], tmp_path: Path
) -> None:
    known, file = make(), tmp_path / "export.csv"
    known.frame.to_csv(file, index=False, sep=";" if make is ledger else ",")
    found = pipeline.inspect([file], Settings())
    assert found.clean is not None, found.refusal
    left = found.clean.remainder
    assert left.revenue == pytest.approx(known.revenue, abs=0.011)
    assert (left.customers, left.orders) == (known.customers, known.orders)
