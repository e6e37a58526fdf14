"""Cautions about when orders are dated: what cleaning noted in, a claim out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.cautions.registry import says
from reporter.model import CautionKind
from reporter.model.claim import Claim, Count, Day, Month, Share

if TYPE_CHECKING:
    from reporter.findings.cautions.said import Said
    from reporter.model.claim import Value


@says(CautionKind.FUTURE_DATES)
def future_dates(said: Said) -> Claim:
    """Say how many lines are dated after the report's day."""
    return Claim(
        "caution.future_dates",
        {
            "lines": Count(said.whole("lines")),
            "as_of": Day(said.day("as_of")),
            "latest": Day(said.day("latest")),
        },
    )


@says(CautionKind.ISOLATED_DATES)
def isolated_dates(said: Said) -> Claim:
    """Say how many lines lie more than a year before or after all others."""
    where = said.text("where")
    edge = "to" if where == "late" else "from"
    return Claim(
        f"caution.isolated_dates.{where}",
        {
            "lines": Count(said.whole("lines")),
            "furthest": Day(said.day("furthest")),
            edge: Day(said.day(edge)),
        },
    )


@says(CautionKind.REPEATED_PERIOD)
def repeated_period(said: Said) -> Claim:
    """Say which span of days stands in the data twice, and what became of the copies."""
    removed = said.whole("removed") if "removed" in said else 0
    return Claim(
        "caution.repeated_period",
        {
            "share": Share(said.number("share")),
            "from": Day(said.day("from")),
            "to": Day(said.day("to")) if said.day("to") != said.day("from") else None,
            "rows": Count(said.whole("rows")),
            "dropped": said.drops_repeats,
            "removed": Count(removed) if said.drops_repeats and removed else None,
            "priced": said.priced,
        },
    )


@says(CautionKind.MISSING_MONTHS)
def missing_months(said: Said) -> Claim:
    """Say in which months nothing was ordered."""
    missing = said.whole("missing")
    named = tuple(
        Claim("phrase.month", {"month": Month(said.day(name))}) for name in said.several("month")
    )
    return Claim(
        "caution.missing_months",
        {
            "missing": Count(missing),
            "months": Count(said.whole("months")),
            "month": named,
            "all_named": len(named) == missing,
        },
    )


@says(CautionKind.CROWDED_DAY)
def crowded_day(said: Said) -> Claim:
    """Say that one day holds a large part of all orders."""
    return Claim(
        "caution.crowded_day",
        {
            "orders": Count(said.whole("orders")),
            "share": Share(said.number("share")),
            "day": Day(said.day("day")),
        },
    )


@says(CautionKind.SHORT_HISTORY)
def short_history(said: Said) -> Claim:
    """Say that orders span less than a year."""
    return Claim(
        "caution.short_history",
        {
            "days": Count(said.whole("days")),
            "from": Day(said.day("from")),
            "to": Day(said.day("to")),
            "priced": said.priced,
        },
    )


@says(CautionKind.UNFINISHED_MONTH)
def unfinished_month(said: Said) -> Claim:
    """Say which months at the ends of the data are not whole."""
    edges = {edge: key for edge, key in (("first", "from"), ("last", "to")) if key in said}
    values: dict[str, Value] = {key: Day(said.day(key)) for key in edges.values()}
    for edge, key in edges.items():
        values |= {
            f"{edge}_month": Month(said.day(key).replace(day=1)),
            f"{edge}_days": Count(said.whole(f"{edge}_days")),
            f"{edge}_length": Count(said.whole(f"{edge}_length")),
        }
    return Claim(
        f"caution.unfinished_month.{'both' if len(edges) == 2 else next(iter(edges))}", values
    )
