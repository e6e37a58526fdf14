"""The base, measured once for every sentence: the earlier stages' values in, plain numbers by
segment and feature out.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.findings.bases import GRAVE, MOSTLY, Statement, is_enough
from reporter.findings.calendar_months import Months, complete_months
from reporter.findings.comparisons import has_true_nought, shares_differ
from reporter.findings.effects import effects
from reporter.findings.segment_statistics import (
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
from reporter.findings.wording import spoken
from reporter.model import CautionKind, FeatureName, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from reporter.model import (
        Feature,
        Grain,
        Segment,
        Study,
    )
    from reporter.numerals import Numerals

DAYS_A_YEAR = 365.25
DAYS_A_MONTH = 30.44
SPOKEN_IN_DAYS = 60
MONTHS_A_YEAR = 12
PERIODS = {
    "days": DAYS_A_YEAR,
    "weeks": DAYS_A_YEAR / 7,
    "months": float(MONTHS_A_YEAR),
    "years": 1.0,
}
"""How often a year something is paid that is paid once in each of these."""
MONTHLY = re.compile(
    r"(?<![a-z])(mrr|monthly|per month|a"
    r" month|monatlich\w*|mensuel\w*|mensual\w*|mensile|mensal)(?![a-z])",
    re.IGNORECASE,
)
"""Words of a heading whose money is a month's."""
LUMP = 0.1
"""Share of the revenue that a few huge lines hold from which on months follow them rather than a
season.
"""
SILENT_MONTHS, SILENT_GAPS = 3, 2
"""Silence begins after three months, or after twice the base's usual gap between orders where that
is longer.
"""
NEW_DAYS, NEW_PART = 120, 1 / 3
"""A customer is new for 120 days after the first order, in a short file for a third of its span."""
PRESENT_FROM, PRESENT_UNTIL = 270, 150
"""Days since the first and the last order that a typical member keeps who was there for most of a
year.
"""


