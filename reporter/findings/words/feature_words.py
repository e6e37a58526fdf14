"""Every form of the words for what is counted from orders, written once: a feature's name in, its
noun, comparatives and phrases out.

What the feature is called in tables, its definition and the verbs of its comparative stand in
`Feature`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What is said where a feature is higher, and where it is lower."""

    higher: str
    lower: str

    def where(self, *, higher: bool) -> str:
        """Return the words for this side."""
        return self.higher if higher else self.lower


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How a rule says between which values a feature lies; each form is given the values."""

    subject: str
    at_most: str = "at most {}"
    above: str = "more than {}"
    between: str = "between {} and {}"

    def phrase(self, low: str | None, high: str | None) -> str:
        """Say two bounds as one phrase, or the one that there is."""
        if low is None:
            return f"{self.subject} {self.at_most.format(high)}"
        if high is None:
            return f"{self.subject} {self.above.format(low)}"
        return f"{self.subject} {self.between.format(low, high)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureWords:
    """All forms of one feature's words."""

    name: FeatureName
    noun: str = ""
    """Within a sentence; empty where the label is a noun."""
    qualifier: Pair
    """After a name for customers: how they differ from their namesakes."""
    plain: Pair | None = None
    """What customers are called who fit no archetype; None where the qualifier has to do."""
    bounds: Bounds | None = None
    """In a rule; None where the noun is the subject, and where things are counted."""


_ALL = (
    FeatureWords(
        name=FeatureName.RECENCY,
        noun="days since the last order",
        qualifier=Pair(higher="seen longer ago", lower="seen more recently"),
        plain=Pair(higher="Long silent customers", lower="Recently active customers"),
        bounds=Bounds(
            subject="last order",
            at_most="within {}",
            above="more than {} ago",
            between="{} to {} ago",
        ),
    ),
    FeatureWords(
        name=FeatureName.FREQUENCY,
        noun="number of orders",
        qualifier=Pair(higher="with more orders", lower="with fewer orders"),
    ),
    FeatureWords(
        name=FeatureName.MONETARY,
        noun="spend",
        qualifier=Pair(higher="with higher spend", lower="with lower spend"),
        bounds=Bounds(subject="spent"),
    ),
    FeatureWords(
        name=FeatureName.AVERAGE_ORDER_VALUE,
        qualifier=Pair(higher="with larger orders", lower="with smaller orders"),
    ),
    FeatureWords(
        name=FeatureName.TENURE,
        noun="days since the first order",
        qualifier=Pair(higher="of longer standing", lower="of shorter standing"),
        plain=Pair(higher="Long-standing customers", lower="Newer customers"),
    ),
    FeatureWords(
        name=FeatureName.ORDER_GAP,
        qualifier=Pair(higher="with longer gaps", lower="with shorter gaps"),
    ),
    FeatureWords(
        name=FeatureName.DISTINCT_PRODUCTS,
        noun="number of different products",
        qualifier=Pair(higher="with a wider range", lower="with a narrower range"),
    ),
    FeatureWords(
        name=FeatureName.RETURN_RATE,
        noun="share returned",
        qualifier=Pair(higher="with more returns", lower="with fewer returns"),
    ),
    FeatureWords(
        name=FeatureName.WEEKEND_SHARE,
        noun="share of weekend orders",
        qualifier=Pair(higher="at weekends", lower="on weekdays"),
    ),
)

WORDS: Mapping[str, FeatureWords] = {words.name: words for words in _ALL}
"""By the feature's name; a customer table's own columns have none."""
