"""What is worth knowing about a segment beside its strip and its drawings: measurements in, one true sentence a fact out.

Each fact states the same figure of all customers, and what differs by too little makes no sentence.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.calendar_months import best_season, recurs, share_between
from reporter.findings.descriptors import age_range, among, belonging, of_members
from reporter.findings.draft import Draft
from reporter.findings.exceptions import key_accounts_among, unsure
from reporter.findings.measured import SILENT_GAPS
from reporter.findings.wording import capital, country, join

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from reporter.findings.calendar_months import Season
    from reporter.findings.measured import Measured
    from reporter.model import Finding, Mix, ProductLift

NEGLIGIBLE = 0.147
"""Below this Cliff's delta counts as negligible (Romano et al. 2006)."""
SEASONAL = 0.3
"""Three months that hold so much of what a year brought make a season; an even year has 25 %."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
POINTS = 0.05
"""A share is worth a sentence when it lies five points from that of all customers."""
MOSTLY = 0.5
NEARLY_ALL = 0.9
"""Of the members at the border, to name but one neighbour."""
TENTH, CONCENTRATED = 0.1, 0.2
"""A tenth of the members that holds a fifth of what the segment brings is worth a sentence."""
FEW = 100
"""Fewer orders, or members, tell nothing about weekdays, or about a tenth of them."""
HALF_A_MONTH = 15
DESCRIBED = ("frequency", "monetary", "average_order_value", "distinct_products", "order_gap", "return_rate")


def persona_facts(
    measured: Measured, number: int, names: Mapping[int, str], products: Sequence[ProductLift], mixes: Sequence[Mix]
) -> tuple[Finding, ...]:
    """Say what is worth saying about a segment, the most useful first; last, what stands beside its rule."""
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
        return tuple(name for name in DESCRIBED if measured.feature(name) and not (name == "order_gap" and mostly_once(measured, number)))
    return tuple(feature.name for feature in measured.numeric)


def mostly_once(measured: Measured, number: int) -> bool:
    """Tell whether so many members ordered once that the gap between orders describes only the others."""
    return measured.one_order is not None and measured.one_order[number] > MOSTLY


def _weighed(measured: Measured, number: int) -> Finding | None:
    """Say what part of the people a segment stands for, where a survey weighs its rows."""
    weights = measured.table.weights
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
        f"persona.{number}.weighed", f"Weighed, the segment stands for {share} of the people; it holds {rows} of the rows."
    )


def _largest_tenth(measured: Measured, number: int) -> Finding | None:
    volume, size = measured.table.volume, measured.customers[number]
    if measured.volume is None or volume is None or size < FEW or measured.volume[number] <= 0:
        return None
    values = measured.groups[number][volume.feature].astype(float).sort_values(ascending=False)
    largest = round(TENTH * size)
    share = float(values.iloc[:largest].sum()) / measured.volume[number]
    if not CONCENTRATED <= share <= 1:
        return None
    draft = Draft(measured.numerals)
    who, part = draft.count("customers", largest), draft.percent("share", share)
    most = "spend" if measured.priced else "order"
    text = f"The {who} who {most} most, a tenth of them, account for {part} of the segment's {volume.noun}."
    return draft.finding(f"persona.{number}.tenth", text)


def _once(measured: Measured, number: int) -> Finding | None:
    if measured.one_order is None or measured.above(0, "frequency", 1.5) is None:
        return None
    once, overall = measured.one_order[number], 1 - (measured.above(0, "frequency", 1.5) or 0.0)
    if not 0.02 <= once < 1 or abs(once - overall) < POINTS:
        return None
    draft = Draft(measured.numerals)
    share, everybody = draft.percent("once", once), draft.percent("overall", overall)
    return draft.finding(f"persona.{number}.once", f"{share} {measured.only_once}, against {everybody} of all customers.")


def _overdue(measured: Measured, number: int) -> Finding | None:
    gap, share, orders = measured.median(number, "order_gap"), measured.overdue(number), measured.median(number, "frequency")
    if not gap or share is None or not 0.02 <= share <= MOSTLY or (orders or 0) < 3:
        return None
    draft = Draft(measured.numerals)
    draft.note("share", share)
    who = draft.plural("customers", round(share * measured.customers[number]), "customer")
    verb = "is" if who.startswith("1 ") else "are"
    span = draft.silence("gap", SILENT_GAPS * gap)
    return draft.finding(f"persona.{number}.overdue", f"{who} {verb} overdue: no order for more than {span}, twice the usual gap.")


def _returned(measured: Measured, number: int) -> Finding | None:
    own, overall = measured.above(number, "return_rate", 0.0), measured.above(0, "return_rate", 0.0)
    if own is None or overall is None or abs(own - overall) < POINTS:
        return None
    draft = Draft(measured.numerals)
    share, everybody = draft.percent("share", own), draft.percent("overall", overall)
    return draft.finding(f"persona.{number}.returned", f"{share} have returned something, against {everybody} of all customers.")


def _country(measured: Measured, number: int) -> Finding | None:
    home, share = home_share(measured, number)
    if home is None:
        return None
    draft = Draft(measured.numerals)
    overall = home_share(measured, 0)[1]
    draft.note("country", home)
    if abs(share - overall) < POINTS:
        return None
    here, there = draft.percent("share", share), draft.percent("overall", overall)
    return draft.finding(f"persona.{number}.country", f"{here} order from {country(home)}, against {there} of all customers.")


def home_share(measured: Measured, number: int) -> tuple[str | None, float]:
    """Return the country of most customers and its share of members, none where they are few; of all customers for segment 0."""
    frame = measured.groups[number] if number else measured.frame
    known = frame["country"].dropna().astype(str) if measured.home is not None else None
    if known is None or known.empty or 0 < (known == measured.home).sum() < measured.smallest_cell:
        return None, 0.0
    return measured.home, float((known == measured.home).mean())


def _mix(measured: Measured, number: int, mixes: Sequence[Mix]) -> Finding | None:
    mix, draft = leading_mix(mixes), Draft(measured.numerals)
    if mix is None:
        return None
    share, overall = draft.percent("share", mix.share), draft.percent("overall", mix.overall)
    words = belonging(measured, mix, draft)
    return draft.finding(f"persona.{number}.mix", f"{share} {words}, against {overall} of all customers{among(measured, mix, draft)}.")


def leading_mix(mixes: Sequence[Mix]) -> Mix | None:
    """Return the category that a segment has most in excess of all customers; None where none is five points above."""
    above = [mix for mix in mixes if mix.feature != "country" and mix.share - mix.overall >= POINTS]
    return max(above, key=lambda mix: mix.share - mix.overall, default=None)


def _first_order(measured: Measured, number: int) -> Finding | None:
    own, overall = measured.median(number, "tenure"), measured.overall.get("tenure")
    if own is None or overall is None or abs(measured.effect(number, "tenure")) < NEGLIGIBLE:
        return None
    draft = Draft(measured.numerals)
    here, there = draft.silence("first", own), draft.silence("overall", overall)
    if here == there:
        return None
    return draft.finding(f"persona.{number}.first", f"They first ordered {here} ago (median); all customers, {there} ago.")


def _season(measured: Measured, number: int) -> Finding | None:
    found = own_season(measured, number)
    if found is None:
        return None
    season, overall, draft = *found, Draft(measured.numerals)
    share, first, last = draft.percent("share", season.share), draft.month("first", season.first), draft.month("last", season.last)
    base = draft.percent("overall", overall)
    what = "what they spent" if measured.priced else "their orders"
    text = f"{share} of {what} in the last twelve full months fell between {first} and {last}; among all customers it was {base}."
    return draft.finding(f"persona.{number}.season", text)


def season_of(measured: Measured, number: int) -> Season | None:
    """Return a segment's best months of the last twelve.

    None where the same months were no better a year before, where a few lines or one customer make them, and where the typical member
    was not there for most of the year: newcomers always seem to buy late, and those who left early.
    """
    months = measured.months
    if months is None or measured.lumpy or number not in months.volume or not measured.present(number):
        return None
    season = best_season(months.volume[number])
    return season if season is not None and recurs(months.volume[number], season) else None


def own_season(measured: Measured, number: int) -> tuple[Season, float] | None:
    """Return a segment's season and all customers' share in the same months; None where the two are alike."""
    season, months = season_of(measured, number), measured.months
    if season is None or months is None or season.share < SEASONAL:
        return None
    overall = share_between(months.volume.sum(axis=1), season)
    return None if overall is None or season.share - overall < POINTS else (season, overall)


def _weekday(measured: Measured, number: int) -> Finding | None:
    day = best_weekday(measured, number)
    if day is None:
        return None
    place, own, overall = day
    draft = Draft(measured.numerals)
    draft.note("weekday", place)
    share, base = draft.percent("share", own), draft.percent("overall", overall)
    text = f"{share} of their orders fall on a {WEEKDAYS[place]}, against {base} of all customers' orders."
    return draft.finding(f"persona.{number}.weekday", text)


def best_weekday(measured: Measured, number: int) -> tuple[int, float, float] | None:
    """Return the weekday furthest above all customers', its share of orders and theirs; None where none is five points above."""
    if measured.purchases is None or measured.purchases.weekdays.empty:
        return None
    table = measured.purchases.weekdays
    own, overall = _by_weekday(table[table["segment"] == number]), _by_weekday(table)
    if own is None or overall is None:
        return None
    leads = (own - overall).fillna(0.0)
    place = int(leads.to_numpy().argmax())
    if float(leads.iloc[place]) < POINTS:
        return None
    return int(str(leads.index[place])), float(own.iloc[place]), float(overall.iloc[place])


