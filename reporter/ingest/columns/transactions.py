"""Which column of a file of orders plays which part: its name and what it holds are scored
together.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reporter.ingest.columns import (
    goods,
    ledger,
    moneyless,
    nameless,
    personal,
    plausibility,
    unnamed,
    vocabulary,
)
from reporter.ingest.columns.parts import PARTS, WORDS, Found, rival
from reporter.model import Doubt, Personal, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.statistics import ColumnStatistics

CLOSE = 5
"""Scores that differ by so little could as well be the other way round."""
_FLAG = 2
"""Different values of a flag."""
_FALLBACKS = {Personal.EMAIL: 25, Personal.PHONE: 12, Personal.NAME: 10}
"""What names a customer where nothing better does, and how well."""
_NAMED = 15
"""The same for names of companies, which tell them apart better than names of people."""
_MOSTLY_MISSING = 0.25
_EACH_ONE = 0.99
"""Share of an order's numbers that must have one customer and one date."""


def find(judged: Judged) -> Found:
    """Return the column of each part that the file has; the best score wins, one column has one
    part.
    """
    found = Found({role: name for name, role in judged.given.items() if role in PARTS})
    fits = sorted(_fits(judged, found), key=lambda fit: fit[:2], reverse=True)
    ordered = sorted(fits, key=lambda fit: (-fit[0], PARTS.index(fit[2]), fit[3].name))
    for _, _, role, column in ordered:
        if role not in found.parts and column.name not in found.parts.values():
            found.parts[role] = column.name
    _settle_products(judged, found)
    _set_aggregates_apart(judged, found)
    nameless.find(judged, found)
    _number_orders(judged, found)
    unnamed.find(judged, found)
    _doubt(judged, found, ordered)
    return found


def _fits(judged: Judged, found: Found) -> list[tuple[int, int, Role, ColumnStatistics]]:
    fits = []
    for column in judged.columns:
        if column.name in judged.given or not column.values:
            continue
        for role in PARTS:
            if role in found.parts or not _can_be(judged, column, role):
                continue
            if not (score := _by_name(judged, column, role)):
                continue
            if role in {Role.PRICE, Role.AMOUNT} and moneyless.is_worthless(column):
                found.apart[column.name] = moneyless.why(
                    column, role, chosen=column.name in judged.void
                )
                continue
            against = plausibility.against(column, role, judged.contents)
            if against and score < vocabulary.EXACT + 10:  # a client's own words stand
                found.apart[column.name] = f"named like {WORDS[role]}, but {against}"
                continue
            fits.append((score, -PARTS.index(role), role, column))
    return fits


def _by_name(judged: Judged, column: ColumnStatistics, role: Role) -> int:
    score = judged.known.fit(column.name, role)
    kind = judged.personal.get(column.name)
    if role is Role.CUSTOMER and kind in _FALLBACKS and score < vocabulary.IDENTIFIED:
        return _FALLBACKS[kind] if _may_stand_in(judged, column, kind) else 0
    if (
        role is Role.CUSTOMER
        and not score
        and kind is None
        and column.dtype == "text"
        and names_customers(judged, column.name)
    ):
        return _NAMED if _may_stand_in(judged, column, Personal.NAME) else 0
    if kind and role is not Role.CUSTOMER:
        return 0
    if role is Role.DATE and column.dtype == "date" and score < vocabulary.EXACT:
        return _by_name_of_a_day(column, score)
    if (
        role in {Role.PRODUCT, Role.DESCRIPTION} and score < vocabulary.EXACT + 10
    ):  # a client's own words stand
        return goods.score(judged, column, role, score)
    if role is Role.CUSTOMER and score == vocabulary.BARE:
        return (
            score if column.repeats and not vocabulary.is_generic(column.name) else 0
        )  # an "id" for every line numbers the lines
    if (
        role in {Role.AMOUNT, Role.PRICE}
        and column.is_number
        and (sales := ledger.holds_sales(judged, column.name)) is not None
    ):
        return max(score, vocabulary.CONTAINED) if sales and role is Role.AMOUNT else 0
    if role is Role.AMOUNT and not score and "monetary" in vocabulary.words(column.name):
        return vocabulary.BARE
    return score


