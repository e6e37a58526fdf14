"""What a play could add in a year: its planning assumption and its audience's figures in, a range
of revenue and what is assumed out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.model import FeatureName
from reporter.model.claim import Claim, Count, Money, Number, Range, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.findings.strategies.audiences import Audience
    from reporter.findings.strategies.plays import Play, Worth
    from reporter.findings.strategies.segment_figures import SegmentFigures
    from reporter.model.claim import Value

FADED_RESPONSES = (1.0, 1 / 2, 1 / 8)
"""Part of the response to expect from customers silent for up to six months, for six to twelve, and
for longer.
"""
SILENCE_SPANS = ("short", "middle", "long")
"""How the spans of silence are called in the catalogue."""
HALF_YEAR_MONTHS, YEAR_MONTHS = 6, 12
"""Months that part the spans."""
REPEAT_ORDERS = 2.0
"""Median of orders from which on customers typically ordered more than once."""
LEAST_TENURE_RATIO = 0.75
"""Who has been a customer for a smaller part of the time than others has not had the time to spend
as much.
"""
LATE_MONTHS, LATE_PART = 6, 0.5
"""A play that can begin only in six months or more counts for half a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A range of revenue a year, before cost, and what it rests on."""

    low: float | None
    high: float | None
    assumption: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A planning assumption with whom and what it is about."""

    worth: Worth
    measured: Measured
    figures: SegmentFigures
    addressed: Audience
    yearly: float
    """What the audience brings in a year."""

    @property
    def response(self) -> Range:
        """Return the share that is assumed to respond."""
        return Range(Share(self.worth.low), Share(self.worth.high))

    def claim(self, **values: Value) -> Claim:
        """Claim what is assumed: of the audience, with these values."""
        known: dict[str, Value] = {"response": self.response, "audience": self.addressed.told}
        return Claim(f"worth.{self.worth.basis}", known | values)


_Full = tuple[float, Claim]
"""What a response of 100 % would add, and the assumption."""


def estimate(
    play: Play, measured: Measured, figures: SegmentFigures, addressed: Audience
) -> Estimate | None:
    """Work out what a play could add for its audience; None where that would be nothing at all.

    Amounts of the period are brought to a year by its length. An estimate is held to the play's
    cap, a share of what the audience (the segment, where its revenue is not known) spends in a
    year.
    """
    if play.worth is None or measured.revenue is None:
        return Estimate(low=None, high=None, assumption=Claim("worth.unknown"))
    yearly = (
        measured.of_a_year(measured.groups[figures.number])
        if addressed.yearly is None
        else addressed.yearly
    )
    full = _full_response(play.worth, measured, figures, addressed, yearly)
    if full is None or full[0] <= 0 or yearly <= 0:
        return None
    amount, reckoned = full
    limit = play.worth.cap * yearly
    is_late = play.seasonal and figures.season_in is not None and figures.season_in >= LATE_MONTHS
    part = LATE_PART if is_late else 1.0
    values: dict[str, Value] = {
        "reckoned": reckoned,
        "cap": Share(play.worth.cap) if play.worth.high * amount > limit else None,
        "season": figures.values["before_season"] if is_late else None,
    }
    return Estimate(
        low=min(play.worth.low * amount, limit) * part,
        high=min(play.worth.high * amount, limit) * part,
        assumption=Claim("worth.assumption", values),
    )


def _full_response(
    worth: Worth,
    measured: Measured,
    figures: SegmentFigures,
    addressed: Audience,
    yearly: float,
) -> _Full | None:
    """Return what a response of 100 % would add, and the assumption; None where nothing is known to
    reckon with.
    """
    case = _Case(
        worth=worth, measured=measured, figures=figures, addressed=addressed, yearly=yearly
    )
    return RESPONSES[worth.basis](case)


def _more_orders(case: _Case) -> _Full | None:
    """Let customers order more often, at the value of a typical order."""
    value = case.addressed.order_value
    if not value or value <= 0:
        return None
    told = case.claim(
        orders=Number(case.worth.orders), theirs=case.addressed.is_known, value=Money(value)
    )
    return case.addressed.customers * case.worth.orders * value, told


def _revenue_added(case: _Case) -> _Full:
    """Add to all that the audience spends."""
    return case.yearly, case.claim(yearly=_yearly(case.yearly, case))


