"""One customer under several spellings: e-mail addresses in other cases, ids that lost their zeros,
names in capitals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from reporter.model import Personal, Role
from reporter.quality.amounts import amount
from reporter.quality.meaning.question import Answer, Settled, Understanding
from reporter.quality.values import identifier

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

FEWEST, LEAST = 2, 0.002
"""Customers with several spellings from which on it is told, and their share."""
DIVIDED = 0.1
"""Share of the months in which both forms of an id may stand for them to be one export's after
another's.
"""
_FROM = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
_TO = "aaaaaaceeeeiiiinooooouuuuyy"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spelt:
    """How customers are spelt."""

    customers: int
    """All of them, however often they are spelt otherwise."""
    people: int
    """Those with several spellings."""
    spellings: int
    """Theirs."""
    amount: float
    """What they are worth together."""
    zeros_only: bool
    """Whether all of those spellings differ in nothing but zeros in front."""

    def are_told(self, *, email: bool) -> bool:
        """Say whether so many have several spellings that it is told; of e-mails, whoever does."""
        if self.spellings <= self.people:
            return False
        return email or (self.people >= FEWEST and self.people >= LEAST * self.customers)


class Spellings:
    """Joins spellings that are surely one customer's, and tells of those that may be."""

    name = "spellings"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset, choice = so_far.dataset, settings.meaning.spellings
        customer = next(
            (column for column in dataset.columns if column.role is Role.CUSTOMER), None
        )
        if customer is None or customer.dtype != "text" or choice == "keep":
            return so_far, None
        email = customer.personal is Personal.EMAIL
        spelt = _seen(so_far, evidence, customer.name, email=email)
        if spelt is None or not spelt.are_told(email=email):
            return so_far, None
        clear = email or (spelt.zeros_only and _divided(so_far, evidence, customer.name))
        settled = Settled(choice=choice, change="join", clear=clear)
        answer = Answer(
            question=self.name,
            stance=settled.stance,
            numbers={
                "column": customer.name,
                "spellings": spelt.spellings,
                "customers": spelt.people,
                "amount": spelt.amount,
            },
            otherwise={self.name: "keep" if settled.changes else "join"},
        )
        if not settled.changes:
            return so_far, answer
        joined = _joined(identifier(dataset.table[customer.name]), email=email)
        so_far = so_far.with_column(customer.name, joined)
        return so_far.with_distinct(customer.name, spelt.customers), answer


def _folded(value: ir.StringValue, *, email: bool) -> ir.StringValue:
    """Write a customer as all of the spellings would be."""
    if email:
        return value.lower().re_replace(r"\s+", "")
    plain = value.lower().translate(_FROM, _TO).re_replace(r"[\s\-_.,']+", "")
    # Zeros are dropped before numbers alone: 007 is 7, but 0ab is another name than ab.
    return ibis.ifelse(plain.re_search("^0+[0-9]+$"), plain.re_replace("^0+([0-9])", r"\1"), plain)


def _joined(value: ir.StringValue, *, email: bool) -> ir.StringValue:
    """Write all spellings of a customer as the first of them; e-mail addresses as all would be."""
    key = _folded(value, email=email)
    return key if email else value.min().over(ibis.window(group_by=key))


def _seen(so_far: Understanding, evidence: Evidence, name: str, *, email: bool) -> _Spelt | None:
    """Count the customers by what all of their spellings would be; None where each has one."""
    customers = evidence.customers
    if customers is None or not _several(customers, evidence, email=email):
        return None
    dataset = so_far.counted
    table = dataset.table
    lines = table.select(spelling=identifier(table[name]), amount=amount(dataset, table)).filter(
        ibis._.spelling.notnull()
    )
    spellings = lines.group_by("spelling").agg(amount=lines.amount.sum())
    spellings = spellings.mutate(
        key=_folded(spellings.spelling, email=email),
        zeros=spellings.spelling.re_replace("^0+([0-9])", r"\1"),
    )
    people = spellings.group_by("key").agg(
        spelt=spellings.count(), plain=spellings.zeros.nunique(), amount=spellings.amount.sum()
    )
    several = people.spelt > 1
    row = evidence.row(
        people.aggregate(
            customers=people.count(),
            people=ibis.ifelse(several, 1, 0).sum().cast("int64"),
            spelt=ibis.ifelse(several, people.spelt, 0).sum().cast("int64"),
            amount=ibis.ifelse(several, people.amount, ibis.null(people.amount.type())).sum(),
            # Who still has several spellings without leading zeros differs in more than these.
            zeros_only=(ibis.ifelse(several & (people.plain > 1), 1, 0).sum() == 0),
        )
    )
    return _Spelt(
        customers=int(row["customers"]),
        people=int(row["people"] or 0),
        spellings=int(row["spelt"] or 0),
        amount=float(row["amount"] or 0),
        zeros_only=bool(row["zeros_only"]),
    )


def _several(customers: ir.Table, evidence: Evidence, *, email: bool) -> bool:
    """Tell whether there are fewer customers than spellings."""
    row = evidence.row(
        customers.aggregate(
            spellings=customers.count(), keys=_folded(customers.customer, email=email).nunique()
        )
    )
    return int(row["keys"]) < int(row["spellings"])


def _divided(so_far: Understanding, evidence: Evidence, name: str) -> bool:
    """Tell whether ids with leading zeros and without stand in different months, as where one
    export followed another.
    """
    dataset = so_far.counted
    table, date = dataset.table, dataset.column(Role.DATE)
    if date is None:
        return False
    value = identifier(table[name])
    lines = table.select(month=table[date].cast("timestamp").truncate("M"), id=value).filter(
        ibis._.id.re_search("^[0-9]+$")
    )
    lines = lines.mutate(zero=lines.id.startswith("0"))
    months = lines.group_by("month").agg(
        zeros=ibis.ifelse(lines.zero, 1, 0).sum(), lines=lines.count()
    )
    mixed = (months.zeros > 0) & (months.zeros < months.lines)
    row = evidence.row(
        months.aggregate(months=months.count(), mixed=ibis.ifelse(mixed, 1, 0).sum().cast("int64"))
    )
    return int(row["months"]) > 1 and int(row["mixed"] or 0) <= DIVIDED * int(row["months"])
