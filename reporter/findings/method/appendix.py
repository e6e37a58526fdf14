"""What the appendix says of method and data: the base, the personas and the scores in, a sentence
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
from reporter.findings.words.draft import Draft
from reporter.model import Appendix, Basis, Structure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.model import Finding, Persona, Scoring, Segmentation, Study
    from reporter.numerals import Numerals
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
    numerals: Numerals,
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
    numerals
        How numbers are written.
    """
    names = {persona.segment: persona.name for persona in personas}
    plays = [play for persona in personas for play in persona.strategies]
    return Appendix(
        made=made_of(study, numerals),
        tree=tree(study, numerals),
        random=_random(study.segmentation, numerals),
        steadiness=_steadiness(study.segmentation, names, numerals),
        preparation=preparation(study, settings.segments.tail, numerals),
        arrivals=arrivals(study, numerals),
        extent=extent(study, numerals),
        read=read(study, numerals),
        joins=joins(study, numerals),
        days=days(study, numerals),
        untouched=untouched(study, numerals),
        limits=limits(study, plays, numerals),
        accounts=account_reasons(study, numerals),
        terms=terms(study, scoring, settings.quality.returns, numerals),
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
