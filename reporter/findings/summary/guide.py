"""How to read this report: the base, the personas and what is made of returns in, the sentences
that hold for this report out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.summary.front import OWN_CURRENCY, lacks_currency
from reporter.findings.words.draft import Draft
from reporter.model import Guide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.choices import Returns
    from reporter.model import Finding, Persona, Study
    from reporter.numerals import Numerals

WHOLE = 100
"""What shares add up to, in percent."""


def guide(study: Study, personas: Sequence[Persona], returns: Returns, numerals: Numerals) -> Guide:
    """Say what a reader should know before the first page.

    Parameters
    ----------
    study
        The base.
    personas
        For the shares that are printed.
    returns
        What became of refunds, see the settings.
    numerals
        How numbers are written.
    """
    return Guide(
        order=_order(study, numerals),
        money=_money(study, returns, numerals),
        rounding=_rounding(personas, numerals),
    )


def _order(study: Study, numerals: Numerals) -> Finding:
    """Say what a page of a segment tells, and in which order they stand."""
    draft, feature = Draft(numerals), study.table.value
    order = "as they were found"
    if feature is not None:
        label = study.table.feature(feature).label
        by_money = study.totals.revenue is not None
        order = "by value" if by_money else f"by “{draft.name('feature', label)}”"
    return draft.finding(
        "guide.order",
        "Each segment has a page: who they are, how to recognise one, what to do. They are ordered"
        f" {order} and keep their colour.",
    )


def _money(study: Study, returns: Returns, numerals: Numerals) -> Finding | None:
    """Say what revenue is, what a strategy is worth, and in whose money."""
    if study.totals.revenue is None:
        return None
    draft = Draft(numerals)
    refunded = sum(step.rows for step in study.clean.steps if step.is_of_returns)
    draft.note("refunded_rows", refunded)
    taken = f"{returns.money} " if refunded else ""
    own = f" Amounts are {OWN_CURRENCY}." if lacks_currency(study) else ""
    return draft.finding(
        "guide.money",
        f"{taken}What a strategy is worth is extra revenue a year before its cost, on an assumption"
        f" that is stated beside it.{own}",
    )


def _rounding(personas: Sequence[Persona], numerals: Numerals) -> Finding | None:
    """Say that shares need not add up to a hundred, where those that are printed do not."""
    draft = Draft(numerals)
    printed = {
        "customers": [one.share for one in personas],
        "volume": [one.volume_share for one in personas if one.volume_share is not None],
    }
    sums = {key: sum(round(WHOLE * one) for one in own) for key, own in printed.items() if own}
    if all(whole == WHOLE for whole in sums.values()):
        return None
    for key, whole in sums.items():
        draft.note(key, whole)
    return draft.finding(
        "guide.rounding",
        "Shares are rounded each by itself, so that those of all segments need not add up to"
        f" {draft.count('whole', WHOLE)}.",
    )
