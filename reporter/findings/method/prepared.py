"""What was done to the features before distances were measured: the segmentation in, a sentence
each in one paragraph out, only of what was done to any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import capital, join
from reporter.model import Basis

if TYPE_CHECKING:
    from reporter.model import Finding, Study
    from reporter.numerals import Numerals

SHORTENED = ("log1p", "yeo-johnson")
"""Transformations that pull in a long tail, see `segments`."""


def preparation(study: Study, tail: float, numerals: Numerals) -> Finding:
    """Say what was done to the features before distances were measured."""
    found, draft = study.segmentation, Draft(numerals)
    done = _done(study, tail, draft)
    said = [f"{capital(join(done))}." if done else "The values were taken as they are."]
    said += _scaled(study, draft)
    for rank, one in enumerate(found.thinned, 1):
        left_out = draft.name(f"left_out_{rank}", study.table.feature(one.feature).label)
        kept = draft.name(f"kept_{rank}", study.table.feature(one.kept).label)
        said.append(
            f"{left_out} was left out because it goes with {kept} (correlation"
            f" {draft.fixed(f'correlation_{rank}', one.correlation)})."
        )
    if found.components is not None:
        said.append(
            f"Distances were measured in {draft.words('components', found.components)} principal"
            " components of the features."
        )
    return draft.finding("method.preparation", " ".join(said))


def _done(study: Study, tail: float, draft: Draft) -> list[str]:
    """Say what changed values."""
    found, done = study.segmentation, []
    if any(one.imputed for one in found.preparation):
        done.append("missing values were filled with the median")
    if any(one.winsorised for one in found.preparation):
        outermost = "the outermost"
        # Bounds of an earlier run were those of other customers.
        if found.basis is not Basis.KEPT and tail:
            draft.note("tail", tail)
            outermost += f" {draft.numerals.percent(tail, 1)} of"
        done.append(f"{outermost} values on each side were pulled in to bounds")
    if any(one.transform in SHORTENED for one in found.preparation):
        done.append("long tails were shortened by a transformation")
    return done


def _scaled(study: Study, draft: Draft) -> list[str]:
    """Say how the features were made to count alike."""
    kinds, said = {one.scaling for one in study.segmentation.preparation}, []
    if "standard" in kinds:
        # Digits of the sentence that are no measurement are its numbers all the same.
        draft.note("scaled_mean", 0)
        draft.note("scaled_deviation", 1)
        said.append(
            "Every feature was scaled to mean 0 and standard deviation 1, so that all count"
            f" alike{_shared(study)}."
        )
    if "robust" in kinds:
        said.append(
            "Every feature was scaled by its median and quartiles, so that all count"
            f" alike{_shared(study)}."
        )
    if "weighted" in kinds:
        said.append(
            "Categories became a column each; together they count as much as one number, and rarer"
            " ones weigh more."
        )
    return said


def _shared(study: Study) -> str:
    """Say where features keep a scale in common: logged ones of one unit."""
    units = [
        study.table.feature(one.feature).unit
        for one in study.segmentation.preparation
        if one.transform == "log1p"
    ]
    shared = any(units.count(unit) > 1 for unit in ("money", "days", "count"))
    return (
        "; those of one unit that were logged share a scale, so that a doubling counts the same in"
        " each"
        if shared
        else ""
    )
