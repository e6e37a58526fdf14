"""Whether another column says which amounts come in and which go out: debit and credit, sale and
refund, invoice and credit note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from reporter.model import Role
from reporter.model.claim import Claim, Name
from reporter.quality.amounts import amount, factors
from reporter.quality.meaning.evidence import folded, named
from reporter.quality.meaning.question import Answer, RowRule, Settled, Understanding, truth
from reporter.quality.meaning.words import words
from reporter.quality.values import identifier, number, text

if TYPE_CHECKING:
    from reporter.model import Column
    from reporter.quality.meaning.evidence import Evidence, ValueCount
    from reporter.settings import Settings

KNOWN_SIGNS = 0.9
"""Share of a column's rows whose value must be known."""
MINORITY, MINORITY_WORDS = 0.3, 0.5
"""Share of the rows that may be taken off: by a pair of signs, and by words that say it by
themselves.
"""
NEGATIVE = 0.5
"""Share of the rows to be taken off that are below zero already, from which nothing has to be
turned.
"""
REPEATING = 0.5
"""Share of the rows to be taken off whose amount the same customer also paid, from which that is
what they take back.
"""
_TABLE = "sign_column"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """A column, the values that come in, that are taken off, and that are no sale at all."""

    column: Column
    come: tuple[ValueCount, ...]
    off: tuple[ValueCount, ...]
    aside: tuple[ValueCount, ...]
    worded: bool
    """Whether the words say by themselves which is which."""

    @property
    def unsigned(self) -> bool:
        """Whether what is taken off is not below zero already."""
        rows = sum(one.rows for one in self.off)
        return rows > 0 and sum(one.negative for one in self.off) < NEGATIVE * rows


class SignColumn:
    """Takes off what a column of signs or kinds says went back, and leaves out what is no sale."""

    name = "sign_column"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        signs = next(
            (found for column in evidence.coded() if (found := _signs(column, evidence))), None
        )
        if signs is None or not (signs.unsigned or signs.aside):
            return so_far, None
        clear = (
            signs.worded
            or named(signs.column, words(_TABLE, "columns"))
            or _repeats(so_far, signs, evidence)
        )
        settled = Settled(choice=settings.meaning.sign_column, change="apply", clear=clear)
        answer = Answer(
            question=self.name,
            stance=settled.stance,
            numbers=_numbers(signs, priced=so_far.dataset.has_money),
            otherwise={self.name: "ignore" if settled.changes else "apply"},
        )
        return (_turned(so_far, signs) if settled.changes else so_far), answer


def _numbers(signs: _Signs, *, priced: bool) -> dict[str, float | str]:
    numbers: dict[str, float | str] = {
        "column": signs.column.name,
        "what": "amounts" if priced else "rows",
        "come": _listed(signs.come),
    }
    if signs.unsigned and not priced:
        numbers |= {"off": _listed(signs.off), "returned": sum(one.rows for one in signs.off)}
    elif signs.unsigned:
        numbers |= {
            "off": _listed(signs.off),
            "rows": sum(one.rows for one in signs.off),
            "amount": abs(sum(one.amount for one in signs.off)),
        }
    if signs.aside:
        numbers |= {
            "aside": _listed(signs.aside),
            "aside_rows": sum(one.rows for one in signs.aside),
        }
    return numbers


def _listed(values: tuple[ValueCount, ...]) -> str:
    return ", ".join(one.value for one in values[:3])


def _told(id_: str, column: str, values: tuple[ValueCount, ...]) -> Claim:
    return Claim(id_, {"by_column": Name(column), "states": Name(_listed(values))})


def _signs(column: Column, evidence: Evidence) -> _Signs | None:
    values = evidence.values(column)
    rows = sum(one.rows for one in values)
    if len(values) < 2 or column.role is Role.DESCRIPTOR:
        return None
    if pair := _pair(values):
        come, off = pair
        return (
            _Signs(column=column, come=(come,), off=(off,), aside=(), worded=False)
            if off.rows <= MINORITY * rows
            else None
        )
    return _worded(column, values, rows)


def _worded(column: Column, values: tuple[ValueCount, ...], rows: int) -> _Signs | None:
    """Return the signs of a column that writes them as words, such as sale and refund."""
    parts = {
        key: tuple(one for one in values if folded(one.value) in words(_TABLE, key))
        for key in ("in", "out", "aside")
    }
    known = sum(one.rows for part in parts.values() for one in part)
    off_rows = sum(one.rows for one in parts["out"])
    if (
        known < KNOWN_SIGNS * rows
        or not parts["in"]
        or not (parts["out"] or parts["aside"])
        or off_rows > MINORITY_WORDS * rows
    ):
        return None
    return _Signs(
        column=column, come=parts["in"], off=parts["out"], aside=parts["aside"], worded=True
    )


def _pair(values: tuple[ValueCount, ...]) -> tuple[ValueCount, ValueCount] | None:
    """Return the usual and the rare one of two signs."""
    if len(values) != 2:
        return None
    both = {_sign(one.value) for one in values}
    pairs = [set(pair.split()) for pair in words(_TABLE, "pairs")]
    return (values[0], values[1]) if both in pairs and values[1].rows < values[0].rows else None


def _sign(value: str) -> str:
    return value.strip() if value.strip() in {"+", "-"} else folded(value).replace(" ", "")


def _repeats(so_far: Understanding, signs: _Signs, evidence: Evidence) -> bool:
    """Tell whether what is taken off are amounts that the same customers also paid."""
    dataset = so_far.counted
    table, customer = dataset.table, dataset.column(Role.CUSTOMER)
    if customer is None:
        return False
    sign = text(table[signs.column.name])
    lines = table.select(
        customer=identifier(table[customer]), amount=amount(dataset, table), sign=sign
    )
    off = lines.filter(lines.sign.isin([one.value for one in signs.off]))
    paid = (
        lines.filter(lines.sign.isin([one.value for one in signs.come]))
        .select("customer", "amount")
        .distinct()
    )
    row = evidence.row(off.semi_join(paid, ["customer", "amount"]).aggregate(rows=ibis._.count()))
    return int(row["rows"]) >= REPEATING * sum(one.rows for one in signs.off)


def _turned(so_far: Understanding, signs: _Signs) -> Understanding:
    """Let the amounts that go back be below zero, and what is no sale leave."""
    name = signs.column.name
    so_far = so_far.with_evidence(name, "says which amounts come in and which go back")
    dataset = so_far.dataset
    if signs.aside:
        aside = sorted(one.value for one in signs.aside)
        so_far = so_far.with_rule(
            RowRule(
                name="no_sale",
                told=_told("cleaning.no_sale", name, signs.aside),
                condition=lambda table: truth(text(table[name]).isin(aside)),
            )
        )
    if not signs.unsigned:
        return so_far
    off, counted = (
        sorted(one.value for one in signs.off),
        factors(dataset) or (dataset.column(Role.QUANTITY),),
    )
    # The quantity goes back, or the amount where there is none; without money or quantity the whole
    # row.
    turned = next(
        (
            one
            for role in (Role.AMOUNT, Role.QUANTITY, Role.PRICE)
            if (one := dataset.column(role)) and one in counted
        ),
        None,
    )
    if turned is None:
        return so_far.with_rule(
            RowRule(
                name="taken_back",
                told=_told("cleaning.taken_back", name, signs.off),
                condition=lambda table: truth(text(table[name]).isin(off)),
            )
        )
    value = number(dataset.table[turned])
    return so_far.with_column(
        turned, ibis.ifelse(truth(text(dataset.table[name]).isin(off)), -value.abs(), value)
    )
