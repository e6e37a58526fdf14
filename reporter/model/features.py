"""The names of what is counted from orders, written once."""

from __future__ import annotations

from enum import StrEnum


class FeatureName(StrEnum):
    """A feature of customers who order. A customer table's own columns never bear these names."""

    RECENCY = "recency"
    FREQUENCY = "frequency"
    MONETARY = "monetary"
    AVERAGE_ORDER_VALUE = "average_order_value"
    TENURE = "tenure"
    ORDER_GAP = "order_gap"
    DISTINCT_PRODUCTS = "distinct_products"
    RETURN_RATE = "return_rate"
    WEEKEND_SHARE = "weekend_share"


RFM = (FeatureName.RECENCY, FeatureName.FREQUENCY, FeatureName.MONETARY)
"""What all that a customer's past tells about future orders is held in."""
