"""What a play would bring in a year: its stated assumption and the segment's figures in, a range and a sentence out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.findings.draft import Draft
from reporter.findings.wording import plain_label

if TYPE_CHECKING:
    from reporter.findings.measured import Measured
    from reporter.findings.playbook import Play, Worth
    from reporter.findings.segment_figures import SegmentFigures

UNPRICED = "No worth is put on it: its effect must be measured first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A range of money a year, and what it rests on."""

    low: float | None
    high: float | None
    assumption: str


def estimate(play: Play, measured: Measured, figures: SegmentFigures) -> Estimate | None:
    """Work out a play's worth for a segment; None where it would be worth nothing at all.

    Amounts of the period are brought to a year by its length. A worth is held to the play's cap, a share of what the segment brings
    in a year.
    """
    if play.worth is None or measured.revenue is None:
        return Estimate(low=None, high=None, assumption=UNPRICED)
    yearly = measured.revenue[figures.number] * measured.yearly
    draft = Draft(measured.numerals)
    full = _full_response(play.worth, measured, figures, yearly, draft)
    if full is None or full[0] <= 0 or yearly <= 0:
        return None
    amount, sentence = full
    limit = play.worth.cap * yearly
    low, high = min(play.worth.low * amount, limit), min(play.worth.high * amount, limit)
    held = (
        f" Held to {draft.percent('cap', play.worth.cap)} of what the segment brings in a year." if play.worth.high * amount > limit else ""
    )
    return Estimate(low=low, high=high, assumption=f"{sentence}{held}")


def _full_response(worth: Worth, measured: Measured, figures: SegmentFigures, yearly: float, draft: Draft) -> tuple[float, str] | None:
    """Return what a response of 100 % would bring, and the assumption in words."""
    number, members = figures.number, measured.customers[figures.number]
    response = _range(worth, draft)
    order_value = measured.median(number, "average_order_value")
    match worth.basis:
        case "order_value" | "second_order" if order_value and order_value > 0:
            once = measured.one_order[number] if measured.one_order else 0.0
            addressed = members if worth.basis == "order_value" else round(members * once)
            people, more = _addressed(addressed, worth, draft), draft.plural("orders", worth.orders, "more order")
            sentence = f"Assumes that {response} of {people} place {more} a year at their typical {draft.money('value', order_value)}."
            return addressed * worth.orders * order_value, sentence
        case "revenue_added":
            return yearly, f"Assumes {response} on top of the {_yearly(yearly, measured, draft)}."
        case "revenue_kept":
            return yearly, f"Assumes that {response} of the {_yearly(yearly, measured, draft)} would otherwise be lost."
        case "step_up" if figures.better is not None:
            return _step_up(measured, figures, members, response, draft)
        case "category_gap" if figures.weakest is not None:
            return _category_gap(measured, figures, members, response, draft)
        case _:
            return None


def _step_up(measured: Measured, figures: SegmentFigures, members: int, response: str, draft: Draft) -> tuple[float, str] | None:
    revenue = measured.table.revenue or ""
    own, theirs = measured.median(figures.number, revenue), measured.median(figures.better or 0, revenue)
    if own is None or theirs is None or theirs <= own:
        return None
    gap = (theirs - own) * measured.yearly
    sentence = (
        f"Assumes that {response} of the {draft.plural('members', members, 'customer')} come to spend like {figures.texts['better']},"
        f" {draft.money('gap', gap)} more a year."
    )
    return members * gap, sentence


def _category_gap(measured: Measured, figures: SegmentFigures, members: int, response: str, draft: Draft) -> tuple[float, str] | None:
    name = figures.weakest or ""
    gap = (measured.overall.get(name, 0.0) - (measured.median(figures.number, name) or 0.0)) * measured.yearly
    label = plain_label(measured.table.feature(name).label)
    sentence = (
        f"Assumes that {response} of the {draft.plural('members', members, 'customer')} come to spend as much on {label} as the typical"
        f" customer, {draft.money('gap', gap)} more."
    )
    return members * gap, sentence


def _addressed(members: int, worth: Worth, draft: Draft) -> str:
    people = f"the {draft.plural('members', members, 'customer')}"
    return f"{people} who ordered once" if worth.basis == "second_order" else people


def _yearly(yearly: float, measured: Measured, draft: Draft) -> str:
    amount = draft.money_short("yearly", yearly)
    return f"{amount} that they bring in a year" if measured.period_days else f"{amount} that the file shows for them"


def _range(worth: Worth, draft: Draft) -> str:
    low, high = _fine_percent(worth.low, draft), _fine_percent(worth.high, draft)
    return low if low == high else f"{low} to {high}"


def _fine_percent(share: float, draft: Draft) -> str:
    whole = abs(share * 100 - round(share * 100)) < 1e-9
    return draft.numerals.percent(share, 0 if whole else 1)
