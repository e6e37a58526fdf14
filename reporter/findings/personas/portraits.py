"""One line about a segment in plain words: who they are, how they buy, what and where; numbers only
where words fail.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.measuring.comparisons import medians_matter
from reporter.findings.measuring.spending import spend_mix
from reporter.findings.personas.descriptors import THOUSANDS, age_feature, majority
from reporter.findings.personas.home_country import home_shares
from reporter.model import MEDIUM_EFFECT, EffectSize, FeatureName
from reporter.model.claim import Claim, Count, Country, Number, Quantity, Ratio, Share, Thousands
from reporter.model.spans import DAYS_PER_MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.model.claim import Value

MOST_MEMBERS, NEARLY_ALL_MEMBERS = 0.5, 0.9
"""Shares of the members that are most of them, and nearly all."""
MOST_MEASURES = 3
"""So many medians are told at most."""
LAPSED_RATIO = 1.15
"""Times all customers' median of days since the last order, from which on members have lapsed."""
AT_HOME_SHARE = 0.6
"""Share of the members from one country from which on they are mostly from there."""
YOUNG_AGE, OLD_AGE = 35, 50
"""Median ages up to which, and from which on, customers who are so against the others are called
younger and older.
"""
USUAL_RATIOS = (0.8, 1.25)
"""Between these multiples of the others' median, members spend about as much."""
LAST_SEEN = (
    (7, "week"),
    (14, "fortnight"),
    (31, "month"),
    (42, "six_weeks"),
    (61, "two_months"),
    (92, "three_months"),
    (122, "four_months"),
    (153, "five_months"),
    (183, "six_months"),
    (274, "nine_months"),
    (365, "year"),
)
"""Days that half of the members stay below → when they were last here, as the catalogue names it.
"""
YEARS = (
    (1826, "five_years"),
    (1461, "four_years"),
    (1096, "three_years"),
    (730, "two_years"),
    (548, "year_and_a_half"),
    (365, "year"),
)
"""Days beyond which a span is said to be longer than this."""
MOST_MONTHS = 11
"""Of more months, years are said."""
RHYTHMS = (
    (7, "week"),
    (14, "two_weeks"),
    (21, "three_weeks"),
    (30.44, "month"),
    (61, "two_months"),
    (91, "three_months"),
    (122, "four_months"),
    (183, "half_year"),
)
"""Days between two orders → how often that is."""
RHYTHM_SHARE = 0.16
"""By so much of it a gap may be shorter or longer than the rhythm that it is said to be."""
LEADING_EFFECT = 0.05
"""By how much two categories must lead the third to be bought above all."""
LEAST_EFFECT_OF_EVERYTHING = 0.05
"""An effect above which a category is bought more than by others."""


def portrait(measured: Measured, number: int) -> Claim:
    """Describe the typical member in one sentence."""
    if measured.transactions:
        return _orders(measured, number)
    mix = spend_mix(measured)
    return _spend(measured, number, mix) if mix else _measures(measured, number)


def lapsed(measured: Measured, number: int) -> bool:
    """Tell whether most members are silent, and have been away longer than customers
    usually are.
    """
    ratio, silent = (
        measured.ratio(number, FeatureName.RECENCY),
        measured.above(number, FeatureName.RECENCY, measured.silent_days),
    )
    return (
        ratio is not None
        and silent is not None
        and ratio >= LAPSED_RATIO
        and silent >= MOST_MEMBERS
    )


def cadence(measured: Measured, number: int) -> Claim | None:
    """Say how often the typical member orders, from the median gap between orders; None where that
    says little.
    """
    gap, orders = (
        measured.median(number, FeatureName.ORDER_GAP),
        measured.median(number, FeatureName.FREQUENCY),
    )
    # Two orders have but one gap between them, which is no rhythm.
    rhythm = every(gap) if gap and orders and orders >= 3 else None
    return Claim(f"rhythm.{rhythm}") if rhythm else None


def every(days: float) -> str | None:
    """Return how often somebody orders, as the catalogue names it; None where no plain word is
    close.
    """
    # Of two that fit, the shorter.
    return next(
        (name for length, name in RHYTHMS if abs(days - length) <= RHYTHM_SHARE * length), None
    )


