"""What sort of thing a column of a customer table measures, by the words of its label: value,
activity, tenure, limit and so on.

Segments of banks, telecoms, gyms and software houses are named by these, since raw headings make no
names: a segment that is high in "Number of transactions" and in "Credit limit" is "Active,
high-limit customers".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import Feature

VALUE, ACTIVITY, TENURE = "value", "activity", "tenure"
AWAY, BREADTH = "away", "breadth"
OURS: Mapping[str, str] = {
    "feature.recency": AWAY,
    "feature.recency.periods": AWAY,
    "feature.last_purchase": AWAY,
    "feature.frequency": ACTIVITY,
    "feature.order_gap": ACTIVITY,
    "feature.order_gap.periods": ACTIVITY,
    "feature.weekend_share": ACTIVITY,
    "feature.repeats": ACTIVITY,
    "feature.monetary": VALUE,
    "feature.average_order_value": VALUE,
    "feature.mean_of_repeats": VALUE,
    "feature.total_spend": VALUE,
    "feature.tenure": TENURE,
    "feature.tenure.periods": TENURE,
    "feature.first_purchase": TENURE,
    "feature.distinct_products": BREADTH,
}
"""The kinds of what is ours, by what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureKind:
    """A kind of feature, and what customers are called by it."""

    name: str
    amount: bool
    """Whether it has a true zero, so that twice as much of it means something."""
    turns_at: float | None
    """Days from which on `high` holds in itself, and up to which `low` does; None where both only
    compare.
    """
    pattern: re.Pattern[str]
    forbidden: re.Pattern[str] | None

    def fits(self, label: str) -> bool:
        """Tell whether a label speaks of it."""
        return bool(self.pattern.search(label)) and not (
            self.forbidden and self.forbidden.search(label)
        )

    def holds(self, level: int, days: float | None) -> bool:
        """Tell whether the adjective holds in itself; days are those of the typical member, None
        where their unit is not known.
        """
        if self.turns_at is None:
            return True
        return days is not None and (days >= self.turns_at if level > 0 else days <= self.turns_at)

    def called(self, level: int) -> Claim:
        """Return what customers are called at a high level (above zero) or a low one."""
        return Claim(f"kind.{self.name}.{'high' if level > 0 else 'low'}")


def kind_of(feature: Feature, *, is_money: bool = False) -> FeatureKind | None:
    """Return the kind of a feature: of ours as it is known, of a client's by its heading."""
    if feature.entry in OURS:
        return _named(OURS[feature.entry])
    return by_heading(feature.heading, is_money=is_money)


def by_heading(heading: str, *, is_money: bool = False) -> FeatureKind | None:
    """Return the kind of a client's column by its heading; None where no word tells. Money that
    customers bring is their value.
    """
    found = next((kind for kind in kinds() if kind.fits(heading)), None)
    return _named(VALUE) if is_money and (found is None or found.name == ACTIVITY) else found


def _named(name: str) -> FeatureKind:
    return next(kind for kind in kinds() if kind.name == name)


@cache
def kinds() -> tuple[FeatureKind, ...]:
    """Return all kinds, in the order in which they are tried."""
    found = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["kind"]
    return tuple(
        FeatureKind(
            name=one["name"],
            amount=one.get("amount", False),
            turns_at=one.get("turns_at_days"),
            pattern=_pattern(one["words"]),
            forbidden=_pattern(one["not"]) if "not" in one else None,
        )
        for one in found
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = [
        re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
