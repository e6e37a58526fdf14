"""The statistics of the columns and the settings in, the kind of the file and a role for each column out."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.columns import customer_tables, personal, transactions, vocabulary
from reporter.ingest.columns.parts import Judged
from reporter.ingest.types import dates
from reporter.model import Column, Kind, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.ingest.columns.contents import Contents
    from reporter.ingest.columns.statistics import ColumnStatistics, Shape
    from reporter.ingest.columns.vocabulary import Vocabulary
    from reporter.model import Doubt, Personal
    from reporter.settings import RolesSettings

VALUES = (Role.QUANTITY, Role.PRICE, Role.AMOUNT)
SET_BY_YOU = "set by you"

_ONE_ROW_EACH = 0.9
"""Share of values that differ from which a customer column is taken to stand once a row."""
_FEW = 20
"""Rows up to which an id may fail to repeat by chance."""
_SINGLE = (
    Role.CUSTOMER, Role.ORDER, Role.DATE, Role.PRODUCT, Role.DESCRIPTION,
    Role.QUANTITY, Role.PRICE, Role.AMOUNT, Role.COUNTRY, Role.CATEGORY,
)  # fmt: skip
_LISTS = {"spend": Role.SPEND, "measures": Role.MEASURE, "descriptors": Role.DESCRIPTOR, "ignore": Role.IGNORED}
_IDENTIFIERS = (Role.CUSTOMER, Role.ORDER, Role.PRODUCT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What there is to judge the columns by."""

    label: str
    """How messages call the file."""
    columns: Sequence[ColumnStatistics]
    unreadable: Mapping[str, str]
    """Columns named like a date without a readable one, each with a value to show."""
    shapes: Callable[[Sequence[ColumnStatistics]], Mapping[str, Shape]]
    """Measures how the numbers of columns lie; a query, so it is asked only where it is needed."""
    contents: Contents
    """Some rows, and what columns say about each other."""
    known: Vocabulary
    """The words that columns are named with."""
    personal: Mapping[str, Personal]
    """The columns that identify people."""
    date_order: str = "auto"
    """The order that dates were set to be written in."""
    away: bool = False
    """Whether the table lies in a client's database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What the columns were taken for."""

    kind: Kind
    columns: tuple[Column, ...]
    doubts: tuple[Doubt, ...]
    refusal: IngestError | None = None
    """Why no report can be made of them so."""


def fixed(settings: RolesSettings, names: Sequence[str], label: str) -> dict[str, Role]:
    """Return the roles that the settings give to columns.

    Raises
    ------
    IngestError
        A column does not exist, or is given two roles.
    """
    given: dict[str, Role] = {}
    wanted = [(role.value, getattr(settings, role.value), role) for role in _SINGLE if getattr(settings, role.value)]
    wanted += [(key, name, role) for key, role in _LISTS.items() for name in getattr(settings, key) or ()]
    for key, name, role in wanted:
        if name not in names:
            raise _no_column(key, name, names, label)
        if given.get(name, role) is not role:
            what = f"The column {name!r} is given two roles, {given[name].value} and {role.value}."
            raise IngestError(what, "Name it once under [roles] in the settings.")
        given[name] = role
    return given


def named(settings: RolesSettings) -> frozenset[str]:
    """Return the columns that the settings give a role."""
    single = (getattr(settings, role.value) for role in _SINGLE)
    lists = (name for key in _LISTS for name in getattr(settings, key) or ())
    return frozenset(name for name in (*single, *lists) if name)


def _no_column(key: str, name: str, names: Sequence[str], label: str) -> IngestError:
    lower = {other.lower(): other for other in names}
    close = difflib.get_close_matches(name.lower(), list(lower), n=1, cutoff=0.5)
    near = f"The nearest is {lower[close[0]]!r}. " if close else ""
    return IngestError(f"{label} has no column {name!r} (roles.{key}).", f"{near}Its columns: {', '.join(names)}.")


def assign(table: Table, settings: RolesSettings, given: Mapping[str, Role]) -> Assigned:
    """Find the kind of the file, the role of each column, and what stays in doubt; what the settings say comes first.

    Raises
    ------
    IngestError
        A column that was set cannot play its role. What is missing otherwise is told by `Assigned.refusal`.
    """
    _check_types(table, given)
    judged = Judged(columns=table.columns, given=given, contents=table.contents, known=table.known, personal=table.personal)
    found = transactions.find(judged)
    kind, refusal = _kind(table, settings, found.parts)
    if kind is Kind.TRANSACTIONS:
        judgements, doubts = transactions.describe(judged, found), found.doubts
    else:
        absent = {role for role, names in ((Role.SPEND, settings.spend), (Role.MEASURE, settings.measures)) if names == ()}
        judgements, doubts = customer_tables.find(judged, table.shapes, absent)
    columns = tuple(_column(table, statistics, given, *judgements[statistics.name]) for statistics in table.columns)
    if kind is Kind.CUSTOMERS:
        columns = tuple(_without_clash(column) for column in columns)
    numbers = [column for column in columns if column.dtype in {"integer", "decimal"} and column.role is not Role.IGNORED]
    if kind is Kind.CUSTOMERS and not numbers:
        refusal = _no_numbers(table)
    return Assigned(kind=kind, columns=columns, doubts=tuple(doubts), refusal=refusal)


def _no_numbers(table: Table) -> IngestError:
    alike = [statistics.name for statistics in table.columns if statistics.is_number and statistics.is_constant]
    why = (
        f"{', '.join(alike)} hold{'s' if len(alike) == 1 else ''} the same number in every row" if alike else "it has no column of numbers"
    )
    what = f"{table.label} says nothing about customers to segment them by: {why}. Its columns: {_listed(table)}."
    return IngestError(what, "Give orders with a customer, a date and an amount, or one row a customer with numbers about them.")


