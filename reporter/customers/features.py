"""What is known of a customer who has orders: roles in, features out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.choices import Returns
from reporter.model import MONEY_ROLES, Feature, FeatureName, Grain, Role
from reporter.model.claim import Claim, Name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.model import Unit
    from reporter.model.claim import Value
    from reporter.settings import Settings

COUNTRY = "country"
_UNITS: Mapping[str, Unit] = {
    FeatureName.RECENCY.value: "days",
    FeatureName.FREQUENCY.value: "count",
    FeatureName.MONETARY.value: "money",
    FeatureName.AVERAGE_ORDER_VALUE.value: "money",
    FeatureName.TENURE.value: "days",
    FeatureName.ORDER_GAP.value: "days",
    FeatureName.DISTINCT_PRODUCTS.value: "count",
    FeatureName.RETURN_RATE.value: "share",
    FeatureName.WEEKEND_SHARE.value: "share",
    COUNTRY: "category",
}
"""What is counted from orders, in the order in which it is shown."""
_NEEDS_MONEY = {FeatureName.MONETARY, FeatureName.AVERAGE_ORDER_VALUE}
_BETWEEN_DAYS = {FeatureName.RECENCY, FeatureName.TENURE, FeatureName.ORDER_GAP}


def _goods(has: frozenset[Role]) -> Claim:
    """Return what shares of the goods are shares of; see `orders.lines_of`."""
    if has & MONEY_ROLES:
        return Claim("feature.goods.amount")
    return Claim("feature.goods.pieces" if Role.QUANTITY in has else "feature.goods.lines")


def order_features(
    has: frozenset[Role], settings: Settings, categories: Sequence[str], grain: Grain = Grain.DAY
) -> tuple[Feature, ...]:
    """Return the features that this file can give: roles and days that it lacks leave
    theirs out.
    """
    absent: set[str] = set() if has & MONEY_ROLES else set(_NEEDS_MONEY)
    if not has & {Role.PRODUCT, Role.DESCRIPTION}:
        absent.add(FeatureName.DISTINCT_PRODUCTS)
    if Role.COUNTRY not in has:
        absent.add(COUNTRY)
    if settings.quality.returns is not Returns.NET or not has & {
        *MONEY_ROLES,
        Role.QUANTITY,
        Role.ORDER,
    }:
        absent.add(FeatureName.RETURN_RATE)
    if grain is not Grain.DAY:
        absent.add(FeatureName.WEEKEND_SHARE)
    counted = [
        Feature(
            name=name,
            unit=unit,
            behaviour=name != COUNTRY,
            definition=Claim(f"feature.{name}.definition"),
        )
        for name, unit in _UNITS.items()
        if name not in absent
    ]
    told = (_defined(one, has, grain) for one in counted)
    return (*told, *category_features(categories, has))


def _defined(feature: Feature, has: frozenset[Role], grain: Grain) -> Feature:
    """Say what an order is where none is numbered, between which days is counted where the file
    knows whole periods alone, and what returned goods are a share of.
    """
    period = Claim(f"feature.period.{grain}")
    if feature.name == FeatureName.RETURN_RATE:
        goods = Claim("feature.return_rate.definition", {"goods": _goods(has)})
        return replace(feature, definition=goods)
    if feature.name == FeatureName.FREQUENCY and Role.ORDER not in has:
        values: Mapping[str, Value] = {"period": period, "days": grain is Grain.DAY}
        return replace(feature, definition=Claim("feature.frequency.definition.unnumbered", values))
    if grain is Grain.DAY or feature.name not in _BETWEEN_DAYS:
        return feature
    called = f"feature.{feature.name}.periods"
    definition = Claim(f"{called}.definition", {"period": period})
    return replace(feature, called=Claim(called), definition=definition)


def category_features(categories: Sequence[str], has: frozenset[Role]) -> tuple[Feature, ...]:
    """Return one feature for each category: its share of what the customer ordered."""
    goods = _goods(has)
    return tuple(
        Feature(
            name=name,
            unit="share",
            behaviour=True,
            heading=category,
            called=Claim("feature.share", {"category": Name(category)}),
            definition=Claim(
                "feature.share.definition", {"goods": goods, "category": Name(category)}
            ),
        )
        for name, category in category_names(categories).items()
    )


def category_names(categories: Sequence[str]) -> dict[str, str]:
    """Map a feature's name to its category; categories that read alike in snake_case
    are numbered.
    """
    names: dict[str, str] = {}
    for category in categories:
        plain = "share_" + (re.sub(r"[^a-z0-9]+", "_", category.lower()).strip("_") or "category")
        name, number = plain, 1
        while name in names:
            number += 1
            name = f"{plain}_{number}"
        names[name] = category
    return names
