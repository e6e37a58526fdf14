"""What a segment likes: purchases and categories in, products bought more often than by others and
categories that stand out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reporter.clients_names import product_name
from reporter.findings.measuring.answers import are_yes_and_no, is_no
from reporter.findings.measuring.comparisons import SURE_ERRORS, two_proportion_z
from reporter.findings.measuring.enough import FEWEST_KNOWN, Statement
from reporter.model import FeatureName, Mix, ProductLift

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pandas as pd

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Purchases

LEAST_SUPPORT = 0.1
"""Least share of the segment's customers who bought it."""
FEWEST_OTHER_BUYERS = 5
"""Least number of other buyers: a ratio over nearly nobody says nothing."""
LEAST_LIFT = 1.2
"""Times the others' share, and their part of all pairs, from which on a product is liked more."""
ROUNDING_ERROR = 1e-9
"""Two shares that differ by less are the same: one was rounded on its way."""
MOST_PRODUCTS = 8
"""So many products are listed per segment."""
LEAST_MIX_DIFFERENCE = 0.03
"""A category stands out that lies three points from its share among the others."""
MOST_MIXES = 12
"""So many categories are listed per segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Buyers:
    """How many customers, and pairs of a customer and a product, stand on either side."""

    members: int
    others: int
    inside: float
    """Pairs of a member and a product that the member bought."""
    outside: float
    """The same of the other customers."""

    @classmethod
    def of(cls, measured: Measured, number: int) -> _Buyers:
        """Count a segment's members and pairs, and all others."""
        members, everybody = measured.groups[number], measured.frame
        inside = float(members[FeatureName.DISTINCT_PRODUCTS].sum())
        return cls(
            members=measured.customers[number],
            others=len(everybody) - measured.customers[number],
            inside=inside,
            outside=float(everybody[FeatureName.DISTINCT_PRODUCTS].sum()) - inside,
        )

    def are_surely_more(self, own: float, elsewhere: float) -> bool:
        """Tell whether chance alone would not make so many members buy a product, neither by
        customers nor by pairs.
        """
        return (
            two_proportion_z(own, self.inside, elsewhere, self.outside) > SURE_ERRORS
            and two_proportion_z(own, self.members, elsewhere, self.others) > SURE_ERRORS
        )


def product_lifts(measured: Measured, number: int) -> tuple[ProductLift, ...]:
    """Return the products that more members bought than others, and that stand out among what
    members buy, the highest lift first.

    What is said is the share of members who bought a product against that of the other customers.
    Who buys more buys more of everything, so it must stand out besides among all pairs of a
    customer and a product: the pairs that are this product over all pairs of the segment, against
    the same among the others. Kept is what reaches members enough and what two-proportion z-tests
    make sure; of many, those that tell most (share × log ratio of pairs).
    """
    purchases = measured.study.purchases
    if (
        purchases is None
        or purchases.products.empty
        or FeatureName.DISTINCT_PRODUCTS not in measured.frame
    ):
        return ()
    buyers = _Buyers.of(measured, number)
    if buyers.inside <= 0 or buyers.outside <= 0:
        return ()
    clear = sorted(
        (
            (-sold.share * math.log(ratio), sold.product, sold)
            for sold, ratio in _liked(purchases, number, buyers)
            if min(sold.lift, ratio) >= LEAST_LIFT
        ),
        key=lambda one: one[:2],
    )
    telling = [sold for _, _, sold in clear]
    return tuple(
        sorted(_one_per_name(telling)[:MOST_PRODUCTS], key=lambda lift: (-lift.lift, lift.product))
    )


def _liked(
    purchases: Purchases, number: int, buyers: _Buyers
) -> Iterator[tuple[ProductLift, float]]:
    """Find the products that more members surely bought than others, each with its ratio of pairs:
    how many times as large a part of what members buy it is as of what others buy.
    """
    own = _with_others(purchases, number)
    # What another segment likes more is no liking of these.
    own = own[own["customers"] / buyers.members >= own["highest"] - ROUNDING_ERROR]
    least = max(FEWEST_KNOWN[Statement.PRODUCT], LEAST_SUPPORT * buyers.members)
    enough = own[(own["customers"] >= least) & (own["elsewhere"] >= FEWEST_OTHER_BUYERS)]
    columns = ("product", "description", "customers", "elsewhere")
    for product, description, bought, elsewhere in zip(
        *(enough[column] for column in columns), strict=True
    ):
        if buyers.are_surely_more(bought, elsewhere):
            sold = ProductLift(
                product=str(product),
                description=product_name(str(description)),
                customers=int(bought),
                share=bought / buyers.members,
                others=elsewhere / buyers.others,
            )
            yield sold, (bought / buyers.inside) / (elsewhere / buyers.outside)


