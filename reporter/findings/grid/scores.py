"""Scores of recency, frequency and money: one value per customer in, a whole number from 1 (worst)
to the best out.

Without cuts a score says in which of so many equal parts of all customers one lies. Equal days, and
equal amounts, get equal scores; orders are few and often equal, so that customers with equally many
are told apart (see `frequency_scores`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    Scores = np.ndarray[tuple[int], np.dtype[np.int64]]
    Values = np.ndarray[tuple[int], np.dtype[np.floating[Any]]]

SCORES = 5
"""Scores on each side of the grid, as marketing tools have them."""


def recency_scores(
    days: pd.Series[float], scores: int = SCORES, cuts: Sequence[float] = ()
) -> Scores:
    """Score days since the last order: fewer are better.

    Parameters
    ----------
    days
        One value per customer.
    scores
        The best score.
    cuts
        The most days of each score but the lowest, ascending; empty for equal parts.
    """
    values = days.to_numpy(dtype=float)
    return _scores(
        values, _edges(values, scores) if not len(cuts) else np.asarray(cuts, dtype=float), scores
    )


def monetary_scores(
    money: pd.Series[float], scores: int = SCORES, cuts: Sequence[float] = ()
) -> Scores:
    """Score money spent: more is better; cuts are the least money of each score but the lowest,
    ascending.
    """
    # Negative, so that more money is better as fewer days are; the cuts turn round with it.
    values = -money.to_numpy(dtype=float)
    return _scores(
        values,
        _edges(values, scores) if not len(cuts) else -np.asarray(cuts, dtype=float)[::-1],
        scores,
    )


def frequency_scores(
    orders: pd.Series[float],
    scores: int = SCORES,
    cuts: Sequence[float] = (),
    money: pd.Series[float] | None = None,
) -> Scores:
    """Score the number of orders: more are better.

    Equal parts are taken by rank, so that each score holds as many customers as the next. Customers
    with equally many orders rank by their id. Where that would be most of what a score says (see
    `split_orders`), they rank by money first, and by id only when that is equal too.

    Parameters
    ----------
    orders
        One value per customer, by id.
    scores
        The best score.
    cuts
        The fewest orders of each score but the lowest, ascending; empty for equal parts.
    money
        What each customer spent; None where the file holds no money.
    """
    if len(cuts):
        return np.asarray(
            1
            + np.searchsorted(
                np.asarray(cuts, dtype=float), orders.to_numpy(dtype=float), side="right"
            ),
            dtype=np.int64,
        )
    by_id = orders.sort_index()
    keys = [by_id.to_numpy(dtype=float)]
    if money is not None and split_orders(orders, scores):
        keys.insert(0, money.reindex(by_id.index).to_numpy(dtype=float))
    ranks = np.empty(len(by_id), dtype=np.int64)
    # The last key is sorted by first: orders, then money if it is asked; between equals the sort
    # keeps the order of the ids.
    ranks[np.lexsort(keys)] = np.arange(1, len(by_id) + 1)
    ranked = pd.Series(ranks, index=by_id.index).reindex(orders.index).to_numpy(dtype=np.int64)
    # ⌈rank × scores / customers⌉ in whole numbers, where floating point might put a customer on the
    # wrong side of a limit.
    return np.asarray(-(-ranked * scores // len(ranked)), dtype=np.int64)


def fm_scores(frequency: Scores, monetary: Scores) -> Scores:
    """Take the mean of the scores of frequency and money; halves are rounded up: 4 and 5 make 5."""
    return np.asarray((frequency + monetary + 1) // 2, dtype=np.int64)


def split_orders(orders: pd.Series[float], scores: int = SCORES) -> tuple[float, ...]:
    """Return the numbers of orders that two or more limits between equal parts fall within,
    ascending.

    Customers who all ordered so often fill a whole score between those limits: the number of orders
    does not decide who has it.
    """
    within = _within(orders, scores)
    return tuple(sorted({value for value in within if within.count(value) > 1}))


def shared_orders(orders: pd.Series[float], scores: int = SCORES) -> tuple[float, ...]:
    """Return the numbers of orders that any limit between equal parts falls within, ascending.

    Customers who all ordered so often have two scores or more between them.
    """
    return tuple(sorted(set(_within(orders, scores))))


def _within(orders: pd.Series[float], scores: int) -> list[float]:
    """Return the number of orders of the customers on either side of each limit that falls among
    equals.
    """
    values = np.sort(orders.to_numpy(dtype=float))
    # Where one part ends and the next begins; of few customers some limits fall together.
    limits = {len(values) * score // scores for score in range(1, scores)} - {0}
    return [float(values[limit]) for limit in limits if values[limit - 1] == values[limit]]


def _edges(values: Values, scores: int) -> Values:
    """Return the quantiles that part the values, least first.

    Many equal values may hold two quantiles, and leave a score without anyone. Where there are
    enough different values, the limits then move on to the next value, so that each score is
    somebody's.
    """
    quantiles = np.quantile(values, np.arange(1, scores) / scores)
    different = np.unique(values)
    if len(different) < scores:
        return np.asarray(quantiles, dtype=np.float64)
    last = np.searchsorted(different, quantiles, side="right") - 1
    indices = np.arange(scores - 1)
    # Each limit lies at least one value beyond the one before it, and leaves as many values above
    # itself as there are scores to come.
    moved = np.maximum.accumulate(last - indices) + indices
    moved = np.minimum(moved, len(different) - scores + indices)
    return np.asarray(np.where(moved == last, quantiles, different[moved]), dtype=np.float64)


def _scores(values: Values, edges: Values, scores: int) -> Scores:
    # A value on a limit belongs to the better side: as few days, or as much money, as it allows.
    return np.asarray(scores - np.searchsorted(edges, values, side="left"), dtype=np.int64)
