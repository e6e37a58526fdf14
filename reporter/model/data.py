"""What was read, and what is left of it after cleaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from reporter.model.grain import Grain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import ibis

    from reporter.errors import IngestError
    from reporter.model.cautions import Caution
    from reporter.model.cleaning import CleaningStep
    from reporter.model.meaning import Reading
    from reporter.model.source import Doubt, Join, Source


class Kind(StrEnum):
    """What one row of the file is."""

    TRANSACTIONS = "transactions"
    CUSTOMERS = "customers"


class Role(StrEnum):
    """What a column means. The last five belong to customer tables."""

    CUSTOMER = "customer"
    ORDER = "order"
    DATE = "date"
    PRODUCT = "product"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    PRICE = "price"
    AMOUNT = "amount"
    COUNTRY = "country"
    CATEGORY = "category"
    SPEND = "spend"
    """Money spent, in one category."""
    MEASURE = "measure"
    """Another number about behaviour or means, such as a score or an income."""
    DESCRIPTOR = "descriptor"
    """A demographic or nominal column: describes the segments, does not make them."""
    WEIGHT = "weight"
    """How many people a row stands for, in a survey: makes no segment."""
    IGNORED = "ignored"


MONEY_ROLES = frozenset({Role.AMOUNT, Role.PRICE, Role.SPEND})
"""Roles that say what something is worth. Orders without any of them are counted, and worth nothing
that is known.
"""


class Sense(StrEnum):
    """What sort of value a column of a customer table holds, where its name or the data say so."""

    MONEY = "money"
    """Money that is no revenue: an income, a balance, a limit; or a rate or a mean of revenue."""
    COUNT = "count"
    """A number of things, or any other number in the file's own unit."""
    SCALE = "scale"
    """Answers or scores on a scale: in order, without a ratio."""
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    TIME = "time"
    """A length of time in a unit that the data do not tell."""
    AGE_AT_LAST = "age at the last purchase"
    """From the first purchase to the last one, in the unit of the column with `SPAN`."""
    SPAN = "time since the first purchase"
    REPEATS = "repeat purchases"
    """Purchases after the first one: zero for who bought once."""
    MEAN_OF_REPEATS = "mean of repeat purchases"
    OUTCOME = "outcome"
    """What became of the customer, such as having left: describes segments, never makes them."""


DataType = Literal["integer", "decimal", "text", "date", "boolean"]


