"""Some values of each column in, the types that it may have out: each with the tests whether all of
its values hold it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter.ingest.store import as_text, quoted
from reporter.ingest.types import clauses, dates
from reporter.ingest.types.candidates import Boolean, Date, Decision, Float, Number
from reporter.ingest.types.rules import numbers
from reporter.ingest.types.rules.dates import BY_NUMBER, EARLIEST, LATEST
from reporter.ingest.types.rules.numbers import DECIMAL_COMMA, DECIMAL_POINT, PLAIN
from reporter.ingest.types.rules.thresholds import DATES, LENIENT, NAMED_DATES
from reporter.ingest.types.rules.words import FALSE, TRUE
from reporter.ingest.types.sql_numbers import NumberSQL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.store import Store
    from reporter.ingest.types.candidates import Candidate, Hints
    from reporter.ingest.types.rules.numbers import Style

PROBE = 200
"""So many different values of a column nominate its types."""
_INTEGERS = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
)
"""DuckDB's whole numbers that fit into 64 bits with a sign."""
_LARGE_INTEGERS = frozenset({"UBIGINT", "HUGEINT", "UHUGEINT"})
"""Those that do not: ids, not amounts."""


@dataclass(slots=True)
class Plan:
    """What is settled so far."""

    kinds: dict[str, str]
    decisions: dict[str, Decision] = field(default_factory=dict)
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    """By descending preference; the first that holds is taken."""
    probes: dict[str, list[str]] = field(default_factory=dict)
    """Some values of each column of text."""
    examples: dict[str, str] = field(default_factory=dict)
    """A value of each column that is named like a date and does not hold days already."""

    @property
    def has_written_numbers(self) -> bool:
        """Whether some column may hold numbers that were written as texts."""
        return any(
            isinstance(candidate, Number)
            for candidates in self.candidates.values()
            for candidate in candidates
        )


def nominate(store: Store, hints: Hints, plan: Plan, name: str) -> None:
    """Note the types that a column may have, or settle the type that it has already."""
    kind = plan.kinds[name]
    if kind == "BOOLEAN":
        plan.decisions[name] = Decision(dtype="boolean")
    elif kind.startswith(("DATE", "TIMESTAMP")):
        plan.decisions[name] = _moments(store, name, kind)
    elif kind in {"DOUBLE", "FLOAT"} or kind.startswith("DECIMAL"):
        values = store.probe(name, PROBE) if name in hints.dates else []
        plan.candidates[name] = [*_dates(name, values, hints, text=False), Float(name)]
    elif kind in _LARGE_INTEGERS:
        plan.decisions[name] = Decision(dtype="text", expression=as_text(name, kind))
    elif kind in _INTEGERS:
        _nominate_integer(store, hints, plan, name)
    elif kind == "VARCHAR":
        _nominate_text(store, hints, plan, name)


def _nominate_integer(store: Store, hints: Hints, plan: Plan, name: str) -> None:
    """Take whole numbers as they are; where the name says so they may be days: 20240131."""
    is_long = plan.kinds[name] == "BIGINT"
    plan.decisions[name] = Decision(
        dtype="integer", expression="" if is_long else f"CAST({quoted(name)} AS BIGINT)"
    )
    values = store.probe(name, PROBE) if name in hints.dates else []
    _note_example(hints, plan, name, values)
    plan.candidates[name] = _dates(name, values, hints, text=False)


def _nominate_text(store: Store, hints: Hints, plan: Plan, name: str) -> None:
    """Note the dates, booleans and numbers that texts may be."""
    values = store.probe(name, PROBE)
    _note_example(hints, plan, name, values)
    plan.probes[name] = values
    plan.candidates[name] = [
        *_dates(name, values, hints, text=True),
        *_others(name, values, hints),
    ]


def _note_example(hints: Hints, plan: Plan, name: str, values: Sequence[str]) -> None:
    if name in hints.dates and values:
        plan.examples[name] = values[0]


def _moments(store: Store, name: str, kind: str) -> Decision:
    """Take days and moments as they are; those that no calendar of ours holds stand for "never"."""
    moment = quoted(name) if kind == "TIMESTAMP" else f"CAST({quoted(name)} AS TIMESTAMP)"
    inside = f"{moment} >= TIMESTAMP '{EARLIEST}' AND {moment} < TIMESTAMP '{LATEST}'"
    outside = int(store.row([f"count(*) FILTER (NOT ({inside}))"])[0])
    if not outside:
        return Decision(dtype="date", expression="" if kind == "TIMESTAMP" else moment)
    note = clauses.outside(name, outside)
    return Decision(
        dtype="date", expression=f"CASE WHEN {inside} THEN {moment} END", note=note, unread=outside
    )


def _dates(name: str, values: list[str], hints: Hints, *, text: bool) -> list[Candidate]:
    """Return the days that values may be; of numbers only in shapes that need no signs between
    their parts, and bare years only where it is sure how a year is meant.
    """
    named = name in hints.dates
    begins = hints.year.begins if hints.year and named else None
    found = (
        dates.recognise(name, values, named_like_a_date=named, begins=begins) if values else None
    )
    if not found or not (
        text or {part.shape for part in found.parts} <= {"compact", "yearless", *BY_NUMBER}
    ):
        return []
    if any(part.is_plain for part in found.parts) and not (hints.year and hints.year.is_sure):
        return []
    return [Date(found, hints, NAMED_DATES if named else DATES)]


def _others(name: str, values: list[str], hints: Hints) -> list[Candidate]:
    """Return booleans and numbers; of the ways to write numbers the plainest that all of these
    values fit.
    """
    if not values:
        return []
    if {value.lower() for value in values} <= {TRUE, FALSE}:
        return [Boolean(name)]
    lenient = name in hints.values
    # In a column that is named like an amount or a quantity, a few odd texts are no objection.
    least = LENIENT if lenient else 1.0
    fitting = [style for style in _by_preference(hints) if numbers.share(values, style) >= least]
    return [Number(NumberSQL(name, style), lenient) for style in fitting[:1]]


def _by_preference(hints: Hints) -> Sequence[Style]:
    comma_first = hints.decimal == "comma" or (hints.decimal == "auto" and hints.comma_is_decimal)
    return (
        (PLAIN, DECIMAL_COMMA, DECIMAL_POINT)
        if comma_first
        else (PLAIN, DECIMAL_POINT, DECIMAL_COMMA)
    )