def last_seen(days: float, *, away: bool) -> Claim:
    """Say when half of the members last ordered: within a span for the active, longer ago than one
    for the silent.
    """
    if away:
        return _longest(days)[1]
    within = next((name for limit, name in LAST_SEEN if days <= limit), None)
    return Claim(f"portrait.within.{within}") if within else Claim("portrait.longer.year")


def _longest(days: float) -> tuple[float, Claim]:
    """Return the longest span in plain words that is shorter, in days and as it is said."""
    year = next(((limit, name) for limit, name in YEARS if days > limit), None)
    if year:
        return year[0], Claim(f"portrait.longer.{year[1]}")
    # Of a year and more, YEARS has the words.
    months = max(1, min(MOST_MONTHS, int(days / DAYS_PER_MONTH)))
    return months * DAYS_PER_MONTH, Claim("portrait.longer.months", {"months": Count(months)})


def _orders(measured: Measured, number: int) -> Claim:
    """Say how they buy, what, where from, and when they were last seen."""
    away, orders = lapsed(measured, number), measured.median(number, FeatureName.FREQUENCY)
    rhythm = cadence(measured, number)
    once = measured.one_order[number] if measured.one_order else 0.0
    values: dict[str, Value] = {
        "start": _who_once(once) or ("rhythm" if rhythm else "typical"),
        "summed": measured.summed.value if measured.summed else "none",
        "lapsed": away,
        "rhythm": rhythm,
        "orders": Number(orders or 1.0),
        "breadth": _breadth(measured, number),
        **_where(measured, number),
    }
    days = measured.median(number, FeatureName.RECENCY)
    if days is not None:
        beyond = (
            (measured.above(number, FeatureName.RECENCY, _longest(days)[0]) or 0.0) if away else 0.0
        )
        who = "all" if beyond == 1 else "nearly_all" if beyond >= NEARLY_ALL_MEMBERS else "half"
        values |= {"who": who, "seen": last_seen(days, away=away)}
    return Claim("portrait.orders", values)


def _who_once(once: float) -> str:
    """Say how many of them ordered once; empty where these are not most of them."""
    if once <= MOST_MEMBERS:
        return ""
    return (
        "all_once"
        if once == 1
        else "nearly_all_once"
        if once >= NEARLY_ALL_MEMBERS
        else "most_once"
    )


def _breadth(measured: Measured, number: int) -> str:
    effect = measured.effect(number, FeatureName.DISTINCT_PRODUCTS)
    return "wide" if effect >= MEDIUM_EFFECT else "few" if effect <= -MEDIUM_EFFECT else "usual"


def _where(measured: Measured, number: int) -> dict[str, Value]:
    found = home_shares(measured, number)
    if found is None or not found.apart:
        return {"home": "untold"}
    if found.share >= AT_HOME_SHARE:
        home = "nearly_all" if found.share >= NEARLY_ALL_MEMBERS else "mostly"
    else:
        home = "outside" if found.share < MOST_MEMBERS else "untold"
    return {"home": home, "country": Country(found.country)}


def _measures(measured: Measured, number: int) -> Claim:
    who, known = _people_of_age(measured, number), _comparable(measured, number)
    if not known:
        return Claim("portrait.nothing", who)
    apart = [name for name in known if _is_apart(measured, number, name)]
    telling = sorted(
        apart or known, key=lambda name: (-round(abs(measured.effect(number, name)), 9), name)
    )[:MOST_MEASURES]
    told = tuple(
        Claim(
            f"portrait.{'next' if rank else 'first'}_median",
            {
                "feature": measured.study.table.feature(name),
                "own": _amount(measured, name, measured.medians[number][name]),
                "others": _amount(measured, name, measured.others[number][name]),
            },
        )
        for rank, name in enumerate(telling)
    )
    return Claim("portrait.measures", {**who, "near": not apart, "medians": told})


def _comparable(measured: Measured, number: int) -> list[str]:
    """Return the segmenting features whose medians are known of members and others; age is told
    by itself.
    """
    own, others, age = measured.medians[number], measured.others[number], age_feature(measured)
    return [
        name
        for name in measured.study.segmentation.features
        if name in own and name in others and (age is None or name != age.name)
    ]


