"""How spans of time and occasions are said: bound values in, phrases out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model.claim import Count, Days, Number
from reporter.model.spans import DAYS_PER_MONTH, SPOKEN_IN_DAYS

if TYPE_CHECKING:
    from reporter.wording.values import Bound
    from reporter.wording.writing import Writer


def elapsed(writer: Writer, bound: Bound, case: str = "") -> str:
    """Write a span: "8 days", or "2 months" where the data know months alone."""
    numerals = writer.words.numerals
    return _span(writer, bound.name, numerals.elapsed(_days(bound)), numerals.time, case)


def silence(writer: Writer, bound: Bound, case: str = "") -> str:
    """Write a span as a reader would say it: "8 days", "5 months"."""
    days = _days(bound)
    writer.note(f"{bound.name}_days", days)
    if writer.words.numerals.time != "day":
        return elapsed(writer, bound, case)
    if days < SPOKEN_IN_DAYS:
        return _span(writer, bound.name, round(days), "day", case)
    return _span(writer, bound.name, round(days / DAYS_PER_MONTH), "month", case)


def occasions(writer: Writer, bound: Bound) -> str:
    """Write how often something happened: "once", "twice", "3 times"; between two counts "8 or 9
    times".
    """
    number = writer.number(bound)
    if ends := writer.ends(bound):
        if number == 1.5:
            return writer.phrase("phrase.occasions", "once_or_twice")
        low, high = ends
        return writer.phrase("phrase.occasions.between", low=Count(low), high=Count(high))
    written = writer.as_written(Number(number))
    form = {"1": "once", "2": "twice"}.get(str(written), "text")
    return writer.phrase("phrase.occasions", form, times=Number(number))


def _days(bound: Bound) -> float:
    if isinstance(bound.value, Days):
        return bound.value.number
    raise TypeError(f"{bound.value!r} is no span of time")


def _span(writer: Writer, name: str, number: float, unit: str, case: str) -> str:
    """Write so many days, weeks or months, and note the number that is shown."""
    writer.note(name, number)
    return writer.counted(Number(number), unit, case)
