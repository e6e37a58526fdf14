"""How tables belong together, or do not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tests.batch.case import Case, Expect
from tests.batch.figures import comma, count, money
from tests.batch.goods import HOME_EN, TOOLS_DE
from tests.batch.people import companies, people
from tests.batch.trade import right, shop
from tests.batch.writing import workbook, write_csv

if TYPE_CHECKING:
    from pathlib import Path


def kundenstamm(folder: Path) -> Case:
    """Sales and a table of customers that knows a third of them, under another heading."""
    table = shop(601, TOOLS_DE, 240, 980, "2023-01-02", "2023-12-29")
    rng = np.random.default_rng(602)
    number = [f"K-{104200 + 19 * c}" for c in range(240)]
    known = np.sort(rng.permutation(240)[:82])
    strangers = [f"K-{109100 + 23 * i}" for i in range(25)]
    keys = [number[c] for c in known] + strangers
    names = companies("de", len(keys), 603)
    home = "kundenstamm"
    write_csv(
        folder / home / "verkaeufe_2023.csv",
        {
            "Beleg": table["order"] + 300117,
            "Belegdatum": table["time"].dt.strftime("%d.%m.%Y"),
            "KdNr": [number[c] for c in table["customer"]],
            "ArtNr": [f"W{4000 + 7 * i}" for i in table["code"]],
            "Bezeichnung": table["product"],
            "Menge": table["quantity"],
            "Umsatz": table["line"].map(comma),
        },
    )
    write_csv(
        folder / home / "kundenstamm.csv",
        {
            "Kundennummer": keys,
            "Firma": names,
            "Branche": rng.choice(
                ["Handwerk", "Industrie", "Behörde", "Handel", "Unbekannt"],
                len(keys),
                p=[0.4, 0.2, 0.15, 0.15, 0.1],
            ),
            "Bundesland": rng.choice(["Bayern", "Hessen", "Sachsen", "Hamburg"], len(keys)),
            "Mitarbeiter": rng.integers(1, 250, len(keys)),
        },
    )
    expect: Expect = {
        **right(table),
        "roles": {"customer": "KdNr", "order": "Beleg", "date": "Belegdatum", "amount": "Umsatz"},
        "told": [rf"{count(82)}[^.]{{0,40}}{count(240)}", r"34([.,]2)?\s?%"],
        "not_told": [
            r"(?i)(has|there is|with) no (common )?key",
            r"(?i)Unbekannt[^.;]{0,30}(against|rather than|more often|times (as|the))",
        ],
    }
    note = (
        "KdNr is Kundennummer (long and rare, unique on the right): joined, 82 of 240 customers"
        " known (34.2 %), none of the sales lost; shares of Branche are among those known and"
        " 'Unbekannt' is no trait; 25 in the table never bought and are no customers"
    )
    return Case(
        name="kundenstamm", path=home, kinds=("joins", "no value"), expect=expect, note=note
    )


def newsletter_and_staff(folder: Path) -> Case:
    """A workbook with notes, orders, subscribers (joined by e-mail) and the shop's own staff
    (joined to nothing).
    """
    table = shop(611, HOME_EN, 200, 780, "2023-01-05", "2023-12-21", lines=1.5)
    rng = np.random.default_rng(612)
    who = people("en", 260, 613)
    buyers = np.sort(rng.permutation(200)[:118])
    readers = np.concatenate([buyers, np.arange(200, 230)])
    topics = rng.choice(["Kitchen", "Candles", "Textiles"], len(readers))
    jobs = rng.choice(["Warehouse picker", "Shop assistant", "Bookkeeper"], 64)
    file = "newsletter_and_staff.xlsx"
    with workbook(folder / file) as book:
        notes = book.add_worksheet("Read me")
        notes.write_column(
            0,
            0,
            [
                "Weir & Moor – data for the agency",
                "Orders: all of 2023, amounts in GBP",
                "Please do not pass on.",
            ],
        )
        sheet = book.add_worksheet("Orders")
        sheet.write(0, 0, "Orders 2023")
        sheet.write_row(
            2, 0, ["Order No", "Order Date", "Customer No", "E-mail", "Item", "Qty", "Unit Price"]
        )
        for row, line in enumerate(table.itertuples(), start=3):
            customer = int(str(line.customer))
            sheet.write(row, 0, int(str(line.order)) + 1)
            sheet.write_datetime(row, 1, datetime.fromisoformat(f"{line.time:%Y-%m-%d}"))
            sheet.write_row(
                row,
                2,
                [
                    customer + 1,
                    who["email"][customer],
                    line.product,
                    line.quantity,
                    money(line.price),
                ],
            )
        sheet = book.add_worksheet("Newsletter")
        sheet.write_row(0, 0, ["Email Address", "Subscribed on", "Favourite topic", "Opens"])
        for row, person in enumerate(readers, start=1):
            email = who["email"][person]
            email = (
                email.upper()
                if person % 5 == 0
                else email.capitalize()
                if person % 5 == 1
                else email
            )
            sheet.write(row, 0, email)
            sheet.write_datetime(
                row,
                1,
                datetime.fromisoformat("2022-01-03") + pd.Timedelta(days=int(rng.integers(0, 700))),
            )
            sheet.write_row(row, 2, [str(topics[row - 1]), int(rng.integers(0, 40))])
        sheet = book.add_worksheet("Employees")
        sheet.write_row(0, 0, ["ID", "Name", "Position", "Desk"])
        staff = people("de", 64, 614)["name"]
        for row in range(64):
            sheet.write_row(
                row + 1, 0, [row + 1, staff[row], str(jobs[row]), f"{row % 9 + 1}{'ABC'[row % 3]}"]
            )
    expect: Expect = {
        **right(table),
        "told": [
            rf"(?i)newsletter[^.]{{0,160}}{count(118)}",
            (
                r"(?i)newsletter[^.]{0,120}(?<!not )(joined|matched|added)|(?<!not"
                r" )(joined|matched|added)[^.]{0,120}newsletter"
            ),
        ],
        "not_told": [r"Warehouse picker|Bookkeeper", r"(?i)newsletter[^.]{0,60}no (common )?key"],
    }
    note = (
        "Newsletter belongs to the orders by e-mail, whatever the case (118 of 200 customers);"
        " Employees run from 1 like order and customer numbers, a coincidence of small integers:"
        " joined to nothing; 30 subscribers never bought"
    )
    return Case(
        name="newsletter_and_staff", path=file, kinds=("joins", "whose"), expect=expect, note=note
    )
