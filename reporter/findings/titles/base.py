"""Titles of the charts about all customers: measurements in, the finding that each drawing shows
out. No finding, no chart.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.measuring.bases import counted_months, counted_rows
from reporter.findings.measuring.calendar_months import is_sure, season_in
from reporter.findings.personas.buying_times import SEASON_SHARE
from reporter.findings.words.draft import Draft, titled
from reporter.findings.words.wording import capital, plain_label
from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from reporter.findings.grid.grid import Grid
    from reporter.findings.measuring.calendar_months import Months, Season
    from reporter.findings.measuring.measured import Measured
    from reporter.findings.titles.ground import Ground
    from reporter.model import Finding

TOP_SHARE = 0.2
"""The top fifth, as in Pareto's rule."""
FEWEST_MONTHS = 3
"""Of fewer complete months there is no curve to draw."""
FEWEST_RULES, LEAST_REMOVED_SHARE = 2, 0.02
"""Rules that took rows, and the share they took, from which on a drawing says more than the
sentence above it.
"""

EVEN_YEAR = 0.05
"""Years that differ by less are about alike: what customers happen to buy makes as much."""


def base_titles(ground: Ground) -> dict[str, Finding]:
    """Return the titles over charts of all customers, by the charts' names."""
    return titled({name: title(ground) for name, title in TITLES.items()})


def top_share(measured: Measured) -> float | None:
    """Return the share of revenue, or of orders, that comes from the top fifth of customers; None
    where there is neither.
    """
    brought = measured.study.table.brought
    if measured.volume is None or brought is None or len(measured.frame) < 1 / TOP_SHARE:
        return None
    values = brought.sort_values(ascending=False)
    return float(values.iloc[: round(TOP_SHARE * len(values))].sum() / values.sum())


def _concentration(measured: Measured) -> Finding | None:
    share = top_share(measured)
    # Above 1, returns of the others outweigh what they bought.
    if share is None or share > 1:
        return None
    draft = Draft(measured.numerals)
    draft.note("top", TOP_SHARE)
    # Less than twice what an even spread would give the top fifth.
    only = "only " if share < 2 * TOP_SHARE else ""
    part = f"{draft.percent('share', share)} of {measured.volume_noun}"
    return draft.title(f"The top fifth of customers accounts for {only}{part}")


def _repeat(measured: Measured) -> Finding | None:
    table, volume = measured.study.table, measured.study.table.volume
    if FeatureName.FREQUENCY not in table.frame or volume is None or not measured.volume:
        return None
    # Exact sums below: the order of rows moves no last bit.
    once = table.frame[FeatureName.FREQUENCY] == 1
    share, part = (
        float(once.mean()),
        math.fsum(table.frame.loc[once, volume.feature]) / math.fsum(table.frame[volume.feature]),
    )
    if not 0 < share < 1 or part < 0:
        return None
    draft = Draft(measured.numerals)
    account = f"they account for {draft.percent(volume.noun, part)} of {volume.noun}"
    once_only = f"{draft.percent('share', share)} of customers {measured.only_once}"
    return draft.title(f"{once_only}; {account}")


def _over_time(measured: Measured, noun: str) -> Finding | None:
    months = measured.months
    if noun != measured.volume_noun:
        return None
    if months is None or measured.volume is None or len(months.volume) < FEWEST_MONTHS:
        return None
    total, draft = months.volume.sum(axis=1), Draft(measured.numerals)
    growth, season = _growth([float(value) for value in total]), season_in(total)
    if growth is not None:
        until = draft.month("until", months.starts[-1])
        text = _year_on_year(growth, until, draft, priced=measured.priced)
    elif season is not None and _is_worth_telling(season, measured, months):
        text = _season(season, months, noun, draft)
    else:
        text = _best_month(total, months, draft, priced=measured.priced)
    return draft.title(text, counted_months(measured))


def _is_worth_telling(season: Season, measured: Measured, months: Months) -> bool:
    """Tell whether a season is large enough, and the work neither of chance nor of a few lines."""
    return (
        season.share >= SEASON_SHARE and not measured.lumpy and is_sure(season, months.orders_of())
    )


def _season(season: Season, months: Months, noun: str, draft: Draft) -> str:
    """Say which part of a year's revenue or orders fell into the season."""
    share = draft.percent("share", season.share)
    first, last, end = (
        draft.month_name("first", season.first),
        draft.month("last", season.last),
        draft.month("end", months.starts[-1]),
    )
    until = "" if end == last else f" to {end}"
    return (
        f"{share} of {noun} in the last twelve full months{until} fell between {first} and {last}"
    )


