"""What is worth knowing about a segment beside its strip and its drawings: measurements in, one
true sentence per fact out.

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
    among,
    belonging,
    of_members,
    of_others,
)
from reporter.findings.personas.home_country import country_fact
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import capital, join
from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding, Mix, ProductLift

MOST_MEMBERS = 0.5
"""Share of the members above which something is true of most of them."""
LEAST_TOLD_SHARE = 0.02
"""Fewer than two in a hundred are no trait of a segment."""
ONE_NEIGHBOUR_SHARE = 0.9
"""Of the members at the border, to name but one neighbour."""
LARGEST_TENTH, CONCENTRATED_SHARE = 0.1, 0.2
"""A tenth of the members that holds a fifth of what the segment brings is worth a sentence."""
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
    names: Mapping[int, str],
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
        _products(number, products, measured),
        _weight(measured, number),
        *(_feature(measured, number, name) for name in _described(measured, number)),
        _border(measured, number, names),
    ]
    return tuple(fact for fact in candidates if fact is not None)


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
    draft = Draft(measured.numerals)
    share = draft.percent("share", math.fsum(known[measured.labels == number]) / total)
    rows = draft.percent("rows_share", measured.share[number])
    return draft.finding(
        f"persona.{number}.weighed",
        f"Weighed, the segment stands for {share} of the people; it holds {rows} of the rows.",
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
    draft = Draft(measured.numerals)
    who, part = draft.count("customers", largest), draft.percent("share", share)
    most = "spend" if measured.priced else "order"
    text = (
        f"The {who} who {most} most, a tenth of them, account for {part} of the segment's"
        f" {volume.noun}."
    )
    return draft.finding(f"persona.{number}.tenth", text)


def _once(measured: Measured, number: int) -> Finding | None:
    again = measured.above(0, FeatureName.FREQUENCY, ONE_ORDER_TOLERANCE)
    if measured.one_order is None or again is None:
        return None
    once = measured.one_order[number]
    others = measured.of_others(number, once, 1 - again)
    if not LEAST_TOLD_SHARE <= once < 1 or not measured.differs(number, once, others):
        return None
    draft = Draft(measured.numerals)
    share, elsewhere = draft.percent("once", once), draft.percent("others", others)
    return draft.finding(
        f"persona.{number}.once",
        f"{share} {measured.only_once}, against {elsewhere} of the others.",
    )


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
    draft = Draft(measured.numerals)
    draft.note("share", share)
    who = draft.plural("customers", round(share * measured.customers[number]), "customer")
    verb = "is" if who.startswith("1 ") else "are"
    span = draft.silence("gap", measured.overdue_days(number) or 0.0)
    return draft.finding(
        f"persona.{number}.overdue",
        f"{who} {verb} overdue: no order for more than {span}, about twice the usual gap.",
    )


def _returned(measured: Measured, number: int) -> Finding | None:
    own, overall = (
        measured.above(number, FeatureName.RETURN_RATE, 0.0),
        measured.above(0, FeatureName.RETURN_RATE, 0.0),
    )
    if own is None or overall is None:
        return None
    others, draft = measured.of_others(number, own, overall), Draft(measured.numerals)
    if not measured.differs(number, own, others):
        return None
    share, elsewhere = draft.percent("share", own), draft.percent("others", others)
    return draft.finding(
        f"persona.{number}.returned",
        f"{share} have returned something, against {elsewhere} of the others.",
    )


def _mix(measured: Measured, number: int, mixes: Sequence[Mix]) -> Finding | None:
    mix, draft = leading_mix(mixes), Draft(measured.numerals)
    if mix is None:
        return None
    share, others = draft.percent("share", mix.share), draft.percent("others", mix.others)
    words = belonging(measured, mix, draft)
    return draft.finding(
        f"persona.{number}.mix",
        f"{share} {words}, against {others} of the others{among(measured, mix, draft)}.",
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
    draft = Draft(measured.numerals)
    here, there = draft.silence("first", own), draft.silence("others", others)
    if here == there:
        return None
    return draft.finding(
        f"persona.{number}.first",
        f"Their first order in the file was {here} ago (median), that of the others {there}.",
    )


def _products(number: int, products: Sequence[ProductLift], measured: Measured) -> Finding | None:
    if not products:
        return None
    draft = Draft(measured.numerals)
    first = products[0]
    share, name = draft.percent("share", first.share), draft.name("product", first.description)
    others = draft.percent("others", first.others)
    text = f"{share} of them bought “{name}”, against {others} of the other customers."
    return draft.finding(f"persona.{number}.product", text)


def leading_products(products: Sequence[ProductLift], number: int = 3) -> str:
    """Name the products with the highest ratio: "Party bunting, Jumbo bag and Cake tins"."""
    return join([f"“{product.description}”" for product in products[:number]])


def _weight(measured: Measured, number: int) -> Finding | None:
    if measured.volume is None or measured.volume_share is None:
        return None
    draft, noun = Draft(measured.numerals), measured.volume_noun
    share, part = (
        draft.percent("share", measured.share[number]),
        draft.percent(f"{noun}_share", measured.volume_share[number]),
    )
    write = draft.money_short if measured.priced else draft.count
    brought = write(noun, measured.volume[number])
    return draft.finding(
        f"persona.{number}.weight",
        f"They are {share} of customers and account for {part} of {noun}, {brought}.",
    )


def _border(measured: Measured, number: int, names: Mapping[int, str]) -> Finding | None:
    """Say how many members could as well be in another segment, and in which."""
    segment = measured.segment(number)
    if not segment.borders:
        return None
    # The commonest neighbour comes first, with its share of all members.
    nearest, most = segment.borders[0]
    draft = Draft(measured.numerals)
    name = draft.name("neighbour", names[nearest])
    if most >= ONE_NEIGHBOUR_SHARE * segment.borderline:
        return draft.finding(
            f"persona.{number}.border",
            f"{draft.percent('borderline', most)} of members lie near the border to {name}.",
        )
    share, part = draft.percent("borderline", segment.borderline), draft.percent("most", most)
    text = f"{share} of members lie near the border to another segment, most often ({part}) {name}."
    return draft.finding(f"persona.{number}.border", text)


def _feature(measured: Measured, number: int, name: str) -> Finding | None:
    median, others = measured.median(number, name), measured.others[number].get(name)
    feature, draft = measured.study.table.feature(name), Draft(measured.numerals)
    if (
        median is None
        or others is None
        or not medians_matter(feature, median, others, measured.effect(number, name))
    ):
        return None
    here, there = (
        draft.quantity(key, value, feature.unit)
        for key, value in (("median", median), ("others", others))
    )
    if here == there:
        return None
    draft.note("effect", measured.effect(number, name))
    label = capital(measured.noun(name))
    some, rest = of_members(measured, number, name, draft), of_others(measured, number, name, draft)
    return draft.finding(
        f"persona.{number}.{name}",
        f"{label}: {here} in the median{some}, against {there} for the others{rest}.",
    )
