"""Titles of a persona's charts: measurements in, the finding that each drawing shows out. No finding, no chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.calendar_months import best_season
from reporter.findings.draft import Draft
from reporter.findings.facts import NEGLIGIBLE, SEASONAL, mostly_once
from reporter.findings.likings import spend_mix
from reporter.findings.wording import capital, join, part, plain_label, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from reporter.findings.measured import Measured
    from reporter.model import Finding, Mix, ProductLift, Trait

MULTIPLES = {
    "frequency": "order {} as often",
    "monetary": "spend {} as much",
    "average_order_value": "place orders {} as large",
    "distinct_products": "buy {} as widely",
    "order_gap": "take {} as long between orders",
    "tenure": "have been known {} as long",
}
"""Feature → what a member does so many times as much as the typical customer."""
CLEAR = (0.8, 1.25)
"""A ratio between these says nothing worth a title."""
TITLED = 2
"""So many traits make a title."""
PRODUCTS = 3
SILENT_MONTHS = 3
STILL = 0.05
"""A share of their orders that counts as silence."""
MIX_CLEAR = 0.05


def persona_titles(
    measured: Measured, number: int, traits: Sequence[Trait], products: Sequence[ProductLift], mixes: Sequence[Mix]
) -> dict[str, Finding]:
    """Return the titles of a persona's charts by chart name."""
    found = {
        "traits": _traits(measured, number, traits),
        "months": _months(measured, number),
        "products": _products(measured, number, products),
        "mix": None if measured.transactions else _mix(measured, number, mixes),
    }
    return {f"persona.{number}.{name}": finding for name, finding in found.items() if finding is not None}


def _traits(measured: Measured, number: int, traits: Sequence[Trait]) -> Finding | None:
    draft = Draft(measured.numerals)
    telling = [trait for trait in traits if not (trait.feature == "order_gap" and mostly_once(measured, number))]
    clear = [trait for trait in telling if abs(trait.effect) >= NEGLIGIBLE and trait.median != trait.overall]
    phrases = [phrase for phrase in (_multiple(measured, trait, draft) for trait in clear) if phrase][:TITLED]
    if phrases and (measured.transactions or len(phrases) == TITLED):
        if len(phrases) == TITLED and all(phrase.startswith("spend ") for phrase in phrases):
            phrases[1] = phrases[1].removeprefix("spend ")
        return draft.finding(f"title.persona.{number}.traits", f"They {join(phrases)}")
    draft = Draft(measured.numerals)
    compared = [phrase for phrase in (_comparison(measured, trait, draft) for trait in clear[:TITLED]) if phrase]
    if not compared:
        return None
    return draft.finding(
        f"title.persona.{number}.traits", capital(f"{compared[0]} for all customers{''.join(f'; {more}' for more in compared[1:])}")
    )


def _multiple(measured: Measured, trait: Trait, draft: Draft) -> str | None:
    if trait.ratio is None or CLEAR[0] < trait.ratio < CLEAR[1]:
        return None
    if trait.feature in measured.spend:
        label = plain_label(measured.table.feature(trait.feature).label)
        return f"spend {draft.multiple(trait.feature, trait.ratio)} as much on {label}"
    if trait.feature in MULTIPLES and measured.transactions:
        return MULTIPLES[trait.feature].format(draft.multiple(trait.feature, trait.ratio))
    return None


def _comparison(measured: Measured, trait: Trait, draft: Draft) -> str | None:
    feature = measured.table.feature(trait.feature)
    here = draft.quantity(f"{trait.feature}_median", trait.median, feature.unit)
    there = draft.quantity(f"{trait.feature}_overall", trait.overall, feature.unit)
    if here == there:
        return None
    if feature.name == "recency":
        return f"their last order is typically {here} ago, against {there}"
    return f"{spoken(feature.name, feature.label)} {here} against {there}"


