"""Some values of a column of texts in, the shapes of date that it may hold out.

Whether 3/4/2011 is the third of April or the fourth of March is settled over the whole column: a
part above twelve can only be a day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reporter.ingest.types.rules.dates import (
    FIRST_SERIAL_DAY,
    ONLY_NAMED,
    PIVOT_YEAR,
    SHAPES,
    plain,
)
from reporter.ingest.types.rules.thresholds import DATES, NAMED_DATES
from reporter.ingest.types.rules.words import is_missing
from reporter.ingest.types.sql_dates import Dates, DateSQL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.ingest.types.rules.dates import Shape

_LEAST_SHARE = 0.01
"""Share of the values from which a shape is one of a column's."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=[/.-])\d\d(?=\s|$)")
_CENTURY = 100
_NEAR_YEARS = 1
"""Years by which day numbers may lie outside of those that the other dates of a column name."""
_AMONG = 0.25
"""Written dates to a plain number from which on the numbers are dates, too."""


def recognise(
    column: str, values: Sequence[str], *, named_like_a_date: bool, begins: date | None = None
) -> Dates | None:
    """Tell from some values which shapes of date a column may hold, None for none.

    Half of the values must have the shapes where the column is named like a date, otherwise nine in
    ten.

    Parameters
    ----------
    begins
        The day from which on dates without a year are counted; None where nothing tells: these are
        no dates then.
    """
    given = [plain(value) for value in values if not is_missing(value)]
    found = _by_shape(given)
    if begins is None:
        found.pop("yearless", None)
    usual = [shape for shape in found if len(found[shape]) >= _LEAST_SHARE * len(given)]
    if set(usual) & ONLY_NAMED and not named_like_a_date and not _are_dates_anyway(found, usual):
        return None
    least = NAMED_DATES if named_like_a_date else DATES
    if not usual or sum(len(found[shape]) for shape in usual) < least * len(given):
        return None
    parts = (part for shape in usual for part in _parts(column, shape, found[shape]))
    return Dates(
        column=column,
        parts=tuple(
            replace(part, begins=begins) if part.shape == "yearless" else part for part in parts
        ),
    )


def is_yearless(value: str) -> bool:
    """Whether a value is a day and a month without a year."""
    return SHAPES["yearless"].fullmatch(plain(value)) is not None


def widen(known: Dates, beside: Sequence[str], unread: Sequence[str]) -> Dates | None:
    """Add the shapes of some values that the known ones do not read; None where none of them is a
    date.

    Parameters
    ----------
    known
        The shapes that most values have.
    beside
        Values of any shape, which say in what years a plain number may lie.
    unread
        Values that are to be read.
    """
    found = _by_shape([plain(value) for value in unread if not is_missing(value)])
    found.pop("yearless", None)
    others = {
        shape: values
        for shape, values in _by_shape([plain(value) for value in beside]).items()
        if shape not in ONLY_NAMED
    }
    new = [
        part
        for shape in found
        if shape not in ONLY_NAMED or _are_spoken_for({**others, shape: found[shape]}, [shape])
        for part in _parts(known.column, shape, found[shape])
    ]
    ways = {part.way for part in known.parts}
    parts = tuple(part for part in new if part.way not in ways)
    return Dates(column=known.column, parts=(*known.parts, *parts)) if parts else None


def _by_shape(given: Sequence[str]) -> dict[Shape, list[str]]:
    """Sort plain values by their shape, the commonest first."""
    found: dict[Shape, list[str]] = {}
    for value in given:
        if shape := next(
            (shape for shape, pattern in SHAPES.items() if pattern.fullmatch(value)), None
        ):
            found.setdefault(shape, []).append(value)
    return {
        shape: found[shape]
        for shape in sorted(found, key=lambda shape: (-len(found[shape]), shape))
    }


def _are_dates_anyway(found: Mapping[Shape, Sequence[str]], usual: Sequence[Shape]) -> bool:
    """Whether plain numbers are dates although the column has another name: enough dates stand
    among them that show what they are.
    """
    counted = sum(len(found[shape]) for shape in usual if shape in ONLY_NAMED)
    dated = sum(len(values) for shape, values in found.items() if shape not in ONLY_NAMED)
    return dated >= _AMONG * counted and _are_spoken_for(found, usual)


def _are_spoken_for(found: Mapping[Shape, Sequence[str]], usual: Sequence[Shape]) -> bool:
    """Whether plain numbers stand beside dates that show what they are, and lie in the
    same years.
    """
    dated = [
        value for shape, values in found.items() if shape not in ONLY_NAMED for value in values
    ]
    counted = [value for shape in usual if shape in ONLY_NAMED for value in found[shape]]
    years = {_full(int(year)) for value in dated for year in _YEAR.findall(value)}
    return bool(years) and all(
        min(years) - _NEAR_YEARS <= year <= max(years) + _NEAR_YEARS
        for year in map(_year_of, counted)
    )


def _full(year: int) -> int:
    """Write a year of two digits in full, as dates are read."""
    return year if year >= _CENTURY else year + (1900 if year >= PIVOT_YEAR % _CENTURY else 2000)


def _year_of(number: str) -> int:
    """Return the year of a date that is written as a plain number."""
    if SHAPES["compact"].fullmatch(number):
        return int(number[:4])
    value = float(number.replace(",", "."))
    if SHAPES["serial"].fullmatch(number):
        return (FIRST_SERIAL_DAY + timedelta(days=int(value))).year
    return (date(1970, 1, 1) + timedelta(seconds=value / (1000 if value >= 1e12 else 1))).year


def _parts(column: str, shape: Shape, values: list[str]) -> list[DateSQL]:
    """Return a part for each separator in use."""
    pattern = SHAPES[shape]
    group = {"iso": 1, "numeric": 3, "yearless": 1}.get(shape, 0)
    by_separator: dict[str, list[str]] = {}
    for value in values:
        if match := pattern.fullmatch(value):
            by_separator.setdefault((match[group] or ".") if group else "", []).append(value)
    two_digits = shape in {"numeric", "named"} and any(
        re.match(r"(.*\D)?\d{1,2}\D+\d{2}(\D|$)|.*[a-z.,]['’ /-]*\d{2}(\D|$)", value)
        for value in values
    )
    two_digits |= shape == "month" and any(
        re.search(r"[a-z]\.?[ /-]+\d{2}$", value) for value in values
    )
    untidy = any(
        re.match(r"[a-z]", value) or re.search(r",|  |uhr|utc|gmt|t\d|[ap]\.m", value)
        for value in values
    )
    halves = any(re.search(r"[ap]\.?m\.?$", value) for value in values)
    usual = sorted(by_separator, key=lambda one: (-len(by_separator[one]), one))[:2]
    return [
        DateSQL(
            column=column, shape=shape, separator=separator, two_digits=two_digits, untidy=untidy,
            halves=halves, example=min(by_separator[separator])
        )
        for separator in usual
    ]  # fmt: skip


def are_days(values: list[str]) -> bool:
    """Whether nearly all values are days, written in one way."""
    given = [plain(value) for value in values]
    shapes: tuple[Shape, ...] = ("iso", "numeric", "named", "compact")
    return any(
        sum(SHAPES[shape].fullmatch(value) is not None for value in given) >= DATES * len(given)
        for shape in shapes
    )