def _by_name_of_a_day(column: ColumnStatistics, score: int) -> int:
    """Let a date under another name be one, and the day of arrival come before the day of
    departure.
    """
    if not score and vocabulary.foreign(Role.DATE) & set(vocabulary.words(column.name)):
        return 0
    return (score or 2) + _is_arrival(column.name)


def _is_arrival(name: str) -> bool:
    own = vocabulary.words(name)
    return bool(vocabulary.kind("arrivals") & {*own, "".join(own[:2])})


def _may_stand_in(judged: Judged, column: ColumnStatistics, kind: Personal) -> bool:
    """Say whether an e-mail, a phone or the customer's name may name the customer of
    dated orders.
    """
    dates = [one.name for one in judged.columns if one.dtype == "date"]
    dated = any(
        judged.known.fit(name, Role.DATE) >= vocabulary.CONTAINED or _is_arrival(name)
        for name in dates
    )
    telling = kind is Personal.EMAIL or names_customers(judged, column.name)
    return dated and telling and (column.distinct > _FLAG or column.rows <= 10 * _FLAG)


def names_customers(judged: Judged, name: str) -> bool:
    """Say whether a column is called the name of the customer, or of a company."""
    if judged.known.fit(f"{name} id", Role.CUSTOMER) >= vocabulary.CONTAINED:
        return True
    own = vocabulary.words(name)
    tail = next(
        (
            word
            for word in sorted(vocabulary.kind("called"), key=len, reverse=True)
            if own and own[-1].endswith(word)
        ),
        "",
    )
    if not tail:
        return bool({*own, *map("".join, pairwise(own))} & vocabulary.kind("firms"))
    rest = " ".join((*own[:-1], own[-1].removesuffix(tail))).strip()
    return (
        bool(set(rest.split()) & vocabulary.kind("firms"))
        or judged.known.fit(f"{rest} id", Role.CUSTOMER) >= vocabulary.IDENTIFIED
    )


def _can_be(judged: Judged, column: ColumnStatistics, role: Role) -> bool:
    """Say whether the type of a column allows the part."""
    if role in {Role.CUSTOMER, Role.ORDER, Role.PRODUCT} and column.dtype == "decimal":
        return judged.known.fit(column.name, role) >= vocabulary.THING and judged.contents.is_whole(
            column
        )
    if role is Role.DATE:
        return column.dtype == "date"
    if role in {Role.QUANTITY, Role.PRICE, Role.AMOUNT}:
        return column.is_number
    if role in {Role.CUSTOMER, Role.ORDER, Role.PRODUCT, Role.CATEGORY}:
        return column.dtype in {"integer", "text"}
    return column.dtype == "text"


def _settle_products(judged: Judged, found: Found) -> None:
    """Let quantity × price = amount, where it holds in the data, overrule what the three are
    called.
    """
    known = found.parts
    if Role.AMOUNT in judged.given.values() or not {Role.AMOUNT, Role.PRICE} & set(known):
        return
    numbers = [
        column
        for column in judged.columns
        if column.is_number and not column.is_constant and column.name not in judged.given
    ]
    product = judged.contents.product([column.name for column in numbers])
    if product is None:
        return
    quantity, price = _factors(judged, product.factors)
    settled = {Role.QUANTITY: quantity, Role.PRICE: price, Role.AMOUNT: product.result}
    fixed = {role: name for role, name in settled.items() if role in judged.given.values()}
    if fixed or any(
        name in known.values() and role not in settled
        for role, name in known.items()
        if name in settled.values()
    ):
        return
    for role, name in settled.items():
        before = known.get(role)
        if before and before != name and before not in settled.values():
            found.apart[before] = (
                f"named like {WORDS[role]}, but {price} × {quantity} makes {product.result}"
            )
        known[role] = name
        if judged.known.fit(name, role) < vocabulary.CONTAINED:
            found.why[role] = (
                f"{quantity} × {price} makes {product.result} in {product.share:.0%} of the rows"
                " looked at".replace("%", " %")
            )


def _factors(judged: Judged, factors: tuple[str, str]) -> tuple[str, str]:
    """Tell the quantity from the price: by name, else the whole numbers, else the smaller ones."""
    contents = judged.contents

    def quantity_like(name: str) -> tuple[float, ...]:
        named = judged.known.fit(name, Role.QUANTITY) - judged.known.fit(name, Role.PRICE)
        return (named, round(contents.share_whole(name), 2), -contents.middle(name))

    first, second = sorted(factors, key=quantity_like, reverse=True)
    return first, second


