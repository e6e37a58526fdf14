"""Whether what customers spend is the money of others: card holders spend in shops, and whoever
issued the card earns a part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.model import Reading, Role, Stance

if TYPE_CHECKING:
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
        limits = [name for name in numbers if vocabulary.parts(name) & vocabulary.kind("limits")]
        accounts = [
            name
            for name in numbers
            if vocabulary.parts(name) & vocabulary.kind("card_accounts") and name not in limits
        ]
        sold = any(vocabulary.parts(name) & vocabulary.kind("net") for name in spend)
        if (
            not spend
            or not limits
            or not accounts
            or sold
            or any(name in so_far.fixed for name in spend)
        ):
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
