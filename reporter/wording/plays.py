"""What a strategy says: its claims in, title, action, channel, measure and assumption out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.model.strategy import UNPRICED

if TYPE_CHECKING:
    from reporter.model.claim import Claim
    from reporter.model.strategy import Strategy
    from reporter.wording.words import Words

CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A strategy in words."""

    title: str
    action: str
    channel: str
    kpi: str
    assumption: str


def told(strategy: Strategy, words: Words) -> Told:
    """Say a strategy."""
    return Told(
        title=part(strategy.claim, "title", words),
        action=part(strategy.claim, "action", words),
        channel=part(strategy.claim, CHANNEL, words),
        kpi=part(strategy.claim, "kpi", words),
        assumption=words.text(strategy.assumption),
    )


def part(play: Claim, form: str, words: Words) -> str:
    """Say a part of a play: its title, its action, its channel or its kpi."""
    other = f"{form}{UNPRICED}"
    is_other = play.values.get("priced") is False and words.catalogue.has(play.id, other)
    text = words.text(play, other if is_other else form)
    # What a text begins with may be a value; channels are shown as they are written.
    return text if form == CHANNEL else f"{text[:1].upper()}{text[1:]}"
