"""Which columns say the same as another: copies, 1 − x, what is left of a limit. One of them makes
segments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import redundancy, vocabulary
from reporter.model import Role, Sense

if TYPE_CHECKING:
    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Understood
    from reporter.settings import MeaningSettings

COPY = 0.99
"""Correlation from which two columns of numbers say the same."""
ALL_BUT = 0.999
"""The same where the other one is left out for good; between the two it still describes. Money that
adds up to revenue goes from here on: what goes costs revenue.
"""


class SameColumns:
    """Asks whether a column says anything that no other one says."""

    name = "same_columns"

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:  # noqa: ARG002 - as every question
        """Leave out the later by name of two that say the same, so that the order of columns does
        not matter; money stays first.
        """
        numbers = [
            name
            for name in so_far.names(Role.SPEND, Role.MEASURE)
            if evidence.columns[name].is_number
        ]
        strengths = evidence.correlations([*numbers, *so_far.totals])
        ranked = sorted(
            numbers, key=lambda name: (not so_far.has(name, Role.SPEND), _is_lesser(name), name)
        )
        kept: list[str] = [
            name for name in so_far.totals if name not in so_far.fixed
        ]  # a total with tax repeats one without
        for name in ranked:
            other = next(
                (
                    one
                    for one in kept
                    if abs(_between(strengths, name, one)) >= _least(so_far, name, one)
                ),
                None,
            )
            if other is None or name in so_far.fixed:
                kept.append(name)
                continue
            strength = _between(strengths, name, other)
            words = f"says the same as {other}: they move together (correlation {strength:.3f})"
            if abs(strength) >= ALL_BUT:
                so_far = so_far.with_role(name, Role.IGNORED, words)
            else:
                so_far = so_far.with_role(
                    name, Role.DESCRIPTOR, f"{words}, so that it describes and makes no segments"
                )
                so_far = so_far if name in so_far.senses else so_far.with_sense(name, Sense.COUNT)
        texts = [
            evidence.columns[name]
            for name in so_far.names(Role.DESCRIPTOR)
            if evidence.columns[name].dtype == "text"
        ]
        for name, other in redundancy.copies_of_texts(evidence.contents, texts):
            so_far = so_far.with_role(
                name,
                Role.IGNORED,
                f"says the same as {other}: each value goes with one of its values",
            )
        return so_far


def _between(strengths: dict[tuple[str, str], float], name: str, other: str) -> float:
    return strengths.get((min(name, other), max(name, other)), 0.0)


def _least(so_far: Understood, name: str, other: str) -> float:
    return ALL_BUT if so_far.has(name, Role.SPEND) and so_far.has(other, Role.SPEND) else COPY


def _is_lesser(name: str) -> bool:
    """Say whether a column is what is left of another, or a mean or an extreme of it."""
    return bool(vocabulary.parts(name) & (vocabulary.kind("remaining") | vocabulary.kind("means")))
