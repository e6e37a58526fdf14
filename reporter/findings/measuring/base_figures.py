"""The measured base in, the numbers out that pages show of all customers and of each segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reporter.model import BaseFigures, FeatureName, Head

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured
    from reporter.model import CustomerTable

BEST_SHARES = (0.01, 0.05, 0.1, 0.2, 0.5)
"""Shares of customers, the best first, of whom is told what they bring."""


def base_figures(measured: Measured) -> BaseFigures:
    """Count all customers together."""
    frame = measured.frame
    return BaseFigures(
        medians=dict(measured.overall),
        again=float((frame[FeatureName.FREQUENCY] > 1).mean())
        if FeatureName.FREQUENCY in frame
        else None,
        heads=heads(measured.study.table),
    )


def heads(table: CustomerTable) -> tuple[Head, ...]:
    """Return what the best customers bring, from the first hundredth to half; none where nobody
    brings anything.
    """
    each = table.brought
    if each is None or not each.sum() > 0:
        return ()
    brought = np.sort(each.to_numpy())[::-1]
    total = float(brought.sum())
    made = []
    for head in BEST_SHARES:
        # Of few customers the first hundredth is still one of them.
        count = max(1, round(head * len(brought)))
        amount = float(brought[:count].sum())
        made.append(Head(head=head, customers=count, amount=amount, share=amount / total))
    return tuple(made)


def middle_halves(measured: Measured, number: int) -> dict[str, tuple[float, float]]:
    """Return between which values the middle half of a segment's members lies, by feature, where
    its median is told.
    """
    members = measured.groups[number]
    return {
        name: (float(members[name].quantile(0.25)), float(members[name].quantile(0.75)))
        for name in measured.medians[number]
    }


def spend_shares(measured: Measured, number: int) -> dict[str, float]:
    """Return which share of what members of a customer table spend goes on each category, the
    largest first; empty for orders, and where nothing is spent.
    """
    if measured.transactions:
        return {}
    members = measured.groups[number]
    sums = {name: float(members[name].sum()) for name in measured.spend}
    total = sum(sums.values())
    if not total > 0:
        return {}
    return {name: sums[name] / total for name in sorted(sums, key=lambda name: (-sums[name], name))}
