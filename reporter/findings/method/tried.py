"""Which divisions were tried: the segmentation in, a claim out that rules begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model.algorithms import algorithm_called
from reporter.model.claim import Claim, Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Segmentation


def tried(found: Segmentation) -> Claim:
    """Say which divisions were tried."""
    names = list(dict.fromkeys(one.algorithm for one in found.candidates))
    span = _span(sorted({one.k for one in found.candidates if one.algorithm == names[0]}))
    if len(names) == 1:
        return Claim("choice.tried.by_one", {"span": span})
    return Claim(
        "choice.tried.by_several",
        {
            "span": span,
            "algorithm": algorithm_called(names[0]),
            "other_algorithms": Count(len(names) - 1),
            "divisions": Count(len(found.candidates)),
        },
    )


def _span(numbers: Sequence[int]) -> Claim:
    """Write numbers of segments as a span where no number between its ends was left out."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 and len(numbers) == last - first + 1:
        return Claim("choice.span.range", {"tried_from": Count(first), "tried_to": Count(last)})
    each = tuple(Claim("choice.number.tried", {"tried": Count(k)}) for k in numbers)
    return Claim("choice.span.some", {"tried": each})


def several(found: Segmentation) -> bool:
    """Tell whether more than one algorithm was tried."""
    return len({one.algorithm for one in found.candidates}) > 1
