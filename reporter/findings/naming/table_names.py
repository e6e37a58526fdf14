"""Names for segments of a customer table, made from the strongest traits and the labels of its
columns.

Measurements in, names with how well they fit each segment out. Spend columns make names of what is
bought ("Grocery and detergents buyers"), other numbers names of levels ("High income, low spending
score").
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from reporter.findings.measuring.comparisons import SPEND_EFFECT
from reporter.findings.measuring.kinds import VALUE, kind_of
from reporter.findings.measuring.spending import spend_mix
from reporter.findings.words.wording import capital, join
from reporter.model import MEDIUM_EFFECT, EffectSize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.findings.measuring.measured import Measured

AVERAGE_EFFECT = 0.2
"""Effect up to which a segment is average in all."""
LEANING_POINTS = 0.02
"""A good is named where it takes two points more of their spend than of all customers'."""
MOST_MEASURES = 3
"""Levels of more measures make no name."""
INCOME_AND_SPENDING = {
    (1, 1): "Affluent, keen spenders",
    (1, 0): "Affluent, moderate spenders",
    (1, -1): "Affluent, careful spenders",
    (0, 1): "Keen spenders on average incomes",
    (0, 0): "Middle-ground customers",
    (0, -1): "Careful spenders on average incomes",
    (-1, 1): "Keen spenders on modest incomes",
    (-1, 0): "Moderate spenders on modest incomes",
    (-1, -1): "Careful spenders on modest incomes",
}
LONGEST_NAME = 40
"""Characters of a name that a page has room for."""
LEVEL_WORDS = {1: "high", 0: "average", -1: "low"}


def offers(measured: Measured) -> dict[str, dict[int, float]]:
    """Collect the names that suit each segment: name → segment → fit."""
    found: dict[str, dict[int, float]] = {}
    mix = spend_mix(measured)
    for number in measured.customers:
        for name, fit in _names(measured, number, mix):
            fits = found.setdefault(name, {})
            fits[number] = max(fit, fits.get(number, 0.0))
    return found


def _names(
    measured: Measured, number: int, mix: dict[int, dict[str, float]]
) -> Iterator[tuple[str, float]]:
    if len(measured.spend) >= 2:
        yield from _spend_names(measured, number, mix)
    else:
        yield from _level_names(measured, number)


def _spend_names(
    measured: Measured, number: int, mix: dict[int, dict[str, float]]
) -> Iterator[tuple[str, float]]:
    effects = {name: measured.effect(number, name) for name in measured.spend}
    sides = {name: measured.side(number, name) or 0 for name in measured.spend}
    leaning = {name: mix[number][name] - mix[0][name] for name in measured.spend}
    yield from _amounts(measured, number, effects, sides)
    strong = sorted(
        (
            name
            for name in effects
            if effects[name] >= SPEND_EFFECT and leaning[name] > LEANING_POINTS and sides[name] > 0
        ),
        key=lambda name: (-effects[name], name),
    )[:MOST_MEASURES]
    # A pair is named in the file's order, so that no two segments are "A and B" and "B and A".
    for first, second in combinations([name for name in measured.spend if name in strong], 2):
        pair = f"{_category(measured, first)} and {_category(measured, second).lower()} buyers"
        yield (
            pair,
            0.25 + (effects[first] + effects[second]) / 2 + (leaning[first] + leaning[second]) / 2,
        )
    for name in strong:
        yield f"{_category(measured, name)} buyers", effects[name] + leaning[name] / 2
    for name in measured.spend:
        if leaning[name] >= 0.1 and mix[number][name] >= 0.5:
            yield f"{_category(measured, name)} specialists", 0.2 + 2 * leaning[name]
    weakest = min(effects, key=lambda name: (effects[name], name))
    if effects[weakest] <= -SPEND_EFFECT and leaning[weakest] < 0 and sides[weakest] < 0:
        yield f"Light buyers of {_category(measured, weakest).lower()}", -effects[weakest] / 2


