"""The run's table as loaded in, typed columns out: whole numbers, decimals, dates, booleans, text.

A few values of a column nominate a type; then every different value is tested whether it holds.
A column that is not what these values seem stays text, unchanged.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.ingest.store import as_text, literal, quoted
from reporter.ingest.types import ambiguities, clauses, dates, swapped
from reporter.ingest.types.candidates import SQL_TYPES, Date, Decision, Number
from reporter.ingest.types.nominations import PROBE, Plan, nominate
from reporter.ingest.types.rules import numbers
from reporter.ingest.types.rules.numbers import DECIMAL_COMMA, PLAIN
from reporter.ingest.types.rules.words import MISSING_TEXTS
from reporter.ingest.types.sql_numbers import NumberSQL
from reporter.ingest.types.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.ingest.store import Store
    from reporter.ingest.types.candidates import Candidate, Hints


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
    plan = Plan(kinds=store.types("dataset"))
    for name in plan.kinds:
        nominate(store, hints, plan, name)
    written = plan.has_written_numbers
    _settle(store, plan)
    # A sample may show no comma where others have one: what did not hold is tried otherwise.
    plan.candidates = _other_styles(plan)
    _settle(store, plan)
    _widen(store, plan, hints)
    plan.decisions |= ambiguities.settle_marks(store, plan.decisions, plan.probes, hints, _again)
    currencies = _currencies(store, plan)
    plan.decisions |= ambiguities.settle_orders(plan.decisions, plan.probes, hints, currencies)
    plan.decisions |= swapped.undo(store, plan.decisions, hints.swapped_dates)
    _leave_as_text(store, plan, blanks=blanks)
    decisions = {name: plan.decisions[name] for name in plan.kinds}
    _rewrite(store, decisions)
    return Typed(
        dtypes={name: decision.dtype for name, decision in decisions.items()},
        reading=tuple(decision.note for decision in decisions.values() if decision.note),
        unreadable=_unreadable(plan.examples, decisions),
        doubts=tuple(decision.doubt for decision in decisions.values() if decision.doubt),
        currencies=currencies,
        readings=tuple(reading for decision in decisions.values() for reading in decision.readings),
        written=written,
        points=_points(decisions),
        unread={name: decision.unread for name, decision in decisions.items() if decision.unread},
    )


def _rewrite(store: Store, decisions: Mapping[str, Decision]) -> None:
    """Rewrite the columns of the table that do not hold their type yet."""
    store.convert(
        {
            name: (SQL_TYPES[decision.dtype], decision.expression)
            for name, decision in decisions.items()
            if decision.expression
        }
    )


def _unreadable(examples: Mapping[str, str], decisions: Mapping[str, Decision]) -> dict[str, str]:
    """Return the columns named like a date that hold none, each with a value to show."""
    return {
        name: value
        for name, value in examples.items()
        if decisions[name].dtype != "date" or decisions[name].is_empty
    }


def _points(decisions: Mapping[str, Decision]) -> dict[str, str]:
    """Return the columns of numbers in which a decimal sign shows, each with the sign."""
    styles = {
        name: (decision.dtype, decision.number.style)
        for name, decision in decisions.items()
        if decision.number
    }
    return {
        name: style.point
        for name, (dtype, style) in styles.items()
        if dtype == "decimal" or style is DECIMAL_COMMA
    }


def _settle(store: Store, plan: Plan) -> None:
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


def _widen(store: Store, plan: Plan, hints: Hints) -> None:
    """Look at what could not be read in columns of dates: a few values may be written in yet
    another way.
    """
    for name, decision in plan.decisions.items():
        if decision.dates is None or not decision.unread or name not in plan.probes:
            continue
        fits = " OR ".join(decision.dates.fits(order) for order in ("day-first", "month-first"))
        unread = store.probe(
            name, PROBE, where=f"NOT ({fits}) AND NOT {NumberSQL(name, PLAIN).missing}"
        )
        wider = dates.widen(decision.dates, plan.probes[name], unread)
        if wider is None:
            continue
        # No least share: the column is one of dates already, and any further one is won.
        candidate = Date(wider, hints, 0.0)
        given, *counts = store.count_where(name, candidate.conditions)
        found = candidate.decide(counts, given)
        if found and found.unread < decision.unread:
            plan.decisions[name] = found


def _other_styles(plan: Plan) -> dict[str, list[Candidate]]:
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


def _currencies(store: Store, plan: Plan) -> dict[str, dict[str, int]]:
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


def _leave_as_text(store: Store, plan: Plan, *, blanks: bool) -> None:
    """Leave the columns that nothing else was settled for as texts."""
    missing = _missing_texts(store, plan, blanks=blanks)
    for name, kind in plan.kinds.items():
        plan.decisions.setdefault(name, _text(name, kind, missing.get(name, 0), blanks=blanks))


def _missing_texts(store: Store, plan: Plan, *, blanks: bool) -> dict[str, int]:
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
