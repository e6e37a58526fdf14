"""What the rows that count say, asked once: values of columns that have few, with their rows,
customers and money.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from reporter.model import Role
from reporter.quality.amounts import amount
from reporter.quality.fingerprint import keep
from reporter.quality.values import identifier, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ibis.expr.types as ir
    from ibis.expr.types.groupby import GroupedTable

    from reporter.model import Column, Dataset

MOST_STATES = 60
"""A column with more different values says nothing of states and signs."""


class ValueCount(NamedTuple):
    """A value of a column."""

    value: str
    rows: int
    amount: float
    """What its rows are worth together."""
    negative: int
    """Rows of it that are worth less than zero."""
    customers: int
    """Different customers among its rows."""


class Evidence:
    """Asks the rows that count, each question once."""

    def __init__(self, dataset: Dataset) -> None:
        """Take the rows that count."""
        self.dataset = dataset
        self._values: dict[str, tuple[ValueCount, ...]] = {}

    @cached_property
    def customers(self) -> ir.Table | None:
        """Every customer with the number of lines, kept; None where no column names them. Most
        questions on customers need no line.
        """
        name, table = self.dataset.column(Role.CUSTOMER), self.dataset.table
        if name is None:
            return None
        counted = table.group_by(raw=table[name]).agg(lines=table.count())
        named = counted.select(customer=identifier(counted.raw), lines=counted.lines)
        named = named.filter(named.customer.notnull())
        return keep(named.group_by("customer").agg(lines=named.lines.sum()), "customers")

    def rows(self, table: ir.Table) -> list[dict[str, Any]]:
        """Return the few rows that a query answers with."""
        answer: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
        return answer

    def row(self, table: ir.Table) -> dict[str, Any]:
        """Return the only row of an aggregation."""
        return self.rows(table)[0]

    def coded(self) -> tuple[Column, ...]:
        """Return the columns with few values and no part of their own: states, signs, kinds of a
        line.
        """
        distinct = {profile.name: profile.distinct for profile in self.dataset.profiles}
        return tuple(
            column
            for column in self.dataset.columns
            if column.dtype in {"text", "boolean"}
            and column.role
            in {
                Role.IGNORED,
                Role.DESCRIPTOR,
                Role.CATEGORY,
                Role.PRODUCT,
                Role.DESCRIPTION,
            }
            and column.personal is None
            and 0 < distinct.get(column.name, MOST_STATES + 1) <= MOST_STATES
        )

    def values(self, column: Column) -> tuple[ValueCount, ...]:
        """Return a column's values, those with most rows first; of all columns with few values by
        one query.
        """
        if not self._values:
            self._values = self._count(list(self.coded()))
        return self._values.get(column.name, ())

    def filled(self, name: str) -> ValueCount:
        """Count the rows that hold something in a column, under the column's name."""
        lines = self._lines(self.dataset.table[name].notnull())
        row = self.row(_counted(lines.filter(lines.value)))
        return ValueCount(
            name,
            int(row["rows"]),
            float(row["amount"] or 0),
            int(row["negative"]),
            int(row["customers"]),
        )

    def _count(self, columns: list[Column]) -> dict[str, tuple[ValueCount, ...]]:
        if not columns:
            return {}
        found: dict[str, list[ValueCount]] = {column.name: [] for column in columns}
        counted = [self._grouped(column, index) for index, column in enumerate(columns)]
        for row in self.rows(reduce(lambda left, right: left.union(right), counted)):
            name = columns[int(row["column"])].name
            if row["value"] is not None:
                value = ValueCount(
                    str(row["value"]),
                    int(row["rows"]),
                    float(row["amount"] or 0),
                    int(row["negative"]),
                    int(row["customers"]),
                )
                found[name].append(value)
        return {
            name: tuple(sorted(values, key=lambda one: (-one.rows, one.value)))
            for name, values in found.items()
        }

    def _grouped(self, column: Column, index: int) -> ir.Table:
        value = self.dataset.table[column.name]
        lines = self._lines(
            ibis.ifelse(value, "Yes", "No") if value.type().is_boolean() else text(value)
        )
        return _counted(lines.group_by("value")).mutate(column=ibis.literal(index, "int64"))

    def _lines(self, value: ir.Value) -> ir.Table:
        table, customer = self.dataset.table, self.dataset.column(Role.CUSTOMER)
        return table.select(
            value=value,
            amount=amount(self.dataset, table),
            customer=ibis.null("string") if customer is None else identifier(table[customer]),
        )


def _counted(lines: ir.Table | GroupedTable) -> ir.Table:
    return lines.agg(
        rows=ibis._.count(),
        amount=ibis._.amount.sum().cast("float64"),
        negative=ibis.ifelse(ibis._.amount < 0, 1, 0).sum().cast("int64").fill_null(0),
        customers=ibis._.customer.nunique(),
    )


def folded(words: str) -> str:
    """Write a value as vocabularies do: in lower case, without accents, one blank between words."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)
    plain = (
        unicodedata.normalize("NFKD", spaced.replace("ß", "ss"))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    return " ".join(re.sub(r"[^a-z0-9+/]+", " ", plain).split())


def named(column: Column, words: Iterable[str]) -> bool:
    """Tell whether one of these words stands in a column's name, or a longer one within a word of
    it.
    """
    own = set(folded(column.name).split())
    return any(
        word in own or (len(word) >= LONG_WORD and any(word in one for one in own))
        for word in words
    )


LONG_WORD = 5
"""Letters from which a word is looked for within others: Zahlungsstatus."""
