"""The vote on the number of segments."""

from __future__ import annotations

import pytest

from reporter.errors import SegmentsError
from reporter.model import Candidate
from reporter.segments.choice import candidate_counts, choose
from reporter.settings import SegmentsSettings


def candidate(k: int, *, silhouette: float = 0.5, smallest: float = 0.1, stability: float = 0.9) -> Candidate:
    return Candidate(
        algorithm="kmeans", k=k, silhouette=silhouette, calinski_harabasz=100.0, davies_bouldin=1.0, smallest=smallest,
        stability=stability, inertia=1.0, votes=0.0, chosen=False,
    )  # fmt: skip


def chosen(candidates: list[Candidate], settings: SegmentsSettings) -> int:
    (winner,) = [one.k for one in choose(candidates, settings) if one.chosen]
    return winner


def test_most_points_win_and_ties_are_halved() -> None:
    voted = choose([candidate(3), candidate(4, silhouette=0.6, stability=0.95), candidate(5)], SegmentsSettings())
    # 4 beats both others twice, and ties with both on three ballots; the others tie once where they lose.
    assert [one.votes for one in voted] == [2.0, 3.5, 2.0]
    assert [one.chosen for one in voted] == [False, True, False]


def test_of_equal_points_the_fewer_segments_win() -> None:
    assert chosen([candidate(k) for k in range(2, 11)], SegmentsSettings()) == 3


def test_the_best_score_outside_the_range_does_not_count() -> None:
    assert chosen([candidate(2, silhouette=0.9), candidate(3), candidate(9, silhouette=0.9)], SegmentsSettings()) == 3


def test_a_handful_against_the_rest_is_out_however_well_it_scores() -> None:
    split = candidate(3, silhouette=0.896, stability=1.0, smallest=0.006)
    assert chosen([split, candidate(4), candidate(5)], SegmentsSettings()) == 4


def test_what_is_asked_for_is_done_whatever_the_vote() -> None:
    assert chosen([candidate(2), candidate(3, silhouette=0.9)], SegmentsSettings(count=2)) == 2


def test_the_fewest_customers_are_cut_into_as_many_as_they_allow() -> None:
    assert candidate_counts(5, 5, SegmentsSettings()) == range(2, 3)
    assert chosen([candidate(2)], SegmentsSettings()) == 2


def test_candidates_reach_to_ten_or_to_what_is_asked_for() -> None:
    assert candidate_counts(500, 500, SegmentsSettings()) == range(2, 11)
    assert candidate_counts(500, 500, SegmentsSettings(count=12)) == range(2, 13)
    assert candidate_counts(500, 4, SegmentsSettings()) == range(2, 5)


@pytest.mark.parametrize(("customers", "kinds"), [(2, 2), (3, 3), (10, 1)])
def test_too_few_customers_are_refused(customers: int, kinds: int) -> None:
    with pytest.raises(SegmentsError, match="too few to segment"):
        candidate_counts(customers, kinds, SegmentsSettings())


def test_more_segments_than_customers_are_refused() -> None:
    with pytest.raises(SegmentsError, match="12 segments were asked for, but there are only 8 customers of 8 different kinds"):
        candidate_counts(8, 8, SegmentsSettings(count=12))
