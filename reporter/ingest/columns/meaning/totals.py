"""Which columns are parts of another: a total beside its parts is counted once, and so is a part
within a part.

Sums are looked for among the columns of numbers that are nowhere below zero. A sum holds to the
cent in nearly every row, or by one where large numbers were rounded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import ibis

from reporter.ingest.columns import vocabulary
from reporter.ingest.columns.meaning import revenue
from reporter.ingest.columns.meaning.evidence import FEWEST_ROWS, WIDEST_AWAY
from reporter.model import Reading, Role, Sense, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import ibis.expr.types as ir
    import numpy as np
    from numpy.typing import NDArray

    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Understood
    from reporter.settings import MeaningSettings

HOLDS = 0.98
"""Share of the rows in which a sum has to hold."""
WITHIN = 0.995
"""Share of the rows in which a part may not be above its total."""
CENT, ONE, LARGE = 0.021, 1.0, 100
"""How far a sum may be off: two roundings of a cent, or one where whole numbers are this large on
average.
"""
TELLING = 0.05
"""Share of the rows in which two parts or more are not zero."""
LEFT_OVER = 1e-3
"""What is left of a total's sum of squares by parts that are worth a look."""
BREADTH, DEPTH, LOOKED_AT = 60, 12, 3
"""So many sets of parts are followed, of so many parts at most; so many of them are counted out for
each total.
"""
WIDEST = 40


@dataclass(frozen=True, slots=True)
class Sum:
    """A column that is the sum of others."""

    total: str
    parts: tuple[str, ...]
    share: float
    """Of the rows in which it holds."""


class Totals:
    """Asks whether a column is the sum of others."""

    name = "parts"

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:
        """Count money once, and let no total make segments beside its parts."""
        if settings.parts == "keep":
            return so_far
        sums = _sums(so_far, evidence)
        for one in sums:
            so_far = _apart(so_far, evidence, one)
        of_money = [one for one in sums if any(so_far.has(part, Role.SPEND) for part in one.parts)]
        so_far = so_far.told(*(_reading(one) for one in of_money))
        widest = next((one for one in of_money if _is_total(one.total)), None)
        if widest:
            return _within(so_far, evidence, widest.total, widest.parts)
        named = [name for name in so_far.names(Role.SPEND) if _is_total(name)]
        return _within(so_far, evidence, named[0], ()) if len(named) == 1 else so_far


def _sums(so_far: Understood, evidence: Evidence) -> list[Sum]:
    """Return the sums that hold, each total once, by the parts that say most."""
    names = [
        name
        for name in so_far.names(Role.SPEND, Role.MEASURE)
        if _may_add_up(so_far, evidence, name)
    ]
    names = names[: WIDEST if evidence.contents.sample.size else WIDEST_AWAY]
    if len(names) < 3:
        return []
    matrix = evidence.products(names)
    possible = [
        (total, parts)
        for index, total in enumerate(names)
        for parts in _parts(matrix, index, names)
    ]
    best: dict[str, Sum] = {}
    for one in _holding(evidence, possible):
        if one.total not in best or _says_more(one, best[one.total]):
            best[one.total] = one
    return [one for _, one in sorted(best.items())]


