"""What each name claims of a segment, written apart from the code that gives the names: a name and
a segment in, what is wrong out.

The claims are read from the rows of customers, against all customers: "spends much" is a median
above theirs, "lapsed" a last order longer ago than theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reporter.wording.labels import spoken
from tests.saying import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from reporter.model import CustomerTable, Feature

MIDDLE = (0.15, 0.85)
"""A segment is in the middle where its median lies between these quantiles of all customers."""


@dataclass(frozen=True, kw_only=True)
class Members:
    """A segment's rows beside all rows."""

    own: pd.DataFrame
    every: pd.DataFrame
    features: tuple[Feature, ...]

    def median(self, name: str) -> float:
        return float(self.own[name].dropna().median())

    def more(self, name: str) -> bool:
        return self.median(name) > float(self.every[name].median())

    def less(self, name: str) -> bool:
        return self.median(name) < float(self.every[name].median())

    def middle(self, name: str) -> bool:
        low, high = (float(self.every[name].quantile(part)) for part in MIDDLE)
        return low <= self.median(name) <= high

    def once(self) -> float:
        return float((self.own["frequency"] < 1.5).mean())

    def silent(self) -> float:
        """Return the share whose last order is three months away, or two usual gaps where these are
        longer.
        """
        gaps: list[float] = (
            self.every["order_gap"].dropna().tolist() if "order_gap" in self.every else []
        )
        gap = float(np.median(gaps)) if len(gaps) else 0.0
        return float((self.own["recency"] > 30.44 * max(3, np.ceil(2 * gap / 30.44))).mean())

    def mean_spend(self) -> bool:
        return float(self.own["monetary"].mean()) > float(self.every["monetary"].mean())

    def better_half(self) -> bool:
        return len(self.own) <= len(self.every) / 2

    def spent_share(self, name: str) -> tuple[float, float]:
        goods = self.goods
        own, every = (
            frame[goods].sum() / float(frame[goods].to_numpy().sum())
            for frame in (self.own, self.every)
        )
        return float(own[name]), float(every[name])

    @property
    def goods(self) -> list[str]:
        return [
            feature.name
            for feature in self.features
            if feature.unit == "money" and feature.behaviour
        ]

    def called(self, words: str) -> list[str]:
        """Return the columns that words in a name can mean."""
        wanted = words.lower()
        numeric = [feature for feature in self.features if feature.unit != "category"]
        whole = [one.name for one in numeric if spoken(one, WORDS).lower() == wanted]
        return whole or [
            one.name for one in numeric if WORDS.label(one).lower().split()[0] == wanted.split()[0]
        ]


Claim = Callable[[Members], bool]


def at_least(name: str, value: float) -> Claim:
    return lambda members: members.median(name) >= value


def more(name: str) -> Claim:
    return lambda members: members.more(name)


def less(name: str) -> Claim:
    return lambda members: members.less(name)


def not_less(name: str) -> Claim:
    return lambda members: not members.less(name)


def not_more(name: str) -> Claim:
    return lambda members: not members.more(name)


def here(members: Members) -> bool:
    """At most half have been silent."""
    return members.silent() <= 0.5


def lapsed(members: Members) -> bool:
    return members.silent() >= 0.8 and not members.less("recency")


def ordered_once(members: Members) -> bool:
    return members.once() >= 0.9


def new(members: Members) -> bool:
    return members.median("tenure") <= 120 and not members.more("tenure")


