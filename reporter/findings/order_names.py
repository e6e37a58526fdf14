"""Names for segments of customers who order: archetypes, each with the conditions that its words
promise.

Measurements in, names with a score for each segment out. A name is offered only where no number
contradicts it.
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
MOST = 2 / 3
RARELY = 2.5
SEEN_DAYS = 90
TWO, THREE, FOUR = 1.9, 2.9, 3.9
"""Medians of orders that count as two, three and four."""
LAPSED: tuple[Gate, ...] = (("silent", 0.8, 1), ("recency_side", 0, 1))
"""A name that says lapsed needs four members in five to be silent, and a median that is no more
recent than all customers'.
"""
SELECT = ("share", 0, 0.5)
"""Whoever came back is no champion: they are the better half of the customers at most."""
RECENT, AWAY = ("recency_side", -1, 0), ("recency_side", 1, 1)
YOUNGER = ("tenure_side", -1, 0)
NO_MORE, NO_FEWER, OFTEN = (
    ("frequency_side", -1, 0),
    ("frequency_side", 0, 1),
    ("frequency_side", 1, 1),
)
CHEAPER, DEARER = ("spent_side", -1, -1), ("spent_side", 1, 1)
SMALLER, LARGER = ("order_value_side", -1, -1), ("order_value_side", 1, 1)
NARROW, WIDE = ("range_side", -1, -1), ("range_side", 1, 1)
UNPRICED = ("priced", 0, 0)
"""Where the file holds money, better names say what customers are."""
WEEKENDS, RETURNING = ("weekend_side", 1, 1), ("returns_side", 1, 1)
"""Where the median must lie beside that of all customers: an effect alone may come from how the
others are spread.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archetype:
    """A kind of customer that the field has a name for."""

    name: str
    gates: tuple[Gate, ...]
    pulls: Mapping[str, float]
    """How much each property speaks for the name."""
    base: float = 0.0
    waived: frozenset[str] = frozenset()
    """Gates that hold where the file does not have the property."""


