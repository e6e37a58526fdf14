"""The run's table as loaded in, typed columns out: whole numbers, decimals, dates, booleans, text.

A few values of a column nominate a type; then every different value is tested whether it holds.
A column that is not what these values seem stays text, unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reporter.ingest.store import as_text, literal, quoted
from reporter.ingest.types import ambiguities, clauses, dates, swapped
from reporter.ingest.types.candidates import (
    SQL_TYPES,
    Boolean,
    Date,
    Decision,
    Float,
    Number,
)
from reporter.ingest.types.rules import numbers
from reporter.ingest.types.rules.dates import BY_NUMBER, EARLIEST, LATEST
from reporter.ingest.types.rules.numbers import DECIMAL_COMMA, DECIMAL_POINT, PLAIN
from reporter.ingest.types.rules.thresholds import DATES, LENIENT, NAMED_DATES
from reporter.ingest.types.rules.words import FALSE, MISSING_TEXTS, TRUE
from reporter.ingest.types.sql_numbers import NumberSQL
from reporter.ingest.types.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.store import Store
    from reporter.ingest.types.candidates import Candidate, Hints
    from reporter.ingest.types.rules.numbers import Style

_PROBE = 200
_INTEGERS = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
)
_LARGE_INTEGERS = frozenset({"UBIGINT", "HUGEINT", "UHUGEINT"})


@dataclass(slots=True)
class _Plan:
    """What is settled so far."""

    kinds: dict[str, str]
    decisions: dict[str, Decision] = field(default_factory=dict)
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    """By descending preference; the first that holds is taken."""
    probes: dict[str, list[str]] = field(default_factory=dict)
    """Some values of each column of text."""


def convert(store: Store, hints: Hints, *, blanks: bool) -> Typed:
    """Give each column of the run's table its type.

    Parameters
    ----------
    store
        The database that holds the table.
    hints
        What names and settings say.
    blanks
        Whether texts may hold empty strings, which become missing.
    """
    plan = _Plan(kinds=store.types("dataset"))
    examples: dict[str, str] = {}
    for name, kind in plan.kinds.items():
        _nominate(store, hints, plan, examples, name, kind)
    written = any(
        isinstance(candidate, Number)
        for candidates in plan.candidates.values()
        for candidate in candidates
    )
    _settle(store, plan)
    plan.candidates = _other_styles(plan)
    _settle(store, plan)
    _widen(store, plan, hints)
    plan.decisions |= ambiguities.settle_marks(store, plan.decisions, plan.probes, hints, _again)
    currencies = _currencies(store, plan)
    plan.decisions |= ambiguities.settle_orders(plan.decisions, plan.probes, hints, currencies)
    plan.decisions |= swapped.undo(store, plan.decisions, hints.swapped_dates)
    missing = _missing_texts(store, plan, blanks=blanks)
    for name, kind in plan.kinds.items():
        plan.decisions.setdefault(name, _text(name, kind, missing.get(name, 0), blanks=blanks))
    decisions = {name: plan.decisions[name] for name in plan.kinds}
    store.convert(
        {
            name: (SQL_TYPES[one.dtype], one.expression)
            for name, one in decisions.items()
            if one.expression
        }
    )
    return Typed(
        dtypes={name: decision.dtype for name, decision in decisions.items()},
        reading=tuple(decision.note for decision in decisions.values() if decision.note),
        unreadable={
            name: value
            for name, value in examples.items()
            if decisions[name].dtype != "date" or decisions[name].is_empty
        },
        doubts=tuple(decision.doubt for decision in decisions.values() if decision.doubt),
        currencies=currencies,
        readings=tuple(reading for decision in decisions.values() for reading in decision.readings),
        written=written,
        points={
            name: one.number.style.point
            for name, one in decisions.items()
            if one.number and (one.dtype == "decimal" or one.number.style is DECIMAL_COMMA)
        },
        unread={name: decision.unread for name, decision in decisions.items() if decision.unread},
    )


def _nominate(
    store: Store, hints: Hints, plan: _Plan, examples: dict[str, str], name: str, kind: str
) -> None:
    """Note the types that a column may have, or settle the type that it has already."""
    named = name in hints.dates
    if kind == "BOOLEAN":
        plan.decisions[name] = Decision(dtype="boolean")
    elif kind.startswith(("DATE", "TIMESTAMP")):
        plan.decisions[name] = _moments(store, name, kind)
    elif kind in {"DOUBLE", "FLOAT"} or kind.startswith("DECIMAL"):
        values = store.probe(name, _PROBE) if named else []
        plan.candidates[name] = [*_dates(name, values, hints, text=False), Float(name)]
    elif kind in _LARGE_INTEGERS:
        plan.decisions[name] = Decision(dtype="text", expression=as_text(name, kind))
    elif kind == "VARCHAR" or kind in _INTEGERS:
        values = store.probe(name, _PROBE) if kind == "VARCHAR" or named else []
        if named and values:
            examples[name] = values[0]
        if kind in _INTEGERS:
            plan.decisions[name] = Decision(
                dtype="integer",
                expression="" if kind == "BIGINT" else f"CAST({quoted(name)} AS BIGINT)",
            )
            plan.candidates[name] = _dates(name, values, hints, text=False)
        else:
            plan.probes[name] = values
            plan.candidates[name] = [
                *_dates(name, values, hints, text=True),
                *_others(name, values, hints),
            ]


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


def _settle(store: Store, plan: _Plan) -> None:
    """Test every value of the columns that have candidates, and take each column's first that
    holds.
    """
    for name, candidates in plan.candidates.items():
        conditions = [condition for candidate in candidates for condition in candidate.conditions]
        if not conditions:
            continue
        given, *counts = store.count_where(name, conditions)
        for candidate in candidates:
            size = len(candidate.conditions)
            decision = candidate.decide(counts[:size], given)
            counts = counts[size:]
            if decision and _is_better(decision, plan.decisions.get(name)):
                plan.decisions[name] = decision


def _is_better(decision: Decision, known: Decision | None) -> bool:
    """Whether a decision is to be taken instead of an earlier one: of days instead of numbers, or
    of numbers in a style that reads more of them.
    """
    if known is None or decision.dtype == "date" != known.dtype:
        return True
    return bool(decision.number and known.number) and decision.unread < known.unread


def _widen(store: Store, plan: _Plan, hints: Hints) -> None:
    """Look at what could not be read in columns of dates: a few values may be written in yet
    another way.
    """
    for name, decision in plan.decisions.items():
        if decision.dates is None or not decision.unread or name not in plan.probes:
            continue
        fits = " OR ".join(decision.dates.fits(order) for order in ("day-first", "month-first"))
        unread = store.probe(
            name, _PROBE, where=f"NOT ({fits}) AND NOT {NumberSQL(name, PLAIN).missing}"
        )
        wider = dates.widen(decision.dates, plan.probes[name], unread)
        if wider is None:
            continue
        candidate = Date(wider, hints, 0.0)
        given, *counts = store.count_where(name, candidate.conditions)
        found = candidate.decide(counts, given)
        if found and found.unread < decision.unread:
            plan.decisions[name] = found


def _other_styles(plan: _Plan) -> dict[str, list[Candidate]]:
    """Return the styles not tried yet for columns of numbers that did not hold, or not for all of
    their values: below a thousand no comma shows.
    """
    others: dict[str, list[Candidate]] = {}
    for name, candidates in plan.candidates.items():
        tried = [candidate for candidate in candidates if isinstance(candidate, Number)]
        known = plan.decisions.get(name)
        if tried and (known is None or (known.number and known.unread)):
            seen = {candidate.sql.style for candidate in tried}
            others[name] = [
                Number(NumberSQL(name, style), tried[0].lenient)
                for style in numbers.STYLES
                if style not in seen
            ]
    return others


def _again(store: Store, sql: NumberSQL) -> Decision | None:
    """Decide on a column of numbers in another way of writing, which every value has to fit."""
    candidate = Number(sql, lenient=False)
    given, *counts = store.count_where(sql.column, candidate.conditions)
    return candidate.decide(counts, given)


def _currencies(store: Store, plan: _Plan) -> dict[str, dict[str, int]]:
    """Count the rows of each currency in columns of numbers that show one."""
    found = {}
    for name, decision in plan.decisions.items():
        if decision.number and decision.number.style.dressed:
            counts = numbers.named_currencies(store.counts(name, decision.number.currency))
            if counts:
                found[name] = counts
    for name, counts in found.items():
        note = clauses.currencies(name, counts)
        decision = plan.decisions[name]
        plan.decisions[name] = replace(
            decision, note="; ".join(filter(None, (decision.note, note)))
        )
    return found


def _missing_texts(store: Store, plan: _Plan, *, blanks: bool) -> dict[str, int]:
    """Count what stands for missing values in the columns that stay text, in one pass."""
    names = [
        name
        for name, kind in plan.kinds.items()
        if kind == "VARCHAR" and name not in plan.decisions
    ]
    if not names:
        return {}
    conditions = [
        _stands_for_missing(name) + ("" if not blanks else f" AND {quoted(name)} <> ''")
        for name in names
    ]
    counts = store.row([f"count(*) FILTER ({condition})" for condition in conditions])
    return {name: int(count) for name, count in zip(names, counts, strict=True) if count}


def _stands_for_missing(name: str) -> str:
    return f"{quoted(name)} IN ({', '.join(map(literal, MISSING_TEXTS))})"


def _text(name: str, kind: str, missing: int, *, blanks: bool) -> Decision:
    if kind != "VARCHAR":
        return Decision(dtype="text", expression=as_text(name, kind))
    if missing:
        (note,) = clauses.missing(name, missing)
        return Decision(
            dtype="text",
            expression=f"CASE WHEN NOT ({_stands_for_missing(name)}) THEN {quoted(name)} END",
            note=note,
        )
    return Decision(dtype="text", expression=f"nullif({quoted(name)}, '')" if blanks else "")
