"""What stands over the report: measurements and names in, cover line and headline out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.measuring.leading_segments import bringing_most, trailing_segment, value_ends
from reporter.findings.method.structure import grouped
from reporter.model import Finding
from reporter.model.claim import Claim, Count, Quantity, SegmentName, Share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Feature
    from reporter.model.claim import Value


def cover_line(measured: Measured) -> Claim:
    """Return the cover's title; only groups by nature are kinds of customers."""
    found = measured.study.segmentation
    return Claim("headline.cover", {"k": Count(found.k), "by_nature": grouped(found)})


def headline(measured: Measured, names: Mapping[int, SegmentName]) -> Finding:
    """Return the one sentence over the executive summary, about the segments that the page
    draws.
    """
    ends = value_ends(measured)
    if measured.volume_share is not None:
        claim = _of_volume(measured, names, measured.volume_share)
    elif ends is not None:
        claim = _of_ends(measured, names, *ends)
    else:
        claim = _largest(measured, names)
    return Finding(id="summary.headline", claim=claim)


def _of_volume(
    measured: Measured, names: Mapping[int, SegmentName], volume_share: Mapping[int, float]
) -> Claim:
    """Set the segment that brings most beside the one whose part falls furthest behind."""
    number, last = bringing_most(measured), trailing_segment(measured)
    noun = "revenue" if measured.priced else "orders"
    values: dict[str, Value] = {
        "name": names[number],
        "share": Share(measured.share[number]),
        f"{noun}_share": Share(volume_share[number]),
    }
    if last is not None and last != number:
        values |= {
            "last": names[last],
            "last_share": Share(measured.share[last]),
            f"last_{noun}_share": Share(volume_share[last]),
        }
    return Claim(f"headline.{noun}", values)


def _largest(measured: Measured, names: Mapping[int, SegmentName]) -> Claim:
    number = max(measured.share, key=lambda each: (measured.share[each], -each))
    return Claim(
        "headline.largest",
        {"name": names[number], "share": Share(measured.share[number])},
    )


def _of_ends(
    measured: Measured, names: Mapping[int, SegmentName], feature: Feature, high: int, low: int
) -> Claim:
    """Set the segment with the highest value beside the one with the lowest."""
    highest, lowest = (measured.medians[number][feature.name] for number in (high, low))
    return Claim(
        "headline.ends",
        {
            "share": Share(measured.share[high]),
            "high": names[high],
            "feature": feature,
            "highest": Quantity(highest, feature.unit),
            "last_share": Share(measured.share[low]),
            "low": names[low],
            "lowest": Quantity(lowest, feature.unit),
        },
    )
