"""Which money is revenue: what customers brought (sales, spend, charges, MRR), not what they have,
owe, earn or cost.

A mean, a rate or an extreme of money is none to be added up; only where nothing else is revenue,
what is paid a month or for being a customer is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.model import Reading, Role, Sense, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Understood
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.settings import MeaningSettings

GROSS, NET = (
    frozenset({"gross", "brutto", "bruto", "lordo", "ttc"}),
    frozenset({"net", "netto", "neto", "ht"}),
)
FEW_VALUES = 10
"""What is paid in a period has more different values than a code."""
OTHERS = frozenset(
    {
        "score",
        "freq",
        "frequency",
        "trx",
        "time",
        "hour",
        "hours",
        "minute",
        "minutes",
        "seconds",
        "session",
        "sessions",
    }
)
"""Words beside which words of money are of something else: hours spent."""
WINDOW = re.compile(
    r"(?<![a-z0-9])(last_?)?\d+ ?_?(d|days?|w|weeks?|m|mon|months?|mths?|y|yr|years?)(?![a-z0-9])",
    re.IGNORECASE,
)
LAST = re.compile(
    r"(?<![a-z])last(?![a-z])(?![ _]?(\d|year|month|quarter|week|twelve|six|three))", re.IGNORECASE
)


def has_window(name: str) -> bool:
    """Say whether a name ends a count or an amount in a span of time: tickets_90d."""
    return bool(WINDOW.search(name))


def speaks_of_money(column: ColumnStatistics) -> bool:
    """Say whether a column of numbers is named like money of any sort, beside which a shape alone
    makes no money.
    """
    own = vocabulary.parts(column.name)
    return column.is_number and bool(
        own & (vocabulary.kind("spend") | vocabulary.kind("no_revenue") - vocabulary.kind("earned"))
    )


def is_named_so(column: ColumnStatistics) -> bool:
    """Say whether a column is named like money that customers brought, and may be it."""
    own = vocabulary.parts(column.name)
    cents = (
        bool(own & vocabulary.kind("bought")) and column.dtype == "decimal" and column.maximum > 1
    )
    if not own & vocabulary.kind("spend") and not cents:
        return False
    if column.minimum < 0 and not own & vocabulary.kind("net"):
        return False
    other = (
        vocabulary.kind("no_revenue")
        | vocabulary.kind("change")
        | vocabulary.kind("means")
        | vocabulary.kind("periodic")
    )
    other |= (
        vocabulary.kind("measure")
        - vocabulary.kind("objects")
        - {"days", "weeks", "months", "years"}
    )
    starts_with_time = bool(vocabulary.words(column.name)) and vocabulary.words(column.name)[0] in {
        "days",
        "weeks",
        "months",
        "years",
    }
    return not own & other and not starts_with_time and not LAST.search(column.name)


class Revenue:
    """Asks which money customers brought."""

    name = "revenue"

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:  # noqa: ARG002 - as every question
        """Say which money is revenue where a file holds several sorts of it."""
        so_far = _without_gross(so_far)
        measures = [
            name for name in _numbers(so_far, evidence, Role.MEASURE) if name not in so_far.senses
        ]
        money = [name for name in measures if _is_other_money(name)]
        for name in money:
            so_far = so_far.with_sense(name, Sense.MONEY)
        periodic = _only_periodic(so_far, evidence, measures)
        if periodic:
            so_far = so_far.with_role(
                periodic.name,
                Role.SPEND,
                f"what a customer pays in one period; numbers {periodic.span}",
            )
            money = [name for name in money if name != periodic.name]
        spend = _numbers(so_far, evidence, Role.SPEND)
        if all(map(_is_earned, money)) or any(name in so_far.fixed for name in spend):
            return so_far
        return so_far.told(_reading(spend, money))


def _numbers(so_far: Understood, evidence: Evidence, role: Role) -> list[str]:
    return [name for name in so_far.names(role) if evidence.columns[name].is_number]


def _is_earned(name: str) -> bool:
    """Say whether money is what customers earn, beside which revenue needs no word."""
    return bool(vocabulary.parts(name) & vocabulary.kind("earned"))


def _only_periodic(
    so_far: Understood, evidence: Evidence, measures: Sequence[str]
) -> ColumnStatistics | None:
    """Return what customers pay in a period, where nothing else is revenue and there is one such
    column that the user has not set.
    """
    periodic = [name for name in measures if _is_periodic(evidence.columns[name])]
    if _numbers(so_far, evidence, Role.SPEND) or len(periodic) != 1 or periodic[0] in so_far.fixed:
        return None
    return evidence.columns[periodic[0]]


def _without_gross(so_far: Understood) -> Understood:
    """Leave out amounts with tax that stand beside the same amounts without."""
    spend = so_far.names(Role.SPEND)
    net = {
        frozenset(vocabulary.words(name)) - NET: name
        for name in spend
        if not set(vocabulary.words(name)) & GROSS
    }
    for name in spend:
        own = frozenset(vocabulary.words(name))
        other = net.get(own - GROSS) if own & GROSS else None
        if other is not None:
            so_far = so_far.with_role(name, Role.IGNORED, f"the same as {other} with tax")
    return so_far


def _is_other_money(name: str) -> bool:
    own = vocabulary.parts(name)
    if own & (vocabulary.kind("change") | vocabulary.kind("counting") | OTHERS):
        return False
    return bool(own & (vocabulary.kind("no_revenue") | vocabulary.kind("spend")))


def _is_periodic(column: ColumnStatistics) -> bool:
    """Say whether a column is what a customer pays in a period, or for being one."""
    own = vocabulary.parts(column.name)
    if (
        column.minimum < 0
        or own & (vocabulary.kind("change") | vocabulary.kind("counting"))
        or column.distinct <= FEW_VALUES
    ):
        return False
    paid = bool(own & vocabulary.kind("periodic") and own & vocabulary.kind("spend")) or bool(
        own & vocabulary.kind("dues")
    )
    return paid and not own & (vocabulary.kind("no_revenue") - vocabulary.kind("dues"))


def may_be_bill(column: ColumnStatistics) -> bool:
    """Say whether a column with parts may be what customers pay, where nothing else is: dues, or an
    amount in any language.
    """
    if _is_periodic(column):
        return True
    none = ("no_revenue", "change", "counting", "means", "measure")
    own = vocabulary.parts(column.name)
    if column.dtype != "decimal" or any(own & vocabulary.kind(kind) for kind in none):
        return False
    return vocabulary.fit(column.name, Role.AMOUNT) >= vocabulary.CONTAINED


def _reading(spend: list[str], money: list[str]) -> Reading:
    counted = (
        {f"spend_{number}": name for number, name in enumerate(spend[:1], 1)}
        if len(spend) == 1
        else {}
    )
    return Reading(
        question=Revenue.name,
        stance=Stance.ADOPTED if spend else Stance.TOLD,
        numbers={"counted": len(spend), **counted},
        items=tuple({"column": name} for name in money),
        setting='roles.spend=["…"]' if not spend else "",
    )
