"""Names for segments of a customer table, made from the strongest traits and the labels of its
columns.

Measurements in, names with how well they fit each segment out. Spend columns make names of what is
bought ("Grocery and detergents buyers"), other numbers names of levels ("High income, low spending
score").
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from reporter.clients_names import plain_label
from reporter.findings.measuring.comparisons import SPEND_EFFECT
from reporter.findings.measuring.kinds import VALUE, kind_of
from reporter.findings.measuring.spending import spend_mix
from reporter.model import MEDIUM_EFFECT, EffectSize, Feature
from reporter.model.claim import Claim, Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reporter.findings.measuring.kinds import FeatureKind
    from reporter.findings.measuring.measured import Measured

AVERAGE_EFFECT = 0.2
"""Effect up to which a segment is average in all."""
LEANING_POINTS = 0.02
"""A good is named where it takes two points more of their spend than of all customers'."""
SPECIALIST_POINTS, SPECIALIST_SHARE = 0.1, 0.5
"""Specialists spend half of their money on one category, ten points more than all customers do."""
PAIR_BONUS = 0.25
"""A name of two categories says more than one of either: it wins where both fit about alike."""
MOST_MEASURES = 3
"""Levels of more measures make no name."""
MIDDLE = Claim("segment.middle_ground_customers")
LONGEST_NAME = 40
"""Characters of a name that a page has room for."""
LEVELS = {1: "high", 0: "average", -1: "low"}
"""How the catalogue calls them."""


def offers(measured: Measured, letters: Callable[[Claim], int]) -> dict[Claim, dict[int, float]]:
    """Collect the names that suit each segment: name → segment → fit; none longer than a page has
    room for.
    """
    # Fits are of the size of effects, 0 to 1: the effects that a name rests on, with what its words
    # are worth by themselves.
    found: dict[Claim, dict[int, float]] = {}
    mix = spend_mix(measured)
    for number in measured.customers:
        for name, fit in _names(measured, number, mix, letters):
            fits = found.setdefault(name, {})
            # A name may be offered for several reasons: the best one counts.
            fits[number] = max(fit, fits.get(number, 0.0))
    return found


