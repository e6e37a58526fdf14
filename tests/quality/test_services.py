"""What is no product is told by code, by the whole name or by how it accompanies orders; never by a
word within a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.quality import clean
from reporter.settings import QualitySettings, Settings
from tests.tables import order_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import CleanDataset


def cleaned(rows: Sequence[tuple[object, ...]], **quality: object) -> CleanDataset:
    return clean(order_lines(rows), Settings(quality=QualitySettings.model_validate(quality)))


def services(rows: Sequence[tuple[object, ...]], **quality: object) -> set[str]:
    """Return the names of the lines that are no product."""
    frame = cleaned(rows, **quality).table.to_pandas()
    return set(frame.loc[frame["is_service"], "description"])


def shop(*more: tuple[object, ...], orders: int = 60) -> list[tuple[object, ...]]:
    """Return orders of a lamp and a stool each, and what else is bought with every n-th: (n, code,
    name, pieces, price).
    """
    rows: list[tuple[object, ...]] = []
    for number in range(orders):
        head = (str(number % 9), f"53{number:04d}", f"2011-{1 + number % 12:02d}-03")
        rows += [
            (*head, "85123A", "DESK LAMP", 1 + number % 4, 9.5),
            (*head, "71053", "STOOL", 1 + number % 3, 20.0),
        ]
        rows += [
            (*head, code, name, pieces, price)
            for every, code, name, pieces, price in more
            if number % int(str(every)) == 0
        ]
    return rows


SERVICES = (
    "POSTAGE", "DOTCOM POSTAGE", "Next Day Carriage", "Postage, insured", "Manual", "Discount 10%", "Shipping & handling", "AMAZON FEE",
    "UPS Ground Shipping (3-5 days)", "Versandkosten DHL", "Versand Ausland", "Frais de port", "Gastos de envío", "GASTOS DE ENVIO",
    "Spese di spedizione", "Verzendkosten PostNL", "Rabatt 5 €", "Gift card £20.00",
)  # fmt: skip
GOODS = (
    "Shipping Labels", "Manual Binding Machine", "Manual coffee grinder", "French Carriage Lantern", "Postage scale", "Discount tent",
    "Delivery van toy", "Gift card holder", "OCCASIONS GIFT CARD ASSORTMENT", "Versand-Karton 30 cm", "Rabatten-Erde", "Voucher wallet",
    "MANUALLY MADE VASE", "POSTAGESTAMP",
)  # fmt: skip


def test_a_name_that_says_nothing_else_is_a_service() -> None:
    assert services(
        shop(*((7, f"9{place:04d}", name, 1, 4.5) for place, name in enumerate(SERVICES)))
    ) == set(SERVICES)


@pytest.mark.slow
@pytest.mark.parametrize("every", [1, 2, 9])
def test_a_word_within_a_name_makes_no_service(every: int) -> None:
    """Each is bought by several, and comes alone now and then."""
    rows = shop(*((every, f"9{place:04d}", name, 3, 4.5) for place, name in enumerate(GOODS)))
    for place, name in enumerate(GOODS):
        rows += [
            (str(who), f"54{place:02d}{who:02d}", "2011-12-03", f"9{place:04d}", name, 2, 4.5)
            for who in range(9)
        ]
    assert services(rows) == set()


def test_orders_of_one_line_each_hold_products() -> None:
    names = ("Desk Lamp", "Stapler", "Manual Binding Machine", "Shipping Labels")
    rows = [
        (
            str(n % 30),
            f"CA-{n:05d}",
            f"2023-{1 + n % 12:02d}-05",
            None,
            names[n % 4],
            1,
            5.0 + n % 50,
        )
        for n in range(400)
    ]
    assert services(rows) == set()


def test_what_accompanies_many_orders_one_piece_at_a_time_is_a_service() -> None:
    rows = shop(
        (2, "90001", "Shipping with Speedy Couriers", 1, 4.5),
        (2, "90002", "Delivery van toy", 2, 4.5),
    )
    assert services(rows) == {"Shipping with Speedy Couriers"}


@pytest.mark.slow
def test_what_always_takes_money_off_is_a_service() -> None:
    assert services(shop((3, "90001", "Summer discount", -1, 2.0)), returns="keep") == {
        "Summer discount"
    }


def test_codes_count_whole_and_in_any_case() -> None:
    codes = ("POST", "dot", "M", "C2", "POSTER", "MM")
    rows = shop(*((7, code, f"PARCEL {code}", 1, 4.5) for code in codes))
    assert services(rows) == {"PARCEL POST", "PARCEL dot", "PARCEL M", "PARCEL C2"}


@pytest.mark.slow
def test_sizes_are_no_codes_of_services() -> None:
    """A shop whose codes are S, M and L sells shirts, and neither samples nor manual entries."""
    rows = [
        (str(n % 9), f"53{n:04d}", "2011-05-03", code, f"Shirt {code}", 1, 20.0)
        for n in range(40)
        for code in ("S", "M", "L", "XL")
    ]
    assert services(rows) == set()
    assert services(rows, service_codes=["m"]) == {"Shirt M"}


@pytest.mark.slow
def test_words_of_ones_own_count_wherever_they_stand() -> None:
    rows = shop((5, "90001", "Gift wrap red", 2, 1.5))
    assert services(rows) == set()
    assert services(rows, service_words=["gift wrap"]) == {"Gift wrap red"}
    assert (
        services(shop((7, "POST", "Postage", 1, 4.5)), service_words=[], service_codes=[]) == set()
    )
