"""What every rule took and what is left in, the steps for the reader out, in the order applied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.choices import Returns
from reporter.model import MONEY_ROLES, CleaningRule, CleaningStep, Role
from reporter.model.claim import Claim, Name
from reporter.quality import services
from reporter.quality.counting import Removed
from reporter.quality.rules import UNKNOWN, removals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.model import Dataset
    from reporter.quality.counting import Left
    from reporter.quality.meaning import RowRule
    from reporter.settings import QualitySettings

SETTINGS = {"date_order": "roles.date_order={order}", "set_column": "roles.date={column}"}
"""The settings that may leave dates unread, by the reading that tells of it."""


def tell(
    removed: Mapping[str, Removed],
    left: Left,
    rules: Sequence[RowRule],
    settings: QualitySettings,
    has: frozenset[Role],
) -> tuple[CleaningStep, ...]:
    """Tell what every rule took, who has nothing left by that, and what is marked and stays.

    Parameters
    ----------
    removed, left
        What was counted.
    rules
        By which rows do not count, from `meaning.understand`.
    has
        The roles that the file really holds.
    """
    missing, repeated = CleaningRule.MISSING_CUSTOMER, CleaningRule.DUPLICATE
    applied = [(missing.value, Claim("cleaning.missing_customer"))]
    if settings.duplicates == "drop":
        applied.append((repeated.value, Claim("cleaning.duplicate")))
    applied += [(rule.name, rule.told) for rule in rules]
    applied += [(rule.name, rule.told) for rule in removals(settings, has)]
    told = [_removal(name, claim, removed) for name, claim in applied]
    nothing_left = _nothing_left(left)
    # Without money, pieces and orders nothing could say that something came back.
    if nothing_left.rows or has & {*MONEY_ROLES, Role.QUANTITY, Role.ORDER}:
        told.append(nothing_left)
    if not has & MONEY_ROLES:
        told = [replace(step, amount=None) for step in told]
    return (*told, *_marks(left, settings, has))


def _nothing_left(left: Left) -> CleaningStep:
    return CleaningStep(
        rule=CleaningRule.NOTHING_LEFT.value,
        told=Claim("cleaning.nothing_left"),
        rows=left.gone_lines,
        removed=True,
        customers=left.gone_customers,
        amount=left.gone_amount if left.gone_lines else None,
    )


def cause(step: CleaningStep, dataset: Dataset) -> str:
    """Return the user's setting by which most rows have no date that can be read, of those that
    left for want of one.
    """
    date = dataset.column(Role.DATE)
    if step.rule != CleaningRule.MISSING_DATE or not step.rows:
        return ""
    for one in dataset.readings:
        if (
            one.numbers.get("column") == date
            and one.question in SETTINGS
            and float(one.numbers["unread"]) >= step.rows / 2
        ):
            return SETTINGS[one.question].format(**one.numbers)
    return ""


def _removal(rule: str, told: Claim, removed: Mapping[str, Removed]) -> CleaningStep:
    gone = removed.get(rule, Removed(0, 0.0))
    return CleaningStep(
        rule=rule,
        told=told,
        rows=gone.rows,
        removed=True,
        customers=gone.customers or None,
        amount=round(gone.amount, 4) if gone.rows else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Lines that stay and are told of."""

    rule: str
    told: Claim
    rows: int
    amount: float | None = None
    """What they are worth, where that is told."""
    is_told: bool
    """Whether the file and the settings let such lines be told from others."""


def _marks(left: Left, settings: QualitySettings, has: frozenset[Role]) -> tuple[CleaningStep, ...]:
    is_priced = bool(has & MONEY_ROLES)
    values = {"priced": is_priced}
    has_returns = settings.returns is Returns.NET
    has_products = bool(has & {Role.PRODUCT, Role.DESCRIPTION})
    marks = (
        _Mark(
            rule=CleaningRule.CANCELLATION.value,
            told=Claim("cleaning.cancellation.marked", values),
            rows=left.cancellations,
            is_told=has_returns and Role.ORDER in has,
        ),
        _Mark(
            rule=CleaningRule.RETURN.value,
            told=Claim("cleaning.return.marked", values),
            rows=left.returns,
            is_told=has_returns,
        ),
        _Mark(
            rule=services.DISCOUNT,
            told=Claim("cleaning.discount", values),
            rows=left.discounts,
            amount=left.discounts_amount if is_priced and left.discounts else None,
            is_told=has_returns and has_products,
        ),
        _Mark(
            rule=services.SERVICE,
            told=Claim("cleaning.service", values),
            rows=left.services,
            amount=left.services_amount if is_priced and left.services else None,
            is_told=has_products,
        ),
        _Mark(
            rule="missing_description",
            told=Claim("cleaning.missing_description", {"shown": Name(UNKNOWN)}),
            rows=left.undescribed,
            is_told=Role.DESCRIPTION in has,
        ),
    )
    return tuple(
        CleaningStep(rule=one.rule, told=one.told, rows=one.rows, removed=False, amount=one.amount)
        for one in marks
        if one.is_told
    )
