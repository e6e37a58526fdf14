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
    from reporter.findings.measuring.measured import Measured
    from reporter.findings.strategies.audiences import Audience
    from reporter.findings.strategies.plays import Play, Worth
    from reporter.findings.strategies.segment_figures import SegmentFigures

UNPRICED = "No estimate: measure the effect first."
ASSUMPTION_LEAD = "Planning assumption: "
FADED_RESPONSES = (1.0, 1 / 2, 1 / 8)
"""Part of the response to expect from customers silent for up to six months, for six to twelve, and
for longer.
"""
SILENCE_SPANS = ("up to six months", "six to twelve months", "more than a year")
HALF_YEAR_MONTHS, YEAR_MONTHS = 6, 12
"""Months that part the spans."""
REPEAT_ORDERS = 2.0
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
    low, high = min(play.worth.low * amount, limit), min(play.worth.high * amount, limit)
    held = (
        f" Capped at {draft.percent('cap', play.worth.cap)} of their yearly revenue."
        if play.worth.high * amount > limit
        else ""
    )
    late = play.seasonal and figures.season_in is not None and figures.season_in >= LATE_MONTHS
    counted = (
        f" Counted at half, since it cannot start before {figures.texts['before_season']}."
        if late
        else ""
    )
    part = LATE_PART if late else 1.0
    return Estimate(
        low=low * part, high=high * part, assumption=f"{ASSUMPTION_LEAD}{sentence}.{held}{counted}"
    )


def _full_response(
    worth: Worth,
    measured: Measured,
    figures: SegmentFigures,
    addressed: Audience,
    yearly: float,
    draft: Draft,
) -> tuple[float, str] | None:
    """Return what a response of 100 % would add, and the assumption in words."""
    response = draft.span("response", worth.low, worth.high)
    who = f"{draft.count('audience', addressed.customers)} {addressed.who}"
    value = addressed.order_value
    match worth.basis:
        case "order_value" if value and value > 0:
            more = _extra(worth.orders, draft)
            whose = "their" if addressed.is_known else "the segment’s"
            sentence = (
                f"{response} of the {who} place {more} a year, at {whose} typical order value of"
                f" {draft.money('value', value)}"
            )
            return addressed.customers * worth.orders * value, sentence
        case "win_back" if value and value > 0:
            return _win_back(worth, measured, figures, addressed, draft)
        case "revenue_added":
            return (
                yearly,
                f"{response} on top of the {_yearly(yearly, measured, draft)} from the {who}",
            )
        case "category_added" if (spent := figures.leading_spend) is not None:
            category = spent * measured.yearly
            amount = _yearly(category, measured, draft)
            return (
                category,
                (
                    f"{response} on top of the {amount} that the {who} spend on"
                    f" {figures.texts['category']}"
                ),
            )
        case "leaving_kept" if (rate := figures.measures.get("leaving_rate")) is not None:
            lost = draft.percent("leaving", rate)
            amount = _yearly(yearly, measured, draft)
            # How long it took those to leave who have, the file does not say.
            gone = f"if {lost} of the {who} went within a year, the share that has left so far"
            sentence = f"{gone}, {response} of what they take along stays, of {amount}"
            return yearly * rate, sentence
        case "revenue_kept":
            return (
                yearly,
                (
                    f"{response} of the {_yearly(yearly, measured, draft)} from the {who} would"
                    " otherwise be lost"
                ),
            )
        case "step_up" if figures.better is not None:
            return _step_up(measured, figures, addressed, response, draft)
        case "category_gap" if figures.weakest is not None:
            return _category_gap(measured, figures, addressed, response, draft)
        case _:
            return None


def _win_back(
    worth: Worth, measured: Measured, figures: SegmentFigures, addressed: Audience, draft: Draft
) -> tuple[float, str]:
    """Let the response fade with silence; two orders are assumed only of customers who typically
    ordered more than once.
    """
    orders = min(
        worth.orders,
        1.0
        if (measured.median(figures.number, FeatureName.FREQUENCY) or 1.0) < REPEAT_ORDERS
        else worth.orders,
    )
    value = addressed.order_value or 0.0
    since = measured.silent_months  # no silence is shorter, where it begins after six months
    spans = (
        SILENCE_SPANS[0],
        (
            f"{measured.numerals.words(since)} to twelve months"
            if HALF_YEAR_MONTHS < since < YEAR_MONTHS
            else SILENCE_SPANS[1]
        ),
        SILENCE_SPANS[2],
    )
    parts = [
        f"{draft.span(f'response_{index}', worth.low * fading, worth.high * fading)} of"
        f" {draft.count(f'silent_{index}', count)} silent for {spans[index]}"
        for index, (count, fading) in enumerate(zip(addressed.silent, FADED_RESPONSES, strict=True))
        if count
    ]
    more = {1.0: "once more", 2.0: "twice more"}.get(
        orders, f"{draft.decimal('orders', orders)} times more"
    )
    sentence = (
        f"{join(parts)} order {more}, at a typical order value of {draft.money('value', value)}"
    )
    return (
        sum(count * fading for count, fading in zip(addressed.silent, FADED_RESPONSES, strict=True))
        * orders
        * value,
        sentence,
    )


def _step_up(
    measured: Measured, figures: SegmentFigures, addressed: Audience, response: str, draft: Draft
) -> tuple[float, str] | None:
    own, theirs = (
        measured.of_a_year_each(figures.number),
        measured.of_a_year_each(figures.better or 0),
    )
    if own is None or theirs is None or theirs <= own or _is_younger(measured, figures):
        return None
    gap = theirs - own
    who = f"{draft.count('audience', addressed.customers)} {addressed.who}"
    sentence = (
        f"{response} of the {who} come to spend like {figures.texts['better']},"
        f" {draft.money('gap', gap)} more a year"
    )
    return addressed.customers * gap, sentence


def _is_younger(measured: Measured, figures: SegmentFigures) -> bool:
    """Tell whether members came so much later that what they have spent so far says nothing of a
    year.
    """
    own, theirs = (
        measured.median(number, FeatureName.TENURE)
        for number in (figures.number, figures.better or 0)
    )
    return (
        measured.transactions
        and own is not None
        and theirs is not None
        and own < LEAST_TENURE_RATIO * theirs
    )


def _category_gap(
    measured: Measured, figures: SegmentFigures, addressed: Audience, response: str, draft: Draft
) -> tuple[float, str] | None:
    name = figures.weakest or ""
    gap = (
        measured.overall.get(name, 0.0) - (measured.median(figures.number, name) or 0.0)
    ) * measured.yearly
    label = measured.noun(name)
    who = f"{draft.count('audience', addressed.customers)} {addressed.who}"
    sentence = (
        f"{response} of the {who} come to spend as much on {label} as the median customer,"
        f" {draft.money('gap', gap)} more"
    )
    return addressed.customers * gap, sentence


def _extra(orders: float, draft: Draft) -> str:
    return "one extra order" if orders == 1 else f"{draft.decimal('orders', orders)} extra orders"


def _yearly(yearly: float, measured: Measured, draft: Draft) -> str:
    amount = draft.money_short("yearly", yearly)
    return (
        f"{amount} a year"
        if measured.period_days or measured.monthly or measured.rate
        else f"{amount} in the file, taken as a year’s"
    )