def _set_aggregates_apart(judged: Judged, found: Found) -> None:
    """Keep an amount that repeats on every row of an order or a customer from being summed over the
    rows.
    """
    known = found.parts
    amount, customer = known.get(Role.AMOUNT), known.get(Role.CUSTOMER)
    if amount is None or amount in judged.given:
        return
    by_name = {column.name: column for column in judged.columns}
    priced = {Role.PRICE, Role.QUANTITY} <= set(known)
    if (
        priced
        and by_name[amount].missing - by_name[known[Role.PRICE]].missing
        > _MOSTLY_MISSING * by_name[amount].rows
    ):
        _leave_out(
            found, "stands on the first line of an order only; quantity × price counts every line"
        )
        return
    if by_name[amount].rows < plausibility.ENOUGH:
        return
    order = known.get(Role.ORDER)
    if (
        priced
        and order
        and by_name[order].repeats
        and judged.contents.product([amount, known[Role.PRICE], known[Role.QUANTITY]]) is None
    ):
        if judged.contents.is_the_same_within(order, amount):
            _leave_out(
                found,
                "the total of the order, repeated on each of its lines; quantity × price counts"
                " every line",
            )
    elif (
        customer
        and by_name[customer].repeats
        and by_name[customer].distinct < 0.8 * by_name[customer].rows
    ):
        others = [
            one
            for one in judged.columns
            if one.is_number and judged.known.fit(one.name, Role.AMOUNT) and one.name != amount
        ]
        if (others or priced) and judged.contents.is_the_same_within(customer, amount):
            _leave_out(found, "the same on every row of a customer: already summed")
            rest = sorted(
                others, key=lambda one: (-judged.known.fit(one.name, Role.AMOUNT), one.name)
            )
            if rest and not priced:
                known[Role.AMOUNT] = rest[0].name


def _leave_out(found: Found, why: str) -> None:
    name = found.parts.pop(Role.AMOUNT)
    found.apart[name] = why
    found.doubts.append(
        Doubt(
            about=name, question=f"whether {name} is to be summed over the rows", taken="it is not",
            why=why,
            setting=f"roles.amount={name}",
        )
    )  # fmt: skip


def _number_orders(judged: Judged, found: Found) -> None:
    """Take a bare id that several lines share for the order's number, where each of its values has
    one customer and one date.
    """
    known = found.parts
    if Role.ORDER in known or not {Role.CUSTOMER, Role.DATE} <= set(known):
        return
    taken = {*judged.given, *known.values(), *found.apart, *judged.personal}
    customers = next(
        column.distinct for column in judged.columns if column.name == known[Role.CUSTOMER]
    )
    for column in sorted(
        judged.columns, key=lambda one: (vocabulary.words(one.name)[-1:] == ("name",), one.name)
    ):
        own = set(vocabulary.words(column.name))
        bare = bool(own) and own <= vocabulary.IDENTIFYING | {"name"}
        if (
            not bare
            or column.name in taken
            or not column.repeats
            or column.is_constant
            or column.distinct < customers
        ):
            continue
        if all(
            judged.contents.determines(column.name, known[role]) >= _EACH_ONE
            for role in (Role.CUSTOMER, Role.DATE)
        ):
            known[Role.ORDER] = column.name
            found.why[Role.ORDER] = (
                "several rows share it, and each of its values has one customer and one date"
            )
            return


def _doubt(
    judged: Judged, found: Found, ordered: Sequence[tuple[int, int, Role, ColumnStatistics]]
) -> None:
    """Tell of columns that would have done as well, and of parts that stand on little."""
    known = found.parts
    scores = {(role, column.name): score for score, _, role, column in ordered}
    for role in (
        Role.CUSTOMER,
        Role.ORDER,
        Role.DATE,
        Role.PRODUCT,
        Role.QUANTITY,
        Role.PRICE,
        Role.AMOUNT,
    ):
        name = known.get(role)
        if name is None or name in judged.given:
            continue
        best = scores.get((role, name), 0)
        rivals = [
            (score, other)
            for (part, other), score in scores.items()
            if part is role
            and other not in known.values()
            and other not in judged.personal
            and best
            and score >= best - CLOSE
            and not _says_the_same(judged, role, name, other)
        ]
        kind = judged.personal.get(name)
        if rivals:
            _, other = min(rivals, key=lambda rival: (-rival[0], rival[1]))
            why = (
                "its name says more"
                if best > scores[role, other]
                else "both are named like it; the first by name was taken"
            )
            found.doubts.append(rival(role, name, other, why))
        elif role is Role.CUSTOMER and kind in _FALLBACKS and best <= _FALLBACKS[Personal.EMAIL]:
            found.doubts.append(_stand_in(name, kind, judged))


