"""What describes the customers of orders in, further columns of one row per customer out; they
describe segments and make none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.customers.customer_tables import MOST_CODES, describing_feature, values_of
from reporter.model import Role
from reporter.model.claim import Claim, Name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reporter.model import CleanDataset, Column, CustomerTable, Feature

MOST_CATEGORIES = 50
"""A text with more different values describes single customers rather than segments."""
_CUSTOMERS = "customers"


def with_demographics(table: CustomerTable, clean: CleanDataset) -> CustomerTable:
    """Add what describes each customer: categories, and numbers such as an age.

    Parameters
    ----------
    table
        One row per customer, made of orders.
    clean
        What it was made from; its `demographics` may hold further customers, who have no order
        left.
    """
    if clean.demographics is None:
        return table
    raw = clean.demographics.to_pandas().set_index("customer")
    raw = raw.reindex(table.frame.index)
    frame, features = table.frame.copy(), list(table.features)
    for column in clean.dataset.columns_of(Role.DESCRIPTOR):
        if column.name not in raw.columns:
            continue
        values = raw[column.name]
        distinct = int(values.nunique())
        feature = _named(describing_feature(column, distinct), column, features)
        if distinct < 2 or (feature.unit == "category" and _single(distinct, len(raw))):
            continue
        frame[feature.name] = values_of(values, feature).to_numpy()
        features.append(feature)
    return replace(table, frame=frame, features=tuple(features))


def _single(distinct: int, customers: int) -> bool:
    """Say whether categories describe single customers rather than groups of them."""
    return distinct > MOST_CATEGORIES or (distinct > MOST_CODES and 2 * distinct > customers)


def _named(feature: Feature, column: Column, taken: Iterable[Feature]) -> Feature:
    """Tell a column from our own features: "country" of the customers beside that of
    most orders.
    """
    features = list(taken)
    names = {one.name.casefold() for one in features}
    # Ours have no heading: "country" is called by its name in most languages.
    headings = {(one.heading or one.name).casefold() for one in features}
    name, called = column.name, feature.called
    if feature.heading.casefold() in headings:
        called = Claim("feature.column.beside", {"heading": Name(feature.heading)})
    while name.casefold() in names:
        name = f"{name} ({_CUSTOMERS})"
    return replace(feature, name=name, called=called)