def _holding(evidence: Evidence, possible: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[Sum]:
    """Count all possible sums at once, and return those that hold in rows enough."""
    conditions: list[ir.BooleanValue] = []
    for total, parts in possible:
        conditions += _conditions(evidence, total, parts)
    counts = evidence.count(*conditions)
    for index, (total, parts) in enumerate(possible):
        agreeing, telling, compared = counts[3 * index : 3 * index + 3]
        enough = compared >= FEWEST_ROWS and telling >= max(2, TELLING * compared)
        share = agreeing / compared if compared else 0.0
        if enough and share >= HOLDS:
            yield Sum(total, parts, share)


def _may_add_up(so_far: Understood, evidence: Evidence, name: str) -> bool:
    column = evidence.columns[name]
    other = so_far.senses.get(name) in {
        Sense.SCALE,
        Sense.SPAN,
        Sense.AGE_AT_LAST,
        Sense.MEAN_OF_REPEATS,
    }
    return bool(
        column.is_number
        and column.minimum >= 0
        and column.distinct > 2
        and column.maximum > 1
        and not other
    )


def _parts(
    matrix: NDArray[np.float64], total: int, names: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """Return sets of columns whose sum leaves next to nothing of a total, by sums of products
    alone.
    """
    whole = matrix[total, total]
    fitting = [
        column
        for column in range(len(names))
        if column != total and 0 < matrix[column, column] <= 1.01 * matrix[column, total]
    ]
    if whole <= 0 or len(fitting) < 2:
        return
    states: dict[frozenset[int], float] = {frozenset(): whole}
    found: dict[frozenset[int], float] = {}
    for _ in range(min(DEPTH, len(fitting))):
        further = _one_more(matrix, total, fitting, states)
        # A beam search: of all sets of so many parts only those go on that leave the least.
        ordered = sorted(further.items(), key=lambda one: (one[1], sorted(one[0])))
        states = dict(ordered[:BREADTH])
        found |= {
            chosen: left
            for chosen, left in states.items()
            if len(chosen) > 1 and abs(left) <= LEFT_OVER * whole
        }
    for chosen, _ in sorted(
        found.items(), key=lambda one: (round(abs(one[1]) / whole, 9), -len(one[0]), sorted(one[0]))
    )[:LOOKED_AT]:
        yield tuple(names[column] for column in sorted(chosen))


def _one_more(
    matrix: NDArray[np.float64],
    total: int,
    fitting: Sequence[int],
    states: Mapping[frozenset[int], float],
) -> dict[frozenset[int], float]:
    """Add each fitting column to each set of parts, and return what then is left of the total.

    With the rest r = total - parts, r² - (r - column)² = 2 r·column - column², summed over rows:
    products of columns are all that it takes.
    """
    further: dict[frozenset[int], float] = {}
    for chosen, left in states.items():
        for column in fitting:
            if column in chosen:
                continue
            gain = (
                2 * (matrix[total, column] - sum(matrix[one, column] for one in chosen))
                - matrix[column, column]
            )
            if gain > 0:
                further[chosen | {column}] = left - gain
    return further


def _conditions(evidence: Evidence, total: str, parts: Sequence[str]) -> list[ir.BooleanValue]:
    """Say what has to be counted of a sum: rows in which it holds, in which several parts are not
    zero, and that hold the total.
    """
    whole = evidence.number(total)
    values = [evidence.number(part).fill_null(0.0) for part in parts]
    allowed = CENT
    if evidence.columns[total].dtype == "integer":
        allowed = ONE if evidence.columns[total].maximum >= 10 * LARGE else 0.0
    # A total beside a single part that is not zero is no evidence: they are equal anyway.
    several = reduce(add, (ibis.ifelse(value > 0, 1, 0) for value in values)) >= 2
    return [
        (whole - reduce(add, values)).abs() <= allowed,
        several & whole.notnull(),
        whole.notnull(),
    ]


def _says_more(one: Sum, other: Sum) -> bool:
    return (round(one.share, 6), len(one.parts), other.parts) > (
        round(other.share, 6),
        len(other.parts),
        one.parts,
    )


def _apart(so_far: Understood, evidence: Evidence, one: Sum) -> Understood:
    """Set a total apart from its parts; of a limit, a balance and what is left of it,
    what is left.
    """
    left = next(
        (part for part in one.parts if vocabulary.parts(part) & vocabulary.kind("remaining")), None
    )
    money = [name for name in (one.total, *one.parts) if so_far.has(name, Role.SPEND)]
    if not so_far.names(Role.SPEND) and revenue.may_be_bill(evidence.columns[one.total]):
        money = [one.total]  # it would be the revenue, where nothing else is: so are its parts
    if left and not money:
        others = " and ".join(part for part in one.parts if part != left)
        return so_far.with_role(
            left, Role.IGNORED, f"{one.total} less {others}, which say it already"
        )
    for part in one.parts:
        other_money = vocabulary.parts(part) & vocabulary.kind("no_revenue")
        if money and so_far.has(part, Role.MEASURE) and not other_money:
            so_far = so_far.with_role(
                part, Role.SPEND, f"a part of {one.total}; numbers {evidence.columns[part].span}"
            )
    so_far = so_far.with_role(
        one.total, Role.IGNORED, f"the sum of {_listed(one.parts)}, which are counted"
    )
    return replace(so_far, totals=(*so_far.totals, one.total))


def _is_total(name: str) -> bool:
    return bool(vocabulary.parts(name) & (vocabulary.kind("total") | {"monetary"}))


def _within(so_far: Understood, evidence: Evidence, total: str, parts: Sequence[str]) -> Understood:
    """Let money that is nowhere above a column named like the total, and no part of its sum, be
    counted within it.
    """
    others = [
        name
        for name in so_far.names(Role.SPEND)
        if name not in {total, *parts} and name not in so_far.fixed
    ]
    inside = _nowhere_above(evidence, total, others)
    for name in inside:
        words = (
            f"counted within {total}, which is nowhere below it; numbers"
            f" {evidence.columns[name].span}"
        )
        so_far = so_far.with_role(name, Role.MEASURE, words).with_sense(name, Sense.MONEY)
    if not inside:
        return so_far
    sums = dict(zip([total, *inside], evidence.sums([total, *inside]), strict=True))
    besides = sum(sums[name] for name in inside)
    return so_far.told(
        Reading(
            question="within_total",
            stance=Stance.ADOPTED,
            numbers={"total": total, "revenue": sums[total], "otherwise": sums[total] + besides},
            items=tuple({"column": name, "amount": sums[name]} for name in inside),
            setting=f"meaning.{Totals.name}=keep",
            weight=besides / (sums[total] + besides) if besides else 0.0,
        )
    )


def _nowhere_above(evidence: Evidence, total: str, others: Sequence[str]) -> list[str]:
    """Return the columns of numbers that lie above the total in next to no row."""
    others = [name for name in others if evidence.columns[name].is_number]
    if not others or not evidence.columns[total].is_number:
        return []
    whole = evidence.number(total)
    conditions: list[ir.BooleanValue] = []
    for name in others:
        part = evidence.number(name)
        conditions += [part <= whole + CENT, (part + whole).notnull()]
    counts = evidence.count(*conditions)
    return [
        name
        for index, name in enumerate(others)
        if counts[2 * index] >= WITHIN * max(counts[2 * index + 1], FEWEST_ROWS)
    ]


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _reading(one: Sum) -> Reading:
    return Reading(
        question=Totals.name,
        stance=Stance.ADOPTED,
        numbers={"total": one.total, "share": one.share},
        items=tuple({"column": part} for part in one.parts),
        setting=f"meaning.{Totals.name}=keep",
    )
