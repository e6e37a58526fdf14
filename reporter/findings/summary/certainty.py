"""How sure the report is of its segments: silhouette, stability and cautions in, one
plain judgement out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.method.structure import UNCHANGED_STABILITY, parted, structured
from reporter.model import GRAVE_SHARE, CautionKind, Finding, Stability
from reporter.model.claim import Claim, Score, SegmentName, Share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.model.claim import Value

GRAVE_CAUTIONS = (
    CautionKind.HUGE_LINES,
    CautionKind.DOMINANT_CUSTOMER,
    CautionKind.UNCREDITED_REVENUE,
)
"""Cautions that come before all else where they touch a third of the revenue."""


def certainty(measured: Measured, names: Mapping[int, SegmentName]) -> Finding:
    """Judge in plain words how far the segments are real: by their structure, and by the one that
    repeat runs find again least.
    """
    values: dict[str, Value] = {
        "silhouette": Score(measured.study.segmentation.silhouette),
        "stability": Score(measured.study.segmentation.stability),
        "base": _doubtful_base(measured),
        "structure": structured(measured),
        "again": _again(measured, names),
    }
    return Finding(id="certainty", claim=Claim("certainty.judgement", values))


def _doubtful_base(measured: Measured) -> Claim | None:
    """Say first, where so much rests on one line, one customer or on nobody known, that the
    segments matter less.
    """
    told = {caution.kind: caution.numbers for caution in measured.study.clean.cautions}
    for kind in GRAVE_CAUTIONS:
        uncounted = kind is CautionKind.UNCREDITED_REVENUE and not measured.priced
        share = float(told[kind]["rows_share" if uncounted else "share"]) if kind in told else 0.0
        if share >= GRAVE_SHARE:
            values: dict[str, Value] = {
                "base_share": Share(share),
                "single": told[kind].get("kept", 1) == 1,
                "priced": measured.priced,
                "accounts": bool(told[kind].get("accounts")),
                "of_orders": measured.volume_noun == "orders",
            }
            return Claim(f"certainty.base.{kind.value}", values)
    return None


def _again(measured: Measured, names: Mapping[int, SegmentName]) -> Claim:
    """Say how far repeat runs find the segments again; no better than it holds for the least sure
    one.
    """
    least, share = measured.study.segmentation.least_sure, _borderline(measured)
    values: dict[str, Value] = {
        "lowest_stability": Score(least.stability),
        "parted": parted(measured.study.segmentation),
        "borderline": Share(share) if share > 0 else None,
    }
    if least.grade is Stability.HIGH:
        unchanged = least.stability >= UNCHANGED_STABILITY
        return Claim("certainty.again.surely", {**values, "unchanged": unchanged})
    return Claim(
        "certainty.again.less",
        {
            **values,
            "found_again": least.grade.found_again,
            "least_sure": names[least.id],
        },
    )


def _borderline(measured: Measured) -> float:
    """Return the share of all customers who are nearly as close to another segment."""
    # Weighed by members, so that it is the share of all customers.
    return sum(
        segment.borderline * segment.customers for segment in measured.study.segmentation.segments
    ) / len(measured.frame)
