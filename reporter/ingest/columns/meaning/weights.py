"""Which column says how many people a row of a survey stands for: it makes no segment, but weighs.

A survey weight is no less than zero, has many values and a mean near 1; or it is named so, stands
beside answers and adds up to a population. What is named "weight" and has a mean like that of
people in kilogrammes beside no answers is a measure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.model import Reading, Role, Sense, Stance

if TYPE_CHECKING:
    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Understood
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.settings import MeaningSettings

NEAR_ONE = 0.03
"""How far the mean of a weight that no name announces may lie from 1."""
LEAST_MEAN, GREATEST_MEAN = 0.2, 5.0
"""The mean of a weight that is named so."""
BODIES = (20.0, 250.0)
"""Means of what is measured in kilogrammes or pounds."""
MANY_VALUES = 20
"""Different values of a weight that no name announces."""
ANSWERS = 3
EXTREME = 20.0
"""The largest weight that no name announces."""


class Weights:
    """Asks whether a column weighs the rows."""

    name = "weight"

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:
        """Let the one column that weighs make no segment."""
        set_by_user = next(
            (name for name, (role, _) in so_far.judgements.items() if role is Role.WEIGHT), None
        )
        if set_by_user:
            return so_far.told(_reading(set_by_user, Stance.SET))
        if settings.weight == "none":
            return so_far
        found = _found(so_far, evidence)
        if found is None:
            return so_far
        name, mean = found
        words = (
            "how many people a row stands for: weighs, and makes no segment; numbers"
            f" {evidence.columns[name].span}"
        )
        return so_far.with_role(name, Role.WEIGHT, words).told(_reading(name, Stance.ADOPTED, mean))


def _found(so_far: Understood, evidence: Evidence) -> tuple[str, float] | None:
    """Return the column that weighs, and its mean: one named so before one that only looks so."""
    answers = sum(sense is Sense.SCALE for sense in so_far.senses.values())
    possible = _possible(so_far, evidence)
    named = [name for name in possible if vocabulary.parts(name) & vocabulary.kind("weight")]
    unnamed = [
        name
        for name in possible
        if answers >= ANSWERS and name not in named and _is_like_one(evidence.columns[name])
    ]
    means = evidence.means([*named, *unnamed])
    weighing = [name for name in named if _weighs(means[name], answers)]
    weighing += [name for name in unnamed if abs(means[name] - 1) <= NEAR_ONE]
    return (weighing[0], means[weighing[0]]) if weighing else None


def _possible(so_far: Understood, evidence: Evidence) -> list[str]:
    """Return the columns of numbers, none below zero, that the user has not set."""
    return [
        name
        for name in so_far.names(Role.MEASURE, Role.DESCRIPTOR)
        if evidence.columns[name].is_number
        and evidence.columns[name].minimum >= 0
        and name not in so_far.fixed
    ]


def _is_like_one(column: ColumnStatistics) -> bool:
    """Say whether a column holds many different numbers in each row, none of them extreme."""
    return bool(
        column.dtype == "decimal"
        and column.minimum > 0
        and column.maximum <= EXTREME
        and column.distinct >= MANY_VALUES
        and not column.missing
    )


def _weighs(mean: float, answers: int) -> bool:
    if LEAST_MEAN <= mean <= GREATEST_MEAN:
        return True
    return answers >= ANSWERS and not BODIES[0] <= mean <= BODIES[1]


def _reading(name: str, stance: Stance, mean: float | None = None) -> Reading:
    return Reading(
        question=Weights.name,
        stance=stance,
        numbers={"column": name} | ({} if mean is None else {"mean": mean}),
        setting="" if stance is Stance.SET else f"meaning.{Weights.name}=none",
        weight=1.0,
    )
