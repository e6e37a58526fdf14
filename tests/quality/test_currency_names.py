"""The currency that the names of columns of money hold."""

from __future__ import annotations

import pandas as pd
import pytest

from reporter.model import Kind, Role
from reporter.quality import clean
from reporter.quality.currency_names import codes_of
from reporter.settings import Settings
from tests.tables import dataset


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("mrr_usd", {"USD"}), ("Amount (EUR)", {"EUR"}), ("Umsatz in €", {"EUR"}), ("PreisEUR", {"EUR"}), ("total_BRL", {"BRL"}),
        ("Valor R$", {"BRL"}), ("Price £", {"GBP"}), ("Betrag Euro", {"EUR"}), ("Kurs (TRY)", {"TRY"}),
        ("Annual Income (k$)", set()), ("try_count", set()), ("Amount", set()), ("Price per pen", set()),
        ("Discount", set()), ("amount_net", set()),
    ],
)  # fmt: skip
def test_codes_and_signs_in_names(name: str, codes: set[str]) -> None:
    assert codes_of(name) == codes


def test_the_currency_of_a_column_of_spend_is_the_report_s() -> None:
    frame = pd.DataFrame(
        {"id": ["a", "b", "c"], "mrr_usd": [1.5, 2.5, 9.0], "note_eur": ["x", "y", "z"]}
    )
    named = dataset(
        frame,
        {"id": Role.CUSTOMER, "mrr_usd": Role.SPEND, "note_eur": Role.DESCRIPTOR},
        Kind.CUSTOMERS,
    )
    assert clean(named, Settings()).currency == "USD"
    both = dataset(
        frame.assign(sales_eur=[1.0, 2.0, 3.0]),
        {"id": Role.CUSTOMER, "mrr_usd": Role.SPEND, "sales_eur": Role.SPEND},
        Kind.CUSTOMERS,
    )
    assert clean(both, Settings()).currency == ""
