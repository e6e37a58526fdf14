"""Encodings, and words that mean something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tests.batch.case import Case, Expect
from tests.batch.figures import comma, figure, money
from tests.batch.goods import COSMETICS_IT, MARKETING_IT, NEW_TILL_DE, OLD_TILL_DE, WINE_PT
from tests.batch.people import people
from tests.batch.trade import right, shop
from tests.batch.writing import write_csv

if TYPE_CHECKING:
    from pathlib import Path


def cp850_late(folder: Path) -> Case:
    """An old till: cp850, umlauts only after the first 64 KiB, and returns with the minus behind."""
    goods = OLD_TILL_DE + NEW_TILL_DE
    table = shop(801, goods, 230, 1700, "2022-01-03", "2023-12-29", lines=2.0)
    table = table[(table["code"] < len(OLD_TILL_DE)) | (table["time"] >= "2023-06-01")].reset_index(
        drop=True
    )
    rng = np.random.default_rng(802)
    busy = table.groupby("customer")["order"].transform("nunique") >= 5
    late = (table["time"] < "2023-12-01") & busy & (rng.random(len(table)) < 0.03)
    back = table[late].copy()
    back["time"] += pd.to_timedelta(rng.integers(2, 20, len(back)), unit="D")
    back["order"] = 100000 + np.arange(len(back))
    back[["quantity", "line"]] *= -1
    both = pd.concat([table, back]).sort_values("time", kind="stable").reset_index(drop=True)

    def minus(text: str) -> str:
        return f"{text[1:]}-" if text.startswith("-") else text

    number = both["order"].map({o: i for i, o in enumerate(both["order"].unique())}) + 1100500
    file = "cp850_late.csv"
    write_csv(
        folder / file,
        {
            "BELEG": number,
            "DATUM": both["time"].dt.strftime("%d.%m.%Y"),
            "UHRZEIT": both["time"].dt.strftime("%H:%M"),
            "FILIALE": "01",
            "KDNR": [f"{40017 + 11 * c}" for c in both["customer"]],
            "ARTNR": [f"{7700 + 3 * i}" for i in both["code"]],
            "BEZEICHNUNG": both["product"],
            "MENGE": [minus(str(q)) for q in both["quantity"]],
            "BETRAG": [minus(comma(c)) for c in both["line"]],
        },
        encoding="cp850",
    )
    whole = right(both)
    returned = int(-back["line"].sum())
    expect: Expect = {
        "customers": whole["customers"],
        "revenue": whole["revenue"],
        "period": whole["period"],
        "kind": "transactions",
        "told": [
            r"(?i)cp-?850|ibm850",
            r"Spülbürste weiß|Türstopper grün|Übertopf Größe M|Kännchen für Öl",
            figure(returned),
        ],
        "not_told": [r"Sp[^ü]{1,3}lb[^ü]{1,3}rste", r"T[^ü]{1,3}rstopper", r"K[^ä]{1,3}nnchen"],
    }
    note = (
        f"cp850: the product reads Spülbürste weiß; {len(back)} returns are written 12,50- and"
        f" lower revenue by {money(returned):,.2f}"
    )
    return Case(name="cp850_late", path=file, kinds=("words", "money"), expect=expect, note=note)


def vinho_do_porto(folder: Path) -> Case:
    """A wine merchant: Porto is a wine, a box for sending is a product, PORTES is postage."""
    table = shop(
        811,
        [(name, price) for _, name, price in WINE_PT],
        220,
        800,
        "2023-01-05",
        "2023-12-22",
        lines=1.7,
    )
    rng = np.random.default_rng(812)
    heads = table.drop_duplicates("order")
    posted = heads[rng.random(len(heads)) < 0.6].copy()
    posted = posted.assign(code=-1, product="Portes de envio", price=490, quantity=1, line=490)
    both = pd.concat([table, posted]).sort_values("order", kind="stable")
    file = "vinho_do_porto.csv"
    write_csv(
        folder / file,
        {
            "N.º encomenda": both["order"] + 61200,
            "Data": both["time"].dt.strftime("%d-%m-%Y"),
            "N.º cliente": [f"C{9100 + 7 * c}" for c in both["customer"]],
            "Ref.ª": ["PORTES" if i < 0 else WINE_PT[i][0] for i in both["code"]],
            "Designação": both["product"],
            "Qtd.": both["quantity"],
            "Preço unit.": both["price"].map(comma),
            "Valor": both["line"].map(comma),
        },
    )
    goods, postage = int(table["line"].sum()), int(posted["line"].sum())
    expect: Expect = {
        "customers": 220,
        "orders": int(table["order"].nunique()),
        "revenue": [money(goods), money(goods + postage)],
        "kind": "transactions",
        "told": [figure(postage), r"PORTES|Portes de envio"],
        "not_told": [
            (
                r"(?i)(Vinho do Porto|Porto"
                r" (Tawny|Vintage|Ruby))[^.]{0,80}(service|shipping|postage|no products?)"
            ),
            r"(?i)Caixa de envio[^.]{0,60}(service|shipping|postage|no products?)",
            r"(?i)Selo de correio[^.]{0,60}(service|shipping|postage|no products?)",
        ],
    }
    note = (
        f"{len(posted)} lines PORTES (always 4.90, {money(postage):,.2f} in all) are postage,"
        " counted or not but told; Porto is a wine, 'Caixa de envio' and 'Selo de correio' are"
        " goods"
    )
    return Case(name="vinho_do_porto", path=file, kinds=("words",), expect=expect, note=note)


def prestashop_ospiti(folder: Path) -> Case:
    """PrestaShop in Italian: guests only, so that the id is blank, and a marketing text beside the
    product.
    """
    table = shop(
        821,
        [(name, price) for _, name, price in COSMETICS_IT],
        230,
        620,
        "2023-02-01",
        "2024-01-30",
        lines=1.5,
    )
    who = people("it", 230, 822)
    file = "prestashop_ospiti.csv"
    write_csv(
        folder / file,
        {
            "Riferimento ordine": [
                f"{''.join(chr(65 + (o * p + 7) % 26) for p in (1, 3, 5))}{o + 5000}"
                for o in table["order"]
            ],
            "Data ordine": table["time"].dt.strftime("%Y-%m-%d %H:%M:%S"),
            "ID cliente": "",
            "Email": table["customer"].map(who["email"]),
            "Riferimento prodotto": [COSMETICS_IT[i][0] for i in table["code"]],
            "Nome prodotto": table["product"],
            "Descrizione breve": [MARKETING_IT[i % 4] for i in table["code"]],
            "Quantità": table["quantity"],
            "Prezzo unitario (tasse incl.)": table["price"].map(comma),
        },
    )
    expect: Expect = {
        **right(table),
        "roles": {
            "customer": "Email",
            "order": "Riferimento ordine",
            "product": "Riferimento prodotto",
            "description": "Nome prodotto",
            "quantity": "Quantità",
            "price": "Prezzo unitario (tasse incl.)",
        },
        "told": [
            r"(?i)ID cliente[^.]{0,80}(blank|empty|no values?)",
            r"(?i)e-?mail[^.]{0,60}(instead|taken as|stands? for|as the customer)",
        ],
        "not_told": [r"Una carezza ogni mattina"],
    }
    note = (
        "ID cliente is blank throughout, the e-mail is the customer and that is said; the product"
        " is its code, its name is Nome prodotto"
    )
    return Case(
        name="prestashop_ospiti", path=file, kinds=("words", "settings"), expect=expect, note=note
    )
