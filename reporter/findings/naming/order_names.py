"""Names for segments of customers who order: archetypes, each with the conditions that its words
promise.

Measurements in, names with how well they fit each segment out. A name is offered only where no
number contradicts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.model import FeatureName
from reporter.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured

RECENCY, FREQUENCY, SPENT = FeatureName.RECENCY, FeatureName.FREQUENCY, FeatureName.MONETARY
ORDER_VALUE, TENURE = FeatureName.AVERAGE_ORDER_VALUE, FeatureName.TENURE
RANGE, RETURNS = FeatureName.DISTINCT_PRODUCTS, FeatureName.RETURN_RATE
WEEKEND = FeatureName.WEEKEND_SHARE
"""Features as the archetypes call them; the table below stays readable by it."""


def side_of(name: FeatureName) -> str:
    """Name the property that says on which side of all customers' median a segment's lies."""
    return f"{name}_side"


def median_of(name: FeatureName) -> str:
    """Name the property that is a feature's median."""
    return f"{name}_median"


Gate = tuple[str, float, float]
"""A property with the least and the greatest value that the name allows."""
ANY = float("inf")
"""No upper bound."""
MOSTLY_NEW = 2 / 3
"""Share of new members from which on a name may say so."""
RARE_ORDERS = 2.5
"""So many orders or fewer are rare: one or two."""
SEEN_DAYS = 90
"""Days within which the last order lies of those who were seen lately."""
TWO, THREE, FOUR = 1.9, 2.9, 3.9
"""Medians of orders that count as two, three and four."""
LAPSED: tuple[Gate, ...] = (("silent", 0.8, 1), (side_of(RECENCY), 0, 1))
"""A name that says lapsed needs four members in five to be silent, and a median that is no more
recent than all customers'.
"""
SELECT = ("share", 0, 0.5)
"""Whoever came back is no champion: they are the better half of the customers at most."""
RECENT, AWAY = (side_of(RECENCY), -1, 0), (side_of(RECENCY), 1, 1)
YOUNGER = (side_of(TENURE), -1, 0)
NO_MORE, NO_FEWER, OFTEN = (
    (side_of(FREQUENCY), -1, 0),
    (side_of(FREQUENCY), 0, 1),
    (side_of(FREQUENCY), 1, 1),
)
CHEAPER, DEARER = (side_of(SPENT), -1, -1), (side_of(SPENT), 1, 1)
SMALLER, LARGER = (side_of(ORDER_VALUE), -1, -1), (side_of(ORDER_VALUE), 1, 1)
NARROW, WIDE = (side_of(RANGE), -1, -1), (side_of(RANGE), 1, 1)
UNPRICED = ("priced", 0, 0)
"""Where the file holds money, better names say what customers are."""
WEEKENDS, RETURNING = (side_of(WEEKEND), 1, 1), (side_of(RETURNS), 1, 1)
"""Where the median must lie beside that of all customers: an effect alone may come from how the
others are spread.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archetype:
    """A kind of customer that the field has a name for."""

    name: str
    """Of its entry in the catalogue: "segment.champions" holds its words."""
    gates: tuple[Gate, ...]
    pulls: Mapping[str, float]
    """How much each property speaks for the name."""
    base: float = 0.0
    """Its fit before any property is weighed."""
    waived: frozenset[str] = frozenset()
    """Gates that hold where the file does not have the property."""

    @property
    def called(self) -> Claim:
        """Return what such a segment is called."""
        return Claim(f"segment.{self.name}")


ARCHETYPES = (
    Archetype(
        name="champions", base=0.45, pulls={RECENCY: -0.3, FREQUENCY: 0.4, SPENT: 0.5},
        gates=((RECENCY, -1, -0.2), (FREQUENCY, 0.4, 1), (SPENT, 0.4, 1),
        ("worth_index", 1.5, ANY),
               ("silent", 0, 0.2), SELECT, RECENT, NO_FEWER, DEARER),
    ),
    Archetype(
        name="frequent_customers", base=0.42, pulls={RECENCY: -0.3, FREQUENCY: 0.6},
        gates=(UNPRICED, (RECENCY, -1, -0.2), (FREQUENCY, 0.4, 1), ("orders", THREE, ANY),
        ("worth_index", 1.5, ANY),
               ("silent", 0, 0.2), SELECT, RECENT, OFTEN),
    ),
    Archetype(
        name="loyal_regulars", base=0.3, pulls={FREQUENCY: 0.6, RECENCY: -0.3},
        gates=((FREQUENCY, 0.2, 1), ("orders", FOUR, ANY), ("once", 0, 0.1),
        ("recency_ratio", 0, 1.15), ("silent", 0, 0.25), NO_FEWER),
    ),
    Archetype(
        name="new_regulars", base=0.35, pulls={TENURE: -0.5, RECENCY: -0.3},
        gates=((FREQUENCY, 0.1, 1), ("orders", TWO, ANY), ("new", MOSTLY_NEW, 1), YOUNGER),
    ),
    Archetype(
        name="repeat_buyers", base=0.38, pulls={FREQUENCY: 0.3, RECENCY: -0.1},
        gates=(("orders", TWO, ANY), ("once", 0, 0.15), ("silent", 0, 0.35),
        (FREQUENCY, -0.2, 0.6)),
    ),
    Archetype(
        name="big_spenders", base=0.2, pulls={ORDER_VALUE: 0.5, SPENT: 0.3},
        gates=((SPENT, 0.3, 1), (ORDER_VALUE, 0.3, 1), ("worth_index", 1.2, ANY),
        ("silent", 0, 0.5), DEARER, LARGER),
    ),
    Archetype(
        name="buyers_of_large_rare_orders", base=0.15,
        pulls={ORDER_VALUE: 0.6, FREQUENCY: -0.2},
        gates=((ORDER_VALUE, 0.3, 1), (FREQUENCY, -1, 0.05), ("order_value_ratio", 1.1, ANY),
        NO_MORE),
    ),
    Archetype(
        name="small_order_regulars", base=0.2, pulls={ORDER_VALUE: -0.5, FREQUENCY: 0.3},
        gates=((ORDER_VALUE, -1, -0.2), ("order_value_ratio", 0, 0.95), (FREQUENCY, 0.2, 1),
        ("orders", THREE, ANY),
               ("silent", 0, 0.5), NO_FEWER),
    ),
    Archetype(
        name="newcomers", base=0.42, pulls={TENURE: -0.4, RECENCY: -0.3},
        gates=(("new", MOSTLY_NEW, 1), (RECENCY, -1, -0.1), RECENT, YOUNGER),
    ),
    Archetype(
        name="first_time_buyers", base=0.45, pulls={RECENCY: -0.6},
        gates=(("once", 0.9, 1), ("new", MOSTLY_NEW, 1), ("silent", 0, 0.2), YOUNGER),
    ),
    Archetype(name="one_time_buyers", base=0.45, pulls={RECENCY: 0.1}, gates=(("once", 0.9, 1),)),
    Archetype(name="lapsed_one_time_buyers", base=0.5, pulls={RECENCY: 0.5},
    gates=(("once", 0.9, 1), *LAPSED)),
    Archetype(
        name="one_and_two_time_buyers", base=0.4, pulls={FREQUENCY: -0.3},
        gates=(("once", 0.3, 0.9), ("rarely", 0.95, 1)),
    ),
    Archetype(
        name="mostly_one_and_two_time_buyers", base=0.4, pulls={FREQUENCY: -0.3},
        gates=(("once", 0.3, 0.9), ("rarely", 0.85, 0.95)),
    ),
    Archetype(name="mostly_one_time_buyers", base=0.35, pulls={FREQUENCY: -0.2},
    gates=(("once", 0.55, 0.9),)),
    Archetype(
        name="drifting_regulars", base=0.3, pulls={RECENCY: 0.2, FREQUENCY: 0.3, SPENT: 0.2},
        gates=((RECENCY, 0.05, 1), ("overdue", 0.6, 1), ("orders", THREE, ANY), ("once", 0, 0.2),
        ("silent", 0, 0.8), AWAY),
    ),
    Archetype(
        name="lapsed_big_spenders", base=0.3, pulls={RECENCY: 0.3, SPENT: 0.5},
        gates=(*LAPSED, (RECENCY, 0.2, 1), (SPENT, 0.2, 1), ("worth_index", 1.0, ANY), DEARER),
    ),
    Archetype(
        name="lapsed_regulars", base=0.3, pulls={RECENCY: 0.4, FREQUENCY: 0.4},
        gates=(*LAPSED, (RECENCY, 0.2, 1), (FREQUENCY, 0.1, 1), ("orders", THREE, ANY),
        ("once", 0, 0.3), NO_FEWER),
    ),
    Archetype(
        name="lapsed_repeat_buyers", base=0.3, pulls={RECENCY: 0.4},
        gates=(*LAPSED, (RECENCY, 0.1, 1), ("orders", TWO, ANY), ("once", 0, 0.4)),
    ),
    Archetype(name="lapsed_buyers", base=0.25, pulls={RECENCY: 0.5},
    gates=(*LAPSED, (RECENCY, 0.1, 1))),
    Archetype(
        name="occasional_buyers", base=0.42, pulls={FREQUENCY: 0.2, SPENT: -0.05},
        gates=((FREQUENCY, -0.5, 0.3), ("orders", TWO, 6), ("once", 0, 0.5), ("silent", 0, 0.5)),
    ),
    Archetype(
        name="light_buyers", base=0.2, pulls={SPENT: -0.4},
        gates=((SPENT, -1, -0.25), (ORDER_VALUE, -1, -0.1), ("worth_index", 0, 0.8), CHEAPER,
        SMALLER),
    ),
    Archetype(
        name="recent_light_buyers", base=0.2, pulls={SPENT: -0.3, RECENCY: -0.4},
        gates=((SPENT, -1, -0.1), (RECENCY, -1, -0.2), ("worth_index", 0, 0.9),
        ("seen", 0.75, 1), CHEAPER, RECENT),
    ),
    Archetype(
        name="recent_repeat_buyers", base=0.2, pulls={RECENCY: -0.5},
        gates=((RECENCY, -1, -0.2), ("orders", TWO, ANY), ("once", 0, 0.2),
        (FREQUENCY, -1, 0.4), ("seen", 0.75, 1), RECENT),
    ),
    Archetype(name="weekend_shoppers", base=0.2, pulls={WEEKEND: 0.7},
        gates=((WEEKEND, 0.5, 1), (median_of(WEEKEND), 0.4, 1), ("once", 0, 0.5), WEEKENDS)),
    Archetype(name="frequent_returners", base=0.25, pulls={RETURNS: 0.5},
        gates=((RETURNS, 0.45, 1), (median_of(RETURNS), 0.08, 1), RETURNING)),
    Archetype(
        name="narrow_range_regulars", base=0.2, pulls={RANGE: -0.5},
        gates=((RANGE, -1, -0.25), (FREQUENCY, 0.05, 1), ("orders", THREE, ANY),
        ("once", 0, 0.2), ("silent", 0, 0.5), NARROW),
    ),
    Archetype(
        name="wide_range_buyers", base=0.1, pulls={RANGE: 0.6, FREQUENCY: -0.2},
        gates=((RANGE, 0.4, 1), ("silent", 0, 0.5), WIDE),
    ),
    Archetype(
        name="middle_ground_customers", base=0.25, pulls={}, waived=frozenset({SPENT}),
        gates=((RECENCY, -0.25, 0.25), (FREQUENCY, -0.3, 0.3), (SPENT, -0.3, 0.3),
        ("once", 0, 0.6)),
    ),
)  # fmt: skip
"""What each is called is a noun for people, as in "X account for 8 % of revenue".

