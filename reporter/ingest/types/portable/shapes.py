"""Every way to write a day that is looked for in columns of texts, as Ibis expressions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from reporter.ingest.types.portable.dates import BY_ORDER, ISO
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
    from collections.abc import Mapping

    from reporter.ingest.types.portable.dates import Reader
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
        f"{shape} {place}": reader
        for shape, readers in _RARE.items()
        for place, reader in enumerate(readers)
    },
}
"""Every way, by a name."""
KINDS: Mapping[str, Shape] = {
    **{way: shape for way, (shape, _) in _COMMON.items()},
    **{f"{shape} {place}": shape for shape in _RARE for place in range(len(_RARE[shape]))},
}
"""The shape that each of them is."""
