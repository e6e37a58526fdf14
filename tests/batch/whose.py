"""Whose: accounts of nobody, numbers that are shared, rounded or zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tests.batch.case import Case, Expect
from tests.batch.figures import comma, count, figure, money, point
from tests.batch.goods import BIKES_NL, CARDS_DE, GROCER_ES, HOME_EN
from tests.batch.people import people
from tests.batch.trade import right, shop
from tests.batch.writing import write_csv

if TYPE_CHECKING:
    from pathlib import Path


def consumidor_final(folder: Path) -> Case:
    """A till in Ecuador: who gives no number is 9999999999999, CONSUMIDOR FINAL."""
    table = shop(301, GROCER_ES, 200, 1350, "2023-06-01", "2023-12-30", lines=2.0)
    rng = np.random.default_rng(302)
    first = table.groupby("customer")["order"].transform("min") == table["order"]
    orders = np.array(sorted(set(table["order"]) - set(table.loc[first, "order"])))
    nobody = table["order"].isin(rng.choice(orders, 560, replace=False))
    who = people("es", 200, 303)
    names = who["name"].str.upper()
    file = "consumidor_final.csv"
    write_csv(
        folder / file,
        {
            "No. comprobante": [f"001-002-{o + 40117:09d}" for o in table["order"]],
            "Fecha emisión": table["time"].dt.strftime("%d/%m/%Y"),
            "Identificación": np.where(
                nobody, "9999999999999", [f"17{20000000 + 90001 * c}" for c in table["customer"]]
            ),
            "Cliente": np.where(nobody, "CONSUMIDOR FINAL", table["customer"].map(names)),
            "Cód. producto": [f"P{i + 1:02d}" for i in table["code"]],
            "Producto": table["product"],
            "Cantidad": table["quantity"],
            "P. unitario": table["price"].map(point),
            "Total": table["line"].map(point),
        },
    )
    lost = int(table.loc[nobody, "line"].sum())
    known = table[~nobody]
    share = lost / table["line"].sum()
    expect: Expect = {
        "customers": int(known["customer"].nunique()),
        "revenue": money(known["line"].sum()),
        "kind": "transactions",
        "told": [figure(lost), rf"(?i)(consumidor final|9999999999999).{{0,200}}{share * 100:.1f}"],
        "not_told": [
            r"(?i)(champion|key account|best customer)[^.]{0,80}(consumidor final|9999999999999)"
        ],
    }
    note = (
        f"9999999999999 CONSUMIDOR FINAL is nobody: 560 sales worth {money(lost):,.2f}"
        f" ({share:.1%}) are sales without a customer, told; neither a customer nor a key account"
    )
    return Case(name="consumidor_final", path=file, kinds=("whose",), expect=expect, note=note)


def customer_zero(folder: Path) -> Case:
    """Customers numbered from 0, of whom number 0 is as real as the rest, and a year cut out by a
    setting.
    """
    table = shop(311, HOME_EN, 180, 1150, "2022-10-03", "2024-12-20", lines=1.6)
    first, last = pd.Timestamp("2023-07-01"), pd.Timestamp("2024-06-30")
    days = table["time"].dt.normalize()
    for bound in (first, last):
        nearest = (days - bound).abs().idxmin()
        table.loc[table["order"] == table.loc[nearest, "order"], "time"] = bound + pd.Timedelta(
            hours=12
        )
    days = table["time"].dt.normalize()
    inside = table[(days >= first) & (days <= last)]
    visits = inside.groupby("customer")["order"].nunique().sort_values(kind="stable")
    typical = int(visits.index[len(visits) // 2])
    swap = {0: typical, typical: 0}
    table["customer"] = table["customer"].map(lambda c: swap.get(c, c))
    inside = table.loc[inside.index]
    who = people("en", 180, 313)
    file = "customer_zero.csv"
    write_csv(
        folder / file,
        {
            "order_id": table["order"] + 50001,
            "order_date": table["time"].dt.strftime("%Y-%m-%d"),
            "customer_id": table["customer"],
            "email": table["customer"].map(who["email"]),
            "product": table["product"],
            "quantity": table["quantity"],
            "unit_price": table["price"].map(point),
        },
        sep=",",
    )
    left = int(table["line"].sum() - inside["line"].sum())
    expect: Expect = {
        **right(inside),
        "roles": {
            "customer": "customer_id",
            "order": "order_id",
            "date": "order_date",
            "quantity": "quantity",
            "price": "unit_price",
        },
        "told": [figure(left), count(len(table) - len(inside)), r"2023-07-01|1 Jul(y)? 2023|since"],
        "not_told": [
            (
                r"(?i)customer(_id| id)?\s*[\"'“]?0[\"'”]?\s[^.]{0,60}(nobody|no customer|without a"
                r" customer)"
            )
        ],
    }
    zero = int((inside["customer"] == 0).sum())
    note = (
        f"customer_id 0 is a person with one e-mail and {zero} ordinary lines, no placeholder;"
        " source.since and source.until cut out a year, both days included:"
        f" {len(table) - len(inside)} lines worth {money(left):,.2f} are outside, a counted step"
    )
    settings = {"source.since": "2023-07-01", "source.until": "2024-06-30"}
    return Case(
        name="customer_zero",
        path=file,
        kinds=("whose", "settings"),
        expect=expect,
        note=note,
        innocent=True,
        settings=settings,
    )


def rounded_cards(folder: Path) -> Case:
    """Numbers of loyalty cards that a spreadsheet rounded away."""
    goods = [(name, 350 + 90 * i) for i, name in enumerate(CARDS_DE)]
    table = shop(321, goods, 400, 1300, "2023-02-01", "2023-07-31", lines=1.7)
    card = (
        6009120000000000
        + np.random.default_rng(322).permutation(990)[:400].astype(np.int64) * 1_000_000_007
    )
    text = [f"{c / 1e15:.5f}E+15".replace(".", ",") for c in card[table["customer"]]]
    file = "rounded_cards.csv"
    write_csv(
        folder / file,
        {
            "Bonnummer": table["order"] + 9004411,
            "Datum": table["time"].dt.strftime("%d.%m.%Y"),
            "Kundenkarte": text,
            "Warengruppe": table["product"],
            "Menge": table["quantity"],
            "Betrag": table["line"].map(comma),
        },
        encoding="cp1252",
    )
    expect: Expect = {
        "refused": True,
        "refusal": [r"Kundenkarte", r"(?i)round|digits|E\+15|scientific|spreadsheet"],
    }
    note = (
        f"all Kundenkarte read like {text[0]}: {len(set(text))} values are left of 400 cards;"
        " digits are lost: refused, the column named"
    )
    return Case(name="rounded_cards", path=file, kinds=("whose", "due"), expect=expect, note=note)


def receipts_restart(folder: Path) -> Case:
    """A bicycle shop whose receipts begin again at 1 each January."""
    table = shop(331, BIKES_NL, 260, 1180, "2022-01-03", "2023-12-30", lines=1.7)
    heads = table.drop_duplicates("order")[["order", "customer", "time"]].copy()
    year = heads["time"].dt.year
    heads["number"] = heads.groupby(year).cumcount() + 1
    new = heads[year == 2023].set_index("number")["customer"]
    old = heads[year == 2022].set_index("number")
    clash = [
        int(o["order"]) for n, o in old.iterrows() if n in new.index and new[n] == o["customer"]
    ]
    table = table[~table["order"].isin(clash)]
    heads = heads[~heads["order"].isin(clash)]
    shared = int(heads.groupby("number")["customer"].nunique().gt(1).sum())
    number = table["order"].map(heads.set_index("order")["number"])
    file = "receipts_restart.csv"
    write_csv(
        folder / file,
        {
            "Bonnummer": number,
            "Datum": table["time"].dt.strftime("%d-%m-%Y %H:%M"),
            "Klantnummer": [f"K{c + 1042}" for c in table["customer"]],
            "Artikelcode": [f"FT{i:03d}" for i in table["code"]],
            "Artikel": table["product"],
            "Aantal": table["quantity"],
            "Prijs incl. btw": table["price"].map(comma),
        },
    )
    true = right(table)
    expect: Expect = {
        **true,
        "told": [
            count(shared),
            (
                r"(?i)(receipt|order|bon)[^.]{0,60}(shared|several customers|two"
                r" customers|twice|start(s)? again|reused?)"
            ),
        ],
        "not_told": [rf"(?<![\d.,]){int(number.nunique())} orders"],
    }
    note = (
        f"Bonnummer begins again each year: {shared} numbers are shared by two customers, so"
        f" {number.nunique()} numbers are {true['orders']} orders: one count everywhere, the reason"
        " said"
    )
    return Case(name="receipts_restart", path=file, kinds=("whose",), expect=expect, note=note)