def _amounts(
    measured: Measured, number: int, effects: dict[str, float], sides: dict[str, int]
) -> Iterator[tuple[str, float]]:
    """Weigh the names that speak of how much is bought in all."""
    overall = sum(effects.values()) / len(effects)
    revenue = measured.study.table.revenue
    total, side = (
        (measured.effect(number, revenue), measured.side(number, revenue))
        if revenue
        else (overall, None)
    )
    if (
        total >= MEDIUM_EFFECT
        and min(effects.values()) > 0
        and min(sides.values()) >= 0
        and side != -1
    ):
        yield "Large all-round buyers", 0.3 + overall
    if total <= -MEDIUM_EFFECT and max(effects.values()) < SPEND_EFFECT and side != 1:
        yield "Small buyers", 0.3 - overall
    if abs(overall) < AVERAGE_EFFECT and all(
        abs(effect) < MEDIUM_EFFECT for effect in (total, *effects.values())
    ):
        yield "Average all-round buyers", 0.2


def _level_names(measured: Measured, number: int) -> Iterator[tuple[str, float]]:
    made = [
        name for name in measured.study.segmentation.features if name in measured.effects[number]
    ]
    levels = {name: level(measured, number, name) for name in made}
    income = next(
        (name for name in made if "income" in name.lower() or "salary" in name.lower()), None
    )
    spending = next((name for name in made if "spen" in name.lower() and name != income), None)
    if income and spending:
        yield INCOME_AND_SPENDING[levels[income], levels[spending]], 1.0
    yield from _kind_names(measured, number, levels)
    leading = sorted(made, key=lambda name: (-abs(measured.effect(number, name)), name))[
        :MOST_MEASURES
    ]
    for size in (2, 3, 1):
        if len(leading) >= size:
            # In the table's order, so that no two segments have the same levels in another order.
            name = _level_name(measured, levels, [name for name in made if name in leading[:size]])
            if len(name) <= LONGEST_NAME:
                yield name, 0.5 - 0.1 * abs(size - 2)
    if all(value == 0 for value in levels.values()):
        yield "Middle-ground customers", 0.6


def _kind_names(
    measured: Measured, number: int, levels: dict[str, int]
) -> Iterator[tuple[str, float]]:
    """Weigh names of two adjectives, or of one: "Active, high-limit customers"; the stronger the
    features, the better.
    """
    strong: dict[str, tuple[float, str, int]] = {}
    columns = {name: column for column, name in enumerate(levels)}
    for name in sorted(
        (name for name in levels if levels[name]),
        key=lambda name: (-abs(measured.effect(number, name)), name),
    ):
        feature = measured.study.table.feature(name)
        kind = kind_of(feature.label, is_money=feature.unit == "money")
        # What ranks the segments by value is one column; another one of money, such as a monthly
        # charge, names nobody by value.
        of_value = (
            kind is not None and kind.name == VALUE and name != (measured.study.table.value or name)
        )
        if (
            kind is not None
            and not of_value
            and kind.holds(levels[name], measured.days(number, name))
        ):
            strong.setdefault(
                kind.name,
                (abs(measured.effect(number, name)), kind.called(levels[name]), columns[name]),
            )
    adjectives = list(strong.values())[:MOST_MEASURES]
    # In the table's order, so that no two segments have the same two adjectives in another order.
    for (first, own, _), (second, other, _) in combinations(
        sorted(adjectives, key=lambda one: one[2]), 2
    ):
        name = f"{capital(own)}, {other} customers"
        if len(name) <= LONGEST_NAME:
            yield name, 0.6 + (first + second) / 4
    for effect, own, _ in adjectives:
        yield f"{capital(own)} customers", 0.5 + effect / 4


def level(measured: Measured, number: int, name: str) -> int:
    """Return 1 for a feature that is high in a segment, −1 for a low one, 0 between; the medians
    agree.
    """
    effect, median, overall = (
        measured.effect(number, name),
        measured.median(number, name),
        measured.overall.get(name),
    )
    if (
        median is None
        or overall is None
        or EffectSize.of(effect) < EffectSize.MEDIUM
        or median == overall
    ):
        return 0
    return (1 if effect > 0 else -1) if (median > overall) == (effect > 0) else 0


def _level_name(measured: Measured, levels: dict[str, int], names: list[str]) -> str:
    parts = [f"{LEVEL_WORDS[levels[name]]} {measured.noun(name)}" for name in names]
    return f"Customers with {join(parts)}"


def _category(measured: Measured, name: str) -> str:
    """Shorten a spend column's label to its first word: "Detergents paper" → "Detergents"; not
    where two begin with the same.
    """
    words = measured.noun(name)
    first = words.split()[0]
    alike = [
        other
        for other in measured.spend
        if measured.noun(other).split()[0].lower() == first.lower()
    ]
    return capital(first if len(alike) == 1 else words)
