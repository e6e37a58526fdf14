"""A column of a database that may hold days in, moments out, as Ibis expressions: which shapes its
texts have is known by their counts.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

import ibis

from reporter.ingest.server import written
from reporter.ingest.server.plan import counted
from reporter.ingest.types import swapped
from reporter.ingest.types.candidates import lost_by_order
from reporter.model import Doubt, Reading, Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir

    from reporter.ingest.columns.statistics import Compute
    from reporter.ingest.server.plan import Hints, Plan
    from reporter.ingest.server.written import Order
    from reporter.model import DataType

NAMED_DATES, DATES = 0.5, 0.9
"""Share of dates from which a column is one: where it is named so, and otherwise."""


class _Shape(Protocol):
    """A way to write a day."""

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is written so."""

    def read(self, words: ir.StringValue, *, halves: bool) -> ir.TimestampValue:
        """Read as a moment; what is written otherwise becomes missing."""


SHAPES: dict[str, _Shape] = {
    "iso": written.ISO,
    "day-first": written.BY_ORDER["day-first"],
    "month-first": written.BY_ORDER["month-first"],
    "month": written.MONTH,
    "compact": written.COMPACT,
    "serial": written.SERIAL,
}
_ONLY_NAMED = ("compact", "serial")
_READ_BY_A_SPREADSHEET = ("iso", "serial")


def settle(
    name: str, words: ir.StringValue, counts: Mapping[str, int], hints: Hints, plan: Plan
) -> tuple[DataType, ir.Value] | None:
    """Read a column as moments where enough of its values are days, and note how.

    Parameters
    ----------
    words
        The column as text without margins.
    counts
        Its values: all (given), those that stand for missing ones, and those of each shape.
    """
    order, shapes = _shapes(name, counts, hints)
    found, missing = sum(counts[shape] for shape in shapes), counts.get("missing", 0)
    lost = counts.get(_other(order), 0) - counts.get(
        order, 0
    )  # above nought where the user has chosen the order that fits less
    if not found or found + max(0, lost) < (NAMED_DATES if name in hints.dates else DATES) * (
        counts["given"] - missing
    ):
        return None
    if order in shapes:
        _tell_order(name, order, counts, hints, plan)
    if lost > 0:
        plan.readings.append(lost_by_order(name, order, lost, counts["given"]))
    if "month" in shapes:
        plan.notes.append(f"{name} holds months, each taken as its first day")
    if "serial" in shapes:
        plan.notes.append(f"{name} holds day numbers of a spreadsheet")
        _tell_numbers(name, counts["serial"], found, plan)
    plan.tell_unread(name, counts["given"] - found, "a date")
    moments = [SHAPES[shape].read(words, halves=counts.get("halves", 0) > 0) for shape in shapes]
    return "date", moments[0] if len(moments) == 1 else ibis.coalesce(*moments)


def _shapes(name: str, counts: Mapping[str, int], hints: Hints) -> tuple[Order, list[str]]:
    """Return the order of days and months, and the shapes that occur, the commonest first."""
    order = _order(counts.get("day-first", 0), counts.get("month-first", 0), hints)
    occurring = [
        shape
        for shape in SHAPES
        if counts.get(shape)
        and shape != _other(order)
        and (shape not in _ONLY_NAMED or name in hints.dates)
    ]
    return order, sorted(occurring, key=lambda shape: -counts[shape])


def _tell_numbers(name: str, numbers: int, found: int, plan: Plan) -> None:
    if numbers < found:
        said: dict[str, float | str] = {
            "column": name,
            "numbers": numbers,
            "others": found - numbers,
        }
        plan.readings.append(Reading(question="serial_dates", stance=Stance.ADOPTED, numbers=said))


def undo_swap(
    raw: ir.Table,
    name: str,
    words: ir.StringValue,
    counts: Mapping[str, int],
    hints: Hints,
    plan: Plan,
    compute: Compute,
) -> None:
    """Put right the days that a spreadsheet has read with days and months swapped: see
    `swapped`.
    """
    order, shapes = _shapes(name, counts, hints)
    read = [shape for shape in shapes if shape in _READ_BY_A_SPREADSHEET]
    if not read or order not in shapes:
        return
    dtype, moment = plan.columns[name]
    by_a_spreadsheet = ibis.or_(
        *(written.is_short(words) & SHAPES[shape].fits(words) for shape in read)
    )
    days = raw.select(day=moment.date(), read=ibis.ifelse(by_a_spreadsheet, 1, 0)).filter(
        ibis._.day.notnull()
    )
    texts: dict[date, int] = {}
    dates: dict[date, int] = {}
    for day, is_read, times in compute(days.group_by("day", "read").agg(times=days.count())):
        (dates if is_read else texts)[date(day.year, day.month, day.day)] = int(times)
    answer = swapped.judge(name, swapped.Days(texts=texts, dates=dates), hints.swapped_dates)
    if answer is None:
        return
    plan.readings.append(answer.reading)
    if answer.put_right:
        parts = (
            moment.year(),
            moment.day(),
            moment.month(),
            moment.hour(),
            moment.minute(),
            moment.second(),
        )
        swap = by_a_spreadsheet & (moment.day() <= swapped.MONTHS)
        plan.columns[name] = (
            dtype,
            ibis.ifelse(
                swap, ibis.timestamp(*(ibis.ifelse(swap, part, 1) for part in parts)), moment
            ),
        )


def _order(day_first: int, month_first: int, hints: Hints) -> Order:
    if hints.date_order != "auto":
        return hints.date_order
    return "day-first" if day_first > month_first else "month-first"


def _other(order: Order) -> Order:
    return "month-first" if order == "day-first" else "day-first"


def _tell_order(
    name: str, order: Order, counts: Mapping[str, int], hints: Hints, plan: Plan
) -> None:
    day_first, month_first = counts["day-first"], counts["month-first"]
    if hints.date_order != "auto":
        why = "set by you"
    elif day_first != month_first:
        why = f"settled by {counted(abs(day_first - month_first))}"
    else:
        why = "both orders fit every value; set roles.date_order if it is day-first"
        plan.doubts.append(
            Doubt(
                about=name,
                question="whether 03/04/2011 is 3 April or 4 March",
                taken=order,
                why="every value can be read both ways",
                setting="roles.date_order=day-first",
            )
        )
    plan.notes.append(f"{name} read {order} ({why})")
