"""Values of customers and their segments in, plain numbers by segment and feature out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from reporter.model import Feature

ONE_ORDER_TOLERANCE = 1.5
"""Below so many orders somebody has ordered once."""
WEEKENDS_FROM = 3
"""The typical member of a segment, and of the others, must have so many orders for a share of
weekends to mean something.
"""


def unsaid(values: pd.DataFrame, inside: pd.Series[bool], *, weekdays: bool) -> set[str]:
    """Return what orders cannot tell: all or none of one or two fall on a weekend, and those of an
    import on the day it was made.
    """
    if FeatureName.WEEKEND_SHARE not in values or FeatureName.FREQUENCY not in values:
        return set()
    orders = values[FeatureName.FREQUENCY]
    return (
        {FeatureName.WEEKEND_SHARE}
        if not weekdays or min(orders[inside].median(), orders[~inside].median()) < WEEKENDS_FROM
        else set()
    )


def known_of_others(
    values: pd.DataFrame, labels: pd.Series[int], customers: Mapping[int, int]
) -> dict[int, dict[str, float]]:
    """Return of which share of the customers outside of each segment each feature is known."""
    known = values.notna()
    return {
        number: {str(name): float(share) for name, share in known[labels != number].mean().items()}
        for number in customers
    }


def mean_leads(values: pd.DataFrame, inside: pd.Series[bool]) -> dict[str, float]:
    """Return by how much the mean of members lies above that of the others, where both
    are known.
    """
    ahead = values[inside].mean() - values[~inside].mean()
    return {str(name): float(lead) for name, lead in ahead.items() if np.isfinite(lead)}


def medians(values: pd.DataFrame) -> dict[str, float]:
    """Return the median of each feature, of those that are known of anybody."""
    return {
        str(name): float(known.median())
        for name, column in values.items()
        if not (known := column.dropna()).empty
    }


def without_few(
    medians: dict[int, dict[str, float]],
    customers: Mapping[int, int],
    features: Sequence[Feature],
    smallest: int,
) -> dict[int, dict[str, float]]:
    """Take what describes people from segments of few."""
    personal = {feature.name for feature in features if feature.describes_people}
    return {
        number: (
            own
            if customers[number] >= smallest
            else {name: value for name, value in own.items() if name not in personal}
        )
        for number, own in medians.items()
    }


def by_segment(table: pd.DataFrame) -> dict[int, dict[str, float]]:
    """Turn a table of one row per segment into numbers by segment and feature."""
    rows = zip(table.index.tolist(), table.to_numpy(dtype=float).tolist(), strict=True)
    names = [str(name) for name in table.columns]
    return {
        int(number): {
            name: value for name, value in zip(names, row, strict=True) if np.isfinite(value)
        }
        for number, row in rows
    }


def sums_by_segment(
    frame: pd.DataFrame, labels: pd.Series[int], name: str | None, numbers: tuple[int, ...]
) -> dict[int, float] | None:
    """Return what each segment brings; None where the table lacks the feature, or it comes to
    nothing.
    """
    if name is None:
        return None
    sums = frame[name].astype(float).groupby(labels).sum()
    return (
        {number: float(sums.loc[number]) for number in numbers} if float(sums.sum()) > 0 else None
    )


def shares_of(sums: dict[int, float] | None) -> dict[int, float] | None:
    """Return each sum's share of all of them."""
    total = sum(sums.values()) if sums else 0.0
    return {number: value / total for number, value in sums.items()} if sums else None


def orders_by_segment(frame: pd.DataFrame, labels: pd.Series[int]) -> dict[int, int] | None:
    """Return how many orders each segment placed; None where the table lacks them."""
    if FeatureName.FREQUENCY not in frame:
        return None
    return {
        int(str(number)): int(total)
        for number, total in frame[FeatureName.FREQUENCY]
        .astype(float)
        .groupby(labels)
        .sum()
        .items()
    }


def country_of_most(frame: pd.DataFrame) -> str | None:
    """Return the country of most customers; None where there is but one."""
    if "country" not in frame:
        return None
    counts = frame["country"].dropna().astype(str).value_counts()
    return (
        # Of equally common ones the first by its name, whatever the order of rows.
        min(counts.index, key=lambda name: (-int(counts[name]), name)) if len(counts) > 1 else None
    )


def one_order_shares(frame: pd.DataFrame, labels: pd.Series[int]) -> dict[int, float] | None:
    """Return which share of each segment ordered once; None where the table lacks orders."""
    if FeatureName.FREQUENCY not in frame:
        return None
    once = (frame[FeatureName.FREQUENCY].astype(float) < ONE_ORDER_TOLERANCE).groupby(labels).mean()
    return {int(str(number)): float(share) for number, share in once.items()}
