"""Gift cards: sold they are a deposit, redeemed a means of payment; what was bought with them is the revenue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ibis

from reporter.model import Role, Stance
from reporter.quality.amounts import amount, factors
from reporter.quality.meaning.question import Answer, RowRule, Understanding, truth
from reporter.quality.meaning.words import words
from reporter.quality.values import number, text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

TELLING = 0.01
"""Share of the revenue that gift cards sold make from which on they are told of, where none was redeemed."""
REDEEMED = 3
"""Lines from which on they were redeemed rather than returned."""
_TABLE = "gift_cards"


class GiftCards:
    """Leaves out gift cards where the data show both their sale and their redemption: goods bought with them would count twice."""

    name = "gift_cards"

    def ask(self, so_far: Understanding, evidence: Evidence, settings: Settings) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset, choice = so_far.dataset, settings.meaning.gift_cards
        if not _named(dataset) or not factors(dataset):
            return so_far, None
        counted = so_far.counted
        lines = counted.table.select(
            card=_is_card(counted, counted.table), redeemed=_is_redemption(counted, counted.table), amount=amount(counted, counted.table)
        )
        sold, paid = lines.card & ~lines.redeemed & (lines.amount > 0), lines.card & lines.redeemed
        row = evidence.row(
            lines.aggregate(
                sold=ibis.ifelse(sold, 1, 0).sum().cast("int64"),
                sold_amount=ibis.ifelse(sold, lines.amount, ibis.null(lines.amount.type())).sum(),
                redeemed=ibis.ifelse(paid, 1, 0).sum().cast("int64"),
                redeemed_amount=ibis.ifelse(paid, lines.amount, ibis.null(lines.amount.type())).sum(),
                revenue=lines.amount.sum(),
            )
        )
        numbers = {name: float(row[name] or 0) for name in ("sold", "sold_amount", "redeemed", "redeemed_amount")}
        numbers["redeemed_amount"] = -numbers["redeemed_amount"]
        clear = numbers["redeemed"] >= REDEEMED
        if not numbers["sold"] and not numbers["redeemed"]:
            return so_far, None
        if choice == "auto" and not clear and numbers["sold_amount"] < TELLING * float(row["revenue"] or 0):
            return so_far, None
        leave = choice == "leave" or (choice == "auto" and clear)
        answer = Answer(
            question=self.name,
            stance=Stance.SET if choice != "auto" else Stance.ADOPTED if clear else Stance.TOLD,
            numbers=numbers,
            otherwise={self.name: "keep" if leave else "leave"},
        )
        if not leave:
            return so_far, answer
        rule = RowRule(
            name=self.name,
            noun="gift cards",
            description="Gift cards, sold (a deposit) or redeemed (a means of payment): left out.",
            condition=lambda table: truth(_is_card(dataset, table)),
        )
        return so_far.with_rule(rule), answer


def _named(dataset: Dataset) -> tuple[str, ...]:
    return tuple(name for role in (Role.DESCRIPTION, Role.PRODUCT, Role.CATEGORY) if (name := dataset.column(role)))


def _is_card(dataset: Dataset, table: ir.Table) -> ir.BooleanValue:
    """Tell whether a line's product is a gift card, and no box or sleeve for one."""
    card = "|".join(re.escape(word).replace(r"\ ", "[ -]?") for word in sorted(words(_TABLE, "names"), key=lambda word: (-len(word), word)))
    other = "|".join(sorted(words(_TABLE, "others")))
    found: ir.BooleanValue = ibis.literal(False)
    for name in _named(dataset):
        product = text(table[name]).lower()
        matches = product.re_search(f"(^|[^a-z])({card})s?($|[^a-z])") & ~product.re_search(f"({other})s?($|[^a-z])")
        found = found | truth(matches)
    return found


def _is_redemption(dataset: Dataset, table: ir.Table) -> ir.BooleanValue:
    """Tell whether a line takes money off without taking goods back: below nought by its price, or by its amount alone."""
    price, quantity, own = (dataset.column(role) for role in (Role.PRICE, Role.QUANTITY, Role.AMOUNT))
    paid = price or own
    below = truth(number(table[paid]) < 0) if paid else ibis.literal(False)
    return below & truth(number(table[quantity]) > 0) if quantity else below