def _column(table: Table, statistics: ColumnStatistics, given: Mapping[str, Role], role: Role, evidence: str) -> Column:
    name, kind = statistics.name, table.personal.get(statistics.name)
    if name in given:
        evidence = SET_BY_YOU
    if kind and role in {Role.SPEND, Role.MEASURE, Role.DESCRIPTOR}:
        role, evidence = Role.IGNORED, f"{personal.reason(kind)}; list it in privacy.harmless if it does not"
    dtype = "text" if role in _IDENTIFIERS else statistics.dtype
    return Column(name=name, dtype=dtype, role=role, evidence=evidence, personal=kind)


def _without_clash(column: Column) -> Column:
    """Leave out a column that bears the name under which later stages keep the customer's id."""
    if column.name.lower() != Role.CUSTOMER.value or column.role in {Role.CUSTOMER, Role.IGNORED}:
        return column
    evidence = f"no customer id, and its name is taken by it; rename the column to use it as {column.role.value}"
    return replace(column, role=Role.IGNORED, evidence=evidence)


def _check_types(table: Table, given: Mapping[str, Role]) -> None:
    """Refuse a column that was set and cannot play its role."""
    for statistics in table.columns:
        role = given.get(statistics.name)
        if role is Role.DATE and statistics.dtype != "date":
            raise _no_date(table, statistics.name)
        if role in (*VALUES, Role.SPEND, Role.MEASURE) and not statistics.is_number:
            what = f"The column {statistics.name!r} of {table.label} is set as {role.value}, but holds {statistics.dtype}s, no numbers."
            raise IngestError(what, f"Set roles.{role.value} to a column of numbers. The columns: {_listed(table)}.")


def _kind(table: Table, settings: RolesSettings, found: Mapping[Role, str]) -> tuple[Kind, IngestError | None]:
    """Tell orders from customers; what looks like orders and lacks a part is refused, not taken for customers."""
    kind = _judged_kind(table, settings, found)
    return (Kind.TRANSACTIONS, _lacking(table, found)) if kind is Kind.TRANSACTIONS else (kind, None)


def _judged_kind(table: Table, settings: RolesSettings, found: Mapping[Role, str]) -> Kind:
    has_value = Role.AMOUNT in found or Role.PRICE in found
    like_orders = Role.ORDER in found or Role.PRODUCT in found or {Role.PRICE, Role.QUANTITY} <= set(found)
    customer = next((statistics for statistics in table.columns if statistics.name == found.get(Role.CUSTOMER)), None)
    is_dated = Role.DATE in found or bool(table.unreadable)
    if settings.kind == "customers":
        return Kind.CUSTOMERS
    if settings.kind == "transactions":
        return Kind.TRANSACTIONS
    one_row_each = customer is not None and customer.distinct >= _ONE_ROW_EACH * customer.values
    if not is_dated and not like_orders and _numbers_rows(table):
        return Kind.CUSTOMERS  # "Customer" is a sort of customer here: another column is the id
    if (customer and not one_row_each) or (has_value and like_orders and (is_dated or not customer)):
        return Kind.TRANSACTIONS
    if has_value and customer and customer.repeats and table.known.fit(found.get(Role.DATE, ""), Role.DATE) >= vocabulary.CONTAINED:
        return Kind.TRANSACTIONS
    return Kind.CUSTOMERS


def _numbers_rows(table: Table) -> bool:
    """Say whether a column is named like an id and never repeats."""
    ids = [one for one in table.columns if table.known.fit(one.name, Role.CUSTOMER) and not vocabulary.is_generic(one.name)]
    return any(one.dtype in {"integer", "text"} and one.rows > _FEW and one.distinct == one.rows for one in ids)


def _lacking(table: Table, found: Mapping[Role, str]) -> IngestError | None:
    """Say which of customer, date and value orders lack; None where they lack nothing."""
    if Role.CUSTOMER not in found:
        what = f"{table.label} holds orders, but no column that could be the customer. Its columns: {_listed(table)}."
        return IngestError(what, 'Name it: --set roles.customer="…"; if a row is a customer, set roles.kind=customers.')
    if Role.DATE not in found:
        if table.unreadable:
            return _no_date(table, next(iter(table.unreadable)))
        what = f"{table.label} holds orders, but no column of dates. Its columns: {_listed(table)}."
        return IngestError(what, 'Name it: --set roles.date="…"; if a row is a customer, set roles.kind=customers.')
    if not {Role.AMOUNT, Role.PRICE} & set(found):
        what = f"{table.label} holds orders, but no column with an amount or a price. Its columns: {_listed(table)}."
        return IngestError(what, 'Name it: --set roles.amount="…", or roles.price and roles.quantity.')
    return None


def _no_date(table: Table, name: str) -> IngestError:
    example = table.unreadable.get(name)
    shown = f" (for instance {example!r})" if example else ""
    what = f"No value in the column {name!r} of {table.label} can be read as a date{shown}."
    if example and dates.is_yearless(example):
        first = "give the first day of the twelve months that they lie in (--set meaning.yearless_dates=2023-01-01)"
        way = "make dates of them by a query (source.query)" if table.away else first
        return IngestError(what, f"These are days and months without a year: {way}.")
    if table.date_order != "auto":
        return IngestError(what, f"roles.date_order={table.date_order} is set: leave it out, or turn it round.")
    return IngestError(what, 'Write dates like 2011-12-09 or 9/12/2011, or name another column: --set roles.date="…".')


def _listed(table: Table) -> str:
    return ", ".join(statistics.name for statistics in table.columns)
