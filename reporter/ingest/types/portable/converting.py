"""A table that lies in a database in, typed columns out, as Ibis expressions: what `conversions`
does for files, done by any engine.

Nothing but counts comes back. Texts are judged by their different values, each of which counts as
often as it stands there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.ingest.types import clauses
from reporter.ingest.types.portable import amounts, days
from reporter.ingest.types.portable.counting import count, judge
from reporter.ingest.types.portable.plan import Plan, Texts
from reporter.ingest.types.portable.shapes import COMMON, WAYS
from reporter.ingest.types.rules.dates import EARLIEST, LATEST
from reporter.ingest.types.rules.thresholds import EXACT
from reporter.ingest.types.rules.words import MISSING_TEXTS, TRUE
from reporter.ingest.types.typed import Typed

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.ingest.types.portable.plan import Hints
    from reporter.ingest.types.typed import Compute
    from reporter.model import DataType


def convert(raw: ir.Table, hints: Hints, compute: Compute) -> tuple[ir.Table, Typed]:
    """Give each column its type.

    Parameters
    ----------
    raw
        The table as it lies there.
    hints
        What names and settings say.
    compute
        Runs an expression and returns its rows.
    """
    plan, dated = Plan(), []
    _settle_numbers(raw, plan, compute)
    _settle_moments(raw, plan, compute)
    for name, kind in raw.schema().items():
        if kind.is_boolean():
            plan.columns[name] = ("boolean", raw[name])
        elif kind.is_string():
            texts = _settle_text(raw, name, hints, plan, compute)
            dated += [texts] if plan.columns[name][0] == "date" else []
        elif kind.is_integer():
            _settle_integer(raw, name, hints, plan, compute)
        elif kind.is_binary():
            plan.notes.append(f"{name} left out: it holds bytes")
        elif name not in plan.columns:
            plan.columns[name] = ("text", raw[name].cast("string"))
    amounts.settle_points(hints, plan)
    amounts.count_currencies(plan, compute)
    days.settle_orders(plan.open_orders, hints, plan)
    for texts in dated:
        days.undo_swap(raw, texts, hints, plan, compute)
    kept = {name: plan.columns[name] for name in raw.columns if name in plan.columns}
    typed = Typed(
        dtypes={name: dtype for name, (dtype, _) in kept.items()},
        reading=tuple(plan.notes),
        unreadable=plan.unreadable,
        doubts=tuple(plan.doubts),
        currencies=plan.currencies,
        readings=tuple(plan.readings),
        written=bool(plan.numbers),
        points=plan.points,
        unread=plan.unread,
    )
    columns = {name: expression for name, (_, expression) in kept.items()}
    return plan.joined(raw).select(**columns), typed


def _settle_numbers(raw: ir.Table, plan: Plan, compute: Compute) -> None:
    """Tell whole numbers from fractions, and long identifiers from numbers."""
    names = [name for name, kind in raw.schema().items() if kind.is_floating() or kind.is_decimal()]
    conditions = {}
    for name in names:
        value = raw[name].cast("float64")
        strange = value.isnan() | value.isinf()
        large = ~strange & (value.abs() >= EXACT)
        small = ibis.ifelse(
            strange | large, 0.0, value
        )  # engines round by way of whole numbers, which have an end
        conditions[name] = {
            "given": raw[name].notnull(),
            "strange": strange,
            "whole": ~strange & (large | (small == small.round())),
            "long": large,
        }
    for name, counts in count(raw, conditions, compute).items():
        column, value = raw[name], raw[name].cast("float64")
        value = ibis.ifelse(value.isnan() | value.isinf(), ibis.null("float64"), value)
        is_whole = 0 < counts["whole"] == counts["given"] - counts["strange"]
        if is_whole and counts["long"] and column.type().is_decimal():
            plan.columns[name] = ("text", column.cast("string").re_replace(r"\.0*$", ""))
        elif is_whole and not counts["long"]:
            plan.columns[name] = ("integer", value.cast("int64"))
        else:
            plan.columns[name] = ("decimal", value)


def _settle_moments(raw: ir.Table, plan: Plan, compute: Compute) -> None:
    """Bring days and moments with a zone to moments without one."""
    names = [name for name, kind in raw.schema().items() if kind.is_timestamp() or kind.is_date()]
    moments = {name: raw[name].cast("timestamp") for name in names}
    inside = {
        name: (moment >= ibis.timestamp(EARLIEST)) & (moment < ibis.timestamp(LATEST))
        for name, moment in moments.items()
    }
    found = count(
        raw, {name: {"outside": raw[name].notnull() & ~inside[name]} for name in names}, compute
    )
    for name, moment in moments.items():
        plan.columns[name] = ("date", ibis.ifelse(inside[name], moment, ibis.null("timestamp")))
        if outside := found[name]["outside"]:
            plan.notes.append(clauses.outside(name, outside))
            plan.unread[name] = outside
        if getattr(raw[name].type(), "timezone", None):
            plan.notes.append(f"{name} read in UTC")


def _settle_integer(raw: ir.Table, name: str, hints: Hints, plan: Plan, compute: Compute) -> None:
    whole = raw[name].cast("int64")
    plan.columns[name] = ("integer", whole)
    if name in hints.dates:
        words = whole.cast("string")
        fitting = {way: WAYS[way].fits(words) for way in COMMON if way in _OF_ONE_NUMBER}
        counts = count(raw, {name: {"given": words.notnull(), **fitting}}, compute)[name]
        found = days.settle(Texts(name=name, words=words, counts=counts), hints, plan)
        if found:
            plan.columns[name] = found
        elif counts["given"]:
            plan.unreadable[name] = str(compute(raw.aggregate(example=words.max()))[0][0])


_OF_ONE_NUMBER = ("compact", "serial", "epoch")


def _settle_text(raw: ir.Table, name: str, hints: Hints, plan: Plan, compute: Compute) -> Texts:
    texts = judge(raw, name, hints, compute)
    plan.columns[name] = (
        days.settle(texts, hints, plan)
        or _as_boolean(texts)
        or amounts.settle(texts, hints, plan)
        or _as_text(raw, texts, plan)
    )
    if name in hints.dates and plan.columns[name][0] != "date" and texts.counts["given"]:
        given = raw[name].nullif("")
        plan.unreadable[name] = str(compute(raw.aggregate(example=given.max()))[0][0])
    return texts


def _as_boolean(texts: Texts) -> tuple[DataType, ir.Value] | None:
    if not 0 < texts.counts["boolean"] == texts.counts["given"]:
        return None
    value = texts.words.lower() == TRUE
    return "boolean", ibis.ifelse(texts.words.length() > 0, value, ibis.null("boolean"))


def _as_text(raw: ir.Table, texts: Texts, plan: Plan) -> tuple[DataType, ir.Value]:
    plan.notes += clauses.missing(texts.name, texts.counts["missing text"])
    stands_for_none = texts.words.isin(MISSING_TEXTS)
    return "text", ibis.ifelse(stands_for_none, ibis.null("string"), raw[texts.name])
