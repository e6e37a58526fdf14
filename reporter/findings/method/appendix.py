"""What the appendix says of method and data: the base and the segments' names in, a sentence each
out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.method.arrivals import arrivals
from reporter.findings.method.prepared import preparation
from reporter.findings.words.draft import Draft
from reporter.model import Appendix, Basis, Structure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import Finding, Segmentation, Study
    from reporter.numerals import Numerals

CLOSE_TO_RANDOM = 0.02
"""A silhouette that is no further above that of random data hardly tells more."""
LOOSE_GRADES = (Structure.WEAK, Structure.NONE)
"""Grades without a gap between every two segments."""


def appendix(study: Study, names: Mapping[int, str], tail: float, numerals: Numerals) -> Appendix:
    """Tell how the segments were made and how well they hold.

    Parameters
    ----------
    study
        The earlier stages' values.
    names
        Segment → its name.
    tail
        Share of values on each side that is pulled in to bounds, see the settings.
    numerals
        How numbers are written.
    """
    return Appendix(
        random=_random(study.segmentation, numerals),
        steadiness=_steadiness(study.segmentation, names, numerals),
        preparation=preparation(study, tail, numerals),
        arrivals=arrivals(study, numerals),
    )


def _random(found: Segmentation, numerals: Numerals) -> Finding:
    """Say what data without any groups would have shown."""
    draft = Draft(numerals)
    null, own = draft.fixed("null", found.null_silhouette), draft.fixed("own", found.silhouette)
    silhouettes = f"up to {null}, against {own} here (silhouette)."
    less = "as high"
    if found.silhouette > found.null_silhouette and null != own:
        little = "hardly " if found.silhouette - found.null_silhouette < CLOSE_TO_RANDOM else ""
        less = f"{little}less"
    return draft.finding(
        "method.random", f"Random data without any groups would score {less}: {silhouettes}"
    )


def _steadiness(found: Segmentation, names: Mapping[int, str], numerals: Numerals) -> Finding:
    """Say how well repeat runs find the segments again: all of them, and the least sure one."""
    draft, least = Draft(numerals), found.least_sure
    text = (
        f"The mean stability over all customers is {draft.fixed('mean', found.stability)}; the"
        f" least sure segment, {draft.name('segment', names[least.id])}, has"
        f" {draft.fixed('lowest', least.stability)}: {least.grade.told}."
    )
    if (
        found.structure in LOOSE_GRADES
        and found.basis is not Basis.NATURAL
        and least.grade.found_again
    ):
        text += " Stable does not mean natural: a cut through an even crowd is found again, too."
    return draft.finding("method.steadiness", text)
