"""Appendix: what was cleaned. Steps in, the table from the rows of the file to those used out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reporter.rendering.views.tables import Column, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import CleaningStep, Report
    from reporter.rendering.views.tables import Table
    from reporter.wording import Words

__all__ = ["cleaning_table"]

TABLE = "table.cleaning"
"""Where its words stand in the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A row of the table of cleaning."""

    what: str
    rows: int
    worth: float | None
    """Sales; None where they are not known."""
    customers: str
    became: str = ""

    def row(self, words: Words, *, priced: bool) -> tuple[str, ...]:
        """Write it, with what the rows are worth where the table tells that."""
        worth = "" if self.worth is None else words.numerals.money_short(self.worth)
        money = (worth,) if priced else ()
        return (self.what, words.numerals.count(self.rows), *money, self.customers, self.became)


def cleaning_table(report: Report, words: Words) -> Table | None:
    """Tell what was found on the way from the rows of the file to those used; None where nothing
    was.
    """
    study, named = report.study, partial(words.term, TABLE)
    found = [step for step in study.clean.steps if step.rows or step.asked]
    if not found:
        return None
    revenue, gone = study.clean.remainder.revenue, _removed_amounts(found)
    priced = revenue is not None and None not in gone
    arrived = "" if study.arrived is None else words.numerals.count(study.arrived)
    # Sums in floats depend on their order; `fsum` rounds once.
    came = math.fsum((revenue or 0, *(amount or 0 for amount in gone)))
    used = words.numerals.count(study.totals.customers)
    first = _Step(what=named("came"), rows=study.clean.dataset.rows, worth=came, customers=arrived)
    last = _Step(what=named("used"), rows=study.clean.rows, worth=revenue, customers=used)
    rows = [
        one.row(words, priced=priced)
        for one in (first, *(_step(step, words) for step in found), last)
    ]
    columns = (
        Column(named("what")),
        Column(named("rows"), "number", 14),
        *((Column(named("worth"), "number", 16),) if priced else ()),
        Column(named("customers"), "number", 14),
        Column(named("became"), "quiet", 22),
    )
    return table(words, named(), columns, rows, marked=len(rows) - 1)


def _step(step: CleaningStep, words: Words) -> _Step:
    customers = "" if step.customers is None else words.numerals.count(step.customers)
    became = words.term(TABLE, "removed" if step.removed else "marked")
    return _Step(
        what=words.text(step.told),
        rows=step.rows,
        worth=step.amount,
        customers=customers,
        became=became,
    )


def _removed_amounts(steps: Sequence[CleaningStep]) -> list[float | None]:
    """Return what the rows that each step removed are worth."""
    return [step.amount for step in steps if step.removed and step.rows]
