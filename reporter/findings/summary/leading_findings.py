"""What the executive reads first: measurements and names in, three to five findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.measuring.bases import counted_months
from reporter.findings.measuring.calendar_months import is_sure, season_in
from reporter.findings.measuring.leading_segments import bringing_most, value_ends
from reporter.findings.measuring.segment_statistics import ONE_ORDER_TOLERANCE
from reporter.findings.personas.buying_times import SEASON_SHARE
from reporter.findings.personas.descriptors import age_feature, among_known
from reporter.findings.personas.outcomes import outcome_summary
from reporter.findings.personas.portraits import cadence, lapsed
from reporter.findings.titles.base import TOP_SHARE, top_share
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import lowered, plain_label
from reporter.model import MEDIUM_EFFECT, FeatureName

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding, Outcome

TELLING_RATIO = 1.3
"""A ratio worth telling."""
MOST_FINDINGS = 5
"""So many findings are read first at most."""
LEAST_ONCE_SHARE = 0.1
"""Share of customers who ordered once from which on it is worth telling."""


def leading_findings(
    measured: Measured, names: Mapping[int, str], became: Sequence[Outcome] = ()
) -> tuple[Finding, ...]:
    """Return three to five findings for the executive summary, each with a figure that its text
    continues.
    """
    makers: tuple[Callable[[Measured, Mapping[int, str]], Finding | None], ...] = (
        (_best_segment, _lost_volume, _once, _top_fifth, _year_season, _largest)
        if measured.transactions
        else (_best_segment, _top_fifth, _gap, _youngest, _leading_category, _largest)
    )
    made = [
        finding for finding in (make(measured, names) for make in makers) if finding is not None
    ]
    told = outcome_summary(measured, names, became)
    if told is not None:
        # After the segment that is worth most, where there is one.
        made.insert(1 if measured.volume is not None else 0, told)
    return tuple(made[:MOST_FINDINGS])


def _best_segment(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    if measured.volume is None:
        return None
    number, draft = bringing_most(measured), Draft(measured.numerals)
    figure, total = (
        _brought(measured, key, value, draft)
        for key, value in (("own", measured.volume[number]), ("total", _total(measured)))
    )
    count, name = (
        draft.count("customers", measured.customers[number]),
        lowered(draft.name("name", names[number])),
    )
    unit = "" if measured.numerals.currency else " (in the file's currency)"
    when = " a month" if measured.monthly else ""
    text = (
        f"of {total} in revenue{when}{unit} comes from"
        if measured.priced
        else f"of {total} orders were placed by"
    )
    text = f"{text} {count} {name}."
    return draft.finding(
        "summary.best", f"{text} {_habit(measured, number, draft)}".strip(), figure
    )


def _total(measured: Measured) -> float:
    return sum((measured.volume or {}).values())


def _brought(measured: Measured, key: str, value: float, draft: Draft) -> str:
    """Write revenue, or orders where no money is known."""
    if measured.priced:
        return draft.money_short("revenue" if key == "own" else key, value)
    return draft.count("placed" if key == "own" else key, value)


def _habit(measured: Measured, number: int, draft: Draft) -> str:
    orders, days = (
        measured.median(number, FeatureName.FREQUENCY),
        measured.median(number, FeatureName.RECENCY),
    )
    if orders is None or days is None:
        return ""
    rhythm = cadence(measured, number)
    often = (
        f"typically order about {rhythm}"
        if rhythm
        else f"have typically ordered {draft.occasions('orders', orders)}"
    )
    return f"They {often}, most recently {draft.silence('silent', days)} ago."


def _lost_volume(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    away = [number for number in names if lapsed(measured, number)]
    if not away or measured.volume is None:
        return None
    number, draft = (
        max(away, key=lambda each: (measured.volume or {})[each]),
        Draft(measured.numerals),
    )
    # Who returned as much as they bought leave nothing that could be lost.
    if measured.volume[number] <= 0:
        return None
    figure = _brought(measured, "own", measured.volume[number], draft)
    count, name = (
        draft.count("customers", measured.customers[number]),
        lowered(draft.name("name", names[number])),
    )
    silent = _all_or(
        draft.percent(
            "silent", measured.above(number, FeatureName.RECENCY, measured.silent_days) or 0.0
        ),
        measured,
    )
    months = draft.plural("months", measured.silent_months, "month")
    what = "was spent by" if measured.priced else "orders were placed by"
    text = f"{what} {count} {name}; {silent} of them have been silent for more than {months}."
    return draft.finding("summary.lapsed", text, figure)


def _all_or(written: str, measured: Measured) -> str:
    return "all" if written == measured.numerals.percent(1) else written


def _once(measured: Measured, _: Mapping[int, str]) -> Finding | None:
    if FeatureName.FREQUENCY not in measured.frame:
        return None
    once = measured.frame[FeatureName.FREQUENCY].astype(float) < ONE_ORDER_TOLERANCE
    share = float(once.mean())
    if not LEAST_ONCE_SHARE <= share < 1:
        return None
    draft = Draft(measured.numerals)
    figure, text = draft.percent("share", share), f"of customers {measured.only_once}."
    if FeatureName.AVERAGE_ORDER_VALUE in measured.frame:
        value = measured.frame[FeatureName.AVERAGE_ORDER_VALUE].astype(float)
        first, later = float(value[once].median()), float(value[~once].median())
        if first > 0 and later / first >= TELLING_RATIO:
            text += (
                " The typical average order of those who came back is"
                f" {draft.multiple('times', later / first)} as large."
            )
    return draft.finding("summary.once", text, figure)


def _top_fifth(measured: Measured, _: Mapping[int, str]) -> Finding | None:
    share = top_share(measured)
    # Twice what an even spread would give them; above 1, returns of the others outweigh.
    if share is None or not 2 * TOP_SHARE <= share <= 1:
        return None
    draft = Draft(measured.numerals)
    text = "of revenue comes from the fifth of customers who spend most." if measured.priced else (
        "of orders come from the fifth of customers who order most."
    )  # fmt: skip
    return draft.finding("summary.concentration", text, draft.percent("share", share))


def _year_season(measured: Measured, _: Mapping[int, str]) -> Finding | None:
    if measured.months is None or measured.volume is None or measured.lumpy:
        return None
    season = season_in(measured.months.volume.sum(axis=1))
    if (
        season is None
        or season.share < SEASON_SHARE
        or not is_sure(season, measured.months.orders_of())
    ):
        return None
    draft = Draft(measured.numerals)
    figure, first, last = (
        draft.percent("share", season.share),
        draft.month_name("first", season.first),
        draft.month("last", season.last),
    )
    noun = measured.volume_noun
    return draft.finding(
        "summary.season",
        f"of {noun} in the last twelve full months fell between {first} and {last}.",
        figure,
        counted_months(measured),
    )


def _gap(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    """Say how far the segment with the lowest value lies below the one with the highest: where
    there is room to grow.
    """
    ends = value_ends(measured) if measured.revenue is None else None
    if ends is None:
        return None
    feature, high, low = ends
    draft, top, bottom = (
        Draft(measured.numerals),
        measured.medians[high][feature.name],
        measured.medians[low][feature.name],
    )
    figure = draft.quantity("gap", top - bottom, feature.unit)
    label, most, least = (
        plain_label(feature.label),
        lowered(draft.name("high", names[high])),
        lowered(draft.name("low", names[low])),
    )
    who = draft.count("customers", measured.customers[low])
    here, there = (
        draft.quantity("lowest", bottom, feature.unit),
        draft.quantity("highest", top, feature.unit),
    )
    text = (
        f"is the difference in median {label} between {who} {least} ({here}) and the {most}"
        f" ({there})."
    )
    return draft.finding("summary.gap", text, figure)


def _youngest(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    feature = age_feature(measured)
    if feature is None:
        return None
    ages = {
        number: own[feature.name] for number, own in measured.medians.items() if feature.name in own
    }
    if not ages:
        return None
    number = min(sorted(ages), key=lambda each: ages[each])
    # Some segment is always the youngest: said is what a reader would see in its members.
    if measured.effect(number, feature.name) > -MEDIUM_EFFECT:
        return None
    draft = Draft(measured.numerals)
    figure, name = (
        draft.quantity("age", ages[number], feature.unit),
        lowered(draft.name("name", names[number])),
    )
    others = draft.quantity("others", measured.others[number][feature.name], feature.unit)
    text = (
        f"is the median age of {name}, the youngest segment; of the others it is"
        f" {others}{among_known(measured, feature, draft)}."
    )
    return draft.finding("summary.youngest", text, figure)


def _leading_category(measured: Measured, _: Mapping[int, str]) -> Finding | None:
    if len(measured.spend) < 2:
        return None
    sums = {name: float(measured.frame[name].astype(float).sum()) for name in measured.spend}
    name = max(sums, key=lambda each: sums[each])
    draft = Draft(measured.numerals)
    figure = draft.percent("share", sums[name] / sum(sums.values()))
    label = draft.name("category", measured.noun(name))
    return draft.finding(
        "summary.category", f"of all spend goes on {label}, the largest category.", figure
    )


def _largest(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    number = max(measured.customers, key=lambda each: (measured.customers[each], -each))
    draft = Draft(measured.numerals)
    figure, name = draft.percent("share", measured.share[number]), draft.name("name", names[number])
    count, total = (
        draft.count("customers", measured.customers[number]),
        draft.count("total", len(measured.frame)),
    )
    return draft.finding(
        "summary.largest",
        f"of customers are in the largest segment, {lowered(name)}: {count} of {total}.",
        figure,
    )
