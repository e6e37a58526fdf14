"""Columns that can be read in two ways in; the way that the rest of the file speaks for out, and a
doubt where nothing does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.ingest.types.rules import numbers
from reporter.ingest.types.rules.numbers import DECIMAL_COMMA, DECIMAL_POINT
from reporter.ingest.types.sql_numbers import NumberSQL
from reporter.model import Doubt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.ingest.store import Store
    from reporter.ingest.types.candidates import Decision, Hints
    from reporter.ingest.types.rules.dates import Order
    from reporter.ingest.types.rules.numbers import Point

    Again = Callable[[Store, NumberSQL], Decision | None]

_MONTH_FIRST = frozenset({"$", "USD"})
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def settle_marks(
    store: Store,
    decisions: Mapping[str, Decision],
    probes: Mapping[str, Sequence[str]],
    hints: Hints,
    again: Again,
) -> dict[str, Decision]:
    """Decide whether 1.234 is a little over one or over a thousand, in the columns that do not tell
    themselves.

    Parameters
    ----------
    again
        Decides on a column in another way of writing; None where not every value fits it.
    """
    taken = {name: decision.number for name, decision in decisions.items() if decision.number}
    marked = {
        name: [value for value in probes[name] if re.search(r"\d[.,]\d", value)] for name in taken
    }
    others = {name: _other(taken[name], probes[name]) for name in taken if marked[name]}
    settled = {taken[name].style.point for name, other in others.items() if other is None}
    changed: dict[str, Decision] = {}
    for name, other in others.items():
        if other and (second := again(store, other)):
            changed[name] = _marked(decisions[name], second, marked[name], settled, hints)
    return changed


def _other(sql: NumberSQL, probe: Sequence[str]) -> NumberSQL | None:
    """Return the other way in which a column may be read; None where some value has only one."""
    style = DECIMAL_COMMA if sql.style.point == "." else DECIMAL_POINT
    return NumberSQL(sql.column, style) if numbers.share(list(probe), style) == 1.0 else None


def _marked(
    first: Decision, second: Decision, marked: Sequence[str], settled: set[Point], hints: Hints
) -> Decision:
    by_point = {
        decision.number.style.point: decision for decision in (first, second) if decision.number
    }
    name = first.number.column if first.number else ""
    example = min(marked)
    if hints.decimal != "auto":
        return by_point["." if hints.decimal == "point" else ","]
    if len(settled) == 1:
        return by_point[next(iter(settled))]
    if hints.comma_is_decimal != hints.point_is_decimal:
        return by_point["," if hints.comma_is_decimal else "."]
    taken, point = by_point["."], "." in example
    doubt = Doubt(
        about=name,
        question=(
            f"whether {example} in {name} is {'a little over' if point else 'less than'}"
            f" {example.split('.')[0] if point else 'a thousand with a fraction'} or a number of"
            " thousands"
        ),
        taken="a point before the fraction" if point else "a comma between thousands",
        why="no other column and no delimiter tells",
        setting="source.decimal=comma",
    )
    return replace(taken, doubt=doubt)


def settle_orders(
    decisions: Mapping[str, Decision],
    probes: Mapping[str, Sequence[str]],
    hints: Hints,
    currencies: Mapping[str, Mapping[str, int]],
) -> dict[str, Decision]:
    """Decide whether 3/4/2011 is in April or in March, in the columns that do not tell
    themselves.
    """
    shown = {decision.order for decision in decisions.values() if decision.order}
    commas = any(
        one.number and one.number.style is DECIMAL_COMMA and one.dtype == "decimal"
        for one in decisions.values()
    )
    changed: dict[str, Decision] = {}
    for name, decision in decisions.items():
        if decision.undecided is None or decision.undecided.numeric is None:
            continue
        order, why, is_sure = likelier_order(
            shown,
            decision.undecided.numeric.separator,
            comma_is_decimal=hints.comma_is_decimal,
            currencies=currencies,
            commas=commas,
        )
        example = _telling(probes[name])
        clause = f"{name} read {order} ({'' if is_sure else 'both orders fit; '}{why})"
        doubt = None
        if example and not is_sure:
            other = "month-first" if order == "day-first" else "day-first"
            question = (
                f"whether {example[0]} in {name} is {_day(example[1], example[2])} or"
                f" {_day(example[2], example[1])}"
            )
            doubt = Doubt(
                about=name,
                question=question,
                taken=order,
                why=why,
                setting=f"roles.date_order={other}",
            )
        note = "; ".join(filter(None, (clause, decision.note)))
        changed[name] = replace(
            decision, expression=decision.undecided.read(order), note=note, doubt=doubt
        )
    return changed


def likelier_order(
    shown: set[Order],
    separator: str,
    *,
    comma_is_decimal: bool,
    currencies: Mapping[str, Mapping[str, int]],
    commas: bool,
) -> tuple[Order, str, bool]:
    """Return the order of days and months that the rest of a table speaks for, why, and whether
    that is sure.

    Parameters
    ----------
    shown
        The orders that other columns show themselves.
    separator
        What stands between days and months.
    comma_is_decimal
        Whether columns are cut by semicolons.
    currencies
        The currencies that columns show.
    commas
        Whether a column of fractions has decimal commas.
    """
    if len(shown) == 1:
        return next(iter(shown)), "as in another column of dates", True
    if separator == "." or comma_is_decimal:
        return "day-first", "dates with points or columns with semicolons are written so", False
    if commas:
        return "day-first", "numbers with decimal commas go with it", False
    codes = {code for counts in currencies.values() for code in counts}
    if codes and not codes & _MONTH_FIRST:
        return "day-first", f"amounts in {', '.join(sorted(codes)[:3])} go with it", False
    return (
        "month-first",
        "nothing else in the file tells; set roles.date_order if it is day-first",
        False,
    )


def _telling(values: Sequence[str]) -> tuple[str, int, int] | None:
    """Return a value whose two readings differ, with its parts."""
    for value in sorted(values):
        found = re.search(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}", value)
        if (
            found
            and found[1].lstrip("0") != found[2].lstrip("0")
            and max(int(found[1]), int(found[2])) <= len(_MONTHS)
        ):
            return found[0], int(found[1]), int(found[2])
    return None


def _day(day: int, month: int) -> str:
    return f"{day} {_MONTHS[month - 1]}"
