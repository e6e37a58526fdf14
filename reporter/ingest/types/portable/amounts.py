"""A column of a database that may hold numbers in, numbers out, as Ibis expressions: in which style
its texts are written is known by their counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.ingest.types import clauses
from reporter.ingest.types.portable.counting import alike
from reporter.ingest.types.portable.numbers import NumberExpression
from reporter.ingest.types.rules.numbers import (
    DECIMAL_COMMA,
    DECIMAL_POINT,
    PLAIN,
    named_currencies,
)
from reporter.ingest.types.rules.thresholds import LENIENT
from reporter.model import Doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from reporter.ingest.types.portable.plan import Hints, Plan, Texts
    from reporter.ingest.types.rules.numbers import Point, Style
    from reporter.ingest.types.typed import Compute
    from reporter.model import DataType


def settle(texts: Texts, hints: Hints, plan: Plan) -> tuple[DataType, ir.Value] | None:
    """Read a column as numbers where its values are such, and note how.

    Of the styles in which enough values are numbers the one that reads the most is taken, the
    plainest first.
    """
    lenient = (1 - LENIENT) * texts.counts["given"] if texts.name in hints.values else 0
    fitting = [
        style
        for style in _by_preference(hints)
        if texts.counts[style.name] and _strays(texts, style) <= lenient
    ]
    if not fitting:
        return None
    chosen = min(fitting, key=lambda style: _strays(texts, style))
    return _take(texts, chosen, plan)


def _strays(texts: Texts, style: Style) -> int:
    return texts.present - texts.counts[style.name]


def _by_preference(hints: Hints) -> Sequence[Style]:
    if hints.decimal == "comma":
        return (PLAIN, DECIMAL_COMMA, DECIMAL_POINT)
    return (PLAIN, DECIMAL_POINT, DECIMAL_COMMA)


def _take(texts: Texts, style: Style, plan: Plan) -> tuple[DataType, ir.Value]:
    name, counts = texts.name, texts.counts
    fits, whole = counts[style.name], counts[f"whole {style.name}"]
    plan.numbers[name] = (texts, style)
    plan.points.pop(name, None)
    if whole < fits or style is DECIMAL_COMMA:
        plan.points[name] = style.point
    is_whole = whole == fits
    read = NumberExpression(texts.words, style).read(as_whole=is_whole)
    return "integer" if is_whole else "decimal", read


def settle_points(hints: Hints, plan: Plan) -> None:
    """Decide whether 1.234 is a little over one or over a thousand, in the columns that do not tell
    themselves, and note how all columns of numbers were read.
    """
    open_ = {name for name, (texts, style) in plan.numbers.items() if _is_open(texts, style)}
    settled = {
        style.point
        for name, (texts, style) in plan.numbers.items()
        if texts.counts["marked"] and name not in open_
    }
    for name, (texts, _) in list(plan.numbers.items()):
        if name in open_:
            point, is_sure = _point(hints, settled)
            plan.columns[name] = _take(texts, _with(texts, point), plan)
            plan.doubts += [] if is_sure else [_doubt(texts)]
        _tell(texts, plan)


def _is_open(texts: Texts, style: Style) -> bool:
    """Whether every value can be read with the other decimal sign, too."""
    other = DECIMAL_COMMA if style.point == "." else DECIMAL_POINT
    return texts.counts["marked"] > 0 and _strays(texts, other) == 0


def _point(hints: Hints, settled: set[Point]) -> tuple[Point, bool]:
    """Return the decimal sign of columns that do not tell it themselves, and whether that is
    sure.
    """
    if hints.decimal != "auto":
        return ("." if hints.decimal == "point" else ","), True
    return (next(iter(settled)), True) if len(settled) == 1 else (".", False)


def _with(texts: Texts, point: Point) -> Style:
    """Return the plainest style with a decimal sign that all values have."""
    if point == ",":
        return DECIMAL_COMMA
    return DECIMAL_POINT if _strays(texts, PLAIN) else PLAIN


def _doubt(texts: Texts) -> Doubt:
    is_plain = _strays(texts, PLAIN) == 0
    shown = "1.234" if is_plain else "1,234"
    question = (
        f"whether numbers such as {shown} in {texts.name} are over a thousand or a little over one"
    )
    return Doubt(
        about=texts.name,
        question=question,
        taken="a point before the fraction" if is_plain else "a comma between thousands",
        why="every value can be read both ways",
        setting="source.decimal=comma",
    )


def _tell(texts: Texts, plan: Plan) -> None:
    name, counts, style = texts.name, texts.counts, plan.numbers[texts.name][1]
    plan.notes += clauses.dressed(
        name,
        style,
        fits=counts[style.name],
        whole=counts[f"whole {style.name}"],
        grouped=counts[f"grouped {style.name}"],
        per_cent=counts["per cent"] if style.dressed else 0,
    )
    plan.tell(texts, _strays(texts, style), "a number")


def count_currencies(plan: Plan, compute: Compute) -> None:
    """Count the rows of each currency in columns of numbers that show one."""
    for name, (texts, style) in plan.numbers.items():
        if style.dressed and texts.values is not None:
            values = alike(texts.values)
            sign = NumberExpression(values.value, style).currency
            # Engines would work out a filter's condition for each row of the table.
            signs = values.select("times", sign=sign).group_by("sign")
            rows = [row for row in compute(signs.agg(rows=ibis._.times.sum())) if row[0]]
            if rows:
                counts = named_currencies({str(sign): int(number) for sign, number in rows})
                plan.currencies[name] = counts
                plan.notes.append(clauses.currencies(name, counts))
