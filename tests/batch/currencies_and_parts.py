"""Which money: amounts in several currencies, and totals beside their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tests.batch.case import Case, Expect
from tests.batch.figures import comma, figure, money, point
from tests.batch.people import people
from tests.batch.trade import by_order, shop
from tests.batch.writing import write_csv

if TYPE_CHECKING:
    from pathlib import Path


def stripe_converted(folder: Path) -> Case:
    """Stripe's payments in three currencies, with what each was worth in euros beside it."""
    plans = [
        ("Starter (monthly)", 1900),
        ("Team (monthly)", 4900),
        ("Business (monthly)", 14900),
        ("Add-on seats", 900),
    ]
    table = shop(241, plans, 190, 980, "2023-01-02", "2023-12-30", lines=1.0, most=3)
    rng = np.random.default_rng(242)
    home = pd.Series(rng.choice(["eur", "usd", "gbp"], 190, p=[0.6, 0.27, 0.13]))
    rate = {"eur": 1.0, "usd": 0.92, "gbp": 1.15}
    table["currency"] = table["customer"].map(home)
    monthly = 1 + 0.02 * np.sin(table["time"].dt.month.to_numpy())
    factor: pd.Series[float] = table["currency"].map(rate) * np.where(
        table["currency"] == "eur", 1.0, monthly
    )
    table["euro"] = np.round(table["line"] * factor).astype(int)
    table["state"] = by_order(table, 243, {"Paid": 0.9, "Refunded": 0.03, "Failed": 0.07})
    part = (table["state"] == "Paid") & (rng.random(len(table)) < 0.03)
    share = np.where(table["state"] == "Refunded", 1.0, np.where(part, 0.5, 0.0))
    back = np.where(share == 1.0, table["line"], np.round(table["line"] * share)).astype(int)
    back_euro = np.where(share == 1.0, table["euro"], np.round(table["euro"] * share)).astype(int)
    counts = table[table["state"] == "Paid"]
    partly = int(back_euro[(table["state"] == "Paid").to_numpy()].sum())
    who = people("en", 190, 244)
    file = "stripe_payments.csv"
    write_csv(
        folder / file,
        {
            "id": [f"ch_3M{(7919 * (o + 11)) % 1679616:06x}K{o:04d}" for o in table["order"]],
            "Created date (UTC)": table["time"].dt.strftime("%Y-%m-%d %H:%M:%S"),
            "Amount": table["line"].map(point),
            "Amount Refunded": [point(c) for c in back],
            "Currency": table["currency"],
            "Captured": np.where(table["state"] == "Failed", "false", "true"),
            "Converted Amount": table["euro"].map(point),
            "Converted Amount Refunded": [point(c) for c in back_euro],
            "Converted Currency": "eur",
            "Description": table["product"],
            "Fee": [point(round(c * 0.015) + 25) for c in table["euro"]],
            "Mode": "Live",
            "Status": table["state"],
            "Customer ID": [
                f"cus_{(104729 * (c + 3)) % 2176782336:07x}" for c in table["customer"]
            ],
            "Customer Email": table["customer"].map(who["email"]),
        },
        sep=",",
    )
    euros = int(counts["euro"].sum())
    expect: Expect = {
        "customers": int(counts["customer"].nunique()),
        "revenue": [money(euros - partly), money(euros)],
        "kind": "transactions",
        "roles": {"customer": "Customer ID", "amount": "Converted Amount"},
        "may_refuse": [r"(?i)currenc", r"(?i)usd", r"(?i)gbp"],
        "told": [r"Converted Amount", figure(partly), r"(?i)currenc"],
        "not_told": [figure(int(counts["line"].sum())), figure(int(table["line"].sum()))],
    }
    note = (
        "Amount is in eur, usd and gbp and must not be added up; Converted Amount is all in eur;"
        f" Failed and Refunded are left out; {money(partly):,.2f} eur were refunded of payments"
        " that count: taken off, or told"
    )
    return Case(
        name="stripe_converted", path=file, kinds=("money", "rows"), expect=expect, note=note
    )


