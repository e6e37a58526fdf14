"""A table and the parts of orders found in it in, whether a row is a line of an order or a customer
out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.model import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.ingest.columns.parts import Table
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.settings import RolesSettings

_THINGS = {Role.ORDER, Role.PRODUCT, Role.DESCRIPTION}
_ONE_ROW_EACH = 0.9
"""Share of values that differ from which a customer column is taken to stand once a row."""
_FEW_ROWS = 20
"""Rows up to which an id may fail to repeat by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Traits:
    """What tells a table of orders from one of customers."""

    parts: frozenset[Role]
    """Parts of orders that were found."""
    customer: ColumnStatistics | None
    is_dated: bool
    is_dated_by_name: bool
    """Whether a date is named like that of an order."""
    numbers_rows: bool
    """Whether a column is named like an id and never repeats."""

    @classmethod
    def of(cls, table: Table, found: Mapping[Role, str]) -> _Traits:
        """Look at a table and the parts found in it."""
        date = found.get(Role.DATE, "")
        return cls(
            parts=frozenset(found),
            customer=_customer_of(table, found),
            is_dated=is_dated(table, found),
            is_dated_by_name=table.known.fit(date, Role.DATE) >= vocabulary.CONTAINED,
            numbers_rows=_numbers_rows(table),
        )

    @property
    def has_value(self) -> bool:
        """Whether rows are worth something."""
        return bool(self.parts & {Role.AMOUNT, Role.PRICE})

    @property
    def is_like_orders(self) -> bool:
        """Whether there is a number of an order, a product, or a price and a quantity."""
        return bool(self.parts & {Role.ORDER, Role.PRODUCT}) or self.parts >= {
            Role.PRICE,
            Role.QUANTITY,
        }

    @property
    def customers_come_again(self) -> bool:
        """Whether the table has clearly more rows than customers."""
        customer = self.customer
        return customer is not None and customer.distinct < _ONE_ROW_EACH * customer.values

    @property
    def holds_sales(self) -> bool:
        """Whether rows like those of orders are worth something, dated if they are customers'."""
        return self.has_value and self.is_like_orders and (self.is_dated or self.customer is None)

    @property
    def holds_payments(self) -> bool:
        """Whether rows are dated and worth something, and some customer has several."""
        repeats = self.customer is not None and self.customer.repeats
        return self.is_dated_by_name and self.has_value and repeats

    @property
    def holds_goods(self) -> bool:
        """Whether rows are goods by the piece, of customers whom no column was recognised to
        name.
        """
        is_goods = Role.QUANTITY in self.parts and bool(self.parts & _THINGS)
        nobody = self.customer is None and not self.numbers_rows
        return self.is_dated_by_name and is_goods and nobody


def find(table: Table, settings: RolesSettings, found: Mapping[Role, str]) -> Kind:
    """Tell orders from customers; what looks like orders and lacks a part is refused, not taken for
    customers.
    """
    if settings.kind != "auto":
        return Kind(settings.kind)
    traits = _Traits.of(table, found)
    if traits.numbers_rows and not traits.is_dated and not traits.is_like_orders:
        return Kind.CUSTOMERS  # "Customer" is a sort of customer here: another column is the id
    are_orders = (
        traits.customers_come_again
        or traits.holds_sales
        or traits.holds_payments
        or traits.holds_goods
    )
    return Kind.TRANSACTIONS if are_orders else Kind.CUSTOMERS


def _customer_of(table: Table, found: Mapping[Role, str]) -> ColumnStatistics | None:
    name = found.get(Role.CUSTOMER)
    return next((one for one in table.columns if one.name == name), None)


def may_be_orders(table: Table, found: Mapping[Role, str]) -> bool:
    """Say whether a table in which nothing segments customers is rather one of orders: dated, of
    customers who come again, or of things.
    """
    customer = _customer_of(table, found)
    return is_dated(table, found) and (customer.repeats if customer else bool(_THINGS & set(found)))


def is_dated(table: Table, found: Mapping[Role, str]) -> bool:
    """Say whether a table has a date, or a column named like one that cannot be read."""
    return Role.DATE in found or bool(table.unreadable)


def _numbers_rows(table: Table) -> bool:
    """Say whether a column is named like an id and never repeats."""
    ids = [
        one
        for one in table.columns
        if table.known.fit(one.name, Role.CUSTOMER) and not vocabulary.is_generic(one.name)
    ]
    return any(
        one.dtype in {"integer", "text"} and one.rows > _FEW_ROWS and one.distinct == one.rows
        for one in ids
    )
