"""What the executive reads: measurements and names in; headline, cover line, leading findings and the sections' answers out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.base_titles import TOP, top_share
from reporter.findings.calendar_months import best_season
from reporter.findings.draft import DAYS_A_MONTH, Draft
from reporter.findings.facts import SEASONAL
from reporter.findings.measured import ONE_ORDER_TOLERANCE
from reporter.findings.portraits import cadence, lapsed
from reporter.findings.segment_titles import leading_segment
from reporter.findings.wording import capital, money_of_every, people, plain_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reporter.findings.measured import Measured
    from reporter.model import Finding

SILENT_MONTHS = 6
LEAST_SILENT = 0.1
TELLING = 1.3
"""A segment that brings so many times its share is the headline."""
MOST = 5
LEAST_ONCE = 0.1


def cover_line(measured: Measured) -> str:
    """Write the cover's title."""
    return f"{capital(measured.numerals.words(measured.segmentation.k))} kinds of customers, and what to do about each"


def headline(measured: Measured) -> Finding:
    """Write the one sentence over the executive summary."""
    draft = Draft(measured.numerals)
    if measured.revenue_share is None:
        return draft.finding("summary.headline", _without_revenue(measured, draft))
    number, share = leading_segment(measured), top_share(measured)
    if (measured.value_index(number) or 0.0) >= TELLING:
        who, brought = measured.share[number], measured.revenue_share[number]
    elif share is not None:
        who, brought = TOP, share
    else:
        who, brought = measured.share[number], measured.revenue_share[number]
    draft.note("share", who)
    draft.note("revenue_share", brought)
    draft.note("pence", round(brought * 100))
    subject, singular = people(who, measured.numerals)
    money = money_of_every(brought, measured.numerals.currency, measured.numerals)
    text = f"{capital(subject)} {'brings' if singular else 'bring'} {money}"
    return draft.finding("summary.headline", text + (_silence(measured, draft) or _rest(measured, draft)))


def _silence(measured: Measured, draft: Draft) -> str:
    """Add who has not ordered for half a year, where the data span long enough to tell."""
    days = SILENT_MONTHS * DAYS_A_MONTH
    if "recency" not in measured.frame or (measured.period_days or 0) < 1.5 * days:
        return ""
    share = float((measured.frame["recency"].astype(float) > days).mean())
    if share < LEAST_SILENT:
        return ""
    draft.note("silent_share", share)
    words, singular = people(share, measured.numerals)
    return f"; {_shortened(words)} {'has' if singular else 'have'} not ordered for {draft.words('silent_months', SILENT_MONTHS)} months"


def _rest(measured: Measured, draft: Draft) -> str:
    """Add the segment that brings least for its size."""
    shares = measured.revenue_share or {}
    number = max(shares, key=lambda each: (measured.share[each] - shares[each], -each))
    if not 0 < shares[number] < measured.share[number] / TELLING:
        return ""
    draft.note("last_share", measured.share[number])
    words, singular = people(measured.share[number], measured.numerals)
    return f"; {_shortened(words)} {'brings' if singular else 'bring'} {draft.percent('last_revenue_share', shares[number])}"


def _shortened(words: str) -> str:
    """Leave the noun out where the sentence has it already: "one in four"."""
    return words.replace("customers ", "").replace("customer ", "") if " in " in words else words


def _without_revenue(measured: Measured, draft: Draft) -> str:
    kinds = draft.words("k", measured.segmentation.k)
    largest = max(measured.share.values())
    draft.note("largest", largest)
    words, singular = people(largest, measured.numerals)
    tail = f"{words} {'belongs' if singular else 'belong'} to the largest"
    feature = measured.feature(measured.table.value or measured.segmentation.features[0])
    medians = [own[feature.name] for own in measured.medians.values() if feature and feature.name in own]
    if feature is None or not medians or min(medians) == max(medians):
        return f"These customers fall into {kinds} kinds; {tail}"
    low, high = draft.quantity("lowest", min(medians), feature.unit), draft.quantity("highest", max(medians), feature.unit)
    return f"Typical {plain_label(feature.label)} runs from {low} to {high} across {kinds} kinds of customers; {tail}"


def leading_findings(measured: Measured, names: Mapping[int, str]) -> tuple[Finding, ...]:
    """Return three to five findings for the executive summary, each with a figure that its text continues."""
    makers: tuple[Callable[[Measured, Mapping[int, str]], Finding | None], ...] = (
        (_best_segment, _lost_revenue, _once, _top_fifth, _year_season, _largest)
        if measured.transactions
        else (_best_segment, _top_fifth, _best_value, _lowest_value, _leading_category, _largest)
    )
    made = [finding for finding in (make(measured, names) for make in makers) if finding is not None]
    return tuple(made[:MOST])


