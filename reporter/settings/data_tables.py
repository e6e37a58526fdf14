"""The tables of settings that say how data are read and understood: [source] and [roles]."""

from __future__ import annotations

import difflib
from encodings.aliases import aliases
from typing import Literal

from pydantic import Field, field_validator

from reporter.settings.table import Table

ROLES = ("customer", "order", "date", "product", "description", "quantity", "price", "amount", "country", "category")
"""The roles that one column can play."""


class SourceSettings(Table):
    """What is read, and how, where that is not to be found out."""

    data: tuple[str, ...] = Field(default=(), examples=[["orders.csv"], ["exports/*.csv"], ["postgresql://analyst@db.example/shop"]])
    """Files, folders, patterns or a database's URL, where none are named on the command line; relative paths are relative to the
    configuration file. A URL never holds a password: that comes from PGPASSWORD, a password file, or a ``${VARIABLE}`` in the URL."""
    table: str = Field(default="", examples=["orders"])
    """The table (or schema.table) of a database."""
    query: str = Field(default="", examples=["SELECT * FROM orders WHERE status = 'paid'"])
    """The query whose answer is the table, in the database's own SQL."""
    sheet: str = Field(default="", examples=["Orders 2024"])
    """The sheet of a workbook; by default all that fit together."""
    encoding: str = Field(default="", examples=["cp1252"])
    """The encoding of texts, such as cp1252; by default found out."""
    delimiter: str = Field(default="", examples=[";"], json_schema_extra={"pattern": r'^(tab|whitespace|\\t|[^"\n\r]?)$'})
    """The character between columns, or one of the words ``tab`` and ``whitespace``; by default found out."""
    header: Literal["auto", "yes", "no"] = "auto"
    """Whether texts have a line with the columns' names."""
    names: tuple[str, ...] = Field(default=(), examples=[["customer", "date", "quantity", "amount"]])
    """The columns' names of a text that has none, in their order."""
    skip: int | None = Field(default=None, ge=0, le=10_000, examples=[3])
    """How many lines above the header to leave out; by default found out."""
    decimal: Literal["auto", "point", "comma"] = "auto"
    """What stands before the fraction of a number."""
    joins: tuple[str, ...] = Field(default=(), examples=[["orders.customer_id = customers.id"]])
    """How tables belong together, one text a join; tables are called as their files without ending. By default found out."""
    main: str = Field(default="", examples=["order_lines"])
    """The table whose rows are the lines (or the customers), where several are given; by default found out."""

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, name: str) -> str:
        try:
            "a".encode(name or "utf-8")
        except (LookupError, ValueError):
            known = sorted({*aliases, *aliases.values()})
            near = difflib.get_close_matches(name.lower().replace("-", "_"), known, n=3, cutoff=0.5)
            meant = f"; near are {', '.join(near)}" if near else "; it may be utf-8, utf-16, cp1252, iso-8859-1 and others"
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
    """Customer tables: columns of money spent, one a category; by default found out, [] for none."""
    measures: tuple[str, ...] | None = Field(default=None, examples=[["Income", "Score"]])
    """Customer tables: other numbers about behaviour; by default found out, [] for none."""
    descriptors: tuple[str, ...] | None = Field(default=None, examples=[["Age", "Gender"]])
    """Customer tables: demographic and nominal columns that describe the segments; by default found out, [] for none."""
    ignore: tuple[str, ...] = Field(default=(), examples=[["Remarks"]])
    """Columns that play no part."""
    date_order: Literal["auto", "day-first", "month-first"] = "auto"
    """What 03/04/2011 means: 3 April (day-first) or 4 March (month-first); auto settles it by the whole column."""
    synonyms: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, examples=[{"customer": ["Mitgliedsnr"]}], json_schema_extra={"propertyNames": {"enum": list(ROLES)}}
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
