"""A column of a database that may hold days in, moments out, as Ibis expressions: which shapes its
texts have is known by their counts.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import ibis

from reporter.ingest.types import ambiguities, clauses, swapped
from reporter.ingest.types.portable import shapes
from reporter.ingest.types.portable.dates import Habits
from reporter.ingest.types.portable.patterns import is_short
from reporter.ingest.types.portable.shapes import KINDS, WAYS
from reporter.ingest.types.rules.dates import BY_NUMBER, ONLY_NAMED
from reporter.ingest.types.rules.thresholds import DATES, NAMED_DATES
from reporter.model import Doubt, Reading, Stance

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.ingest.types.portable.plan import Hints, Plan, Texts
    from reporter.ingest.types.rules.dates import Order
    from reporter.ingest.types.typed import Compute
    from reporter.model import DataType

_READ_BY_A_SPREADSHEET = ("iso", "serial")


def settle(texts: Texts, hints: Hints, plan: Plan) -> tuple[DataType, ir.Value] | None:
    """Read a column as moments where enough of its values are days, and note how."""
    name, counts = texts.name, texts.counts
    order = _order(texts, hints)
    ways = _ways(texts, order, hints)
    found = sum(counts[way] for way in ways)
    # Above 0 where the user has chosen the order that fits less.
    lost = counts.get(_other(order), 0) - counts.get(order, 0)
    least = NAMED_DATES if name in hints.dates else DATES
    if not found or found + max(0, lost) < least * texts.present:
        return None
    if order in ways:
        _tell_order(texts, order, hints, plan)
    if lost > 0:
        plan.readings.append(clauses.lost_by_order(name, order, lost, counts["given"]))
    for shape in dict.fromkeys(KINDS[way] for way in ways):
        plan.notes += clauses.shape(name, shape)
    plan.tell(texts, texts.present - found, "a date")
    _tell_counted(texts, ways, found, plan)
    return "date", _moment(texts, ways, plan)


def settle_orders(open_: list[Texts], hints: Hints, plan: Plan) -> None:
    """Read the columns in the order that the rest of the table speaks for, which do not show
    it themselves.
    """
    commas = any(
        point == "," and plan.columns[name][0] == "decimal" for name, point in plan.points.items()
    )
    for texts in open_:
        order, why, is_sure = ambiguities.likelier_order(
            plan.shown_orders,
            "." if texts.counts["dotted"] else "",
            comma_is_decimal=False,
            currencies=plan.currencies,
            commas=commas,
        )
        plan.columns[texts.name] = ("date", _moment(texts, _ways(texts, order, hints), plan))
        both = "" if is_sure else "both orders fit; "
        plan.notes.append(f"{texts.name} read {order} ({both}{why})")
        if not is_sure:
            plan.doubts.append(
                Doubt(
                    about=texts.name,
                    question=f"whether 03/04/2011 in {texts.name} is 3 April or 4 March",
                    taken=order,
                    why=why,
                    setting=f"roles.date_order={_other(order)}",
                )
            )


def _order(texts: Texts, hints: Hints) -> Order:
    if hints.date_order != "auto":
        return hints.date_order
    day_first, month_first = (texts.counts.get(order, 0) for order in ("day-first", "month-first"))
    return "day-first" if day_first > month_first else "month-first"


def _other(order: Order) -> Order:
    return "month-first" if order == "day-first" else "day-first"


def _ways(texts: Texts, order: Order, hints: Hints) -> list[str]:
    """Return the ways to write a day that occur, the commonest first."""
    occurring = [
        way
        for way in WAYS
        if texts.counts.get(way)
        and way != _other(order)
        and (KINDS[way] not in ONLY_NAMED or texts.name in hints.dates)
    ]
    return sorted(occurring, key=lambda way: -texts.counts[way])


def _moment(texts: Texts, ways: list[str], plan: Plan) -> ir.TimestampValue:
    """Read a column as moments: row by row, or where that takes long each different value once."""
    counts = texts.counts
    habits = Habits(
        **{habit: counts.get(habit, 0) > 0 for habit in ("halves", "untidy", "fractions")}
    )
    plan.moments.pop(texts.name, None)
    if texts.values is None or not shapes.are_sorted(ways):
        return ibis.coalesce(*(shapes.read(texts.words, way, habits) for way in ways))
    values = shapes.prepared(texts.values, ways)
    moment = ibis.coalesce(*(shapes.read_prepared(values, way, habits) for way in ways))
    text, read = ibis.util.gen_name("text"), ibis.util.gen_name("moment")
    moments = values.select(**{text: values.value, read: moment}).distinct()
    plan.moments[texts.name] = (texts, moments)
    return moments[read]


def _tell_order(texts: Texts, order: Order, hints: Hints, plan: Plan) -> None:
    apart = texts.counts["day-first"] - texts.counts["month-first"]
    if hints.date_order != "auto":
        plan.notes.append(f"{texts.name} read {order} (set by you)")
    elif apart:
        plan.shown_orders.add(order)
        plan.notes.append(f"{texts.name} read {order} (settled by {clauses.counted(abs(apart))})")
    else:
        plan.open_orders.append(texts)


def _tell_counted(texts: Texts, ways: list[str], found: int, plan: Plan) -> None:
    """Tell of dates that are written as plain numbers beside others."""
    for way in ways:
        number = texts.counts[way]
        if KINDS[way] in BY_NUMBER and number < found:
            said: dict[str, float | str] = {
                "column": texts.name,
                "numbers": number,
                "others": found - number,
            }
            question = f"{KINDS[way]}_dates"
            plan.readings.append(Reading(question=question, stance=Stance.ADOPTED, numbers=said))


def undo_swap(raw: ir.Table, texts: Texts, hints: Hints, plan: Plan, compute: Compute) -> None:
    """Put right the days that a spreadsheet has read with days and months swapped: see
    `swapped`.
    """
    read = [way for way in _READ_BY_A_SPREADSHEET if texts.counts.get(way)]
    if not read or not any(texts.counts.get(way) for way in ("day-first", "month-first")):
        return
    dtype, moment = plan.columns[texts.name]
    by_a_spreadsheet = ibis.or_(
        *(is_short(texts.words) & WAYS[way].fits(texts.words) for way in read)
    )
    days = (
        plan.joined(raw)
        .select(day=moment.date(), read=ibis.ifelse(by_a_spreadsheet, 1, 0))
        .filter(ibis._.day.notnull())
    )
    found: dict[int, dict[date, int]] = {0: {}, 1: {}}
    for day, is_read, times in compute(days.group_by("day", "read").agg(times=days.count())):
        found[is_read][date(day.year, day.month, day.day)] = int(times)
    answer = swapped.judge(
        texts.name, swapped.Days(texts=found[0], dates=found[1]), hints.swapped_dates
    )
    if answer is None:
        return
    plan.readings.append(answer.reading)
    if answer.put_right:
        plan.columns[texts.name] = (dtype, _put_right(moment, by_a_spreadsheet))


def _put_right(moment: ir.TimestampValue, by_a_spreadsheet: ir.BooleanValue) -> ir.TimestampValue:
    parts = (
        moment.year(),
        moment.day(),
        moment.month(),
        moment.hour(),
        moment.minute(),
        moment.second(),
    )
    swap = by_a_spreadsheet & (moment.day() <= swapped.MONTHS)
    return ibis.ifelse(
        swap, ibis.timestamp(*(ibis.ifelse(swap, part, 1) for part in parts)), moment
    )
