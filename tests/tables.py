"""Small datasets for tests of quality and customers: rows in, a `Dataset` on DuckDB out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
import pandas as pd

from reporter.model import Column, ColumnProfile, Dataset, DataType, Kind, Role, Source
from reporter.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ORDER_LINE_ROLES = {
    "Customer": Role.CUSTOMER,
    "Invoice": Role.ORDER,
    "Date": Role.DATE,
    "Code": Role.PRODUCT,
    "Name": Role.DESCRIPTION,
    "Quantity": Role.QUANTITY,
    "Price": Role.PRICE,
    "Country": Role.COUNTRY,
}

_DTYPES: Mapping[str, DataType] = {
    "i": "integer",
    "u": "integer",
    "f": "decimal",
    "b": "boolean",
    "M": "date",
}


def dataset(
    frame: pd.DataFrame, roles: Mapping[str, Role], kind: Kind = Kind.TRANSACTIONS
) -> Dataset:
    """Put a frame into a fresh DuckDB, its columns counted; those without a role are ignored."""
    connection = ibis.duckdb.connect()
    # Texts come through Arrow as texts, even where every value of a column is missing.
    schema = ibis.schema({name: _ibis_type(frame[name]) for name in frame})
    table = connection.create_table("raw", ibis.memtable(frame, schema=schema))
    columns = tuple(
        Column(
            name=name,
            dtype=_dtype(frame[name]),
            role=roles.get(name, Role.IGNORED),
            evidence="given by the test",
        )
        for name in map(str, frame.columns)
    )
    return Dataset(
        source=SOURCE,
        kind=kind,
        table=table,
        columns=columns,
        rows=len(frame),
        profiles=tuple(_profile(column, frame[column.name]) for column in columns),
        owned=True,
    )


def _profile(column: Column, values: pd.Series[Any]) -> ColumnProfile:
    """Count a column as reading does."""
    known = values.dropna()
    spans = column.dtype in {"integer", "decimal", "date"} and len(known) > 0
    return ColumnProfile(
        name=column.name,
        dtype=column.dtype,
        role=column.role,
        missing=int(values.isna().sum()),
        distinct=int(known.nunique()),
        minimum=plain(known.min()) if spans else None,
        maximum=plain(known.max()) if spans else None,
    )


def order_lines(rows: Sequence[tuple[object, ...]]) -> Dataset:
    """Make order lines of (customer, invoice, date, code, name, quantity, price[, country])."""
    filled = [(*row, "United Kingdom")[:8] for row in rows]
    frame = pd.DataFrame(filled, columns=list(ORDER_LINE_ROLES))
    frame["Date"] = pd.to_datetime(frame["Date"], format="ISO8601")
    for name in ("Quantity", "Price"):
        frame[name] = frame[name].astype("float64")
    return dataset(frame, ORDER_LINE_ROLES)


SOURCE = Source(name="orders.csv", sha256="0" * 64, bytes=1, reading=("CSV with commas",))


def _dtype(column: pd.Series[Any]) -> DataType:
    return _DTYPES.get(column.dtype.kind, "text")


def _ibis_type(column: pd.Series[Any]) -> str:
    return {"i": "int64", "u": "int64", "f": "float64", "b": "boolean", "M": "timestamp"}.get(
        column.dtype.kind, "string"
    )
