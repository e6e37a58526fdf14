"""Which columns hold answers on a scale (1 to 5, 0 to 10): ordinal measures that make segments, no
codes.

A column is one by its name (Q7, rating, satisfaction, nps), or because three or more columns have
the same few steps and no name that says otherwise: a questionnaire asks all of its questions on one
scale, while codes of regions, plans and channels differ in number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.model import Role, Sense

if TYPE_CHECKING:
    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Understood
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.settings import MeaningSettings

TOGETHER = 3
"""Columns of one scale that make a questionnaire."""
FEWEST_STEPS, MOST_STEPS = 4, 11
"""Steps of a scale; on one that is named so, three will do."""
OTHERS = (
    "descriptor", "counting", "people", "spend", "days", "weeks", "months", "years", "calendar",
    "segmentation", "graded",
)  # fmt: skip
"""Kinds of words that say that small whole numbers are something else."""
NUMBERED = re.compile(r"(q|question|item|frage|pregunta|vraag|domanda|v)_?\d+.*", re.IGNORECASE)


class Scales:
    """Asks whether small whole numbers are answers."""

    name = "scale"

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:  # noqa: ARG002 - as every question
        """Let answers be measures, in order and without a ratio."""
        possible = [
            evidence.columns[name]
            for name in so_far.names(Role.MEASURE, Role.DESCRIPTOR)
            if name not in so_far.senses
        ]
        possible = [column for column in possible if _may_be_answers(column)]
        ranges = [
            _range(column)
            for column in possible
            if _steps(column) >= FEWEST_STEPS and not _is_described(column)
        ]
        for column in possible:
            together = not _is_described(column) and ranges.count(_range(column)) >= TOGETHER
            if not together and not is_named_so(column.name):
                continue
            beside = f" as in {ranges.count(_range(column)) - 1} other columns" if together else ""
            words = f"answers on a scale {column.span}{beside}, in order"
            so_far = so_far.with_role(column.name, Role.MEASURE, words).with_sense(
                column.name, Sense.SCALE
            )
        return so_far


def is_named_so(name: str) -> bool:
    """Say whether a column is named like an answer or a score on a scale."""
    own = vocabulary.parts(name)
    return bool(
        own & vocabulary.kind("answers") or NUMBERED.fullmatch(name.strip())
    ) and not own & vocabulary.kind("counting")


def _may_be_answers(column: ColumnStatistics) -> bool:
    if (
        column.dtype != "integer"
        or column.distinct < 3
        or column.minimum < -MOST_STEPS
        or column.maximum > MOST_STEPS
    ):
        return False
    return bool(_steps(column) <= MOST_STEPS)


def _is_described(column: ColumnStatistics) -> bool:
    """Say whether a name says that it is something else than an answer: a count, an
    age, a region.
    """
    own = vocabulary.parts(column.name)
    return bool(own & {"freq", "frequency", "trx", "visits", "orders", "purchases"}) or any(
        own & vocabulary.kind(kind) for kind in OTHERS
    )


def _range(column: ColumnStatistics) -> tuple[int, int]:
    return int(column.minimum), int(column.maximum)


def _steps(column: ColumnStatistics) -> int:
    low, high = _range(column)
    return high - low + 1