def _best_segment(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    if measured.revenue is None or measured.revenue_share is None:
        return None
    number, draft = leading_segment(measured), Draft(measured.numerals)
    figure = draft.percent("share", measured.share[number])
    amount = draft.money_short("revenue", measured.revenue[number])
    total = draft.money_short("total", sum(measured.revenue.values()))
    text = f"of customers, {draft.name('name', names[number])}, bring {amount} of {total}."
    habit = _habit(measured, number, draft)
    return draft.finding("summary.best", f"{text} {habit}".strip(), figure)


def _habit(measured: Measured, number: int, draft: Draft) -> str:
    orders, days = measured.median(number, "frequency"), measured.median(number, "recency")
    if orders is None or days is None:
        return ""
    rhythm = cadence(measured, number)
    often = f"order about {rhythm}" if rhythm else f"ordered {draft.occasions('orders', orders)}"
    return f"They typically {often} and were last here {draft.silence('silent', days)} ago."


def _lost_revenue(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    away = [number for number in names if lapsed(measured, number)]
    if not away or measured.revenue is None:
        return None
    number, draft = max(away, key=lambda each: (measured.revenue or {})[each]), Draft(measured.numerals)
    if measured.revenue[number] <= 0:
        return None
    figure = draft.money_short("revenue", measured.revenue[number])
    who, name = draft.plural("customers", measured.customers[number], "customer"), draft.name("name", names[number])
    silent = draft.silence("silent", measured.medians[number]["recency"])
    return draft.finding("summary.lapsed", f"came from {who} in {name}, whose last order is typically {silent} ago.", figure)


def _once(measured: Measured, _: Mapping[int, str]) -> Finding | None:
    if "frequency" not in measured.frame:
        return None
    once = measured.frame["frequency"].astype(float) < ONE_ORDER_TOLERANCE
    share = float(once.mean())
    if not LEAST_ONCE <= share < 1:
        return None
    draft = Draft(measured.numerals)
    figure, text = draft.percent("share", share), "bought only once."
    if "monetary" in measured.frame:
        spent = measured.frame["monetary"].astype(float)
        first, later = float(spent[once].median()), float(spent[~once].median())
        if first > 0 and later / first >= TELLING:
            text += f" Those who came back have spent {draft.multiple('times', later / first)} as much."
    return draft.finding("summary.once", text, figure)


def _top_fifth(measured: Measured, _: Mapping[int, str]) -> Finding | None:
    share = top_share(measured)
    if share is None or not 2 * TOP <= share <= 1:
        return None
    draft = Draft(measured.numerals)
    return draft.finding("summary.concentration", "of revenue comes from the top fifth of customers.", draft.percent("share", share))


def _year_season(measured: Measured, _: Mapping[int, str]) -> Finding | None:
    season = best_season(measured.months.revenue.sum(axis=1)) if measured.months is not None and measured.revenue is not None else None
    if season is None or season.share < SEASONAL:
        return None
    draft = Draft(measured.numerals)
    figure, first, last = draft.percent("share", season.share), draft.month_name("first", season.first), draft.month("last", season.last)
    return draft.finding("summary.season", f"of the last twelve full months' revenue came between {first} and {last}.", figure)


def _best_value(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    return _value(measured, names, highest=True)


def _lowest_value(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    return _value(measured, names, highest=False)


def _value(measured: Measured, names: Mapping[int, str], *, highest: bool) -> Finding | None:
    feature = measured.feature(measured.table.value or measured.segmentation.features[0])
    if feature is None or measured.revenue is not None:
        return None
    medians = {number: own[feature.name] for number, own in measured.medians.items() if feature.name in own}
    if len(set(medians.values())) < 2:
        return None
    number = (max if highest else min)(sorted(medians), key=lambda each: medians[each])
    draft = Draft(measured.numerals)
    figure = draft.quantity("median", medians[number], feature.unit)
    name, share = draft.name("name", names[number]), draft.percent("share", measured.share[number])
    overall = draft.quantity("overall", measured.overall[feature.name], feature.unit)
    text = f"is the typical {plain_label(feature.label)} of {name}, {share} of customers; among all it is {overall}."
    return draft.finding(f"summary.{'highest' if highest else 'lowest'}", text, figure)


def _leading_category(measured: Measured, _: Mapping[int, str]) -> Finding | None:
    if len(measured.spend) < 2:
        return None
    sums = {name: float(measured.frame[name].astype(float).sum()) for name in measured.spend}
    name = max(sums, key=lambda each: sums[each])
    draft = Draft(measured.numerals)
    figure = draft.percent("share", sums[name] / sum(sums.values()))
    label = draft.name("category", plain_label(measured.table.feature(name).label))
    return draft.finding("summary.category", f"of all spend goes on {label}, the largest category.", figure)


def _largest(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    number = max(measured.customers, key=lambda each: (measured.customers[each], -each))
    draft = Draft(measured.numerals)
    figure, name = draft.percent("share", measured.share[number]), draft.name("name", names[number])
    count, total = draft.count("customers", measured.customers[number]), draft.count("total", len(measured.frame))
    return draft.finding("summary.largest", f"of customers stand in the largest segment, {name}: {count} of {total}.", figure)
