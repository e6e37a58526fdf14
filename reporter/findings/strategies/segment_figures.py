"""A segment as the playbook sees it: measurements in, its measures, its placeholders' values and
the segment above it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.findings.measuring.spending import marking_categories
from reporter.findings.personas.buying_times import next_season
from reporter.findings.strategies.placeholders import placeholder_values
from reporter.findings.strategies.segment_measures import segment_measures
from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Outcome, ProductLift
    from reporter.model.claim import SegmentName, Value

MOST_SILENT = 0.5
"""A segment of which a larger share is silent is nothing to grow into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentFigures:
    """One segment as a playbook sees it."""

    number: int
    measures: Mapping[str, float]
    values: Mapping[str, Value]
    """Of the placeholders by name; what cannot be computed is left out."""
    better: int | None
    """The next more valuable segment."""
    season_in: int | None
    """Months from the report's day to the month before their season."""
    products: tuple[ProductLift, ...]
    weakest: str | None
    """The spend category furthest below other customers'."""
    leading_spend: float | None
    """What members spend in the category that marks them; None where none does."""
    became: tuple[Outcome, ...]
    """What became of customers: nobody is addressed who has left."""


def segment_figures(
    measured: Measured,
    number: int,
    names: Mapping[int, SegmentName],
    products: Sequence[ProductLift],
    became: Sequence[Outcome] = (),
) -> SegmentFigures:
    """Collect a segment's measures and its placeholders' values."""
    better, season = _better(measured, number), next_season(measured, number)
    strong, weak = marking_categories(measured, number)
    called: dict[str, Value] = {"name": names[number]}
    if better is not None:
        called["better"] = names[better]
    return SegmentFigures(
        number=number,
        measures=segment_measures(measured, number, products, became),
        values=called | placeholder_values(measured, number, products, became),
        better=better,
        season_in=season[0] if season else None,
        products=tuple(products),
        weakest=weak,
        leading_spend=(
            float(measured.groups[number][strong[0]].astype(float).sum()) if strong else None
        ),
        became=tuple(became),
    )


def _better(measured: Measured, number: int) -> int | None:
    """Return the segment whose members spend (or order) least more than these on average, and are
    not mostly silent.
    """
    own = measured.mean_volume(number)
    if own is None:
        return None
    means = {
        other: measured.mean_volume(other) or 0.0
        for other in measured.customers
        if (measured.above(other, FeatureName.RECENCY, measured.silent_days) or 0.0) <= MOST_SILENT
    }
    above = [(mean, other) for other, mean in means.items() if mean > own]
    return min(above)[1] if above else None