def _category_added(case: _Case) -> _Full | None:
    """Add to what the audience spends on its leading category."""
    if case.figures.leading_spend is None:
        return None
    category = case.figures.leading_spend * case.measured.yearly
    told = case.claim(yearly=_yearly(category, case), category=case.figures.values["category"])
    return category, told


def _leaving_kept(case: _Case) -> _Full | None:
    """Keep some of what those who leave take along."""
    rate = case.figures.measures.get("leaving_rate")
    if rate is None:
        return None
    # How long it took those to leave who have, the file does not say.
    told = case.claim(leaving=Share(rate), yearly=_yearly(case.yearly, case))
    return case.yearly * rate, told


def _revenue_kept(case: _Case) -> _Full:
    """Keep some of all that the audience spends."""
    return case.yearly, case.claim(yearly=_yearly(case.yearly, case))


def _win_back(case: _Case) -> _Full | None:
    """Let the response fade with silence; two orders are assumed only of customers who typically
    ordered more than once.
    """
    value = case.addressed.order_value
    if not value or value <= 0:
        return None
    usual = case.measured.median(case.figures.number, FeatureName.FREQUENCY) or 1.0
    orders = case.worth.orders if usual >= REPEAT_ORDERS else min(case.worth.orders, 1.0)
    fading = list(zip(case.addressed.silent, FADED_RESPONSES, strict=True))
    parts = tuple(
        Claim(f"worth.fading.{span}", _faded(case, count, part))
        for span, (count, part) in zip(SILENCE_SPANS, fading, strict=True)
        if count
    )
    told = case.claim(fading=parts, orders=Number(orders), value=Money(value))
    return sum(count * part for count, part in fading) * orders * value, told


def _faded(case: _Case, count: int, part: float) -> dict[str, Value]:
    """Return how many have been silent for a span, and which part of the response they give."""
    since = case.measured.silent_months
    return {
        "response": Range(Share(case.worth.low * part), Share(case.worth.high * part)),
        "silent": Count(count),
        # No span is shorter than silence, where that begins after six months or more.
        "since": Count(since if HALF_YEAR_MONTHS < since < YEAR_MONTHS else HALF_YEAR_MONTHS),
    }


def _step_up(case: _Case) -> _Full | None:
    """Let customers come to spend like those of the next better segment."""
    figures, measured = case.figures, case.measured
    if figures.better is None:
        return None
    own, theirs = (measured.of_a_year_each(number) for number in (figures.number, figures.better))
    if own is None or theirs is None or theirs <= own or _is_younger(case, figures.better):
        return None
    gap = theirs - own
    told = case.claim(better=figures.values["better"], gap=Money(gap))
    return case.addressed.customers * gap, told


def _is_younger(case: _Case, better: int) -> bool:
    """Tell whether members came so much later than those of the better segment that what they have
    spent so far says nothing of a year.
    """
    own, theirs = (
        case.measured.median(number, FeatureName.TENURE) for number in (case.figures.number, better)
    )
    return (
        case.measured.transactions
        and own is not None
        and theirs is not None
        and own < LEAST_TENURE_RATIO * theirs
    )


def _category_gap(case: _Case) -> _Full | None:
    """Let customers come to spend as much on a neglected category as the median customer."""
    measured, name = case.measured, case.figures.weakest
    if name is None:
        return None
    own = measured.median(case.figures.number, name) or 0.0
    gap = (measured.overall.get(name, 0.0) - own) * measured.yearly
    told = case.claim(category=measured.study.table.feature(name), gap=Money(gap))
    return case.addressed.customers * gap, told


def _yearly(amount: float, case: _Case) -> Claim:
    """Claim an amount of a year; one of a file without dates is taken as such."""
    measured = case.measured
    is_of_a_year = bool(measured.period_days or measured.monthly or measured.rate)
    return Claim("worth.yearly", {"yearly": Money(amount), "dated": is_of_a_year})


RESPONSES: Mapping[str, Callable[[_Case], _Full | None]] = {
    "order_value": _more_orders,
    "win_back": _win_back,
    "revenue_added": _revenue_added,
    "category_added": _category_added,
    "leaving_kept": _leaving_kept,
    "revenue_kept": _revenue_kept,
    "step_up": _step_up,
    "category_gap": _category_gap,
}
"""What a play's estimate rests on → how it is worked out."""
