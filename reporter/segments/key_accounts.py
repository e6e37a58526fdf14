"""Prepared features and segments in, the customers far beyond the fitted range out.

Pulled in to the bounds, they belong to a segment without bending it; but what is said of a segment does not describe them, and they
deserve a name in somebody's calendar rather than a campaign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reporter.model import KeyAccount

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from reporter.model import CustomerTable, Preparation

BEYOND = 2.0
"""Times the upper bound."""
SIZES = ("money", "count")
"""Units in which more makes a larger account."""


def key_accounts(
    frame: pd.DataFrame, labels: pd.Series[int], preparation: Sequence[Preparation], table: CustomerTable
) -> tuple[KeyAccount, ...]:
    """Return the customers beyond twice the upper bound of a feature of money or counts, by descending value.

    Parameters
    ----------
    frame
        The features that made the segments, in original units.
    labels
        Segment of each customer, indexed like the frame.
    """
    bounds = {one.feature: one.upper for one in preparation if one.upper and one.upper > 0 and table.feature(one.feature).unit in SIZES}
    beyond = {name: (frame[name] > BEYOND * bound).to_numpy() for name, bound in bounds.items()}
    if not beyond:
        return ()
    value = table.frame[table.value].reindex(frame.index).fillna(0).to_numpy(dtype=float) if table.value else np.zeros(len(frame))
    places = np.flatnonzero(np.any(list(beyond.values()), axis=0))
    ranked = sorted(places.tolist(), key=lambda place: (-value[place], str(frame.index[place])))
    return tuple(
        KeyAccount(
            customer=str(frame.index[place]),
            segment=int(labels.iloc[place]),
            features=tuple(name for name, flags in beyond.items() if flags[place]),
        )
        for place in ranked
    )
