"""The run's table as loaded in, typed columns out: whole numbers, decimals, dates, booleans, text.

A few values of a column nominate a type; then every different value is tested whether it holds.
A column that is not what these values seem stays text, unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from reporter.ingest import dates, numbers
from reporter.ingest.numbers import NumberSQL
from reporter.ingest.store import as_text, quoted
from reporter.ingest.understanding import Typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.dates import DateSQL, Order
    from reporter.ingest.store import Store
    from reporter.model import DataType

_PROBE = 200
_LENIENT = 0.95
"""Share of numbers from which a column that is named like a quantity or an amount is one, whatever the rest says."""
_SQL_TYPES: dict[DataType, str] = {"integer": "BIGINT", "decimal": "DOUBLE", "date": "TIMESTAMP", "boolean": "BOOLEAN", "text": "VARCHAR"}
_INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
_LARGE_INTEGERS = frozenset({"UBIGINT", "HUGEINT", "UHUGEINT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known beside the values."""

    dates: frozenset[str]
    """Columns named like a date, or set to be one."""
    values: frozenset[str]
    """Columns named like a quantity, price or amount, or set to be one."""
    comma_is_decimal: bool
    """Whether a comma is rather a decimal one, and a date rather day-first: columns are cut by semicolons."""
    date_order: Literal["auto", "day-first", "month-first"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The type of a column, the SQL that makes it (empty to leave it), and a clause for a reader."""

    dtype: DataType
    expression: str = ""
    note: str = ""


class Candidate(Protocol):
    """A type that a column may have."""

    @property
    def conditions(self) -> list[str]:
        """The SQL conditions on a value whose counts settle it."""

    def decide(self, counts: Sequence[int], given: int) -> Decision | None:
        """Settle it from these counts and the number of values; None when the column is something else."""


def _counted(number: int) -> str:
    return "1 value" if number == 1 else f"{number:,} values"


@dataclass(frozen=True, slots=True)
class _Number:
    sql: NumberSQL
    lenient: bool

    @property
    def conditions(self) -> list[str]:
        return [self.sql.fits, self.sql.fits_whole, self.sql.missing]

    def decide(self, counts: Sequence[int], given: int) -> Decision | None:
        fits, whole, missing = counts
        stray = given - missing - fits
        if not fits or stray > ((1 - _LENIENT) * given if self.lenient else 0):
            return None
        name, style = self.sql.column, self.sql.style
        notes = [f"{style.description} in {name}"] if style.description else []
        if missing:
            notes.append(f"{_counted(missing)} in {name} that stand for missing ones")
        if stray:
            notes.append(f"{_counted(stray)} in {name} could not be read as a number, taken as missing")
        dtype: DataType = "integer" if whole == fits else "decimal"
        expression = self.sql.read(_SQL_TYPES[dtype], guarded=fits < given)
        return Decision(dtype=dtype, expression=expression, note="; ".join(notes))


@dataclass(frozen=True, slots=True)
class _Date:
    sql: DateSQL
    hints: Hints
    share: float
    """The share of values that must be dates."""

    @property
    def conditions(self) -> list[str]:
        if self.sql.shape == "numeric":
            return [self.sql.fits("day-first"), self.sql.fits("month-first")]
        return [self.sql.fits()]

    def decide(self, counts: Sequence[int], given: int) -> Decision | None:
        if max(counts) < self.share * given or not max(counts):
            return None
        if self.sql.shape == "numeric":
            order, why = self._order(*counts)
            found, notes = (counts[order == "month-first"], [f"{self.sql.column} read {order} ({why})"])
        else:
            order, found, notes = "month-first", counts[0], []
        if given > found:
            notes.append(f"{_counted(given - found)} in {self.sql.column} could not be read as a date, taken as missing")
        return Decision(dtype="date", expression=self.sql.read(order), note="; ".join(notes))

    def _order(self, day_first: int, month_first: int) -> tuple[Order, str]:
        if self.hints.date_order != "auto":
            return self.hints.date_order, "set by you"
        if day_first != month_first:
            order: Order = "day-first" if day_first > month_first else "month-first"
            return order, f"settled by {_counted(abs(day_first - month_first))}"
        if self.sql.separator == "." or self.hints.comma_is_decimal:
            return ("day-first", "both orders fit; dates with points or columns with semicolons are written so")
        return ("month-first", "both orders fit every value; set roles.date_order if it is day-first")


@dataclass(frozen=True, slots=True)
class _Float:
    column: str

    @property
    def conditions(self) -> list[str]:
        value = quoted(self.column)
        return [f"{value} = floor({value}) AND abs({value}) < 9e15", f"isnan(CAST({value} AS DOUBLE))"]

    def decide(self, counts: Sequence[int], given: int) -> Decision | None:
        whole, nan = counts
        value = f"nullif(CAST({quoted(self.column)} AS DOUBLE), 'nan'::DOUBLE)"
        if whole and whole == given - nan:
            return Decision(dtype="integer", expression=f"CAST({value} AS BIGINT)")
        return Decision(dtype="decimal", expression=value)


@dataclass(frozen=True, slots=True)
class _Boolean:
    column: str

    @property
    def conditions(self) -> list[str]:
        return [f"lower({quoted(self.column)}) IN ('true', 'false')"]

    def decide(self, counts: Sequence[int], given: int) -> Decision | None:
        return Decision(dtype="boolean", expression=f"CAST({quoted(self.column)} AS BOOLEAN)") if counts[0] == given else None


@dataclass(slots=True)
class _Plan:
    """What is settled so far."""

    kinds: dict[str, str]
    decisions: dict[str, Decision] = field(default_factory=dict)
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    """By descending preference; the first that holds is taken."""


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
    _settle(store, plan)
    plan.candidates = _other_styles(plan)
    _settle(store, plan)
    for name, kind in plan.kinds.items():
        plan.decisions.setdefault(name, _text(name, kind, blanks=blanks))
    decisions = {name: plan.decisions[name] for name in plan.kinds}
    changed = {name: (_SQL_TYPES[decision.dtype], decision.expression) for name, decision in decisions.items() if decision.expression}
    store.convert(changed)
    return Typed(
        dtypes={name: decision.dtype for name, decision in decisions.items()},
        reading=tuple(decision.note for decision in decisions.values() if decision.note),
        unreadable={name: value for name, value in examples.items() if decisions[name].dtype != "date"},
    )


def _nominate(store: Store, hints: Hints, plan: _Plan, examples: dict[str, str], name: str, kind: str) -> None:
    """Note the types that a column may have, or settle the type that it has already."""
    if kind == "BOOLEAN":
        plan.decisions[name] = Decision(dtype="boolean")
    elif kind.startswith(("DATE", "TIMESTAMP")):
        plan.decisions[name] = Decision(dtype="date", expression="" if kind == "TIMESTAMP" else f"CAST({quoted(name)} AS TIMESTAMP)")
    elif kind in {"DOUBLE", "FLOAT"} or kind.startswith("DECIMAL"):
        plan.candidates[name] = [_Float(name)]
    elif kind in _LARGE_INTEGERS:
        plan.decisions[name] = Decision(dtype="text", expression=as_text(name, kind))
    elif kind == "VARCHAR" or kind in _INTEGERS:
        values = store.probe(name, _PROBE)
        if name in hints.dates and values:
            examples[name] = values[0]
        if kind in _INTEGERS:
            plan.decisions[name] = Decision(dtype="integer", expression="" if kind == "BIGINT" else f"CAST({quoted(name)} AS BIGINT)")
            values = values if name in hints.dates else []
        plan.candidates[name] = _candidates(name, values, hints, text=kind == "VARCHAR")


def _candidates(name: str, values: list[str], hints: Hints, *, text: bool) -> list[Candidate]:
    if not values:
        return []
    found: list[Candidate] = []
    named = name in hints.dates
    shape = dates.recognise(name, values, named_like_a_date=named)
    if shape and (text or shape.shape == "compact"):
        found.append(_Date(shape, hints, 0.5 if named else 0.9))
    if not text:
        return found
    if {value.lower() for value in values} <= {"true", "false"}:
        found.append(_Boolean(name))
    lenient = name in hints.values
    signs = any(numbers.bare(value) != value for value in values)
    least = _LENIENT if lenient else 1.0
    if any(numbers.share(values, style) >= least for style in numbers.styles(comma_is_decimal=False)):
        ordered = numbers.styles(comma_is_decimal=hints.comma_is_decimal)
        fitting = [style for style in ordered if numbers.share(values, style) >= least]
        found += [_Number(NumberSQL(name, style, signs), lenient) for style in fitting]
    return found


def _settle(store: Store, plan: _Plan) -> None:
    """Test every value of the columns that have candidates, and take each column's first that holds."""
    for name, candidates in plan.candidates.items():
        conditions = [condition for candidate in candidates for condition in candidate.conditions]
        if not conditions:
            continue
        given, *counts = store.count_where(name, conditions)
        for candidate in candidates:
            size = len(candidate.conditions)
            decision = candidate.decide(counts[:size], given)
            counts = counts[size:]
            if decision and (name not in plan.decisions or decision.dtype == "date"):
                plan.decisions[name] = decision


def _other_styles(plan: _Plan) -> dict[str, list[Candidate]]:
    """Return the styles not tried yet for columns of numbers that did not hold: below a thousand no comma shows."""
    others: dict[str, list[Candidate]] = {}
    for name, candidates in plan.candidates.items():
        tried = [candidate for candidate in candidates if isinstance(candidate, _Number)]
        if tried and name not in plan.decisions:
            seen = {candidate.sql.style for candidate in tried}
            styles = [style for style in numbers.styles(comma_is_decimal=False) if style not in seen]
            others[name] = [_Number(NumberSQL(name, style, signs=True), tried[0].lenient) for style in styles]
    return others


def _text(name: str, kind: str, *, blanks: bool) -> Decision:
    if kind == "VARCHAR":
        return Decision(dtype="text", expression=f"nullif({quoted(name)}, '')" if blanks else "")
    return Decision(dtype="text", expression=as_text(name, kind))