def _by_weekday(table: pd.DataFrame) -> pd.Series[float] | None:
    orders = table.groupby("weekday")["orders"].sum().reindex(range(7)).fillna(0.0).astype(float)
    total = float(orders.sum())
    return orders / total if total >= FEW else None


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
    share, part = draft.percent("share", measured.share[number]), draft.percent(f"{noun}_share", measured.volume_share[number])
    write = draft.money_short if measured.priced else draft.count
    brought = write(noun, measured.volume[number])
    return draft.finding(f"persona.{number}.weight", f"They are {share} of customers and account for {part} of {noun}, {brought}.")


def _border(measured: Measured, number: int, names: Mapping[int, str]) -> Finding | None:
    """Say how many members could as well be in another segment, and in which."""
    segment = measured.segment(number)
    if not segment.borders:
        return None
    nearest, most = segment.borders[0]
    draft = Draft(measured.numerals)
    name = draft.name("neighbour", names[nearest])
    if most >= NEARLY_ALL * segment.borderline:
        return draft.finding(f"persona.{number}.border", f"{draft.percent('borderline', most)} of members could as well be {name}.")
    share, part = draft.percent("borderline", segment.borderline), draft.percent("most", most)
    text = f"{share} of members could as well be in another segment, most often ({part}) {name}."
    return draft.finding(f"persona.{number}.border", text)


def _feature(measured: Measured, number: int, name: str) -> Finding | None:
    median, overall = measured.median(number, name), measured.overall.get(name)
    if median is None or overall is None or median == overall or abs(measured.effect(number, name)) < NEGLIGIBLE:
        return None
    feature, draft = measured.table.feature(name), Draft(measured.numerals)
    here, there = (draft.quantity(key, value, feature.unit) for key, value in (("median", median), ("overall", overall)))
    if here == there:
        return None
    draft.note("effect", measured.effect(number, name))
    label = capital(measured.noun(name))
    some = of_members(measured, number, name, draft)
    return draft.finding(f"persona.{number}.{name}", f"{label}: {here} in the median{some}, against {there} for all customers.")
