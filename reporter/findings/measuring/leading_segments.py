"""Which segments bring more, or less, than their size lets expect, and which have the highest and
the lowest value: measurements in, ids out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured
    from reporter.model import Feature

EVEN_RATIO = 1.1
"""Up to so many times its share of customers, a segment's share of revenue counts as even."""


def leading_segment(measured: Measured) -> int:
    """Return the segment with most revenue, or orders, for its size; the first one where there is
    neither.
    """
    if measured.volume_share is None:
        return measured.study.segmentation.segments[0].id
    return max(
        measured.customers, key=lambda number: (measured.value_index(number) or 0.0, -number)
    )


def bringing_most(measured: Measured) -> int:
    """Return the segment that brings most, of those that bring more than their share; the leading
    one where none clearly does.
    """
    shares = measured.volume_share or {}
    above = [number for number in shares if (measured.value_index(number) or 0.0) >= EVEN_RATIO]
    return (
        max(above, key=lambda number: (shares[number], -number))
        if above
        else leading_segment(measured)
    )


def trailing_segment(measured: Measured) -> int | None:
    """Return the segment whose share of revenue, or orders, falls furthest behind its share of
    customers; None where none does clearly.
    """
    shares = measured.volume_share or {}
    number = max(
        shares, key=lambda each: (measured.share[each] - shares[each], -each), default=None
    )
    if (
        number is None
        or shares[number] <= 0
        or (measured.value_index(number) or 0.0) > 1 / EVEN_RATIO
    ):
        return None
    return number


def value_ends(measured: Measured) -> tuple[Feature, int, int] | None:
    """Return the feature that orders the segments by value, and the segments where its median is
    highest and lowest.
    """
    feature = measured.feature(
        measured.study.table.value or measured.study.segmentation.features[0]
    )
    medians = {
        number: own[feature.name]
        for number, own in measured.medians.items()
        if feature and feature.name in own
    }
    if feature is None or len(set(medians.values())) < 2:
        return None
    return (
        feature,
        # Sorted, so that of equal medians the first segment counts.
        max(sorted(medians), key=lambda each: medians[each]),
        min(sorted(medians), key=lambda each: medians[each]),
    )