def _months(measured: Measured, number: int) -> Finding | None:
    months = measured.months
    if months is None or number not in months.revenue or len(months.revenue) < SILENT_MONTHS:
        return None
    stopped = _stopped(measured, number, months.orders[number])
    if stopped is not None:
        return stopped
    season = best_season(months.revenue[number])
    if season is not None and season.share >= SEASONAL:
        draft = Draft(measured.numerals)
        share = part(season.share) or draft.percent("share", season.share)
        draft.note("share", season.share)
        first, last = draft.month_name("first", season.first), draft.month_name("last", season.last)
        what = "year falls" if measured.present(number) else "revenue came"
        return draft.finding(f"title.persona.{number}.months", f"{capital(share)} of their {what} between {first} and {last}")
    return _best_month(measured, number, months.revenue[number])


def _stopped(measured: Measured, number: int, orders: pd.Series[float]) -> Finding | None:
    """Say since when orders have all but ceased, when that is three complete months or more."""
    total = float(orders.sum())
    if total <= 0:
        return None
    later = orders.iloc[::-1].cumsum().iloc[::-1] / total
    quiet = [place for place, share in enumerate(later.tolist()) if share <= STILL]
    if not quiet or len(orders) - quiet[0] < SILENT_MONTHS or quiet[0] == 0:
        return None
    draft = Draft(measured.numerals)
    starts = measured.months.starts if measured.months else []
    share, month = float(later.iloc[quiet[0]]), draft.month("since", starts[quiet[0] - 1])
    tail = "none since" if share == 0 else f"{draft.percent('share', share)} since"
    return draft.finding(
        f"persona.{number}.months", f"Their orders end in {month}: {tail}" if share == 0 else f"Few orders after {month}: {tail}"
    )


def _best_month(measured: Measured, number: int, revenue: pd.Series[float]) -> Finding | None:
    mean = float(revenue.mean())
    best = float(revenue.max())
    if mean <= 0 or best < CLEAR[1] * mean:
        return None
    draft = Draft(measured.numerals)
    starts = measured.months.starts if measured.months else []
    month = draft.month("month", starts[int(revenue.to_numpy().argmax())])
    amount, times = draft.money_short("revenue", best), draft.decimal("times", best / mean)
    return draft.finding(f"title.persona.{number}.months", f"Their best month was {month}: {amount}, {times} times the average month")


def _products(measured: Measured, number: int, products: Sequence[ProductLift]) -> Finding | None:
    if len(products) < PRODUCTS:
        return None
    draft, first = Draft(measured.numerals), products[0]
    name, lift = draft.name("product", first.description), draft.multiple("lift", first.lift)
    return draft.finding(f"title.persona.{number}.products", f"They are {lift} as likely as others to buy “{name}”")


def _mix(measured: Measured, number: int, mixes: Sequence[Mix]) -> Finding | None:
    shares = spend_mix(measured)
    if shares:
        return _spend(measured, number, shares)
    if not mixes or abs(mixes[0].share - mixes[0].overall) < MIX_CLEAR:
        return None
    mix, draft = mixes[0], Draft(measured.numerals)
    share, overall = draft.percent("share", mix.share), draft.percent("overall", mix.overall)
    label = draft.name("feature", capital(plain_label(measured.table.feature(mix.feature).label)))
    category = draft.name("category", mix.category)
    return draft.finding(f"title.persona.{number}.mix", f"{label} {category}: {share} of them, against {overall} of all customers")


def _spend(measured: Measured, number: int, shares: dict[int, dict[str, float]]) -> Finding | None:
    own, everybody = shares[number], shares[0]
    name = max(own, key=lambda column: (own[column] - everybody[column], column))
    if own[name] - everybody[name] < MIX_CLEAR / 2:
        return None
    draft = Draft(measured.numerals)
    share, overall = draft.percent("share", own[name]), draft.percent("overall", everybody[name])
    label = draft.name("category", capital(plain_label(measured.table.feature(name).label)))
    return draft.finding(f"title.persona.{number}.mix", f"{label} takes {share} of what they spend, against {overall} among all")
