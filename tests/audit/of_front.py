"""What the numbers of cover and guide should be, by the list of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.audit.listed import Numbers, Run

FIRST = 3
"""So many things are to be done first."""


def about(run: Run, numbers: Numbers) -> Numbers:
    """Return the first and the last day, or the number of customers."""
    period = run.summary["period"]
    if "start" not in numbers or period is None:
        return {"customers": len(run.table)}
    return {key: period[key] for key in ("start", "end")}


def customers(run: Run, _: Numbers) -> Numbers:
    """Count the customers."""
    return {"customers": len(run.table)}


def total(run: Run, _: Numbers) -> Numbers:
    """Add up what the customers brought, to the cent."""
    noun = "revenue" if run.revenue else "orders"
    whole, listed = run.summary["totals"][noun], run.table[run.volume].sum()
    return {noun: whole if abs(whole - listed) <= 0.01 + 1e-6 * abs(whole) else listed}


def first(run: Run, _: Numbers) -> Numbers:
    """Count what is to be done first."""
    return {"things": min(FIRST, sum(len(one["strategies"]) for one in run.summary["segments"]))}


def money(run: Run, _: Numbers) -> Numbers:
    """Count the rows that came back."""
    steps = [*run.summary["cleaning"], *run.summary["marked"]]
    return {
        "refunded_rows": sum(
            one["rows"] for one in steps if one["rule"] in ("cancellation", "return")
        )
    }


def rounding(run: Run, numbers: Numbers) -> Numbers:
    """Add up the shares as they are printed."""
    numbered = sorted(run.names.values())
    told: Numbers = {"customers": sum(round(100 * run.share(one)) for one in numbered)}
    if "volume" in numbers:
        told["volume"] = sum(round(100 * run.brought(one)) for one in numbered)
    return told


def currency(run: Run, _: Numbers) -> Numbers:
    """Say so where a currency is known after all."""
    known = run.summary["totals"]["currency"]
    return {"currency": known} if known else {}


def order(run: Run, numbers: Numbers) -> Numbers:
    """Ask for no feature where there is value to order by."""
    if run.summary["totals"]["revenue"] is None:
        return numbers
    return {} if "feature" not in numbers else {"feature": None}