ARCHETYPES = (
    Archetype(
        name="Champions", base=0.45, pulls={"recency": -0.3, "frequency": 0.4, "spent": 0.5},
        gates=(("recency", -1, -0.2), ("frequency", 0.4, 1), ("spent", 0.4, 1),
        ("worth_index", 1.5, ANY),
               ("silent", 0, 0.2), SELECT, RECENT, NO_FEWER, DEARER),
    ),
    Archetype(
        name="Frequent customers", base=0.42, pulls={"recency": -0.3, "frequency": 0.6},
        gates=(UNPRICED, ("recency", -1, -0.2), ("frequency", 0.4, 1), ("orders", THREE, ANY),
        ("worth_index", 1.5, ANY),
               ("silent", 0, 0.2), SELECT, RECENT, OFTEN),
    ),
    Archetype(
        name="Loyal regulars", base=0.3, pulls={"frequency": 0.6, "recency": -0.3},
        gates=(("frequency", 0.2, 1), ("orders", FOUR, ANY), ("once", 0, 0.1),
        ("recency_ratio", 0, 1.15), ("silent", 0, 0.25), NO_FEWER),
    ),
    Archetype(
        name="New regulars", base=0.35, pulls={"tenure": -0.5, "recency": -0.3},
        gates=(("frequency", 0.1, 1), ("orders", TWO, ANY), ("new", MOST, 1), YOUNGER),
    ),
    Archetype(
        name="Repeat buyers", base=0.38, pulls={"frequency": 0.3, "recency": -0.1},
        gates=(("orders", TWO, ANY), ("once", 0, 0.15), ("silent", 0, 0.35),
        ("frequency", -0.2, 0.6)),
    ),
    Archetype(
        name="Big spenders", base=0.2, pulls={"order_value": 0.5, "spent": 0.3},
        gates=(("spent", 0.3, 1), ("order_value", 0.3, 1), ("worth_index", 1.2, ANY),
        ("silent", 0, 0.5), DEARER, LARGER),
    ),
    Archetype(
        name="Buyers of large, rare orders", base=0.15,
        pulls={"order_value": 0.6, "frequency": -0.2},
        gates=(("order_value", 0.3, 1), ("frequency", -1, 0.05), ("order_value_ratio", 1.1, ANY),
        NO_MORE),
    ),
    Archetype(
        name="Small-order regulars", base=0.2, pulls={"order_value": -0.5, "frequency": 0.3},
        gates=(("order_value", -1, -0.2), ("order_value_ratio", 0, 0.95), ("frequency", 0.2, 1),
        ("orders", THREE, ANY),
               ("silent", 0, 0.5), NO_FEWER),
    ),
    Archetype(
        name="Newcomers", base=0.42, pulls={"tenure": -0.4, "recency": -0.3},
        gates=(("new", MOST, 1), ("recency", -1, -0.1), RECENT, YOUNGER),
    ),
    Archetype(
        name="First-time buyers", base=0.45, pulls={"recency": -0.6},
        gates=(("once", 0.9, 1), ("new", MOST, 1), ("silent", 0, 0.2), YOUNGER),
    ),
    Archetype(name="One-time buyers", base=0.45, pulls={"recency": 0.1}, gates=(("once", 0.9, 1),)),
    Archetype(name="Lapsed one-time buyers", base=0.5, pulls={"recency": 0.5},
    gates=(("once", 0.9, 1), *LAPSED)),
    Archetype(
        name="One- and two-time buyers", base=0.4, pulls={"frequency": -0.3},
        gates=(("once", 0.3, 0.9), ("rarely", 0.95, 1)),
    ),
    Archetype(
        name="Mostly one- and two-time buyers", base=0.4, pulls={"frequency": -0.3},
        gates=(("once", 0.3, 0.9), ("rarely", 0.85, 0.95)),
    ),
    Archetype(name="Mostly one-time buyers", base=0.35, pulls={"frequency": -0.2},
    gates=(("once", 0.55, 0.9),)),
    Archetype(
        name="Drifting regulars", base=0.3, pulls={"recency": 0.2, "frequency": 0.3, "spent": 0.2},
        gates=(("recency", 0.05, 1), ("overdue", 0.6, 1), ("orders", THREE, ANY), ("once", 0, 0.2),
        ("silent", 0, 0.8), AWAY),
    ),
    Archetype(
        name="Lapsed big spenders", base=0.3, pulls={"recency": 0.3, "spent": 0.5},
        gates=(*LAPSED, ("recency", 0.2, 1), ("spent", 0.2, 1), ("worth_index", 1.0, ANY), DEARER),
    ),
    Archetype(
        name="Lapsed regulars", base=0.3, pulls={"recency": 0.4, "frequency": 0.4},
        gates=(*LAPSED, ("recency", 0.2, 1), ("frequency", 0.1, 1), ("orders", THREE, ANY),
        ("once", 0, 0.3), NO_FEWER),
    ),
    Archetype(
        name="Lapsed repeat buyers", base=0.3, pulls={"recency": 0.4},
        gates=(*LAPSED, ("recency", 0.1, 1), ("orders", TWO, ANY), ("once", 0, 0.4)),
    ),
    Archetype(name="Lapsed buyers", base=0.25, pulls={"recency": 0.5},
    gates=(*LAPSED, ("recency", 0.1, 1))),
    Archetype(
        name="Occasional buyers", base=0.42, pulls={"frequency": 0.2, "spent": -0.05},
        gates=(("frequency", -0.5, 0.3), ("orders", TWO, 6), ("once", 0, 0.5), ("silent", 0, 0.5)),
    ),
    Archetype(
        name="Light buyers", base=0.2, pulls={"spent": -0.4},
        gates=(("spent", -1, -0.25), ("order_value", -1, -0.1), ("worth_index", 0, 0.8), CHEAPER,
        SMALLER),
    ),
    Archetype(
        name="Recent light buyers", base=0.2, pulls={"spent": -0.3, "recency": -0.4},
        gates=(("spent", -1, -0.1), ("recency", -1, -0.2), ("worth_index", 0, 0.9),
        ("seen", 0.75, 1), CHEAPER, RECENT),
    ),
    Archetype(
        name="Recent repeat buyers", base=0.2, pulls={"recency": -0.5},
        gates=(("recency", -1, -0.2), ("orders", TWO, ANY), ("once", 0, 0.2),
        ("frequency", -1, 0.4), ("seen", 0.75, 1), RECENT),
    ),
    Archetype(name="Weekend shoppers", base=0.2, pulls={"weekend": 0.7},
        gates=(("weekend", 0.5, 1), ("weekend_share", 0.4, 1), ("once", 0, 0.5), WEEKENDS)),
    Archetype(name="Frequent returners", base=0.25, pulls={"returns": 0.5},
        gates=(("returns", 0.45, 1), ("return_rate", 0.08, 1), RETURNING)),
    Archetype(
        name="Narrow-range regulars", base=0.2, pulls={"range": -0.5},
        gates=(("range", -1, -0.25), ("frequency", 0.05, 1), ("orders", THREE, ANY),
        ("once", 0, 0.2), ("silent", 0, 0.5), NARROW),
    ),
    Archetype(
        name="Wide-range buyers", base=0.1, pulls={"range": 0.6, "frequency": -0.2},
        gates=(("range", 0.4, 1), ("silent", 0, 0.5), WIDE),
    ),
    Archetype(
        name="Middle-ground customers", base=0.25, pulls={}, waived=frozenset({"spent"}),
        gates=(("recency", -0.25, 0.25), ("frequency", -0.3, 0.3), ("spent", -0.3, 0.3),
        ("once", 0, 0.6)),
    ),
)  # fmt: skip
"""Each name is a noun for people, as in "X account for 8 % of revenue" and "customers among X".

Properties: effects (recency, frequency, spent, order_value, tenure, range, returns, weekend), and
with `_side` whether the median is above (1), at (0) or below (−1) that of all customers; share of
all customers; shares of members (once; rarely: at most two orders; silent: no order for longer than
`Measured.silent_months`; seen: an order within 90 days; new: first order within
`Measured.new_days`; overdue: away for more than twice the segment's usual gap); priced: whether the
file holds money; medians (orders, weekend_share, return_rate); ratios to all customers
(recency_ratio, order_value_ratio, worth_index).
"""

