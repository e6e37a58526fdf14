"""Cleaned rows of a customer table in, one row a customer with named features out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from reporter.errors import CustomersError
from reporter.model import CustomerTable, Feature, Kind, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import CleanDataset, Column

TOTAL_SPEND = "total_spend"

MOST_CODES = 12
"""A whole number that describes and has so few values is a code (a region), otherwise a quantity (an age)."""

_VALUE_WORDS = re.compile(r"spen[dt]|score|value|revenue|ltv|clv|sales|turnover|amount", re.IGNORECASE)
_UNKNOWN = "Unknown"


def from_rows(clean: CleanDataset) -> CustomerTable:
    """Make one row a customer from a customer table.

    Raises
    ------
    CustomersError
        There is no customer, or no column that says anything about one.
    """
    dataset = clean.dataset
    distinct = {column.name: column.distinct for column in clean.profile.columns}
    described = [
        (column, _feature(column, distinct.get(column.name, 0)))
        for column in dataset.columns_of(Role.SPEND, Role.MEASURE, Role.DESCRIPTOR)
        if column.dtype != "date"
    ]
    if not described:
        raise CustomersError(
            f"{dataset.source.name} has no column that says what customers do or are.",
            "Name some: --set roles.spend='[\"Milk\"]' or --set roles.measures='[\"Score\"]'.",
        )
    raw = clean.table.to_pandas().set_index("customer").sort_index()
    if raw.empty:
        raise CustomersError(f"{dataset.source.name} holds no customer after cleaning.", "See which cleaning rule took the rows.")
    frame = pd.DataFrame({feature.name: values_of(raw[column.name], feature) for column, feature in described}, index=raw.index)
    features = [feature for _, feature in described]
    spend = [column.name for column in dataset.columns_of(Role.SPEND)]
    if spend:
        total = _total(spend, set(frame.columns))
        frame[total.name] = frame[spend].sum(axis="columns")
        features.append(total)
    revenue = features[-1].name if spend else None
    return CustomerTable(
        kind=Kind.CUSTOMERS,
        frame=frame,
        features=tuple(features),
        value=revenue or _value(dataset.columns_of(Role.MEASURE)),
        revenue=revenue,
        period=None,
    )


def _feature(column: Column, distinct: int) -> Feature:
    label = readable(column.name)
    low = _low(label)
    if column.role is Role.SPEND:
        return Feature(
            name=column.name, label=label, unit="money", behaviour=True,
            definition=f"Money spent on {low}, as the file gives it.", more=f"spend more on {low}", less=f"spend less on {low}",
        )  # fmt: skip
    if column.role is Role.DESCRIPTOR:
        return describing_feature(column, distinct)
    return Feature(
        name=column.name, label=label, unit="number", behaviour=True,
        definition=_as_it_is(column), more=f"have a higher {low}", less=f"have a lower {low}",
    )  # fmt: skip


def describing_feature(column: Column, distinct: int) -> Feature:
    """Return the feature of a column that describes customers: a category, or a number with many values such as an age."""
    label = readable(column.name)
    if _is_category(column, distinct):
        return Feature(name=column.name, label=label, unit="category", definition=_as_it_is(column), behaviour=False)
    low = _low(label)
    return Feature(
        name=column.name, label=label, unit="number", behaviour=False,
        definition=_as_it_is(column), more=f"have a higher {low}", less=f"have a lower {low}",
    )  # fmt: skip


def _as_it_is(column: Column) -> str:
    return f"The file's column {column.name}, as it is."


def _low(label: str) -> str:
    """Write a label within a sentence."""
    return label if re.search(r"[A-Z]{2}", label) else label[0].lower() + label[1:]


def readable(name: str) -> str:
    """Write a column's name for a reader: Detergents_Paper → Detergents paper; names with spaces stay as they are."""
    if " " in name.strip():
        return name.strip()
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", " ", name).replace("_", " ").replace(".", " ").split()
    if not parts:
        return name
    rest = (part if part.isupper() and len(part) > 1 else part.lower() for part in parts[1:])
    return " ".join([parts[0][0].upper() + parts[0][1:], *rest])


def _is_category(column: Column, distinct: int) -> bool:
    return column.dtype in {"text", "boolean"} or (column.dtype == "integer" and distinct <= MOST_CODES)


def values_of(values: pd.Series[float], feature: Feature) -> pd.Series[float]:
    """Return a column's values as its feature holds them: numbers as float64, categories as text with a name for missing ones."""
    if feature.unit != "category":
        return pd.to_numeric(values, errors="coerce").astype(np.float64)
    return values.map(_code, na_action="ignore").astype(object).fillna(_UNKNOWN)


def _code(value: object) -> str:
    """Write a code as text: 1.0, which a missing neighbour makes of 1, becomes 1."""
    return str(int(value)) if isinstance(value, (int, float, np.number)) and float(value).is_integer() else str(value)


def _total(spend: Sequence[str], taken: set[str]) -> Feature:
    name = next(name for name in (TOTAL_SPEND, "total_of_spend", "all_spend_together") if name not in taken)
    listed = ", ".join(readable(column) for column in spend)
    return Feature(
        name=name, label="Total spend", unit="money", behaviour=False,
        definition=f"Money spent on everything: {listed}.", more="spend more in all", less="spend less in all",
    )  # fmt: skip


def _value(measures: Sequence[Column]) -> str | None:
    """Return the measure that is worth most to the client: one that speaks of spend or a score, else the first."""
    named = (column.name for column in measures if _VALUE_WORDS.search(column.name))
    return next(named, measures[0].name if measures else None)
