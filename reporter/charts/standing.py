"""Personas in, how far features set their segments apart out, as charts of effects draw it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reporter.model import Persona, Trait

    Traits = Mapping[str, Trait]
    """A segment's traits by feature; a feature that could not be measured has none."""


def traits_by_feature(personas: Sequence[Persona]) -> list[Traits]:
    """Return the traits of each segment by their feature."""
    return [{trait.feature: trait for trait in persona.traits} for persona in personas]


def reaches(segments: Sequence[Traits], features: Iterable[str]) -> dict[str, float]:
    """Return how far each feature sets some segment apart: the largest absolute effect in it.

    Features that no segment was measured in are left out; the others keep their order.
    """
    measured = {
        name: [abs(traits[name].effect) for traits in segments if name in traits]
        for name in features
    }
    # A feature that was measured nowhere has no effect, not one of zero.
    return {name: max(effects) for name, effects in measured.items() if effects}


def effects(
    segments: Sequence[Traits],
    features: Sequence[str],
    end: Literal["effect", "low", "high"] = "effect",
) -> list[list[float | None]]:
    """Return a row per segment of the features' effects, or of an end of their intervals; None
    where one was not measured.
    """
    return [
        [getattr(traits[name], end) if name in traits else None for name in features]
        for traits in segments
    ]
