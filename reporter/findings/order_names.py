"""Names for segments of customers who order: archetypes, each with the conditions that its words promise.

Measurements in, names with a score for each segment out. A name is offered only where no number contradicts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measured import Measured

Gate = tuple[str, float, float]
"""A property with the least and the greatest value that the name allows."""
ANY = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archetype:
    """A kind of customer that the field has a name for."""

    name: str
    gates: tuple[Gate, ...]
    pulls: Mapping[str, float]
    """How much each property speaks for the name."""
    base: float = 0.0


ARCHETYPES = (
    Archetype(
        name="Champions", base=0.45, pulls={"recency": -0.3, "frequency": 0.4, "spent": 0.5},
        gates=(("recency", -1, -0.2), ("frequency", 0.4, 1), ("spent", 0.4, 1), ("worth_index", 1.5, ANY)),
    ),
    Archetype(
        name="Loyal regulars", base=0.3, pulls={"frequency": 0.6, "recency": -0.3},
        gates=(("frequency", 0.2, 1), ("orders", 2, ANY), ("once", 0, 0.1), ("recency_ratio", 0, 1.15)),
    ),
    Archetype(
        name="Rising regulars", base=0.3, pulls={"tenure": -0.5, "recency": -0.3},
        gates=(("frequency", 0.1, 1), ("orders", 2, ANY), ("recency", -1, -0.2), ("tenure", -1, -0.15), ("first_seen", 0, 0.6)),
    ),
    Archetype(
        name="Big spenders", base=0.2, pulls={"order_value": 0.5, "spent": 0.3},
        gates=(("spent", 0.3, 1), ("order_value", 0.3, 1), ("worth_index", 1.2, ANY), ("recency_ratio", 0, 1.5)),
    ),
    Archetype(
        name="Large, rare orders", base=0.15, pulls={"order_value": 0.6, "frequency": -0.2},
        gates=(("order_value", 0.3, 1), ("frequency", -1, 0.05), ("order_value_ratio", 1.1, ANY)),
    ),
    Archetype(
        name="Small, frequent orders", base=0.2, pulls={"order_value": -0.5, "frequency": 0.3},
        gates=(("order_value", -1, -0.2), ("order_value_ratio", 0, 0.95), ("frequency", 0.2, 1), ("orders", 2, ANY)),
    ),
    Archetype(
        name="Promising newcomers", base=0.35, pulls={"tenure": -0.4, "recency": -0.5},
        gates=(("tenure", -1, -0.25), ("recency", -1, -0.2), ("first_seen", 0, 0.5)),
    ),
    Archetype(
        name="First-time buyers", base=0.4, pulls={"recency": -0.6},
        gates=(("once", 0.9, 1), ("recency", -1, -0.2), ("first_seen", 0, 0.5)),
    ),
    Archetype(name="One-time buyers", base=0.45, pulls={"recency": 0.1}, gates=(("once", 0.9, 1),)),
    Archetype(
        name="One-time, long gone", base=0.4, pulls={"recency": 0.5}, gates=(("once", 0.9, 1), ("recency", 0.3, 1), ("away", 0.33, ANY)),
    ),
    Archetype(name="Mostly one-time buyers", base=0.35, pulls={"frequency": -0.2}, gates=(("once", 0.55, 0.9),)),
    Archetype(
        name="Drifting away", base=0.4, pulls={"recency": 0.2, "frequency": 0.3, "spent": 0.2},
        gates=(("recency", 0.05, 1), ("recency_ratio", 1.15, ANY), ("away_days", 21, ANY), ("once", 0, 0.5), ("silent_days", 0, 270)),
    ),
    Archetype(
        name="Lapsed big spenders", base=0.3, pulls={"recency": 0.3, "spent": 0.5},
        gates=(("recency", 0.2, 1), ("away_days", 45, ANY), ("away", 0.15, ANY), ("spent", 0.2, 1), ("worth_index", 1.0, ANY)),
    ),
    Archetype(
        name="Lapsed regulars", base=0.3, pulls={"recency": 0.4, "frequency": 0.4},
        gates=(("recency", 0.2, 1), ("away_days", 45, ANY), ("away", 0.15, ANY), ("frequency", 0.1, 1), ("orders", 2, ANY),
               ("once", 0, 0.3)),
    ),
    Archetype(
        name="Lapsed repeat buyers", base=0.3, pulls={"recency": 0.4},
        gates=(("recency", 0.2, 1), ("silent_days", 240, ANY), ("away_days", 90, ANY), ("orders", 2, ANY), ("once", 0, 0.4)),
    ),
    Archetype(
        name="Long gone", base=0.3, pulls={"recency": 0.4}, gates=(("recency", 0.4, 1), ("away", 0.33, ANY), ("away_days", 90, ANY)),
    ),
    Archetype(
        name="Gone quiet", base=0.15, pulls={"recency": 0.5},
        gates=(("recency", 0.2, 1), ("recency_ratio", 1.2, ANY), ("away_days", 30, ANY)),
    ),
    Archetype(
        name="Occasional buyers", base=0.42, pulls={"frequency": 0.2, "spent": -0.05},
        gates=(("frequency", -0.5, 0.3), ("once", 0, 0.5), ("recency", -0.4, 0.4)),
    ),
    Archetype(
        name="Light buyers", base=0.2, pulls={"spent": -0.4},
        gates=(("spent", -1, -0.25), ("order_value", -1, -0.1), ("worth_index", 0, 0.8)),
    ),
    Archetype(
        name="Recent light buyers", base=0.2, pulls={"spent": -0.3, "recency": -0.4},
        gates=(("spent", -1, -0.1), ("recency", -1, -0.2), ("worth_index", 0, 0.9)),
    ),
    Archetype(
        name="Recent repeat buyers", base=0.2, pulls={"recency": -0.5},
        gates=(("recency", -1, -0.2), ("orders", 2, ANY), ("once", 0, 0.2), ("frequency", -1, 0.4)),
    ),
    Archetype(name="Weekend shoppers", base=0.2, pulls={"weekend": 0.7}, gates=(("weekend", 0.5, 1), ("weekend_share", 0.4, 1))),
    Archetype(name="Many returns", base=0.25, pulls={"returns": 0.5}, gates=(("returns", 0.45, 1), ("return_rate", 0.08, 1))),
    Archetype(
        name="Narrow-range regulars", base=0.2, pulls={"range": -0.5},
        gates=(("range", -1, -0.25), ("frequency", 0.05, 1), ("orders", 2, ANY), ("once", 0, 0.2)),
    ),
    Archetype(
        name="Wide-range explorers", base=0.1, pulls={"range": 0.6, "frequency": -0.2},
        gates=(("range", 0.4, 1), ("recency_ratio", 0, 1.5)),
    ),
    Archetype(
        name="The steady middle", base=0.25, pulls={},
        gates=(("recency", -0.25, 0.25), ("frequency", -0.3, 0.3), ("spent", -0.3, 0.3), ("once", 0, 0.6)),
    ),
)  # fmt: skip
"""Properties: effects (recency, frequency, spent, order_value, tenure, range, returns, weekend); shares (once, weekend_share, return_rate);
parts of the period (away: what three in four have at least been away; first_seen: the typical first order); figures (orders, away_days,
silent_days, recency_ratio, order_value_ratio, worth_index)."""

EFFECTS = {"recency": "recency", "frequency": "frequency", "spent": "monetary", "order_value": "average_order_value", "tenure": "tenure",
           "range": "distinct_products", "returns": "return_rate", "weekend": "weekend_share"}  # fmt: skip


def offers(measured: Measured) -> dict[str, dict[int, float]]:
    """Score each archetype for the segments whose numbers keep what its words promise: name → segment → score above nought."""
    properties = {number: segment_properties(measured, number) for number in measured.customers}
    found: dict[str, dict[int, float]] = {}
    for archetype in ARCHETYPES:
        scores = {number: _score(archetype, values) for number, values in properties.items() if keeps_promise(archetype, values)}
        positive = {number: score for number, score in scores.items() if score > 0}
        if positive:
            found[archetype.name] = positive
    return found


def segment_properties(measured: Measured, number: int) -> dict[str, float]:
    """Collect the properties that gates and pulls speak of; what the table lacks is left out."""
    values = {key: measured.effects[number][name] for key, name in EFFECTS.items() if name in measured.effects[number]}
    away, days = measured.away.get(number), measured.period_days
    optional = {
        "orders": measured.median(number, "frequency"),
        "silent_days": measured.median(number, "recency"),
        "recency_ratio": measured.ratio(number, "recency"),
        "order_value_ratio": measured.ratio(number, "average_order_value"),
        "worth_index": measured.value_index(number),
        "weekend_share": measured.median(number, "weekend_share"),
        "return_rate": measured.median(number, "return_rate"),
        "once": measured.one_order[number] if measured.one_order else None,
        "away_days": away,
        "away": away / days if days and away is not None else None,
        "first_seen": _first_seen(measured, number) / days if days else None,
    }
    return values | {key: value for key, value in optional.items() if value is not None}


def keeps_promise(archetype: Archetype, values: Mapping[str, float]) -> bool:
    """Tell whether the segment's numbers keep all that the name promises."""
    return all(key in values and low <= values[key] <= high for key, low, high in archetype.gates)


def _score(archetype: Archetype, values: Mapping[str, float]) -> float:
    return archetype.base + sum(weight * values.get(key, 0.0) for key, weight in archetype.pulls.items())


def _first_seen(measured: Measured, number: int) -> float:
    """Return the days since the typical member's first order, at least those since the last one."""
    recency, tenure = measured.median(number, "recency") or 0.0, measured.median(number, "tenure") or 0.0
    return max(recency, tenure)
