"""In which unit columns count time: by their names, by a date beside them, or by what a customer
pays a month.

A tenure is in months where what was paid in all is tenure × what is paid a month. What neither a
name nor the data tell is left unsaid: nothing is taken for days.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from reporter.ingest.columns import vocabulary
from reporter.ingest.columns.meaning.evidence import correlation
from reporter.model import Doubt, Reading, Role, Sense, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Understood
    from reporter.settings import MeaningSettings

SINGLE = {
    "day": "days", "tag": "days", "jour": "days", "dia": "days", "giorno": "days", "dag": "days",
    "week": "weeks", "woche": "weeks", "semaine": "weeks", "semana": "weeks", "settimana": "weeks",
    "month": "months", "monat": "months", "mes": "months", "mese": "months", "maand": "months",
    "year": "years", "jahr": "years", "annee": "years", "ano": "years", "anno": "years",
    "jaar": "years",
}  # fmt: skip
"""Words for one of a unit: beside words of a length of time only."""
UNITS = {"days": Sense.DAYS, "weeks": Sense.WEEKS, "months": Sense.MONTHS, "years": Sense.YEARS}
DATED = 0.98
"""Correlation with a date from which a number counts the time since it."""
A_DAY = 0.02
"""How far the slope between a date in days and a number may lie from one that makes it days (or 7,
30.4, 365 of them).
"""
LENGTHS = {Sense.DAYS: 1.0, Sense.WEEKS: 7.0, Sense.MONTHS: 30.44, Sense.YEARS: 365.25}
DEVIATION = 0.1
"""How far what was paid in all may lie from time × rate in a row."""
NEARLY_ALL = 0.8
"""Share of the rows in which it does not."""


class TimeUnits:
    """Asks in which unit a column counts time."""

    name = "time_unit"

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:
        """Give columns that count time their unit, where it is known."""
        so_far = _since_dates(so_far, evidence)
        for name in so_far.names(Role.MEASURE):
            if name in so_far.senses or not evidence.columns[name].is_number:
                continue
            if name in settings.unit_of:
                so_far = so_far.with_sense(name, UNITS[settings.unit_of[name]])
            elif (sense := _named(name)) is not None:
                so_far = so_far.with_sense(name, sense)
        told = []
        for name, total, rate, unit, share in _paid(so_far, evidence):
            so_far = so_far.with_sense(name, UNITS[unit])
            words = f"{unit}, as {total} is {name} × {rate}; numbers {evidence.columns[name].span}"
            so_far = _revenue(so_far.with_role(name, Role.MEASURE, words), evidence, total, rate)
            numbers: dict[str, float | str] = {
                "column": name,
                "unit": unit,
                "total": total,
                "rate": rate,
                "share": share,
            }
            told.append(
                Reading(
                    question=self.name,
                    stance=Stance.ADOPTED,
                    numbers=numbers,
                    setting=f'meaning.units=["{name} = UNIT"]',
                )
            )
        return so_far.told(*told)


def _named(name: str) -> Sense | None:
    """Return the unit that a name says; of a length of time without one, that it is one."""
    own = vocabulary.words(name)
    lasting = set(own) & vocabulary.kind("lasting")
    if set(own) & (vocabulary.kind("counting") | vocabulary.kind("change")) or "active" in own:
        return None
    for unit, sense in UNITS.items():
        if any(SINGLE.get(word) == unit for word in own) and lasting:
            return sense
        if vocabulary.kind(unit) & set(own) and (
            lasting or {own[0], own[-1]} & vocabulary.kind(unit)
        ):
            return sense
    return (
        Sense.TIME
        if vocabulary.parts(name) & vocabulary.kind("times")
        and not set(own) & vocabulary.kind("people")
        else None
    )


def _revenue(so_far: Understood, evidence: Evidence, total: str, rate: str) -> Understood:
    """Let what was paid in all be revenue, and what is paid in a period a rate of it."""
    if so_far.has(total, Role.MEASURE) and not vocabulary.parts(total) & vocabulary.kind(
        "no_revenue"
    ):
        so_far = so_far.with_role(
            total, Role.SPEND, f"what was paid in all; numbers {evidence.columns[total].span}"
        )
    if so_far.has(rate, Role.SPEND) and so_far.has(total, Role.SPEND):
        words = f"a rate, which {total} is the sum of; numbers {evidence.columns[rate].span}"
        so_far = so_far.with_role(rate, Role.MEASURE, words).with_sense(rate, Sense.MONEY)
    return so_far


def _paid(so_far: Understood, evidence: Evidence) -> Iterator[tuple[str, str, str, str, float]]:
    """Find columns of time in a unit that total = time × rate tells: the column, total, rate, unit
    and the share of rows that agree.
    """
    triples = _triples(so_far, evidence)
    conditions = []
    for time, total, rate, _ in triples:
        made = evidence.number(time) * evidence.number(rate)
        compared = (made > 0) & evidence.number(total).notnull()
        conditions += [
            compared & ((evidence.number(total) - made).abs() <= DEVIATION * made),
            compared,
        ]
    counts = evidence.count(*conditions)
    done: set[str] = set()
    for index, (time, total, rate, unit) in enumerate(triples):
        agreeing, compared = counts[2 * index : 2 * index + 2]
        if time not in done and compared and agreeing >= NEARLY_ALL * compared:
            done.add(time)
            yield time, total, rate, unit, agreeing / compared


def _triples(so_far: Understood, evidence: Evidence) -> list[tuple[str, str, str, str]]:
    """Return the columns of time, of totals and of rates by whose names one could be made of the
    others, and the unit of the rate.
    """
    numbers = [
        name for name in so_far.names(Role.SPEND, Role.MEASURE) if evidence.columns[name].is_number
    ]
    times = [name for name in numbers if so_far.senses.get(name) is Sense.TIME]
    rates = [
        (name, unit)
        for name in numbers
        for unit in UNITS
        if vocabulary.parts(name) & vocabulary.rates(unit)
    ]
    summed = vocabulary.kind("total") | vocabulary.kind("spend")
    totals = [name for name in numbers if name not in times and vocabulary.parts(name) & summed]
    return [
        (time, total, rate, unit)
        for time, total, (rate, unit) in product(times, totals, rates)
        if total != rate
    ]


def _since_dates(so_far: Understood, evidence: Evidence) -> Understood:
    """Find what numbers named like a recency or a tenure count the time since, where a date in the
    file tells it.
    """
    dates = [name for name in sorted(evidence.columns) if evidence.columns[name].dtype == "date"]
    for name in so_far.names(Role.MEASURE):
        own = vocabulary.words(name)
        if name in so_far.fixed or not set(own) & vocabulary.kind("since") or name in so_far.senses:
            continue
        column = evidence.columns[name]
        since, slope = _moves_with(evidence, name, dates)
        if not since:
            continue
        joined = set(vocabulary.words(since)) & (vocabulary.kind("joined") | {"customer"})
        if "recency" in own and joined:
            words = (
                f"counts the time since {since}, not since the last order; numbers {column.span}"
            )
            doubt = Doubt(
                about=name, question=f"what {name} counts the time since",
                taken=f"since {since}: it describes customers",
                why=f"it moves with {since} to the day", setting=f"roles.measures={name}",
            )  # fmt: skip
            so_far = so_far.with_role(name, Role.DESCRIPTOR, words).doubted(doubt)
        else:
            missing = (
                f", {100 * column.missing / column.rows:.0f} % missing" if column.missing else ""
            )
            so_far = so_far.with_role(
                name, Role.MEASURE, f"counts the time since {since}; numbers {column.span}{missing}"
            )
        unit = next(
            (sense for sense, days in LENGTHS.items() if abs(abs(slope) / days - 1) <= A_DAY), None
        )
        if unit:
            so_far = so_far.with_sense(name, unit)
    return so_far


def _moves_with(evidence: Evidence, name: str, dates: list[str]) -> tuple[str, float]:
    """Return the date that a number moves with, and how many days a step of it is; an empty text
    where there is none.
    """
    if not evidence.contents.sample.size:
        return "", 0.0
    values = _drawn(evidence.contents.sample.columns[name])
    for date in dates:
        days = _drawn(
            [
                None if day is None else day.toordinal()
                for day in evidence.contents.sample.columns[date]
            ]
        )
        if abs(correlation(values, days)) >= DATED:
            both = np.isfinite(values) & np.isfinite(days)
            return date, float(np.polyfit(values[both], days[both], 1)[0])
    return "", 0.0


def _drawn(values: Any) -> Any:
    return np.array([np.nan if value is None else float(value) for value in values])
