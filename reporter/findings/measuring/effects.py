"""How far each segment stands apart: values and segments in, Cliff's delta with its interval for
each segment and feature out.

Segments are formed from these very features, so that they differ by construction: an interval tells
how precisely the difference is known, it is not a test of whether there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from reporter.findings.measuring.comparisons import Z_OF_95_PERCENT

if TYPE_CHECKING:
    import pandas as pd

Floats: TypeAlias = NDArray[np.float64]

MOST_RANKS = 2**16
"""So many steps of rank are told apart when placements are spread out: all ranks of up to 32,768
customers, then 1/65,536 of the base.
"""
FEWEST_CUSTOMERS = 3
"""Fewer members, or others, do not show how much they scatter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How a segment differs from all other customers in a feature."""

    delta: float
    """Cliff's delta, −1 to 1: the chance that a member's value is above another customer's, less
    the chance that it is below.
    """
    low: float
    high: float
    """Its 95 % interval, within −1 and 1."""


def effects(values: pd.DataFrame, labels: pd.Series[int]) -> dict[int, dict[str, Effect]]:
    """Compare each segment with all other customers, feature by feature.

    Delta (Cliff 1993) comes from mean ranks: 2 (U / n m) − 1 with U = rank sum − n (n + 1) / 2. Its
    variance is Cliff's consistent estimate from placements, ((m − 1) s²(d_i.) + (n − 1) s²(d_.j) +
    s²(d_ij)) / n m, at least (1 − δ²) / (n m − 1); its interval the asymmetric one of Feng & Cliff
    (2004), Journal of Modern Applied Statistical Methods 3 (2). Where all members are above (or
    below) all others, and for fewer than three members or others, that estimate says nothing: the
    interval then rests on the greatest variance that delta can have, (1 − δ²) / min(n, m), which
    makes it wide for small segments. Ranks are sorted once, so that the whole takes O(N log N) per
    feature; in a large base, ranks within 1/65,536 of it count as tied for the variance (not for
    delta).

    Parameters
    ----------
    values
        One row per customer, one numeric column per feature; missing values are left out.
    labels
        Segment of each row.

    Returns
    -------
    dict
        Segment → feature → effect. Features without members or without others are left out.
    """
    numbers, codes = np.unique(labels.to_numpy(), return_inverse=True)
    found: dict[int, dict[str, Effect]] = {int(number): {} for number in numbers}
    for name in values.columns:
        known = values[name].notna().to_numpy()
        ranks = np.asarray(values[name].rank(), dtype=np.float64)[known]
        for index, effect in enumerate(_of_feature(ranks, codes[known], len(numbers))):
            if effect is not None:
                found[int(numbers[index])][str(name)] = effect
    return found


def _of_feature(ranks: Floats, codes: NDArray[np.intp], segments: int) -> list[Effect | None]:
    """Compare each segment in one feature; None where it has no members with a value, or nobody
    else has one.
    """
    size = len(ranks)
    sizes = np.bincount(codes, minlength=segments).astype(float)
    sums = np.bincount(codes, weights=ranks, minlength=segments)
    # Mean ranks are multiples of a half: doubled they are whole, and tell every value of a base
    # that is not large.
    steps = (
        (2 * ranks if 2 * size < MOST_RANKS else ranks * (MOST_RANKS - 1) / size)
        .round()
        .astype(np.intp)
    )
    levels = int(steps.max()) + 1 if size else 0
    table = (
        np.bincount(codes * levels + steps, minlength=segments * levels)
        .reshape(segments, levels)
        .astype(float)
    )
    counts = table[:, table.any(axis=0)]
    everybody = counts.sum(axis=0)
    made: list[Effect | None] = []
    for index in range(segments):
        n, m = float(sizes[index]), size - float(sizes[index])
        if not n or not m:
            made.append(None)
            continue
        # Floating point may pass the ends by a last bit.
        delta = float(min(1.0, max(-1.0, 2 * (sums[index] - n * (n + 1) / 2) / (n * m) - 1)))
        low, high = interval(delta, _variance(counts[index], everybody - counts[index], n, m), n, m)
        made.append(Effect(delta=delta, low=low, high=high))
    return made


def _variance(inside: Floats, outside: Floats, n: float, m: float) -> float | None:
    """Estimate delta's variance from how many members and others have each value; None for too few
    of either.
    """
    if min(n, m) < FEWEST_CUSTOMERS:
        return None
    members, others = _placements(outside, m), _placements(inside, n)
    # Cliff's d_i. and d_.j are these placements; seen from the others their mean is −delta.
    delta = float(inside @ members) / n
    of_members = float(inside @ (members - delta) ** 2) / (n - 1)
    of_others = float(outside @ (others + delta) ** 2) / (m - 1)
    # d_ij is −1, 0 or 1: the mean of its square is the share of pairs that are not tied.
    untied = 1 - float(inside @ outside) / (n * m)
    of_pairs = (untied - delta**2) * n * m / ((n - 1) * (m - 1))
    return ((m - 1) * of_members + (n - 1) * of_others + of_pairs) / (n * m)


def _placements(counts: Floats, size: float) -> Floats:
    """Return, for each value, the share of a group that lies below it less the share above."""
    up_to = counts.cumsum()
    return (2 * up_to - counts - size) / size


def interval(delta: float, variance: float | None, n: float, m: float) -> tuple[float, float]:
    """Return delta's 95 % interval: the asymmetric one, or the widest that is possible where no
    variance can be estimated.

    Parameters
    ----------
    delta
        Cliff's delta.
    variance
        Its estimated variance; None where there is none.
    n, m
        How many members and others it compares.
    """
    square = Z_OF_95_PERCENT**2
    if variance is None or abs(delta) >= 1:
        # (d − δ)² = z² (1 − δ²) / fewest, solved for δ.
        fewest = min(n, m)
        half = Z_OF_95_PERCENT * float(np.sqrt(fewest + square - fewest * delta**2))
        bounds = (
            (fewest * delta - half) / (fewest + square),
            (fewest * delta + half) / (fewest + square),
        )
    else:
        # z² s²; of few customers an estimate may come out below what delta scatters at least.
        scatter = square * max(variance, (1 - delta**2) / (n * m - 1))
        middle, scale = delta - delta**3, 1 - delta**2 + scatter
        half = float(np.sqrt(scatter * ((1 - delta**2) ** 2 + scatter)))
        bounds = ((middle - half) / scale, (middle + half) / scale)
    return max(-1.0, min(delta, bounds[0])), min(1.0, max(delta, bounds[1]))
