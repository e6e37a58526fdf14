"""What the key figures of the base should be, by the list of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from tests.audit.listed import Numbers, Run


def figure(run: Run, _: Numbers, what: str) -> Numbers:
    """Count customers, orders and months, or add up and average what they brought."""
    return {
        "customers": _customers,
        "orders": _orders,
        "again": _again,
        "revenue": _revenue,
        "order_value": _order_value,
        "orders_per_customer": _orders_per_customer,
        "months": _months,
    }[what](run)


def median(run: Run, _: Numbers, what: str) -> Numbers:
    """Return the median of those of whom it is known, and their share."""
    return {"median": run.table[what].median(), "known": run.table[what].notna().mean()}


def _customers(run: Run) -> Numbers:
    return {"customers": len(run.table)}


def _orders(run: Run) -> Numbers:
    return {"orders": run.table["frequency"].sum()}


def _again(run: Run) -> Numbers:
    return {"again": (run.table["frequency"] > 1).mean()}


def _sum(run: Run) -> float:
    """Add up what they brought; the total of the file where that is as much, to the cent."""
    whole, listed = run.summary["totals"]["revenue"], float(run.table[run.volume].sum())
    return float(whole) if abs(whole - listed) <= 0.01 + 1e-6 * abs(whole) else listed


def _revenue(run: Run) -> Numbers:
    return {"revenue": _sum(run)}


def _order_value(run: Run) -> Numbers:
    return {"amount": _sum(run) / run.table["frequency"].sum()}


def _orders_per_customer(run: Run) -> Numbers:
    return {"orders": run.table["frequency"].sum() / len(run.table)}


def _months(run: Run) -> Numbers:
    period = run.summary["period"]
    return {"months": len(pd.period_range(period["start"], period["end"], freq="M"))}
