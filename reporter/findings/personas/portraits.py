"""One line about a segment in plain words: who they are, how they buy, what and where; numbers only
where words fail.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.measuring.comparisons import medians_matter
from reporter.findings.measuring.spending import spend_mix
from reporter.findings.personas.descriptors import age_feature, amount, majority
from reporter.findings.personas.home_country import home_shares
from reporter.findings.words.draft import Draft
from reporter.findings.words.spans import DAYS_PER_MONTH
from reporter.findings.words.wording import capital, country, every, join
from reporter.model import MEDIUM_EFFECT, EffectSize, FeatureName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured

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
LAST_SEEN = ((7, "in the last week"), (14, "in the last fortnight"), (31, "in the last month"),
(42, "in the last six weeks"),
             (61, "in the last two months"), (92, "in the last three months"),
             (122, "in the last four months"),
             (153, "in the last five months"), (183, "in the last six months"),
             (274, "in the last nine months"),
             (365, "in the last year"))  # fmt: skip
"""Days that half of the members stay below → when they were last here."""
MONTHS = ("one month", "two months", "three months", "four months", "five months", "six months",
"seven months", "eight months",
          "nine months", "ten months", "eleven months")  # fmt: skip
YEARS = (
    (1826, "five years"),
    (1461, "four years"),
    (1096, "three years"),
    (730, "two years"),
    (548, "a year and a half"),
    (365, "a year"),
)
"""Days beyond which a span is said to be longer than this."""
LEADING_EFFECT = 0.05
"""By how much two categories must lead the third to be bought above all."""
LEAST_EFFECT_OF_EVERYTHING = 0.05
"""An effect above which a category is bought more than by others."""


def portrait(measured: Measured, number: int) -> str:
    """Describe the typical member in one sentence."""
    if not measured.transactions:
        return _customer_table(measured, number, Draft(measured.numerals))
    if measured.one_order and measured.one_order[number] > MOST_MEMBERS:
        return _one_order(measured, number)
    return _orders(measured, number)


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


def cadence(measured: Measured, number: int) -> str | None:
    """Say how often the typical member orders, from the median gap between orders; None where that
    says little.
    """
    gap, orders = (
        measured.median(number, FeatureName.ORDER_GAP),
        measured.median(number, FeatureName.FREQUENCY),
    )
    # Two orders have but one gap between them, which is no rhythm.
    return every(gap) if gap and orders and orders >= 3 else None


def last_seen(days: float, *, away: bool) -> str:
    """Say when half of the members last ordered: within a span for the active, longer ago than one
    for the silent.
    """
    if not away:
        return next((words for limit, words in LAST_SEEN if days <= limit), "more than a year ago")
    return f"more than {_longest(days)[1]} ago"


def _longest(days: float) -> tuple[float, str]:
    """Return the longest span in plain words that is shorter, in days and as it is said."""
    # Of a year and more, YEARS has the words.
    months = max(1, min(11, int(days / DAYS_PER_MONTH)))
    return next(
        ((limit, words) for limit, words in YEARS if days > limit),
        (months * DAYS_PER_MONTH, MONTHS[months - 1]),
    )


def _one_order(measured: Measured, number: int) -> str:
    once = measured.one_order[number] if measured.one_order else 0.0
    subject = (
        "All of them"
        if once == 1
        else "Nearly all of them"
        if once >= NEARLY_ALL_MEMBERS
        else "Most of them"
    )
    return _sentence(measured, number, f"{subject} {measured.once}")


def _sentence(measured: Measured, number: int, start: str) -> str:
    days = measured.median(number, FeatureName.RECENCY)
    sentence = ", ".join(
        [
            start,
            *(words for words in (_breadth(measured, number), _where(measured, number)) if words),
        ]
    )
    if days is None:
        return f"{sentence}."
    away = lapsed(measured, number)
    beyond = (
        (measured.above(number, FeatureName.RECENCY, _longest(days)[0]) or 0.0) if away else 0.0
    )
    who = "all" if beyond == 1 else "nearly all" if beyond >= NEARLY_ALL_MEMBERS else "half"
    return f"{sentence}; {who} of them last ordered {last_seen(days, away=away)}."


def _orders(measured: Measured, number: int) -> str:
    rhythm, draft = cadence(measured, number), Draft(measured.numerals)
    verb = "used to order" if lapsed(measured, number) else "order"
    orders = draft.occasions("orders", measured.median(number, FeatureName.FREQUENCY) or 1.0)
    return _sentence(
        measured,
        number,
        f"They {verb} about {rhythm}" if rhythm else f"They have typically ordered {orders}",
    )


def _breadth(measured: Measured, number: int) -> str:
    effect = measured.effect(number, FeatureName.DISTINCT_PRODUCTS)
    return (
        "from a wide range of products"
        if effect >= MEDIUM_EFFECT
        else "from few products"
        if effect <= -MEDIUM_EFFECT
        else ""
    )


def _where(measured: Measured, number: int) -> str:
    found = home_shares(measured, number)
    if found is None or not found.apart:
        return ""
    if found.share >= AT_HOME_SHARE:
        return (
            f"{'nearly all' if found.share >= NEARLY_ALL_MEMBERS else 'mostly'} from"
            f" {country(found.country)}"
        )
    return (
        f"most of them from outside {country(found.country)}" if found.share < MOST_MEMBERS else ""
    )


def _customer_table(measured: Measured, number: int, draft: Draft) -> str:
    mix = spend_mix(measured)
    return _spend(measured, number, mix, draft) if mix else _measures(measured, number, draft)


def _measures(measured: Measured, number: int, draft: Draft) -> str:
    who = _people_of_age(measured, number, draft)
    known = _comparable(measured, number)
    if not known:
        return f"{capital(who)}, with no typical value in common."
    apart = [name for name in known if _is_apart(measured, number, name)]
    telling = sorted(
        apart or known, key=lambda name: (-round(abs(measured.effect(number, name)), 9), name)
    )[:MOST_MEASURES]
    own, others = measured.medians[number], measured.others[number]
    told = [
        f"{measured.noun(name)} {_write(measured, draft, name, own[name], 'own')}"
        f" ({'' if index else 'the others: '}"
        f"{_write(measured, draft, name, others[name], 'others')})"
        for index, name in enumerate(telling)
    ]
    near = "" if apart else " near the middle"
    return f"{capital(who)}{near} with these medians: {join(told)}."


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


def _people_of_age(measured: Measured, number: int, draft: Draft) -> str:
    """Say who the members are, as far as age and what most of them have in common tell."""
    who = f"{_age_words(measured, number)}customers{_people(measured, number)}"
    age = age_feature(measured)
    if age is None or age.name not in measured.medians[number]:
        return who
    # Half of them are at most as old as the median: under the next whole year.
    under = math.floor(measured.medians[number][age.name]) + 1
    return f"{who}, half of them under {draft.count('age', under)}"


def _people(measured: Measured, number: int) -> str:
    group = majority(measured, number)
    return f", mostly {group}" if group else ""


def _age_words(measured: Measured, number: int) -> str:
    feature = age_feature(measured)
    if feature is None or measured.is_few(number):
        return ""
    effect, age = measured.effect(number, feature.name), measured.median(number, feature.name)
    if age is None:
        return ""
    return (
        "younger "
        if effect <= -MEDIUM_EFFECT and age <= YOUNG_AGE
        else "older "
        if effect >= MEDIUM_EFFECT and age >= OLD_AGE
        else ""
    )


def _write(measured: Measured, draft: Draft, name: str, value: float, whose: str) -> str:
    return amount(measured.study.table.feature(name), value, draft, f"{name}_{whose}")


def _spend(measured: Measured, number: int, mix: dict[int, dict[str, float]], draft: Draft) -> str:
    effects = {name: measured.effect(number, name) for name in measured.spend}
    volume = _volume(measured, number, draft)
    behind = [name for name in measured.spend if effects[name] <= LEAST_EFFECT_OF_EVERYTHING]
    if len(behind) <= 1:
        return f"{_everything(measured, effects, behind)}{volume}."
    goes = _leading_categories(measured, mix[number], draft)
    return f"{goes}{volume}{_little(measured, effects)}."


def _everything(measured: Measured, effects: Mapping[str, float], behind: list[str]) -> str:
    """Say that members buy more of all categories but one at most, and of which above all."""
    save = f" but {measured.noun(behind[0])}" if behind else ""
    text = f"They buy more than others in every category{save}"
    ranked = sorted(effects.values(), reverse=True)
    if len(ranked) <= 2 or ranked[1] - ranked[2] < LEADING_EFFECT:
        return text
    # As the chart of traits is led.
    strongest = sorted(effects, key=lambda name: (-round(effects[name], 9), name))[:2]
    return f"{text}, above all {join([measured.noun(name) for name in strongest])}"


def _leading_categories(measured: Measured, mix: Mapping[str, float], draft: Draft) -> str:
    """Say on which two categories most of their spend goes."""
    first, second = sorted(mix, key=lambda name: (-mix[name], name))[:2]
    goes = f"{draft.percent('share_0', mix[first])} of their spend goes on {measured.noun(first)}"
    return f"{goes} and {draft.percent('share_1', mix[second])} on {measured.noun(second)}"


def _little(measured: Measured, effects: Mapping[str, float]) -> str:
    """Name the two categories at most that members buy clearly less of than others."""
    few = sorted(
        (name for name in effects if effects[name] <= -MEDIUM_EFFECT),
        key=lambda name: (effects[name], name),
    )[:2]
    named = " and little ".join(measured.noun(name) for name in few)
    return f"; they buy little {named}" if few else ""


def _volume(measured: Measured, number: int, draft: Draft) -> str:
    revenue = measured.study.table.revenue
    ratio = (
        measured.times(number, revenue)
        if revenue and EffectSize.of(measured.effect(number, revenue)) > EffectSize.NEGLIGIBLE
        else None
    )
    if ratio is None or USUAL_RATIOS[0] < ratio < USUAL_RATIOS[1]:
        return ", and they spend about as much as the others" if ratio is not None else ""
    return f", and they spend {draft.multiple('volume', ratio)} as much as the others (medians)"
