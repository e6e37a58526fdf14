"""The statistics of the columns and the settings in, the kind of the file and a role for each
column out.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from reporter.errors import IngestError
from reporter.ingest.columns import (
    customer_tables,
    kinds,
    moneyless,
    personal,
    refusals,
    takings,
    transactions,
    vocabulary,
    wording,
)
from reporter.ingest.columns.parts import Judged, Table
from reporter.model import Column, Kind, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.ingest.columns.parts import Found
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.model import Doubt, Reading
    from reporter.settings import RolesSettings

VALUES = (Role.QUANTITY, Role.PRICE, Role.AMOUNT)
_WORTH = (Role.PRICE, Role.AMOUNT)
_FEATURED = (Role.CUSTOMER, Role.SPEND, Role.MEASURE, Role.DESCRIPTOR)
"""Roles of columns of which something can be said (customer tables)."""
SET_BY_YOU = "set by you"

_SINGLE = (
    Role.CUSTOMER, Role.ORDER, Role.DATE, Role.PRODUCT, Role.DESCRIPTION,
    Role.QUANTITY, Role.PRICE, Role.AMOUNT, Role.COUNTRY, Role.CATEGORY, Role.WEIGHT,
)  # fmt: skip
_LISTS = {
    "spend": Role.SPEND,
    "measures": Role.MEASURE,
    "descriptors": Role.DESCRIPTOR,
    "ignore": Role.IGNORED,
}
_IDENTIFIERS = (Role.CUSTOMER, Role.ORDER, Role.PRODUCT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What the columns were taken for."""

    kind: Kind
    columns: tuple[Column, ...]
    doubts: tuple[Doubt, ...]
    readings: tuple[Reading, ...] = ()
    """What they were taken to mean where they could mean something else."""
    refusal: IngestError | None = None
    """Why no report can be made of them so."""
    fillers: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """Values that stand for none, by column."""


def fixed(settings: RolesSettings, names: Sequence[str], label: str) -> dict[str, Role]:
    """Return the roles that the settings give to columns.

    Raises
    ------
    IngestError
        A column does not exist, or is given two roles.
    """
    given: dict[str, Role] = {}
    wanted = [
        (role.value, getattr(settings, role.value), role)
        for role in _SINGLE
        if getattr(settings, role.value)
    ]
    wanted += [
        (key, name, role) for key, role in _LISTS.items() for name in getattr(settings, key) or ()
    ]
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
    return IngestError(
        f"{label} has no column {name!r} (roles.{key}).", f"{near}Its columns: {', '.join(names)}."
    )


def assign(table: Table, settings: RolesSettings, given: Mapping[str, Role]) -> Assigned:
    """Find the kind of the file, the role of each column, and what stays in doubt; what the
    settings say comes first.

    Raises
    ------
    IngestError
        A column that was set cannot play its role. What is missing otherwise is told by
        `Assigned.refusal`.
    """
    _check_types(table, given)
    void = frozenset(
        one.name
        for one in table.columns
        if given.get(one.name) in _WORTH and moneyless.is_worthless(one)
    )
    judged = Judged(
        columns=table.columns,
        given={name: role for name, role in given.items() if name not in void},
        contents=table.contents,
        known=table.known, personal=table.personal, void=void,
    )  # fmt: skip
    found = transactions.find(judged)
    if settings.kind not in {"customers", "transactions"} and (keys := takings.keys(judged, found)):
        takings.set_apart(found)
        return replace(
            _orders(table, judged, found), refusal=takings.refusal(table.label, judged, keys)
        )
    kind = kinds.find(table, settings, found.parts)
    if kind is Kind.CUSTOMERS:
        assigned = _customers(table, settings, judged)
        if (
            settings.kind != "customers"
            and kinds.is_dated(table, found.parts)
            and refusals.rounded_customer(judged, found)
        ):
            return _orders(table, judged, found)
        if (
            assigned.refusal is None
            or settings.kind == "customers"
            or not kinds.may_be_orders(table, found.parts)
        ):
            return assigned
    return _orders(table, judged, found)


