"""Titles of the charts about all customers: measurements in, the finding that each drawing shows
out. No finding, no chart.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.measuring.bases import counted_months, counted_rows
from reporter.findings.measuring.calendar_months import is_sure, season_in
from reporter.findings.personas.buying_times import SEASON_SHARE
from reporter.findings.titles.title import title, titled
from reporter.model import FeatureName
from reporter.model.claim import Count, Days, Money, Month, Number, Quantity, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from reporter.findings.grid.grid import Grid
    from reporter.findings.measuring.calendar_months import Months, Season
    from reporter.findings.measuring.measured import Measured
    from reporter.findings.titles.ground import Ground
    from reporter.model import Finding
    from reporter.model.claim import Value

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
    return titled({name: find(ground) for name, find in TITLES.items()})


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
    return title(
        "title.concentration",
        {
            "top": Share(TOP_SHARE),
            "share": Share(share),
            # Less than twice what an even spread would give the top fifth.
            "little": share < 2 * TOP_SHARE,
            "brought": measured.volume_noun,
        },
    )


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
    return title(
        "title.repeat",
        {
            "share": Share(share),
            "summed": measured.summed.value if measured.summed else "no",
            volume.noun: Share(part),
        },
    )


def _over_time(measured: Measured, noun: str) -> Finding | None:
    months = measured.months
    if noun != measured.volume_noun:
        return None
    if months is None or measured.volume is None or len(months.volume) < FEWEST_MONTHS:
        return None
    total = months.volume.sum(axis=1)
    growth, season = _growth([float(value) for value in total]), season_in(total)
    if growth is not None:
        return _year_on_year(growth, measured, months)
    if season is not None and _is_worth_telling(season, measured, months):
        return _season(season, measured, months)
    return _best_month(total, measured, months)


def _is_worth_telling(season: Season, measured: Measured, months: Months) -> bool:
    """Tell whether a season is large enough, and the work neither of chance nor of a few lines."""
    return (
        season.share >= SEASON_SHARE and not measured.lumpy and is_sure(season, months.orders_of())
    )


def _season(season: Season, measured: Measured, months: Months) -> Finding:
    """Say which part of a year's revenue or orders fell into the season."""
    last, end = season.last, months.starts[-1]
    return title(
        "title.over_time.season",
        {
            "share": Share(season.share),
            "brought": measured.volume_noun,
            "first": Month(season.first),
            "last": Month(last),
            "end": Month(end),
            "ends_the_year": (last.year, last.month) == (end.year, end.month),
        },
        counted_months(measured),
    )


def _best_month(total: pd.Series[float], measured: Measured, months: Months) -> Finding:
    """Say which month was the best, and what it brought."""
    index = int(total.to_numpy().argmax())
    best = float(total.iloc[index])
    return title(
        "title.over_time.best",
        {
            "month": Month(months.starts[index]),
            "revenue": Money(best) if measured.priced else None,
            "orders": None if measured.priced else Number(best),
        },
        counted_months(measured),
    )


def _year_on_year(growth: float, measured: Measured, months: Months) -> Finding:
    """Say by how much the last twelve months differ from the twelve before."""
    return title(
        f"title.year_on_year.{'revenue' if measured.priced else 'orders'}",
        {
            "until": Month(months.starts[-1]),
            "growth": Share(abs(growth)),
            "change": "even" if abs(growth) < EVEN_YEAR else "more" if growth > 0 else "less",
        },
        counted_months(measured),
    )


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
    low, high = (float(measured.frame[name].astype(float).quantile(q)) for q in (0.25, 0.75))
    if low == high:
        return None
    return title(
        "title.distributions",
        {
            "first_quartile": Quantity(low, feature.unit),
            "third_quartile": Quantity(high, feature.unit),
            "feature": feature,
        },
    )


def _grid(measured: Measured, grid: Grid | None) -> Finding | None:
    if grid is None or not grid.best.customers:
        return None
    best = grid.best
    members = measured.frame[grid.members(best.segment)]
    least, most = (float(bound) for bound in members[FeatureName.FREQUENCY].agg(["min", "max"]))
    values: dict[str, Value] = {
        "best": grid.best_called,
        "share": Share(best.customers / len(measured.frame)),
        "days": Days(float(members[FeatureName.RECENCY].max())),
        "orders": Number(least),
        "or_more": most > least,
    }
    if measured.volume is not None:
        brought = Share(best.volume / sum(measured.volume.values()))
        values[f"{measured.volume_noun}_share"] = brought
    return title("title.rfm_grid", values)


def _cleaning(measured: Measured) -> Finding | None:
    removed = [step for step in measured.study.clean.steps if step.removed and step.rows]
    gone, rows = sum(step.rows for step in removed), measured.study.clean.dataset.rows
    if len(removed) < FEWEST_RULES or gone < LEAST_REMOVED_SHARE * rows:
        return None
    largest = max(removed, key=lambda step: step.rows)
    return title(
        "title.cleaning",
        {
            "called": largest.told,
            "removed": Count(largest.rows),
            "rows": Count(rows),
            "share": Share(largest.rows / rows),
        },
        counted_rows(measured),
    )


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
