"""A table that lies in a database in, typed columns out, as Ibis expressions: what `conversions`
does for files, done by any engine.

Nothing but counts comes back. Texts are judged by their different values, each of which counts as
often as it stands there. What is written in a richer way than plain numbers and dates stays text; a
query can cast it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from reporter.ingest.server import days, written
from reporter.ingest.server.plan import Hints, Plan, counted
from reporter.ingest.types.typed import Typed
from reporter.model import Doubt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ibis.expr.types as ir

    from reporter.ingest.columns.statistics import Compute
    from reporter.ingest.server.written import Number
    from reporter.model import DataType

LENIENT = 0.95
"""Share of numbers from which a column that is named like a quantity or an amount is one, whatever
the rest says.
"""
EXACT = 9e15
"""Whole numbers above it are not exact as floats."""
FIRST_DAY, LAST_DAY = "1678-01-01", "2262-01-01"
"""Moments outside cannot be held to the nanosecond; such days stand for "never"."""
_AT_ONCE = 100
"""Columns that one query counts: engines limit what a query returns."""


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
    plan = Plan()
    _settle_numbers(raw, plan, compute)
    _settle_moments(raw, plan, compute)
    for name, kind in raw.schema().items():
        if kind.is_boolean():
            plan.columns[name] = ("boolean", raw[name])
        elif kind.is_string():
            _settle_text(raw, name, hints, plan, compute)
        elif kind.is_integer():
            _settle_integer(raw, name, hints, plan, compute)
        elif kind.is_binary():
            plan.notes.append(f"{name} left out: it holds bytes")
        elif name not in plan.columns:
            plan.columns[name] = ("text", raw[name].cast("string"))
    kept = {name: plan.columns[name] for name in raw.columns if name in plan.columns}
    typed = Typed(
        dtypes={name: dtype for name, (dtype, _) in kept.items()},
        reading=tuple(plan.notes),
        unreadable=plan.unreadable,
        doubts=tuple(plan.doubts),
        readings=tuple(plan.readings),
        written=plan.written,
        points=plan.points,
        unread=plan.unread,
    )
    return raw.select(**{name: expression for name, (_, expression) in kept.items()}), typed


def _count(
    table: ir.Table, conditions: Mapping[str, Mapping[str, ir.Value]], compute: Compute
) -> dict[str, dict[str, int]]:
    """Count by column and condition, in as few queries as engines allow."""
    found: dict[str, dict[str, int]] = {}
    names = list(conditions)
    for start in range(0, len(names), _AT_ONCE):
        chunk = names[start : start + _AT_ONCE]
        measures = {
            f"count_{place}_{key}": ibis.ifelse(condition.fill_null(False), 1, 0).sum().fill_null(0)
            for place, name in enumerate(chunk)
            for key, condition in conditions[name].items()
        }
        row = dict(zip(measures, compute(table.aggregate(**measures))[0], strict=True))
        for place, name in enumerate(chunk):
            found[name] = {key: int(row[f"count_{place}_{key}"]) for key in conditions[name]}
    return found


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
    for name, counts in _count(raw, conditions, compute).items():
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
        name: (moment >= ibis.timestamp(FIRST_DAY)) & (moment < ibis.timestamp(LAST_DAY))
        for name, moment in moments.items()
    }
    found = _count(
        raw, {name: {"outside": raw[name].notnull() & ~inside[name]} for name in names}, compute
    )
    for name, moment in moments.items():
        plan.columns[name] = ("date", ibis.ifelse(inside[name], moment, ibis.null("timestamp")))
        if outside := found[name]["outside"]:
            plan.notes.append(
                f"{counted(outside)} in {name} before 1678 or after 2261, taken as missing"
            )
        if getattr(raw[name].type(), "timezone", None):
            plan.notes.append(f"{name} read in UTC")


def _settle_integer(raw: ir.Table, name: str, hints: Hints, plan: Plan, compute: Compute) -> None:
    whole = raw[name].cast("int64")
    plan.columns[name] = ("integer", whole)
    if name in hints.dates:
        words = whole.cast("string")
        fitting = {shape: days.SHAPES[shape].fits(words) for shape in ("compact", "serial")}
        counts = _count(raw, {name: {"given": words.notnull(), **fitting}}, compute)[name]
        found = days.settle(name, words, counts, hints, plan)
        if found:
            plan.columns[name] = found
        elif counts["given"]:
            plan.unreadable[name] = str(compute(raw.aggregate(example=words.max()))[0][0])


def _settle_text(raw: ir.Table, name: str, hints: Hints, plan: Plan, compute: Compute) -> None:
    words = raw[name].strip()
    counts = _judge(raw, name, compute)
    text = raw[name].nullif("")
    plan.columns[name] = (
        days.settle(name, words, counts, hints, plan) or _as_boolean(words,
        counts) or _as_number(name, words, counts, hints, plan)
        or ("text", text)
    )  # fmt: skip
    if plan.columns[name][0] == "date":
        days.undo_swap(raw, name, words, counts, hints, plan, compute)
    if name in hints.dates and plan.columns[name][0] != "date" and counts["given"]:
        plan.unreadable[name] = str(compute(raw.aggregate(example=text.max()))[0][0])


def _judge(raw: ir.Table, name: str, compute: Compute) -> dict[str, int]:
    """Count a column's texts by what they could be."""
    values = raw.select(value=raw[name].strip()).filter(ibis._.value.length() > 0)
    values = values.group_by("value").agg(times=values.count())
    words = values.value
    short = written.is_short(words)
    conditions: dict[str, ir.BooleanValue] = {
        "missing": written.is_missing(words),
        "boolean": words.lower().isin(("true", "false")),
        "halves": short & written.has_halves(words),
    }
    for style in _STYLES:
        conditions |= {
            style.name: short & style.fits(words),
            f"whole {style.name}": short & style.fits_whole(words),
        }
    for shape, date in days.SHAPES.items():
        conditions[shape] = short & date.fits(words)
    # Grouped by what they could be, so that each condition is worked out once a text.
    flags = {
        f"flag_{place}": ibis.ifelse(condition, 1, 0)
        for place, condition in enumerate(conditions.values())
    }
    classes = values.select("times", **flags).group_by(*flags).agg(times=ibis._.times.sum())
    found: dict[str, int] = dict.fromkeys(("given", *conditions), 0)
    for row in compute(classes):
        *held, times = row
        found["given"] += int(times)
        for key, flag in zip(conditions, held, strict=True):
            found[key] += int(flag) * int(times)
    return found


