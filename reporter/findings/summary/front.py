"""What the cover says besides its title, and what stands over the first actions: the base and the
strategies in, claims out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.strategies.ranking import FIRST_READ
from reporter.model import Finding, Front
from reporter.model.claim import Claim, Count, Money, Month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Strategy, Study
    from reporter.model.claim import Value


def front(study: Study, actions: Sequence[Strategy]) -> Front:
    """Say what the report is about, in whose money, and how much there is to do first."""
    return Front(
        about=_about(study),
        customers=Finding(id="front.customers", claim=_customers(study)),
        total=_total(study),
        amounts=_amounts(study),
        unnamed=_unnamed(study),
        first=_first(len(actions[:FIRST_READ])),
    )


def lacks_currency(study: Study) -> bool:
    """Tell whether there are amounts whose currency is not known."""
    return study.totals.revenue is not None and not study.totals.currency


def _about(study: Study) -> Finding:
    """Name the months of the period, or count the customers where there is none."""
    period = study.table.period
    if period is None:
        return Finding(id="front.about", claim=_customers(study))
    start, end = period.start, period.end
    values: dict[str, Value] = {
        "start": Month(start),
        "end": Month(end),
        "one_month": (start.year, start.month) == (end.year, end.month),
    }
    return Finding(id="front.about", claim=Claim("front.period", values))


def _customers(study: Study) -> Claim:
    return Claim("front.customers", {"customers": Count(study.totals.customers)})


def _total(study: Study) -> Finding | None:
    """Say what customers brought in all: revenue, or orders where no money is known."""
    revenue, orders = study.totals.revenue, study.totals.orders
    if study.table.volume is None:
        return None
    if revenue is not None:
        claim = Claim("front.total.revenue", {"revenue": Money(revenue)})
    elif orders is not None:
        claim = Claim("front.total.orders", {"orders": Count(orders)})
    else:
        return None
    return Finding(id="front.total", claim=claim)


def _amounts(study: Study) -> Finding | None:
    if not lacks_currency(study):
        return None
    return Finding(id="front.amounts", claim=Claim("front.amounts"))


def _unnamed(study: Study) -> Finding | None:
    """Say in whose money amounts are where no currency is known."""
    if not lacks_currency(study):
        return None
    claim = Claim("front.unnamed", {"silent": not study.clean.names_currency})
    return Finding(id="front.unnamed", claim=claim)


def _first(count: int) -> Finding | None:
    """Say how many things there are to do first."""
    if not count:
        return None
    return Finding(id="front.first", claim=Claim("front.first", {"things": Count(count)}))
