"""A column in, the bound out beyond which single values lie far from all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

FAR, FAR_SHARE, FEWEST = 3.0, 0.01, 10
"""Times the range of the inner 98 % of all others by which a value lies far beyond them; the share
of customers that may; and fewer others do not show how far values lie.
"""


def below_the_far(column: Matrix) -> float:
    """Return the largest value that is not far beyond all others: single ones apart, the largest of
    all.
    """
    ordered = np.sort(column)
    # Several that lie far out together hide each other, so the most of them are tried first.
    for outside in range(max(1, int(FAR_SHARE * len(ordered))), 0, -1):
        rest = ordered[:-outside]
        if len(rest) < FEWEST:
            continue
        inner = np.quantile(rest, 0.99) - np.quantile(rest, 0.01)
        if inner > 0 and ordered[-outside] - rest[-1] > FAR * inner:
            return float(rest[-1])
    return float(ordered[-1])
