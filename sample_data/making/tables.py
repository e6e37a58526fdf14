"""Draws in, two customer tables out: a wholesaler's yearly spends and a mall's card holders, with
the type of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from making.draws import Draws

Row = tuple[str, ...]

WHOLESALE_HEADER = (
    "Channel",
    "Region",
    "Fresh",
    "Milk",
    "Grocery",
    "Frozen",
    "Detergents_Paper",
    "Delicassen",
)
MALL_HEADER = ("CustomerID", "Gender", "Age", "Annual Income (k$)", "Spending Score (1-100)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """A type of the wholesaler's customers."""

    name: str
    size: int
    medians: tuple[int, ...]
    """Of the six spends, in the order of the header."""
    retail: float
    """Share of them who are booked under channel 2 (retail); the others under 1 (hotels,
    restaurants, cafés).
    """


BUYERS = (
    Buyer(
        name="restaurants and hotels",
        size=188,
        medians=(14_500, 2_300, 2_600, 4_600, 330, 1_250),
        retail=0.04,
    ),
    Buyer(
        name="grocers", size=146, medians=(5_600, 9_400, 14_800, 1_150, 5_900, 1_500), retail=0.93
    ),
    Buyer(name="small cafes", size=106, medians=(1_150, 1_450, 1_900, 420, 210, 240), retail=0.12),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shopper:
    """A type of the mall's card holders; pairs are mean and standard deviation."""

    name: str
    size: int
    income: tuple[float, float]
    score: tuple[float, float]
    age: tuple[float, float]
    women: float


SHOPPERS = (
    Shopper(
        name="steady middle", size=72, income=(55, 8.5), score=(50, 8.5), age=(44, 14), women=0.58
    ),
    Shopper(
        name="well-off and eager",
        size=42,
        income=(87, 11.0),
        score=(81, 8.5),
        age=(32, 4),
        women=0.54,
    ),
    Shopper(
        name="well-off and careful",
        size=36,
        income=(89, 11.5),
        score=(18, 8.5),
        age=(42, 8),
        women=0.45,
    ),
    Shopper(
        name="young and eager", size=27, income=(26, 7.5), score=(79, 9.0), age=(25, 4), women=0.56
    ),
    Shopper(name="thrifty", size=23, income=(27, 7.5), score=(21, 9.0), age=(48, 9), women=0.60),
)


def make_wholesale(draws: Draws) -> list[tuple[Row, str]]:
    """Make one row a customer, with its type; the file has no customer id, the row is
    the customer.
    """
    rows = [
        (_wholesale_row(draws, buyer), buyer.name) for buyer in BUYERS for _ in range(buyer.size)
    ]
    return draws.shuffled(rows)


def _wholesale_row(draws: Draws, buyer: Buyer) -> Row:
    # A large house buys more of everything; an odd purchase (1 in 60) is many times the usual.
    house = draws.lognormal(1.0, 0.28)
    spends = [
        max(
            3,
            round(
                median
                * house
                * draws.lognormal(1.0, 0.62)
                * (draws.between(4, 7) if draws.chance(1 / 60) else 1.0)
            ),
        )
        for median in buyer.medians
    ]
    channel = "2" if draws.chance(buyer.retail) else "1"
    return (channel, draws.pick(("1", "2", "3"), (17, 11, 72)), *map(str, spends))


def make_mall(draws: Draws) -> list[tuple[Row, str]]:
    """Make one row a card holder, with the type; a few left age or gender blank on the form."""
    people = draws.shuffled(
        [
            (_mall_row(draws, shopper), shopper.name)
            for shopper in SHOPPERS
            for _ in range(shopper.size)
        ]
    )
    blank_age, blank_gender = (draws.shuffled(range(len(people)))[:count] for count in (4, 2))
    rows: list[tuple[Row, str]] = []
    for number, ((gender, age, income, score), name) in enumerate(people):
        shown_gender, shown_age = (
            "" if number in blank_gender else gender,
            "" if number in blank_age else age,
        )
        rows.append(((str(number + 1), shown_gender, shown_age, income, score), name))
    return rows


def _mall_row(draws: Draws, shopper: Shopper) -> Row:
    gender = "Female" if draws.chance(shopper.women) else "Male"
    age = min(70, max(18, round(draws.normal(*shopper.age))))
    income = max(12, round(draws.normal(*shopper.income)))
    score = min(100, max(1, round(draws.normal(*shopper.score))))
    return (gender, str(age), str(income), str(score))
