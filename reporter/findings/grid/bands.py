"""What each score stands for: the scored values, or the client's own cuts, in; bands of days,
orders and money out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import FeatureName, ScoreBand

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from reporter.findings.grid.scores import Scores

    Span = tuple[float | None, float | None]


def recency_bands(
    values: np.ndarray, held: Scores, scores: int, cuts: Sequence[int]
) -> tuple[ScoreBand, ...]:
    """Tell the days of each score, the best first: those of its customers, or those between two
    cuts.
    """
    if cuts:
        # Cuts are the most days of a score: the next band begins a day later.
        lows = [None, *(float(cut + 1) for cut in cuts)]
        highs = [*(float(cut) for cut in cuts), None]
        spans: dict[int, Span] = {
            # The fewest days make the best score.
            scores - index: span
            for index, span in enumerate(zip(lows, highs, strict=True))
        }
    else:
        spans = _open(_extremes(values, held, scores), up=False)
    return _bands(FeatureName.RECENCY, spans, held)


def frequency_bands(
    values: np.ndarray, held: Scores, scores: int, cuts: Sequence[int]
) -> tuple[ScoreBand, ...]:
    """Tell the orders of each score, the best first. Where equal orders lie in two scores, so do
    the ends of their bands.
    """
    if cuts:
        lows = [None, *(float(cut) for cut in cuts)]
        # Cuts are the fewest orders of a score: the band below ends one order earlier.
        highs = [*(float(cut - 1) for cut in cuts), None]
        spans: dict[int, Span] = dict(enumerate(zip(lows, highs, strict=True), 1))
    else:
        spans = _open(_extremes(values, held, scores), up=True)
    return _bands(FeatureName.FREQUENCY, spans, held)


def monetary_bands(
    values: np.ndarray, held: Scores, scores: int, cuts: Sequence[float]
) -> tuple[ScoreBand, ...]:
    """Tell the money of each score, the best first: from the least that its customers spent to
    under the least of the next score.
    """
    least = {
        score: low for score, (low, _) in _extremes(values, held, scores).items() if low is not None
    }
    if cuts:
        least = {1: float("-inf"), **{score: float(cut) for score, cut in enumerate(cuts, 2)}}
    filled = sorted(least)
    spans: dict[int, Span] = {
        score: (
            None if score == filled[0] else least[score],
            least[following] if following else None,
        )
        for score, following in zip(filled, [*filled[1:], None], strict=True)
    }
    spans = {score: spans.get(score, (None, None)) for score in range(1, scores + 1)}
    return _bands(FeatureName.MONETARY, spans, held)


def _extremes(values: np.ndarray, held: Scores, scores: int) -> dict[int, Span]:
    """Return the least and the most value of each score's customers; None for a score that nobody
    has.
    """
    spans: dict[int, Span] = {}
    for score in range(1, scores + 1):
        inside = values[held == score]
        spans[score] = (float(inside.min()), float(inside.max())) if len(inside) else (None, None)
    return spans


def _open(spans: dict[int, Span], *, up: bool) -> dict[int, Span]:
    """Open the outermost bands: the best score goes up without end (or down, for days), the lowest
    the other way.
    """
    filled = [score for score, (low, _) in spans.items() if low is not None]
    best, worst = max(filled), min(filled)
    top, bottom = (best, worst) if up else (worst, best)
    opened = dict(spans)
    opened[bottom] = (None, opened[bottom][1])
    if top != bottom:
        opened[top] = (opened[top][0], None)
    return opened


def _bands(axis: FeatureName, spans: dict[int, Span], held: Scores) -> tuple[ScoreBand, ...]:
    """Join the spans with how many customers have the score, the best first."""
    return tuple(
        ScoreBand(axis=axis, score=score, low=low, high=high, customers=int((held == score).sum()))
        for score, (low, high) in sorted(spans.items(), reverse=True)
    )
