"""The answer that each section opens with: measurements in, one finding a section out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.draft import Draft
from reporter.findings.measured import ONE_ORDER_TOLERANCE
from reporter.findings.segment_titles import leading_segment, worth_of_first
from reporter.findings.wording import capital, join

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.measured import Measured
    from reporter.model import Finding, GridCell, Strategy


REASONS = {
    "missing_customer": "without a customer id",
    "duplicate": "as exact duplicates",
    "missing_date": "without a date",
    "missing_amount": "without an amount",
    "cancellation": "as cancelled orders",
    "return": "as returns",
    "non_positive_price": "without a price",
    "nothing_left": "with customers who were left with nothing",
}
"""Cleaning rule → why its rows left."""


def section_answers(
    measured: Measured, names: Mapping[int, str], opening: Finding, grid: tuple[GridCell, ...] | None, actions: Sequence[Strategy]
) -> dict[str, Finding]:
    """Return the opening sentences by section: summary, base, glance, grid, actions, data, method, glossary."""
    found = {
        "summary": opening,
        "base": _base(measured),
        "glance": _glance(measured, names),
        "grid": _grid(measured, grid),
        "actions": _actions(measured, actions),
        "data": _data(measured),
        "method": _method(measured),
        "glossary": _glossary(measured),
    }
    return {name: finding for name, finding in found.items() if finding is not None}


def _base(measured: Measured) -> Finding:
    draft, totals = Draft(measured.numerals), measured.totals
    who = draft.plural("customers", totals.customers, "customer")
    if measured.revenue is None:
        return draft.finding("section.base", f"{who} stand in the file, one row each.")
    amount = draft.money_short("revenue", sum(measured.revenue.values()))
    if totals.orders is None:
        each = draft.money("mean", sum(measured.revenue.values()) / totals.customers)
        return draft.finding("section.base", f"{who} spend {amount} in all, {each} each on average.")
    orders = draft.plural("orders", totals.orders, "order")
    text = f"{who} placed {orders} and brought {amount}"
    if "frequency" in measured.frame:
        again = float((measured.frame["frequency"].astype(float) >= ONE_ORDER_TOLERANCE).mean())
        text += f"; {draft.percent('repeat', again)} of them ordered more than once"
    return draft.finding("section.base", f"{text}.")


def _glance(measured: Measured, names: Mapping[int, str]) -> Finding:
    draft, number = Draft(measured.numerals), leading_segment(measured)
    kinds = f"{capital(draft.words('k', len(names)))} segments"
    sizes = sorted(measured.customers.values())
    spread = f"{kinds} of {draft.count('smallest', sizes[0])} to {draft.count('largest', sizes[-1])} customers"
    if measured.revenue_share is None:
        return draft.finding("section.glance", f"{spread}, from {names[number]} to {names[list(names)[-1]]}.")
    share, brought = draft.percent("share", measured.share[number]), draft.percent("revenue_share", measured.revenue_share[number])
    return draft.finding(
        "section.glance", f"{spread}; {draft.name('name', names[number])} are {share} of customers and bring {brought} of revenue."
    )


def _grid(measured: Measured, grid: tuple[GridCell, ...] | None) -> Finding | None:
    if grid is None:
        return None
    draft, cells = Draft(measured.numerals), {cell.segment: cell.customers for cell in grid}
    champions = draft.plural("champions", cells["Champions"], "customer")
    slipping = cells["At risk"] + cells["Can't lose"]
    verb = "is" if cells["Champions"] == 1 else "are"
    text = f"By recency and frequency alone, {champions} {verb} champions"
    away = f", and {draft.plural('slipping', slipping, 'customer')} who ordered often have not been here lately" if slipping > 1 else ""
    return draft.finding("section.grid", f"{text}{away}.")


def _actions(measured: Measured, actions: Sequence[Strategy]) -> Finding | None:
    if not actions:
        return None
    first = worth_of_first(measured, actions, "section.actions")
    draft = Draft(measured.numerals)
    if first is not None:
        draft.numbers |= dict(first.numbers)
        text = (
            f"{first.text}; the worths of one segment's actions overlap and should not be added up."
            if first.numbers.get("worth_low")
            else f"{first.text}."
        )
        return draft.finding("section.actions", text)
    return draft.finding("section.actions", f"{capital(draft.words('actions', len(actions)))} actions, by worth and effort.")


def _data(measured: Measured) -> Finding:
    draft, clean = Draft(measured.numerals), measured.clean
    came = draft.plural("rows", clean.dataset.rows, "row")
    gone = clean.dataset.rows - clean.rows
    if not gone:
        return draft.finding("section.data", f"{capital(came)} came in, and all of them carry the report.")
    removed = [step for step in clean.steps if step.removed and step.rows]
    largest = max(removed, key=lambda step: step.rows)
    left = draft.plural("removed", gone, "row")
    why = f"{draft.count('largest', largest.rows)} of them {REASONS.get(largest.rule, 'by the rule ' + largest.rule.replace('_', ' '))}"
    share = draft.percent("share", clean.rows / clean.dataset.rows)
    verb = "carries" if clean.rows == 1 else "carry"
    return draft.finding("section.data", f"{came} came in and {left} left, {why}; {share} {verb} the report.")


def _method(measured: Measured) -> Finding:
    draft, found = Draft(measured.numerals), measured.segmentation
    features = draft.plural("features", len(found.features), "feature")
    way = "as asked for" if found.choice != "vote" else "by a vote of quality and stability"
    kinds, score = draft.words("k", found.k), draft.fixed("silhouette", found.silhouette)
    return draft.finding(
        "section.method",
        f"{capital(kinds)} segments from {features}, {way}; silhouette {score}, stability {draft.fixed('stability', found.stability)}.",
    )


def _glossary(measured: Measured) -> Finding:
    draft = Draft(measured.numerals)
    kinds = [name for name, known in (("features", bool(measured.table.features)), ("scores", True)) if known]
    terms = draft.plural("features", len(measured.table.features), "feature")
    return draft.finding(
        "section.glossary", f"{terms} describe a customer; they and the {join(kinds[1:])} of the method are explained here."
    )
