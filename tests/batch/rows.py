"""Which rows count: states of orders, and lines that are sums of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tests.batch.case import Case, Expect
from tests.batch.figures import comma, figure, money, point
from tests.batch.goods import GARAGE_FR, HOME_EN, SHOES_ES, TOOLS_DE
from tests.batch.people import companies, people
from tests.batch.trade import by_order, right, shop
from tests.batch.writing import workbook, write_csv

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def woocommerce_estados(folder: Path) -> Case:
    """WooCommerce in Spanish: the state of each order, the unpaid among them."""
    table = shop(101, SHOES_ES, 240, 950, "2023-01-04", "2023-12-29")
    states = {
        "Completado": 0.76, "Procesando": 0.06, "En espera": 0.03, "Cancelado": 0.05,
        "Reembolsado": 0.05, "Fallido": 0.03, "Pendiente de pago": 0.02,
    }  # fmt: skip
    table["state"] = by_order(table, 102, states)
    counts = table[table["state"].isin(["Completado", "Procesando", "En espera"])]
    out = table["line"].sum() - counts["line"].sum()
    who = people("es", 240, 103)
    file = "woocommerce_estados.csv"
    write_csv(
        folder / file,
        {
            "Número de pedido": table["order"] + 4120,
            "Estado del pedido": table["state"],
            "Fecha del pedido": table["time"].dt.strftime("%d/%m/%Y %H:%M"),
            "Nombre (facturación)": table["customer"].map(who["name"]),
            "Correo electrónico (facturación)": table["customer"].map(who["email"]),
            "SKU": [f"ZAP-{100 + i}" for i in table["code"]],
            "Nombre del artículo": table["product"],
            "Cantidad": table["quantity"],
            "Precio del artículo": table["price"].map(comma),
            "Importe total de la línea": table["line"].map(comma),
        },
        encoding="utf-8-sig",
    )
    held = table.loc[table["state"] == "En espera", "line"].sum()
    unpaid = table.drop(counts.index).groupby("state")["line"].sum()
    expect: Expect = {
        **right(counts),
        "told": [figure(int(out)), *(rf"{s}.{{0,120}}{figure(int(m))}" for s, m in unpaid.items())],
        "not_told": [
            rf"En espera[^.]{{0,60}}{figure(int(held))}[^.,;]{{0,40}}(left out|not counted)"
        ],
    }
    note = (
        f"Cancelado, Reembolsado, Fallido and Pendiente de pago were never paid ({money(out):,.2f}"
        f" in all): left out, each told; En espera (on hold, {money(held):,.2f}) counts and is"
        " told; who only has unpaid orders is no customer"
    )
    return Case(name="woocommerce_estados", path=file, kinds=("rows",), expect=expect, note=note)


def shopify_first_line(folder: Path) -> Case:
    """Shopify's own export: state, totals and refunds stand on an order's first line only."""
    table = shop(111, HOME_EN, 210, 420, "2023-02-01", "2024-01-31", lines=1.9)
    states = {"paid": 0.83, "partially_refunded": 0.05, "refunded": 0.07, "voided": 0.05}
    table["state"] = by_order(table, 112, states)
    total = table.groupby("order")["line"].sum()
    state = table.groupby("order")["state"].first()
    dearest = table.groupby("order")["price"].max()
    back = total.where(
        state == "refunded", dearest.clip(upper=total // 2).where(state == "partially_refunded", 0)
    ).astype(int)
    counts = table[table["state"].isin(["paid", "partially_refunded"])]
    partly = int(back[state == "partially_refunded"].sum())
    file = "shopify_first_line.csv"
    write_csv(folder / file, _shopify_columns(table, people("en", 210, 113), total, back), sep=",")
    gross = int(counts["line"].sum())
    unpaid = table.drop(counts.index).groupby("state")["line"].sum()
    expect: Expect = {
        **right(counts),
        "revenue": [money(gross - partly), money(gross)],
        "told": [
            figure(partly),
            figure(int(table["line"].sum()) - gross),
            *(rf"{s}.{{0,120}}{figure(int(m))}" for s, m in unpaid.items()),
        ],
    }
    note = (
        "the financial state stands on an order's first line and holds for all its lines: voided"
        f" and refunded orders are left out with every line; {money(partly):,.2f} were refunded of"
        " orders that count (Refunded Amount): taken off, or told; 'pending' under Lineitem"
        " fulfillment status says nothing of payment"
    )
    return Case(
        name="shopify_first_line", path=file, kinds=("rows", "money"), expect=expect, note=note
    )


def _shopify_columns(
    table: pd.DataFrame, who: pd.DataFrame, total: pd.Series[int], back: pd.Series[int]
) -> dict[str, Any]:
    """Lay lines out as Shopify does; `total` and `back` (what was refunded) are by order."""
    first = ~table["order"].duplicated()
    stamp = table["time"].dt.tz_localize("Europe/London").dt.strftime("%Y-%m-%d %H:%M:%S %z")

    def only(values: Any) -> pd.Series[str]:
        return pd.Series(values, index=table.index).where(first, "")

    totals = only(table["order"].map(total).map(point))
    return {
        "Name": "#" + (table["order"] + 1001).astype(str),
        "Email": table["customer"].map(who["email"]),
        "Financial Status": only(table["state"]),
        "Paid at": only(stamp.where(table["state"] != "voided", "")),
        "Fulfillment Status": only(
            np.where(table["state"] == "voided", "unfulfilled", "fulfilled")
        ),
        "Accepts Marketing": only(np.where(table["customer"] % 3 == 0, "yes", "no")),
        "Currency": only("GBP"),
        "Subtotal": totals,
        "Shipping": only("0.00"),
        "Taxes": only("0.00"),
        "Total": totals,
        "Discount Amount": only("0.00"),
        "Created at": stamp,
        "Lineitem quantity": table["quantity"],
        "Lineitem name": table["product"],
        "Lineitem price": table["price"].map(point),
        "Lineitem sku": [f"HM{i:03d}" for i in table["code"]],
        "Lineitem fulfillment status": np.where(table["state"] == "voided", "pending", "fulfilled"),
        "Billing Name": only(table["customer"].map(who["name"])),
        "Cancelled at": only(stamp.where(table["state"] == "voided", "")),
        "Payment Method": only("Shopify Payments"),
        "Refunded Amount": only(table["order"].map(back).map(point)),
        "Vendor": "Weir & Moor",
    }


def paid_but_open(folder: Path) -> Case:
    """Three columns of states of which only one is about payment, and there all is paid."""
    table = shop(121, TOOLS_DE, 230, 900, "2023-03-01", "2024-02-29")
    rng = np.random.default_rng(122)
    sent = by_order(
        table, 123, {"Zugestellt": 0.7, "Versendet": 0.12, "In Bearbeitung": 0.08, "Offen": 0.1}
    )
    loyal = pd.Series(
        rng.choice(
            ["Neukunde", "Stammkunde", "Zurückgewonnen", "Inaktiv"], 230, p=[0.4, 0.35, 0.1, 0.15]
        )
    )
    file = "bezahlt_und_offen.csv"
    write_csv(
        folder / file,
        {
            "Bestellnummer": "B-" + (table["order"] + 70210).astype(str),
            "Bestelldatum": table["time"].dt.strftime("%d.%m.%Y"),
            "Kundennummer": table["customer"] + 21004,
            "Kundenstatus": table["customer"].map(loyal),
            "Zahlungsstatus": "Bezahlt",
            "Versandstatus": sent,
            "Artikelnummer": [f"W{4000 + 7 * i}" for i in table["code"]],
            "Artikelbezeichnung": table["product"],
            "Menge": table["quantity"],
            "Einzelpreis": table["price"].map(comma),
        },
    )
    expect: Expect = {
        **right(table),
        "not_told": [
            r"Offen[^.,;]{0,80}(left out|not counted|unpaid)",
            r"Inaktiv[^.,;]{0,60}(left out|not counted|unpaid)",
        ],
    }
    note = (
        "Versandstatus 'Offen' is not sent yet, Kundenstatus is about people; Zahlungsstatus is"
        " Bezahlt throughout: every row counts"
    )
    return Case(
        name="paid_but_open", path=file, kinds=("rows",), expect=expect, note=note, innocent=True
    )


_MOIS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


def sous_totaux(folder: Path) -> Case:
    """A workbook with merged invoices and subtotals a month, and an oil whose brand is Total."""
    table = shop(131, GARAGE_FR, 110, 430, "2023-01-03", "2023-12-28", lines=2.2)
    names = companies("fr", 100, 132) + [
        f"Total Pare-Brise {town}"
        for town in [
            "Lyon",
            "Metz",
            "Brest",
            "Nice",
            "Dijon",
            "Nantes",
            "Tours",
            "Reims",
            "Lille",
            "Pau",
        ]
    ]
    file = "sous_totaux.xlsx"
    with workbook(folder / file) as book:
        _write_journal(book, table, names)
    branded = table[table["product"].str.startswith("Total") | (table["customer"] >= 100)]
    expect: Expect = {
        **right(table),
        "told": [r"(?i)sub-?totals?", r"(?i)sous-total", r"Total général"],
        "not_told": [
            r"Total Quartz[^.]{0,60}(?i:subtotal|sub-total|left out)",
            r"Total Pare-Brise[^.]{0,60}(?i:subtotal|sub-total|left out)",
        ],
    }
    note = (
        "12 rows 'Sous-total …' and one 'Total général' are sums of what stands above; number,"
        " date and customer of an invoice are merged over its lines; Total Quartz is an oil and"
        f" Total Pare-Brise a customer ({len(branded)} lines that count)"
    )
    return Case(name="sous_totaux", path=file, kinds=("rows",), expect=expect, note=note)


def _write_journal(book: Any, table: pd.DataFrame, names: Sequence[str]) -> None:
    """Write invoices month by month, each month's sum below it and the sum of all at the end."""
    sheet = book.add_worksheet("Ventes 2023")
    plain = book.add_format({"valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    sheet.write(0, 0, "Pièces du Centre – journal des ventes 2023 (EUR TTC)")
    headings = [
        "N° facture",
        "Date",
        "N° client",
        "Client",
        "Référence",
        "Article",
        "Quantité",
        "Prix unitaire",
        "Montant TTC",
    ]
    sheet.write_row(2, 0, headings)
    row = 3
    for month, lines in table.groupby(table["time"].dt.month):
        for number, invoice in lines.groupby("order"):
            head = invoice.iloc[0]
            common = [
                (f"FA23-{int(str(number)) + 1:04d}", plain),
                (head["time"].to_pydatetime().replace(hour=0, minute=0), day),
                (f"C{head['customer'] + 301}", plain),
                (names[head["customer"]], plain),
            ]
            _write_invoice(sheet, row, common, invoice)
            row += len(invoice)
        _write_sum(sheet, row, f"Sous-total {_MOIS[int(str(month)) - 1]}", lines)
        row += 1
    _write_sum(sheet, row, "Total général", table)


def _write_invoice(
    sheet: Any, row: int, common: Sequence[tuple[Any, Any]], invoice: pd.DataFrame
) -> None:
    """Write an invoice's lines; what all of them have in common, values with their formats, is
    merged over them.
    """
    last = row + len(invoice) - 1
    for column, (value, look) in enumerate(common):
        if last > row:
            sheet.merge_range(row, column, last, column, value, look)
        else:
            sheet.write(row, column, value, look)
    for place, line in enumerate(invoice.itertuples(), row):
        cells = [
            f"PX{int(str(line.code)) + 10}",
            line.product,
            line.quantity,
            money(line.price),
            money(line.line),
        ]
        sheet.write_row(place, 4, cells)


def _write_sum(sheet: Any, row: int, label: str, lines: pd.DataFrame) -> None:
    sheet.write(row, 0, label)
    sheet.write(row, 6, int(lines["quantity"].sum()))
    sheet.write(row, 8, money(lines["line"].sum()))
