"""How to read this report: the base, the personas and what is made of returns in, claims that hold
for this report out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.summary.front import lacks_currency
from reporter.model import Finding, Guide
from reporter.model.claim import Claim, Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.choices import Returns
    from reporter.model import Persona, Study
    from reporter.model.claim import Value

WHOLE = 100
"""What shares add up to, in percent."""


def guide(study: Study, personas: Sequence[Persona], returns: Returns) -> Guide:
    """Say what a reader should know before the first page.

    Parameters
    ----------
    study
        The base.
    personas
        For the shares that are printed.
    returns
        What became of refunds, see the settings.
    """
    return Guide(order=_order(study), money=_money(study, returns), rounding=_rounding(personas))


def _order(study: Study) -> Finding:
    """Say what a page of a segment tells, and in which order they stand."""
    feature, by_money = study.table.value, study.totals.revenue is not None
    # Where money is known, value needs no column's name.
    column = None if feature is None or by_money else study.table.feature(feature)
    values: dict[str, Value] = {
        "by_value": feature is not None and by_money,
        "feature": column,
    }
    return Finding(id="guide.order", claim=Claim("guide.order", values))


def _money(study: Study, returns: Returns) -> Finding | None:
    """Say what revenue is, what a strategy is worth, and in whose money."""
    if study.totals.revenue is None:
        return None
    values: dict[str, Value] = {
        "refunded_rows": Count(sum(step.rows for step in study.clean.steps if step.is_of_returns)),
        "returns": str(returns),
        "unnamed": lacks_currency(study),
    }
    return Finding(id="guide.money", claim=Claim("guide.money", values))


def _rounding(personas: Sequence[Persona]) -> Finding | None:
    """Say that shares need not add up to a hundred, where those that are printed do not."""
    printed = {
        "customers": [one.share for one in personas],
        "volume": [one.volume_share for one in personas if one.volume_share is not None],
    }
    sums = {key: sum(round(WHOLE * one) for one in own) for key, own in printed.items() if own}
    if all(whole == WHOLE for whole in sums.values()):
        return None
    values: dict[str, Value] = {
        key: Count(whole) for key, whole in (*sums.items(), ("whole", WHOLE))
    }
    return Finding(id="guide.rounding", claim=Claim("guide.rounding", values))
