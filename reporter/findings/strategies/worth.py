"""What a play could add in a year: its planning assumption and its audience's figures in, a range
of revenue and a sentence out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import join
from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.findings.strategies.audiences import Audience
    from reporter.findings.strategies.plays import Play, Worth
    from reporter.findings.strategies.segment_figures import SegmentFigures

UNPRICED = "No estimate: measure the effect first."
"""What is said where no amount can be worked out."""
ASSUMPTION_LEAD = "Planning assumption: "
FADED_RESPONSES = (1.0, 1 / 2, 1 / 8)
"""Part of the response to expect from customers silent for up to six months, for six to twelve, and
for longer.
"""
SILENCE_SPANS = ("up to six months", "six to twelve months", "more than a year")
"""The spans of silence in words."""
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
    assumption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A planning assumption with whom and what it is about."""

    worth: Worth
    measured: Measured
    figures: SegmentFigures
    addressed: Audience
    yearly: float
    """What the audience brings in a year."""
    draft: Draft
    response: str
    """The share that is assumed to respond, in words."""
    who: str
    """The audience with its number."""


_Full = tuple[float, str]
"""What a response of 100 % would add, and the assumption in words."""


def estimate(
    play: Play, measured: Measured, figures: SegmentFigures, addressed: Audience
) -> Estimate | None:
    """Work out what a play could add for its audience; None where that would be nothing at all.

    Amounts of the period are brought to a year by its length. An estimate is held to the play's
    cap, a share of what the audience (the segment, where its revenue is not known) spends in a
    year.
    """
    if play.worth is None or measured.revenue is None:
        return Estimate(low=None, high=None, assumption=UNPRICED)
    yearly = (
        measured.of_a_year(measured.groups[figures.number])
        if addressed.yearly is None
        else addressed.yearly
    )
    draft = Draft(measured.numerals)
    full = _full_response(play.worth, measured, figures, addressed, yearly, draft)
    if full is None or full[0] <= 0 or yearly <= 0:
        return None
    amount, sentence = full
    limit = play.worth.cap * yearly
    held = ""
    if play.worth.high * amount > limit:
        held = f" Capped at {draft.percent('cap', play.worth.cap)} of their yearly revenue."
    part, counted = _part_of_a_year(play, figures)
    return Estimate(
        low=min(play.worth.low * amount, limit) * part,
        high=min(play.worth.high * amount, limit) * part,
        assumption=f"{ASSUMPTION_LEAD}{sentence}.{held}{counted}",
    )


def _part_of_a_year(play: Play, figures: SegmentFigures) -> tuple[float, str]:
    """Return for which part of a year a play counts, and why it is not the whole."""
    if not play.seasonal or figures.season_in is None or figures.season_in < LATE_MONTHS:
        return 1.0, ""
    season = figures.texts["before_season"]
    return LATE_PART, f" Counted at half, since it cannot start before {season}."


def _full_response(
    worth: Worth,
    measured: Measured,
    figures: SegmentFigures,
    addressed: Audience,
    yearly: float,
    draft: Draft,
) -> _Full | None:
    """Return what a response of 100 % would add, and the assumption in words; None where nothing
    is known to reckon with.
    """
    case = _Case(
        worth=worth,
        measured=measured,
        figures=figures,
        addressed=addressed,
        yearly=yearly,
        draft=draft,
        response=draft.span("response", worth.low, worth.high),
        who=f"{draft.count('audience', addressed.customers)} {addressed.who}",
    )
    return RESPONSES[worth.basis](case)


def _more_orders(case: _Case) -> _Full | None:
    """Let customers order more often, at the value of a typical order."""
    value = case.addressed.order_value
    if not value or value <= 0:
        return None
    more = _extra(case.worth.orders, case.draft)
    whose = "their" if case.addressed.is_known else "the segment’s"
    sentence = (
        f"{case.response} of the {case.who} place {more} a year, at {whose} typical order value of"
        f" {case.draft.money('value', value)}"
    )
    return case.addressed.customers * case.worth.orders * value, sentence


def _revenue_added(case: _Case) -> _Full:
    """Add to all that the audience spends."""
    amount = _yearly(case.yearly, case)
    return case.yearly, f"{case.response} on top of the {amount} from the {case.who}"


