"""What is right about a file and what was understood of it in; what is wrong, a line each, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.batch.case import Expect

CENT = 0.005
"""Amounts that differ by less are the same to the cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What was understood of a file."""

    said: Sequence[str]
    """All that is said about it, a refusal too."""
    refusal: str = ""
    """Why no report can be made; the values are then unknown."""
    kind: str = ""
    customers: int | None = None
    orders: int | None = None
    revenue: float | None = None
    period: tuple[str, str] | None = None
    roles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Columns by the roles that they play."""

    def says(self, pattern: str) -> bool:
        """Tell whether anything that is said matches."""
        return any(re.search(pattern, text) for text in self.said)


def faults(expect: Expect, found: Understood) -> list[str]:
    """Return what is wrong; nothing where all is right or fair."""
    false = [
        f"said, though false: {pattern}"
        for pattern in expect.get("not_told", [])
        if found.says(pattern)
    ]
    if found.refusal:
        return [*_of_a_refusal(expect, found.refusal), *false]
    if expect.get("refused"):
        got = f"{found.customers} customers, {found.orders} orders, revenue {found.revenue}"
        return [f"not refused: {got}", *false]
    return [
        *_of_values(expect, found),
        *_of_revenue(expect, found),
        *_of_roles(expect, found),
        *_untold(expect, found),
        *false,
    ]


def _of_a_refusal(expect: Expect, refusal: str) -> list[str]:
    patterns = expect.get("refusal", []) if expect.get("refused") else expect.get("may_refuse")
    if patterns is None:
        return [f"refused: {refusal}"]
    return [
        f"refused without {pattern}: {refusal}"
        for pattern in patterns
        if not re.search(pattern, refusal)
    ]


def _of_values(expect: Expect, found: Understood) -> list[str]:
    keys: tuple[Literal["kind", "customers", "orders", "period"], ...] = (
        "kind",
        "customers",
        "orders",
        "period",
    )
    compared = [(key, expect[key], getattr(found, key)) for key in keys if key in expect]
    return [f"{key}: expected {right}, got {got}" for key, right, got in compared if right != got]


def _of_revenue(expect: Expect, found: Understood) -> list[str]:
    if "revenue" not in expect:
        return []
    given = expect["revenue"]
    best, *others = given if isinstance(given, list) else [given]
    fair = [
        best,
        *(others if any(found.says(pattern) for pattern in expect.get("told", [])) else []),
    ]
    if found.revenue is not None and any(abs(found.revenue - one) < CENT for one in fair):
        return []
    return [f"revenue: expected {' or '.join(f'{one:,.2f}' for one in fair)}, got {found.revenue}"]


def _of_roles(expect: Expect, found: Understood) -> list[str]:
    compared = [
        (role, column, found.roles.get(role, []))
        for role, column in expect.get("roles", {}).items()
    ]
    return [
        f"{role}: expected {column}, got {', '.join(got) or 'none'}"
        for role, column, got in compared
        if column not in got
    ]


def _untold(expect: Expect, found: Understood) -> list[str]:
    patterns = expect.get("told", [])
    return (
        []
        if not patterns or any(found.says(pattern) for pattern in patterns)
        else [f"not told: any of {patterns}"]
    )
