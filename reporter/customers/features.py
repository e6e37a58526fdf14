"""What is known of a customer who has orders: the words of each feature, written once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.model import Feature, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.settings import Settings

_ORDER_FEATURES = (
    Feature(
        name="recency", label="Days since last order", unit="days", behaviour=True,
        definition="Whole days from the last order to the day the report counts to.",
        more="stayed away longer", less="ordered more recently",
    ),
    Feature(
        name="frequency", label="Orders", unit="count", behaviour=True,
        definition="Number of different orders; a return is not an order.", more="order more often", less="order less often",
    ),
    Feature(
        name="monetary", label="Spent", unit="money", behaviour=True,
        definition="Money spent in the whole period, less what was refunded.", more="spend more", less="spend less",
    ),
    Feature(
        name="average_order_value", label="Order value", unit="money", behaviour=True,
        definition="Money spent, divided by the number of orders.", more="place larger orders", less="place smaller orders",
    ),
    Feature(
        name="tenure", label="Days since first order", unit="days", behaviour=True,
        definition="Whole days from the first order to the day the report counts to.", more="came earlier", less="came later",
    ),
    Feature(
        name="order_gap", label="Days between orders", unit="days", behaviour=True,
        definition="Mean number of days from one day with an order to the next; unknown for customers who ordered on one day only.",
        more="leave more time between orders", less="leave less time between orders",
    ),
    Feature(
        name="distinct_products", label="Different products", unit="count", behaviour=True,
        definition="Different products bought, without postage, fees and returns.", more="buy more widely", less="buy more narrowly",
    ),
    Feature(
        name="return_rate", label="Returned", unit="share", behaviour=True,
        definition="Amount returned or cancelled, as a share of the amount ordered.", more="return more", less="return less",
    ),
    Feature(
        name="weekend_share", label="Weekend orders", unit="share", behaviour=True,
        definition="Share of orders placed on a Saturday or Sunday.", more="buy more at weekends", less="buy less at weekends",
    ),
    Feature(
        name="country", label="Country", unit="category", behaviour=False,
        definition="The country of most of their orders.",
    ),
)  # fmt: skip


def order_features(has: frozenset[Role], settings: Settings, categories: Sequence[str]) -> tuple[Feature, ...]:
    """Return the features that this file can give: roles that it lacks leave theirs out."""
    absent = set()
    if not has & {Role.PRODUCT, Role.DESCRIPTION}:
        absent.add("distinct_products")
    if Role.COUNTRY not in has:
        absent.add("country")
    if settings.quality.returns != "net":
        absent.add("return_rate")
    return (*(feature for feature in _ORDER_FEATURES if feature.name not in absent), *category_features(categories))


def category_features(categories: Sequence[str]) -> tuple[Feature, ...]:
    """Return one feature for each category: its share of what the customer ordered."""
    features = []
    for name, category in category_names(categories).items():
        features.append(
            Feature(
                name=name,
                label=f"Share of {category}",
                unit="share",
                definition=f"Share of the amount ordered that went to {category}.",
                behaviour=True,
                more=f"spend a larger share on {category}",
                less=f"spend a smaller share on {category}",
            )
        )
    return tuple(features)


def category_names(categories: Sequence[str]) -> dict[str, str]:
    """Map a feature's name to its category; categories that read alike in snake_case are numbered."""
    names: dict[str, str] = {}
    for category in categories:
        plain = "share_" + (re.sub(r"[^a-z0-9]+", "_", category.lower()).strip("_") or "category")
        name, number = plain, 1
        while name in names:
            number += 1
            name = f"{plain}_{number}"
        names[name] = category
    return names
