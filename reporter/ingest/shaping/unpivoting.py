"""A loaded table with a column per period in, a table with a row per period out: "Jan 2023", "Feb
2023" … are one measure over time.

A period in which nothing stands, or zero, is one in which nothing was bought, and makes no row.
What else the table holds stays beside each of them. Which columns these are, and whether they are
money at all, is told by `wide`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.shaping import wide
from reporter.ingest.shaping.wide import Evidence
from reporter.ingest.store import as_text, literal, quoted
from reporter.ingest.types.rules import numbers
from reporter.ingest.types.rules.numbers import STYLES
from reporter.ingest.types.sql_numbers import NumberSQL
from reporter.model import Grain, Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from reporter.ingest.loaded import Loaded
    from reporter.ingest.shaping.period_names import PeriodName
    from reporter.ingest.shaping.wide import Wide, Wishes
    from reporter.ingest.store import Store
    from reporter.model import Reading

TOTAL, CENT = 0.98, 0.015
"""Share of rows in which a column is the sum of the periods, to a cent."""
_LONG = "a row per period"
_PROBE = 50


def unpivot(loaded: Loaded, store: Store, wishes: Wishes) -> tuple[Loaded, tuple[Reading, ...]]:
    """Make a row per period of a table's columns where these are one measure over time, and tell
    it.

    Parameters
    ----------
    loaded
        A table as one file or sheet gave it.
    store
        Holds the table.
    wishes
        What the user says of such columns.
    """
    types = store.types(loaded.table)
    found = wide.find(types, loaded.name, wishes)
    if found is None:
        return loaded, ()
    cells = _Cells(
        store=store,
        table=loaded.table,
        wide=found,
        types=types,
        style=_style(store, loaded.table, found, types),
    )
    evidence, rows = cells.look(), store.rows(loaded.table)
    stance = wide.judge(found, evidence, loaded.name, wishes)
    if stance is None:
        return loaded, ()
    if wide.is_left(stance, wishes):
        return loaded, (wide.told(found, evidence, stance, wishes, rows),)
    first, is_known = wide.first_day(found, wishes, loaded.title, loaded.label)
    years = None if found.is_dated or wishes.yearless else wide.year_column(found.kept)
    readings = [wide.told(found, evidence, stance, wishes, rows, cells.without())]
    if not found.is_dated and years is None:
        readings.append(
            wide.yearless(found, first, is_known=is_known, is_set=wishes.yearless is not None)
        )
    total = cells.total()
    cells.write(tuple(name for name in found.kept if name not in (total, years)), first, years)
    notes = (*loaded.notes, *_notes(found, total))
    return replace(
        loaded, rows=store.rows(loaded.table), notes=notes, totals={}, blanks=True
    ), tuple(readings)


def _notes(found: Wide, total: str | None) -> list[str]:
    notes = [
        (
            f"{len(found.periods)} columns of {found.family or 'amounts'} a {found.grain}"
            " made a row each"
        )
    ]
    if total:
        notes.append(f"{total} left out: it is the sum of these columns")
    if found.others:
        notes.append(
            f"{len(found.others)} columns of other measures over the same time left out, such as"
            f" {found.others[0]}"
        )
    return notes


def _style(store: Store, table: str, found: Wide, types: Mapping[str, str]) -> NumberSQL | None:
    """Find how the numbers are written; None where they are numbers already."""
    texts = [name for name in found.periods if types[name] == "VARCHAR"]
    if not texts:
        return None
    values = [value for name in texts for value in store.probe(name, _PROBE, table)]
    return NumberSQL("value", max(STYLES, key=lambda style: numbers.share(values, style)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """The cells of the columns, each with its period's column."""

    store: Store
    table: str
    wide: Wide
    types: Mapping[str, str]
    style: NumberSQL | None
    """How they are written, where they are texts."""

    @property
    def _source(self) -> str:
        """A row for each cell."""
        cells = ", ".join(f"({literal(name)}, {self._cell(name)})" for name in self.wide.periods)
        return f"{quoted(self.table)}, LATERAL (VALUES {cells}) AS cells(period, value)"

    def _cell(self, name: str) -> str:
        return as_text(name, self.types[name]) if self.style else f"CAST({quoted(name)} AS DOUBLE)"

    @property
    def _number(self) -> str:
        return self.style.read("DOUBLE", guarded=True) if self.style else "value"

    @property
    def _given(self) -> str:
        return (
            f"(value IS NOT NULL AND NOT {self.style.missing})"
            if self.style
            else "value IS NOT NULL"
        )

    @property
    def _bought(self) -> str:
        return f"{self._given} AND coalesce({self._number}, 1) <> 0"

    def look(self) -> Evidence:
        """Count what they hold."""
        counts = (
            f"count(*), count(*) FILTER ({self._given}), count(number), count(*) FILTER (number ="
            " 0), count(*) FILTER (number <> floor(number)), min(number), max(number),"
            " median(number) FILTER (number <> 0), count(DISTINCT number)"
        )
        (row,) = self.store.run(
            f"SELECT {counts} FROM (SELECT value, {self._number} AS number FROM {self._source})"
        )
        return Evidence.of(*row)

    def without(self) -> int:
        """Count the rows in which no period holds a value."""
        row = f"{quoted(self.table)}.rowid"
        held = (
            f"SELECT {row} FROM {self._source} GROUP BY {row} HAVING count(*) FILTER"
            f" ({self._bought}) = 0"
        )
        return int(self.store.run(f"SELECT count(*) FROM ({held})")[0][0])

    def total(self) -> str | None:
        """Return the column that is the sum of the periods, if any."""
        candidates = [
            name
            for name in self.wide.kept
            if vocabulary.fit(name, Role.AMOUNT)
            and not self.types[name].startswith(("BOOLEAN", "DATE", "TIMESTAMP"))
        ]
        if not candidates:
            return None
        summed = " + ".join(f"coalesce({self._read(name)}, 0)" for name in self.wide.periods)
        equal = [
            f"avg(CASE WHEN abs({self._read(name)} - ({summed})) < {CENT} THEN 1.0 ELSE 0.0 END)"
            for name in candidates
        ]
        shares = self.store.row(equal, self.table)
        return next(
            (
                name
                for name, share in zip(candidates, shares, strict=True)
                if share and share >= TOTAL
            ),
            None,
        )

    def _read(self, name: str) -> str:
        if self.types[name] != "VARCHAR":
            return f"CAST({quoted(name)} AS DOUBLE)"
        return (
            NumberSQL(name, self.style.style).read("DOUBLE", guarded=True) if self.style else "NULL"
        )

    def write(self, kept: tuple[str, ...], first: date, years: str | None) -> None:
        """Put a row per period in the table's place."""
        day, measure = wide.free("date", kept), self.wide.measure_among(kept)
        starts = " ".join(
            f"WHEN {literal(name)} THEN {_begins(period, first, years)}"
            for name, period in self.wide.periods.items()
        )
        columns = (
            *map(quoted, kept),
            f"CAST(CASE period {starts} END AS TIMESTAMP) AS {quoted(day)}",
            f"value AS {quoted(measure)}",
        )
        self.store.make(
            _LONG, f"SELECT {', '.join(columns)} FROM {self._source} WHERE {self._bought}"
        )
        self.store.drop(self.table)
        self.store.rename(_LONG, self.table)


def _begins(period: PeriodName, first: date, years: str | None) -> str:
    """Write the first day of a period; where its name tells no year, a column may."""
    if years is None:
        return f"DATE '{period.begins(first)}'"
    year = f"TRY_CAST({quoted(years)} AS INTEGER)"
    if period.grain is Grain.WEEK:
        return f"(date_trunc('week', make_date({year}, 1, 4)) + to_days({7 * (period.number - 1)}))"
    return (
        f"make_date({year},"
        f" {period.number if period.grain is Grain.MONTH else 3 * period.number - 2}, 1)"
    )