_STYLES = (written.PLAIN, written.GROUPED, written.DECIMAL_COMMA)


def _as_boolean(
    words: ir.StringValue, counts: Mapping[str, int]
) -> tuple[DataType, ir.Value] | None:
    return (
        ("boolean", _known(words, words.lower() == "true"))
        if 0 < counts["boolean"] == counts["given"]
        else None
    )


def _known(words: ir.StringValue, value: ir.Value) -> ir.Value:
    return ibis.ifelse(words.length() > 0, value, ibis.null(value.type()))


def _as_number(
    name: str, words: ir.StringValue, counts: Mapping[str, int], hints: Hints, plan: Plan
) -> tuple[DataType, ir.Value] | None:
    lenient = (1 - LENIENT) * counts["given"] if name in hints.values else 0
    strays = {
        style.name: counts["given"] - counts["missing"] - counts[style.name]
        for style in _styles(hints)
    }
    fitting = [
        style for style in _styles(hints) if counts[style.name] and strays[style.name] <= lenient
    ]
    if not fitting:
        return None
    plan.written = True
    best = min(strays[style.name] for style in fitting)
    chosen = next(style for style in fitting if strays[style.name] == best)
    if chosen.description:
        plan.notes.append(f"{chosen.description} in {name}")
    if counts["missing"]:
        plan.notes.append(f"{counted(counts['missing'])} in {name} that stand for missing ones")
    plan.tell_unread(name, strays[chosen.name], "a number")
    _doubt_comma(name, chosen, counts, hints, plan)
    whole = counts[f"whole {chosen.name}"] == counts[chosen.name]
    if not whole or chosen is written.DECIMAL_COMMA:
        plan.points[name] = chosen.point
    return "integer" if whole else "decimal", chosen.read(words, whole=whole)


def _styles(hints: Hints) -> Sequence[Number]:
    if hints.decimal == "comma":
        return (written.DECIMAL_COMMA, written.PLAIN)
    return (written.PLAIN, written.GROUPED) if hints.decimal == "point" else _STYLES


def _doubt_comma(
    name: str, chosen: Number, counts: Mapping[str, int], hints: Hints, plan: Plan
) -> None:
    """Say aloud where commas could stand before fractions or between thousands."""
    if (
        hints.decimal == "auto"
        and chosen is written.GROUPED
        and counts["decimal comma"] == counts["grouped"]
    ):
        plan.doubts.append(
            Doubt(
                about=name,
                question="whether 1,234 is over a thousand or a little over one",
                taken="over a thousand",
                why="every value can be read both ways",
                setting="source.decimal=comma",
            )
        )


def rows_of(expression: Any) -> list[tuple[Any, ...]]:
    """Run an expression where its table lies and return its rows, without a data frame."""
    return [tuple(row.values()) for row in expression.to_pyarrow().to_pylist()]
