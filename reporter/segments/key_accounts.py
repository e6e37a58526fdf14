"""Prepared features and segments in, the customers far beyond the fitted range out.

Pulled in to the bounds, they belong to a segment without bending it; but what is said of a segment
does not describe them, and they deserve a name in somebody's calendar rather than a campaign.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from reporter.model import KeyAccount
from reporter.segments.preparation import TAIL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from reporter.model import CustomerTable, Preparation

BEYOND = 2.0
"""Times the bound."""
SIZES = ("money", "count")
"""Units in which more makes a larger account."""
LARGEST, ONE_OF = 3, 20
"""So many of the largest customers may lie beyond a bound, of fewer than sixty customers one of
twenty.
"""


def account_bounds(
    frame: pd.DataFrame, preparation: Sequence[Preparation], table: CustomerTable
) -> dict[str, float]:
    """Return the bound of what is usual in each feature of money or counts.

    It is the upper bound that values were pulled in to. That of few customers is their largest
    value, or near it: theirs is the largest value below the three largest.

    Parameters
    ----------
    frame
        The features that made the segments, in original units.
    """
    few = min(LARGEST, len(frame) // ONE_OF)
    parts = [feature for feature in table.features if feature.in_revenue]
    if len(parts) > 1 and table.revenue:
        # Who buys much in one category alone is no large account: all that they bring counts.
        total = table.frame[table.revenue].reindex(frame.index).to_numpy(dtype=float)
        # The same share of customers as values are pulled in for, on the upper side alone.
        usual = float(np.nanquantile(total, 1 - TAIL, method="higher"))
        bound = min(usual, _below_the_largest(total, few))
        return {table.revenue: bound} if bound > 0 else {}
    sizes = {
        one.feature: one.upper
        for one in preparation
        if one.upper is not None and table.feature(one.feature).unit in SIZES
    }
    bounds = {
        name: min(upper, _below_the_largest(frame[name].to_numpy(dtype=float), few))
        for name, upper in sizes.items()
    }
    return {name: bound for name, bound in bounds.items() if bound > 0}


def _below_the_largest(values: NDArray[np.float64], few: int) -> float:
    known = np.sort(values[~np.isnan(values)])
    return float(known[-1 - few]) if len(known) > few else math.inf


def key_accounts(
    frame: pd.DataFrame, labels: pd.Series[int], bounds: Mapping[str, float], table: CustomerTable
) -> tuple[KeyAccount, ...]:
    """Return the customers beyond twice the bound of a feature, by descending value.

    Parameters
    ----------
    frame
        The features that made the segments, in original units.
    labels
        Segment of each customer, indexed like the frame.
    bounds
        See `account_bounds`.
    """
    beyond = {
        name: (table.frame[name].reindex(frame.index) > BEYOND * bound).to_numpy(dtype=bool)
        for name, bound in bounds.items()
    }
    if not beyond:
        return ()
    value = (
        table.frame[table.value].reindex(frame.index).fillna(0).to_numpy(dtype=float)
        if table.value
        else np.zeros(len(frame))
    )
    names = dict.fromkeys((table.revenue or table.value or "", "frequency", *bounds))
    told = {
        name: table.frame[name].reindex(frame.index).to_numpy(dtype=float)
        for name in names
        if table.has(name)
    }
    rows = np.flatnonzero(np.any(list(beyond.values()), axis=0))
    ranked = sorted(rows.tolist(), key=lambda row: (-value[row], str(frame.index[row])))
    return tuple(
        KeyAccount(
            customer=str(frame.index[row]),
            segment=int(labels.iloc[row]),
            features=tuple(name for name, flags in beyond.items() if flags[row]),
            values={
                name: float(number)
                for name, numbers in told.items()
                if not math.isnan(number := numbers[row])
            },
        )
        for row in ranked
    )
