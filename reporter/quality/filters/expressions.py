"""A condition and the columns of a dataset in, an Ibis expression on its rows out that is true or
false, never missing.

A value is compared by its column's type: numbers as numbers, days as whole days, texts letter by
letter without their margins. Where nothing stands, no comparison holds, and so each of them with
"not" does.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from typing import TYPE_CHECKING, Any

import ibis

from reporter.conditions import Both, Comparison, Either, Not
from reporter.errors import QualityError
from reporter.model import Role
from reporter.quality.values import identifier, text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.conditions import Condition, Edge, Value
    from reporter.model import Column, Dataset

_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([T ](\d{1,2}):(\d{2})(:(\d{2}))?)?")
_HOLDS = {"integer": "numbers", "decimal": "numbers", "date": "dates", "boolean": "true and false"}


@dataclass(frozen=True, slots=True)
class Meant:
    """A condition of a setting."""

    setting: str
    """As messages call it."""
    condition: Condition


def column_of(name: str, dataset: Dataset, setting: str) -> Column:
    """Return the column that a condition names: as it is spelled, or else but for case and blanks.

    Raises
    ------
    QualityError
        There is none, or several are spelled so.
    """
    exact = [column for column in dataset.columns if column.name == name]
    alike = exact or [column for column in dataset.columns if _plain(column.name) == _plain(name)]
    if len(alike) == 1:
        return alike[0]
    names = [column.name for column in dataset.columns]
    if alike:
        raise QualityError(
            f"{name!r} in {setting} may be {_listed([one.name for one in alike])}.",
            "Spell it as the data do.",
        )
    plain = {_plain(one): one for one in names}
    near = [plain[one] for one in difflib.get_close_matches(_plain(name), plain, n=3, cutoff=0.5)]
    hint = f"The nearest: {_listed(near)}. " if near else ""
    raise QualityError(
        f"{dataset.source.name} has no column {name!r} ({setting}).",
        f"{hint}Its columns: {', '.join(names)}.",
    )


def holds(meant: Meant, dataset: Dataset, table: ir.Table) -> ir.BooleanValue:
    """Write a condition as an expression on a table with the dataset's columns.

    Raises
    ------
    QualityError
        It names a column that there is not, or compares one with what it cannot hold.
    """
    return _Writer(meant.setting, dataset, table).write(meant.condition)


class _Writer:
    """Writes the parts of one condition."""

    def __init__(self, setting: str, dataset: Dataset, table: ir.Table) -> None:
        self._setting, self._dataset, self._table = setting, dataset, table

    def write(self, condition: Condition) -> ir.BooleanValue:
        match condition:
            case Both(parts):
                return reduce(lambda left, right: left & right, map(self.write, parts))
            case Either(parts):
                return reduce(lambda left, right: left | right, map(self.write, parts))
            case Not(part):
                return ~self.write(part)
            case Comparison():
                column = column_of(condition.column, self._dataset, self._setting)
                found = self._compare(column, condition).fill_null(ibis.literal(False))
                return ~found if condition.negated else found

    def _compare(self, column: Column, one: Comparison) -> ir.BooleanValue:
        match one.operator:
            case "blank":
                return _is_blank(self._table[column.name])
            case "=" | "in":
                return reduce(lambda left, right: left | right, self._among(column, one.values))
            case "between":
                low, high = one.values
                return self._beside(column, ">=", low) & self._beside(column, "<=", high)
            case "<" | "<=" | ">" | ">=":
                return self._beside(column, one.operator, one.values[0])
        return self._like(column, one)

    def _among(self, column: Column, values: tuple[Value, ...]) -> list[ir.BooleanValue]:
        """Hold a column against values that it may be equal to."""
        table = self._table[column.name]
        match column.dtype:
            case "integer" | "decimal":
                return [_figure(table).isin([self._number(column, value) for value in values])]
            case "boolean":
                return [table == self._truth(column, value) for value in values]
            case "date":
                spans = [self._span(column, value) for value in values]
                moment = table.cast("timestamp")
                return [(moment >= first) & (moment < end) for first, end in spans]
        return [_words(column, table).isin([value.text.strip() for value in values])]

    def _beside(self, column: Column, edge: Edge, value: Value) -> ir.BooleanValue:
        """Hold a column against a value that it may lie below or above."""
        table = self._table[column.name]
        match column.dtype:
            case "integer" | "decimal":
                return _held(_figure(table), edge, self._number(column, value))
            case "boolean":
                raise self._unfit(
                    column, value, "Neither is more than the other: write = true or = false."
                )
            case "date":
                first, end = self._span(column, value)
                moment = table.cast("timestamp")
                return _held(
                    moment,
                    "<" if edge in {"<", "<="} else ">=",
                    first if edge in {"<", ">="} else end,
                )
        if not value.quoted and _NUMBER.fullmatch(value.text):
            hint = (
                "Texts have no order by number: list values, as in (1, 2), or put the value in"
                " quotes to compare letter by letter."
            )
            raise self._unfit(column, value, hint)
        return _held(_words(column, table), edge, value.text.strip())

    def _like(self, column: Column, one: Comparison) -> ir.BooleanValue:
        value, wanted = self._table[column.name], one.values[0].text
        if column.dtype in {"date", "boolean"}:
            raise self._unfit(
                column, one.values[0], f"Only texts can be searched by {one.operator}."
            )
        words = _words(column, value)
        match one.operator:
            case "contains":
                return words.contains(wanted)
            case "begins with":
                return words.startswith(wanted)
            case "ends with":
                return words.endswith(wanted)
        if "\\" in wanted:  # engines differ in whether it takes the meaning from the next character
            raise QualityError(
                f"{wanted!r} in {self._setting} holds a backslash, which like cannot look for.",
                "Write contains instead.",
            )
        return words.like(wanted)

    def _number(self, column: Column, value: Value) -> float:
        plain = value.text.strip()
        if not _NUMBER.fullmatch(plain):
            raise self._unfit(column, value, "Write a number like 1234.5.")
        number = float(plain)
        return int(number) if number.is_integer() and abs(number) < 2**53 else number

    def _truth(self, column: Column, value: Value) -> bool:
        plain = value.text.strip().lower()
        if plain not in _YES | _NO:
            raise self._unfit(column, value, "Write true or false.")
        return plain in _YES

    def _span(self, column: Column, value: Value) -> tuple[datetime, datetime]:
        """Return the first moment of a day and of the next, or those of a moment."""
        found = _DAY.fullmatch(value.text.strip())
        parts = [int(found[group] or 0) for group in (1, 2, 3, 5, 6, 8)] if found else []
        try:
            start = datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - as the data
            step = (
                timedelta(days=1)
                if not found or not found[4]
                else timedelta(seconds=1)
                if found[7]
                else timedelta(minutes=1)
            )
            return start, start + step
        except (TypeError, ValueError, OverflowError):
            raise self._unfit(column, value, "Write a day like 2024-12-31.") from None

    def _unfit(self, column: Column, value: Value, hint: str) -> QualityError:
        kind = _HOLDS.get(column.dtype, "texts")
        return QualityError(
            f"{column.name!r} holds {kind}, but is compared with {value.text!r} ({self._setting}).",
            hint,
        )


def _words(column: Column, value: ir.Column) -> ir.StringValue:
    return identifier(value) if column.role is Role.CUSTOMER else text(value)


def _figure(value: ir.Column) -> ir.NumericValue:
    """Take what is no number for missing: engines put it above all others."""
    return (
        ibis.ifelse(value.isnan(), ibis.null("float64"), value)
        if value.type().is_floating()
        else value
    )


def _is_blank(value: ir.Column) -> ir.BooleanValue:
    if value.type().is_string():
        return text(value).isnull()
    return value.isnull() | value.isnan() if value.type().is_floating() else value.isnull()


def _held(value: Any, edge: Edge, other: Any) -> ir.BooleanValue:
    match edge:
        case "<":
            return value < other
        case "<=":
            return value <= other
        case ">":
            return value > other
    return value >= other


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _listed(names: list[str]) -> str:
    return " or ".join(repr(name) for name in names)
