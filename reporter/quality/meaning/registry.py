"""The questions that order lines are asked, in their order, and what is said of the answers.

A question is a file of its own beside this one and an entry here; its sentences stand in
``findings/summary/readings.toml``, its setting in ``settings/meaning.py``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.model import Kind, Reading
from reporter.quality.fingerprint import keep
from reporter.quality.meaning.currencies import Currencies
from reporter.quality.meaning.debit_credit import DebitCredit
from reporter.quality.meaning.evidence import Evidence
from reporter.quality.meaning.gift_cards import GiftCards
from reporter.quality.meaning.line_total import LineTotal
from reporter.quality.meaning.lone_dates import LoneDates
from reporter.quality.meaning.nobody import Nobody
from reporter.quality.meaning.order_status import OpenOrders, OrderStatus
from reporter.quality.meaning.order_total import OrderTotal
from reporter.quality.meaning.question import Answer, Question, Understanding
from reporter.quality.meaning.refund_column import RefundColumn
from reporter.quality.meaning.shared_orders import SharedOrders
from reporter.quality.meaning.sign_column import SignColumn
from reporter.quality.meaning.spellings import Spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reporter.model import Dataset, Remainder
    from reporter.settings import Settings

QUESTIONS: tuple[Question, ...] = (
    OrderStatus(),  # which rows count comes first: the other questions look at these only
    LoneDates(),
    DebitCredit(),
    SignColumn(),
    LineTotal(),
    OrderTotal(),
    RefundColumn(),
    GiftCards(),
    Currencies(),
    OpenOrders(),
    Nobody(),
    Spellings(),
    SharedOrders(),
)
OF_CUSTOMERS: tuple[Question, ...] = (Currencies(),)


def understand(dataset: Dataset, settings: Settings) -> Understanding:
    """Ask every question, each of the data as those before have read them.

    Raises
    ------
    QualityError
        The data cannot be trusted in any reading.
    """
    found, evidence = Understanding(dataset=dataset), Evidence(dataset)
    for question in QUESTIONS if dataset.kind is Kind.TRANSACTIONS else OF_CUSTOMERS:
        before = found
        found, answer = question.ask(found, evidence, settings)
        if answer is not None:
            found = replace(found, answers=(*found.answers, answer))
        if found.dataset is not before.dataset or found.rules != before.rules:
            evidence = Evidence(found.counted)
    if (
        found.dataset.table is not dataset.table
    ):  # what was worked out is not worked out again by every query that follows
        found = replace(
            found, dataset=replace(found.dataset, table=keep(found.dataset.table, "understood"))
        )
    return found


def readings(
    found: Understanding,
    left: Remainder,
    settings: Settings,
    otherwise: Callable[[Settings], Remainder],
) -> tuple[Reading, ...]:
    """Say of each answer what the other reading would give.

    Parameters
    ----------
    left
        Who and what is left as the data were read.
    otherwise
        Cleans the data by other settings and returns what is left then.
    """
    return tuple(_reading(answer, left, settings, otherwise) for answer in found.answers)


def _reading(
    answer: Answer, left: Remainder, settings: Settings, otherwise: Callable[[Settings], Remainder]
) -> Reading:
    numbers, items, weight = dict(answer.numbers), answer.items, answer.weight
    if left.revenue is None:  # without money nothing is worth zero
        numbers, items = _unpriced(numbers), tuple(_unpriced(item) for item in items)
    if answer.otherwise:
        meaning = settings.meaning.model_copy(update=dict(answer.otherwise))
        other = otherwise(settings.model_copy(update={"meaning": meaning}))
        brought = (
            _share(left.orders, other.orders)
            if left.revenue is None
            else _share(left.revenue, other.revenue)
        )
        weight = max(weight, brought, _share(left.customers, other.customers))
        numbers |= _changed("customers", left.customers, other.customers) | _changed(
            "orders", left.orders, other.orders
        )
        numbers |= _changed("revenue", left.revenue, other.revenue)
    return Reading(
        question=answer.question,
        stance=answer.stance,
        numbers=numbers,
        setting=answer.setting,
        weight=weight,
        items=items,
    )


def _unpriced(numbers: Mapping[str, float | str]) -> dict[str, float | str]:
    return {key: value for key, value in numbers.items() if key != "amount"}


def _share(one: float | None, other: float | None) -> float:
    """Return by how much two readings differ, as a share of the larger."""
    most = max(abs(one or 0), abs(other or 0))
    return min(1.0, abs((one or 0) - (other or 0)) / most) if most else 0.0


def _changed(name: str, one: float | None, other: float | None) -> dict[str, float | str]:
    """Note what is otherwise, where it is."""
    if one is None or other is None or abs(one - other) < 0.005:
        return {}
    return {f"{name}_taken": one, f"{name}_otherwise": other, f"{name}_apart": abs(one - other)}
