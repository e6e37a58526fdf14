"""What customers spend on: measurements in, each category's share of a segment's spend and the
categories that mark it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reporter.findings.measuring.comparisons import SPEND_EFFECT

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured

LACKING_POINTS = 0.03
"""A category is lacking whose part of their spend lies so far below that of others'."""


def spend_mix(measured: Measured) -> dict[int, dict[str, float]]:
    """Return for each segment the share of its spend in each category; under 0 that of all
    customers, under −1 that of those not in 1.
    """
    if len(measured.spend) < 2:
        return {}
    values = measured.frame[list(measured.spend)].astype(float).fillna(0.0)
    sums = values.groupby(measured.labels).sum()
    total = values.sum()
    for number in list(measured.customers):
        sums.loc[-number] = total - sums.loc[number]
    sums.loc[0] = total
    # Who spends nothing has a share of 0 in each category, not of 0 / 0.
    shares = sums.div(sums.sum(axis=1).replace(0.0, np.nan), axis=0).fillna(0.0)
    return {
        int(number): {str(name): float(shares.loc[number, name]) for name in measured.spend}
        for number in shares.index
    }


def marking_categories(measured: Measured, number: int) -> tuple[list[str], str | None]:
    """Return the spend categories that mark a segment, the one furthest above its usual part first,
    and the weakest one.
    """
    mix = spend_mix(measured)
    if not mix:
        return [], None
    high = [
        name
        for name in measured.spend
        if measured.effect(number, name) >= SPEND_EFFECT and mix[number][name] > mix[0][name]
    ]
    strong = sorted(high, key=lambda name: (mix[0][name] - mix[number][name], name))
    low = [
        (measured.effect(number, name), name)
        for name in measured.spend
        if measured.effect(number, name) <= -SPEND_EFFECT
        and mix[number][name] <= mix[-number][name] - LACKING_POINTS
    ]
    return strong, min(low)[1] if low else None
