"""A small shop whose figures can be checked by hand, written the way four shop systems export it.

Three orders of two customers. Ann: order 1 (2 cups at 5.00, 1 pot at 20.00) and order 3 (1 pot at
20.00); Ben: order 2 (4 cups at 5.00). A third customer has no order. Net worth of the lines: 30 +
20 + 20 = 70; the orders' own totals hold postage of 4 each.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

REVENUE, CUSTOMERS, ORDERS, LINES = 70.0, 2, 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of texts."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def write(self, folder: Path) -> Path:
        """Write it as CSV."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows(self.rows)
        path = folder / f"{self.name}.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        return path


def sheet(name: str, header: str, *rows: str) -> Sheet:
    """Make a table of lines cut by commas."""
    return Sheet(
        name=name,
        header=tuple(header.split(",")),
        rows=tuple(tuple(row.split(",")) for row in rows),
    )


def flat() -> Sequence[Sheet]:
    """Return the shop as one flat file."""
    return (
        sheet(
            "flat", "order_id,customer_id,order_date,sku,quantity,price",
            "1001,C-701,2024-01-05,CUP,2,5.00", "1001,C-701,2024-01-05,POT,1,20.00",
            "1002,C-702,2024-02-06,CUP,4,5.00", "1003,C-701,2024-03-07,POT,1,20.00",
        ),
    )  # fmt: skip


def shopify() -> Sequence[Sheet]:
    """Return one CSV in which an order's own columns stand in its first line only."""
    return (
        sheet(
            "orders_export",
            "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Total,Created at,"
            "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku",
            "#1001,ann@example.org,paid,2024-01-05 10:00:00 +0000,EUR,30.00,4.00,34.00,2024-01-05"
            " 09:59:00 +0000,2,Cup,5.00,CUP",
            "#1001,,,,,,,,,1,Pot,20.00,POT",
            "#1002,ben@example.org,paid,2024-02-06 10:00:00 +0000,EUR,20.00,4.00,24.00,2024-02-06"
            " 09:59:00 +0000,4,Cup,5.00,CUP",
            "#1003,ann@example.org,paid,2024-03-07 10:00:00 +0000,EUR,20.00,4.00,24.00,2024-03-07"
            " 09:59:00 +0000,1,Pot,20.00,POT",
        ),
    )


def woocommerce() -> Sequence[Sheet]:
    """Return orders, their items and customers, called as the shop's plug-ins call them."""
    return (
        sheet(
            "orders", "Order ID,Order Date,Status,Customer ID,Order Total",
            "1001,2024-01-05 09:59:00,completed,701,34.00", "1002,2024-02-06 09:59:00,completed,702,24.00",
            "1003,2024-03-07 09:59:00,completed,701,24.00",
        ),
        sheet(
            "order_items", "Item ID,Order ID,SKU,Item Name,Quantity,Item Price",
            "11,1001,CUP,Cup,2,5.00", "12,1001,POT,Pot,1,20.00", "13,1002,CUP,Cup,4,5.00", "14,1003,POT,Pot,1,20.00",
        ),
        sheet("customers", "Customer ID,Gender,Age", "701,female,34", "702,male,51", "703,female,28"),
    )  # fmt: skip


def olist() -> Sequence[Sheet]:
    """Return a marketplace where each order has a customer id of its own, and payments stand beside
    items.
    """
    return (
        sheet(
            "olist_orders_dataset", "order_id,customer_id,order_status,order_purchase_timestamp,order_estimated_delivery_date",
            "aa1,ka1,delivered,2024-01-05 09:59:00,2024-01-20 00:00:00", "aa2,ka2,delivered,2024-02-06 09:59:00,2024-02-20 00:00:00",
            "aa3,ka3,delivered,2024-03-07 09:59:00,2024-03-20 00:00:00",
        ),
        sheet(
            "olist_order_items_dataset", "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value",
            "aa1,1,cup,s1,2024-01-09 00:00:00,10.00,2.00", "aa1,2,pot,s1,2024-01-09 00:00:00,20.00,2.00",
            "aa2,1,cup,s1,2024-02-09 00:00:00,20.00,4.00", "aa3,1,pot,s2,2024-03-09 00:00:00,20.00,4.00",
        ),
        sheet(
            "olist_customers_dataset", "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state",
            "ka1,ann,01001,sao paulo,SP", "ka2,ben,20001,rio de janeiro,RJ", "ka3,ann,01001,sao paulo,SP",
        ),
        sheet(
            "olist_order_payments_dataset", "order_id,payment_sequential,payment_type,payment_installments,payment_value",
            "aa1,1,voucher,1,4.00",
            "aa1,2,credit_card,1,30.00", "aa2,1,credit_card,1,24.00", "aa3,1,voucher,1,14.00", "aa3,2,boleto,1,10.00",
        ),
        sheet("olist_products_dataset", "product_id,product_category_name,product_weight_g", "cup,kitchen,200", "pot,kitchen,900"),
    )  # fmt: skip


def magento() -> Sequence[Sheet]:
    """Return tables whose own key is called entity_id."""
    return (
        sheet(
            "sales_order", "entity_id,increment_id,state,customer_id,created_at,grand_total",
            "1,100000001,complete,7,2024-01-05 09:59:00,34.0000", "2,100000002,complete,8,2024-02-06 09:59:00,24.0000",
            "3,100000003,complete,7,2024-03-07 09:59:00,24.0000",
        ),
        sheet(
            "sales_order_item", "item_id,order_id,sku,name,qty_ordered,price",
            "1,1,CUP,Cup,2,5.0000", "2,1,POT,Pot,1,20.0000", "3,2,CUP,Cup,4,5.0000", "4,3,POT,Pot,1,20.0000",
        ),
        sheet("customer_entity", "entity_id,group_id,gender", "7,1,2", "8,2,1", "9,1,2"),
    )  # fmt: skip


SHOPS = {
    "flat": flat,
    "shopify": shopify,
    "woocommerce": woocommerce,
    "olist": olist,
    "magento": magento,
}
