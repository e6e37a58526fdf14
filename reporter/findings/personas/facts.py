"""What is worth knowing about a segment beside its strip and its drawings: measurements in, one
claim per fact out.

Each fact states the same figure of the other customers, and what differs by chance or by too little
makes no sentence.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.measuring.comparisons import TELLING_POINTS, medians_matter
from reporter.findings.measuring.enough import Statement, is_enough
from reporter.findings.measuring.segment_statistics import ONE_ORDER_TOLERANCE
from reporter.findings.personas.atypical import key_accounts_among, unsure
from reporter.findings.personas.buying_times import season_fact, weekday_fact
from reporter.findings.personas.descriptors import (
    age_range,
    belongs,
    known_of_few,
    known_of_few_others,
)
from reporter.findings.personas.home_country import country_fact
from reporter.model import FeatureName, Finding
from reporter.model.claim import (
    Claim,
    Count,
    Days,
    Money,
    Name,
    Quantity,
    Score,
    SegmentName,
    Share,
)
from reporter.model.spans import spoken_days

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Mix, ProductLift
    from reporter.model.claim import Value
    from reporter.model.customers import Unit

MOST_MEMBERS = 0.5
"""Share of the members above which something is true of most of them."""
LEAST_TOLD_SHARE = 0.02
"""Fewer than two in a hundred are no trait of a segment."""
ONE_NEIGHBOUR_SHARE = 0.9
"""Of the members at the border, to name but one neighbour."""
LARGEST_TENTH, CONCENTRATED_SHARE = 0.1, 0.2
"""A tenth of the members that holds a fifth of what the segment brings is worth a sentence."""
LEAST_LARGE_COUNT = 10
"""From here on a median of counts is written without decimals."""
DESCRIBED_FEATURES = (
    FeatureName.FREQUENCY,
    FeatureName.MONETARY,
    FeatureName.AVERAGE_ORDER_VALUE,
    FeatureName.DISTINCT_PRODUCTS,
    FeatureName.ORDER_GAP,
    FeatureName.RETURN_RATE,
)


def persona_facts(
    measured: Measured,
    number: int,
    names: Mapping[int, SegmentName],
    products: Sequence[ProductLift],
    mixes: Sequence[Mix],
) -> tuple[Finding, ...]:
    """Say what is worth saying about a segment, the most useful first; last, what stands beside its
    rule.
    """
    candidates = [
        _weighed(measured, number),
        key_accounts_among(measured, number),
        unsure(measured, number),
        _largest_tenth(measured, number),
        _once(measured, number),
        _overdue(measured, number),
        _returned(measured, number),
        _mix(measured, number, mixes),
        age_range(measured, number),
        _first_order(measured, number),
        weekday_fact(measured, number),
        country_fact(measured, number),
        season_fact(measured, number),
        _products(number, products),
        _weight(measured, number),
        *(_feature(measured, number, name) for name in _described(measured, number)),
        _border(measured, number, names),
    ]
    return tuple(fact for fact in candidates if fact is not None)


def _fact(number: int, name: str, claim: str, **values: Value) -> Finding:
    return Finding(id=f"persona.{number}.{name}", claim=Claim(f"persona.{claim}", values))


def _described(measured: Measured, number: int) -> tuple[str, ...]:
    if measured.transactions:
        return tuple(
            name
            for name in DESCRIBED_FEATURES
            if measured.feature(name)
            and not (name == FeatureName.ORDER_GAP and mostly_once(measured, number))
        )
    return tuple(feature.name for feature in measured.numeric)


def mostly_once(measured: Measured, number: int) -> bool:
    """Tell whether so many members ordered once that the gap between orders describes only the
    others.
    """
    return measured.one_order is not None and measured.one_order[number] > MOST_MEMBERS


def _weighed(measured: Measured, number: int) -> Finding | None:
    """Say what part of the people a segment stands for, where a survey weighs its rows."""
    weights = measured.study.table.weights
    if weights is None:
        return None
    known = weights.reindex(measured.frame.index).fillna(0.0)
    total = math.fsum(known)
    if total <= 0:
        return None
    return _fact(
        number,
        "weighed",
        "weighed",
        share=Share(math.fsum(known[measured.labels == number]) / total),
        rows_share=Share(measured.share[number]),
    )


def _largest_tenth(measured: Measured, number: int) -> Finding | None:
    volume, size = measured.study.table.volume, measured.customers[number]
    if (
        measured.volume is None
        or volume is None
        or not is_enough(Statement.TENTH, size)
        or measured.volume[number] <= 0
    ):
        return None
    values = (
        measured.groups[number][volume.feature].astype(float).dropna().sort_values(ascending=False)
    )
    largest = round(LARGEST_TENTH * size)
    share = float(values.iloc[:largest].sum()) / measured.volume[number]
    # Above 1, returns of the other members outweigh what these bought.
    if not CONCENTRATED_SHARE <= share <= 1:
        return None
    return _fact(
        number,
        "tenth",
        "tenth",
        customers=Count(largest),
        share=Share(share),
        priced=measured.priced,
    )


def _once(measured: Measured, number: int) -> Finding | None:
    again = measured.above(0, FeatureName.FREQUENCY, ONE_ORDER_TOLERANCE)
    if measured.one_order is None or again is None:
        return None
    once = measured.one_order[number]
    others = measured.of_others(number, once, 1 - again)
    if not LEAST_TOLD_SHARE <= once < 1 or not measured.differs(number, once, others):
        return None
    # Where lines are sums of a month, nobody knows of more than one month.
    period = f"summed.{measured.summed}" if measured.summed else "dated"
    return _fact(number, "once", f"once.{period}", once=Share(once), others=Share(others))


def _overdue(measured: Measured, number: int) -> Finding | None:
    gap, share, orders = (
        measured.median(number, FeatureName.ORDER_GAP),
        measured.overdue(number),
        measured.median(number, FeatureName.FREQUENCY),
    )
    # Where most are overdue, that is the rule; and two orders make no usual gap.
    if (
        not gap
        or share is None
        or not LEAST_TOLD_SHARE <= share <= MOST_MEMBERS
        or (orders or 0) < 3
    ):
        return None
    return _fact(
        number,
        "overdue",
        "overdue",
        share=Share(share),
        customers=Count(round(share * measured.customers[number])),
        gap=Days(measured.overdue_days(number) or 0.0),
    )


def _returned(measured: Measured, number: int) -> Finding | None:
    own, overall = (
        measured.above(number, FeatureName.RETURN_RATE, 0.0),
        measured.above(0, FeatureName.RETURN_RATE, 0.0),
    )
    if own is None or overall is None:
        return None
    others = measured.of_others(number, own, overall)
    if not measured.differs(number, own, others):
        return None
    return _fact(number, "returned", "returned", share=Share(own), others=Share(others))


def _mix(measured: Measured, number: int, mixes: Sequence[Mix]) -> Finding | None:
    mix = leading_mix(mixes)
    if mix is None:
        return None
    return _fact(
        number,
        "mix",
        "mix",
        share=Share(mix.share),
        others=Share(mix.others),
        belongs=belongs(measured, mix),
        known=Share(mix.known) if mix.known < 1 else None,
        feature=measured.study.table.feature(mix.feature),
    )


def leading_mix(mixes: Sequence[Mix]) -> Mix | None:
    """Return the category that a segment has most in excess of the others; None where none is five
    points above.
    """
    above = [
        mix
        for mix in mixes
        # The country has a sentence of its own.
        if mix.feature != "country" and mix.share - mix.others >= TELLING_POINTS
    ]
    return max(above, key=lambda mix: mix.share - mix.others, default=None)


def _first_order(measured: Measured, number: int) -> Finding | None:
    own, others = (
        measured.median(number, FeatureName.TENURE),
        measured.others[number].get(FeatureName.TENURE),
    )
    if (
        own is None
        or others is None
        or not medians_matter(
            measured.study.table.feature(FeatureName.TENURE),
            own,
            others,
            measured.effect(number, FeatureName.TENURE),
        )
    ):
        return None
    if _span_written(measured, own) == _span_written(measured, others):
        return None
    return _fact(number, "first", "first", first=Days(own), others=Days(others))


def _span_written(measured: Measured, days: float) -> float:
    """Return a span of time as it is written: whole days or months, in what the data know."""
    numerals = measured.numerals
    return spoken_days(days) if numerals.time == "day" else numerals.elapsed(days)


def _products(number: int, products: Sequence[ProductLift]) -> Finding | None:
    if not products:
        return None
    first = products[0]
    return _fact(
        number,
        "product",
        "product",
        share=Share(first.share),
        product=Name(first.description),
        others=Share(first.others),
    )


def _weight(measured: Measured, number: int) -> Finding | None:
    if measured.volume is None or measured.volume_share is None:
        return None
    noun, volume = measured.volume_noun, measured.volume[number]
    return _fact(
        number,
        "weight",
        f"weight.{noun}",
        **{
            "share": Share(measured.share[number]),
            f"{noun}_share": Share(measured.volume_share[number]),
            noun: Money(volume) if measured.priced else Count(volume),
        },
    )


def _border(measured: Measured, number: int, names: Mapping[int, SegmentName]) -> Finding | None:
    """Say how many members could as well be in another segment, and in which."""
    segment = measured.segment(number)
    if not segment.borders:
        return None
    # The commonest neighbour comes first, with its share of all members.
    nearest, most = segment.borders[0]
    neighbour = names[nearest]
    if most >= ONE_NEIGHBOUR_SHARE * segment.borderline:
        return _fact(number, "border", "border.one", borderline=Share(most), neighbour=neighbour)
    return _fact(
        number,
        "border",
        "border.several",
        borderline=Share(segment.borderline),
        most=Share(most),
        neighbour=neighbour,
    )


def _feature(measured: Measured, number: int, name: str) -> Finding | None:
    median, others = measured.median(number, name), measured.others[number].get(name)
    feature = measured.study.table.feature(name)
    if (
        median is None
        or others is None
        or not medians_matter(feature, median, others, measured.effect(number, name))
    ):
        return None
    if _number_written(measured, feature.unit, median) == _number_written(
        measured, feature.unit, others
    ):
        return None
    return _fact(
        number,
        name,
        "feature",
        feature=feature,
        median=Quantity(median, feature.unit),
        others=Quantity(others, feature.unit),
        effect=Score(measured.effect(number, name)),
        known=known_of_few(measured, number, name),
        others_known=known_of_few_others(measured, number, name),
        between_orders=name == FeatureName.ORDER_GAP,
    )


def _number_written(measured: Measured, unit: Unit, value: float) -> tuple[str, bool]:
    """Return a median's figures, and whether it is written as one between two counts ("8 or 9"):
    what is written alike tells no difference.
    """
    between = unit == "count" and value < LEAST_LARGE_COUNT and value % 1 == 0.5
    return measured.numerals.quantity(value, unit), between
