"""Order lines as the client sent them in, the same lines under the house's names out, each with the
rule that takes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.choices import Returns
from reporter.model import Role
from reporter.quality import services
from reporter.quality.amounts import amount, factors
from reporter.quality.fingerprint import COPIES, distinct
from reporter.quality.rules import UNKNOWN, is_cancellation, is_return, removals
from reporter.quality.values import MONEY, identifier, number, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from reporter.model import Dataset
    from reporter.quality.meaning import RowRule
    from reporter.quality.rules import LineRule
    from reporter.settings import QualitySettings

RULE = "__rule"
"""The column with the rule that takes a line; missing where none does."""
UNDESCRIBED = "__undescribed"
"""The column that says whether the client sent no description."""
_APART = "__apart"

LINE_COLUMNS = {
    "customer": "string",
    "order": "string",
    "ordered_at": "timestamp",
    "product": "string",
    "description": "string",
    "quantity": "float64",
    "amount": MONEY,
    "country": "string",
    "category": "string",
    "is_return": "boolean",
    "is_service": "boolean",
}

_HELD = {
    "order": Role.ORDER,
    "product": Role.PRODUCT,
    "description": Role.DESCRIPTION,
    "quantity": Role.QUANTITY,
    "country": Role.COUNTRY,
    "category": Role.CATEGORY,
}
"""Columns that are worth storing only where the file has the role."""

_NAMED_WHEN_MISSING = ("description", "country", "category")


def roles(dataset: Dataset) -> frozenset[Role]:
    """Return the roles that the file really holds."""
    return frozenset(column.role for column in dataset.columns if column.role is not Role.IGNORED)


def mark(
    dataset: Dataset, repeats: ir.Table, rules: Sequence[RowRule], settings: QualitySettings
) -> ir.Table:
    """Return every distinct line of a customer under the house's names, with the rule that takes it
    (missing where none does).
    """
    has = roles(dataset)
    raw = (
        distinct(dataset, repeats)
        if settings.duplicates == "drop"
        else dataset.table.mutate(**{COPIES: ibis.literal(1, "int64")})
    )
    apart = _first_met(raw, rules)
    lines = raw.select(**_house_columns(raw, dataset), **{_APART: apart}).filter(
        ibis._.customer.notnull()
    )
    cleaned = _first_met(lines, removals(settings, has))
    # What leaves by its meaning leaves before all that is cleaned.
    taken = ibis.coalesce(lines[_APART], cleaned) if rules else cleaned
    is_described = Role.DESCRIPTION in has
    service = services.is_service(lines, services.find(dataset, settings), described=is_described)
    undescribed = {UNDESCRIBED: lines.description.isnull()} if is_described else {}
    return lines.select(
        **_held(lines, has),
        is_return=_returned(lines, settings),
        is_service=service,
        **undescribed,
        **{RULE: taken, COPIES: lines[COPIES]},
    )


def _first_met(table: ir.Table, rules: Sequence[RowRule | LineRule]) -> ir.StringValue:
    """Name the first rule that a row meets; missing where it meets none."""
    nothing = ibis.null("string")
    if not rules:
        return nothing
    return ibis.cases(*((rule.condition(table), rule.name) for rule in rules), else_=nothing)


def _returned(lines: ir.Table, settings: QualitySettings) -> ir.BooleanValue:
    if settings.returns is not Returns.NET:
        return ibis.literal(False)
    return is_cancellation(lines) | is_return(lines)


def _held(lines: ir.Table, has: frozenset[Role]) -> dict[str, ir.Value]:
    """Return the columns that are worth storing, with a word where a name is missing."""
    columns: dict[str, ir.Value] = {
        name: lines[name]
        for name in LINE_COLUMNS
        if name in lines.columns and _HELD.get(name, Role.DATE) in has
    }
    named = {
        name: lines[name].fill_null(UNKNOWN) for name in _NAMED_WHEN_MISSING if name in columns
    }
    return columns | named


def _house_columns(raw: ir.Table, dataset: Dataset) -> dict[str, ir.Value]:
    def column(role: Role) -> ir.Column | None:
        name = dataset.column(role)
        return None if name is None else raw[name]

    def words(role: Role) -> ir.Value:
        found = column(role)
        return ibis.null("string") if found is None else text(found)

    def numbers(role: Role) -> ir.Value:
        found = column(role)
        return ibis.null("float64") if found is None else number(found)

    customer, ordered_at = column(Role.CUSTOMER), column(Role.DATE)
    # Where there are only amounts, a negative one is a return.
    price = numbers(Role.PRICE) if len(factors(dataset)) > 1 else ibis.null("float64")
    return {
        "customer": ibis.null("string") if customer is None else identifier(customer),
        "order": words(Role.ORDER),
        "ordered_at": (
            ibis.null("timestamp") if ordered_at is None else ordered_at.cast("timestamp")
        ),
        "product": words(Role.PRODUCT),
        "description": words(Role.DESCRIPTION),
        "quantity": numbers(Role.QUANTITY),
        "price": price,
        "amount": amount(dataset, raw),
        "country": words(Role.COUNTRY),
        "category": words(Role.CATEGORY),
        COPIES: raw[COPIES],
    }