ORDERS: dict[str, tuple[Claim, ...]] = {
    "Long silent customers": (more("recency"), lambda members: members.silent() >= 0.5),
    "Recently active customers": (less("recency"), lambda members: members.silent() <= 0.25),
    "Long-standing customers": (more("tenure"), at_least("tenure", 365)),
    "Newer customers": (less("tenure"), lambda members: members.median("tenure") <= 365),
    "Champions": (
        more("monetary"),
        not_less("frequency"),
        not_more("recency"),
        Members.mean_spend,
        here,
        Members.better_half,
    ),
    "Frequent customers": (more("frequency"), at_least("frequency", 3), not_more("recency"), here),
    "Loyal regulars": (at_least("frequency", 4), not_less("frequency"), here),
    "New regulars": (at_least("frequency", 2), new),
    "Repeat buyers": (at_least("frequency", 2), here),
    "Big spenders": (more("monetary"), more("average_order_value"), Members.mean_spend),
    "Buyers of large, rare orders": (more("average_order_value"), not_more("frequency")),
    "Small-order regulars": (less("average_order_value"), not_less("frequency"), here),
    "Newcomers": (new, not_more("recency")),
    "First-time buyers": (ordered_once, new, here),
    "One-time buyers": (ordered_once,),
    "Lapsed one-time buyers": (ordered_once, lapsed),
    "One- and two-time buyers": (
        lambda members: float((members.own["frequency"] < 2.5).mean()) >= 0.95,
    ),
    "Mostly one- and two-time buyers": (
        lambda members: float((members.own["frequency"] < 2.5).mean()) >= 0.85,
    ),
    "Mostly one-time buyers": (lambda members: members.once() > 0.5,),
    "Drifting regulars": (at_least("frequency", 3), more("recency")),
    "Lapsed big spenders": (lapsed, more("monetary"), Members.mean_spend),
    "Lapsed regulars": (lapsed, at_least("frequency", 3), not_less("frequency")),
    "Lapsed repeat buyers": (lapsed, at_least("frequency", 2)),
    "Lapsed buyers": (lapsed,),
    "Occasional buyers": (
        at_least("frequency", 2),
        lambda members: members.median("frequency") <= 6,
        here,
    ),
    "Light buyers": (less("monetary"), less("average_order_value")),
    "Recent light buyers": (less("monetary"), not_more("recency")),
    "Recent repeat buyers": (at_least("frequency", 2), not_more("recency")),
    "Weekend shoppers": (more("weekend_share"), at_least("weekend_share", 0.4)),
    "Frequent returners": (more("return_rate"),),
    "Narrow-range regulars": (less("distinct_products"), at_least("frequency", 3), here),
    "Wide-range buyers": (more("distinct_products"),),
    "Middle-ground customers": (
        lambda members: all(
            members.middle(name)
            for name in ("recency", "frequency", "monetary")
            if name in members.own
        ),
    ),
}
INCOMES: dict[str, Callable[[Members, str], bool]] = {
    "Affluent": Members.more, "on average incomes": Members.middle, "on modest incomes": Members.less,
}  # fmt: skip
SPENDERS: dict[str, Callable[[Members, str], bool]] = {
    "keen": Members.more, "moderate": Members.middle, "careful": Members.less,
}  # fmt: skip
LEVELS: dict[str, Callable[[Members, str], bool]] = {
    "high": Members.more,
    "average": Members.middle,
    "low": Members.less,
}
QUALIFIERS = {
    "with larger orders": ("average_order_value", 1), "with smaller orders": ("average_order_value", -1),
    "with more orders": ("frequency", 1), "with fewer orders": ("frequency", -1),
    "with higher spend": ("monetary", 1), "with lower spend": ("monetary", -1),
    "seen longer ago": ("recency", 1), "seen more recently": ("recency", -1),
    "of longer standing": ("tenure", 1), "of shorter standing": ("tenure", -1),
    "with a wider range": ("distinct_products", 1), "with a narrower range": ("distinct_products", -1),
    "at weekends": ("weekend_share", 1), "on weekdays": ("weekend_share", -1),
    "with more returns": ("return_rate", 1), "with fewer returns": ("return_rate", -1),
    "with longer gaps": ("order_gap", 1), "with shorter gaps": ("order_gap", -1),
}  # fmt: skip
ADJECTIVES: dict[str, tuple[str, int]] = {
    "more satisfied": ("satisf|nps|rating", 1), "less satisfied": ("satisf|nps|rating", -1),
    "demanding": ("ticket|contact|call|complain|claim", 1), "undemanding": ("ticket|contact|call|complain|claim", -1),
    "discount-minded": ("deal|discount|coupon|promo", 1), "few-discount": ("deal|discount|coupon|promo", -1),
    "high-limit": ("limit|open to buy", 1), "low-limit": ("limit|open to buy", -1),
    "high-utilisation": ("utili|usage", 1), "low-utilisation": ("utili|usage", -1),
    "high-balance": ("balance|saving|deposit|loan", 1), "low-balance": ("balance|saving|deposit|loan", -1),
    "higher-income": ("income|salary", 1), "lower-income": ("income|salary", -1),
    "longer-away": ("recency|inactive|last", 1), "more recent": ("recency|inactive|last", -1),
    "long-standing": ("tenure|on book|first|since", 1), "newer": ("tenure|on book|first|since", -1),
    "broad": ("relationship|feature|different|module|service", 1), "narrow": ("relationship|feature|different|module|service", -1),
    "larger": ("seat|user|employee|room|bed", 1), "smaller": ("seat|user|employee|room|bed", -1),
    "active": ("transaction|visit|session|login|active|order|purchase|frequency", 1),
    "quiet": ("transaction|visit|session|login|active|order|purchase|frequency", -1),
    "high-value": ("spen|revenue|sales|mrr|value|amount|charge", 1), "low-value": ("spen|revenue|sales|mrr|value|amount|charge", -1),
}  # fmt: skip
"""Adjective of a customer table's names → words of the labels that it may speak of, and whether
they are more or less.
"""
COMPARED = re.compile(r"^(?P<base>.+?) (?:with|of) (?P<way>higher|lower) (?P<words>.+)$")


