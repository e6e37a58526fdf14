"""What the cover says besides its title, and what stands over the first actions: the base and the
strategies in, phrases with their numbers out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.strategies.ranking import FIRST_READ
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import capital
from reporter.model import Front

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Finding, Strategy, Study
    from reporter.numerals import Numerals

OWN_CURRENCY = "in the file’s own currency"


def front(study: Study, actions: Sequence[Strategy], numerals: Numerals) -> Front:
    """Say what the report is about, in whose money, and how much there is to do first."""
    return Front(
        about=_about(study, numerals),
        customers=_customers("front.customers", study, numerals),
        total=_total(study, numerals),
        amounts=_amounts(study, numerals),
        unnamed=_unnamed(study, numerals),
        first=_first(len(actions[:FIRST_READ]), numerals),
    )


def lacks_currency(study: Study) -> bool:
    """Tell whether there are amounts whose currency is not known."""
    return study.totals.revenue is not None and not study.totals.currency


def _about(study: Study, numerals: Numerals) -> Finding:
    """Name the months of the period, or count the customers where there is none."""
    period = study.table.period
    if period is None:
        return _customers("front.about", study, numerals)
    draft = Draft(numerals)
    draft.month("start", period.start)
    draft.month("end", period.end)
    return draft.finding("front.about", numerals.period(period.start, period.end))


def _customers(name: str, study: Study, numerals: Numerals) -> Finding:
    draft = Draft(numerals)
    return draft.finding(name, f"{draft.count('customers', study.totals.customers)} customers")


def _total(study: Study, numerals: Numerals) -> Finding | None:
    """Say what customers brought in all: revenue, or orders where no money is known."""
    totals, volume = study.totals, study.table.volume
    total = totals.orders if totals.revenue is None else totals.revenue
    if volume is None or total is None:
        return None
    draft = Draft(numerals)
    draft.note(volume.noun, total)
    return draft.finding("front.total", f"{numerals.brought(total, volume.unit)} {volume.noun}")


def _amounts(study: Study, numerals: Numerals) -> Finding | None:
    return Draft(numerals).finding("front.amounts", OWN_CURRENCY) if lacks_currency(study) else None


def _unnamed(study: Study, numerals: Numerals) -> Finding | None:
    """Say in whose money amounts are where no currency is known."""
    if not lacks_currency(study):
        return None
    silent = "" if study.clean.names_currency else ", which it does not name"
    return Draft(numerals).finding("front.unnamed", f"Amounts are {OWN_CURRENCY}{silent}.")


def _first(count: int, numerals: Numerals) -> Finding | None:
    """Say how many things there are to do first."""
    if not count:
        return None
    draft = Draft(numerals)
    things = "thing" if count == 1 else "things"
    return draft.finding(
        "front.first", f"{capital(draft.words('things', count))} {things} to do first"
    )
