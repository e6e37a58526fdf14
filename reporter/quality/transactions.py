"""Order lines as the client sent them in, cleaned lines under the house's names and the count of
every rule out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from reporter.choices import Returns
from reporter.model import MONEY_ROLES, CleaningStep, Role
from reporter.quality import services
from reporter.quality.amounts import amount, factors
from reporter.quality.emptiness import require_customers
from reporter.quality.fingerprint import COPIES, distinct, keep
from reporter.quality.rules import (
    DUPLICATE,
    MISSING_CUSTOMER,
    MISSING_DATE,
    NO_WORTH,
    NOTHING_LEFT,
    NOUNS,
    UNKNOWN,
    is_cancellation,
    is_return,
    removals,
)
from reporter.quality.values import MONEY, identifier, money, number, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ibis.expr.types as ir

    from reporter.model import Dataset
    from reporter.quality.meaning import RowRule
    from reporter.settings import QualitySettings

RULE = "__rule"
SETTINGS = {"date_order": "roles.date_order={order}", "set_column": "roles.date={column}"}
"""The settings that may leave dates unread, by the reading that tells of it."""
_APART = "__apart"
_UNDESCRIBED = "__undescribed"

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


class _Removed(NamedTuple):
    """The lines that a rule took, and what they are worth, returns deducted."""

    rows: int
    amount: float
    customers: int = 0
    """Who leave with them, as none of their lines is left."""


def clean_lines(
    dataset: Dataset,
    repeats: ir.Table,
    uncredited: float,
    rules: Sequence[RowRule],
    settings: QualitySettings,
) -> tuple[ir.Table, tuple[CleaningStep, ...], int]:
    """Apply the rules to order lines.

    Parameters
    ----------
    dataset
        Order lines, typed, with roles.
    repeats
        The rows that occur more than once, from `fingerprint.repeated`.
    uncredited
        What the lines are worth that name no customer, from `amounts.compare`.
    rules
        By which rows do not count, from `meaning.understand`.
    settings
        How orders are cleaned.

    Returns
    -------
    tuple
        The cleaned lines (kept on their backend), the steps in the order applied, and the number of
        lines left.

    Raises
    ------
    QualityError
        No customer, or only one, is left.
    """
    has = roles(dataset)
    marked = keep(mark(dataset, repeats, rules, settings), "marked")
    nothing = keep(_left_with_nothing(marked, has), "left_with_nothing")
    lines = marked.filter(marked[RULE].isnull()).anti_join(nothing, "customer")
    removed = _count_removed(marked, dataset, uncredited)
    left = _count_left(lines, nothing, has)
    steps = tuple(
        replace(step, setting=_cause(step, dataset))
        for step in _steps(removed, left, rules, settings, has)
    )
    require_customers(dataset, steps, left["customers"], left["rows"])
    absent = {
        name: ibis.null(kind) for name, kind in LINE_COLUMNS.items() if name not in lines.columns
    }
    return lines.mutate(**absent).select(*LINE_COLUMNS), steps, left["rows"]


def lines_left(
    dataset: Dataset, repeats: ir.Table, rules: Sequence[RowRule], settings: QualitySettings
) -> ir.Table:
    """Return the lines that cleaning leaves, without counting what it takes."""
    marked = keep(mark(dataset, repeats, rules, settings), "marked")
    return marked.filter(marked[RULE].isnull()).anti_join(
        _left_with_nothing(marked, roles(dataset)), "customer"
    )


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
    raw = dataset.table
    raw = (
        distinct(dataset, repeats)
        if settings.duplicates == "drop"
        else raw.mutate(**{COPIES: ibis.literal(1, "int64")})
    )
    apart = (
        ibis.cases(*((rule.condition(raw), rule.name) for rule in rules), else_=ibis.null("string"))
        if rules
        else ibis.null("string")
    )
    lines = raw.select(**_house_columns(raw, dataset), **{_APART: apart}).filter(
        ibis._.customer.notnull()
    )
    cleaned = ibis.cases(
        *((rule.condition(lines), rule.name) for rule in removals(settings, has)),
        else_=ibis.null("string"),
    )
    taken = ibis.coalesce(lines[_APART], cleaned) if rules else cleaned
    returned = (
        is_cancellation(lines) | is_return(lines)
        if settings.returns is Returns.NET
        else ibis.literal(False)
    )
    columns: dict[str, ir.Value] = {
        name: lines[name]
        for name in LINE_COLUMNS
        if name in lines.columns and _HELD.get(name, Role.DATE) in has
    }
    columns |= {
        name: lines[name].fill_null(UNKNOWN) for name in _NAMED_WHEN_MISSING if name in columns
    }
    service = services.is_service(
        lines, services.find(dataset, settings), described=Role.DESCRIPTION in has
    )
    undescribed = {_UNDESCRIBED: lines.description.isnull()} if Role.DESCRIPTION in has else {}
    return lines.select(
        **columns,
        is_return=returned,
        is_service=service,
        **undescribed,
        **{RULE: taken, COPIES: lines[COPIES]},
    )


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


def _left_with_nothing(marked: ir.Table, has: frozenset[Role]) -> ir.Table:
    """Return the customers whose refunds ate up what they spent, without money as many pieces as
    they bought, or who only returned.
    """
    lines = marked.filter(marked[RULE].isnull())
    left = lines.amount if has & MONEY_ROLES else _pieces(lines, has)
    customers = lines.group_by("customer").agg(
        net=lines.amount.sum(),
        left=left.sum(),
        sales=ibis.ifelse(lines.is_return, 0, 1).sum(),
        lines=lines.count(),
    )
    return customers.filter((customers.left <= 0) | (customers.sales == 0))


def _pieces(lines: ir.Table, has: frozenset[Role]) -> ir.Value:
    """Return how many pieces a line sold, below nought where it takes them back; one where that is
    not known.
    """
    counted = lines.quantity.abs().fill_null(1.0) if Role.QUANTITY in has else ibis.literal(1.0)
    return ibis.ifelse(lines.is_return, -counted, counted)


def _count_removed(marked: ir.Table, dataset: Dataset, uncredited: float) -> dict[str, _Removed]:
    again = marked[COPIES] - 1
    counted = (
        marked.group_by(RULE)
        .agg(
            lines=marked.count(),
            copies=again.sum(),
            amount=marked.amount.sum(),
            repeated=ibis.ifelse(
                again > 0, money(marked.amount.cast("float64") * again), ibis.null(MONEY)
            ).sum(),
        )
        .to_pyarrow()
        .to_pylist()
    )
    gone = _count_gone(marked)
    removed = {
        rule: _Removed(int(row["lines"]), float(row["amount"] or 0), gone.get(rule, 0))
        for row in counted
        if (rule := row[RULE]) is not None
    }
    lines, copies = (sum(int(row[name]) for row in counted) for name in ("lines", "copies"))
    return removed | {
        MISSING_CUSTOMER: _Removed(dataset.rows - lines - copies, uncredited),
        DUPLICATE: _Removed(copies, float(sum(row["repeated"] or 0 for row in counted))),
    }


def _count_gone(marked: ir.Table) -> dict[str, int]:
    """Count the customers of whom no line is left, by the rule that took them; where several did,
    by the last of them by name.
    """
    customers = marked.group_by("customer").agg(
        left=ibis.ifelse(marked[RULE].isnull(), 1, 0).sum(), rule=marked[RULE].max()
    )
    counted = customers.filter(customers.left == 0).group_by("rule").agg(customers=ibis._.count())
    return {str(row["rule"]): int(row["customers"]) for row in counted.to_pyarrow().to_pylist()}


def _count_left(lines: ir.Table, nothing: ir.Table, has: frozenset[Role]) -> dict[str, Any]:
    def those(condition: ir.BooleanValue) -> ir.Value:
        return ibis.ifelse(condition, 1, 0).sum().fill_null(0)

    def worth(condition: ir.BooleanValue) -> ir.Value:
        return (
            ibis.ifelse(condition, lines.amount, ibis.null(lines.amount.type())).sum().fill_null(0)
        )

    # No line here lacks a customer: without order numbers nothing is a cancelled order.
    cancelled = lines.is_return & (
        is_cancellation(lines) if Role.ORDER in has else lines.customer.isnull()
    )
    back = lines.is_return & ~cancelled
    counted = lines.aggregate(
        rows=lines.count(),
        customers=lines.customer.nunique(),
        cancellations=those(cancelled),
        returns=those(back & ~lines.is_service),
        discounts=those(back & lines.is_service),
        discounts_amount=worth(back & lines.is_service),
        services=those(lines.is_service & ~lines.is_return),
        services_amount=worth(lines.is_service & ~lines.is_return),
        undescribed=those(lines[_UNDESCRIBED]) if Role.DESCRIPTION in has else ibis.literal(0),
    )
    gone = nothing.aggregate(
        gone_customers=nothing.count(),
        gone_lines=nothing.lines.sum().fill_null(0),
        gone_amount=nothing.net.sum().fill_null(0),
    )
    row = counted.cross_join(gone).to_pyarrow().to_pylist()[0]
    return {
        str(name): float(value) if str(name).endswith("_amount") else int(value)
        for name, value in row.items()
    }


def _steps(
    removed: dict[str, _Removed],
    left: dict[str, Any],
    rules: Sequence[RowRule],
    settings: QualitySettings,
    has: frozenset[Role],
) -> tuple[CleaningStep, ...]:
    nouns = (
        NOUNS
        | {rule.name: rule.noun for rule in rules}
        | ({} if has & {Role.PRICE, Role.QUANTITY} else {"non_positive_price": NO_WORTH})
    )
    steps = [
        _removal(
            MISSING_CUSTOMER,
            "No customer id: the line cannot be credited to anybody.",
            removed,
            nouns,
        )
    ]
    if settings.duplicates == "drop":
        steps.append(_removal(DUPLICATE, "Repeats another line in every column.", removed, nouns))
    named = [(rule.name, rule.description) for rule in rules] + [
        (rule.name, rule.description) for rule in removals(settings, has)
    ]
    steps += [_removal(name, description, removed, nouns) for name, description in named]
    nothing_left = CleaningStep(
        rule=NOTHING_LEFT,
        noun=NOUNS[NOTHING_LEFT],
        description=(
            "Customers who returned everything they bought, or only returned: all of their lines."
        ),
        rows=left["gone_lines"],
        removed=True,
        customers=left["gone_customers"],
        amount=left["gone_amount"] if left["gone_lines"] else None,
    )
    if nothing_left.rows or has & {
        *MONEY_ROLES,
        Role.QUANTITY,
        Role.ORDER,
    }:  # nothing else could say that something came back
        steps.append(nothing_left)
    if not has & MONEY_ROLES:
        steps = [replace(step, amount=None) for step in steps]
    return (*steps, *_marks(left, settings, has))


def _cause(step: CleaningStep, dataset: Dataset) -> str:
    """Return the user's setting by which most rows have no date that can be read, of those that
    left for want of one.
    """
    date = dataset.column(Role.DATE)
    if step.rule != MISSING_DATE or not step.rows:
        return ""
    for one in dataset.readings:
        if (
            one.numbers.get("column") == date
            and one.question in SETTINGS
            and float(one.numbers["unread"]) >= step.rows / 2
        ):
            return SETTINGS[one.question].format(**one.numbers)
    return ""


def _removal(
    rule: str, description: str, removed: dict[str, _Removed], nouns: Mapping[str, str]
) -> CleaningStep:
    gone = removed.get(rule, _Removed(0, 0.0))
    worth = round(gone.amount, 4) if gone.rows else None
    return CleaningStep(
        rule=rule,
        noun=nouns[rule],
        description=description,
        rows=gone.rows,
        removed=True,
        customers=gone.customers or None,
        amount=worth,
    )


def _marks(
    left: dict[str, Any], settings: QualitySettings, has: frozenset[Role]
) -> tuple[CleaningStep, ...]:
    marks: list[tuple[str, str, str]] = []
    deducted, kept = (
        ("deducted from what the customer spent, ", "kept in revenue, ")
        if has & MONEY_ROLES
        else ("", "")
    )
    if settings.returns is Returns.NET and Role.ORDER in has:
        marks.append(
            ("cancellation", f"Cancelled orders: {deducted}not counted as orders.", "cancellations")
        )
    if settings.returns is Returns.NET:
        marks.append(("return", f"Returned goods: {deducted}not counted as orders.", "returns"))
    if settings.returns is Returns.NET and has & {Role.PRODUCT, Role.DESCRIPTION}:
        marks.append(
            (
                services.DISCOUNT,
                f"Discounts and the like: {deducted}left out where products are shown.",
                "discounts",
            )
        )
    if has & {Role.PRODUCT, Role.DESCRIPTION}:
        marks.append(
            (
                services.SERVICE,
                f"Postage, fees and the like: {kept}left out where products are shown.",
                "services",
            )
        )
    if Role.DESCRIPTION in has:
        marks.append(("missing_description", f"No description: shown as {UNKNOWN}.", "undescribed"))
    counts = {services.SERVICE: "services", services.DISCOUNT: "discounts"}
    worth = {
        rule: left[f"{count}_amount"]
        for rule, count in counts.items()
        if has & MONEY_ROLES and left[count]
    }
    return tuple(
        CleaningStep(
            rule=rule, description=words, rows=left[count], removed=False, amount=worth.get(rule)
        )
        for rule, words, count in marks
    )
