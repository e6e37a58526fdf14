"""Which money: what is taken off, and what a price is the price of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tests.batch.case import Case, Expect
from tests.batch.figures import comma, count, figure, money, point
from tests.batch.goods import DELI_IT, FASHION_EN, FISH_NL, HOME_EN
from tests.batch.people import companies
from tests.batch.trade import right, shop
from tests.batch.writing import write_csv

if TYPE_CHECKING:
    from pathlib import Path


def note_di_credito(folder: Path) -> Case:
    """Invoices and credit notes of an Italian wholesaler, all amounts positive."""
    table = shop(201, DELI_IT, 90, 620, "2023-01-09", "2023-12-22", most=24)
    rng = np.random.default_rng(202)
    busy = table.groupby("customer")["order"].transform("nunique") >= 4
    early = table["time"] < pd.Timestamp("2023-11-20")
    notes = table[busy & early & (rng.random(len(table)) < 0.07)].copy()
    notes["time"] += pd.to_timedelta(rng.integers(3, 25, len(notes)), unit="D")
    notes["number"] = [f"NC-2023-{i + 1:04d}" for i in range(len(notes))]
    table["number"] = [f"FT-2023-{i + 1:04d}" for i in table["order"]]
    both = pd.concat(
        [table.assign(kind="Fattura"), notes.assign(kind="Nota di credito")]
    ).sort_values("time", kind="stable")
    names = companies("it", 90, 203)
    file = "note_di_credito.csv"
    write_csv(
        folder / file,
        {
            "Tipo documento": both["kind"],
            "Numero documento": both["number"],
            "Data documento": both["time"].dt.strftime("%d/%m/%Y"),
            "Codice cliente": [f"CL{2000 + 3 * c}" for c in both["customer"]],
            "Ragione sociale": [names[c] for c in both["customer"]],
            "Codice articolo": [f"A{i:03d}" for i in both["code"] + 11],
            "Descrizione": both["product"],
            "Quantità": both["quantity"],
            "Imponibile": [comma(c, ".") for c in both["line"]],
        },
        encoding="cp1252",
    )
    back = int(notes["line"].sum())
    gross = int(table["line"].sum())
    expect: Expect = {
        "customers": 90,
        "revenue": money(gross - back),
        "period": ("2023-01-09", "2023-12-22"),
        "kind": "transactions",
        "told": [
            figure(back),
            rf"{count(len(notes))}[^.]{{0,60}}(?i:credit|not[ae] di credito|refund|return)",
        ],
    }
    note = (
        f"{len(notes)} lines of credit notes (Nota di credito) worth {money(back):,.2f} are written"
        " without a sign: taken off, and told"
    )
    return Case(name="note_di_credito", path=file, kinds=("money",), expect=expect, note=note)


def dc_is_a_department(folder: Path) -> Case:
    """A column D/C that says Dresswear or Casual, not debit or credit."""
    table = shop(211, FASHION_EN, 220, 880, "2023-04-01", "2024-03-30")
    code = np.where(table["code"] < 10, "D", "C")
    file = "dc_is_a_department.csv"
    write_csv(
        folder / file,
        {
            "Receipt No": table["order"] + 880012,
            "Date": table["time"].dt.strftime("%Y-%m-%d"),
            "Member No": [f"M{51000 + 13 * c}" for c in table["customer"]],
            "D/C": code,
            "Style": [f"{d}{200 + i}" for d, i in zip(code, table["code"], strict=True)],
            "Description": table["product"],
            "Qty": table["quantity"],
            "Amount": table["line"].map(point),
        },
        sep=",",
    )
    expect: Expect = {
        **right(table),
        "not_told": [
            r"(?i)D/C[^.]{0,80}\b(is|are|was|were) (taken off|subtracted)",
        ],
    }
    note = (
        "D is Dresswear, C is Casual: every style is one or the other, C is"
        f" {(code == 'C').mean():.0%} of the lines and repeats no earlier D: nothing is taken off"
        " (that the other reading exists may be told)"
    )
    return Case(
        name="dc_is_a_department",
        path=file,
        kinds=("money",),
        expect=expect,
        note=note,
        innocent=True,
    )


def order_total_of_the_line(folder: Path) -> Case:
    """A column named Order Total that differs from line to line of an order."""
    table = shop(221, HOME_EN, 230, 800, "2022-09-01", "2023-08-31", lines=2.0)
    file = "order_total_of_the_line.csv"
    write_csv(
        folder / file,
        {
            "Order ID": [f"114-{3000000 + 911 * o}" for o in table["order"]],
            "Order Date": table["time"].dt.strftime("%d %b %Y"),
            "Buyer ID": [f"A{7000 + 17 * c}QX" for c in table["customer"]],
            "SKU": [f"WM-{i:03d}" for i in table["code"]],
            "Item": table["product"],
            "Quantity": table["quantity"],
            "Order Total": table["line"].map(point),
        },
        sep=",",
    )
    expect: Expect = {
        **right(table),
        "roles": {"customer": "Buyer ID", "order": "Order ID", "amount": "Order Total"},
        "not_told": [r"(?i)order total[^.]{0,40}(is|was) (counted|taken) once"],
    }
    several = int((table.groupby("order").size() > 1).sum())
    note = (
        f"Order Total is quantity × price of the line and differs within {several} orders of"
        " several lines: every line counts"
    )
    return Case(
        name="order_total_of_the_line",
        path=file,
        kinds=("money",),
        expect=expect,
        note=note,
        innocent=True,
    )


def vismarkt(folder: Path) -> Case:
    """A fish market: the price of a crate truly changes from day to day."""
    table = shop(231, FISH_NL, 70, 760, "2023-05-01", "2023-10-28", lines=2.1, most=8)
    rng = np.random.default_rng(232)
    days = (table["time"].dt.normalize() - pd.Timestamp("2023-05-01")).dt.days.to_numpy()
    walk = np.exp(
        np.cumsum(rng.normal(0, 0.035, (int(days.max()) + 1, len(FISH_NL))), axis=0) * 0.6
    )
    table["price"] = (np.round(table["price"] * walk[days, table["code"]] / 5) * 5).astype(int)
    table["line"] = table["price"] * table["quantity"]
    file = "vismarkt.csv"
    write_csv(
        folder / file,
        {
            "Bonnummer": table["order"] + 31001,
            "Datum": table["time"].dt.strftime("%d-%m-%Y"),
            "Klantnr": [f"VK{410 + c}" for c in table["customer"]],
            "Artikel": table["product"],
            "Aantal": table["quantity"],
            "Prijs": table["price"].map(comma),
        },
    )
    expect: Expect = {
        **right(table),
        "roles": {"customer": "Klantnr", "quantity": "Aantal", "price": "Prijs"},
        "not_told": [
            r"(?i)prijs[^.]{0,80}\b(is|was|were) (taken|counted) as (the )?line('?s)? totals?"
        ],
    }
    note = (
        "Prijs is for a crate and follows the market; price ÷ quantity is far less steady than"
        " price: revenue is Aantal × Prijs (as line totals it would be"
        f" {money(table['price'].sum()):,.2f}, which is wrong)"
    )
    return Case(
        name="vismarkt", path=file, kinds=("money",), expect=expect, note=note, innocent=True
    )
