"""What is worth knowing about a segment beside its strip and its drawings: measurements in, one
true sentence a fact out.

Each fact states the same figure of the other customers, and what differs by chance or by too little
makes no sentence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.findings.bases import Statement, is_enough
from reporter.findings.calendar_months import is_sure, recurs, season_in, share_between
from reporter.findings.comparisons import POINTS, medians_matter, shares_differ
from reporter.findings.descriptors import age_range, among, belonging, of_members, of_others
from reporter.findings.draft import Draft
from reporter.findings.exceptions import key_accounts_among, unsure
from reporter.findings.wording import capital, country, join
from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from reporter.findings.calendar_months import Season
    from reporter.findings.measured import Measured
    from reporter.model import Finding, Mix, ProductLift

SEASONAL = 0.3
"""Three months that hold so much of what a year brought make a season; an even year has 25 %."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOSTLY = 0.5
NEARLY_ALL = 0.9
"""Of the members at the border, to name but one neighbour."""
TENTH, CONCENTRATED = 0.1, 0.2
"""A tenth of the members that holds a fifth of what the segment brings is worth a sentence."""
DESCRIBED = (
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
        _weekday(measured, number),
        _country(measured, number),
        _season(measured, number),
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
            for name in DESCRIBED
            if measured.feature(name)
            and not (name == FeatureName.ORDER_GAP and mostly_once(measured, number))
        )
    return tuple(feature.name for feature in measured.numeric)


def mostly_once(measured: Measured, number: int) -> bool:
    """Tell whether so many members ordered once that the gap between orders describes only the
    others.
    """
    return measured.one_order is not None and measured.one_order[number] > MOSTLY


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
    largest = round(TENTH * size)
    share = float(values.iloc[:largest].sum()) / measured.volume[number]
    if not CONCENTRATED <= share <= 1:
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
    if measured.one_order is None or measured.above(0, FeatureName.FREQUENCY, 1.5) is None:
        return None
    once = measured.one_order[number]
    others = measured.of_others(
        number, once, 1 - (measured.above(0, FeatureName.FREQUENCY, 1.5) or 0.0)
    )
    if not 0.02 <= once < 1 or not measured.differs(number, once, others):
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
    if not gap or share is None or not 0.02 <= share <= MOSTLY or (orders or 0) < 3:
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


def _country(measured: Measured, number: int) -> Finding | None:
    found = home_shares(measured, number)
    if found is None or not found.apart:
        return None
    draft = Draft(measured.numerals)
    draft.note("country", found.country)
    here, there = draft.percent("share", found.share), draft.percent("others", found.others)
    return draft.finding(
        f"persona.{number}.country",
        f"{here} order from {country(found.country)}, against {there} of the others.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeShares:
    """How many come from the country of most customers, of those whose country is known."""

    country: str
    share: float
    """Of the members."""
    others: float
    """Of the other customers."""
    apart: bool
    """Whether the two differ by more than chance, and enough to care for."""


def home_shares(measured: Measured, number: int) -> HomeShares | None:
    """Return the share of members and of others who come from the country of most customers; None
    where members are few or unknown.
    """
    if measured.home is None:
        return None
    known = measured.frame["country"].dropna()
    at_home, own = (
        (known.astype(str) == measured.home).to_numpy(),
        (measured.labels.loc[known.index] == number).to_numpy(),
    )
    members, rest = int(own.sum()), int((~own).sum())
    here, there = int(at_home[own].sum()), int(at_home[~own].sum())
    if not members or 0 < here < measured.smallest_cell:
        return None
    share, others = here / members, there / rest if rest else 0.0
    return HomeShares(
        country=measured.home,
        share=share,
        others=others,
        apart=shares_differ(share, members, others, rest),
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
    above = [mix for mix in mixes if mix.feature != "country" and mix.share - mix.others >= POINTS]
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


def _season(measured: Measured, number: int) -> Finding | None:
    found = own_season(measured, number)
    if found is None:
        return None
    season, others, draft = *found, Draft(measured.numerals)
    share, first, last = (
        draft.percent("share", season.share),
        draft.month("first", season.first),
        draft.month("last", season.last),
    )
    elsewhere = draft.percent("others", others)
    what = "what they spent" if measured.priced else "their orders"
    text = (
        f"{share} of {what} in the last twelve full months fell between {first} and {last}; among"
        f" the others it was {elsewhere}."
    )
    return draft.finding(f"persona.{number}.season", text)


def season_of(measured: Measured, number: int) -> Season | None:
    """Return a segment's best months of the last twelve.

    None where the same months were no better a year before, where a few lines or one customer make
    them, and where the typical member was not there for most of the year: newcomers always seem to
    buy late, and those who left early.
    """
    months = measured.months
    if (
        months is None
        or not is_enough(Statement.SEASON, len(months.volume))
        or number not in months.volume
    ):
        return None
    if measured.lumpy or not measured.present(number):
        return None
    season = season_in(months.volume[number])
    if (
        season is None
        or not recurs(months.volume[number], season)
        or not is_sure(season, months.orders_of(number))
    ):
        return None
    return season


def own_season(measured: Measured, number: int) -> tuple[Season, float] | None:
    """Return a segment's season and the other customers' share in the same months; None where the
    two are alike.
    """
    season, months = season_of(measured, number), measured.months
    if season is None or months is None or season.share < SEASONAL:
        return None
    others = share_between(months.volume.drop(columns=number).sum(axis=1), season)
    return None if others is None or season.share - others < POINTS else (season, others)


def _weekday(measured: Measured, number: int) -> Finding | None:
    day = best_weekday(measured, number)
    if day is None:
        return None
    place, own, others = day
    draft = Draft(measured.numerals)
    draft.note("weekday", place)
    share, elsewhere = draft.percent("share", own), draft.percent("others", others)
    text = (
        f"{share} of their orders fall on a {WEEKDAYS[place]}, against {elsewhere} of the others'"
        " orders."
    )
    return draft.finding(f"persona.{number}.weekday", text)


def best_weekday(measured: Measured, number: int) -> tuple[int, float, float] | None:
    """Return the weekday furthest above the others', its share of orders and theirs; None where
    chance may have put it there.
    """
    if measured.study.purchases is None or measured.study.purchases.weekdays.empty:
        return None
    table = measured.study.purchases.weekdays
    own, others = (
        _by_weekday(table[table["segment"] == number]),
        _by_weekday(table[table["segment"] != number]),
    )
    placed, elsewhere = float(own.sum()), float(others.sum())
    if not is_enough(Statement.WEEKDAY, min(placed, elsewhere)):
        return None
    leads = own / placed - others / elsewhere
    place = int(leads.to_numpy().argmax())
    share, rest = float(own.iloc[place]) / placed, float(others.iloc[place]) / elsewhere
    return (
        (int(str(leads.index[place])), share, rest)
        if share > rest and shares_differ(share, placed, rest, elsewhere)
        else None
    )


def _by_weekday(table: pd.DataFrame) -> pd.Series[float]:
    return table.groupby("weekday")["orders"].sum().reindex(range(7)).fillna(0.0).astype(float)


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
    nearest, most = segment.borders[0]
    draft = Draft(measured.numerals)
    name = draft.name("neighbour", names[nearest])
    if most >= NEARLY_ALL * segment.borderline:
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
