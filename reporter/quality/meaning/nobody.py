"""Accounts that are nobody: walk-in customers, guests, cash sales, fillers. What is sold to them is
sold without a customer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis

from reporter.model import CleaningRule, Role
from reporter.model.claim import Claim
from reporter.quality.amounts import amount
from reporter.quality.meaning.evidence import folded
from reporter.quality.meaning.question import Answer, Settled, Understanding, truth
from reporter.quality.meaning.words import words
from reporter.quality.values import identifier, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import ibis.expr.types as ir

    from reporter.model import CleaningStep, Dataset
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

BEYOND = 10
"""Times the orders of the next customer from which a doubtful name or number is nobody."""
MAY_BE = 4
"""The same, from which it is told."""
FEWEST = 20
"""Orders of a doubtful account, below which it may be anybody."""
_TABLE = "nobody"
_MOST_ACCOUNTS = 200
_ACCENTS = {
    "a": "aàáâãä",
    "e": "eèéêë",
    "i": "iìíîï",
    "o": "oòóôõö",
    "u": "uùúûü",
    "c": "cç",
    "n": "nñ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """An account that may stand for nobody in particular."""

    customer: str
    sort: str
    """The list that its name stands on: "name", "nothing" or "perhaps"."""
    orders: int
    lines: int
    amount: float
    next_one: int
    """The most orders of a customer who is somebody."""

    @property
    def is_surely(self) -> bool:
        """Whether it is nobody: its name says it, or it orders like no single customer."""
        told_by_name = self.sort in {"name", "nothing"}
        return told_by_name or self.orders >= max(FEWEST, BEYOND * self.next_one)

    @property
    def is_perhaps(self) -> bool:
        """Whether it may be nobody, which is told."""
        return not self.is_surely and self.orders >= max(FEWEST, MAY_BE * self.next_one)

    @property
    def item(self) -> dict[str, float | str]:
        """What is told of it."""
        return {
            "account": self.customer,
            "orders": self.orders,
            "rows": self.lines,
            "amount": self.amount,
        }


class Nobody:
    """Takes accounts that stand for nobody in particular for no customer."""

    name = "nobody"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset, choice = so_far.dataset, settings.meaning.nobody
        customer = dataset.column(Role.CUSTOMER)
        if customer is None or choice == "keep":
            return so_far, None
        own = {folded(one) for one in settings.meaning.nobodies}
        found = _candidates(so_far, evidence, customer, own)
        chosen = found if choice == "leave" else _surely(found)
        named = chosen or _perhaps(found)
        if not named:
            return so_far, None
        answer = Answer(
            question=self.name,
            stance=Settled(choice=choice, change="leave", clear=bool(chosen)).stance,
            numbers={"column": customer},
            items=tuple(one.item for one in named),
            otherwise={self.name: "keep" if chosen else "leave"},
        )
        if not chosen:
            return so_far, answer
        return so_far.with_column(customer, _without(dataset.table[customer], chosen)), answer


def _surely(accounts: Sequence[_Account]) -> list[_Account]:
    return [one for one in accounts if one.is_surely]


def _perhaps(accounts: Sequence[_Account]) -> list[_Account]:
    return [one for one in accounts if one.is_perhaps]


def _without(value: ir.Column, accounts: Sequence[_Account]) -> ir.Value:
    """Let rows of these accounts name no customer."""
    gone = sorted(one.customer for one in accounts)
    is_gone = truth(identifier(value).isin(gone))
    return ibis.ifelse(is_gone, ibis.null(value.type()), value)


def credited(steps: Sequence[CleaningStep], answers: Iterable[Answer]) -> tuple[CleaningStep, ...]:
    """Let the step that takes rows without a customer say that accounts of nobody are among them,
    and how many.
    """
    accounts = [
        item
        for one in answers
        if one.question == Nobody.name and one.otherwise.get(Nobody.name) == "keep"
        for item in one.items
    ]
    if not accounts:
        return tuple(steps)
    rows = sum(int(item["rows"]) for item in accounts)
    return tuple(
        (
            replace(
                step,
                customers=len(accounts),
                told=Claim("cleaning.missing_customer.nobody", {"nameless": rows != step.rows}),
            )
            if step.rule == CleaningRule.MISSING_CUSTOMER
            else step
        )
        for step in steps
    )


def _candidates(
    so_far: Understanding, evidence: Evidence, customer: str, own: set[str]
) -> list[_Account]:
    """Return the accounts whose names may be those of nobody."""
    dataset, accounts = so_far.counted, evidence.customers
    if accounts is None:
        return []
    possible = (
        accounts.filter(_is_possible(accounts.customer, own))
        .order_by([ibis.desc("lines"), "customer"])
        .limit(_MOST_ACCOUNTS)
    )
    suspects = sorted(
        str(row["customer"]) for row in evidence.rows(possible) if _sorts(row["customer"], own)
    )
    if not suspects:
        return []
    orders = _orders(dataset, customer)
    named = orders.customer.isin(suspects)
    # The largest account that is not under suspicion says what one customer may order.
    next_one = int(
        evidence.row(orders.filter(~named).aggregate(most=ibis._.orders.max()))["most"] or 0
    )
    rows = evidence.rows(orders.filter(named).order_by([ibis.desc("orders"), "customer"]))
    return [
        _Account(
            customer=row["customer"],
            sort=_sorts(row["customer"], own),
            orders=row["orders"],
            lines=row["lines"],
            amount=float(row["amount"] or 0),
            next_one=next_one,
        )
        for row in rows
    ]


def _orders(dataset: Dataset, customer: str) -> ir.Table:
    """Count the orders of each account, or the days where orders have no number."""
    table, order, date = dataset.table, dataset.column(Role.ORDER), dataset.column(Role.DATE)
    number = (
        text(table[order])
        if order
        else table[date].cast("timestamp").date().cast("string")
        if date
        else ibis.null("string")
    )
    lines = table.select(
        customer=identifier(table[customer]), order=number, amount=amount(dataset, table)
    )
    lines = lines.filter(lines.customer.notnull())
    return lines.group_by("customer").agg(
        orders=lines.order.nunique(), lines=lines.count(), amount=lines.amount.sum()
    )


def _sorts(customer: str, own: set[str]) -> str:
    """Name the list that an account's name stands on; empty where it stands on none."""
    plain = folded(customer)
    if plain in words(_TABLE, "names") or plain in own:
        return "name"
    if plain in words(_TABLE, "nothing") or customer.lower() in words(_TABLE, "nothing"):
        return "nothing"
    return (
        "perhaps"
        if plain in words(_TABLE, "perhaps") or customer in words(_TABLE, "numbers")
        else ""
    )


def _is_possible(customer: ir.StringValue, own: set[str]) -> ir.BooleanValue:
    """Tell, where the data lie, whether a name could be on a list; what passes is
    looked at again.
    """
    listed = {*words(_TABLE, "names"), *words(_TABLE, "perhaps"), *words(_TABLE, "nothing"), *own}
    pattern = "|".join(_pattern(one) for one in sorted(listed))
    return customer.isin(sorted(words(_TABLE, "numbers"))) | truth(
        customer.lower().re_search(f"^[^a-z0-9]*({pattern})[^a-z0-9]*$")
    )


def _pattern(word: str) -> str:
    """Write a folded word so that it is found with accents, and with other signs
    between its parts.
    """
    parts = (
        "".join(
            f"[{_ACCENTS[letter]}]" if letter in _ACCENTS else re.escape(letter) for letter in part
        )
        for part in word.split()
    )
    return "[^a-z0-9]*".join(parts)
