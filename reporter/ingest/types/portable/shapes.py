"""Every way to write a day that is looked for in columns of texts, as Ibis expressions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import ibis

from reporter.ingest.types.portable.dates import BY_ORDER, ISO
from reporter.ingest.types.portable.patterns import is_short
from reporter.ingest.types.portable.spelt import DAY, Compact, Counted, Spelt, Week
from reporter.ingest.types.rules.dates import (
    COARSE_WAYS,
    DAY_FIRST,
    FIRST_SERIAL_DAY,
    MONTH_FIRST,
    NAME,
    SHAPES,
    WEEKDAY,
    YEAR_FIRST,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import ibis.expr.types as ir

    from reporter.ingest.types.portable.dates import Habits, Reader
    from reporter.ingest.types.rules.dates import Shape, Way

_CLOCK = r"(?:[t ,]+(?:um )?(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?: ?[ap]\.?m\.?)?(?: ?uhr)?)?"
"""The pattern of the times of day behind dates with names of months."""


def _named() -> list[Reader]:
    """Return the ways whose month has a name, each with the places of the pattern's groups."""
    return [
        Spelt(pattern=_whole(DAY_FIRST), day=3, month=4, year=5, clock=6, called="name"),
        Spelt(pattern=_whole(MONTH_FIRST), month=3, day=4, year=5, clock=6, called="name"),
        Spelt(pattern=_whole(YEAR_FIRST), year=3, month=4, day=5, clock=6, called="name"),
    ]


def _whole(way: str) -> str:
    return WEEKDAY + way.replace("{month}", NAME) + _CLOCK


def _called(shape: Shape, way: Way) -> Literal["number", "name", "quarter"]:
    if shape == "quarter":
        return "quarter"
    return "name" if NAME in way.pattern else "number"


def _part_of_year(shape: Shape) -> list[Reader]:
    return [
        Week(way=way)
        if shape == "week"
        else Spelt(pattern=way.pattern, year=way.year, month=way.part, called=_called(shape, way))
        for way in COARSE_WAYS[shape]
    ]


_COMMON: dict[str, tuple[Shape, Reader]] = {
    "iso": ("iso", ISO),
    "day-first": ("numeric", BY_ORDER["day-first"]),
    "month-first": ("numeric", BY_ORDER["month-first"]),
    "compact": ("compact", Compact()),
    "serial": (
        "serial",
        Counted(pattern=SHAPES["serial"].pattern, since=FIRST_SERIAL_DAY, unit=DAY),
    ),
    "epoch": ("epoch", Counted(pattern=SHAPES["epoch"].pattern, since=date(1970, 1, 1), unit=1)),
}
_RARE: dict[Shape, list[Reader]] = {
    "named": _named(),
    "month": _part_of_year("month"),
    "quarter": _part_of_year("quarter"),
    "week": _part_of_year("week"),
}
COMMON = tuple(_COMMON)
"""The ways that are looked for in every column."""
WAYS: Mapping[str, Reader] = {
    **{way: reader for way, (_, reader) in _COMMON.items()},
    **{
        f"{shape} {index}": reader
        for shape, readers in _RARE.items()
        for index, reader in enumerate(readers)
    },
}
"""Every way, by a name."""
KINDS: Mapping[str, Shape] = {
    **{way: shape for way, (shape, _) in _COMMON.items()},
    **{f"{shape} {index}": shape for shape in _RARE for index in range(len(_RARE[shape]))},
}
"""The shape that each of them is."""


def prepared(values: ir.Table, ways: Collection[str]) -> ir.Table:
    """Add the sorted parts of different values, where one of these ways sorts them, as columns that
    are called by the ways.

    Engines write out an expression wherever it is used, and would sort each text a dozen times;
    beyond `distinct` they do not.
    """
    sorted_ = {
        way: reader.sort(values.value) for way in ways if isinstance(reader := WAYS[way], Spelt)
    }
    return values.mutate(**sorted_).distinct() if sorted_ else values


def is_written(values: ir.Table, way: str) -> ir.BooleanValue:
    """Whether prepared values are written in a way."""
    reader = WAYS[way]
    fits = reader.is_day(values[way]) if isinstance(reader, Spelt) else reader.fits(values.value)
    return is_short(values.value) & fits


def read(words: ir.StringValue, way: str, habits: Habits) -> ir.TimestampValue:
    """Read texts that are written in a way; others become missing."""
    return ibis.ifelse(is_short(words), WAYS[way].read(words, habits), ibis.null("timestamp"))


def read_prepared(values: ir.Table, way: str, habits: Habits) -> ir.TimestampValue:
    """Read prepared values that are written in a way; others become missing."""
    reader = WAYS[way]
    if not isinstance(reader, Spelt):
        return read(values.value, way, habits)
    moment = reader.read_sorted(values[way], values.value, habits)
    return ibis.ifelse(is_short(values.value), moment, ibis.null("timestamp"))


def are_sorted(ways: Collection[str]) -> bool:
    """Whether one of these ways sorts parts, which is done once for each different value."""
    return any(isinstance(WAYS[way], Spelt) for way in ways)
