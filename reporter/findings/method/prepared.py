"""What was done to the features before distances were measured: the segmentation in, a sentence
each in one paragraph out, only of what was done to any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Basis, Finding
from reporter.model.claim import Claim, Count, Score, Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.model import Study, Thinned

SHORTENED = ("log1p", "yeo-johnson")
"""Transformations that pull in a long tail, see `segments`."""


def preparation(study: Study, tail: float) -> Finding:
    """Say what was done to the features before distances were measured."""
    found = study.segmentation
    done = tuple(_done(study, tail))
    values = (
        Claim("method.prepared.changed", {"done": done}, suffix="")
        if done
        else Claim("method.prepared.untouched")
    )
    told = (
        values,
        *_scaled(study),
        *(_thinned(study, one, rank) for rank, one in enumerate(found.thinned, 1)),
    )
    if found.components is not None:
        components = Count(found.components)
        told += (Claim("method.prepared.components", {"components": components}, suffix=""),)
    return Finding(id="method.preparation", claim=Claim("method.preparation", {"told": told}))


def _done(study: Study, tail: float) -> Iterator[Claim]:
    """Say what changed values."""
    found = study.segmentation
    if any(one.imputed for one in found.preparation):
        yield Claim("method.done.filled")
    if any(one.winsorised for one in found.preparation):
        # Bounds of an earlier run were those of other customers.
        share = Share(tail) if found.basis is not Basis.KEPT and tail else None
        yield Claim("method.done.pulled_in", {"tail": share}, suffix="")
    if any(one.transform in SHORTENED for one in found.preparation):
        yield Claim("method.done.shortened")


def _scaled(study: Study) -> Iterator[Claim]:
    """Say how the features were made to count alike."""
    kinds, shared = {one.scaling for one in study.segmentation.preparation}, _shared(study)
    if "standard" in kinds:
        # Digits of the sentence that are no measurement are its numbers all the same.
        unit = {"scaled_mean": Count(0), "scaled_deviation": Count(1)}
        yield Claim("method.prepared.standard", {**unit, "shared": shared}, suffix="")
    if "robust" in kinds:
        yield Claim("method.prepared.robust", {"shared": shared})
    if "weighted" in kinds:
        yield Claim("method.prepared.weighted")


def _thinned(study: Study, one: Thinned, rank: int) -> Claim:
    """Say which feature was left out because it goes with another."""
    return Claim(
        "method.prepared.thinned",
        {
            "left_out": study.table.feature(one.feature),
            "kept": study.table.feature(one.kept),
            "correlation": Score(one.correlation),
        },
        suffix=f"_{rank}",
    )


def _shared(study: Study) -> bool:
    """Tell whether features keep a scale in common: logged ones of one unit."""
    units = [
        study.table.feature(one.feature).unit
        for one in study.segmentation.preparation
        if one.transform == "log1p"
    ]
    return any(units.count(unit) > 1 for unit in ("money", "days", "count"))
