"""The figures below a persona's name: the persona and the base in, how many they are, what they
bring and what says most about one of them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.model import FeatureName

if TYPE_CHECKING:
    from reporter.model import Finding, Persona, Study
    from reporter.numerals import Numerals

MOST = 5
"""So many figures at most stand in the strip."""
TOTAL = "total_spend"
"""The feature of customer tables that sums the categories."""
SHORT = 16
"""Letters of a label that leave room for the word median in its line."""
TOLD_FIRST = (
    FeatureName.FREQUENCY,
    FeatureName.AVERAGE_ORDER_VALUE,
    FeatureName.RECENCY,
    FeatureName.DISTINCT_PRODUCTS,
)
"""Features that say most about a buyer in the fewest words."""


def strip(persona: Persona, study: Study, numerals: Numerals) -> tuple[Finding, ...]:
    """Return how many they are, what they bring, and what says most about one of them."""
    told = [_customers(persona, numerals), *_brought(persona, study, numerals)]
    spent = _spend(persona, study, numerals)
    return tuple([*told, *(spent or _medians(persona, study, numerals))][:MOST])


def _named(persona: Persona, what: str) -> str:
    return f"persona.{persona.segment}.figure.{what}"


def _customers(persona: Persona, numerals: Numerals) -> Finding:
    draft = Draft(numerals)
    draft.note("share", persona.share)
    figure = draft.count("customers", persona.customers)
    text = f"customers, {numerals.percent(persona.share)}"
    return draft.finding(_named(persona, "customers"), text, figure)


def _brought(persona: Persona, study: Study, numerals: Numerals) -> list[Finding]:
    """Tell their revenue, or their orders where no money is known; nothing where neither is."""
    draft = Draft(numerals)
    if persona.revenue is not None and persona.revenue_share is not None:
        what, share = "net revenue" if study.totals.orders else "spent", persona.revenue_share
        name, figure = "revenue", draft.money_short("revenue", persona.revenue)
    elif persona.orders is not None and persona.orders_share is not None:
        what, share = "orders", persona.orders_share
        name, figure = "orders", draft.count("orders", persona.orders)
    else:
        return []
    draft.note("share", share)
    return [draft.finding(_named(persona, name), f"{what}, {numerals.percent(share)}", figure)]


def _medians(persona: Persona, study: Study, numerals: Numerals) -> list[Finding]:
    """Tell the medians of the features that say most, of which most members' values are known."""
    told = []
    names = dict.fromkeys((*TOLD_FIRST, *(trait.feature for trait in persona.traits)))
    for name in names:
        if name not in persona.typical or name in persona.known:
            continue
        feature, draft = study.table.feature(name), Draft(numerals)
        draft.note("median", persona.typical[name])
        figure = numerals.quantity(persona.typical[name], feature.unit)
        label = draft.name("feature", _beside(figure, _lower(feature.label)))
        text = f"{label}, median" if len(label) <= SHORT else label
        told.append(draft.finding(_named(persona, name), text, figure))
    return told


def _spend(persona: Persona, study: Study, numerals: Numerals) -> list[Finding]:
    """Tell what a member of a customer table spends, and on what most; empty without spend by
    category.
    """
    if not persona.spend or TOTAL not in persona.typical:
        return []
    draft = Draft(numerals)
    figure = draft.money("median", persona.typical[TOTAL])
    told = [draft.finding(_named(persona, TOTAL), "total spend, median", figure)]
    for name, share in list(persona.spend.items())[:2]:
        draft = Draft(numerals)
        draft.note("share", share)
        label = draft.name("feature", _lower(study.table.feature(name).label))
        figure = numerals.percent(share)
        told.append(draft.finding(_named(persona, name), f"goes on {label}", figure))
    return told


def _beside(value: str, label: str) -> str:
    """Let a label go on from its value: "10 days since last order", "1 order"."""
    unit = value.rpartition(" ")[2].rpartition("\N{NO-BREAK SPACE}")[2]
    if label.startswith(f"{unit} "):
        label = label.removeprefix(f"{unit} ")
    return label.removesuffix("s") if value == "1" and label == "orders" else label


def _lower(label: str) -> str:
    return " ".join(word.lower() if word.istitle() else word for word in label.split(" "))