def _is_apart(measured: Measured, number: int, name: str) -> bool:
    """Tell whether a reader would care how the median differs from that of the others."""
    own, others = measured.medians[number][name], measured.others[number][name]
    feature = measured.study.table.feature(name)
    return medians_matter(feature, own, others, measured.effect(number, name))


def _people_of_age(measured: Measured, number: int) -> dict[str, Value]:
    """Say who the members are, as far as age and what most of them have in common tell."""
    who: dict[str, Value] = {
        "of_age": _age_group(measured, number),
        "group": majority(measured, number) or "mixed",
    }
    age = age_feature(measured)
    if age is None or age.name not in measured.medians[number]:
        return who
    # Half of them are at most as old as the median: under the next whole year.
    return {**who, "age": Count(math.floor(measured.medians[number][age.name]) + 1)}


def _age_group(measured: Measured, number: int) -> str:
    feature = age_feature(measured)
    if feature is None or measured.is_few(number):
        return "any"
    effect, age = measured.effect(number, feature.name), measured.median(number, feature.name)
    if age is None:
        return "any"
    if effect <= -MEDIUM_EFFECT and age <= YOUNG_AGE:
        return "younger"
    return "older" if effect >= MEDIUM_EFFECT and age >= OLD_AGE else "any"


def _amount(measured: Measured, name: str, value: float) -> Quantity | Thousands:
    """Write a value of a column with the unit that its label names in brackets: 87 in "Annual
    Income (k$)" is $87k.
    """
    feature = measured.study.table.feature(name)
    found = THOUSANDS.search(feature.heading)
    quantity = Quantity(value, feature.unit)
    return Thousands(quantity, found.group(1) or found.group(2)) if found else quantity


def _spend(measured: Measured, number: int, mix: Mapping[int, Mapping[str, float]]) -> Claim:
    effects = {name: measured.effect(number, name) for name in measured.spend}
    volume = _volume(measured, number)
    behind = [name for name in measured.spend if effects[name] <= LEAST_EFFECT_OF_EVERYTHING]
    if len(behind) <= 1:
        return Claim("portrait.everything", {**_everything(measured, effects, behind), **volume})
    goes = _leading_categories(measured, mix[number])
    return Claim("portrait.categories", {**goes, **volume, **_little(measured, effects)})


def _everything(
    measured: Measured, effects: Mapping[str, float], behind: list[str]
) -> dict[str, Value]:
    """Say that members buy more of all categories but one at most, and of which above all."""
    told: dict[str, Value] = {"save": measured.study.table.feature(behind[0]) if behind else None}
    ranked = sorted(effects.values(), reverse=True)
    if len(ranked) <= 2 or ranked[1] - ranked[2] < LEADING_EFFECT:
        return told
    # As the chart of traits is led.
    strongest = sorted(effects, key=lambda name: (-round(effects[name], 9), name))[:2]
    first, second = (measured.study.table.feature(name) for name in strongest)
    return {**told, "first": first, "second": second}


def _leading_categories(measured: Measured, mix: Mapping[str, float]) -> dict[str, Value]:
    """Say on which two categories most of their spend goes."""
    first, second = sorted(mix, key=lambda name: (-mix[name], name))[:2]
    return {
        "share_0": Share(mix[first]),
        "first": measured.study.table.feature(first),
        "share_1": Share(mix[second]),
        "second": measured.study.table.feature(second),
    }


def _little(measured: Measured, effects: Mapping[str, float]) -> dict[str, Value]:
    """Name the two categories at most that members buy clearly less of than others."""
    few = sorted(
        (name for name in effects if effects[name] <= -MEDIUM_EFFECT),
        key=lambda name: (effects[name], name),
    )[:2]
    named = (measured.study.table.feature(name) for name in few)
    return dict(zip(("little", "little_more"), named, strict=False))


def _volume(measured: Measured, number: int) -> dict[str, Value]:
    revenue = measured.study.table.revenue
    ratio = (
        measured.times(number, revenue)
        if revenue and EffectSize.of(measured.effect(number, revenue)) > EffectSize.NEGLIGIBLE
        else None
    )
    if ratio is None:
        return {"spends": "untold"}
    if USUAL_RATIOS[0] < ratio < USUAL_RATIOS[1]:
        return {"spends": "as_others"}
    return {"spends": "apart", "volume": Ratio(ratio)}
