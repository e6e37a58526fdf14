"""The tables of settings that say how data are read and understood: [source] and [roles]."""

from __future__ import annotations

import difflib
from datetime import date
from encodings.aliases import aliases
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from reporter import conditions
from reporter.settings.table import Table

ROLES = (
    "customer",
    "order",
    "date",
    "product",
    "description",
    "quantity",
    "price",
    "amount",
    "country",
    "category",
)
"""The roles that one column can play."""


def _condition(text: str) -> str:
    try:
        conditions.parse(text)
    except conditions.ConditionError as error:
        raise ValueError(f"it is no condition: {error}") from None
    return text


def _several(given: Any) -> Any:
    """Take a single text for a list of one."""
    return [given] if isinstance(given, str) else given


def _ids(given: Any) -> Any:
    """Take ids that look like numbers for the texts that they are."""
    listed = given if isinstance(given, list | tuple) else [given]
    return [
        str(one) if isinstance(one, int) and not isinstance(one, bool) else one for one in listed
    ]


Conditions = Annotated[
    tuple[Annotated[str, AfterValidator(_condition)], ...], BeforeValidator(_several)
]
"""What `reporter.conditions` reads, each by itself."""


class SourceSettings(Table):
    """What is read, and how, where that is not to be found out. What does not apply to the data is
    refused.
    """

    data: tuple[str, ...] = Field(
        default=(),
        examples=[["orders.csv"], ["exports/*.csv"], ["postgresql://analyst@db.example/shop"]],
    )
    """Files, folders, patterns or a database's URL, where none are named on the command line;
    relative paths are relative to the configuration file. A URL never holds a password: that comes
    from PGPASSWORD, a password file, or a ``${VARIABLE}`` in the URL.
    """
    table: str = Field(default="", examples=["orders"])
    """The table (or schema.table) of a database."""
    query: str = Field(default="", examples=["SELECT * FROM orders WHERE status = 'paid'"])
    """The query whose answer is the table, in the database's own SQL."""
    sheet: str = Field(default="", examples=["Orders 2024"])
    """The sheet of a workbook; by default all that fit together."""
    encoding: str = Field(default="", examples=["cp1252"])
    """The encoding of texts, such as cp1252; by default found out."""
    delimiter: str = Field(
        default="",
        examples=[";"],
        json_schema_extra={"pattern": r'^(tab|whitespace|\\t|[^"\n\r]?)$'},
    )
    """The character between columns, or one of the words ``tab`` and ``whitespace``; by default
    found out.
    """
    header: Literal["auto", "yes", "no"] = "auto"
    """Whether texts and sheets have a line with the columns' names."""
    names: tuple[str, ...] = Field(
        default=(), examples=[["customer", "date", "quantity", "amount"]]
    )
    """The columns' names of a text or a sheet that has none, in their order."""
    skip: int | None = Field(default=None, ge=0, le=10_000, examples=[3])
    """How many lines above the header to leave out; by default found out."""
    decimal: Literal["auto", "point", "comma"] = "auto"
    """What stands before the fraction of a number that is written in a text."""
    joins: tuple[str, ...] = Field(default=(), examples=[["orders.customer_id = customers.id"]])
    """How tables belong together, one text a join; tables are called as their files without ending.
    By default found out.
    """
    main: str = Field(default="", examples=["order_lines"])
    """The table whose rows are the lines (or the customers), where several are given; by default
    found out.
    """

    where: Conditions = Field(default=(), examples=[["Country = 'United Kingdom'", "Amount > 10"]])
    """Which rows count, on columns of the data: each of these conditions must hold. A condition
    compares a column with ``=``, ``!=``, ``<``, ``<=``, ``>``, ``>=``, ``in (a, b)``, ``between 1
    and 5``, ``contains``, ``begins with``, ``ends with``, ``like 'A%'`` or ``is blank``, each also
    with ``not``; ``and``, ``or`` and brackets join several. Names and values with blanks stand in
    quotes; texts are compared letter by letter, days are written 2024-12-31.
    """
    exclude: Conditions = Field(
        default=(), examples=[["Email contains '@northlight.example'", "Channel = test"]]
    )
    """Which rows do not count: those for which one of these conditions holds, written as those of
    ``where``.
    """
    exclude_customers: Annotated[tuple[str, ...], BeforeValidator(_ids)] = Field(
        default=(), examples=[["12346", "staff@shop.example"]]
    )
    """Customers to leave out by their ids, such as staff and test accounts."""
    exclude_list: Path | None = Field(default=None, examples=["staff.txt"])
    """A text with one customer's id a line, who are left out too; relative paths are relative to
    the configuration file.
    """
    since: date | None = Field(default=None, examples=[date(2023, 1, 1)])
    """The first day of the orders that count."""
    until: date | None = Field(default=None, examples=[date(2023, 12, 31)])
    """The last day of the orders that count."""

    @model_validator(mode="after")
    def _since_before_until(self) -> SourceSettings:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"source.since ({self.since}) is after source.until ({self.until})")
        return self

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, name: str) -> str:
        try:
            "a".encode(name or "utf-8")
        except (LookupError, ValueError):
            known = sorted({*aliases, *aliases.values()})
            near = difflib.get_close_matches(name.lower().replace("-", "_"), known, n=3, cutoff=0.5)
            meant = (
                f"; near are {', '.join(near)}"
                if near
                else "; it may be utf-8, utf-16, cp1252, iso-8859-1 and others"
            )
            raise ValueError(f"there is no such encoding{meant}") from None
        return name

    @field_validator("delimiter")
    @classmethod
    def _one_character(cls, text: str) -> str:
        if text in {"tab", "\\t"}:
            return "\t"
        if text and text != "whitespace" and (len(text) != 1 or text in '"\n\r'):
            raise ValueError("it must be one character, or tab, or whitespace")
        return text


