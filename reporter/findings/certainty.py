"""How sure the report is: scores, sizes, spans and cleaning in, one plain judgement and the caveats out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.draft import Draft
from reporter.findings.exceptions import drifted, key_accounts, outsiders
from reporter.findings.segment_titles import borderline
from reporter.findings.wording import capital, join
from reporter.model import Basis, Role, Structure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measured import Measured
    from reporter.model import Finding

EMPTY = 0.995
"""A valley of this depth holds as good as nobody."""
SMALL = 30
SMALL_SHARE = 0.03
DOUBTFUL = 0.6
"""Hennig's bound below which a cluster counts as dissolved when customers are redrawn."""
YEAR = 360
ANONYMOUS = 0.05
ONE_CUSTOMER = 0.1
SAME, SIMILAR = 0.85, 0.7
"""Stability from which on repeat runs find the same groups, and similar ones."""
RETURNS = {
    "net": "Returns are deducted from what a customer spent",
    "drop": "Returns are left out, so that amounts are before refunds",
    "keep": "Returns are kept as lines like any other",
}
SAID = {
    Structure.STRONG: "The segments are distinct groups",
    Structure.MODERATE: "The segments are real groups with soft borders",
    Structure.WEAK: "Customers differ by degree: the segments are a convenient division, and their borders are ours",
    Structure.NONE: "There are no natural groups among these customers: the segments are a convenient division",
}
PARTED = (Structure.STRONG, Structure.MODERATE)
"""Grades that need a gap between every two segments."""
FRAGILE = "There are gaps between the segments, but repeat runs draw some of them elsewhere"
"""Of natural groups that resamples do not find again."""


def certainty(measured: Measured) -> Finding:
    """Judge in plain words how far the segments are real."""
    found, draft = measured.segmentation, Draft(measured.numerals)
    share = borderline(measured)
    draft.note("silhouette", found.silhouette)
    score = draft.fixed("stability", found.stability)
    how = "the same" if found.stability >= SAME else "much the same" if found.stability >= SIMILAR else "only roughly the same"
    what = "groups" if _parted(measured) else "division"
    again = f"Repeat runs find {how} {what} (stability {score} of 1)"
    near = "no customer stands between two of them"
    if share > 0:
        near = f"{draft.percent('borderline', share)} of customers are nearly as close to a neighbouring segment"
    return draft.finding("certainty", f"{_judged(measured, draft)}. {again}; {near}.")


def _judged(measured: Measured, draft: Draft) -> str:
    """Say how far there are groups: by the gap between the two segments that are hardest to tell apart."""
    found = measured.segmentation
    draft.note("null_silhouette", found.null_silhouette)
    if not _parted(measured):
        return SAID[found.structure]
    said = SAID[found.structure] if found.structure in PARTED else FRAGILE
    chosen = next((one for one in found.candidates if one.chosen), None)
    if chosen is None or chosen.valley >= EMPTY:
        return said
    between = draft.percent("between", 1 - chosen.valley)
    return f"{said}; between the two that are hardest to tell apart, customers stand {between} as densely as in their middles"


def _parted(measured: Measured) -> bool:
    """Tell whether every two segments have a gap between them."""
    return measured.segmentation.structure in PARTED or measured.segmentation.basis is Basis.NATURAL


def caveats(measured: Measured, names: Mapping[int, str], returns: str) -> tuple[Finding, ...]:
    """Say what a reader should keep in mind, most important first."""
    candidates = [
        drifted(measured),
        _structure(measured),
        _unsteady(measured, names),
        _small(measured, names),
        key_accounts(measured),
        outsiders(measured),
        _history(measured),
        _unfinished(measured),
        _anonymous(measured),
        _nothing_left(measured),
        _one_customer(measured),
        _returns(measured, returns),
        _currency(measured),
        _no_dates(measured),
    ]
    return tuple(caveat for caveat in candidates if caveat is not None)


def _structure(measured: Measured) -> Finding | None:
    found = measured.segmentation
    if _parted(measured):
        return None
    draft = Draft(measured.numerals)
    score = draft.fixed("silhouette", found.silhouette)
    null = draft.fixed("null_silhouette", found.null_silhouette)
    beside = (
        f"customers without any groups would score up to {null}" if found.silhouette <= found.null_silhouette else "no gaps part them all"
    )
    return draft.finding(
        "caveat.structure", f"Use the segments to decide whom to address, not to explain behaviour: {beside} (silhouette {score})."
    )


