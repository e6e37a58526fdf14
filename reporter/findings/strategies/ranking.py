"""Which of the fitting plays are suggested, and in which order: plays with their strategies in, a
few per segment out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.findings.strategies.plays import Play
    from reporter.model import Strategy

FEWEST_STRATEGIES, MOST_STRATEGIES = 2, 4
"""So many strategies per segment."""
MOST_SHARED = 0.5
"""A play is suggested to at most this share of the segments, unless a segment had too few
otherwise.
"""
FIRST_READ = 3
"""So many of all strategies are read first."""
FILLER_WEIGHT = 0.5
"""Plays of less weight are suggested only where little else fits."""
COMMON_DISCOUNT = 0.5
"""What suits every segment loses up to half of its weight: it tells them least apart."""
WORTH_WEIGHT, MOST_BY_WORTH = 10.0, 0.3
"""A worth of one per cent of all revenue adds a tenth of a weight, up to three tenths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A strategy that fits a segment, and how strongly it suggests itself."""

    play: Play
    strategy: Strategy
    appeal: float
    place: int
    """Of its play in the playbook."""


def weigh(
    made: Sequence[tuple[Play, Strategy]], plays: Sequence[Play], segments: int, yearly: float
) -> list[Offer]:
    """Weigh each strategy: the play's weight, how few segments it fits, and its worth against a
    year's revenue.
    """
    places = {play.id: place for place, play in enumerate(plays)}
    suited = Counter(play.id for play, _ in made)
    return [
        Offer(
            play=play,
            strategy=strategy,
            appeal=play.weight * (1 - COMMON_DISCOUNT * (suited[play.id] - 1) / segments)
            + (min(MOST_BY_WORTH, WORTH_WEIGHT * middle(strategy) / yearly) if yearly > 0 else 0.0),
            place=places[play.id],
        )
        for play, strategy in made
    ]


def share_out(offers: Sequence[Offer], numbers: Sequence[int]) -> dict[int, list[Offer]]:
    """Give each segment its most telling strategies, one of a theme, and few of them to many
    segments.
    """
    # First what appeals most, within the limits; then, whatever these are, what a segment still
    # needs to have two.
    limit = max(1, round(MOST_SHARED * len(numbers)))
    given: Counter[str] = Counter()
    chosen: dict[int, list[Offer]] = {number: [] for number in numbers}
    wishes = sorted(
        offers, key=lambda offer: (-round(offer.appeal, 9), offer.strategy.segment, offer.play.id)
    )
    for offer in wishes:
        own = chosen[offer.strategy.segment]
        if (
            offer.play.weight >= FILLER_WEIGHT
            and given[offer.play.id] < limit
            and len(own) < MOST_STRATEGIES
            and _new_theme(offer, own)
        ):
            own.append(offer)
            given[offer.play.id] += 1
    for offer in wishes:
        own = chosen[offer.strategy.segment]
        if len(own) < FEWEST_STRATEGIES and _new_theme(offer, own):
            own.append(offer)
    return chosen


def rank(offers: Sequence[Offer]) -> list[Offer]:
    """Order by the middle of the estimate over effort, ties by that middle and by the play's place
    in the playbook.

    What has no estimate follows, and is ordered by how many customers it reaches over effort; where
    the file holds no money that is the order of all.
    """
    return sorted(offers, key=_rank_key)


def varied(ranked: Sequence[Offer]) -> list[Offer]:
    """Let the first few be of different themes: what is suggested to several segments is read once
    before it is read again.
    """
    first: list[Offer] = []
    for offer in ranked:
        if len(first) < FIRST_READ and offer.play.theme not in {one.play.theme for one in first}:
            first.append(offer)
    return [*first, *(offer for offer in ranked if offer not in first)]


def _rank_key(offer: Offer) -> tuple[float, float, float, int, int]:
    strategy, worth = offer.strategy, middle(offer.strategy)
    reach = strategy.audience / strategy.effort if strategy.high is None else 0.0
    return (
        -worth / strategy.effort,
        -worth,
        -reach,
        offer.place,
        strategy.segment,
    )


def middle(strategy: Strategy) -> float:
    """Return the middle of the range of worth, zero where there is none."""
    return ((strategy.low or 0.0) + (strategy.high or 0.0)) / 2


def _new_theme(offer: Offer, own: Sequence[Offer]) -> bool:
    return offer.play.theme not in {each.play.theme for each in own}