class RolesSettings(Table):
    """Which column plays which role; empty means detect. Names are the file's own."""

    kind: Literal["auto", "transactions", "customers"] = "auto"
    """What a row is: a line of an order (transactions) or a customer; auto finds out."""
    customer: str = Field(default="", examples=["Customer ID"])
    """The column that says which customer: a number, a code or an e-mail address."""
    order: str = Field(default="", examples=["Invoice"])
    """The column with the order's number."""
    date: str = Field(default="", examples=["InvoiceDate"])
    """The column with the day, or the moment, of the order."""
    product: str = Field(default="", examples=["StockCode"])
    """The column with the product's code."""
    description: str = Field(default="", examples=["Description"])
    """The column with the product's name."""
    quantity: str = Field(default="", examples=["Quantity"])
    """The column with the number of pieces."""
    price: str = Field(default="", examples=["UnitPrice"])
    """The column with the price of one piece, in the file's currency."""
    amount: str = Field(default="", examples=["LineTotal"])
    """The column with the value of the whole line, in the file's currency."""
    country: str = Field(default="", examples=["Country"])
    """The column with the customer's country."""
    category: str = Field(default="", examples=["Department"])
    """The column with the product's category."""
    spend: tuple[str, ...] | None = Field(default=None, examples=[["Fresh", "Milk", "Grocery"]])
    """Customer tables: columns of money spent, one a category; by default found out, [] for none.
    """
    measures: tuple[str, ...] | None = Field(default=None, examples=[["Income", "Score"]])
    """Customer tables: other numbers about behaviour; by default found out, [] for none."""
    descriptors: tuple[str, ...] | None = Field(default=None, examples=[["Age", "Gender"]])
    """Customer tables: demographic and nominal columns that describe the segments; by default found
    out, [] for none.
    """
    weight: str = Field(default="", examples=["Weight"])
    """Surveys: the column that says how many people a row stands for."""
    ignore: tuple[str, ...] = Field(default=(), examples=[["Remarks"]])
    """Columns that play no part."""
    date_order: Literal["auto", "day-first", "month-first"] = "auto"
    """What 03/04/2011 means: 3 April (day-first) or 4 March (month-first); auto settles it by the
    whole column.
    """
    synonyms: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        examples=[{"customer": ["Mitgliedsnr"]}],
        json_schema_extra={"propertyNames": {"enum": list(ROLES)}},
    )
    """Further names of columns by role, for exports whose words reporter does not know."""

    @field_validator("synonyms")
    @classmethod
    def _of_known_roles(cls, synonyms: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for role in synonyms:
            if role not in ROLES:
                near = difflib.get_close_matches(role.lower(), ROLES, n=1)
                meant = f"; did you mean {near[0]}?" if near else ""
                raise ValueError(f"{role!r} is no role: write one of {', '.join(ROLES)}{meant}")
        return synonyms