EFFECTS = {"recency": "recency", "frequency": "frequency", "spent": "monetary",
"order_value": "average_order_value", "tenure": "tenure",
           "range": "distinct_products", "returns": "return_rate",
           "weekend": "weekend_share"}  # fmt: skip


def offers(measured: Measured) -> dict[str, dict[int, float]]:
    """Score each archetype for the segments whose numbers keep what its words promise: name →
    segment → score above nought.
    """
    properties = {number: segment_properties(measured, number) for number in measured.customers}
    found: dict[str, dict[int, float]] = {}
    for archetype in ARCHETYPES:
        scores = {
            number: _score(archetype, values)
            for number, values in properties.items()
            if keeps_promise(archetype, values)
        }
        positive = {number: score for number, score in scores.items() if score > 0}
        if positive:
            found[archetype.name] = positive
    return found


def segment_properties(measured: Measured, number: int) -> dict[str, float]:
    """Collect the properties that gates and pulls speak of; what the table lacks is left out."""
    values = {
        key: measured.effects[number][name]
        for key, name in EFFECTS.items()
        if name in measured.effects[number]
    }
    values |= {
        f"{key}_side": side
        for key, name in EFFECTS.items()
        if (side := measured.side(number, name)) is not None
    }
    known = measured.above(number, "tenure", measured.new_days)
    away = measured.above(number, "recency", SEEN_DAYS)
    optional = {
        "share": measured.share[number],
        "orders": measured.median(number, "frequency"),
        "recency_ratio": measured.ratio(number, "recency"),
        "order_value_ratio": measured.ratio(number, "average_order_value"),
        "worth_index": measured.value_index(number),
        "weekend_share": measured.median(number, "weekend_share"),
        "return_rate": measured.median(number, "return_rate"),
        "once": measured.one_order[number] if measured.one_order else None,
        "rarely": _rarely(measured, number),
        "silent": measured.above(number, "recency", measured.silent_days),
        "seen": None if away is None else 1 - away,
        "new": None if known is None else 1 - known,
        "overdue": measured.overdue(number),
        "priced": float(measured.priced),
    }
    return values | {key: value for key, value in optional.items() if value is not None}


def keeps_promise(archetype: Archetype, values: Mapping[str, float]) -> bool:
    """Tell whether the segment's numbers keep all that the name promises."""
    gates = (
        gate for gate in archetype.gates if gate[0] in values or gate[0] not in archetype.waived
    )
    return all(key in values and low <= values[key] <= high for key, low, high in gates)


def _score(archetype: Archetype, values: Mapping[str, float]) -> float:
    return archetype.base + sum(
        weight * values.get(key, 0.0) for key, weight in archetype.pulls.items()
    )


def _rarely(measured: Measured, number: int) -> float | None:
    more = measured.above(number, "frequency", RARELY)
    return None if more is None else 1 - more