def _says_the_same(judged: Judged, role: Role, name: str, other: str) -> bool:
    """Say whether two columns number the same things, one each: whichever is taken, the figures are
    the same.
    """
    if role not in {Role.CUSTOMER, Role.ORDER, Role.PRODUCT}:
        return False
    return judged.contents.determines(name, other) == judged.contents.determines(other, name) == 1


def _stand_in(name: str, kind: Personal, judged: Judged) -> Doubt:
    blank = [
        one.name
        for one in judged.columns
        if not one.values and judged.known.fit(one.name, Role.CUSTOMER) >= vocabulary.CONTAINED
    ]
    lacking = f"{blank[0]} holds no value in any row" if blank else "there is no customer id"
    alike = (
        "people who share a name count as one"
        if kind is Personal.NAME
        else "who changes it counts as two"
    )
    return Doubt(
        about=name, question="which column names the customer", taken=name,
        why=f"{lacking}, so the {kind.value} stands in for it: {alike}", setting="roles.customer=…",
    )  # fmt: skip


def describe(judged: Judged, found: Found) -> dict[str, tuple[Role, str]]:
    """Return each column's role and the evidence for it."""
    parts = {name: role for role, name in found.parts.items()}
    return {
        column.name: (
            (parts[column.name], _evidence(judged, found, column, parts[column.name]))
            if column.name in parts
            else (
                Role.IGNORED,
                found.apart.get(column.name)
                or _left_over(column, judged.personal.get(column.name)),
            )
        )
        for column in judged.columns
    }


def _evidence(judged: Judged, found: Found, column: ColumnStatistics, role: Role) -> str:
    match = judged.known.match(column.name, role)
    kind = judged.personal.get(column.name)
    if role in found.why:
        opening = found.why[role]
    elif role is Role.CUSTOMER and kind in _FALLBACKS and match.score < vocabulary.IDENTIFIED:
        opening = f"no customer id, so the {personal.called(kind)} names the customer"
    elif role is Role.CUSTOMER and not match.score and names_customers(judged, column.name):
        opening = "no customer id, so the name of the customer stands in for it"
    elif _by_name(judged, column, role) > 2:
        opening = f"named like {WORDS[role]}{match.clause}"
    else:
        opening = f"the only column that could be {WORDS[role]}"
    return (
        f"{opening};"
        f" {_held(column, role)}{missing(column)}{judged.contents.rounded_words(column, role)}"
    )


def _held(column: ColumnStatistics, role: Role) -> str:
    if role is Role.CUSTOMER:
        return (
            different(column.distinct)
            if column.repeats
            else f"{column.distinct:,} values, each once"
        )
    if role is Role.DATE:
        return column.span
    if column.is_number and role in {Role.QUANTITY, Role.PRICE, Role.AMOUNT}:
        kind = "whole numbers" if column.dtype == "integer" else "numbers"
        return f"{kind} {column.span}"
    return different(column.distinct)


def different(distinct: int) -> str:
    """Write how many different values a column has: "one value", "12 different values"."""
    return "one value" if distinct == 1 else f"{distinct:,} different values"


def missing(column: ColumnStatistics) -> str:
    """Write the share of missing values as the end of a clause."""
    if not column.missing:
        return ""
    percent = 100 * column.missing / column.rows
    return f", {percent:.0f} % missing" if percent >= 1 else ", under 1 % missing"


def _left_over(column: ColumnStatistics, kind: Personal | None) -> str:
    if not column.values:
        return "holds no values"
    if kind:
        return personal.reason(kind)
    if column.is_constant:
        return (
            f"one value where it has any{missing(column)}"
            if column.missing
            else "the same in every row"
        )
    if vocabulary.kind("aggregated") & set(vocabulary.words(column.name)):
        return f"already counted for a customer; {different(column.distinct)}{missing(column)}"
    return f"no part in orders; {different(column.distinct)}{missing(column)}"
