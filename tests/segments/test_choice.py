"""The written rule that turns scored candidates into one choice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest

from reporter.errors import SegmentsError
from reporter.model import Basis, Candidate, Verdict
from reporter.segments.algorithms import Division, KMeansAlgorithm, Ward
from reporter.segments.choice import candidate_counts, choose, contenders
from reporter.segments.scores import Scored
from reporter.segments.valleys import NONE, Valley
from reporter.settings import SegmentsSettings

if TYPE_CHECKING:
    from reporter.segments.algorithms import Algorithm

CLEAR, FAINT = Valley(depth=0.8, errors=6.0), Valley(depth=0.6, errors=1.6)
KMEANS, WARD = KMeansAlgorithm(), Ward()


def scored(
    k: int,
    *,
    silhouette: float = 0.5,
    smallest: float = 0.1,
    stability: float | None = 0.9,
    valley: Valley = NONE,
    algorithm: Algorithm = KMEANS,
    noise: float = 0.0,
    usefulness: float = 0.5,
    customers: int = 400,
    contrast: float = 1.0,
    error: float = 0.0,
) -> Scored:
    candidate = Candidate(
        algorithm=algorithm.name, k=k, silhouette=silhouette, calinski_harabasz=100.0, davies_bouldin=1.0, gap=1.0, gap_error=0.1,
        bic=None, smallest=smallest, noise=noise, valley=valley.depth, valley_error=valley.errors, usefulness=usefulness,
        contrast=contrast, stability=stability, stability_error=error, inertia=1.0, ballots={}, verdict=Verdict.ELIGIBLE,
    )  # fmt: skip
    division = Division(k=k, labels=np.arange(customers, dtype=np.intp) % k, model=None)
    proofs = None if stability is None else np.full(k, stability)
    return Scored(
        candidate=candidate,
        algorithm=algorithm,
        simplest=algorithm is KMEANS,
        division=division,
        least=valley,
        null=0.3,
        apart=silhouette > 0.3,
        stabilities=proofs,
    )


unsteady = partial(scored, stability=0.7)
"""A division that resamples do not find again."""


def verdicts(*candidates: Scored, settings: SegmentsSettings | None = None) -> list[Verdict]:
    return [
        one.candidate.verdict for one in choose(candidates, settings or SegmentsSettings()).scored
    ]


def taken(*candidates: Scored, settings: SegmentsSettings | None = None) -> tuple[str, int, Basis]:
    chosen = choose(candidates, settings or SegmentsSettings())
    return chosen.winner.candidate.algorithm, chosen.winner.candidate.k, chosen.basis


def test_without_gaps_the_finest_that_is_found_again_is_taken() -> None:
    tried = [
        scored(2),
        scored(3, stability=0.74),
        scored(4, stability=0.75),
        scored(5, stability=0.74, silhouette=0.9),
    ]
    chosen = choose(tried, SegmentsSettings())
    assert (chosen.winner.candidate.k, chosen.basis, chosen.free) == (4, Basis.CONVENIENT, (2, 8))
    assert verdicts(*tried) == [
        Verdict.RUNNER_UP,
        Verdict.LESS_FINE,
        Verdict.CHOSEN,
        Verdict.NOT_FOUND_AGAIN,
    ]
    assert not any(one.candidate.votes for one in chosen.scored)


def test_few_resamples_do_not_show_that_segments_are_found_again() -> None:
    assert taken(scored(2), scored(4, stability=0.774, error=0.02)) == (
        "kmeans",
        4,
        Basis.CONVENIENT,
    )
    assert taken(scored(2), scored(4, stability=0.774, error=0.04)) == (
        "kmeans",
        2,
        Basis.CONVENIENT,
    )


def test_two_may_be_the_finest_that_is_found_again() -> None:
    assert taken(scored(2), scored(3, stability=0.7)) == ("kmeans", 2, Basis.CONVENIENT)
    assert taken(scored(2), scored(3, stability=0.7), settings=SegmentsSettings(minimum=3)) == (
        "kmeans",
        3,
        Basis.CONVENIENT,
    )


def test_segments_that_differ_in_nothing_are_not_told_apart() -> None:
    assert verdicts(scored(3), scored(4, contrast=0.79)) == [Verdict.CHOSEN, Verdict.ALIKE]
    assert verdicts(scored(3), scored(4, contrast=0.8)) == [Verdict.RUNNER_UP, Verdict.CHOSEN]


def test_a_division_that_is_found_again_has_twenty_customers_a_segment() -> None:
    few = [scored(k, customers=70) for k in (2, 3, 4)]
    assert verdicts(*few) == [Verdict.RUNNER_UP, Verdict.CHOSEN, Verdict.TOO_FINE]


def test_where_none_is_found_again_most_votes_win_and_ties_are_halved() -> None:
    chosen = choose(
        [unsteady(3), unsteady(4, silhouette=0.6, stability=0.74), unsteady(5)], SegmentsSettings()
    )
    # Eight voters: 4 beats both others twice and ties six times (1/2 each); the others tie once
    # more where they lose (1/4).
    assert [one.candidate.votes for one in chosen.scored] == pytest.approx(
        [(6 * 0.5 + 2 * 0.25) / 8, (6 * 0.5 + 2) / 8, 3.5 / 8]
    )
    assert (chosen.winner.candidate.k, chosen.basis) == (4, Basis.CONVENIENT)


def test_within_one_standard_error_fewer_segments_are_taken() -> None:
    # 5 leads by one voter of eight, which is no more than the voters differ among themselves.
    assert verdicts(unsteady(3), unsteady(4), unsteady(5, silhouette=0.51)) == [
        Verdict.CHOSEN,
        Verdict.LEVEL,
        Verdict.RUNNER_UP,
    ]
    worse = unsteady(5, silhouette=0.2, smallest=0.02, stability=0.5, usefulness=0.1)
    assert verdicts(unsteady(3), unsteady(4, silhouette=0.51), worse)[2] is Verdict.ELIGIBLE


def test_a_division_that_scores_vote_for_has_three_segments_at_least() -> None:
    assert verdicts(unsteady(2, silhouette=0.9), unsteady(3)) == [
        Verdict.TOO_COARSE,
        Verdict.CHOSEN,
    ]
    assert (
        taken(unsteady(2, silhouette=0.9), unsteady(3), settings=SegmentsSettings(minimum=2))[1]
        == 2
    )


def test_a_division_that_scores_vote_for_has_twenty_customers_a_segment() -> None:
    few = [unsteady(k, silhouette=0.1 * k, usefulness=0.1 * k, customers=70) for k in (2, 3, 4)]
    assert verdicts(*few) == [Verdict.TOO_COARSE, Verdict.CHOSEN, Verdict.TOO_FINE]


def test_natural_groups_may_be_two() -> None:
    assert taken(scored(2, valley=CLEAR), scored(3)) == ("kmeans", 2, Basis.NATURAL)
    assert taken(scored(2, valley=CLEAR), scored(3), settings=SegmentsSettings(minimum=3)) == (
        "kmeans",
        3,
        Basis.CONVENIENT,
    )


def test_the_finest_division_with_gaps_is_taken_though_a_coarser_one_scores_higher() -> None:
    tried = [
        scored(2, silhouette=0.9, valley=CLEAR),
        scored(3, valley=CLEAR),
        scored(4, silhouette=0.8),
    ]
    assert verdicts(*tried) == [Verdict.RUNNER_UP, Verdict.CHOSEN, Verdict.NO_GAPS]


def test_a_division_with_clear_gaps_that_is_not_found_again_is_left_out_for_that() -> None:
    tried = [
        scored(3, valley=CLEAR),
        scored(5, valley=CLEAR, stability=0.42, algorithm=WARD),
        scored(4, valley=FAINT, algorithm=WARD),
    ]
    assert verdicts(*tried) == [Verdict.CHOSEN, Verdict.NOT_FOUND_AGAIN, Verdict.TOO_FAINT]


def test_gaps_that_random_data_could_have_too_are_told() -> None:
    ward = scored(3, valley=CLEAR, silhouette=0.2, algorithm=WARD)
    assert verdicts(scored(3), ward) == [Verdict.CHOSEN, Verdict.AS_RANDOM]


def test_a_faint_gap_needs_to_be_found_again_and_to_exceed_chance() -> None:
    assert taken(scored(3), scored(5, valley=FAINT, stability=0.8))[2] is Basis.NATURAL
    assert taken(scored(3), scored(5, valley=FAINT, stability=0.7))[2] is Basis.CONVENIENT
    assert (
        taken(scored(3), scored(5, valley=FAINT, stability=0.8, silhouette=0.29))[2]
        is Basis.CONVENIENT
    )


def test_a_finer_division_with_faint_gaps_must_not_score_lower() -> None:
    assert (
        taken(
            scored(3, valley=CLEAR),
            scored(5, valley=FAINT, silhouette=0.55),
            scored(8, valley=FAINT, silhouette=0.5),
        )[1]
        == 5
    )


def test_a_finer_division_whose_gaps_may_be_chance_must_be_found_again_or_not_score_lower() -> None:
    coarser, some = scored(5, valley=CLEAR), Valley(depth=0.62, errors=3.1)
    assert taken(coarser, unsteady(6, valley=some, silhouette=0.45))[1] == 5
    assert taken(coarser, unsteady(6, valley=some, silhouette=0.5))[1] == 6
    assert taken(coarser, scored(6, valley=some, silhouette=0.45))[1] == 6
    assert taken(coarser, unsteady(6, valley=CLEAR, silhouette=0.45))[1] == 6


@pytest.mark.parametrize(("error", "taken_up"), [(0.02, True), (0.005, False)])
def test_another_algorithm_is_left_out_where_resamples_show_that_a_segment_dissolves(
    error: float, taken_up: bool
) -> None:
    ward = scored(4, valley=CLEAR, stability=0.49, error=error, algorithm=WARD)
    assert (taken(scored(3, valley=CLEAR), ward) == ("ward", 4, Basis.NATURAL)) is taken_up


def test_without_gaps_no_other_algorithm_than_the_simplest_is_considered() -> None:
    ward = scored(4, silhouette=0.9, stability=None, algorithm=WARD)
    assert verdicts(scored(3), scored(4), ward) == [
        Verdict.RUNNER_UP,
        Verdict.CHOSEN,
        Verdict.MORE_COMPLEX,
    ]


def test_another_algorithm_that_parts_more_groups_is_taken() -> None:
    finer = scored(4, valley=CLEAR, stability=0.8, algorithm=WARD)
    assert taken(scored(3, valley=CLEAR), finer) == ("ward", 4, Basis.NATURAL)
    assert taken(
        scored(3, valley=CLEAR), scored(4, valley=CLEAR, stability=0.4, algorithm=WARD)
    ) == ("kmeans", 3, Basis.NATURAL)


def test_of_equally_fine_divisions_the_simpler_algorithm_is_taken() -> None:
    ward = scored(4, valley=CLEAR, stability=None, silhouette=0.9, algorithm=WARD)
    assert verdicts(scored(4, valley=CLEAR), ward) == [Verdict.CHOSEN, Verdict.MORE_COMPLEX]


def test_a_handful_against_the_rest_is_out_however_well_it_scores() -> None:
    split = scored(3, silhouette=0.896, stability=1.0, smallest=0.006, valley=CLEAR)
    assert verdicts(split, scored(4), scored(5)) == [
        Verdict.TOO_SMALL,
        Verdict.RUNNER_UP,
        Verdict.CHOSEN,
    ]


def test_what_leaves_most_customers_outside_is_out() -> None:
    assert verdicts(scored(3), scored(4, valley=CLEAR, noise=0.5))[1] is Verdict.MOSTLY_NOISE


def test_the_range_of_the_settings_holds() -> None:
    assert verdicts(scored(3), scored(9, valley=CLEAR)) == [Verdict.CHOSEN, Verdict.OUT_OF_RANGE]


def test_what_is_asked_for_is_done_whatever_the_vote() -> None:
    assert taken(
        scored(2), scored(3, silhouette=0.9, valley=CLEAR), settings=SegmentsSettings(count=2)
    ) == ("kmeans", 2, Basis.ASKED)


def test_stability_is_proved_of_the_first_algorithm_and_then_of_what_may_part_as_finely() -> None:
    unproved = [
        scored(2, stability=None),
        scored(3, stability=None, valley=CLEAR),
        scored(2, stability=None, valley=CLEAR, algorithm=WARD),
        scored(4, stability=None, valley=FAINT, algorithm=WARD),
        scored(5, stability=None, algorithm=WARD),
    ]
    assert contenders(unproved, SegmentsSettings()) == [0, 1]
    proved = [
        replace(one, stabilities=np.full(one.candidate.k, 0.9)) if number < 2 else one
        for number, one in enumerate(unproved)
    ]
    assert contenders(proved, SegmentsSettings()) == [3]


def test_the_fewest_customers_are_cut_into_as_many_as_they_allow() -> None:
    assert candidate_counts(5, 5, SegmentsSettings()) == range(2, 3)
    assert taken(scored(2))[1] == 2


def test_candidates_reach_to_ten_or_to_what_is_asked_for() -> None:
    assert candidate_counts(500, 500, SegmentsSettings()) == range(2, 11)
    assert candidate_counts(500, 500, SegmentsSettings(count=12)) == range(2, 13)
    assert candidate_counts(500, 4, SegmentsSettings()) == range(2, 5)


@pytest.mark.parametrize(("customers", "kinds"), [(2, 2), (3, 3), (10, 1)])
def test_too_few_customers_are_refused(customers: int, kinds: int) -> None:
    with pytest.raises(SegmentsError, match="too few to segment"):
        candidate_counts(customers, kinds, SegmentsSettings())


def test_more_segments_than_customers_are_refused() -> None:
    with pytest.raises(
        SegmentsError,
        match="12 segments were asked for, but there are only 8 customers of 8 different kinds",
    ):
        candidate_counts(8, 8, SegmentsSettings(count=12))
