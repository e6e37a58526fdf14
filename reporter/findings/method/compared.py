"""The divisions that were tried in, those that tell most out, and how many more there were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.choices import SUMMARY_FILE
from reporter.findings.words.draft import Draft
from reporter.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Candidate, Finding
    from reporter.numerals import Numerals

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


def more_tried(tried: int, shown: int, numerals: Numerals) -> Finding | None:
    """Say how many divisions were tried besides those compared; None where there are no others."""
    if tried <= shown:
        return None
    draft = Draft(numerals)
    draft.note("tried", tried)
    return draft.finding(
        "choice.more",
        f"{draft.count('more', tried - shown)} more divisions were tried and scored; {SUMMARY_FILE}"
        " holds all.",
    )


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
