"""When: the order of day and month, weeks, months, and a mistyped year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.batch.case import Case, Expect
from tests.batch.figures import comma, money, point
from tests.batch.goods import BIKES_NL, BOOKS_EN, TOOLS_DE, TOYS_FR
from tests.batch.people import companies, last_names, people
from tests.batch.trade import right, shop
from tests.batch.writing import workbook, write_csv

if TYPE_CHECKING:
    from pathlib import Path


def us_month_first(folder: Path) -> Case:
    """Square's items in an American bookshop: dates are month-first, and right."""
    table = shop(
        401,
        [(title, price) for _, title, price in BOOKS_EN],
        250,
        850,
        "2023-01-03",
        "2023-11-30",
        lines=1.6,
        most=3,
    )
    who = people("en", 250, 402)
    amount = "$" + table["line"].map(point)
    file = "us_month_first.csv"
    write_csv(
        folder / file,
        {
            "Date": [f"{t.month}/{t.day}/{t:%y}" for t in table["time"]],
            "Time": table["time"].dt.strftime("%H:%M:%S"),
            "Category": [BOOKS_EN[i][0] for i in table["code"]],
            "Item": table["product"],
            "Qty": table["quantity"],
            "SKU": [f"BK{9780 + i}" for i in table["code"]],
            "Gross Sales": amount,
            "Discounts": "$0.00",
            "Net Sales": amount,
            "Tax": "$0.00",
            "Transaction ID": [
                f"{(48271 * (o + 5)) % 2147483647:08x}{o:04d}" for o in table["order"]
            ],
            "Event Type": "Payment",
            "Customer ID": [f"{(69621 * (c + 9)) % 2147483647:08X}" for c in table["customer"]],
            "Customer Name": table["customer"].map(who["name"]),
        },
        sep=",",
    )
    expect: Expect = {
        **right(table),
        "not_told": [
            r"(?i)days? and months?[^.]{0,40}(swapped|undone)",
            r"(?i)Refund policy books[^.]{0,60}(taken off|left out|as returns?\b)",
            r"(?i)refunds? (are|were) taken off",
        ],
    }
    note = (
        "M/D/YY throughout, with days up to 31: nothing is swapped; 'Refund policy books' is a"
        " category, every Event Type is Payment"
    )
    return Case(
        name="us_month_first",
        path=file,
        kinds=("when", "rows"),
        expect=expect,
        note=note,
        innocent=True,
    )


def omzet_per_week(folder: Path) -> Case:
    """A row for each customer and ISO week."""
    table = shop(411, BIKES_NL, 190, 1700, "2023-01-02", "2023-12-31", lines=1.3)
    iso = table["time"].dt.isocalendar()
    table["week"] = [f"{y}-W{w:02d}" for y, w in zip(iso["year"], iso["week"], strict=True)]
    weeks = table.groupby(["week", "customer"], as_index=False).agg(
        line=("line", "sum"), quantity=("quantity", "sum")
    )
    file = "omzet_per_week.csv"
    write_csv(
        folder / file,
        {
            "Week": weeks["week"],
            "Klant": [f"NL-{c + 3300}" for c in weeks["customer"]],
            "Stuks": weeks["quantity"],
            "Omzet": weeks["line"].map(comma),
        },
    )
    expect: Expect = {
        "customers": 190,
        "orders": len(weeks),
        "revenue": money(weeks["line"].sum()),
        "period": ("2023-01-02", "2023-12-31"),
        "kind": "transactions",
        "roles": {"customer": "Klant", "date": "Week", "amount": "Omzet"},
        "told": [r"(?i)\bweek"],
        "not_told": [r"(?i)\b\d+ days? ago", r"(?i)holds \d+ of (its|the) \d+ days"],
    }
    note = (
        "the grain is a week: 52 whole weeks, orders are customer-weeks and said to be, nothing is"
        " told in days"
    )
    return Case(name="omzet_per_week", path=file, kinds=("when",), expect=expect, note=note)


_MONATE = ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]


