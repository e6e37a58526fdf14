"""Nothing is ignored and nothing is taken away: a wrong setting, and exports that overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tests.batch.case import Case, Expect
from tests.batch.figures import comma, count, figure, money
from tests.batch.goods import BIKES_NL, TEA_FR
from tests.batch.trade import right, shop
from tests.batch.writing import write_csv

if TYPE_CHECKING:
    from pathlib import Path


def wrong_date_order(folder: Path) -> Case:
    """A day-first file that a setting reads month-first."""
    table = shop(901, TEA_FR, 210, 860, "2023-01-04", "2023-12-29", lines=1.6)
    late = int((table["time"].dt.day > 12).sum())
    lost = int(table.loc[table["time"].dt.day > 12, "line"].sum())
    file = "wrong_date_order.csv"
    write_csv(
        folder / file,
        {
            "Commande": [f"TH-{o + 3001}" for o in table["order"]],
            "Date de commande": table["time"].dt.strftime("%d/%m/%Y"),
            "Code client": [f"CT{700 + c}" for c in table["customer"]],
            "Article": table["product"],
            "Quantité": table["quantity"],
            "Montant": table["line"].map(comma),
        },
    )
    share = lost / int(table["line"].sum())
    expect: Expect = {
        "refused": True,
        "refusal": [r"date_order", rf"(?i){count(late)}|\d\s?%|third|half"],
    }
    note = (
        f"read month-first, {late} of {len(table)} dates, worth {money(lost):,.2f} ({share:.0%}),"
        " are none: a setting that takes away more than a third is refused by its name; without it"
        f" the file is right with {money(table['line'].sum()):,.2f}"
    )
    return Case(
        name="wrong_date_order",
        path=file,
        kinds=("settings", "when"),
        expect=expect,
        note=note,
        settings={"roles.date_order": "month-first"},
    )


def overlapping_exports(folder: Path) -> Case:
    """Two exports that both hold June: the same lines of the same orders."""
    table = shop(911, BIKES_NL, 230, 900, "2023-01-03", "2023-12-30", lines=1.7)
    line = table.groupby("order").cumcount() + 1
    columns = pd.DataFrame(
        {
            "Ordernummer": table["order"] + 1000231,
            "Regel": line,
            "Besteldatum": table["time"].dt.strftime("%d-%m-%Y %H:%M"),
            "Klantnummer": [f"{810000 + 29 * c}" for c in table["customer"]],
            "Artikelnummer": [f"FT{i:03d}" for i in table["code"]],
            "Omschrijving": table["product"],
            "Aantal": table["quantity"],
            "Stukprijs": table["price"].map(comma),
            "Regelbedrag": table["line"].map(comma),
        }
    )
    month = table["time"].dt.month
    home = "overlapping_exports"
    write_csv(folder / home / "bestellingen_jan_jun.csv", columns[month <= 6].to_dict("series"))
    write_csv(folder / home / "bestellingen_jun_dec.csv", columns[month >= 6].to_dict("series"))
    twice = table[month == 6]
    money_twice = int(twice["line"].sum())
    expect: Expect = {
        **right(table),
        "told": [count(len(twice)), figure(money_twice)],
    }
    note = (
        f"June is in both files: {len(twice)} lines worth {money_twice / 100:,.2f} are the same"
        " lines: counted once, told"
    )
    return Case(
        name="overlapping_exports", path=home, kinds=("settings", "rows"), expect=expect, note=note
    )
