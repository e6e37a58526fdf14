"""The base, measured once: the earlier stages' values in, `Measured` with its plain numbers by
segment and feature out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from reporter.findings.measuring.calendar_months import complete_months
from reporter.findings.measuring.effects import effects
from reporter.findings.measuring.enough import Statement, is_enough
from reporter.findings.measuring.measured import Measured
from reporter.findings.measuring.segment_statistics import (
    by_segment,
    known_of_others,
    mean_leads,
    medians,
    one_order_shares,
    orders_by_segment,
    shares_of,
    sums_by_segment,
    unsaid,
    without_few,
)
from reporter.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from reporter.model import Feature, Study
    from reporter.numerals import Numerals

_Figure = TypeVar("_Figure")


def measure(study: Study, numerals: Numerals, *, smallest_cell: int = 1) -> Measured:
    """Measure the base once.

    Parameters
    ----------
    study
        What the earlier stages made.
    numerals
        How numbers are written.
    smallest_cell
        Of fewer members, nothing is measured that describes people: a median age of three would
        tell theirs.
    """
    base = _LabelledCustomers.of(study)
    frame, labels, values, customers = base.frame, base.labels, base.numbers, base.customers
    known = by_segment(values.notna().groupby(labels).mean())
    # Left out here once is what may not be said, so that no sentence has to ask.
    told = base.told(known)
    apart = _of_told(effects(values, labels), told)
    revenue, volume = base.revenue(), base.volume()
    return Measured(
        study=study,
        numerals=numerals,
        frame=frame,
        labels=labels,
        numeric=base.numeric,
        spend=tuple(feature.name for feature in base.numeric if feature.in_revenue),
        customers=customers,
        share={number: size / len(frame) for number, size in customers.items()},
        revenue=revenue,
        revenue_share=shares_of(revenue),
        orders=base.orders(),
        volume=volume,
        volume_share=shares_of(volume),
        medians=_of_told(base.medians(smallest_cell), told),
        known=known,
        others={number: medians(values[labels != number]) for number in customers},
        mean_lead={number: mean_leads(values, labels == number) for number in customers},
        others_known=known_of_others(values, labels, customers),
        overall=medians(values),
        groups={number: frame[labels == number] for number in customers},
        effects={
            number: {name: one.delta for name, one in own.items()} for number, own in apart.items()
        },
        intervals={
            number: {name: (one.low, one.high) for name, one in own.items()}
            for number, own in apart.items()
        },
        one_order=one_order_shares(frame, labels),
        months=complete_months(study.purchases, study.table.period),
        smallest_cell=smallest_cell,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _LabelledCustomers:
    """The customers as they are measured: sorted, with the segment of each."""

    study: Study
    frame: pd.DataFrame
    """The customer table, sorted by customer."""
    labels: pd.Series[int]
    numeric: tuple[Feature, ...]
    numbers: pd.DataFrame
    """The numeric features."""
    customers: Mapping[int, int]
    """Segment → members."""

    @classmethod
    def of(cls, study: Study) -> _LabelledCustomers:
        """Sort the customers, and set the segment of each beside them."""
        # By customer, so that the order of the file's rows moves no last bit.
        frame = study.table.frame.sort_index()
        numeric = tuple(feature for feature in study.table.features if feature.unit != "category")
        return cls(
            study=study,
            frame=frame,
            labels=study.segmentation.labels.reindex(frame.index).astype(int),
            numeric=numeric,
            numbers=frame[[feature.name for feature in numeric]].astype(float),
            customers={segment.id: segment.customers for segment in study.segmentation.segments},
        )

    def revenue(self) -> dict[int, float] | None:
        """Return the revenue of each segment."""
        return self._sums(self.study.table.revenue)

    def volume(self) -> dict[int, float] | None:
        """Return what each segment brings: revenue, or orders where no money is known."""
        table = self.study.table
        return self._sums(table.revenue or (table.volume.feature if table.volume else None))

    def _sums(self, name: str | None) -> dict[int, float] | None:
        return sums_by_segment(self.frame, self.labels, name, tuple(self.customers))

    def orders(self) -> dict[int, int] | None:
        """Return the orders of each segment; None for customer tables."""
        if self.study.table.kind is not Kind.TRANSACTIONS:
            return None
        return orders_by_segment(self.frame, self.labels)

    def told(self, known: Mapping[int, Mapping[str, float]]) -> dict[int, set[str]]:
        """Return of which features figures may be said of each segment: known of enough members,
        and not of what orders cannot tell.
        """
        return {
            number: self._known_of_enough(known[number], size)
            - unsaid(self.numbers, self.labels == number, weekdays=self.study.clean.knows_weekdays)
            for number, size in self.customers.items()
        }

    @staticmethod
    def _known_of_enough(known: Mapping[str, float], size: int) -> set[str]:
        return {
            name
            for name, share in known.items()
            if is_enough(Statement.FIGURE, round(share * size), share)
        }

    def medians(self, smallest_cell: int) -> dict[int, dict[str, float]]:
        """Return the medians of each segment, without what describes people of few."""
        own = by_segment(self.numbers.groupby(self.labels).median())
        return without_few(own, self.customers, self.study.table.features, smallest_cell)


def _of_told(
    figures: Mapping[int, Mapping[str, _Figure]], told: Mapping[int, set[str]]
) -> dict[int, dict[str, _Figure]]:
    """Keep the figures of the features that may be said of each segment."""
    return {
        number: {name: one for name, one in own.items() if name in told[number]}
        for number, own in figures.items()
    }
