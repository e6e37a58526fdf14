"""Types and a catalogue in, the lines of a year's orders out, with the dirt that such
files have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from making.catalogue import Product, make_catalogue
from making.shoppers import END, GUEST_ORDERS, GUESTS, TYPES, Type, in_season, is_open

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from making.draws import Draws

Row = tuple[str, ...]

RETAIL_HEADER = (
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
)
HOME = "United Kingdom"
ABROAD = ("Germany", "France", "EIRE", "Netherlands", "Spain", "Belgium", "Switzerland", "Portugal")
ABROAD_WEIGHTS = (9, 8, 7, 4, 3, 3, 2, 1)
FIRST_INVOICE = 700_101
FIRST_CUSTOMER = 21_003
RETURNED_ALL = 7
"""One-time buyers who sent everything back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of an order."""

    code: str
    description: str
    quantity: int
    pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An invoice before it has its number."""

    moment: datetime
    customer: str
    country: str
    items: tuple[Item, ...]
    cancels: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Somebody with an account."""

    id: str
    type: Type
    country: str
    thirst: float
    """Their own factor on the lines of an order."""


def make_retail(draws: Draws) -> tuple[list[Row], list[tuple[str, str]]]:
    """Make the lines of the file and, for each customer, the planted type."""
    catalogue = make_catalogue(draws)
    customers = _open_accounts(draws)
    orders = [
        _order(draws, catalogue, customer, day)
        for customer in customers
        for day in _trading_days(draws, customer.type)
    ]
    orders += _cancellations(draws, orders)
    orders += [
        _order(draws, catalogue, _guest(draws), day)
        for _ in range(GUEST_ORDERS)
        for day in GUESTS.days(draws)
    ]
    orders += _adjustments(draws, catalogue)
    rows = list(_write(draws, sorted(orders, key=lambda order: order.moment)))
    return rows, sorted((customer.id, customer.type.name) for customer in customers)


def _open_accounts(draws: Draws) -> list[Customer]:
    types = [planted for planted in TYPES for _ in range(planted.size)]
    ids = draws.shuffled([str(FIRST_CUSTOMER + 7 * number) for number in range(len(types))])
    return [
        Customer(
            id=id_,
            type=planted,
            country=_country(draws, 0.87),
            thirst=draws.lognormal(1.0, planted.purse),
        )
        for id_, planted in zip(ids, types, strict=True)
    ]


def _country(draws: Draws, home: float) -> str:
    return HOME if draws.chance(home) else draws.pick(ABROAD, ABROAD_WEIGHTS)


def _guest(draws: Draws) -> Customer:
    return Customer(
        id="", type=GUESTS, country=_country(draws, 0.97), thirst=draws.lognormal(1.0, GUESTS.purse)
    )


def _trading_days(draws: Draws, planted: Type) -> list[date]:
    """Draw a customer's days of order, none of them twice; a day when the shop is closed moves on
    by a few.
    """
    days = set()
    for drawn in planted.days(draws):
        day = drawn
        while day <= END and not is_open(day):
            day += timedelta(days=draws.whole(1, 12))
        if day <= END:
            days.add(day)
    return sorted(days)


def _moment(draws: Draws, day: date) -> datetime:
    return datetime.combine(
        day, time(draws.pick(range(8, 18), (2, 6, 9, 10, 12, 11, 10, 9, 6, 2)), draws.whole(0, 59))
    )


def _order(
    draws: Draws, catalogue: Mapping[str, Sequence[Product]], customer: Customer, day: date
) -> Order:
    before_christmas = 1.3 if day.month in (10, 11) else 1.0
    wanted = max(
        1, round(draws.lognormal(customer.type.lines, 0.35) * customer.thirst * before_christmas)
    )
    products: dict[str, Product] = {}
    for _ in range(wanted):
        product = _choose(draws, catalogue, customer.type)
        products[product.code] = product
    items = [_item(draws, product, customer, day) for product in products.values()]
    items += _charges(draws, customer)
    return Order(
        moment=_moment(draws, day),
        customer=customer.id,
        country=customer.country,
        items=tuple(items),
    )


def _choose(draws: Draws, catalogue: Mapping[str, Sequence[Product]], planted: Type) -> Product:
    liked = planted.families
    family = (
        draws.pick(list(catalogue))
        if draws.chance(0.2)
        else draws.pick(list(liked), list(liked.values()))
    )
    products = catalogue[family]
    return draws.pick(products, [product.popularity for product in products])


def _item(draws: Draws, product: Product, customer: Customer, day: date) -> Item:
    quantity = draws.pick(customer.type.packs) * (2 if product.pence < 100 else 1)
    pence = product.pence
    if quantity >= 24:
        pence = pence * (100 - customer.type.discount) // 100
    if draws.chance(0.0008):
        pence = 0  # a sample, given away
    name = product.earlier_name if day < date(2011, 7, 1) else product.name
    if draws.chance(0.0012):
        name = ""
    return Item(code=product.code, description=name, quantity=quantity, pence=pence)


def _charges(draws: Draws, customer: Customer) -> Iterator[Item]:
    """Add what is no product: postage abroad, odd manual lines, the bank's charges on guests'
    cards.
    """
    if customer.country != HOME:
        yield Item(code="POST", description="POSTAGE", quantity=draws.whole(1, 3), pence=1_450)
    if draws.chance(0.009):
        yield Item(code="M", description="Manual", quantity=1, pence=draws.whole(150, 9_500))
    if not customer.id and draws.chance(0.02):
        yield Item(code="BANK CHARGES", description="Bank Charges", quantity=1, pence=1_500)


def _cancellations(draws: Draws, orders: Sequence[Order]) -> list[Order]:
    """Take back a few lines of one order in nine, in part or whole, within the month; seven
    one-time buyers send back all.
    """
    taken = [
        _take_back(draws, order) for order in orders if len(order.items) >= 5 and draws.chance(0.11)
    ]
    ordered: dict[str, list[Order]] = {}
    for order in orders:
        ordered.setdefault(order.customer, []).append(order)
    once = [
        own[0]
        for own in ordered.values()
        if len(own) == 1 and own[0].moment < datetime(2011, 8, 1) and len(own[0].items) < 5
    ]
    wholly = [
        replace(order, moment=_later(draws, order), items=_negative(order.items), cancels=True)
        for order in once[:RETURNED_ALL]
    ]
    return [order for order in taken if order is not None] + wholly


def _take_back(draws: Draws, order: Order) -> Order | None:
    goods = [
        item for item in order.items if item.pence and item.description and item.code[1:2].isdigit()
    ]
    chosen = draws.shuffled(goods)[: draws.whole(1, 3)]
    items = tuple(
        item if draws.chance(0.5) else replace(item, quantity=draws.whole(1, item.quantity))
        for item in chosen
    )
    if not items:
        return None
    return replace(order, moment=_later(draws, order), items=_negative(items), cancels=True)


def _negative(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(replace(item, quantity=-item.quantity) for item in items)


def _later(draws: Draws, order: Order) -> datetime:
    """Draw a moment after the order, within a month and before the file ends."""
    last = min(END, order.moment.date() + timedelta(days=30))
    first = order.moment.date() + timedelta(days=1)
    if first > last or not any(
        is_open(first + timedelta(days=n)) for n in range((last - first).days + 1)
    ):
        return order.moment + timedelta(minutes=5)
    return _moment(draws, in_season(draws, first, last))


def _adjustments(draws: Draws, catalogue: Mapping[str, Sequence[Product]]) -> Iterator[Order]:
    """Write stock off and on: no customer, no price, a clerk's note or nothing at all for a
    description.
    """
    products = [product for family in catalogue.values() for product in family]
    for _ in range(130):
        day = in_season(draws, date(2010, 12, 1), END)
        note = draws.pick(("", "", "", "damaged", "found in aisle 4", "wet pallet", "?"))
        item = Item(
            code=draws.pick(products).code,
            description=note,
            quantity=draws.whole(1, 90) * draws.pick((-1, -1, 1)),
            pence=0,
        )
        yield Order(moment=_moment(draws, day), customer="", country=HOME, items=(item,))


def _write(draws: Draws, orders: Iterable[Order]) -> Iterator[Row]:
    """Number the invoices and repeat one line in ninety, as a double click in the till does."""
    for number, order in enumerate(orders, FIRST_INVOICE):
        invoice = f"C{number}" if order.cancels else str(number)
        moment = order.moment
        stamp = f"{moment.month}/{moment.day}/{moment.year} {moment.hour}:{moment.minute:02d}"
        rows = [
            (
                invoice,
                item.code,
                item.description,
                str(item.quantity),
                stamp,
                _pounds(item.pence),
                order.customer,
                order.country,
            )
            for item in order.items
        ]
        yield from rows
        yield from (row for row in rows if not order.cancels and draws.chance(1 / 90))


def _pounds(pence: int) -> str:
    """Write as the shop's export does: 2.5 and 3, not 2.50 and 3.00."""
    pounds, rest = divmod(pence, 100)
    return f"{pounds}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(pounds)
