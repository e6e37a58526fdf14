"""Where a report is due, and where none can be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tests.batch.case import Case, Expect
from tests.batch.figures import point
from tests.batch.trade import right, shop
from tests.batch.writing import write_csv

if TYPE_CHECKING:
    from pathlib import Path


def soggiorni_senza_importo(folder: Path) -> Case:
    """Stays at an Italian hotel, without a price."""
    rooms = [("Singola", 1), ("Matrimoniale", 1), ("Doppia", 1), ("Suite", 1)]
    table = shop(701, rooms, 260, 830, "2022-01-07", "2023-12-30", lines=1.0, most=9)
    rng = np.random.default_rng(702)
    number = 101 + table["code"] * 20 + rng.integers(0, 18, len(table))
    file = "soggiorni_senza_importo.csv"
    write_csv(
        folder / file,
        {
            "Prenotazione": [f"PR{22000 + o}" for o in table["order"]],
            "Codice ospite": [f"OSP{4100 + 3 * c}" for c in table["customer"]],
            "Arrivo": table["time"].dt.strftime("%d/%m/%Y"),
            "Partenza": (
                (table["time"] + pd.to_timedelta(table["quantity"], unit="D")).dt.strftime(
                    "%d/%m/%Y"
                )
            ),
            "Notti": table["quantity"],
            "Camera": number,
            "Tipologia": table["product"],
            "Canale": rng.choice(["Diretto", "Telefono", "Portale"], len(table), p=[0.4, 0.2, 0.4]),
        },
    )
    full = right(table)
    expect: Expect = {
        "customers": full["customers"],
        "orders": full["orders"],
        "period": full["period"],
        "kind": "transactions",
        "refused": False,
        "roles": {"customer": "Codice ospite", "order": "Prenotazione", "date": "Arrivo"},
        "told": [
            r"(?i)\bno (money|amounts?|prices?|revenue|column of money)",
            r"(?i)without (money|amounts?|prices?|revenue)",
        ],
        "not_told": [
            r"(?i)revenue (is|was|of) \d",
            r"(?i)(amount|price|revenue)[^.]{0,20}(Camera|Notti)\b",
        ],
    }
    note = (
        "a report from recency and frequency; Notti and Camera (101 …) are no money; what needs"
        " money is left out, and that is said"
    )
    return Case(name="soggiorni_senza_importo", path=file, kinds=("due",), expect=expect, note=note)


def daily_takings(folder: Path) -> Case:
    """What four shops took in a day: nobody's purchases, so no segments."""
    rng = np.random.default_rng(711)
    days = pd.date_range("2023-01-02", "2023-12-30", freq="D")
    days = days[days.dayofweek < 6]
    stores = ["Bath", "Wells", "Frome", "Street"]
    table = pd.DataFrame([(d, s) for d in days for s in stores], columns=["day", "store"])
    visitors = rng.poisson(180, len(table))
    bills = rng.binomial(visitors, 0.31)
    net = np.round(bills * rng.normal(2350, 240, len(table))).astype(int)
    cash = np.round(net * rng.uniform(0.15, 0.35, len(table))).astype(int)
    file = "daily_takings.csv"
    write_csv(
        folder / file,
        {
            "Date": table["day"].dt.strftime("%d/%m/%Y"),
            "Store": table["store"],
            "Visitors": visitors,
            "Transactions": bills,
            "Net sales": [point(int(c)) for c in net],
            "Cash": [point(int(c)) for c in cash],
            "Card": [point(int(c)) for c in net - cash],
        },
        sep=",",
    )
    expect: Expect = {"refused": True, "refusal": [r"(?i)customer"]}
    note = (
        "one row a store and day: there is no customer in it (four stores are none): refused, and"
        " the message says what is missing"
    )
    return Case(name="daily_takings", path=file, kinds=("due",), expect=expect, note=note)
