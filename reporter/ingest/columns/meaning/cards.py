"""Whether what customers spend is the money of others: card holders spend in shops, and whoever
issued the card earns a part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.model import Reading, Role, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Understood
    from reporter.settings import MeaningSettings


class CardSpending:
    """Asks whether customers spend by card: by a limit beside what only card accounts have (use of
    the limit, cash advances).
    """

    name = "card_spending"

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:  # noqa: ARG002 - as every question
        """Tell that what counts as revenue may be the money of shops; words of a seller's books say
        that it is not.
        """
        spend = so_far.names(Role.SPEND)
        numbers = sorted(
            name
            for name, column in evidence.columns.items()
            if column.is_number and name not in spend
        )
        limits = _of_kind(numbers, "limits")
        accounts = [name for name in _of_kind(numbers, "card_accounts") if name not in limits]
        is_settled = _of_kind(spend, "net") or not so_far.fixed.isdisjoint(spend)
        if not (spend and limits and accounts) or is_settled:
            return so_far
        numbers_said = {"spend": spend[0], "limit": limits[0], "account": accounts[0]}
        return so_far.told(
            Reading(
                question=self.name,
                stance=Stance.TOLD,
                numbers=numbers_said,
                setting='roles.spend=["…"]',
                weight=1.0,
            ),
        )


def _of_kind(names: Sequence[str], kind: str) -> list[str]:
    """Return the columns whose names hold a word of a kind."""
    return [name for name in names if vocabulary.parts(name) & vocabulary.kind(kind)]
