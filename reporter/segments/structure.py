"""A chosen division with its proofs in, how much the data themselves fall into groups out.

- strong: every two segments have a valley between them that is at most a quarter as full as their
  cores, and resamples find every segment again (stability of .85 and more, Hennig's "highly
  stable");
- moderate: every two have a valley, at most half as full, and most customers' segments are found
  again (mean stability of .75);
- weak: without such valleys, but segments that are found again in part (.60) and lie further apart
  (silhouette) than k-means makes them in shuffled columns and in one normal cloud, or silhouettes
  of .25 at least (Kaufman & Rousseeuw 1990);
- none: nothing that data without groups would not show as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reporter.model import Stability, Structure
from reporter.segments.choice import separated

if TYPE_CHECKING:
    from reporter.segments.scores import Scored

DEEP = 0.75
"""Depth of a valley from which on it is at most a quarter as full as the cores."""
SUBSTANTIAL = 0.25
"""Below this silhouette, no substantial structure has been found (Kaufman & Rousseeuw 1990, Finding
Groups in Data, p. 88).
"""


def structure(one: Scored) -> Structure:
    """Grade the structure that a proved candidate has found."""
    if one.stabilities is None:
        raise ValueError("only a candidate that was proved can be graded")
    mean = np.average(one.stabilities, weights=np.bincount(one.division.labels))
    grade, least = Stability.of(float(mean)), Stability.of(one.candidate.stability or 0.0)
    if separated(one):
        if one.least.depth >= DEEP and least is Stability.HIGH:
            return Structure.STRONG
        if grade.found_again:
            return Structure.MODERATE
    apart = one.apart and one.candidate.silhouette > SUBSTANTIAL
    if grade is not Stability.DISSOLVED and (apart or separated(one)):
        return Structure.WEAK
    return Structure.NONE
