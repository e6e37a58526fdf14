"""Cleaned rows of a customer table in, one row per customer with named features out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from reporter.customers import headings
from reporter.errors import CustomersError
from reporter.model import CustomerTable, Feature, FeatureName, Kind, Role, Sense
from reporter.model.claim import Claim, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reporter.model import CleanDataset, Column, Unit

TOTAL_SPEND = "total_spend"

MOST_CODES = 12
"""A whole number that describes and has so few values is a code (a region), otherwise a quantity
(an age).
"""

UNITS: Mapping[Sense, Unit] = {
    Sense.DAYS: "days", Sense.WEEKS: "weeks", Sense.MONTHS: "months", Sense.YEARS: "years",
    Sense.SCALE: "scale",
}  # fmt: skip
OF_REPEATS: Mapping[Sense | None, str] = {
    Sense.AGE_AT_LAST: "feature.last_purchase",
    Sense.SPAN: "feature.first_purchase",
    Sense.REPEATS: "feature.repeats",
    Sense.MEAN_OF_REPEATS: "feature.mean_of_repeats",
}
"""What the columns of a summary of repeat purchases are called."""
TIMES = frozenset(
    {Sense.DAYS, Sense.WEEKS, Sense.MONTHS, Sense.YEARS, Sense.TIME, Sense.SPAN, Sense.AGE_AT_LAST}
)
_VALUE_WORDS = re.compile(
    r"spen[dt]|score|value|revenue|ltv|clv|sales|turnover|amount", re.IGNORECASE
)


def from_rows(clean: CleanDataset) -> CustomerTable:
    """Make one row per customer from a customer table.

    Raises
    ------
    CustomersError
        There is no customer, or no column that says anything about one.
    """
    dataset = clean.dataset
    columns = [
        column
        for column in dataset.columns_of(Role.SPEND, Role.MEASURE, Role.DESCRIPTOR)
        if column.dtype != "date"
    ]
    if not columns:
        raise CustomersError(
            f"{dataset.source.name} has no column that says what customers do or are.",
            "Name some: --set roles.spend='[\"Milk\"]' or --set roles.measures='[\"Score\"]'.",
        )
    raw = clean.table.to_pandas().set_index("customer").sort_index()
    if raw.empty:
        raise CustomersError(
            f"{dataset.source.name} holds no customer after cleaning.",
            "See which cleaning rule took the rows.",
        )
    spend = [column.name for column in dataset.columns_of(Role.SPEND)]
    features = _named(
        _told_apart(
            [
                _feature(column, int(raw[column.name].nunique()), alone=len(spend) == 1)
                for column in columns
            ]
        )
    )
    values = {
        feature.name: values_of(raw[column.name], feature)
        for column, feature in zip(columns, features, strict=True)
    }
    frame = _aged(pd.DataFrame(values, index=raw.index), columns, features)
    revenue = _revenue(frame, features, spend)
    weights = dataset.column(Role.WEIGHT)
    return CustomerTable(
        kind=Kind.CUSTOMERS,
        frame=frame,
        features=tuple(features),
        value=revenue or _value(columns, features),
        revenue=revenue,
        period=None,
        weights=(
            None
            if weights is None
            else pd.to_numeric(raw[weights], errors="coerce").astype(np.float64)
        ),
    )


def _revenue(frame: pd.DataFrame, features: list[Feature], spend: Sequence[str]) -> str | None:
    """Return the feature that is revenue; where several columns are, their sum is added as one."""
    parts = [feature.name for feature in features if feature.in_revenue]
    if not parts or len(spend) < 2:
        return parts[0] if parts else None
    total = _total(spend, set(frame.columns))
    frame[total.name] = frame[parts].sum(axis="columns")
    features.append(total)
    return total.name


def _told_apart(features: Sequence[Feature]) -> list[Feature]:
    """Give columns that would be called the same their own headings."""
    often = Counter(_called(feature) for feature in features)
    return [
        (
            replace(feature, heading=feature.name.strip(), called=None)
            if often[_called(feature)] > 1
            else feature
        )
        for feature in features
    ]


def _called(feature: Feature) -> str:
    return feature.called.id if feature.called else feature.heading.casefold()


def _named(features: Iterable[Feature]) -> list[Feature]:
    """Keep a client's columns from bearing the names of what is counted from orders: their "tenure"
    need not be in days.
    """
    return [
        replace(feature, name=f"{feature.name} (column)")
        if feature.name.casefold() in frozenset(FeatureName)
        else feature
        for feature in features
    ]


def _feature(column: Column, distinct: int, *, alone: bool) -> Feature:
    if column.role is Role.SPEND:
        return _spend(column, alone=alone)
    if column.role is Role.DESCRIPTOR:
        return describing_feature(column, distinct)
    found = Feature(
        name=column.name,
        heading=headings.label(column.name),
        unit=UNITS.get(column.sense, "number") if column.sense else "number",
        behaviour=True,
        definition=_as_it_is(column),
    )
    return _of_repeats(found, column.sense)


def _spend(column: Column, *, alone: bool) -> Feature:
    """Return the feature of money that customers brought: in one category, or all of it."""
    heading = headings.label(column.name)
    return Feature(
        name=column.name,
        heading=heading,
        unit="money",
        behaviour=True,
        in_revenue=True,
        definition=Claim("feature.column.definition.revenue", {"column": Name(column.name)})
        if alone
        else Claim("feature.column.definition.spend", {"goods": Name(headings.within(heading))}),
    )


def _of_repeats(feature: Feature, sense: Sense | None) -> Feature:
    """Say what the columns of a summary of repeat purchases mean."""
    if sense not in OF_REPEATS:
        return feature
    called = OF_REPEATS[sense]
    definition = Claim(f"{called}.definition", {"column": Name(feature.name)})
    return replace(feature, called=Claim(called), definition=definition)


def _aged(
    frame: pd.DataFrame, columns: Sequence[Column], features: Sequence[Feature]
) -> pd.DataFrame:
    """Make the time since the last purchase of the age at it."""
    by_sense = {
        column.sense: feature.name
        for column, feature in zip(columns, features, strict=True)
        if column.sense
    }
    last, span = by_sense.get(Sense.AGE_AT_LAST), by_sense.get(Sense.SPAN)
    if last is None or span is None:
        return frame
    return frame.assign(**{last: (frame[span] - frame[last]).clip(lower=0)})


def describing_feature(column: Column, distinct: int) -> Feature:
    """Return the feature of a column that describes customers: a category, or a number with many
    values such as an age.
    """
    is_category = _is_category(column, distinct)
    return Feature(
        name=column.name,
        heading=headings.label(column.name),
        unit="category" if is_category else "number",
        behaviour=False,
        definition=_as_it_is(column),
        outcome=is_category and column.sense is Sense.OUTCOME,
    )


def _as_it_is(column: Column) -> Claim:
    return Claim("feature.column.definition", {"column": Name(column.name)})


def _is_category(column: Column, distinct: int) -> bool:
    counted = column.sense is not None and column.sense is not Sense.OUTCOME
    return column.dtype in {"text", "boolean"} or (
        column.dtype == "integer" and distinct <= MOST_CODES and not counted
    )


def values_of(values: pd.Series[float], feature: Feature) -> pd.Series[float]:
    """Return a column's values as its feature holds them: numbers as float64, categories as text;
    missing where they are not known.
    """
    if feature.unit != "category":
        return pd.to_numeric(values, errors="coerce").astype(np.float64)
    written = values.map(_code, na_action="ignore").astype(object)
    written[values.isna()] = None
    return written


def _code(value: object) -> str:
    """Write a code as text: 1.0, which a missing neighbour makes of 1, becomes 1."""
    return (
        str(int(value))
        if isinstance(value, (int, float, np.number)) and float(value).is_integer()
        else str(value)
    )


def _total(spend: Sequence[str], taken: set[str]) -> Feature:
    name = next(
        name for name in (TOTAL_SPEND, "total_of_spend", "all_spend_together") if name not in taken
    )
    columns = tuple(Claim("phrase.own", {"text": Name(headings.label(column))}) for column in spend)
    return Feature(
        name=name,
        unit="money",
        behaviour=False,
        called=Claim("feature.total_spend"),
        definition=Claim("feature.total_spend.definition", {"columns": columns}),
    )


def _value(columns: Sequence[Column], features: Sequence[Feature]) -> str | None:
    """Return the measure that is worth most to the client: one that speaks of spend or a score,
    else repeats, else the first.

    None where there are only answers and times, of which more is not better.
    """
    measures = [
        (column, feature)
        for column, feature in zip(columns, features, strict=True)
        if column.role is Role.MEASURE
    ]
    ranking = [(column, feature.name) for column, feature in measures if column.sense not in TIMES]
    repeats = next((name for column, name in ranking if column.sense is Sense.REPEATS), None)
    named = next((name for column, name in ranking if _VALUE_WORDS.search(column.name)), None)
    return (
        repeats
        or named
        or next((name for column, name in ranking if column.sense is not Sense.SCALE), None)
    )
