"""One row per customer as the client sent it in, cleaned rows with an id and the count of every
rule out.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import ibis

from reporter.fillers import without
from reporter.model import CleaningRule, CleaningStep, Role
from reporter.model.claim import Claim
from reporter.quality.emptiness import require_customers
from reporter.quality.fingerprint import keep
from reporter.quality.values import identifier, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from reporter.model import Column, Dataset

_ID = "__id"
_PLACE = "__place"
_RULE = "__rule"
_REPEAT = "__repeat"
_FILLED = "__filled"
_UNMEASURED = "__unmeasured"


def clean_rows(
    dataset: Dataset, *, drop_duplicates: bool
) -> tuple[ir.Table, tuple[CleaningStep, ...], int]:
    """Apply the rules to a table of customers.

    Where the file has no id, customers are numbered from 1 in the order of their values, column by
    column, since a table has no order of its own; customers who are alike in every column share a
    place, so that it does not matter who of them comes first.

    Raises
    ------
    QualityError
        No customer, or only one, is left.
    """
    named = dataset.column(Role.CUSTOMER) is not None
    marked = keep(_mark(dataset, drop_duplicates=drop_duplicates), "marked_customers")
    counted = (
        marked.group_by(_RULE)
        .agg(rows=marked.count(), filled=marked[_FILLED].sum())
        .to_pyarrow()
        .to_pylist()
    )
    removed = {row[_RULE]: int(row["rows"]) for row in counted if row[_RULE] is not None}
    left = next((row for row in counted if row[_RULE] is None), {"rows": 0, "filled": 0})
    steps = _steps(removed, int(left["filled"] or 0), named=named, drop_duplicates=drop_duplicates)
    require_customers(dataset, steps, int(left["rows"]), int(left["rows"]))
    return keep(_finish(marked, dataset), "cleaned_customers"), steps, int(left["rows"])


def _mark(dataset: Dataset, *, drop_duplicates: bool) -> ir.Table:
    table, name = without(dataset.table, dataset.fillers), dataset.column(Role.CUSTOMER)
    order = [table[column.name] for column in dataset.columns]
    unmeasured = _all_of(
        [_is_missing(table[column.name]) for column in dataset.columns_of(Role.SPEND, Role.MEASURE)]
    )
    uncategorised = _any_of([text(table[column.name]).isnull() for column in _categories(dataset)])
    filled = ibis.ifelse(uncategorised, 1, 0)
    if name is None:
        return table.mutate(
            **{
                _RULE: ibis.cases(
                    (unmeasured, CleaningRule.NO_MEASURES.value), else_=ibis.null("string")
                ),
                _FILLED: filled,
            }
        )
    known = identifier(table[name])
    last = ibis.ifelse(unmeasured, 1, 0)
    table = table.mutate(
        **{_ID: known, _FILLED: filled, _UNMEASURED: unmeasured},
        **{_PLACE: ibis.row_number().over(group_by=known, order_by=[last, *order])},
        **{_REPEAT: ibis.row_number().over(group_by=order, order_by=order)},
    )
    rules = [
        (table[_ID].isnull(), CleaningRule.MISSING_CUSTOMER.value),
        (
            table[_REPEAT] > 0 if drop_duplicates else ibis.literal(False),
            CleaningRule.DUPLICATE.value,
        ),
        (table[_UNMEASURED], CleaningRule.NO_MEASURES.value),
        (table[_PLACE] > 0, CleaningRule.REPEATED_CUSTOMER.value),
    ]
    return table.mutate(**{_RULE: ibis.cases(*rules, else_=ibis.null("string"))})


def _finish(marked: ir.Table, dataset: Dataset) -> ir.Table:
    """Give each row that stays its customer, and write categories as text."""
    table = marked.filter(marked[_RULE].isnull())
    if dataset.column(Role.CUSTOMER) is None:
        order = [table[column.name] for column in dataset.columns]
        table = table.mutate(**{_ID: (ibis.row_number().over(order_by=order) + 1).cast("string")})
    kept = [
        column.name
        for column in dataset.columns
        if column.role is not Role.CUSTOMER and column.name.lower() != "customer"
    ]
    own = {name: table[name] for name in kept}
    for column in _categories(dataset):
        own[column.name] = _category(table[column.name])
    return table.select(customer=table[_ID], **own)


def _categories(dataset: Dataset) -> tuple[Column, ...]:
    return tuple(
        column
        for column in dataset.columns_of(Role.DESCRIPTOR)
        if column.dtype in {"text", "boolean"}
    )


def _category(column: ir.Column) -> ir.StringValue:
    return ibis.ifelse(column, "Yes", "No") if column.type().is_boolean() else text(column)


def _is_missing(column: ir.Column) -> ir.BooleanValue:
    return column.isnull() | column.isnan() if column.type().is_floating() else column.isnull()


def _all_of(conditions: Sequence[ir.BooleanValue]) -> ir.BooleanValue:
    return (
        reduce(lambda left, right: left & right, conditions) if conditions else ibis.literal(False)
    )


def _any_of(conditions: Sequence[ir.BooleanValue]) -> ir.BooleanValue:
    return reduce(lambda left, right: left | right, conditions, ibis.literal(False))


def _steps(
    removed: dict[str, int], filled: int, *, named: bool, drop_duplicates: bool
) -> tuple[CleaningStep, ...]:
    rules = [(CleaningRule.NO_MEASURES, "cleaning.no_measures")]
    if named:
        repeated = [(CleaningRule.DUPLICATE, "cleaning.duplicate.row")]
        rules = [
            (CleaningRule.MISSING_CUSTOMER, "cleaning.missing_customer.row"),
            *(repeated if drop_duplicates else []),
            *rules,
            (CleaningRule.REPEATED_CUSTOMER, "cleaning.repeated_customer"),
        ]
    steps = [
        CleaningStep(rule=rule.value, told=Claim(told), rows=removed.get(rule, 0), removed=True)
        for rule, told in rules
    ]
    steps.append(
        CleaningStep(
            rule="missing_category",
            told=Claim("cleaning.missing_category"),
            rows=filled,
            removed=False,
        )
    )
    return tuple(steps)