def hotel_deux_monnaies(folder: Path) -> Case:
    """A hotel at Geneva that bills in francs and euros, the currency being written in the cells."""
    table = shop(
        251,
        [("Chambre simple", 14500), ("Chambre double", 19500), ("Suite", 34000)],
        210,
        560,
        "2023-01-06",
        "2023-12-30",
        1.0,
        6,
    )
    rng = np.random.default_rng(252)
    euro = pd.Series(rng.random(210) < 0.4)
    table["currency"] = np.where(table["customer"].map(euro), "EUR", "CHF")
    who = people("fr", 210, 253)
    file = "hotel_deux_monnaies.csv"
    write_csv(
        folder / file,
        {
            "N° réservation": [f"R{230000 + 3 * o}" for o in table["order"]],
            "Arrivée": table["time"].dt.strftime("%d/%m/%Y"),
            "Nuitées": table["quantity"],
            "Client": table["customer"].map(who["name"]),
            "E-mail": table["customer"].map(who["email"]),
            "Catégorie": table["product"],
            "Montant": [
                f"{c} {point(m)}" for c, m in zip(table["currency"], table["line"], strict=True)
            ],
        },
    )
    sums = table.groupby("currency")["line"].sum()
    expect: Expect = {
        "refused": True,
        "refusal": [r"CHF", r"EUR|€", r"(?i)currenc|monnaie|devise"],
        "not_told": [figure(int(sums.sum()))],
    }
    note = (
        f"CHF {money(sums['CHF']):,.2f} and EUR {money(sums['EUR']):,.2f} are never one sum:"
        " refused with the way out (one currency by filter, or rates), or one report for each"
    )
    return Case(name="hotel_deux_monnaies", path=file, kinds=("money",), expect=expect, note=note)


def fatura_telecom(folder: Path) -> Case:
    """A row a customer of a telecom: parts beside their total, months of contract, debts and
    limits.
    """
    rng = np.random.default_rng(261)
    number = 520
    plan = rng.choice(
        ["Pré-pago", "Controlo", "Pós-pago", "Empresa"], number, p=[0.3, 0.3, 0.3, 0.1]
    )
    size = (
        pd.Series(plan)
        .map({"Pré-pago": 0.5, "Controlo": 0.9, "Pós-pago": 1.6, "Empresa": 3.2})
        .to_numpy()
    )
    voice = np.round(rng.gamma(3, 260, number) * size).astype(int)
    data = np.round(rng.gamma(4, 230, number) * size).astype(int)
    texts = np.where(rng.random(number) < 0.6, 0, np.round(rng.gamma(2, 60, number))).astype(int)
    table = pd.DataFrame(
        {"voice": voice, "data": data, "texts": texts, "months": rng.integers(1, 73, number)}
    )
    table["bill"] = table[["voice", "data", "texts"]].sum(axis=1)
    table["all"] = table["bill"] * table["months"]
    debt = np.where(
        rng.random(number) < 0.7, 0, np.round(table["bill"] * rng.uniform(0.3, 2.0, number))
    ).astype(int)
    limit = (np.ceil(table["bill"] * 3 / 5000) * 5000).astype(int)
    file = "fatura_telecom.csv"
    write_csv(
        folder / file,
        {
            "id_cliente": [f"PT{600000 + 37 * i}" for i in range(number)],
            "plano": plan,
            "tempo_contrato": table["months"],
            "valor_voz": table["voice"].map(comma),
            "valor_dados": table["data"].map(comma),
            "valor_sms": table["texts"].map(comma),
            "mensalidade": table["bill"].map(comma),
            "total_faturado": table["all"].map(comma),
            "saldo_devedor": [comma(c) for c in debt],
            "limite_credito": limit.map(comma),
            "cancelou": np.where(rng.random(number) < 0.17, "Sim", "Não"),
        },
    )
    expect: Expect = {
        "customers": number,
        "kind": "customers",
        "revenue": [money(table["all"].sum()), money(table["bill"].sum())],
        "told": [
            r"(?i)\b(months?|meses)\b",
            r"(?i)mensalidade[^.]{0,120}valor_voz",
            r"(?i)valor_voz[^.]{0,120}mensalidade",
        ],
        "not_told": [
            r"(?i)tempo[ _]contrato[^.]{0,30}\b(days?|dias)\b",
            r"(?i)\d days? of tempo[ _]contrato",
        ],
    }
    note = (
        "mensalidade = voz + dados + sms on every row, counted once; total_faturado ="
        " tempo_contrato × mensalidade, so the contract is in months; saldo_devedor and"
        " limite_credito are no revenue; cancelou is an outcome"
    )
    return Case(name="fatura_telecom", path=file, kinds=("money", "when"), expect=expect, note=note)
