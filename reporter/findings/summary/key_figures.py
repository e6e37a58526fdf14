"""The strip of key figures that the base opens with: the base and its numbers in, claims out, each
with a figure and what it is as its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Finding
from reporter.model.claim import Claim, Count, Money, Number, Quantity, Share

if TYPE_CHECKING:
    from reporter.model import BaseFigures, Feature, Period, Study
    from reporter.model.claim import Value

MOST_FIGURES = 6
"""So many figures at most stand in the strip."""


def key_figures(study: Study, base: BaseFigures) -> tuple[Finding, ...]:
    """Count the customers, then what they ordered or, without orders, what is known of them."""
    customers = _figure("customers", customers=Count(study.totals.customers))
    others = _of_orders(study, base) if study.totals.orders else _of_customers(study, base)
    return (customers, *others)[:MOST_FIGURES]


def _figure(name: str, **values: Value) -> Finding:
    return Finding(id=f"base.figure.{name}", claim=Claim(f"key.{name}", values))


def _of_orders(study: Study, base: BaseFigures) -> list[Finding]:
    """Tell orders, what they brought, how many came back and the months that all of it covers."""
    orders = study.totals.orders or 0
    told = [_figure("orders", orders=Count(orders)), *_brought(study, orders)]
    if base.again is not None:
        told.append(_figure("again", again=Share(base.again), summed=study.clean.summed))
    if study.table.period:
        told.append(_figure("months", months=Count(_months(study.table.period))))
    return told


def _brought(study: Study, orders: int) -> list[Finding]:
    """Tell revenue and what an order brings; without money, how many orders a customer placed."""
    totals = study.totals
    if totals.revenue is None:
        return [_figure("orders_per_customer", orders=Number(orders / totals.customers))]
    return [
        _figure("revenue", revenue=Money(totals.revenue)),
        _figure("order_value", amount=Money(totals.revenue / orders)),
    ]


def _months(period: Period) -> int:
    """Count the calendar months of the period; those that it covers in part count, too."""
    start, end = period.start, period.end
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _of_customers(study: Study, base: BaseFigures) -> list[Finding]:
    """Tell what customers spent in all, then the medians of what they do."""
    told = []
    if study.totals.revenue is not None:
        values: dict[str, Value] = {
            "revenue": Money(study.totals.revenue),
            "feature": _summed(study),
        }
        told.append(Finding(id="base.figure.revenue", claim=Claim("key.spent", values)))
    told += [
        _median(study, feature, base.medians[feature.name])
        for feature in study.table.features
        if feature.behaviour and feature.name in base.medians
    ]
    return told


def _median(study: Study, feature: Feature, median: float) -> Finding:
    values: dict[str, Value] = {
        "median": Quantity(median, feature.unit),
        "known": Share(float(study.table.frame[feature.name].notna().mean())),
        "feature": feature,
    }
    return Finding(id=f"base.median.{feature.name}", claim=Claim("key.median", values))


def _summed(study: Study) -> Feature | None:
    """Return which column of the file was added up, since MRR or a balance of charges is no spend
    in all; None where there are several.
    """
    spend = [feature for feature in study.table.features if feature.in_revenue]
    return spend[0] if len(spend) == 1 else None