def _category_added(case: _Case) -> _Full | None:
    """Add to what the audience spends on its leading category."""
    if case.figures.leading_spend is None:
        return None
    category = case.figures.leading_spend * case.measured.yearly
    on = f"that the {case.who} spend on {case.figures.texts['category']}"
    return category, f"{case.response} on top of the {_yearly(category, case)} {on}"


def _leaving_kept(case: _Case) -> _Full | None:
    """Keep some of what those who leave take along."""
    rate = case.figures.measures.get("leaving_rate")
    if rate is None:
        return None
    lost = case.draft.percent("leaving", rate)
    amount = _yearly(case.yearly, case)
    # How long it took those to leave who have, the file does not say.
    gone = f"if {lost} of the {case.who} went within a year, the share that has left so far"
    sentence = f"{gone}, {case.response} of what they take along stays, of {amount}"
    return case.yearly * rate, sentence


def _revenue_kept(case: _Case) -> _Full:
    """Keep some of all that the audience spends."""
    amount = _yearly(case.yearly, case)
    sentence = f"{case.response} of the {amount} from the {case.who} would otherwise be lost"
    return case.yearly, sentence


def _win_back(case: _Case) -> _Full | None:
    """Let the response fade with silence; two orders are assumed only of customers who typically
    ordered more than once.
    """
    value, draft = case.addressed.order_value, case.draft
    if not value or value <= 0:
        return None
    usual = case.measured.median(case.figures.number, FeatureName.FREQUENCY) or 1.0
    orders = case.worth.orders if usual >= REPEAT_ORDERS else min(case.worth.orders, 1.0)
    fading = list(zip(case.addressed.silent, FADED_RESPONSES, strict=True))
    spans = _spans_of_silence(case.measured)
    parts = [
        f"{draft.span(f'response_{index}', case.worth.low * part, case.worth.high * part)} of"
        f" {draft.count(f'silent_{index}', count)} silent for {spans[index]}"
        for index, (count, part) in enumerate(fading)
        if count
    ]
    more = {1.0: "once more", 2.0: "twice more"}.get(
        orders, f"{draft.decimal('orders', orders)} times more"
    )
    sentence = (
        f"{join(parts)} order {more}, at a typical order value of {draft.money('value', value)}"
    )
    return sum(count * part for count, part in fading) * orders * value, sentence


def _spans_of_silence(measured: Measured) -> tuple[str, str, str]:
    """Write the spans of silence; none is shorter than silence, where that begins after six months
    or more.
    """
    shortest, middle, longest = SILENCE_SPANS
    since = measured.silent_months
    if HALF_YEAR_MONTHS < since < YEAR_MONTHS:
        middle = f"{measured.numerals.words(since)} to twelve months"
    return shortest, middle, longest


def _step_up(case: _Case) -> _Full | None:
    """Let customers come to spend like those of the next better segment."""
    figures, measured = case.figures, case.measured
    if figures.better is None:
        return None
    own, theirs = (measured.of_a_year_each(number) for number in (figures.number, figures.better))
    if own is None or theirs is None or theirs <= own or _is_younger(case, figures.better):
        return None
    gap = theirs - own
    sentence = (
        f"{case.response} of the {case.who} come to spend like {figures.texts['better']},"
        f" {case.draft.money('gap', gap)} more a year"
    )
    return case.addressed.customers * gap, sentence


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
    sentence = (
        f"{case.response} of the {case.who} come to spend as much on {measured.noun(name)} as the"
        f" median customer, {case.draft.money('gap', gap)} more"
    )
    return case.addressed.customers * gap, sentence


def _extra(orders: float, draft: Draft) -> str:
    return "one extra order" if orders == 1 else f"{draft.decimal('orders', orders)} extra orders"


def _yearly(amount: float, case: _Case) -> str:
    """Write an amount of a year; one of a file without dates is taken as such."""
    measured, written = case.measured, case.draft.money_short("yearly", amount)
    is_of_a_year = measured.period_days or measured.monthly or measured.rate
    return f"{written} a year" if is_of_a_year else f"{written} in the file, taken as a year’s"


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
