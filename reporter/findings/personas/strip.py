"""The figures below a persona's name: the persona and the base in, how many they are, what they
bring and what says most about one of them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import FeatureName, Finding
from reporter.model.claim import Claim, Count, Money, Quantity, Share

if TYPE_CHECKING:
    from reporter.model import Feature, Persona, Study
    from reporter.model.claim import Value

MOST = 5
"""So many figures at most stand in the strip."""
TOTAL = "total_spend"
"""The feature of customer tables that sums the categories."""
ORDERS = {"Orders", "orders"}
"""Headings of a number of orders; a single one is no orders."""
TOLD_FIRST = (
    FeatureName.FREQUENCY,
    FeatureName.AVERAGE_ORDER_VALUE,
    FeatureName.RECENCY,
    FeatureName.DISTINCT_PRODUCTS,
)
"""Features that say most about a buyer in the fewest words."""


def strip(persona: Persona, study: Study) -> tuple[Finding, ...]:
    """Return how many they are, what they bring, and what says most about one of them."""
    told = [_customers(persona), *_brought(persona, study)]
    return tuple([*told, *(_spend(persona, study) or _medians(persona, study))][:MOST])


def _figure(persona: Persona, what: str, claim: str, **values: Value) -> Finding:
    return Finding(
        id=f"persona.{persona.segment}.figure.{what}", claim=Claim(f"strip.{claim}", values)
    )


def _customers(persona: Persona) -> Finding:
    return _figure(
        persona,
        "customers",
        "customers",
        customers=Count(persona.customers),
        share=Share(persona.share),
    )


def _brought(persona: Persona, study: Study) -> list[Finding]:
    """Tell their revenue, or their orders where no money is known; nothing where neither is."""
    if persona.revenue is not None and persona.revenue_share is not None:
        return [
            _figure(
                persona,
                "revenue",
                "revenue" if study.totals.orders else "spent",
                revenue=Money(persona.revenue),
                share=Share(persona.revenue_share),
            )
        ]
    if persona.orders is not None and persona.orders_share is not None:
        return [
            _figure(
                persona,
                "orders",
                "orders",
                orders=Count(persona.orders),
                share=Share(persona.orders_share),
            )
        ]
    return []


def _medians(persona: Persona, study: Study) -> list[Finding]:
    """Tell the medians of the features that say most, of which most members' values are known."""
    told = []
    names = dict.fromkeys((*TOLD_FIRST, *(trait.feature for trait in persona.traits)))
    for name in names:
        if name not in persona.typical or name in persona.known:
            continue
        feature, median = study.table.feature(name), persona.typical[name]
        quantity = Quantity(median, feature.unit)
        told.append(
            _figure(persona, name, "median.order", median=quantity, feature=Claim("strip.order"))
            if median == 1 and _counts_orders(feature)
            else _figure(persona, name, "median.other", median=quantity, feature=feature)
        )
    return told


def _counts_orders(feature: Feature) -> bool:
    return feature.name == FeatureName.FREQUENCY or feature.heading in ORDERS


def _spend(persona: Persona, study: Study) -> list[Finding]:
    """Tell what a member of a customer table spends, and on what most; empty without spend by
    category.
    """
    if not persona.spend or TOTAL not in persona.typical:
        return []
    return [
        _figure(persona, TOTAL, "total_spend", median=Money(persona.typical[TOTAL])),
        *(
            _figure(persona, name, "goes_on", share=Share(share), feature=study.table.feature(name))
            for name, share in list(persona.spend.items())[:2]
        ),
    ]