class Personal(StrEnum):
    """What a column would give away about a person."""

    EMAIL = "e-mail"
    PHONE = "phone number"
    NAME = "name"
    ADDRESS = "address"
    CARD = "card number"
    ACCOUNT = "bank account"
    TAX = "tax number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the file and what it was taken for."""

    name: str
    dtype: DataType
    role: Role
    evidence: str
    """Why it has this role, as a clause for a reader: "named like a customer id, 4,372 values that
    repeat".
    """
    personal: Personal | None = None
    """What it would give away about a person; such a column makes no feature and its values stay
    out of every page.
    """
    sense: Sense | None = None
    """What sort of value it holds (customer tables)."""
    consulted: bool = False
    """Whether it settled what others mean, or which rows count, though it has no part of its own.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProfile:
    """What a raw column holds."""

    name: str
    dtype: DataType
    role: Role
    missing: int
    distinct: int
    minimum: str | None
    """Smallest value as text; None for texts and empty columns."""
    maximum: str | None
    examples: tuple[str, ...] = ()
    """Some different values as text, for whoever holds the data; never for a page that travels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A table as the client sent it, typed, with the role of each column. The table is
    lazy (Ibis).
    """

    source: Source
    kind: Kind
    table: ibis.Table
    """All rows and columns, under the file's own names, in the order of the file's columns."""
    columns: tuple[Column, ...]
    rows: int
    profiles: tuple[ColumnProfile, ...] = ()
    """What each column holds, as reading has counted it."""
    joins: tuple[Join, ...] = ()
    """How several tables became this one."""
    doubts: tuple[Doubt, ...] = ()
    """What the data could not settle."""
    currencies: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Columns of numbers whose cells show currencies, each with the rows of each code or sign:
    {"Amount": {"EUR": 120, "$": 3}}.
    """
    refusal: IngestError | None = None
    """Why no report can be made of these columns, where that is so."""
    readings: tuple[Reading, ...] = ()
    """What the data were taken to mean where they could mean something else."""
    whole: ibis.Table | None = None
    """All rows, where the table holds those that filters leave."""
    fillers: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """Values that stand for none, by column: {"Age": (-1,)}. The table still holds them;
    `reporter.fillers.without` takes them out.
    """
    owned: bool = False
    """Whether the table is a copy of our own, which may be dropped; otherwise it lies in the
    client's database.
    """

    def column(self, role: Role) -> str | None:
        """Return the name of the only column with this role, None when there is none."""
        return next((column.name for column in self.columns if column.role is role), None)

    @property
    def has_money(self) -> bool:
        """Whether a column says what something is worth."""
        return bool(self.columns_of(*MONEY_ROLES))

    @property
    def origins(self) -> dict[str, str]:
        """Return the table that each column came from; empty where no tables were joined."""
        if not self.joins:
            return {}
        added = {name: join.right for join in self.joins for name in join.columns}
        main = next(join.left for join in self.joins if join.left not in added.values())
        return {column.name: added.get(column.name, main) for column in self.columns}

    def columns_of(self, *roles: Role) -> tuple[Column, ...]:
        """Return the columns that have one of these roles, in the file's order."""
        return tuple(column for column in self.columns if column.role in roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataProfile:
    """What the raw table holds, counted over all of its rows."""

    rows: int
    duplicates: int
    """Rows that repeat an earlier row in every column."""
    columns: tuple[ColumnProfile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Which columns make a line's amount, and whether they agree where the file says it twice."""

    columns: tuple[str, ...]
    """The amount's own column, or the quantity and the unit price that are multiplied."""
    beside: tuple[str, ...] = ()
    """Where the amount has a column of its own: the quantity and the unit price beside it, if there
    are both.
    """
    compared: int = 0
    """Rows that hold all three."""
    agreeing: int = 0
    """Those of them in which quantity × unit price is the amount, to the rounding of a price."""
    ratio: float | None = None
    """Over the other rows, the amounts over quantity × unit price, each added up: 1.19 where tax is
    added; None where there are none.
    """
    steady: int = 0
    """Those of the other rows in which it is about the same, as with one rate of tax."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """Who and what is left after cleaning; None where the kind has none."""

    customers: int
    orders: int | None = None
    revenue: float | None = None
    """Returns deducted, in the file's currency."""
    first: date | None = None
    """The days of the first and of the last order."""
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanDataset:
    """What is left after cleaning, under the house's names. The table is lazy (Ibis), kept for
    later queries.

    For transactions one row per line, with the columns ``customer`` (text), ``order`` (text),
    ``ordered_at`` (timestamp), ``product`` (text), ``description`` (text), ``quantity`` (float64),
    ``amount`` (decimal, exact so that sums do not depend on the order of rows), ``country`` (text),
    ``category`` (text), ``is_return`` and ``is_service`` (boolean). Roles that the file lacks are
    null columns; see `has`. For customer tables one row per customer: ``customer`` (text) and the
    file's own columns under their own names.
    """

    dataset: Dataset
    table: ibis.Table
    steps: tuple[CleaningStep, ...]
    """In the order applied; rows of removed steps and the rows left add up to the raw rows."""
    profile: DataProfile
    rows: int
    remainder: Remainder
    has: frozenset[Role]
    """The roles that the file really holds."""
    amounts: Amounts | None = None
    """What the revenue is made of (transactions only)."""
    demographics: ibis.Table | None = None
    """Transactions whose customers are described too: ``customer`` (text) and the descriptor
    columns, one row per customer (Ibis).
    """
    currency: str = ""
    """ISO 4217 code of the one currency that the data name; empty where they do not say."""
    cautions: tuple[Caution, ...] = ()
    """What to know about the data before resting on them, the weightiest first."""
    readings: tuple[Reading, ...] = ()
    """What the data were taken to mean where they could mean something else: those of the dataset,
    and those that cleaning settled.
    """
    grain: Grain = Grain.DAY
    """What a date of the order lines stands for."""

    @property
    def has_money(self) -> bool:
        """Whether the file says what something is worth; without, ``amount`` is a null column."""
        return bool(self.has & MONEY_ROLES)

    @property
    def names_currency(self) -> bool:
        """Whether anything in the file says in which currency, or currencies, its amounts are."""
        return bool(self.currency or self.dataset.currencies) or any(
            one.question in {"currencies", "rates"} for one in self.readings
        )

    @property
    def knows_weekdays(self) -> bool:
        """Whether days of the week are those of orders: not where dates are months, or a
        caution says that they are not.
        """
        return self.grain is Grain.DAY and not any(
            one.kind.bearing.spoils_weekdays for one in self.cautions
        )

    @property
    def summed(self) -> Grain | None:
        """The period of which an order is the sum: what a customer bought in a month; None where
        orders are told apart, or are days.
        """
        return None if self.grain is Grain.DAY or Role.ORDER in self.has else self.grain

    def __post_init__(self) -> None:
        left = self.dataset.rows - sum(step.rows for step in self.steps if step.removed)
        if left != self.rows:
            raise ValueError(f"cleaning does not add up: {left} rows expected, {self.rows} left")
