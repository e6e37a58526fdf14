"""Columns of dates beside texts in; whether a spreadsheet swapped days and months out, and the
dates put right.

A spreadsheet that expects months first reads 03/04/2022, the third of April, as 4 March, and leaves
13/04/2022, for which there is no such month, as text. So all texts have a day of 13 or more and all
dates one of 12 or less: no trade divides its days so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from reporter.model import Reading, Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.ingest.store import Store
    from reporter.ingest.types.candidates import Decision
    from reporter.ingest.types.rules.dates import Shape
    from reporter.ingest.types.sql_dates import Dates

MONTHS = 12
CLEAR, NOTICED = 20, 8
"""Values on either side from which on it is clear, and from which on it is told."""
_AGAINST = 0.15
"""Share of the dates by which their months may lie further from those of the texts once put right,
by chance.
"""
_READ_BY_A_SPREADSHEET: tuple[Shape, ...] = ("iso", "serial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of a column, with how often each stands in it."""

    texts: Mapping[date, int]
    """Those that stand there as text."""
    dates: Mapping[date, int]
    """Those that a spreadsheet has read."""

    @property
    def fewer(self) -> int:
        """The number of values on the smaller side."""
        return min(sum(self.texts.values()), sum(self.dates.values()))

    @property
    def are_apart(self) -> bool:
        """Whether every text has a day that is no month, and no date has."""
        return all(day.day > MONTHS for day in self.texts) and all(
            day.day <= MONTHS for day in self.dates
        )

    @property
    def speaks_against(self) -> bool:
        """Whether the dates lie in the months of the texts as they are, and would not once put
        right.
        """
        right = Counter[date]()
        for day, times in self.dates.items():
            right[_swapped(day)] += times
        return _distance(right, self.texts) > _distance(self.dates, self.texts) + _AGAINST


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is done about a column."""

    put_right: bool
    reading: Reading


def undo(
    store: Store, decisions: Mapping[str, Decision], wanted: Literal["auto", "swap", "keep"]
) -> dict[str, Decision]:
    """Put right the dates that a spreadsheet has read with days and months swapped, or tell of
    them.

    Parameters
    ----------
    store
        Holds the table as it was loaded.
    decisions
        How each column is read.
    wanted
        The user's last word.
    """
    changed = {}
    for name, decision in decisions.items():
        read = _parts(decision.dates) if decision.dates else None
        answer = (
            judge(name, _days(store, name, decision.expression, read), wanted) if read else None
        )
        if read and answer:
            expression = (
                _put_right(decision.expression, read) if answer.put_right else decision.expression
            )
            changed[name] = replace(
                decision, expression=expression, readings=(*decision.readings, answer.reading)
            )
    return changed


def judge(name: str, days: Days, wanted: Literal["auto", "swap", "keep"]) -> Answer | None:
    """Say whether a column's dates are put right; None where nothing has to be said.

    Parameters
    ----------
    name
        The column.
    days
        What it holds.
    wanted
        The user's last word.
    """
    moved = sum(
        times for day, times in days.dates.items() if day.day <= MONTHS and day.day != day.month
    )
    noticed = days.fewer >= NOTICED and days.are_apart and not days.speaks_against
    if not moved or (wanted != "swap" and not noticed):
        return None
    put_right = wanted == "swap" or (wanted == "auto" and days.fewer >= CLEAR)
    return Answer(
        put_right=put_right, reading=_told(name, days, moved, wanted, put_right=put_right)
    )


def _parts(found: Dates) -> str | None:
    """Return the condition on values that a spreadsheet has read; None where a column holds none of
    them, or no texts beside.
    """
    read = [part for part in found.parts if part.shape in _READ_BY_A_SPREADSHEET]
    if not read or found.numeric is None:
        return None
    return " OR ".join(f"{part.read()} IS NOT NULL" for part in read)


def _days(store: Store, name: str, expression: str, read: str) -> Days:
    grouped = store.grouped(name, [f"CAST({expression} AS DATE)", f"({read})"])
    return Days(
        texts={day: times for day, is_date, times in grouped if day and not is_date},
        dates={day: times for day, is_date, times in grouped if day and is_date},
    )


def _put_right(expression: str, read: str) -> str:
    moment = f"({expression})"
    day = (
        f"make_timestamp(year({moment}), day({moment}), month({moment}), hour({moment}),"
        f" minute({moment}), microsecond({moment}) / 1e6)"
    )
    return f"CASE WHEN ({read}) AND day({moment}) <= {MONTHS} THEN {day} ELSE {moment} END"


def _swapped(day: date) -> date:
    return day.replace(month=day.day, day=day.month)


def _distance(one: Mapping[date, int], other: Mapping[date, int]) -> float:
    """Return the share of values by which the months of two sets of days differ."""
    first, second = _by_month(one), _by_month(other)
    all_first, all_second = sum(first.values()), sum(second.values())
    return (
        sum(
            abs(first[month] / all_first - second[month] / all_second)
            for month in {*first, *second}
        )
        / 2
    )


def _by_month(days: Mapping[date, int]) -> Counter[date]:
    months = Counter[date]()
    for day, times in days.items():
        months[day.replace(day=1)] += times
    return months


def _told(name: str, days: Days, moved: int, wanted: str, *, put_right: bool) -> Reading:
    stance = Stance.SET if wanted != "auto" else Stance.ADOPTED if put_right else Stance.TOLD
    example = min(day for day in days.dates if day.day <= MONTHS and day.day != day.month)
    numbers: dict[str, float | str] = {
        "column": name,
        "texts": sum(days.texts.values()),
        "dates": sum(days.dates.values()),
        "moved": moved,
        "as_read": example.isoformat(),
        "put_right": _swapped(example).isoformat(),
        "how": "swapped back" if put_right else "left as they stand",
    }
    return Reading(
        question="swapped_dates", stance=stance, numbers=numbers,
        setting=f"meaning.swapped_dates={'keep' if put_right else 'swap'}",
        weight=moved / max(1, sum(days.texts.values()) + sum(days.dates.values())),
    )  # fmt: skip