def _best_month(total: pd.Series[float], months: Months, draft: Draft, *, priced: bool) -> str:
    """Say which month was the best, and what it brought."""
    index = int(total.to_numpy().argmax())
    best, month = float(total.iloc[index]), draft.month("month", months.starts[index])
    brought = (
        draft.money_short("revenue", best) if priced else draft.plural("orders", best, "order")
    )
    return f"{month} was the best full month, with {brought}"


def _year_on_year(growth: float, until: str, draft: Draft, *, priced: bool) -> str:
    change, even = draft.percent("growth", abs(growth)), abs(growth) < EVEN_YEAR
    if not priced:
        how = (
            "about as many orders"
            if even
            else f"{change} {'more' if growth > 0 else 'fewer'} orders"
        )
        return (
            f"Customers placed {how} in the twelve full months to {until}"
            f" {'as' if even else 'than'} in the twelve before"
        )
    how = "about as high as" if even else f"{change} {'higher' if growth > 0 else 'lower'} than"
    return f"Revenue in the twelve full months to {until} was {how} in the twelve before"


def _growth(volume: list[float]) -> float | None:
    # Two whole years, so that every month stands on both sides.
    before, after = sum(volume[-24:-12]), sum(volume[-12:])
    return after / before - 1 if len(volume) >= 24 and before > 0 else None


def _distributions(measured: Measured) -> Finding | None:
    # Fewer than four have no quarters.
    if measured.transactions or len(measured.frame) < 4:
        return None
    name = measured.study.table.value or measured.study.segmentation.features[0]
    feature = measured.feature(name)
    if feature is None:
        return None
    draft = Draft(measured.numerals)
    low, high = (float(measured.frame[name].astype(float).quantile(q)) for q in (0.25, 0.75))
    if low == high:
        return None
    first, last = (
        draft.quantity("first_quartile", low, feature.unit),
        draft.quantity("third_quartile", high, feature.unit),
    )
    return draft.title(
        f"The middle half of all customers lie between {first} and {last} in"
        f" {plain_label(feature.label)}"
    )


def _grid(measured: Measured, grid: Grid | None) -> Finding | None:
    if grid is None or not grid.best.customers:
        return None
    draft, best = Draft(measured.numerals), grid.best
    members = measured.frame[grid.members(best.segment)]
    draft.note("called", best.segment)
    share = draft.percent("share", best.customers / len(measured.frame))
    days = draft.elapsed("days", float(members[FeatureName.RECENCY].max()))
    least, most = (float(bound) for bound in members[FeatureName.FREQUENCY].agg(["min", "max"]))
    orders = draft.plural("orders", least, "order") + (" or more" if most > least else "")
    cell, rest = (
        f"The grid’s {grid.called} holds {share} of customers",
        f", each with {orders}, the last within {days}",
    )
    if measured.volume is None:
        return draft.title(f"{cell}{rest}")
    noun = measured.volume_noun
    part = draft.percent(f"{noun}_share", best.volume / sum(measured.volume.values()))
    return draft.title(f"{cell} and {part} of {noun}{rest}")


def _cleaning(measured: Measured) -> Finding | None:
    removed = [step for step in measured.study.clean.steps if step.removed and step.rows]
    gone, rows = sum(step.rows for step in removed), measured.study.clean.dataset.rows
    if len(removed) < FEWEST_RULES or gone < LEAST_REMOVED_SHARE * rows:
        return None
    draft, largest = Draft(measured.numerals), max(removed, key=lambda step: step.rows)
    most, every = draft.count("removed", largest.rows), draft.count("rows", rows)
    share = draft.percent("share", largest.rows / rows)
    text = f"{capital(largest.called)} cost most rows: {most} of {every}, {share}"
    return draft.title(text, counted_rows(measured))


TITLES: Mapping[str, Callable[[Ground], Finding | None]] = {
    "revenue_over_time": lambda ground: _over_time(ground.measured, "revenue"),
    "orders_over_time": lambda ground: _over_time(ground.measured, "orders"),
    "concentration": lambda ground: _concentration(ground.measured),
    "repeat": lambda ground: _repeat(ground.measured),
    "distributions": lambda ground: _distributions(ground.measured),
    "rfm_grid": lambda ground: _grid(ground.measured, ground.grid),
    "cleaning": lambda ground: _cleaning(ground.measured),
}
"""By the names that the charts have in their gallery."""