def _names(
    measured: Measured,
    number: int,
    mix: Mapping[int, Mapping[str, float]],
    letters: Callable[[Claim], int],
) -> Iterator[tuple[Claim, float]]:
    if len(measured.spend) >= 2:
        yield from _spend_names(measured, number, mix)
    else:
        yield from _level_names(measured, number, letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spending:
    """How a segment's spend in each category differs from that of other customers."""

    measured: Measured
    effects: Mapping[str, float]
    """Category → Cliff's delta."""
    sides: Mapping[str, int]
    """Category → whether the median lies above (1), at (0) or below (−1) that of all customers."""
    shares: Mapping[str, float]
    """Category → its share of the members' spend."""
    leaning: Mapping[str, float]
    """Category → how many points more that share is than among all customers."""

    @classmethod
    def of(
        cls, measured: Measured, number: int, mix: Mapping[int, Mapping[str, float]]
    ) -> _Spending:
        """Hold a segment's spend against that of all customers, which stand under 0."""
        return cls(
            measured=measured,
            effects={name: measured.effect(number, name) for name in measured.spend},
            sides={name: measured.side(number, name) or 0 for name in measured.spend},
            shares=mix[number],
            leaning={name: mix[number][name] - mix[0][name] for name in measured.spend},
        )

    @property
    def strong(self) -> list[str]:
        """The categories that a segment clearly spends more on, the strongest first."""
        return sorted(
            (
                name
                for name, effect in self.effects.items()
                if effect >= SPEND_EFFECT
                and self.leaning[name] > LEANING_POINTS
                and self.sides[name] > 0
            ),
            key=lambda name: (-self.effects[name], name),
        )[:MOST_MEASURES]

    @property
    def overall(self) -> float:
        """The mean effect over all categories."""
        return sum(self.effects.values()) / len(self.effects)

    @property
    def is_more_of_all(self) -> bool:
        """Whether members spend more than others on each category."""
        return min(self.effects.values()) > 0 and min(self.sides.values()) >= 0

    @property
    def is_average_of_all(self) -> bool:
        """Whether members spend about as much as others, on all categories and on each."""
        each = (abs(effect) for effect in self.effects.values())
        return abs(self.overall) < AVERAGE_EFFECT and max(each) < MEDIUM_EFFECT

    def buyers(self) -> Iterator[tuple[Claim, float]]:
        """Name those who buy more of one category, or of two."""
        strong, effects, leaning = self.strong, self.effects, self.leaning
        # In the file's order, so that no two segments are "A and B" and "B and A".
        for first, second in combinations([name for name in effects if name in strong], 2):
            both = {"first": self._called(first), "second": self._called(second)}
            effect, lean = effects[first] + effects[second], leaning[first] + leaning[second]
            yield Claim("segment.buyers_of_two", both), PAIR_BONUS + effect / 2 + lean / 2
        for name in strong:
            yield (
                Claim("segment.buyers_of_one", {"category": self._called(name)}),
                effects[name] + leaning[name] / 2,
            )

    def specialists(self) -> Iterator[tuple[Claim, float]]:
        """Name those half of whose spend goes on one category, far more than that of others."""
        for name, leaning in self.leaning.items():
            if leaning >= SPECIALIST_POINTS and self.shares[name] >= SPECIALIST_SHARE:
                yield (
                    Claim("segment.specialists", {"category": self._called(name)}),
                    0.2 + 2 * leaning,
                )

    def light_buyers(self) -> Iterator[tuple[Claim, float]]:
        """Name those who clearly buy less of a category."""
        weakest = min(self.effects, key=lambda name: (self.effects[name], name))
        effect = self.effects[weakest]
        if effect <= -SPEND_EFFECT and self.leaning[weakest] < 0 and self.sides[weakest] < 0:
            yield Claim("segment.light_buyers_of", {"category": self._called(weakest)}), -effect / 2

    def _called(self, name: str) -> Feature | Name:
        return _category(self.measured, name)


def _spend_names(
    measured: Measured, number: int, mix: Mapping[int, Mapping[str, float]]
) -> Iterator[tuple[Claim, float]]:
    """Weigh the names that speak of what is bought."""
    spending = _Spending.of(measured, number, mix)
    yield from _amounts(measured, number, spending)
    yield from spending.buyers()
    yield from spending.specialists()
    yield from spending.light_buyers()


def _amounts(measured: Measured, number: int, spending: _Spending) -> Iterator[tuple[Claim, float]]:
    """Weigh the names that speak of how much is bought in all."""
    revenue, overall = measured.study.table.revenue, spending.overall
    total = measured.effect(number, revenue) if revenue else overall
    side = measured.side(number, revenue) if revenue else None
    if total >= MEDIUM_EFFECT and side != -1 and spending.is_more_of_all:
        yield Claim("segment.large_all_round_buyers"), 0.3 + overall
    if total <= -MEDIUM_EFFECT and side != 1 and max(spending.effects.values()) < SPEND_EFFECT:
        yield Claim("segment.small_buyers"), 0.3 - overall
    if abs(total) < MEDIUM_EFFECT and spending.is_average_of_all:
        yield Claim("segment.average_all_round_buyers"), 0.2


def _level_names(
    measured: Measured, number: int, letters: Callable[[Claim], int]
) -> Iterator[tuple[Claim, float]]:
    """Weigh the names that speak of levels: of income and spending, of kinds of features, of the
    features that differ most.
    """
    levels = {
        name: level(measured, number, name)
        for name in measured.study.segmentation.features
        if name in measured.effects[number]
    }
    income, spending = _income_and_spending(levels)
    if income and spending:
        # The field's own words for income and spending come before all others.
        yield income_and_spending(levels[income], levels[spending]), 1.0
    yield from _kind_names(measured, number, levels, letters)
    yield from _leading_levels(measured, number, levels, letters)
    if all(value == 0 for value in levels.values()):
        yield MIDDLE, 0.6


def income_and_spending(income: int, spending: int) -> Claim:
    """Name customers by the levels of their income and of their spending: 1 high, −1 low."""
    if not income and not spending:
        return MIDDLE
    return Claim(f"segment.income_{LEVELS[income]}.spending_{LEVELS[spending]}")


def _income_and_spending(features: Iterable[str]) -> tuple[str | None, str | None]:
    """Find the features that are income and spending, by their names."""
    names = list(features)
    income = next(
        (name for name in names if "income" in name.lower() or "salary" in name.lower()), None
    )
    spending = next((name for name in names if "spen" in name.lower() and name != income), None)
    return income, spending


def _leading_levels(
    measured: Measured,
    number: int,
    levels: Mapping[str, int],
    letters: Callable[[Claim], int],
) -> Iterator[tuple[Claim, float]]:
    """Name a segment by the levels of the two features that differ most, of three or of one."""
    leading = sorted(levels, key=lambda name: (-abs(measured.effect(number, name)), name))
    for size in (2, 3, 1):
        if len(leading) >= size:
            # In the table's order, so that no two segments have the same levels in another order.
            name = _level_name(
                measured, levels, [name for name in levels if name in leading[:size]]
            )
            if letters(name) <= LONGEST_NAME:
                # Two levels say most in the room that a name has; three or one fit less well.
                yield name, 0.5 - 0.1 * abs(size - 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Adjective:
    """What customers are called by a kind of features."""

    called: Claim
    effect: float
    """Size of the strongest effect in a feature of the kind."""
    column: int
    """Where that feature stands in the table."""


def _kind_names(
    measured: Measured,
    number: int,
    levels: Mapping[str, int],
    letters: Callable[[Claim], int],
) -> Iterator[tuple[Claim, float]]:
    """Weigh names of two adjectives, or of one: "Active, high-limit customers"; the stronger the
    features, the better.
    """
    adjectives = _adjectives(measured, number, levels)
    # In the table's order, so that no two segments have the same two adjectives in another order.
    for first, second in combinations(sorted(adjectives, key=lambda one: one.column), 2):
        name = Claim("segment.of_two_kinds", {"first": first.called, "second": second.called})
        if letters(name) <= LONGEST_NAME:
            yield name, 0.6 + (first.effect + second.effect) / 4
    for one in adjectives:
        yield Claim("segment.of_one_kind", {"kind": one.called}), 0.5 + one.effect / 4


def _adjectives(measured: Measured, number: int, levels: Mapping[str, int]) -> list[_Adjective]:
    """Return what customers are called by the kinds of features that are high or low, by each kind
    once, the strongest first.
    """
    found: dict[str, _Adjective] = {}
    strengths = {name: abs(measured.effect(number, name)) for name in levels}
    columns = {name: column for column, name in enumerate(levels)}
    telling = (name for name in levels if levels[name])
    for name in sorted(telling, key=lambda name: (-strengths[name], name)):
        kind = _naming_kind(measured, name)
        if kind is not None and kind.holds(levels[name], measured.days(number, name)):
            adjective = _Adjective(
                called=kind.called(levels[name]), effect=strengths[name], column=columns[name]
            )
            found.setdefault(kind.name, adjective)
    return list(found.values())[:MOST_MEASURES]


def _naming_kind(measured: Measured, name: str) -> FeatureKind | None:
    """Return the kind of a feature that customers may be named by; None where there is none.

    What ranks the segments by value is one column; another one of money, such as a monthly charge,
    names nobody by value.
    """
    feature = measured.study.table.feature(name)
    kind = kind_of(feature, is_money=feature.unit == "money")
    of_value = kind is not None and kind.name == VALUE
    return None if of_value and name != (measured.study.table.value or name) else kind


def level(measured: Measured, number: int, name: str) -> int:
    """Return 1 for a feature that is high in a segment, −1 for a low one, 0 between; the medians
    agree.
    """
    effect, side = measured.effect(number, name), measured.side(number, name)
    if not side or EffectSize.of(effect) < EffectSize.MEDIUM:
        return 0
    return side if (effect > 0) == (side > 0) else 0


def _level_name(measured: Measured, levels: Mapping[str, int], names: list[str]) -> Claim:
    told = tuple(
        Claim(f"level.{LEVELS[levels[name]]}", {"feature": measured.study.table.feature(name)})
        for name in names
    )
    return Claim("segment.levels", {"levels": told})


def _category(measured: Measured, name: str) -> Feature | Name:
    """Shorten a spend column's label to its first word: "Detergents paper" → "Detergents"; not
    where two begin with the same.
    """
    feature = measured.study.table.feature(name)
    first = plain_label(feature.heading).split()[0]
    labels = (plain_label(measured.study.table.feature(other).heading) for other in measured.spend)
    alike = [label for label in labels if label.split()[0].lower() == first.lower()]
    return Name(first) if len(alike) == 1 else feature
