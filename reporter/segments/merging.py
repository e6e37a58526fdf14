"""k-means pieces joined where no valley lies between them, and parted where one does: a space in,
divisions out.

k-means prefers round clusters of like size. Cut finely first and joined again, its pieces follow
groups of other shapes and sizes, as Hennig (2010, "Methods for merging Gaussian mixture
components") does with mixtures: the two pieces that are hardest to tell apart are joined until all
have emptier space between them. Then each group is cut in two, and stays so where a valley lies
between the halves: a small group beside a large one is lost among the pieces, and shows when the
two are looked at alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import adjusted_rand_score

from reporter.choices import AlgorithmName
from reporter.segments.algorithms import STARTS, STARTS_AGAIN, Division, consecutive
from reporter.segments.assignment import NearestMember
from reporter.segments.kmeans import kmeans
from reporter.segments.valleys import valley

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reporter.segments.space import Space

    Labels = NDArray[np.intp]

PIECES = (12, 18)
"""Cut into so many at first; more would leave too few customers in each to see a valley by."""
STAYS_CUT = 1.2
"""Evidence of a valley that parts what was joined: three standard errors, and at most two fifths as
full.
"""
FEWEST = 20
"""Customers in a piece on average at least."""


class MergedPieces:
    """k-means pieces, joined where no valley lies between them."""

    name = AlgorithmName.MERGED
    limit = 6_000

    def fit(self, space: Space, counts: Sequence[int], seed: int) -> Iterator[Division]:
        """Cut into pieces and join; one group, or more than anybody asked for, is no division."""
        seen: list[Labels] = []
        for count in dict.fromkeys(max(2, min(pieces, len(space) // FEWEST)) for pieces in PIECES):
            pieces = consecutive(kmeans(space.prepared, count, starts=STARTS, seed=seed).labels_)
            labels = parted(space, joined_pieces(space.smeared, pieces)[pieces], seed)
            k = int(labels.max()) + 1
            if 2 <= k <= max(counts) and not any(
                adjusted_rand_score(labels, other) == 1 for other in seen
            ):
                seen.append(labels)
                yield Division(
                    k=k,
                    labels=labels,
                    model=NearestMember().fit(space.prepared, labels),
                    setting=count,
                )

    def refit(self, space: Space, times: NDArray[np.intp], like: Division, seed: int) -> Labels:
        """Cut a resample alike and join until as many groups are left: in a smaller sample, valleys
        are less certain.
        """
        count = max(like.k, min(int(like.setting), len(space) // 2))
        pieces = consecutive(
            kmeans(space.prepared, count, starts=STARTS_AGAIN, seed=seed, weights=times).labels_
        )
        return joined_pieces(space.smeared, pieces, left=like.k)[pieces]


def joined_pieces(smeared: NDArray[np.float64], labels: Labels, left: int | None = None) -> Labels:
    """Return the group, from 0, of each piece.

    Parameters
    ----------
    smeared
        Shape (customers, features).
    labels
        Piece of each customer, from 0 on without holes: among few different customers, k-means
        finds fewer than it is asked for.
    left
        Join until so many groups are left; by default, until all have valleys between them.
    """
    count = int(labels.max()) + 1
    members = {piece: smeared[labels == piece] for piece in range(count)}
    evidence = {
        (one, other): valley(members[one], members[other]).evidence
        for one in members
        for other in members
        if one < other
    }
    group = np.arange(count, dtype=np.intp)
    while evidence:
        (one, other), least = min(evidence.items(), key=lambda pair: (pair[1], pair[0]))
        if len(members) == left or (left is None and least >= 1):
            break
        group[group == other] = one
        members[one] = np.concatenate([members[one], members.pop(other)])
        evidence = {
            pair: kept for pair, kept in evidence.items() if one not in pair and other not in pair
        }
        evidence |= {
            (min(one, third), max(one, third)): valley(members[one], members[third]).evidence
            for third in members
            if third != one
        }
    return consecutive(group)


def parted(space: Space, labels: Labels, seed: int) -> Labels:
    """Cut groups in two as long as a valley that is beyond doubt lies between the halves."""
    labels, waiting = labels.copy(), list(range(int(labels.max()) + 1))
    while waiting:
        rows = np.flatnonzero(labels == waiting.pop())
        if len(rows) < 2 * FEWEST:
            continue
        half = kmeans(space.prepared[rows], 2, starts=STARTS_AGAIN, seed=seed).labels_ == 1
        if (
            min(half.sum(), (~half).sum()) >= FEWEST
            and valley(space.smeared[rows[half]], space.smeared[rows[~half]]).evidence >= STAYS_CUT
        ):
            labels[rows[half]] = labels.max() + 1
            waiting += [int(labels[rows[~half]][0]), int(labels.max())]
    return consecutive(labels)
