"""Why so many segments: the segmentation in, the rule in claims out, by which it was chosen and why
the next best lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.method.compared import compared, more_tried
from reporter.findings.method.other_choices import coarser_division, elbow, other_choice
from reporter.findings.method.runner_up import counts, why_not_the_next
from reporter.findings.method.tried import several, tried
from reporter.findings.method.votes import lead, leader, scores, voted
from reporter.model import FOUND_AGAIN, UNLIKE, Basis, Choosing, Finding, Verdict
from reporter.model.algorithms import algorithm_called
from reporter.model.claim import Claim, Count, Number, Score, Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.model import Candidate, Segmentation
    from reporter.model.claim import Value

MOST_POINTS = 1
"""A division that beats all of its rivals by each score has so many."""


def choosing(found: Segmentation) -> Choosing:
    """Tell by which rule the division was taken, and why the next best was not."""
    account = {
        Basis.ASKED: _asked,
        Basis.NATURAL: _natural,
        Basis.CONVENIENT: _convenient,
        Basis.KEPT: _kept,
    }[found.basis](found)
    other, option = other_choice(found)
    shown = compared(found.candidates)
    return Choosing(
        account=tuple(account),
        other=other,
        option=option,
        compared=shown,
        more=more_tried(len(found.candidates), len(shown)),
        elbow=elbow(found),
    )


def _rule(claim: Claim) -> Finding:
    return Finding(id="choice.rule", claim=claim)


def _kept(found: Segmentation) -> Iterator[Finding]:
    """Tell of segments of an earlier run."""
    yield _rule(Claim("choice.kept", {"k": Count(found.k)}))


def _asked(found: Segmentation) -> Iterator[Finding]:
    """Tell of a number that was asked for."""
    algorithm = algorithm_called(found.taken.algorithm) if several(found) else None
    yield _rule(Claim("choice.asked", {"k": Count(found.k), "algorithm": algorithm}))
    yield from _next(found)


def _natural(found: Segmentation) -> Iterator[Finding]:
    """Tell of groups by nature."""
    taken = found.taken
    voters = Count(len(taken.ballots)) if len(voted(found)) > 1 else None
    yield _rule(
        Claim(
            "choice.natural",
            {"tried": tried(found), "too_faint": _too_faint(found) or None, "voters": voters},
        )
    )
    values = {
        "k": Count(found.k),
        "valley": Share(taken.valley),
        "next": why_not_the_next(found),
    }
    yield Finding(id="choice.result", claim=Claim("choice.natural_result", values))


def _too_faint(found: Segmentation) -> tuple[Claim, ...]:
    """Name the finer divisions whose gaps do not count."""
    finer = {
        one.k
        for one in found.candidates
        if one.verdict is Verdict.TOO_FAINT and one.k > found.taken.k
    }
    return tuple(Claim("choice.number.too_faint", {"too_faint": Count(k)}) for k in sorted(finer))


def _convenient(found: Segmentation) -> Iterator[Finding]:
    """Tell of a division of convenience."""
    if found.taken.steady or len(voted(found)) < 2:
        yield _rule(_by_use(found))
        if found.taken.steady:
            yield from _coarser(found)
        return
    first = leader(found)
    if first is not None:
        yield _led(found, first)
    yield _rule(_by_use(found))
    yield from _next(found) if first is None else _votes(found, first)
    yield from _coarser(found)


def _coarser(found: Segmentation) -> Iterator[Finding]:
    """Say where a coarser division does better, where one does."""
    coarse = coarser_division(found)
    if coarse is not None:
        yield coarse


def _by_use(found: Segmentation) -> Claim:
    """Say what makes a division of use, and which one that is; where there is none, what decided
    instead.
    """
    beginning = Claim(
        "choice.by_use",
        {
            "tried": tried(found),
            "several": several(found),
            "algorithm": algorithm_called(found.taken.algorithm),
            "found_again": Score(FOUND_AGAIN),
            "unlike": Number(UNLIKE),
        },
    )
    if found.taken.steady:
        return _steady(found, beginning)
    at_least, voting = Count(found.free[0]), list(found.taken.ballots)
    if len(voted(found)) < 2:
        return Claim(
            "choice.convenient.only",
            {"by_use": beginning, "at_least": at_least, "k": Count(found.k)},
        )
    return Claim(
        "choice.convenient.voted",
        {
            "by_use": beginning,
            "at_least": at_least,
            "voters": Count(len(voting)),
            "scores": scores(voting),
        },
    )


def _steady(found: Segmentation, beginning: Claim) -> Claim:
    """Say which division is of use, and why no finer one."""
    few = [one.k for one in found.candidates if one.verdict is Verdict.TOO_FINE]
    return Claim(
        "choice.convenient.steady",
        {
            "by_use": beginning,
            "k": Count(found.k),
            "stability": Score(found.taken.stability or 0.0),
            "too_fine": Count(min(few)) if few else None,
        },
    )


def _led(found: Segmentation, first: Candidate) -> Finding:
    """Say which division leads the vote, by how little, and why another was taken."""
    ahead = lead(first, found.taken)
    values: dict[str, Value] = {
        "leader": Count(first.k),
        "leader_points": Score(first.votes),
        "most": Count(MOST_POINTS),
        "k": Count(found.taken.k),
        "points": Score(found.taken.votes),
        "level": ahead.is_level,
        "error": Score(ahead.error),
        "lead": Score(ahead.points),
    }
    return Finding(id="choice.led", claim=Claim("choice.led", values))


def _votes(found: Segmentation, first: Candidate) -> Iterator[Finding]:
    """Say who votes for the division taken, and who for the leader."""
    claim = counts(found, first, leads=True)
    if claim is not None:
        yield Finding(id="choice.votes", claim=claim)


def _next(found: Segmentation) -> Iterator[Finding]:
    """Say why the next best was not taken, where there is one."""
    claim = why_not_the_next(found)
    if claim is not None:
        yield Finding(id="choice.next", claim=claim)