def contradictions(
    table: CustomerTable, labels: pd.Series[int], names: Mapping[int, str]
) -> list[str]:
    """Return the names that the numbers contradict, and those that nothing is known to claim."""
    frame, inside = table.frame, labels.reindex(table.frame.index)
    groups = {
        number: Members(own=frame[inside == number], every=frame, features=table.features)
        for number in names
    }
    wrong = []
    for number, name in names.items():
        base, qualified = _qualified(name, groups, names, number)
        claims = claimed(base, orders="frequency" in frame)
        if claims is None:
            wrong.append(f"{name}: nothing is known to claim")
        elif not qualified or not all(claim(groups[number]) for claim in claims):
            wrong.append(f"{name}: {number} of {names}")
    return wrong


def _qualified(
    name: str, groups: dict[int, Members], names: Mapping[int, str], number: int
) -> tuple[str, bool]:
    """Split a name from what tells it from its namesake, and tell whether the two medians differ in
    that way.
    """
    holders = {held: other for other, held in names.items() if other != number}
    for words, (feature, way) in QUALIFIERS.items():
        base = name.removesuffix(f" {words}")
        if base != name and base in holders:
            return (
                base,
                (groups[number].median(feature) - groups[holders[base]].median(feature)) * way > 0,
            )
    compared = COMPARED.match(name)
    if compared and compared["base"] in holders:
        way = 1 if compared["way"] == "higher" else -1
        namesake = groups[holders[compared["base"]]]
        features = groups[number].called(compared["words"])
        return compared["base"], any(
            (groups[number].median(one) - namesake.median(one)) * way > 0 for one in features
        )
    return re.sub(r" \([B-N]\)$", "", name), True


def claimed(name: str, *, orders: bool) -> tuple[Claim, ...] | None:
    """Return what a name without its qualifier claims; None for a name that is not known."""
    if orders and name in ORDERS:
        return ORDERS[name]
    if (
        orders
        and name.startswith("Customers ")
        and (qualifier := QUALIFIERS.get(name.removeprefix("Customers ")))
    ):
        return (more(qualifier[0]) if qualifier[1] > 0 else less(qualifier[0]),)
    for reading in (_totals, _incomes, _levels, _adjectives, _goods):
        claims = reading(name)
        if claims is not None:
            return claims
    return None


def _totals(name: str) -> tuple[Claim, ...] | None:
    return {
        "Large all-round buyers": (
            more("total_spend"),
            lambda members: all(not members.less(good) for good in members.goods),
        ),
        "Small buyers": (less("total_spend"),),
        "Average all-round buyers": (
            lambda members: all(members.middle(one) for one in ("total_spend", *members.goods)),
        ),
        "Middle-ground customers": (
            lambda members: all(
                members.middle(one.name)
                for one in members.features
                if one.unit != "category" and one.behaviour
            ),
        ),
    }.get(name)


def _incomes(name: str) -> tuple[Claim, ...] | None:
    income = next((claim for words, claim in INCOMES.items() if words in name), None)
    spending = next(
        (claim for words, claim in SPENDERS.items() if f"{words} spenders" in name.lower()), None
    )
    if income is None or spending is None:
        return None
    return (
        lambda members: income(members, _column(members, "income")),
        lambda members: spending(members, _column(members, "spending")),
    )


def _column(members: Members, words: str) -> str:
    return next(str(name) for name in members.own.columns if words in str(name).lower())


def _levels(name: str) -> tuple[Claim, ...] | None:
    if not name.startswith("Customers with "):
        return None
    parts = re.split(
        r", (?=high|low|average)| and (?=high|low|average)", name.removeprefix("Customers with ")
    )
    return tuple(_level(*part.split(" ", 1)) for part in parts)


def _adjectives(name: str) -> tuple[Claim, ...] | None:
    words = name.removesuffix(" customers").lower().split(", ")
    if not name.endswith(" customers") or not all(word in ADJECTIVES for word in words):
        return None
    return tuple(_is(*ADJECTIVES[word]) for word in words)


def _is(pattern: str, way: int) -> Claim:
    def holds(members: Members) -> bool:
        named = [
            one.name
            for one in members.features
            if one.unit != "category" and re.search(pattern, WORDS.label(one), re.IGNORECASE)
        ]
        return any(members.more(one) if way > 0 else members.less(one) for one in named)

    return holds


def _level(level: str, words: str) -> Claim:
    return lambda members: any(LEVELS[level](members, one) for one in members.called(words))


def _goods(name: str) -> tuple[Claim, ...] | None:
    light, pair = (
        re.match(r"^Light buyers of (.+)$", name),
        re.match(r"^(.+?)(?: and (.+))? (buyers|specialists)$", name),
    )
    if light:
        return (lambda members: any(members.less(one) for one in members.called(light[1])),)
    if not pair:
        return None
    if pair[3] == "specialists":
        return (
            lambda members: any(
                members.spent_share(one)[0] > members.spent_share(one)[1]
                for one in members.called(pair[1])
            ),
        )
    return tuple(_buys(words) for words in pair.groups()[:2] if words)


def _buys(words: str) -> Claim:
    return lambda members: any(members.more(one) for one in members.called(words))
