"""Which columns say what became of a customer: churned, Attrition_Flag, Response. They describe
segments and make none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.columns.wording import different
from reporter.model import Role, Sense

if TYPE_CHECKING:
    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Understood
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.settings import MeaningSettings

MOST_OUTCOMES = 3
"""An outcome has at most so many values."""


class Outcomes:
    """Asks whether a column is what became of the customer."""

    name = "outcome"

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:  # noqa: ARG002 - as every question
        """Set apart what has few values and is named like the end of a story."""
        for name in so_far.names(Role.MEASURE, Role.DESCRIPTOR):
            column = evidence.columns[name]
            if _is_outcome(column):
                words = (
                    "what became of the customer: it describes segments and makes none;"
                    f" {different(column.distinct)}"
                )
                so_far = so_far.with_role(name, Role.DESCRIPTOR, words).with_sense(
                    name, Sense.OUTCOME
                )
        return so_far


def _is_outcome(column: ColumnStatistics) -> bool:
    if (
        column.dtype not in {"text", "boolean", "integer"}
        or not 2 <= column.distinct <= MOST_OUTCOMES
    ):
        return False
    return bool(vocabulary.parts(column.name) & vocabulary.kind("outcome"))
