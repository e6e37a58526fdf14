"""Which column of a file of orders plays which part: its name and what it holds are scored
together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest.columns import (
    amounts,
    doubting,
    fitting,
    moneyless,
    nameless,
    plausibility,
    unnamed,
    vocabulary,
)
from reporter.ingest.columns.parts import PARTS, WORDS, Found
from reporter.model import Role

if TYPE_CHECKING:
    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.statistics import ColumnStatistics

_EACH_ONE = 0.99
"""Share of an order's numbers that must have one customer and one date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """A column that may play a part."""

    score: int
    """How well, by its name."""
    role: Role
    column: str

    @property
    def rank(self) -> tuple[int, int, str]:
        """What sorts the best first."""
        return -self.score, PARTS.index(self.role), self.column


def find(judged: Judged) -> Found:
    """Return the column of each part that the file has; the best score wins, one column has one
    part.
    """
    found = Found({role: name for name, role in judged.given.items() if role in PARTS})
    fits = sorted(_fits(judged, found), key=lambda fit: fit.rank)
    for fit in fits:
        if fit.role not in found.parts and fit.column not in found.parts.values():
            found.parts[fit.role] = fit.column
    amounts.settle_products(judged, found)
    amounts.set_aggregates_apart(judged, found)
    nameless.find(judged, found)
    _number_orders(judged, found)
    unnamed.find(judged, found)
    doubting.doubt(judged, found, {(fit.role, fit.column): fit.score for fit in fits})
    return found


def _fits(judged: Judged, found: Found) -> list[_Fit]:
    """Score all columns for all parts that the user has not set, and set apart those that hold
    something else than their names say.
    """
    fits = []
    free = [one for one in judged.columns if one.values and one.name not in judged.given]
    open_parts = [role for role in PARTS if role not in found.parts]
    for column in free:
        for role in open_parts:
            if not fitting.can_be(judged, column, role):
                continue
            score = fitting.score(judged, column, role)
            if not score:
                continue
            against = _against(judged, column, role, score)
            if against:
                found.apart[column.name] = against
            else:
                fits.append(_Fit(score=score, role=role, column=column.name))
    return fits


def _against(judged: Judged, column: ColumnStatistics, role: Role, score: int) -> str:
    """Say why a column cannot play the part that its name announces; empty where it can."""
    if role in {Role.PRICE, Role.AMOUNT} and moneyless.is_worthless(column):
        return moneyless.why(column, role, chosen=column.name in judged.void)
    against = plausibility.against(column, role, judged.contents)
    if against and score < fitting.OWN_WORDS:
        return f"named like {WORDS[role]}, but {against}"
    return ""


def _number_orders(judged: Judged, found: Found) -> None:
    """Take a bare id that several lines share for the order's number, where each of its values has
    one customer and one date.
    """
    known = found.parts
    if Role.ORDER in known or not {Role.CUSTOMER, Role.DATE} <= set(known):
        return
    taken = {*judged.given, *known.values(), *found.apart, *judged.personal}
    customers = next(one.distinct for one in judged.columns if one.name == known[Role.CUSTOMER])
    possible = [
        one.name
        for one in judged.columns
        if one.name not in taken and _may_number_orders(one, customers)
    ]
    for name in sorted(possible, key=lambda one: (vocabulary.words(one)[-1:] == ("name",), one)):
        if all(
            judged.contents.determines(name, known[role]) >= _EACH_ONE
            for role in (Role.CUSTOMER, Role.DATE)
        ):
            known[Role.ORDER] = name
            found.why[Role.ORDER] = (
                "several rows share it, and each of its values has one customer and one date"
            )
            return


def _may_number_orders(column: ColumnStatistics, customers: int) -> bool:
    """Say whether a column is a bare id that comes again, of no fewer orders than customers."""
    own = set(vocabulary.words(column.name))
    is_bare = bool(own) and own <= vocabulary.IDENTIFYING | {"name"}
    return is_bare and column.repeats and not column.is_constant and column.distinct >= customers
