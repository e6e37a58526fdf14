"""How sure the report is of its segments: silhouette, stability and cautions in, one
plain judgement out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.method.structure import UNCHANGED_STABILITY, parted, structured
from reporter.findings.words.draft import Draft
from reporter.model import GRAVE_SHARE, CautionKind, Stability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding

GRAVE_CAUTIONS = {
    CautionKind.HUGE_LINES: (
        (
            "A single line holds {share} of the revenue and shapes every figure here (see the data"
            " appendix)."
        ),
        (
            "A few huge lines hold {share} of the revenue and shape every figure here (see the data"
            " appendix)."
        ),
    ),
    CautionKind.DOMINANT_CUSTOMER: (
        (
            "One customer holds {share} of the {noun} and shapes the figures here (see the data"
            " appendix)."
        ),
        "",
    ),
    CautionKind.UNCREDITED_REVENUE: (
        "{share} of {sales} name {whom} and are not in this report.",
        "",
    ),
}
"""Cautions that come before all else where they touch a third of the revenue, of one line and of
several.
"""


def certainty(measured: Measured, names: Mapping[int, str]) -> Finding:
    """Judge in plain words how far the segments are real: by their structure, and by the one that
    repeat runs find again least.
    """
    draft, share = Draft(measured.numerals), _borderline(measured)
    draft.note("silhouette", measured.study.segmentation.silhouette)
    draft.note("stability", measured.study.segmentation.stability)
    near = "no customer stands between two of them"
    if share > 0:
        near = (
            f"{draft.percent('borderline', share)} of customers are nearly as close to a"
            " neighbouring segment"
        )
    return draft.finding(
        "certainty",
        f"{_doubtful_base(measured, draft)}{structured(measured, draft)}."
        f" {_again(measured, names, draft)}; {near}.",
    )


def _doubtful_base(measured: Measured, draft: Draft) -> str:
    """Say first, where so much rests on one line, one customer or on nobody known, that the
    segments matter less; empty elsewhere.
    """
    told = {caution.kind: caution.numbers for caution in measured.study.clean.cautions}
    for kind, (one, several) in GRAVE_CAUTIONS.items():
        uncounted = kind is CautionKind.UNCREDITED_REVENUE and not measured.priced
        share = float(told[kind]["rows_share" if uncounted else "share"]) if kind in told else 0.0
        if share >= GRAVE_SHARE:
            sentence = one if told[kind].get("kept", 1) == 1 else several
            whom = (
                "nobody in particular or no customer"
                if told[kind].get("accounts")
                else "no customer"
            )
            words = {
                "noun": measured.volume_noun,
                "sales": "the rows" if uncounted else "sales",
                "whom": whom,
            }
            return sentence.format(share=draft.percent("base_share", share), **words) + " "
    return ""


def _again(measured: Measured, names: Mapping[int, str], draft: Draft) -> str:
    """Say how far repeat runs find the segments again; no better than it holds for the least sure
    one.
    """
    least = measured.study.segmentation.least_sure
    what, stability = (
        "groups" if parted(measured.study.segmentation) else "division",
        draft.fixed("lowest_stability", least.stability),
    )
    if least.grade is Stability.HIGH:
        nearly = "" if least.stability >= UNCHANGED_STABILITY else "nearly "
        return (
            f"Repeat runs find {nearly}the same {what} (stability of the least sure segment:"
            f" {stability} of 1)"
        )
    how, name = (
        "much" if least.grade.found_again else "only roughly",
        draft.name("least_sure", names[least.id]),
    )
    return (
        f"Repeat runs find {how} the same {what}, least surely {name} (stability {stability} of 1)"
    )


def _borderline(measured: Measured) -> float:
    """Return the share of all customers who are nearly as close to another segment."""
    # Weighed by members, so that it is the share of all customers.
    return sum(
        segment.borderline * segment.customers for segment in measured.study.segmentation.segments
    ) / len(measured.frame)