def spoken_days(days: float) -> float:
    """Return a span of days as it is said: whole days, from sixty on whole months."""
    return (
        float(round(days)) if days < SPOKEN_IN_DAYS else round(days / DAYS_A_MONTH) * DAYS_A_MONTH
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Everything that sentences are made from, by segment id and feature name."""

    study: Study
    numerals: Numerals
    frame: pd.DataFrame
    """The customer table, sorted by customer."""
    labels: pd.Series[int]
    numeric: tuple[Feature, ...]
    spend: tuple[str, ...]
    """Features that hold the spend in one category each (customer tables)."""
    customers: Mapping[int, int]
    share: Mapping[int, float]
    """Share of customers."""
    revenue: Mapping[int, float] | None
    revenue_share: Mapping[int, float] | None
    orders: Mapping[int, int] | None
    """None for customer tables."""
    volume: Mapping[int, float] | None
    """What each segment brings: revenue, or orders where no money is known; see
    `CustomerTable.volume`.
    """
    volume_share: Mapping[int, float] | None
    medians: Mapping[int, Mapping[str, float]]
    """Segment → feature → median of those for whom it is known; left out where these are too few,
    see `bases`.
    """
    known: Mapping[int, Mapping[str, float]]
    """Segment → feature → share of the members for whom it is known."""
    overall: Mapping[str, float]
    """Feature → median of all customers for whom it is known."""
    others: Mapping[int, Mapping[str, float]]
    """Segment → feature → median of the other customers for whom it is known."""
    mean_lead: Mapping[int, Mapping[str, float]]
    """Segment → feature → the members' mean less that of the others."""
    others_known: Mapping[int, Mapping[str, float]]
    """Segment → feature → share of the other customers for whom it is known."""
    groups: Mapping[int, pd.DataFrame]
    """Segment → its members' rows of the customer table."""
    effects: Mapping[int, Mapping[str, float]]
    """Segment → feature → Cliff's delta against all other customers."""
    intervals: Mapping[int, Mapping[str, tuple[float, float]]]
    """The same → its 95 % interval."""
    one_order: Mapping[int, float] | None
    """Share of members who ordered once."""
    months: Months | None
    smallest_cell: int = 1
    """Fewer members than that are not split by what describes people."""

    @property
    def transactions(self) -> bool:
        """Whether the file held orders."""
        return self.study.table.kind is Kind.TRANSACTIONS

    @property
    def period_days(self) -> int | None:
        """Days from the first to the last order, both counted."""
        period = self.study.table.period
        return (period.end - period.start).days + 1 if period else None

    @property
    def yearly(self) -> float:
        """What the period's amounts are multiplied with to make a year's; 1 where the file has no
        dates and says nothing of months.
        """
        if self.monthly:
            return float(MONTHS_A_YEAR)
        return DAYS_A_YEAR / self.period_days if self.period_days else 1.0

    @property
    def rate(self) -> tuple[str, float] | None:
        """Return the column of what customers pay a month (week, year), and how often a year they
        do.

        Only where what they have paid in all is the revenue, and the time that they have been there
        × this (see ingest's time units).
        """
        for reading in self.study.clean.readings:
            if (
                reading.question == "time_unit"
                and reading.numbers.get("total") == self.study.table.revenue
            ):
                name, unit = str(reading.numbers["rate"]), str(reading.numbers["unit"])
                return (name, PERIODS[unit]) if name in self.frame and unit in PERIODS else None
        return None

    def of_a_year(self, members: pd.DataFrame) -> float:
        """Return what these customers bring in a year: what they pay now where the file says so,
        else their part of the period, scaled.
        """
        if self.study.table.revenue is None:
            return 0.0
        if self.rate is not None:
            name, times = self.rate
            return float(members[name].astype(float).sum()) * times
        return float(members[self.study.table.revenue].astype(float).sum()) * self.yearly

    def of_a_year_each(self, number: int) -> float | None:
        """Return what the typical member of a segment brings in a year."""
        name, times = self.rate or (self.study.table.revenue or "", self.yearly)
        median = self.median(number, name)
        return None if median is None else median * times

    @property
    def monthly(self) -> bool:
        """Whether the columns of a customer table say that its money is a month's (MRR, monthly
        charges).
        """
        money = [feature for feature in self.study.table.features if feature.in_revenue]
        return (
            not self.transactions
            and bool(money)
            and all(MONTHLY.search(f"{one.name} {one.label}") for one in money)
        )

    @property
    def silent_months(self) -> int:
        """Return after how many months without an order a customer counts as silent; two usual
        gaps, rounded up.
        """
        return max(
            SILENT_MONTHS,
            math.ceil(SILENT_GAPS * self.overall.get(FeatureName.ORDER_GAP, 0.0) / DAYS_A_MONTH),
        )

    @property
    def silent_days(self) -> float:
        """Return the same in days."""
        return self.silent_months * DAYS_A_MONTH

    @property
    def new_days(self) -> float:
        """Return for how many days after the first order a customer counts as new."""
        return (
            min(float(NEW_DAYS), NEW_PART * self.period_days)
            if self.period_days
            else float(NEW_DAYS)
        )

    @property
    def home(self) -> str | None:
        """Return the country of most customers; None where there is but one."""
        if "country" not in self.frame:
            return None
        counts = self.frame["country"].dropna().astype(str).value_counts()
        return (
            min(counts.index, key=lambda name: (-int(counts[name]), name))
            if len(counts) > 1
            else None
        )

    def above(self, number: int, name: str, value: float) -> float | None:
        """Return the share of members whose feature is above a value; None where the table lacks
        it. 0 stands for all customers.
        """
        frame = self.groups[number] if number else self.frame
        return float((frame[name].astype(float) > value).mean()) if name in frame else None

    def overdue_days(self, number: int) -> float | None:
        """Return twice a segment's usual gap between orders, in days as they are said: whole days,
        from sixty on whole months.
        """
        gap = self.median(number, FeatureName.ORDER_GAP)
        return spoken_days(SILENT_GAPS * gap) if gap else None

    def overdue(self, number: int) -> float | None:
        """Return the share of members who have been away for more than that."""
        days = self.overdue_days(number)
        return self.above(number, FeatureName.RECENCY, days) if days else None

    def known_for_most(self, number: int, name: str) -> bool:
        """Tell whether what is said of a feature is said of half of the members at least."""
        return self.known[number].get(name, 1.0) >= MOSTLY

    def feature(self, name: str) -> Feature | None:
        """Return a numeric feature, None where the table lacks it."""
        return next((feature for feature in self.numeric if feature.name == name), None)

    def noun(self, name: str) -> str:
        """Write a feature within a sentence; a spend column that joins two goods gets its "and"
        back.
        """
        words = spoken(name, self.study.table.feature(name).label)
        first, _, second = words.partition(" ")
        joins = (
            name in self.spend
            and second
            and " " not in second
            and first.endswith("s")
            and not first.endswith("ss")
        )
        return f"{first} and {second}" if joins else words

    def is_few(self, number: int) -> bool:
        """Tell whether a segment has too few members to be split by what describes people."""
        return self.customers[number] < self.smallest_cell

    def segment(self, number: int) -> Segment:
        """Return what the segmentation says about a segment."""
        return next(segment for segment in self.study.segmentation.segments if segment.id == number)

    def median(self, number: int, name: str) -> float | None:
        """Return a segment's median, None where there is none."""
        return self.medians[number].get(name)

    def effect(self, number: int, name: str) -> float:
        """Return a segment's effect in a feature, nought where there is none."""
        return self.effects[number].get(name, 0.0)

    def ratio(self, number: int, name: str) -> float | None:
        """Return a segment's median over all customers' median, None where that says nothing."""
        median, overall = self.median(number, name), self.overall.get(name)
        if (
            median is None
            or overall is None
            or overall <= 0
            or median < 0
            or self.study.table.feature(name).unit == "scale"
        ):
            return None
        return median / overall

    def times(self, number: int, name: str) -> float | None:
        """Return how many times as much as the others' the typical member's is; None where that
        means nothing (scores, ages, recency).
        """
        median, others = self.median(number, name), self.others[number].get(name)
        if (
            median is None
            or others is None
            or others <= 0
            or median < 0
            or not has_true_nought(self.study.table.feature(name))
        ):
            return None
        # Where the mean says the opposite (few of the others have most of it), no multiple is true
        # of the segment.
        ahead = self.mean_lead[number].get(name, 0.0)
        return None if (median - others) * ahead < 0 else median / others

    def of_others(self, number: int, own: float, overall: float) -> float:
        """Return a share among the other customers, from that among members and that among all."""
        size, rest = self.customers[number], len(self.frame) - self.customers[number]
        return (
            min(1.0, max(0.0, (overall * len(self.frame) - own * size) / rest)) if rest else overall
        )

    def differs(self, number: int, own: float, others: float) -> bool:
        """Tell whether a share of members differs from that of the other customers by more than
        chance, and enough to care for.
        """
        return shares_differ(
            own, self.customers[number], others, len(self.frame) - self.customers[number]
        )

    def side(self, number: int, name: str) -> int | None:
        """Tell whether a segment's median lies above (1), at (0) or below (−1) that of all
        customers; None where there is none.
        """
        median, overall = self.median(number, name), self.overall.get(name)
        return (
            None if median is None or overall is None else (median > overall) - (median < overall)
        )

    @property
    def summed(self) -> Grain | None:
        """See `CleanDataset.summed`."""
        return self.study.clean.summed

    def days(self, number: int, feature: str) -> float | None:
        """Return a typical member's span of time in days; None where the feature counts no time, or
        nobody knows in which unit.
        """
        span, unit = self.median(number, feature), self.study.table.feature(feature).unit
        return None if span is None or unit not in PERIODS else span * DAYS_A_YEAR / PERIODS[unit]

    @property
    def once(self) -> str:
        """Say what those did who have one order."""
        return f"bought in one {self.summed}" if self.summed else "ordered once"

    @property
    def only_once(self) -> str:
        """Say that they did no more than that."""
        return f"bought in one {self.summed} only" if self.summed else "ordered only once"

    @property
    def lumpy(self) -> bool:
        """Tell whether a few lines or one customer hold so much of the revenue that months say
        nothing about a season.
        """
        kinds = {CautionKind.HUGE_LINES: LUMP, CautionKind.DOMINANT_CUSTOMER: GRAVE}
        return any(
            float(one.numbers["share"]) >= kinds[one.kind]
            for one in self.study.clean.cautions
            if one.kind in kinds
        )

    def present(self, number: int) -> bool:
        """Tell whether the typical member was there for most of a year: only then do their months
        show a season.
        """
        first, last = (
            self.median(number, FeatureName.TENURE),
            self.median(number, FeatureName.RECENCY),
        )
        return (first is None or first >= PRESENT_FROM) and (last is None or last <= PRESENT_UNTIL)

    @property
    def volume_noun(self) -> str:
        """The noun for what segments bring: revenue or orders."""
        return self.study.table.volume.noun if self.study.table.volume else "revenue"

    @property
    def priced(self) -> bool:
        """Whether what segments bring is money."""
        return self.revenue is not None

    def mean_volume(self, number: int) -> float | None:
        """Return what a member brings on average."""
        return None if self.volume is None else self.volume[number] / self.customers[number]

    def value_index(self, number: int) -> float | None:
        """Return the share of revenue (of orders without money) over the share of customers: 1 is
        the average customer.
        """
        return None if self.volume_share is None else self.volume_share[number] / self.share[number]


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
    table, segmentation = study.table, study.segmentation
    frame = table.frame.sort_index()
    labels = segmentation.labels.reindex(frame.index).astype(int)
    numeric = tuple(feature for feature in table.features if feature.unit != "category")
    values = frame[[feature.name for feature in numeric]].astype(float)
    customers = {segment.id: segment.customers for segment in segmentation.segments}
    revenue = sums_by_segment(frame, labels, table.revenue, tuple(customers))
    volume = (
        revenue
        if table.revenue
        else sums_by_segment(
            frame, labels, table.volume.feature if table.volume else None, tuple(customers)
        )
    )
    covered = by_segment(values.notna().groupby(labels).mean())
    told = {
        number: (
            {
                name
                for name, share in covered[number].items()
                if is_enough(Statement.FIGURE, round(share * size), share)
            }
            - unsaid(values, labels == number, weekdays=study.clean.knows_weekdays)
        )
        for number, size in customers.items()
    }
    apart = {
        number: {name: one for name, one in own.items() if name in told[number]}
        for number, own in effects(values, labels).items()
    }
    spend = tuple(feature.name for feature in numeric if feature.in_revenue)
    return Measured(
        study=study,
        numerals=numerals,
        frame=frame,
        labels=labels,
        numeric=numeric,
        spend=spend,
        customers=customers,
        share={number: size / len(frame) for number, size in customers.items()},
        revenue=revenue,
        revenue_share=shares_of(revenue),
        orders=orders_by_segment(frame, labels) if table.kind is Kind.TRANSACTIONS else None,
        volume=volume,
        volume_share=shares_of(volume),
        medians={
            number: {name: value for name, value in own.items() if name in told[number]}
            for number, own in without_few(
                by_segment(values.groupby(labels).median()),
                customers,
                table.features,
                smallest_cell,
            ).items()
        },
        known=covered,
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
        months=complete_months(study.purchases, table.period),
        smallest_cell=smallest_cell,
    )
