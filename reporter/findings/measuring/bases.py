"""Over how many customers, orders, months or rows a sentence was counted, and whether that is
enough to say, draw or name it.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from reporter.model import Base, Finding

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured


class Statement(StrEnum):
    """What is said of so many."""

    FIGURE = "figure"
    """A median, an effect: of the members for whom a feature is known."""
    RATE = "rate"
    """For how many something came about."""
    PRODUCT = "product"
    """That members buy a product more often: of those who bought it."""
    TENTH = "tenth"
    """What the largest tenth brings: of the members."""
    WEEKDAY = "weekday"
    """On which day orders fall: of the orders."""
    SEASON = "season"
    """In which months they buy: of the complete months."""


FEWEST_KNOWN = {
    Statement.FIGURE: 10,
    Statement.RATE: 10,
    Statement.PRODUCT: 10,
    # A tenth of a hundred is ten, as a figure needs.
    Statement.TENTH: 100,
    # Some fourteen orders for each day of the week.
    Statement.WEEKDAY: 100,
    # Less than a year shows no season.
    Statement.SEASON: 12,
}
"""Of fewer, it is neither said nor drawn, nor makes a name."""
LEAST_KNOWN_SHARE = 0.1
"""Nor where it is known for a smaller share of those that it speaks of."""
MOSTLY_KNOWN = 0.5
"""What is known for a smaller share is said with how many that is."""
GRAVE_SHARE = 1 / 3
"""Share of the revenue from which on what touches it comes before all else."""

_PERSONA = re.compile(r"(?:title\.)?persona\.(?P<number>\d+)\.(?P<what>.+)")
"""Ids of what is said of one segment, and what it is."""
_ROWS = re.compile(
    r"(data|reading|caution)\.|section\.(data|amounts|orders)$|title\.cleaning$|caveat\.(returns|nothing_left)$"
)
"""Ids of what is said of the file's rows."""


def is_enough(statement: Statement, count: float, share: float = 1.0) -> bool:
    """Tell whether a statement may be made of so many, who are that share of those that it speaks
    of.

    A figure that is known of all of them may be said however few they are: the page says how small
    the segment is.
    """
    if statement is Statement.FIGURE and share >= 1:
        return True
    return count >= FEWEST_KNOWN[statement] and share >= LEAST_KNOWN_SHARE


def based(finding: Finding, measured: Measured) -> Finding:
    """Add what a sentence was counted over, where it does not say so itself."""
    return finding if finding.base is not None else replace(finding, base=_base(finding, measured))


def all_based(value: Any, measured: Measured) -> Any:
    """Add the same to every sentence that a value holds, however deep."""
    if isinstance(value, Finding):
        return based(value, measured)
    if isinstance(value, tuple):
        return tuple(all_based(one, measured) for one in value)
    if isinstance(value, dict):
        return {key: all_based(one, measured) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        held = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{key: all_based(one, measured) for key, one in held.items()})
    return value


def _base(finding: Finding, measured: Measured) -> Base:
    persona = _PERSONA.match(finding.id)
    if persona is not None:
        return _of_segment(int(persona["number"]), persona["what"], finding, measured)
    if _ROWS.match(finding.id):
        return Base(of="rows", count=measured.study.clean.dataset.rows)
    if finding.id.endswith("_over_time") or finding.id == "summary.season":
        return _months(measured)
    known = finding.numbers.get("known")
    return _customers(len(measured.frame), float(known) if isinstance(known, float) else 1.0)


def _of_segment(number: int, what: str, finding: Finding, measured: Measured) -> Base:
    members = measured.customers[number]
    if what == "weekday" and measured.orders is not None:
        return Base(of="orders", count=measured.orders[number])
    if what in ("season", "months"):
        return _months(measured)
    known = finding.numbers.get("known")
    if what.startswith("outcome.") and isinstance(known, int):
        return _customers(members, known / members)
    if isinstance(known, float):
        return _customers(members, known)
    feature = what.removeprefix("figure.")
    return _customers(members, measured.known[number].get(feature, 1.0))


def _customers(count: int, known: float) -> Base:
    return Base(of="customers", count=round(count * known), known=known)


def _months(measured: Measured) -> Base:
    return Base(of="months", count=0 if measured.months is None else len(measured.months.volume))