Properties: the effects of features by their names, by `side_of` whether the median is above (1), at
(0) or below (−1) that of all customers, by `median_of` the median; share of all customers; shares
of members (once; rarely: at most two orders; silent: no order for longer than
`Measured.silent_months`; seen: an order within 90 days; new: first order within
`Measured.new_days`; overdue: away for more than twice the segment's usual gap); priced: whether the
file holds money; orders: their median; ratios to all customers (recency_ratio, order_value_ratio,
worth_index).
"""

DESCRIBED_FEATURES = (RECENCY, FREQUENCY, SPENT, ORDER_VALUE, TENURE, RANGE, RETURNS, WEEKEND)


def offers(measured: Measured) -> dict[Claim, dict[int, float]]:
    """Tell how well each archetype fits the segments whose numbers keep what its words promise:
    name → segment → fit above zero.
    """
    properties = {number: segment_properties(measured, number) for number in measured.customers}
    found: dict[Claim, dict[int, float]] = {}
    for archetype in ARCHETYPES:
        fits = {
            number: _fit(archetype, values)
            for number, values in properties.items()
            if keeps_promise(archetype, values)
        }
        positive = {number: fit for number, fit in fits.items() if fit > 0}
        if positive:
            found[archetype.called] = positive
    return found


def segment_properties(measured: Measured, number: int) -> dict[str, float]:
    """Collect the properties that gates and pulls speak of; what the table lacks is left out."""
    values = {
        name.value: measured.effects[number][name]
        for name in DESCRIBED_FEATURES
        if name in measured.effects[number]
    }
    values |= {
        side_of(name): side
        for name in DESCRIBED_FEATURES
        if (side := measured.side(number, name)) is not None
    }
    known = measured.above(number, TENURE, measured.new_days)
    away = measured.above(number, RECENCY, SEEN_DAYS)
    optional = {
        "share": measured.share[number],
        "orders": measured.median(number, FREQUENCY),
        "recency_ratio": measured.ratio(number, RECENCY),
        "order_value_ratio": measured.ratio(number, ORDER_VALUE),
        "worth_index": measured.value_index(number),
        median_of(WEEKEND): measured.median(number, WEEKEND),
        median_of(RETURNS): measured.median(number, RETURNS),
        "once": measured.one_order[number] if measured.one_order else None,
        "rarely": _rarely(measured, number),
        "silent": measured.above(number, RECENCY, measured.silent_days),
        "seen": None if away is None else 1 - away,
        "new": None if known is None else 1 - known,
        "overdue": measured.overdue(number),
        "priced": float(measured.priced),
    }
    return values | {key: value for key, value in optional.items() if value is not None}


def keeps_promise(archetype: Archetype, values: Mapping[str, float]) -> bool:
    """Tell whether the segment's numbers keep all that the name promises."""
    gates = (
        # What the file does not tell breaks a promise, unless the archetype can do without.
        gate
        for gate in archetype.gates
        if gate[0] in values or gate[0] not in archetype.waived
    )
    return all(key in values and low <= values[key] <= high for key, low, high in gates)


def _fit(archetype: Archetype, values: Mapping[str, float]) -> float:
    return archetype.base + sum(
        weight * values.get(key, 0.0) for key, weight in archetype.pulls.items()
    )


def _rarely(measured: Measured, number: int) -> float | None:
    more = measured.above(number, FREQUENCY, RARE_ORDERS)
    return None if more is None else 1 - more
