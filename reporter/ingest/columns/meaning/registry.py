"""The questions on what columns of customers mean, in the order in which they are asked: later ones
rest on earlier answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns.meaning.answers import Scales
from reporter.ingest.columns.meaning.cards import CardSpending
from reporter.ingest.columns.meaning.copies import SameColumns
from reporter.ingest.columns.meaning.durations import TimeUnits
from reporter.ingest.columns.meaning.model_outputs import ModelOutputs
from reporter.ingest.columns.meaning.outcomes import Outcomes
from reporter.ingest.columns.meaning.repeats import RepeatSummary
from reporter.ingest.columns.meaning.revenue import Revenue
from reporter.ingest.columns.meaning.totals import Totals
from reporter.ingest.columns.meaning.weights import Weights

if TYPE_CHECKING:
    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Question, Understood
    from reporter.settings import MeaningSettings

QUESTIONS: tuple[Question, ...] = (
    Outcomes(),
    Scales(),
    Weights(),
    ModelOutputs(),
    RepeatSummary(),
    TimeUnits(),
    Totals(),
    Revenue(),
    CardSpending(),
    SameColumns(),
)


def understand(so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:
    """Ask one question after the other."""
    for question in QUESTIONS:
        so_far = question.ask(so_far, evidence, settings)
    return so_far
