"""A dataset and the settings in, the dataset of the rows that count out, with a counted step for
each filter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Any

import ibis

from reporter.errors import QualityError
from reporter.model import CleaningStep, Kind, Reading, Role, Stance
from reporter.model.claim import Claim, Count
from reporter.quality.amounts import amount, factors
from reporter.quality.currencies import currency_counts
from reporter.quality.filters.asked import asked, named
from reporter.quality.filters.emptied import nothing_left
from reporter.quality.fingerprint import keep
from reporter.quality.remainder import spent
from reporter.quality.values import MONEY, identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from reporter.model import CleanDataset, Dataset
    from reporter.quality.filters.asked import Filter
    from reporter.settings import SourceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """What the filters leave."""

    dataset: Dataset
    """Of the rows that count; its columns, roles and profiles are those of all rows."""
    rows: int
    """Rows before."""
    steps: tuple[CleaningStep, ...] = ()
    reading: Reading | None = None

    def told(self, clean: CleanDataset) -> CleanDataset:
        """Tell of the rows that the filters took what was made of the others."""
        if not self.steps:
            return clean
        return replace(
            clean,
            dataset=replace(clean.dataset, rows=self.rows),
            steps=(*self.steps, *clean.steps),
            profile=replace(clean.profile, rows=self.rows),
            readings=(*clean.readings, *([self.reading] if self.reading else [])),
        )

    def failure(self, error: QualityError) -> QualityError:
        """Add to what cleaning found too little that the filters had left so much."""
        if not self.steps:
            return error
        left = f"The filters had left {self.dataset.rows:,} of {self.rows:,} rows."
        return QualityError(
            f"{error.what} {left}",
            "Widen them." if 2 * self.dataset.rows < self.rows else error.hint,
        )


def apply(dataset: Dataset, settings: SourceSettings) -> Filtered:
    """Leave out the rows that the settings do not want; a row leaves by the first filter that takes
    it.

    Parameters
    ----------
    dataset
        All rows, with the roles of their columns.
    settings
        Read: ``since``, ``until``, ``where``, ``exclude``, ``exclude_customers`` and
        ``exclude_list``.

    Raises
    ------
    QualityError
        A filter does not fit the data, or no row is left.
    """
    filters = asked(dataset, settings)
    if not filters:
        return Filtered(dataset=dataset, rows=dataset.rows)
    counted = _count(dataset, filters)
    steps = tuple(_step(one, index, counted) for index, one in enumerate(filters))
    left = dataset.rows - sum(step.rows for step in steps)
    if not counted["met"]:
        raise nothing_left(dataset, filters)
    table = dataset.table
    for one in filters:
        table = table.filter(one.keeps(table))
    kept = replace(
        dataset,
        table=keep(table, "filtered"),
        rows=left,
        whole=dataset.table,
        currencies=_settled(dataset),
    )
    return Filtered(
        dataset=kept,
        rows=dataset.rows,
        steps=steps,
        reading=_reading(dataset, steps, left, counted),
    )


def _count(dataset: Dataset, filters: Sequence[Filter]) -> dict[str, Any]:
    """Count, in one pass, the rows that each filter takes and their worth, the customers left after
    it, and those of a list.
    """
    table, customer = dataset.table, dataset.column(Role.CUSTOMER)
    rows = table.select(
        customer=ibis.null("string") if customer is None else identifier(table[customer]),
        amount=_worth(dataset),
        meets=reduce(lambda left, right: left & right, (one.meets(table) for one in filters)),
        **{f"keeps_{index}": one.keeps(table) for index, one in enumerate(filters)},
        **{
            f"named_{index}": named(table, str(customer), one.ids)
            for index, one in enumerate(filters)
            if one.ids
        },
    )
    measures: dict[str, ir.Value] = {
        "customers": rows.customer.nunique(),
        "amount": rows.amount.sum(),
        "met": ibis.ifelse(rows.meets, 1, 0).sum().fill_null(0),
    }
    so_far: ir.BooleanValue = ibis.literal(True)
    for index, one in enumerate(filters):
        keeps = rows[f"keeps_{index}"]
        taken, so_far = so_far & ~keeps, so_far & keeps
        measures[f"rows_{index}"] = ibis.ifelse(taken, 1, 0).sum().fill_null(0)
        measures[f"amount_{index}"] = ibis.ifelse(taken, rows.amount, ibis.null(MONEY)).sum()
        measures[f"customers_{index}"] = ibis.ifelse(
            so_far, rows.customer, ibis.null("string")
        ).nunique()
        if one.ids:
            measures[f"named_{index}"] = rows[f"named_{index}"].nunique()
    found: dict[str, Any] = rows.aggregate(**measures).to_pyarrow().to_pylist()[0]
    return found


def _worth(dataset: Dataset) -> ir.DecimalValue:
    """Return what a row is worth; missing where rows have no amounts, or such as cannot be added
    up.
    """
    if any(len(counts) > 1 for counts in currency_counts(dataset).values()):
        return ibis.null(MONEY)
    if dataset.kind is Kind.CUSTOMERS:
        spend = spent(dataset, dataset.table)
        return ibis.null(MONEY) if spend is None else spend
    return amount(dataset, dataset.table) if factors(dataset) else ibis.null(MONEY)


def _step(one: Filter, index: int, counted: dict[str, Any]) -> CleaningStep:
    rows, worth = int(counted[f"rows_{index}"]), counted[f"amount_{index}"]
    before = counted["customers"] if index == 0 else counted[f"customers_{index - 1}"]
    wanted = one.wanted
    if one.ids and (absent := len(one.ids) - int(counted[f"named_{index}"])) > 0:
        wanted = replace(wanted, values={**wanted.values, "absent": Count(absent)})
    return CleaningStep(
        rule=one.rule,
        told=Claim("cleaning.filter", {"filter": wanted}),
        rows=rows,
        removed=True,
        customers=int(before) - int(counted[f"customers_{index}"]) or None,
        amount=round(float(worth), 4) if rows and worth is not None else None,
        asked=True,
    )


def _settled(dataset: Dataset) -> dict[str, dict[str, int]]:
    """Keep what the cells of all rows show of currencies only where it holds for some
    of them, too.
    """
    return {name: dict(counts) for name, counts in dataset.currencies.items() if len(counts) == 1}


def _reading(
    dataset: Dataset, steps: Sequence[CleaningStep], left: int, counted: dict[str, Any]
) -> Reading:
    gone = dataset.rows - left
    share = gone / dataset.rows
    every = float(counted["amount"] or 0)
    taken = sum(step.amount or 0 for step in steps)
    numbers: dict[str, float | str] = {"rows": gone, "came": dataset.rows, "share": share}
    money_share = taken / every if every > 0 else 0.0
    if every > 0 and 0 <= money_share <= 1:
        numbers["money_share"] = money_share
    weight = max(share, min(1.0, abs(money_share)))
    return Reading(
        question="filters",
        stance=Stance.SET,
        numbers=numbers,
        weight=weight,
        told=tuple(step.told for step in steps),
    )
