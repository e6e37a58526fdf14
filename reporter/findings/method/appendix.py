"""What the appendix says of method and data: the base, the personas and the scores in, a claim
each out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.method.accounts import account_reasons
from reporter.findings.method.arrivals import arrivals
from reporter.findings.method.limits import limits
from reporter.findings.method.made import made_of, tree
from reporter.findings.method.prepared import preparation
from reporter.findings.method.source import days, extent, joins, read, untouched
from reporter.findings.method.terms import terms
from reporter.model import Appendix, Basis, Finding, Structure
from reporter.model.claim import Claim, Score, SegmentName
from reporter.numerals import rounded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.model import Persona, Scoring, Segmentation, Study
    from reporter.model.claim import Value
    from reporter.settings import Settings

CLOSE_TO_RANDOM = 0.02
"""A silhouette that is no further above that of random data hardly tells more."""
LOOSE_GRADES = (Structure.WEAK, Structure.NONE)
"""Grades without a gap between every two segments."""


def appendix(
    study: Study,
    personas: Sequence[Persona],
    scoring: Scoring | None,
    settings: Settings,
) -> Appendix:
    """Tell how the segments were made and how well they hold.

    Parameters
    ----------
    study
        The earlier stages' values.
    personas
        The segments with their names and strategies.
    scoring
        How customers are scored for the grid; None without one.
    settings
        ``segments`` for the bounds of values, ``quality`` for what became of refunds.
    """
    names = {persona.segment: persona.name for persona in personas}
    plays = [play for persona in personas for play in persona.strategies]
    return Appendix(
        made=made_of(study),
        tree=tree(study),
        random=_random(study.segmentation),
        steadiness=_steadiness(study.segmentation, names),
        preparation=preparation(study, settings.segments.tail),
        arrivals=arrivals(study),
        extent=extent(study),
        read=read(study),
        joins=joins(study),
        days=days(study),
        untouched=untouched(study),
        limits=limits(study, plays),
        accounts=account_reasons(study),
        terms=terms(study, scoring, settings.quality.returns),
    )


def _random(found: Segmentation) -> Finding:
    """Say what data without any groups would have shown."""
    own, null = found.silhouette, found.null_silhouette
    if own <= null or rounded(own, 2) == rounded(null, 2):  # as they are written
        height = "as_high"
    else:
        height = "hardly_less" if own - null < CLOSE_TO_RANDOM else "less"
    values: dict[str, Value] = {"height": height, "null": Score(null), "own": Score(own)}
    return Finding(id="method.random", claim=Claim("method.random", values))


def _steadiness(found: Segmentation, names: Mapping[int, SegmentName]) -> Finding:
    """Say how well repeat runs find the segments again: all of them, and the least sure one."""
    least = found.least_sure
    values: dict[str, Value] = {
        "mean": Score(found.stability),
        "segment": names[least.id],
        "lowest": Score(least.stability),
        "grade": least.grade.name.lower(),
        "not_natural": found.structure in LOOSE_GRADES
        and found.basis is not Basis.NATURAL
        and least.grade.found_again,
    }
    return Finding(id="method.steadiness", claim=Claim("method.steadiness", values))
