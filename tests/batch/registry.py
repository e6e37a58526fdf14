"""All files: a folder in, the files in it and what is right about each out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.batch.currencies_and_parts import fatura_telecom, hotel_deux_monnaies, stripe_converted
from tests.batch.due import daily_takings, soggiorni_senza_importo
from tests.batch.encodings import cp850_late, prestashop_ospiti, vinho_do_porto
from tests.batch.joins import kundenstamm, newsletter_and_staff
from tests.batch.no_value import banco_centinelas, enquete_satisfaction
from tests.batch.rows import paid_but_open, shopify_first_line, sous_totaux, woocommerce_estados
from tests.batch.settings_and_loss import overlapping_exports, wrong_date_order
from tests.batch.signs_and_prices import (
    dc_is_a_department,
    note_di_credito,
    order_total_of_the_line,
    vismarkt,
)
from tests.batch.when import date_lointaine, omzet_per_week, umsatz_monate, us_month_first
from tests.batch.whose import consumidor_final, customer_zero, receipts_restart, rounded_cards

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.batch.case import Case

MAKERS: tuple[Callable[[Path], Case], ...] = (
    woocommerce_estados, shopify_first_line, paid_but_open, sous_totaux,
    note_di_credito, dc_is_a_department, order_total_of_the_line, vismarkt,
    stripe_converted, hotel_deux_monnaies, fatura_telecom,
    consumidor_final, customer_zero, rounded_cards, receipts_restart,
    us_month_first, omzet_per_week, umsatz_monate, date_lointaine,
    banco_centinelas, enquete_satisfaction,
    kundenstamm, newsletter_and_staff,
    soggiorni_senza_importo, daily_takings,
    cp850_late, vinho_do_porto, prestashop_ospiti,
    wrong_date_order, overlapping_exports,
)  # fmt: skip
"""Each writes one file, or one folder of files, and is called like its case."""


def make(folder: Path) -> dict[str, Case]:
    """Write every file into a folder and return the cases by their names."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = [maker(folder) for maker in MAKERS]
    return {case.name: case for case in cases}