def _unsteady(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    weak = [segment.id for segment in measured.segmentation.segments if segment.stability < DOUBTFUL]
    if not weak:
        return None
    draft = Draft(measured.numerals)
    for number in weak:
        draft.note(f"stability_{number}", measured.segment(number).stability)
    listed = join([draft.name(f"name_{number}", names[number]) for number in weak])
    return draft.finding("caveat.stability", f"{listed} did not reappear reliably in repeat runs; treat such a segment as a hint.")


def _small(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    small = [number for number, size in measured.customers.items() if size < SMALL or measured.share[number] < SMALL_SHARE]
    if not small:
        return None
    draft = Draft(measured.numerals)
    listed = [
        f"{draft.name(f'name_{number}', names[number])} ({draft.plural(f'customers_{number}', measured.customers[number], 'customer')})"
        for number in small
    ]
    what = "is a small segment" if len(small) == 1 else "are small segments"
    return draft.finding("caveat.small", f"{join(listed)} {what}: the figures rest on few people.")


def _history(measured: Measured) -> Finding | None:
    if measured.period_days is None or measured.period_days >= YEAR:
        return None
    draft = Draft(measured.numerals)
    days = draft.plural("days", measured.period_days, "day")
    return draft.finding(
        "caveat.history",
        f"The orders span {days}, less than a year: seasons cannot be told from trends, and yearly estimates are scaled up.",
    )


def _unfinished(measured: Measured) -> Finding | None:
    months, period = measured.months, measured.table.period
    if months is None or period is None or months.last_partial is None:
        return None
    draft = Draft(measured.numerals)
    month, end = draft.month("month", months.last_partial), draft.day("end", period.end)
    return draft.finding(
        "caveat.unfinished", f"The data end on {end}: {month} is not a full month, and no comparison here counts it as one."
    )


def _anonymous(measured: Measured) -> Finding | None:
    rows = sum(step.rows for step in measured.clean.steps if step.rule == "missing_customer" and step.removed)
    share = rows / measured.clean.dataset.rows if measured.clean.dataset.rows else 0.0
    if share < ANONYMOUS:
        return None
    draft = Draft(measured.numerals)
    part, count = draft.percent("share", share), draft.count("rows", rows)
    return draft.finding("caveat.anonymous", f"{part} of all rows, {count}, have no customer id: those purchases are not in this report.")


def _nothing_left(measured: Measured) -> Finding | None:
    left = sum(step.customers or 0 for step in measured.clean.steps if step.removed and step.customers and step.rule != "missing_customer")
    if not left:
        return None
    draft = Draft(measured.numerals)
    who, verb = draft.plural("customers", left, "customer"), "is" if left == 1 else "are"
    return draft.finding("caveat.nothing_left", f"{who} {verb} left out: all that they bought was returned or had no value.")


def _one_customer(measured: Measured) -> Finding | None:
    name = measured.table.revenue
    if measured.revenue is None or name is None or len(measured.frame) < 2:
        return None
    share = float(measured.frame[name].astype(float).max()) / sum(measured.revenue.values())
    if share <= ONE_CUSTOMER:
        return None
    draft = Draft(measured.numerals)
    return draft.finding(
        "caveat.one_customer",
        f"A single customer accounts for {draft.percent('share', share)} of revenue and shapes the segment's figures.",
    )


def _returns(measured: Measured, returns: str) -> Finding | None:
    steps = [step for step in measured.clean.steps if step.rule in ("cancellation", "cancellations", "returns", "return", "returned")]
    rows = sum(step.rows for step in steps)
    if not measured.transactions or not rows:
        return None
    draft = Draft(measured.numerals)
    draft.note("returns", returns)
    return draft.finding("caveat.returns", f"{RETURNS[returns]}: {draft.count('rows', rows)} rows are cancellations or returns.")


def _currency(measured: Measured) -> Finding | None:
    if measured.revenue is None or measured.numerals.currency:
        return None
    return Draft(measured.numerals).finding(
        "caveat.currency", "The file does not name its currency: all amounts are in the file's own currency."
    )


def _no_dates(measured: Measured) -> Finding | None:
    if measured.transactions or measured.revenue is None or not measured.clean.dataset.columns_of(Role.SPEND):
        return None
    text = "The file holds no dates: its amounts are taken as one year's, and nothing can be said about who is leaving."
    return Draft(measured.numerals).finding("caveat.no_dates", capital(text))
