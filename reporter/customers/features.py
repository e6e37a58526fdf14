"""What is known of a customer who has orders: the words of each feature, written once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.choices import Returns
from reporter.model import MONEY_ROLES, Feature, FeatureName, Grain, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.settings import Settings

_ORDER_FEATURES = (
    Feature(
        name=FeatureName.RECENCY.value,
        label="Days since last order",
        unit="days",
        behaviour=True,
        definition="Whole days from the last order to the day the report counts to.",
        more="stayed away longer",
        less="ordered more recently",
    ),
    Feature(
        name=FeatureName.FREQUENCY.value,
        label="Orders",
        unit="count",
        behaviour=True,
        definition="Number of different orders; a return is not an order.",
        more="order more often",
        less="order less often",
    ),
    Feature(
        name=FeatureName.MONETARY.value,
        label="Spent",
        unit="money",
        behaviour=True,
        definition="Money spent in the whole period, less what was refunded.",
        more="spend more",
        less="spend less",
    ),
    Feature(
        name=FeatureName.AVERAGE_ORDER_VALUE.value,
        label="Order value",
        unit="money",
        behaviour=True,
        definition="Money spent, divided by the number of orders.",
        more="place larger orders",
        less="place smaller orders",
    ),
    Feature(
        name=FeatureName.TENURE.value,
        label="Days since first order",
        unit="days",
        behaviour=True,
        definition="Whole days from the first order to the day the report counts to.",
        more="came earlier",
        less="came later",
    ),
    Feature(
        name=FeatureName.ORDER_GAP.value,
        label="Days between orders",
        unit="days",
        behaviour=True,
        definition="Mean number of days from one day with an order to the next; unknown for"
        " customers who ordered on one day only.",
        more="leave more time between orders",
        less="leave less time between orders",
    ),
    Feature(
        name=FeatureName.DISTINCT_PRODUCTS.value,
        label="Different products",
        unit="count",
        behaviour=True,
        definition="Different products bought, without postage, fees and returns.",
        more="buy more widely",
        less="buy more narrowly",
    ),
    Feature(
        name=FeatureName.RETURN_RATE.value,
        label="Returned",
        unit="share",
        behaviour=True,
        definition="{Goods} returned or cancelled, as a share of the {goods} ordered.",
        more="return more",
        less="return less",
    ),
    Feature(
        name=FeatureName.WEEKEND_SHARE.value,
        label="Weekend orders",
        unit="share",
        behaviour=True,
        definition="Share of orders placed on a Saturday or Sunday.",
        more="buy more at weekends",
        less="buy less at weekends",
    ),
    Feature(
        name="country",
        label="Country",
        unit="category",
        behaviour=False,
        definition="The country of most of their orders.",
    ),
)


_NEEDS_MONEY = {FeatureName.MONETARY, FeatureName.AVERAGE_ORDER_VALUE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """What shares of the goods are shares of, in words; see `orders.lines_of`."""

    noun: str
    verb: str


def _size(has: frozenset[Role]) -> _Size:
    if has & MONEY_ROLES:
        return _Size(noun="amount", verb="spend {} on")
    return _Size(noun="pieces" if Role.QUANTITY in has else "order lines", verb="order {} of")


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
        absent.add("country")
    if settings.quality.returns is not Returns.NET or not has & {
        *MONEY_ROLES,
        Role.QUANTITY,
        Role.ORDER,
    }:
        absent.add(FeatureName.RETURN_RATE)
    if grain is not Grain.DAY:
        absent.add(FeatureName.WEEKEND_SHARE)
    noun = _size(has).noun
    known = (feature for feature in _ORDER_FEATURES if feature.name not in absent)
    named = (
        replace(one, definition=one.definition.format(goods=noun, Goods=noun.capitalize()))
        for one in known
    )
    told = (_of_periods(one, grain, numbered=Role.ORDER in has) for one in named)
    return (*told, *category_features(categories, has))


def _of_periods(feature: Feature, grain: Grain, *, numbered: bool) -> Feature:
    """Say what an order is where none is numbered, and between which days is counted where the file
    knows whole periods alone.
    """
    ends: dict[str, str] = {FeatureName.RECENCY: "last", FeatureName.TENURE: "first"}
    if feature.name == FeatureName.FREQUENCY and not numbered:
        at = "on" if grain is Grain.DAY else "in"
        return replace(
            feature,
            definition=(
                f"Number of {grain}s {at} which something was bought: no column holds order"
                " numbers."
            ),
        )
    if grain is Grain.DAY or feature.name not in {*ends, FeatureName.ORDER_GAP}:
        return feature
    feature = replace(feature, label=feature.label.replace("Days", "Time"))
    if feature.name == FeatureName.ORDER_GAP:
        text = (
            f"Mean time from one {grain} with an order to the next; unknown for customers who"
            f" ordered in one {grain} only."
        )
        return replace(feature, definition=text)
    text = (
        f"Time from the beginning of the {ends[feature.name]} {grain} with an order to the day the"
        " report counts to."
    )
    return replace(feature, definition=text)


def category_features(categories: Sequence[str], has: frozenset[Role]) -> tuple[Feature, ...]:
    """Return one feature for each category: its share of what the customer ordered."""
    features, size = [], _size(has)
    for name, category in category_names(categories).items():
        features.append(
            Feature(
                name=name,
                label=f"Share of {category}",
                unit="share",
                definition=f"Share of the {size.noun} ordered that went to {category}.",
                behaviour=True,
                more=f"{size.verb.format('a larger share')} {category}",
                less=f"{size.verb.format('a smaller share')} {category}",
            )
        )
    return tuple(features)


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
