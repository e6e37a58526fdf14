"""Which orders count, by the states that platforms write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from reporter.model import Stance
from tests import heavy
from tests.quality.meaning.shop import (
    AMOUNTS,
    answer,
    cleaned,
    lines,
    reading,
    revenue,
    understood,
    worth,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def with_states(states: Sequence[str | None], name: str = "Order Status") -> pd.DataFrame:
    """Give every order a state in turn, the first eight times as often as the others."""
    frame = lines().drop(columns=["quantity", "price"])
    order = frame["order"].astype(int)
    place = np.where(order % 8 > 0, 0, (order // 8) % len(states))
    frame[name] = [states[one] for one in place]
    return frame


def test_what_was_not_paid_is_left_out_and_told() -> None:
    frame = with_states(
        ["wc-completed", "wc-cancelled", "wc-failed", "wc-refunded", "wc-pending", "checkout-draft"]
    )
    found = cleaned(frame, AMOUNTS)
    counts = frame["Order Status"] == "wc-completed"
    assert revenue(found) == round(frame.loc[counts, "amount"].sum(), 2)
    assert found.remainder.customers == frame.loc[counts, "customer"].nunique()
    assert found.remainder.orders == frame.loc[counts, "order"].nunique()
    assert next(step.rows for step in found.steps if step.rule == "order_status") == (~counts).sum()
    assert [column.name for column in found.dataset.columns if column.consulted] == ["Order Status"]
    said = reading(found, "order_status")
    assert said is not None
    assert said.numbers["revenue_otherwise"] == pytest.approx(frame["amount"].sum())
    assert said.numbers["counted"] == "wc-completed"


@pytest.mark.parametrize(
    ("name", "counted", "left"),
    heavy.first(
        4,
        [
            (
                "Order Status",
                "wc-completed",
                ["wc-cancelled", "wc-failed", "wc-refunded", "wc-pending", "checkout-draft"],
            ),
            ("Financial Status", "paid", ["refunded", "voided", "expired"]),
            ("status", "complete", ["canceled", "fraud"]),
            (
                "Status",
                "Payment accepted",
                ["Canceled", "Payment error", "Awaiting bank wire payment"],
            ),
            ("Bestellstatus", "Abgeschlossen", ["Storniert", "Fehlgeschlagen", "Zurückerstattet"]),
            ("Statut", "Livrée", ["Annulée", "Remboursée", "En attente de paiement"]),
            ("Estado", "Completado", ["Cancelado", "Reembolsado", "Pendiente de pago"]),
            ("Stato", "Spedito", ["Annullato", "Rimborsato"]),
            ("Situação", "Entregue", ["Cancelado", "Devolvido"]),
            ("Orderstatus", "Afgerond", ["Geannuleerd", "Terugbetaald"]),
            ("x17", "SHIPPED", ["CANCELLED", "RETURNED"]),
        ],
    ),
)
def test_states_are_known_in_seven_languages(name: str, counted: str, left: list[str]) -> None:
    frame = with_states([counted, *left], name)
    found = understood(frame, AMOUNTS)
    assert worth(found) == round(frame.loc[frame[name] == counted, "amount"].sum(), 2)
    said = answer(found, "order_status")
    assert said is not None
    assert said.stance is Stance.ADOPTED
    told = {
        str(item["state"]): (item["rows"], round(float(item["amount"]), 2)) for item in said.items
    }
    by_state = frame[frame[name] != counted].groupby(name)["amount"].agg(["size", "sum"]).round(2)
    assert told == {str(state): (row["size"], row["sum"]) for state, row in by_state.iterrows()}


@pytest.mark.slow
def test_a_setting_keeps_every_state() -> None:
    frame = with_states(["completed", "cancelled", "failed"])
    found = cleaned(frame, AMOUNTS, meaning={"order_status": "keep"})
    assert revenue(found) == round(frame["amount"].sum(), 2)
    said = reading(found, "order_status")
    assert said is not None
    assert said.stance is Stance.SET


@pytest.mark.slow
def test_own_words_count_and_do_not_count() -> None:
    frame = with_states(["completed", "Pending", "Reserviert"])
    found = cleaned(frame, AMOUNTS, meaning={"counted": ["pending"], "not_counted": ["Reserviert"]})
    assert revenue(found) == round(
        frame.loc[frame["Order Status"] != "Reserviert", "amount"].sum(), 2
    )


@pytest.mark.slow
def test_what_is_open_counts_and_is_told() -> None:
    frame = with_states(["Shipped", "On Hold", "Disputed", "Cancelled"])
    found = cleaned(frame, AMOUNTS)
    assert revenue(found) == round(
        frame.loc[frame["Order Status"] != "Cancelled", "amount"].sum(), 2
    )
    said = reading(found, "open_orders")
    assert said is not None
    assert {str(item["state"]) for item in said.items} == {"On Hold", "Disputed"}


@pytest.mark.slow
def test_where_most_would_leave_nothing_does_and_it_is_told() -> None:
    frame = with_states(["pending", "completed"])
    found = cleaned(frame, AMOUNTS)
    assert revenue(found) == round(frame["amount"].sum(), 2)
    said = reading(found, "order_status")
    assert said is not None
    assert said.stance is Stance.TOLD
    assert said.numbers["revenue_otherwise"] == pytest.approx(
        frame.loc[frame["Order Status"] == "completed", "amount"].sum()
    )


@pytest.mark.parametrize(
    ("name", "yes"), [("Returned", "Yes"), ("is_test", "true"), ("Storniert", "ja")]
)
def test_a_flag_takes_what_it_says_yes_for(name: str, yes: str) -> None:
    frame = with_states([None, yes], name)
    assert worth(understood(frame, AMOUNTS)) == round(
        frame.loc[frame[name].isna(), "amount"].sum(), 2
    )


@pytest.mark.parametrize(
    ("name", "states"),
    heavy.every(
        3,
        [
            ("State", ["CA", "NY", "TX", "WA"]),
            ("Customer type", ["New", "Returning", "Guest"]),
            ("Fulfillment Status", ["fulfilled", "unfulfilled", "partial", "pending"]),
            ("Topic", ["Cancelled flights", "Refund policy", "Paid leave"]),
            ("Lieferstatus", ["Versendet", "Offen", "In Bearbeitung"]),
        ],
    ),
)
def test_other_words_take_nothing(name: str, states: list[str]) -> None:
    frame = with_states(states, name)
    found = understood(frame, AMOUNTS)
    assert worth(found) == round(frame["amount"].sum(), 2)
    assert answer(found, "order_status") is None