def _orders(table: Table, judged: Judged, found: Found) -> Assigned:
    lacking = refusals.lacking(table, judged, found)
    refusal = lacking or moneyless.unreadable(table.label, judged, found)
    worth = moneyless.reading(judged, found)
    return Assigned(
        kind=Kind.TRANSACTIONS,
        columns=_columns(table, judged, wording.describe(judged, found)),
        doubts=tuple(found.doubts),
        readings=(worth,) if worth else (),
        refusal=refusal,
    )


def _customers(table: Table, settings: RolesSettings, judged: Judged) -> Assigned:
    absent = {
        role
        for role, names in ((Role.SPEND, settings.spend), (Role.MEASURE, settings.measures))
        if names == ()
    }
    understood = customer_tables.find(judged, table.shapes, absent, table.meaning)
    columns = tuple(
        replace(_without_clash(column), sense=understood.senses.get(column.name))
        for column in _columns(table, judged, understood.judgements)
    )
    numbers = [
        column
        for column in columns
        if column.dtype in {"integer", "decimal"} and column.role in _FEATURED
    ]
    return Assigned(
        kind=Kind.CUSTOMERS,
        columns=columns,
        doubts=understood.doubts,
        readings=understood.readings,
        refusal=None if numbers else refusals.no_numbers(table),
        fillers=understood.fillers,
    )


def _columns(
    table: Table, judged: Judged, judgements: Mapping[str, tuple[Role, str]]
) -> tuple[Column, ...]:
    return tuple(
        _column(table, statistics, judged.given, *judgements[statistics.name])
        for statistics in table.columns
    )


def _column(
    table: Table, statistics: ColumnStatistics, given: Mapping[str, Role], role: Role, evidence: str
) -> Column:
    name, kind = statistics.name, table.personal.get(statistics.name)
    if name in given:
        evidence = SET_BY_YOU
    if kind and role in {Role.SPEND, Role.MEASURE, Role.DESCRIPTOR}:
        role, evidence = (
            Role.IGNORED,
            f"{personal.reason(kind)}; list it in privacy.harmless if it does not",
        )
    if (
        role in {Role.SPEND, Role.MEASURE, Role.DESCRIPTOR}
        and name not in given
        and (lost := _lost_digits(table, statistics))
    ):
        role, evidence = Role.IGNORED, f"named like an id, but {lost}"
    dtype = "text" if role in _IDENTIFIERS else statistics.dtype
    return Column(name=name, dtype=dtype, role=role, evidence=evidence, personal=kind)


def _lost_digits(table: Table, statistics: ColumnStatistics) -> str:
    """Say, a clause, that an id's numbers were rounded by a spreadsheet; an empty text where they
    were not, or it is no id.
    """
    is_id = any(
        table.known.fit(statistics.name, role) >= vocabulary.IDENTIFIED for role in _IDENTIFIERS
    )
    return table.contents.lost_digits(statistics) if is_id else ""


def _without_clash(column: Column) -> Column:
    """Leave out a column that bears the name under which later stages keep the customer's id."""
    if column.name.lower() != Role.CUSTOMER.value or column.role in {Role.CUSTOMER, Role.IGNORED}:
        return column
    evidence = (
        "no customer id, and its name is taken by it; rename the column to use it as"
        f" {column.role.value}"
    )
    return replace(column, role=Role.IGNORED, evidence=evidence)


def _check_types(table: Table, given: Mapping[str, Role]) -> None:
    """Refuse a column that was set and cannot play its role."""
    for statistics in table.columns:
        role = given.get(statistics.name)
        if role is Role.DATE and statistics.dtype != "date":
            raise refusals.no_date(table, statistics.name)
        if (
            role in (*VALUES, Role.SPEND, Role.MEASURE, Role.WEIGHT)
            and statistics.values
            and not statistics.is_number
        ):
            what = (
                f"The column {statistics.name!r} of {table.label} is set as {role.value}, but holds"
                f" {statistics.dtype}s, no numbers."
            )
            raise IngestError(
                what,
                f"Set roles.{role.value} to a column of numbers. The columns: {_listed(table)}.",
            )


def _listed(table: Table) -> str:
    return ", ".join(statistics.name for statistics in table.columns)
