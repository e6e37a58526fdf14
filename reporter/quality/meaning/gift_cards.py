"""Gift cards: sold they are a deposit, redeemed a means of payment; what was bought with them is
the revenue.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING

import ibis

from reporter.model import Role
from reporter.model.claim import Claim, Name
from reporter.quality.amounts import amount, factors
from reporter.quality.fingerprint import keep
from reporter.quality.meaning.question import Answer, RowRule, Settled, Understanding, truth
from reporter.quality.meaning.words import words
from reporter.quality.values import number, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import ibis.expr.types as ir

    from reporter.model import Dataset
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

TELLING_SHARE = 0.01
"""Share of the revenue that gift cards sold make from which on they are told of, where none was
redeemed.
"""
REDEEMED = 3
"""Lines from which on they were redeemed rather than returned."""
_MOST_PRODUCTS = 1000
_TABLE = "gift_cards"


class GiftCards:
    """Leaves out gift cards where the data show both their sale and their redemption: goods bought
    with them would count twice.
    """

    name = "gift_cards"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset, choice = so_far.dataset, settings.meaning.gift_cards
        counted = so_far.counted
        cards = _cards(counted, evidence) if factors(dataset) else {}
        if not cards:
            return so_far, None
        numbers = _counted(counted, cards, evidence)
        clear = numbers["redeemed"] >= REDEEMED
        if not numbers["sold"] and not numbers["redeemed"]:
            return so_far, None
        revenue = _revenue(counted, evidence)
        if choice == "auto" and not clear and numbers["sold_amount"] < TELLING_SHARE * revenue:
            return so_far, None
        settled = Settled(choice=choice, change="leave", clear=clear)
        answer = Answer(
            question=self.name,
            stance=settled.stance,
            numbers={"columns": " and ".join(cards), **numbers},
            otherwise={self.name: "keep" if settled.changes else "leave"},
            weight=_weight(numbers, revenue),
        )
        if not settled.changes:
            return so_far, answer
        rule = RowRule(
            name=self.name,
            told=_told(cards),
            condition=lambda table: _is_card(table, cards),
        )
        return so_far.with_rule(rule), answer


def _told(columns: Iterable[str]) -> Claim:
    """Tell by which columns gift cards leave."""
    named = tuple(Claim("cleaning.column", {"by_column": Name(column)}) for column in columns)
    return Claim("cleaning.gift_cards", {"by_columns": named})


def _counted(
    dataset: Dataset, cards: Mapping[str, list[str]], evidence: Evidence
) -> dict[str, float]:
    """Count the cards sold and redeemed, and what they are worth."""
    table = dataset.table.filter(_is_card(dataset.table, cards))
    lines = table.select(redeemed=_is_redemption(dataset, table), amount=amount(dataset, table))
    sold, nothing = ~lines.redeemed & (lines.amount > 0), ibis.null(lines.amount.type())
    row = evidence.row(
        lines.aggregate(
            sold=ibis.ifelse(sold, 1, 0).sum().cast("int64"),
            sold_amount=ibis.ifelse(sold, lines.amount, nothing).sum(),
            redeemed=ibis.ifelse(lines.redeemed, 1, 0).sum().cast("int64"),
            redeemed_amount=ibis.ifelse(lines.redeemed, -lines.amount, nothing).sum(),
        )
    )
    return {str(name): float(value or 0) for name, value in row.items()}


def _weight(numbers: Mapping[str, float], revenue: float) -> float:
    """Return what was sold and redeemed as a share of all: what it comes to may be little where
    both are much.
    """
    return (
        min(1.0, (numbers["sold_amount"] + numbers["redeemed_amount"]) / revenue)
        if revenue > 0
        else 0.0
    )


def _revenue(dataset: Dataset, evidence: Evidence) -> float:
    return float(
        evidence.row(dataset.table.aggregate(revenue=amount(dataset, dataset.table).sum()))[
            "revenue"
        ]
        or 0
    )


def _named(dataset: Dataset) -> tuple[str, ...]:
    return tuple(
        name
        for role in (Role.DESCRIPTION, Role.PRODUCT, Role.CATEGORY)
        if (name := _texts(dataset, role))
    )


def _texts(dataset: Dataset, role: Role) -> str | None:
    """Return the column of a part, where it holds texts."""
    return next(
        (
            column.name
            for column in dataset.columns
            if column.role is role and column.dtype == "text"
        ),
        None,
    )


def _cards(dataset: Dataset, evidence: Evidence) -> dict[str, list[str]]:
    """Return the names of gift cards, by the column that holds them; different names only are
    looked at, as most repeat themselves.
    """
    table, columns = dataset.table, _named(dataset)
    if not columns:
        return {}
    several = [
        table.select(name=table[name]).distinct().mutate(column=ibis.literal(name))
        for name in columns
    ]
    names = keep(
        reduce(lambda one, other: one.union(other), several), "names"
    )  # or the search would be done on every line
    found: dict[str, list[str]] = {}
    for row in evidence.rows(
        names.filter(truth(_is_named(text(names.name))))
        .order_by("column", "name")
        .limit(_MOST_PRODUCTS * len(columns))
    ):
        found.setdefault(str(row["column"]), []).append(str(row["name"]))
    return found


def _is_named(name: ir.StringValue) -> ir.BooleanValue:
    """Tell whether a product is a gift card, and no box or sleeve for one."""
    card = "|".join(
        re.escape(word).replace(r"\ ", "[ -]?")
        for word in sorted(words(_TABLE, "names"), key=lambda word: (-len(word), word))
    )
    other = "|".join(sorted(words(_TABLE, "others")))
    plain = name.lower()
    return plain.re_search(f"(^|[^a-z])({card})s?($|[^a-z])") & ~plain.re_search(
        f"({other})s?($|[^a-z])"
    )


def _is_card(table: ir.Table, cards: Mapping[str, list[str]]) -> ir.BooleanValue:
    return reduce(
        lambda left, right: left | right,
        (truth(table[column].isin(names)) for column, names in cards.items()),
    )


def _is_redemption(dataset: Dataset, table: ir.Table) -> ir.BooleanValue:
    """Tell whether a line takes money off without taking goods back: below zero by its price, or
    by its amount alone.
    """
    price, quantity, own = (
        dataset.column(role) for role in (Role.PRICE, Role.QUANTITY, Role.AMOUNT)
    )
    paid = price or own
    below = truth(number(table[paid]) < 0) if paid else ibis.literal(False)
    return below & truth(number(table[quantity]) > 0) if quantity else below
