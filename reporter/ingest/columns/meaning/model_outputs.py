"""Which columns a model has made: chances to leave or to buy, which must not lead the segments.

A model's output is a decimal from 0 to 1 (or to 100) whose name speaks of a model or of a chance;
two scores that add up to 1; or a score of an outcome, such as a churn score.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.model import Reading, Role, Stance

if TYPE_CHECKING:
    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Understood
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.settings import MeaningSettings

MANY_VALUES = 20
"""Different values."""
SUM = 0.02
"""How far the sum of two chances may lie from 1."""
NEARLY_ALL = 0.98
RISKS = {"score", "risk", "index", "percentile", "decile"}
"""Words that make a model's output of an outcome."""
SCORES = {"score", "scores", "model", "class", "p"}


class ModelOutputs:
    """Asks whether a model has made a column."""

    name = "model_output"

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:
        """Leave out what a model has made."""
        if settings.model_output == "keep":
            return so_far
        found = [name for name in _found(so_far, evidence) if name not in so_far.fixed]
        for name in found:
            words = (
                "what a model has said of the customer, which makes no segments; numbers"
                f" {evidence.columns[name].span}"
            )
            so_far = so_far.with_role(name, Role.IGNORED, words)
        if not found:
            return so_far
        return so_far.told(
            Reading(
                question=self.name,
                stance=Stance.ADOPTED,
                numbers={"columns": len(found)},
                items=tuple({"column": name} for name in found),
                setting=f"meaning.{self.name}=keep",
            )
        )


def _found(so_far: Understood, evidence: Evidence) -> list[str]:
    """Return the columns of numbers that a model has made."""
    possible = [evidence.columns[name] for name in so_far.names(Role.SPEND, Role.MEASURE)]
    found = {column.name for column in possible if _is_output(column)}
    scores = [
        column.name
        for column in possible
        if _is_chance(column, (0, 1)) and set(vocabulary.words(column.name)) & SCORES
    ]
    return sorted(found.union(_halves(evidence, scores)))


def _is_output(column: ColumnStatistics) -> bool:
    """Say whether a column is a chance, or a percentage, of which a model is named; or a risk."""
    is_named = _speaks_of_models(column.name) and _is_chance(column, (0, 100))
    return is_named or _is_risk(column)


def _is_chance(column: ColumnStatistics, span: tuple[float, float]) -> bool:
    return bool(
        column.dtype == "decimal"
        and span[0] <= column.minimum
        and column.maximum <= span[1]
        and column.distinct >= MANY_VALUES
    )


def _is_risk(column: ColumnStatistics) -> bool:
    """Say whether a column is a score of an outcome ("Churn Score"), or a risk or a p of one from 0
    to 1.
    """
    own = set(vocabulary.words(column.name))
    if column.distinct < MANY_VALUES:
        return False
    if own & vocabulary.kind("outcome") and own & RISKS:
        return True
    return _is_chance(column, (0, 1)) and (
        "risk" in own or ("p" in own and bool(own & vocabulary.kind("outcome")))
    )


def _speaks_of_models(name: str) -> bool:
    own = set(vocabulary.words(name))
    return bool(own & (vocabulary.kind("model") - {"model"})) or (
        "model" in own and bool(own & SCORES - {"model"})
    )


def _halves(evidence: Evidence, names: list[str]) -> list[str]:
    """Return the scores of which two add up to 1."""
    pairs = list(combinations(names, 2))
    sums = [
        (evidence.number(left) + evidence.number(right) - 1).abs() <= SUM for left, right in pairs
    ]
    held = evidence.count(*sums)
    return [
        name
        for pair, rows in zip(pairs, held, strict=True)
        if rows >= NEARLY_ALL * evidence.columns[pair[0]].values
        for name in pair
    ]