def _with_others(purchases: Purchases, number: int) -> pd.DataFrame:
    # Who bought it elsewhere: all buyers less the members among them.
    own = purchases.products[purchases.products["segment"] == number]
    everybody = purchases.product_buyers[["product", "description", "customers"]]
    joined = own.merge(everybody, on=["product", "description"], suffixes=("", "_all")).sort_values(
        "product"
    )
    return joined.assign(elsewhere=joined["customers_all"] - joined["customers"])


def _one_per_name(ranked: list[ProductLift]) -> tuple[ProductLift, ...]:
    # One product may have several codes: that which tells most stands for all of them.
    seen: dict[str, ProductLift] = {}
    for lift in ranked:
        seen.setdefault(lift.description, lift)
    return tuple(seen.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Categories:
    """How often each category of a feature occurs, by segment."""

    feature: str
    counts: pd.DataFrame
    """Members whose category is known: one row per segment, one column per category."""
    known: float
    """Share of all customers whose category is known."""

    @property
    def overall(self) -> pd.Series[float]:
        """Share of each category among all customers."""
        total: pd.Series[float] = self.counts.sum()
        return total / float(total.sum())

    @property
    def shares(self) -> pd.DataFrame:
        """Share of each category among members."""
        return self.counts.div(self.counts.sum(axis=1), axis=0)

    @property
    def elsewhere(self) -> pd.DataFrame:
        """Share of each category among the other customers; 0 where there are none."""
        rest = self.counts.sum() - self.counts
        return rest.div(rest.sum(axis=1).replace(0, np.nan), axis=0).fillna(0.0)


def mixes(measured: Measured, told: Collection[str] = ()) -> dict[int, tuple[Mix, ...]]:
    """Return for each segment the categories whose share differs from that among the others, the
    largest difference first.

    Shares are among those whose category is known: that it is not known is no trait.

    Left out are the features that are told as outcomes, what chance may bring about (a
    two-proportion z-test against the other customers), and a category of too few members: it would
    tell what those few people are.
    """
    found: dict[int, list[Mix]] = {number: [] for number in measured.customers}
    for feature in measured.study.table.features:
        if feature.unit != "category" or feature.name in told:
            continue
        categories = _categories(measured, feature.name)
        if categories.counts.empty:
            continue
        for number, items in _standing_out(categories, measured.smallest_cell).items():
            found[number] += items
    return {number: _strongest(items) for number, items in found.items()}


def _categories(measured: Measured, feature: str) -> _Categories:
    """Count the members of each segment in each category of a feature."""
    values = measured.frame[feature]
    known = values.notna()
    counts = (
        values[known]  # noqa: PD010 - a small table of counts
        .astype(str)
        .groupby([measured.labels[known], values[known].astype(str)])
        .size()
        .unstack(fill_value=0)
    )
    return _Categories(feature=feature, counts=counts, known=float(known.mean()))


def _standing_out(categories: _Categories, smallest_cell: int) -> dict[int, list[Mix]]:
    """Return for each segment the categories that its members have more or less often than the
    other customers.
    """
    counts, overall = categories.counts, categories.overall
    shares, elsewhere = categories.shares, categories.elsewhere
    # That somebody has not done something is told by those who have.
    answered = are_yes_and_no(map(str, counts.columns))
    named = [each for each in counts.columns if not (answered and is_no(str(each)))]
    return {
        int(number): [
            Mix(
                feature=categories.feature,
                category=str(category),
                share=float(shares.loc[number, category]),
                overall=float(overall[category]),
                others=float(elsewhere.loc[number, category]),
                known=categories.known,
            )
            for category in named
            if abs(float(shares.loc[number, category] - elsewhere.loc[number, category]))
            >= LEAST_MIX_DIFFERENCE
            and int(counts.loc[number, category]) >= smallest_cell
            and _differs(counts, number, category)
        ]
        for number in counts.index
    }


def _differs(counts: pd.DataFrame, number: int, category: str) -> bool:
    """Tell whether members differ in a category from the other customers by more than chance brings
    about.
    """
    column, row = counts.columns.get_loc(category), counts.index.get_loc(number)
    table = counts.to_numpy(dtype=float)
    own, of_own = float(table[row, column].sum()), float(table[row].sum())
    every, of_every = float(table[:, column].sum()), float(table.sum())
    return (
        of_every > of_own
        and abs(two_proportion_z(own, of_own, every - own, of_every - of_own)) > SURE_ERRORS
    )


def _strongest(items: list[Mix]) -> tuple[Mix, ...]:
    return tuple(
        sorted(
            items,
            key=lambda mix: (-round(abs(mix.share - mix.others), 9), mix.feature, mix.category),
        )[:MOST_MIXES]
    )
