"""Over how many customers, orders, months or rows each sentence was counted."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from reporter.model import Base, CautionKind, Finding
from reporter.model.claim import Figure

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured


_PERSONA = re.compile(r"(?:title\.)?persona\.(?P<number>\d+)\.(?P<what>.+)")
"""Ids of what is said of one segment, and what it is."""
_ROWS = re.compile(
    r"(data|reading|caution)\.|section\.(data|amounts|orders)$|caveat\.(returns|nothing_left)$"
)
"""Ids of what is said of the file's rows, save these."""
_OF_CUSTOMERS = frozenset(f"caution.{one}" for one in CautionKind if one.bearing.counts_customers)
"""Ids of cautions that count customers."""


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
    if _ROWS.match(finding.id) and finding.id not in _OF_CUSTOMERS:
        return counted_rows(measured)
    known = _known(finding)
    return _customers(len(measured.frame), float(known) if isinstance(known, float) else 1.0)


def _of_segment(number: int, what: str, finding: Finding, measured: Measured) -> Base:
    members = measured.customers[number]
    if what == "weekday" and measured.orders is not None:
        return Base(of="orders", count=measured.orders[number])
    known = _known(finding)
    if what.startswith("outcome.") and isinstance(known, int):
        return _customers(members, known / members)
    if isinstance(known, float):
        return _customers(members, known)
    feature = what.removeprefix("figure.")
    return _customers(members, measured.known[number].get(feature, 1.0))


def _known(finding: Finding) -> float | int | str | None:
    """Return of what share of its customers, or of how many, a sentence says that it is known."""
    if finding.claim is None:
        return finding.numbers.get("known")
    known = finding.claim.values.get("known")
    return known.number if isinstance(known, Figure) else None


def _customers(count: int, known: float) -> Base:
    return Base(of="customers", count=round(count * known), known=known)


def counted_months(measured: Measured) -> Base:
    """Return the whole months as what a sentence was counted over."""
    return Base(of="months", count=0 if measured.months is None else len(measured.months.volume))


def counted_rows(measured: Measured) -> Base:
    """Return the file's rows as what a sentence was counted over."""
    return Base(of="rows", count=measured.study.clean.dataset.rows)
