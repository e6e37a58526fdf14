"""The divisions that were tried in, those that tell most out, and how many more there were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Finding, Verdict
from reporter.model.claim import Claim, Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Candidate

BEST = 2
"""So many divisions of each algorithm but the first are compared."""
NAMED = (Verdict.CHOSEN, Verdict.RUNNER_UP)


def compared(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return all numbers of segments of the first algorithm, and the few of each other that tell
    most.
    """
    first = candidates[0].algorithm
    shown = [one for one in candidates if one.algorithm == first]
    for name in dict.fromkeys(one.algorithm for one in candidates if one.algorithm != first):
        ranked = sorted((one for one in candidates if one.algorithm == name), key=_telling)
        named = [one for one in ranked if one.verdict in NAMED]
        shown += sorted(ranked[: max(BEST, len(named))], key=lambda one: one.k)
    return tuple(shown)


def more_tried(tried: int, shown: int) -> Finding | None:
    """Say how many divisions were tried besides those compared; None where there are no others."""
    if tried <= shown:
        return None
    values = {"more": Count(tried - shown), "tried": Count(tried)}
    return Finding(id="choice.more", claim=Claim("choice.more", values))


def _telling(one: Candidate) -> tuple[bool, bool, bool, float, int]:
    """Order by how much a division tells: chosen or next, proved, in contention, then by
    silhouette.
    """
    return (
        one.verdict not in NAMED,
        one.stability is None,
        one.verdict is Verdict.OUT_OF_RANGE,
        -one.silhouette,
        one.k,
    )
