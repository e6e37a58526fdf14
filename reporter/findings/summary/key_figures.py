"""The strip of key figures that the base opens with: the base and its numbers in, figures out, each
with what it is as its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft

if TYPE_CHECKING:
    from reporter.model import BaseFigures, Finding, Period, Study
    from reporter.numerals import Numerals

MOST_FIGURES = 6
"""So many figures at most stand in the strip."""


def key_figures(study: Study, base: BaseFigures, numerals: Numerals) -> tuple[Finding, ...]:
    """Count the customers, then what they ordered or, without orders, what is known of them."""
    draft = Draft(numerals)
    figure = draft.count("customers", study.totals.customers)
    customers = draft.finding("base.figure.customers", "customers", figure)
    others = (
        _of_orders(study, base, numerals)
        if study.totals.orders
        else _of_customers(study, base, numerals)
    )
    return (customers, *others)[:MOST_FIGURES]


def _of_orders(study: Study, base: BaseFigures, numerals: Numerals) -> list[Finding]:
    """Tell orders, what they brought, how many came back and the months that all of it covers."""
    draft, orders = Draft(numerals), study.totals.orders or 0
    figure = draft.count("orders", orders)
    told = [draft.finding("base.figure.orders", "orders", figure)]
    told += _brought(study, orders, numerals)
    if base.again is not None:
        summed = study.clean.summed
        draft = Draft(numerals)
        draft.note("again", base.again)
        who = f"bought in more than one {summed}" if summed else "ordered more than once"
        told.append(draft.finding("base.figure.again", who, numerals.percent(base.again)))
    if study.table.period:
        told.append(_months(study.table.period, numerals))
    return told


def _brought(study: Study, orders: int, numerals: Numerals) -> list[Finding]:
    """Tell revenue and what an order brings; without money, how many orders a customer placed."""
    draft, totals = Draft(numerals), study.totals
    if totals.revenue is None:
        figure = draft.decimal("orders", orders / totals.customers)
        text = "orders a customer, on average"
        return [draft.finding("base.figure.orders_per_customer", text, figure)]
    whole = draft.money_short("revenue", totals.revenue)
    revenue = draft.finding("base.figure.revenue", "net revenue", whole)
    draft = Draft(numerals)
    each = draft.money("amount", totals.revenue / orders)
    return [revenue, draft.finding("base.figure.order_value", "an order, on average", each)]


def _months(period: Period, numerals: Numerals) -> Finding:
    """Count the calendar months of the period; those that it covers in part count, too."""
    draft, (start, end) = Draft(numerals), (period.start, period.end)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    figure = draft.count("months", months)
    text = "calendar month covered" if months == 1 else "calendar months covered"
    return draft.finding("base.figure.months", text, figure)


def _of_customers(study: Study, base: BaseFigures, numerals: Numerals) -> list[Finding]:
    """Tell what customers spent in all, then the medians of what they do."""
    told = []
    if study.totals.revenue is not None:
        draft = Draft(numerals)
        whole = draft.money_short("revenue", study.totals.revenue)
        told.append(draft.finding("base.figure.revenue", _summed(study, draft), whole))
    for feature in study.table.features:
        if feature.behaviour and feature.name in base.medians:
            draft, median = Draft(numerals), base.medians[feature.name]
            draft.note("median", median)
            draft.note("known", float(study.table.frame[feature.name].notna().mean()))
            text = f"{draft.name('feature', feature.label)}, median"
            figure = numerals.quantity(median, feature.unit)
            told.append(draft.finding(f"base.median.{feature.name}", text, figure))
    return told


def _summed(study: Study, draft: Draft) -> str:
    """Say what was added up: a column of the file by its name, since MRR or a balance of charges is
    no spend in all.
    """
    spend = [feature for feature in study.table.features if feature.in_revenue]
    if len(spend) != 1:
        return "spent in all"
    return f"{draft.name('feature', spend[0].label)}, all customers"
