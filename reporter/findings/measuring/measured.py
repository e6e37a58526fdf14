"""What was measured of the base, for every sentence: a segment and a feature in, plain numbers and
judgements out (see `measuring`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.findings.measuring.calendar_months import are_lumpy
from reporter.findings.measuring.comparisons import has_true_zero, shares_differ
from reporter.findings.measuring.enough import MOSTLY_KNOWN
from reporter.findings.measuring.presence import (
    SILENT_GAPS,
    days_of_newness,
    months_to_silence,
    present_most_of_a_year,
)
from reporter.findings.measuring.regular_payments import is_monthly, rate_paid
from reporter.findings.measuring.segment_statistics import country_of_most
from reporter.model import FeatureName, Kind
from reporter.model.spans import (
    DAYS_PER_MONTH,
    DAYS_PER_YEAR,
    MONTHS_PER_YEAR,
    PERIODS,
    spoken_days,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from reporter.findings.measuring.calendar_months import Months
    from reporter.model import (
        Feature,
        Grain,
        Segment,
        Study,
    )
    from reporter.numerals import Numerals


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
            return float(MONTHS_PER_YEAR)
        return DAYS_PER_YEAR / self.period_days if self.period_days else 1.0

    @property
    def rate(self) -> tuple[str, float] | None:
        """See `rate_paid`: the column of what customers pay, and how often a year they do."""
        return rate_paid(self.study)

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
        """Whether a customer table's columns say that its money is a month's."""
        return is_monthly(self.study.table)

    @property
    def silent_months(self) -> int:
        """Return after how many months without an order a customer counts as silent."""
        return months_to_silence(self.overall.get(FeatureName.ORDER_GAP, 0.0))

    @property
    def silent_days(self) -> float:
        """Return the same in days."""
        return self.silent_months * DAYS_PER_MONTH

    @property
    def new_days(self) -> float:
        """Return for how many days after the first order a customer counts as new."""
        return days_of_newness(self.period_days)

    @property
    def home(self) -> str | None:
        """Return the country of most customers; None where there is but one."""
        return country_of_most(self.frame)

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
        return self.known[number].get(name, 1.0) >= MOSTLY_KNOWN

    def feature(self, name: str) -> Feature | None:
        """Return a numeric feature, None where the table lacks it."""
        return next((feature for feature in self.numeric if feature.name == name), None)

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
        """Return a segment's effect in a feature, zero where there is none."""
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
        means nothing (ratings, ages, recency).
        """
        median, others = self.median(number, name), self.others[number].get(name)
        if (
            median is None
            or others is None
            or others <= 0
            or median < 0
            or not has_true_zero(self.study.table.feature(name))
        ):
            return None
        # Where the mean says the opposite (few of the others have most of it), no multiple is true
        # of the segment.
        ahead = self.mean_lead[number].get(name, 0.0)
        return None if (median - others) * ahead < 0 else median / others

    def of_others(self, number: int, own: float, overall: float) -> float:
        """Return a share among the other customers, from that among members and that among all."""
        # overall × customers = own × size + others × rest, solved for others.
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
        return None if span is None or unit not in PERIODS else span * DAYS_PER_YEAR / PERIODS[unit]

    @property
    def lumpy(self) -> bool:
        """Tell whether a few lines or one customer hold so much of the revenue that months say
        nothing about a season.
        """
        return are_lumpy(self.study.clean.cautions)

    def present(self, number: int) -> bool:
        """Tell whether the typical member was there for most of a year: only then do their months
        show a season.
        """
        return present_most_of_a_year(
            self.median(number, FeatureName.TENURE), self.median(number, FeatureName.RECENCY)
        )

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
