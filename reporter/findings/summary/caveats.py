"""What to keep in mind about the segments: silhouette, stability, sizes, spans and
cleaning in, caveats out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.measuring.kinds import kind_of
from reporter.findings.method.structure import parted
from reporter.findings.personas.atypical import drifted, key_accounts, outsiders
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import join
from reporter.model import CleaningRule, Role, Stability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.choices import Returns
    from reporter.findings.measuring.measured import Measured
    from reporter.model import CleaningStep, Finding, Outcome, Segment

BENT_KINDS = ("tenure", "activity", "away")
"""Kinds of features whose count ends when somebody leaves."""
MOST_NAMED = 3
"""So many features are named, further ones are "others"."""
SMALL_SEGMENT = 30
SMALL_SEGMENT_SHARE = 0.03
"""A segment of fewer members, or of a smaller share of customers, is small."""


def caveats(
    measured: Measured, names: Mapping[int, str], returns: Returns, became: Sequence[Outcome] = ()
) -> tuple[Finding, ...]:
    """Say what a reader should keep in mind about the segments, most important first; `cautions`
    speaks of the data.
    """
    candidates = [
        drifted(measured),
        _structure(measured),
        _unsteady(measured, names),
        _small(measured, names),
        key_accounts(measured),
        outsiders(measured),
        _leaving(measured, became),
        _nothing_left(measured),
        _unknown_amounts(measured),
        _returns(measured, returns),
        _currency(measured),
        _no_dates(measured, became),
        _no_ids(measured),
    ]
    return tuple(caveat for caveat in candidates if caveat is not None)


def _structure(measured: Measured) -> Finding | None:
    found = measured.study.segmentation
    if parted(found):
        return None
    draft = Draft(measured.numerals)
    silhouette = draft.fixed("silhouette", found.silhouette)
    draft.note("null_silhouette", found.null_silhouette)
    gap = (
        "there is no clear gap between them"
        if found.k == 2
        else "not every two of them have a clear gap between them"
    )
    beside = f"{gap} (silhouette {silhouette})"
    if found.silhouette <= found.null_silhouette:
        beside = f"random data without any groups would score as high ({silhouette})"
    return draft.finding(
        "caveat.structure",
        f"Use the segments to decide whom to address, not to explain behaviour: {beside}.",
    )


def _unsteady(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    """Name the segments that repeat runs do not find again for sure, the least sure first."""
    ranked = sorted(
        measured.study.segmentation.segments, key=lambda segment: (segment.stability, segment.id)
    )
    weak = [segment for segment in ranked if not segment.grade.found_again]
    if not weak:
        return None
    draft, lost = (
        Draft(measured.numerals),
        [segment for segment in weak if segment.grade is Stability.DISSOLVED],
    )
    parts = [
        f"{join([_with_stability(segment, names, draft) for segment in held])} {how}"
        for held, how in (
            (lost, "did not reappear reliably in repeat runs"),
            (weak[len(lost) :], "reappeared only roughly"),
        )
        if held
    ]
    end = "" if lost else " in repeat runs"
    treat = "this segment" if len(weak) == 1 else "these segments"
    return draft.finding("caveat.stability", f"{', '.join(parts)}{end}; take {treat} as a hint.")


def _with_stability(segment: Segment, names: Mapping[int, str], draft: Draft) -> str:
    number = segment.id
    return (
        f"{draft.name(f'name_{number}', names[number])} (stability"
        f" {draft.fixed(f'stability_{number}', segment.stability)})"
    )


def _small(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    small = [
        number
        for number, size in measured.customers.items()
        if size < SMALL_SEGMENT or measured.share[number] < SMALL_SEGMENT_SHARE
    ]
    if not small:
        return None
    draft = Draft(measured.numerals)
    listed = [
        f"{draft.name(f'name_{number}', names[number])}"
        f" ({draft.plural(f'customers_{number}', measured.customers[number], 'customer')})"
        for number in small
    ]
    what = "is a small segment" if len(small) == 1 else "are small segments"
    return draft.finding("caveat.small", f"{join(listed)} {what}: the figures rest on few people.")


def _nothing_left(measured: Measured) -> Finding | None:
    gone = [
        (step, step.customers)
        for step in measured.study.clean.steps
        if step.removed
        and step.customers
        and not step.asked
        # Rows without a customer name nobody who could be missed.
        and step.rule != CleaningRule.MISSING_CUSTOMER
    ]
    if not gone:
        return None
    draft = Draft(measured.numerals)
    who = draft.plural("customers", sum(count for _, count in gone), "customer")
    verb = "is" if who.startswith("1 ") else "are"
    several = len(gone) > 1
    held = [
        _lost(step, draft.count(f"{step.rule}_customers", count) if several else "")
        for step, count in gone
    ]
    return draft.finding("caveat.nothing_left", f"{who} {verb} left out: {join(held)}.")


def _lost(step: CleaningStep, count: str) -> str:
    """Say why customers are not in the report; how many, where others are left out for another
    reason.
    """
    if step.rule == CleaningRule.NOTHING_LEFT:
        return f"{count} returned all they bought" if count else "all they bought was returned"
    return f"{f'of {count} ' if count else ''}the file holds only {step.called}"


def _leaving(measured: Measured, became: Sequence[Outcome]) -> Finding | None:
    """Warn of taking for a cause what leaving has brought about: who has left has been there for
    less time, and used less.
    """
    if not any(one.bad and one.rate for one in became):
        return None
    kinds = {
        name: kind_of(measured.study.table.feature(name).label)
        for name in measured.study.segmentation.features
    }
    bent = [name for name, kind in kinds.items() if kind is not None and kind.name in BENT_KINDS]
    if not bent:
        return None
    what = join(
        [
            *(measured.noun(name) for name in bent[:MOST_NAMED]),
            *(["others"] if len(bent) > MOST_NAMED else []),
        ]
    )
    text = (
        f"Leaving ends what is counted here ({what}): where more have left, that may be the cause"
        " of these figures, not their consequence."
    )
    return Draft(measured.numerals).finding("caveat.leaving", text)


def _unknown_amounts(measured: Measured) -> Finding | None:
    """Say what became of amounts that are missing in a table of customers: they are in no sum, and
    in no mean over all.
    """
    amounts = [feature.name for feature in measured.study.table.features if feature.in_revenue]
    missing = (
        int(measured.frame[amounts].isna().any(axis="columns").sum())
        if amounts and not measured.transactions
        else 0
    )
    if not missing:
        return None
    draft = Draft(measured.numerals)
    who, part = (
        draft.plural("customers", missing, "customer"),
        " wholly" if len(amounts) > 1 else "",
    )
    filled = any(
        one.imputed and one.feature in amounts for one in measured.study.segmentation.preparation
    )
    instead = ", and the median stood in for it to form the segments" if filled else ""
    text = (
        f"What {who} spent is not{part} known: what is missing counts as nothing in sums and"
        f" means{instead}."
    )
    return draft.finding("caveat.unknown_amounts", text)


def _returns(measured: Measured, returns: Returns) -> Finding | None:
    steps = [step for step in measured.study.clean.steps if step.is_of_returns]
    rows = sum(step.rows for step in steps)
    if not measured.transactions or not rows:
        return None
    draft = Draft(measured.numerals)
    draft.note("returns", returns.value)
    what = returns.caution if measured.priced else returns.unpriced
    return draft.finding(
        "caveat.returns", f"{what}: {draft.count('rows', rows)} rows are cancellations or returns."
    )


def _currency(measured: Measured) -> Finding | None:
    if (
        measured.revenue is None
        or measured.numerals.currency
        or measured.study.clean.names_currency
    ):
        return None
    return Draft(measured.numerals).finding(
        "caveat.currency",
        "The file does not name its currency: all amounts are in the file's own currency.",
    )


def _no_ids(measured: Measured) -> Finding | None:
    """Say that a list's numbers are not the file's rows, where no column names customers."""
    if measured.transactions or measured.study.clean.dataset.column(Role.CUSTOMER) is not None:
        return None
    text = (
        "No column names customers: the lists number them in the order of their values, not of the"
        " file. Match lists by their columns."
    )
    return Draft(measured.numerals).finding("caveat.no_ids", text)


def _no_dates(measured: Measured, became: Sequence[Outcome]) -> Finding | None:
    if (
        measured.transactions
        or measured.revenue is None
        or not measured.study.clean.dataset.columns_of(Role.SPEND)
    ):
        return None
    # Where a column tells who has left, the report says it.
    leaving = (
        "" if any(one.bad for one in became) else ", and nothing can be said about who is leaving"
    )
    draft = Draft(measured.numerals)
    span = (
        "taken as a month's, and a year as twelve of them"
        if measured.monthly
        else "taken as one year's"
    )
    if measured.rate is not None:
        rate = draft.name("rate", measured.noun(measured.rate[0]))
        span = f"what customers have paid in all, and a year of theirs is worked out from {rate}"
    return draft.finding(
        "caveat.no_dates", f"The file holds no dates of orders: its amounts are {span}{leaving}."
    )
