"""Titles of the charts about all customers: measurements in, the finding that each drawing shows out. No finding, no chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.calendar_months import best_season
from reporter.findings.draft import Draft
from reporter.findings.facts import SEASONAL
from reporter.findings.wording import capital, part, plain_label

if TYPE_CHECKING:
    from reporter.findings.measured import Measured
    from reporter.model import Finding, GridCell

TOP = 0.2
"""The top fifth, as in Pareto's rule."""
UNEVEN = 1.25
LEAST_MONTHS = 3
GROWTH = 0.03


def base_titles(measured: Measured, grid: tuple[GridCell, ...] | None) -> dict[str, Finding]:
    """Return titles by chart name: revenue over time, concentration, distributions, grid, cleaning."""
    found = {
        "revenue_over_time": _revenue_over_time(measured),
        "concentration": _concentration(measured),
        "distributions": _distributions(measured),
        "rfm_grid": _grid(measured, grid),
        "cleaning": _cleaning(measured),
    }
    return {name: finding for name, finding in found.items() if finding is not None}


def top_share(measured: Measured) -> float | None:
    """Return the share of revenue that the top fifth of customers bring; None where there is no revenue."""
    if measured.revenue is None or measured.table.revenue is None or len(measured.frame) < 1 / TOP:
        return None
    values = measured.frame[measured.table.revenue].astype(float).sort_values(ascending=False)
    return float(values.iloc[: round(TOP * len(values))].sum() / values.sum())


def _concentration(measured: Measured) -> Finding | None:
    share = top_share(measured)
    if share is None or share > 1:
        return None
    draft = Draft(measured.numerals)
    draft.note("top", TOP)
    verb = "bring only" if share < 2 * TOP else "bring"
    return draft.finding("title.concentration", f"The top fifth of customers {verb} {draft.percent('share', share)} of revenue")


def _revenue_over_time(measured: Measured) -> Finding | None:
    months = measured.months
    if months is None or measured.revenue is None or len(months.revenue) < LEAST_MONTHS:
        return None
    total, draft = months.revenue.sum(axis=1), Draft(measured.numerals)
    growth, season = _growth([float(value) for value in total]), best_season(total)
    if growth is not None and abs(growth) >= GROWTH:
        change = draft.percent("growth", abs(growth))
        text = f"The last twelve full months brought {change} {'more' if growth > 0 else 'less'} than the twelve before"
    elif season is not None and season.share >= SEASONAL:
        share = part(season.share) or draft.percent("share", season.share)
        draft.note("share", season.share)
        first, last = draft.month_name("first", season.first), draft.month_name("last", season.last)
        text = f"{capital(share)} of the year's revenue falls between {first} and {last}"
    else:
        place = int(total.to_numpy().argmax())
        month, amount = draft.month("month", months.starts[place]), draft.money_short("revenue", float(total.iloc[place]))
        text = f"{month} was the best full month, with {amount}"
    return draft.finding("title.revenue_over_time", text)


def _growth(revenue: list[float]) -> float | None:
    before, after = sum(revenue[-24:-12]), sum(revenue[-12:])
    return after / before - 1 if len(revenue) >= 24 and before > 0 else None


def _distributions(measured: Measured) -> Finding | None:
    if measured.transactions or len(measured.frame) < 4:
        return None
    name = measured.table.value or measured.segmentation.features[0]
    feature = measured.feature(name)
    if feature is None:
        return None
    draft = Draft(measured.numerals)
    low, high = (float(measured.frame[name].astype(float).quantile(q)) for q in (0.25, 0.75))
    if low == high:
        return None
    first, last = draft.quantity("first_quartile", low, feature.unit), draft.quantity("third_quartile", high, feature.unit)
    return draft.finding("title.distributions", f"Half of all customers have a {plain_label(feature.label)} between {first} and {last}")


def _grid(measured: Measured, grid: tuple[GridCell, ...] | None) -> Finding | None:
    if grid is None:
        return None
    draft, customers = Draft(measured.numerals), len(measured.frame)
    champions = next(cell for cell in grid if cell.segment == "Champions")
    if not champions.customers:
        return None
    share = draft.percent("share", champions.customers / customers)
    if measured.revenue is None:
        return draft.finding("title.rfm_grid", f"{share} of customers stand in the champions' cell")
    brought = draft.percent("revenue_share", champions.revenue / sum(measured.revenue.values()))
    return draft.finding("title.rfm_grid", f"The champions' cell holds {share} of customers and {brought} of revenue")


def _cleaning(measured: Measured) -> Finding | None:
    removed = [step for step in measured.clean.steps if step.removed and step.rows]
    if not removed:
        return None
    draft, rows = Draft(measured.numerals), measured.clean.dataset.rows
    kept, came = draft.count("kept", measured.clean.rows), draft.count("rows", rows)
    share = draft.percent("share", measured.clean.rows / rows)
    return draft.finding("title.cleaning", f"{kept} of {came} rows carry the report, {share}")
