"""Scored candidates in, one of them chosen out, by a written rule.

1. A candidate is out with a segment below 1 % of customers, with more than a third of customers
   outside of any group, or with a number of segments outside of the settings' range.
2. If divisions remain in which every two segments have a valley between them, and which lie further
   apart (silhouette) than data without groups are made to, customers fall into groups by nature:
   the finest such division is taken, since the coarser ones join groups that the data keep apart;
   of equally fine ones, that of the first algorithm. A valley counts if it is clear by itself, or
   if it is fainter and resamples find every segment again. A finer division that lowers the
   silhouette must have valleys that are beyond doubt, or clear ones and segments that are found
   again: some valley is found in any cloud that is cut often enough. Of other algorithms, which add
   many candidates, more is asked: clear valleys, and segments that are found again, or at least do
   not dissolve where the valleys are beyond doubt.
3. Otherwise any division is one of convenience, by the simplest algorithm in the running, and
   usefulness decides: the finest of twenty customers per segment on average, whose every segment
   resamples find again, by more than the standard error of the mean, and of which no two segments
   are alike: their typical members lie .8 of a standard deviation apart in some feature at least,
   "large" by Cohen (1988, Statistical Power Analysis).
4. Where resamples find no such division again, scores vote for one of three segments at least (or
   as many as settings ask for). Voters are silhouette, Calinski-Harabasz and Davies-Bouldin index,
   gap statistic, BIC where it is defined, valley, stability of the least stable segment, size of
   the smallest, and usefulness. Each gives a candidate the share of rivals that it beats, half for
   a tie; most on average lead.
5. Within one standard error of the leader's lead, over the voters, the simpler candidate is taken:
   fewer segments, then the simpler algorithm. The same vote decides between equally fine divisions
   of one algorithm in point 2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.errors import SegmentsError
from reporter.model import Basis, Stability, Verdict
from reporter.segments.valleys import DEPTH
from reporter.segments.voting import vote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.segments.scores import Scored
    from reporter.segments.voting import Vote
    from reporter.settings import SegmentsSettings

TOO_SMALL = 0.01
"""A segment under this share rules a candidate out."""
TOO_NOISY = 1 / 3
"""So many customers outside of any group rule a candidate out."""
MOST_TRIED = 10
"""The candidates reach from 2 to this many segments, or further where settings ask for more."""
FEWEST_USEFUL = 3
"""A convenient division that scores vote for has at least so many segments."""
CUSTOMERS_PER_SEGMENT = 20
"""A convenient division has so many customers per segment on average, or else as few segments as it
may.
"""
NOT_DISSOLVED = 0.5
"""Stability below which a segment dissolves in most resamples (Hennig 2008, "Dissolution point and
isolation robustness").
"""
DOUBTLESS_VALLEY = 1.4
"""Evidence of a valley, of 1, that is beyond doubt: seven tenths emptier than the lower core, by
3.5 standard errors.
"""
FAINT_VALLEY = 0.6
"""Evidence of a valley, of 1, that suffices beside stability and silhouette: 1.5 of 2.5 standard
errors.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the rule made of the candidates."""

    scored: tuple[Scored, ...]
    """All of them, with votes and verdicts."""
    winner: Scored
    basis: Basis
    free: tuple[int, int]
    """The fewest and the most segments that the choice was free in."""


def candidate_counts(customers: int, kinds: int, settings: SegmentsSettings) -> range:
    """Return the numbers of segments to try, from 2.

    Parameters
    ----------
    customers, kinds
        How many customers there are, and how many different ones.

    Raises
    ------
    SegmentsError
        There are too few customers for two segments, or for as many as asked for.
    """
    if settings.count is not None and settings.count > min(customers - 1, kinds):
        raise SegmentsError(
            f"{settings.count} segments were asked for, but there are only {_customers(customers)}"
            f" of {_kinds(kinds)}.",
            "Ask for fewer segments with --segments, or bring more customers.",
        )
    # Without a wish, segments should hold two customers on average; with one, it is followed as far
    # as it can be.
    most = min(max(MOST_TRIED, settings.maximum), customers // 2, kinds)
    most = max(most, settings.count or 0)
    if most < 2:
        raise SegmentsError(
            f"There are only {_customers(customers)} of {_kinds(kinds)}: too few to segment.",
            "Bring at least four customers that differ; a few hundred make segments that mean"
            " something.",
        )
    return range(2, most + 1)


def _customers(count: int) -> str:
    return "1 customer" if count == 1 else f"{count:,} customers"


def _kinds(count: int) -> str:
    return "one kind" if count == 1 else f"{count:,} different kinds"


def contenders(scored: Sequence[Scored], settings: SegmentsSettings) -> list[int]:
    """Return the numbers of the candidates whose stability is worth proving next; none when all are
    proved that can be chosen.

    First all of the first algorithm that are not out, then those of others that may separate more
    finely.
    """
    running = _running(scored, settings)
    waiting = [
        number
        for number, one in enumerate(scored)
        if one.stabilities is None and _among(one, running)
    ]
    if own := [number for number in waiting if scored[number].simplest]:
        return own
    finest = max((one.candidate.k for one in running if separated(one)), default=0)
    lone = all(one.stabilities is None for one in running)
    return [
        number
        for number in waiting
        if lone or (scored[number].candidate.k > finest and _may_separate(scored[number]))
    ]


def choose(scored: Sequence[Scored], settings: SegmentsSettings) -> Chosen:
    """Apply the rule to candidates that were scored and proved."""
    eligible = _eligible(scored, settings)
    result = vote(eligible.pool)
    judge = _Judge(
        settings=settings,
        winner=result.ranking[0],
        second=_second(eligible, result),
        pool=eligible.pool,
        level=result.level,
        natural=eligible.natural,
        steady=eligible.steady,
    )
    told = tuple(_told(one, result.ballots.get(id(one), {}), judge) for one in scored)
    final = next(one for one in told if one.candidate.chosen)
    k = final.candidate.k
    if settings.count:
        return Chosen(scored=told, winner=final, basis=Basis.ASKED, free=(k, k))
    return Chosen(
        scored=told,
        winner=final,
        basis=Basis.NATURAL if eligible.natural else Basis.CONVENIENT,
        free=(min(eligible.fewest, k), settings.maximum),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Eligible:
    """What points 1 to 4 of the rule leave for the vote."""

    pool: Sequence[Scored]
    """The candidates that are voted on."""
    fewest: int
    """The fewest segments that a candidate may have."""
    natural: Sequence[Scored] = ()
    """All divisions by nature; none where the choice is one of convenience."""
    steady: Sequence[Scored] = ()
    """The convenient divisions that resamples find again, the finest first."""


def _eligible(scored: Sequence[Scored], settings: SegmentsSettings) -> _Eligible:
    """Return the finest divisions by nature; without any, the finest steady one, or all convenient
    ones.
    """
    running = [one for one in _running(scored, settings) if one.stabilities is not None]
    if natural := [one for one in running if separated(one)]:
        finest = _finest(natural)
        pool = [one for one in natural if one.candidate.k == finest]
        return _Eligible(pool=pool, fewest=settings.minimum or 2, natural=natural)
    if steady := _steady(_convenient(running, settings.minimum or 2)):
        return _Eligible(pool=steady[:1], fewest=settings.minimum or 2, steady=steady)
    fewest = settings.minimum or FEWEST_USEFUL
    return _Eligible(pool=_convenient(running, fewest), fewest=fewest)


def _second(eligible: _Eligible, result: Vote) -> Scored | None:
    """Return the candidate that would be taken without the winner: the next by votes, or else the
    next finest; None where there is neither.
    """
    if len(result.ranking) > 1:
        return result.ranking[1]
    by_fineness = eligible.steady or sorted(eligible.natural, key=lambda one: -one.candidate.k)
    return next(iter(by_fineness[1:]), None)


def _told(one: Scored, ballots: dict[str, float], judge: _Judge) -> Scored:
    """Return a candidate with its votes and what became of it."""
    verdict = judge.verdict(one)
    return replace(one, candidate=replace(one.candidate, ballots=ballots, verdict=verdict))


def _convenient(running: Sequence[Scored], least: int) -> list[Scored]:
    """Return the divisions of the simplest algorithm into as many segments as a convenient one may
    have; all where none has.
    """
    most = max(least, len(running[0].division.labels) // CUSTOMERS_PER_SEGMENT)
    pool = [one for one in running if least <= one.candidate.k <= most] or list(running)
    return [one for one in pool if one.algorithm is pool[0].algorithm]


def _steady(pool: Sequence[Scored]) -> list[Scored]:
    """Return the divisions whose every segment resamples find again, and of which no two are alike,
    the finest first.
    """
    return sorted((one for one in pool if one.candidate.steady), key=lambda one: -one.candidate.k)


def _finest(natural: Sequence[Scored]) -> int:
    """Return the number of segments of the finest division; one whose valleys may be chance must
    not lower the silhouette.
    """
    taken, *finer = sorted(natural, key=lambda one: (one.candidate.k, -one.least.evidence))
    for one in finer:
        if (
            _is_doubtless(one)
            or (one.least.evidence >= 1 and _found_again(one))
            or one.candidate.silhouette >= taken.candidate.silhouette
        ):
            taken = one
    return taken.candidate.k


def separated(one: Scored) -> bool:
    """Tell whether every two segments of a proved candidate have a valley between them."""
    if one.stabilities is None or not one.apart or not _may_separate(one):
        return False
    clear, again = one.least.evidence >= 1, _found_again(one)
    if one.simplest:
        return clear or again
    # Among so many more candidates some have a faint valley by chance.
    return _holds_together(one) if _is_doubtless(one) else clear and again


def _found_again(one: Scored) -> bool:
    """Tell whether resamples find every segment again, chance left out of account."""
    return Stability.of(one.candidate.stability or 0.0).found_again


def _holds_together(one: Scored) -> bool:
    """Tell whether no segment dissolves, as far as the number of resamples can show it."""
    return (one.candidate.stability or 0.0) + (
        one.candidate.stability_error or 0.0
    ) >= NOT_DISSOLVED


def _dissolves(one: Scored) -> bool:
    """Tell whether there are clear valleys, and resamples do not find every segment again."""
    return (
        one.stabilities is not None and one.apart and one.least.evidence >= 1 and not separated(one)
    )


def _is_doubtless(one: Scored) -> bool:
    return one.least.evidence >= DOUBTLESS_VALLEY


def _may_separate(one: Scored) -> bool:
    return one.least.evidence >= FAINT_VALLEY and one.least.depth >= DEPTH


def _running(scored: Sequence[Scored], settings: SegmentsSettings) -> list[Scored]:
    """Return the candidates that are not out; all in range where none else is left."""
    within = [one for one in scored if _in_range(one, settings)]
    # Too few customers for the range: as many segments as they allow.
    within = within or [
        one for one in scored if one.candidate.k == max(other.candidate.k for other in scored)
    ]
    return [
        one
        for one in within
        if one.candidate.smallest >= TOO_SMALL and one.candidate.noise <= TOO_NOISY
    ] or within


def _in_range(one: Scored, settings: SegmentsSettings) -> bool:
    if settings.count:
        return one.candidate.k == settings.count
    return (settings.minimum or 2) <= one.candidate.k <= settings.maximum


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """Tells of each candidate what became of it, and why."""

    settings: SegmentsSettings
    winner: Scored
    second: Scored | None
    pool: Sequence[Scored]
    level: Sequence[Scored]
    natural: Sequence[Scored]
    steady: Sequence[Scored]

    def verdict(self, one: Scored) -> Verdict:
        """Return the first verdict that holds."""
        return next(
            (verdict for holds, verdict in (*self._in_the_running(one), *self._out(one)) if holds),
            Verdict.MORE_COMPLEX,
        )

    def _in_the_running(self, one: Scored) -> tuple[tuple[bool, Verdict], ...]:
        return (
            (one is self.winner, Verdict.CHOSEN),
            (one is self.second, Verdict.RUNNER_UP),
            (_among(one, self.level), Verdict.LEVEL),
            (_among(one, self.pool), Verdict.ELIGIBLE),
            (not _in_range(one, self.settings), Verdict.OUT_OF_RANGE),
            (one.candidate.smallest < TOO_SMALL, Verdict.TOO_SMALL),
            (one.candidate.noise > TOO_NOISY, Verdict.MOSTLY_NOISE),
        )

    def _out(self, one: Scored) -> tuple[tuple[bool, Verdict], ...]:
        natural, coarser = bool(self.natural), one.candidate.k < self.winner.candidate.k
        return (
            (not one.simplest and not one.apart and _may_separate(one), Verdict.AS_RANDOM),
            (natural and not _may_separate(one), Verdict.NO_GAPS),
            (natural and coarser, Verdict.COARSER),
            (natural and _dissolves(one), Verdict.NOT_FOUND_AGAIN),
            (natural and one.candidate.k > self.winner.candidate.k, Verdict.TOO_FAINT),
            (natural and one.algorithm is self.winner.algorithm, Verdict.TOO_FAINT),
            (
                bool(self.steady) and one.algorithm is self.winner.algorithm,
                self._beside_steady(one),
            ),
            (not natural and not one.simplest, Verdict.MORE_COMPLEX),
            (one.candidate.k < min(other.candidate.k for other in self.pool), Verdict.TOO_COARSE),
            (one.candidate.k > max(other.candidate.k for other in self.pool), Verdict.TOO_FINE),
        )

    def _beside_steady(self, one: Scored) -> Verdict:
        """Tell why a division by the same algorithm lost to the finest that is found again."""
        if one.candidate.k < self.winner.candidate.k:
            return Verdict.LESS_FINE
        if one.candidate.found_again:
            return Verdict.TOO_FINE if one.candidate.unlike else Verdict.ALIKE
        return Verdict.NOT_FOUND_AGAIN


def _among(one: Scored, others: Sequence[Scored]) -> bool:
    return any(one is other for other in others)