def umsatz_monate(folder: Path) -> Case:
    """A workbook with a column per month, a total a row and a total at the foot."""
    table = shop(421, TOOLS_DE, 170, 1500, "2023-01-02", "2024-06-28", lines=1.5)
    month = (table["time"].dt.year - 2023) * 12 + table["time"].dt.month - 1
    wide = table.pivot_table(
        index="customer", columns=month, values="line", aggfunc="sum"
    ).sort_index(axis=1)
    names = companies("de", 140, 422) + [
        f"Stadtwerke {t}"
        for t in ["Ulm", "Jena", "Kiel", "Hof", "Trier", "Emden", "Celle", "Gera", "Fulda", "Worms"]
    ]
    names += [f"Schreinerei {name}" for name in last_names("de")]
    towns = ["Hamburg", "Köln", "München", "Leipzig", "Bremen", "Würzburg"]
    file = "umsatz_monate.xlsx"
    with workbook(folder / file) as book:
        sheet = book.add_worksheet("Auswertung")
        sheet.write(0, 0, "Umsatz je Kunde und Monat, netto in EUR")
        sheet.write(1, 0, "Mandant 12 – Werkzeug Voigt")
        labels = [f"{_MONATE[m % 12]} {23 + m // 12}" for m in map(int, wide.columns)]
        sheet.write_row(3, 0, ["Kd.-Nr.", "Firma", "Ort", *labels, "Gesamt"])
        for row, (customer, sums) in enumerate(wide.iterrows(), start=4):
            number = int(str(customer))
            sheet.write_row(row, 0, [10100 + 7 * number, names[number], towns[number % 6]])
            for column, cents in enumerate(sums, start=3):
                if cents > 0:
                    sheet.write(row, column, money(cents))
            sheet.write(row, 3 + len(labels), money(sums.sum()))
        foot = 4 + len(wide)
        sheet.write(foot, 0, "Summe")
        for column, cents in enumerate(wide.sum(), start=3):
            sheet.write(foot, column, money(cents))
        sheet.write(foot, 3 + len(labels), money(table["line"].sum()))
    expect: Expect = {
        "customers": 170,
        "orders": int(wide.notna().sum().sum()),
        "revenue": money(table["line"].sum()),
        "period": ("2023-01-01", "2024-06-30"),
        "told": [r"(?i)\bmonth"],
        "not_told": [r"(?i)\b\d+ days? ago"],
    }
    note = (
        "18 columns of months (Jan 23 … Jun 24, with Mär, Mai, Okt, Dez) are one measure over time;"
        " Gesamt and the row Summe are totals"
    )
    return Case(
        name="umsatz_monate", path=file, kinds=("when", "rows", "money"), expect=expect, note=note
    )


def date_lointaine(folder: Path) -> Case:
    """One line that was typed as 2003 in a file of 2023."""
    table = shop(431, TOYS_FR, 220, 900, "2022-11-02", "2023-12-23", lines=1.5)
    single = table.groupby("order")["code"].transform("size") == 1
    regular = table.groupby("customer")["order"].transform("nunique") >= 5
    at = table.index[single & regular & (table["time"].dt.strftime("%Y-%m") == "2023-05")][0]
    typed = table["time"].copy()
    typed[at] = typed[at].replace(year=2003)
    file = "date_lointaine.csv"
    write_csv(
        folder / file,
        {
            "Référence commande": [f"CMD{o + 20510}" for o in table["order"]],
            "Date": typed.dt.strftime("%d/%m/%Y"),
            "ID client": table["customer"] + 115,
            "Référence produit": [f"JT{i:03d}" for i in table["code"]],
            "Produit": table["product"],
            "Quantité": table["quantity"],
            "Prix unitaire TTC": table["price"].map(comma),
        },
    )
    all_of_it = int(table["line"].sum())
    expect: Expect = {
        "customers": 220,
        "revenue": [money(all_of_it), money(all_of_it - int(table.loc[at, "line"]))],
        "period": ("2022-11-02", "2023-12-23"),
        "kind": "transactions",
        "told": [rf"2003|{typed[at]:%d/%m/%Y}"],
    }
    note = (
        f"one line is dated {typed[at]:%Y-%m-%d}, nineteen years before all others: the period"
        " stays, the line is told"
    )
    return Case(name="date_lointaine", path=file, kinds=("when",), expect=expect, note=note)
