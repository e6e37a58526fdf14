"""Titles of a persona's charts: measurements in, the finding that each drawing shows out. No
finding, no chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.measuring.bases import counted_months
from reporter.findings.measuring.comparisons import TELLING_POINTS, medians_matter, multiple_matters
from reporter.findings.measuring.spending import spend_mix
from reporter.findings.personas.buying_times import own_season
from reporter.findings.personas.descriptors import belongs
from reporter.findings.personas.facts import leading_mix, mostly_once
from reporter.findings.titles.title import title, titled
from reporter.model import FeatureName
from reporter.model.claim import Claim, Days, Month, Product, Quantity, Ratio, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding, Persona, Trait
    from reporter.model.claim import Value

LAST_FEATURES = (FeatureName.TENURE, FeatureName.ORDER_GAP, FeatureName.WEEKEND_SHARE)
"""Features that make a title only where there is nothing else."""
MULTIPLIED = frozenset(
    {
        FeatureName.FREQUENCY,
        FeatureName.MONETARY,
        FeatureName.AVERAGE_ORDER_VALUE,
        FeatureName.DISTINCT_PRODUCTS,
    }
)
"""Features of orders of which it is said how many times as much a member has or does."""
SPEND_ON, SPEND_IN_ALL, MEDIAN = "spend_on", "spend_in_all", "median"
"""Sentences of multiples of a customer table's columns; those of orders are called by features."""
LARGE_COUNT = 10
"""From here on the median of counts is written without decimals."""
TITLE_TRAITS = 2
"""So many traits make a title."""
MOST_DRAWN = 6
"""So many traits are drawn at most."""
FEWEST_PRODUCTS = 3
"""Fewer bars are no drawing: a sentence says them."""


def persona_titles(measured: Measured, persona: Persona) -> dict[str, Finding]:
    """Return the titles of a persona's charts by chart name."""
    return titled(
        {
            f"persona.{persona.segment}.{name}": find(measured, persona)
            for name, find in TITLES.items()
        }
    )


def _traits(measured: Measured, persona: Persona) -> Finding | None:
    number = persona.segment
    clear = [trait for trait in persona.traits if _is_clear(measured, number, trait)]
    clear = sorted(clear[:MOST_DRAWN], key=lambda trait: trait.feature in LAST_FEATURES)
    # The title is about what is drawn first; of what has no multiple, the medians are set beside
    # each other.
    if not clear or _way(measured, clear[0]) is None:
        return _compared(measured, number, clear)
    told = [(trait, way) for trait in clear if (way := _way(measured, trait))][:TITLE_TRAITS]
    return title(
        "title_persona.multiples",
        {
            **{trait.feature: Ratio(trait.ratio or 0.0) for trait, _ in told},
            "multiples": _multiples(measured, told),
            "names_others": told[-1][1] == MEDIAN,
        },
    )


def _multiples(measured: Measured, told: Sequence[tuple[Trait, str]]) -> tuple[Claim, ...]:
    """Return the multiples of traits, by the sentences that tell them."""
    verb = _verb(told[0][1])
    return tuple(
        Claim(
            f"title_persona.multiple.{way}",
            {
                "times": Ratio(trait.ratio or 0.0),
                "feature": measured.study.table.feature(trait.feature),
                # A verb that both begin with is said once.
                "verb": rank == 0 or _verb(way) != verb,
            },
        )
        for rank, (trait, way) in enumerate(told)
    )


def _is_clear(measured: Measured, number: int, trait: Trait) -> bool:
    """Tell whether a reader would care for a trait; a gap between orders is no trait of a segment
    most of which ordered once.
    """
    if trait.feature == FeatureName.ORDER_GAP and mostly_once(measured, number):
        return False
    feature = measured.study.table.feature(trait.feature)
    return medians_matter(feature, trait.median, trait.others, trait.effect)


def _way(measured: Measured, trait: Trait) -> str | None:
    """Return which sentence tells a trait by how many times as much it is, None where none does."""
    if trait.ratio is None or not multiple_matters(
        measured.study.table.feature(trait.feature), trait.ratio
    ):
        return None
    if trait.feature in measured.spend and len(measured.spend) > 1:
        return SPEND_ON
    if trait.feature == measured.study.table.revenue and len(measured.spend) > 1:
        return SPEND_IN_ALL
    if measured.transactions:
        return trait.feature if trait.feature in MULTIPLIED else None
    return MEDIAN


def _verb(way: str) -> str:
    """Return what a sentence's verb is of: they spend it, or they have it."""
    return "spend" if way in (SPEND_ON, SPEND_IN_ALL) else "have"


def _compared(measured: Measured, number: int, traits: Sequence[Trait]) -> Finding | None:
    """Set the strongest median beside that of the others where no multiple says it."""
    trait = next((one for one in traits if not _written_alike(measured, one)), None)
    if trait is None:
        return None
    feature = measured.study.table.feature(trait.feature)
    is_recency = feature.name == FeatureName.RECENCY
    spans = is_recency and measured.numerals.time != "day"
    median, others = (
        Days(value) if spans else Quantity(value, feature.unit)
        for value in (trait.median, trait.others)
    )
    mostly_known = measured.known_for_most(number, feature.name)
    values: dict[str, Value] = {
        "median": median,
        "others": others,
        "known": None if mostly_known else Share(measured.known[number][feature.name]),
    }
    if is_recency:
        return title("title_persona.recency", values | {"longer": trait.median > trait.others})
    again = feature.name == FeatureName.ORDER_GAP
    return title("title_persona.median", values | {"feature": feature, "ordered_again": again})


def _written_alike(measured: Measured, trait: Trait) -> bool:
    """Tell whether two medians are written alike, so that they would tell no difference."""
    unit = measured.study.table.feature(trait.feature).unit
    if trait.median == trait.others:
        return True
    # A median between two small counts is written as both of them.
    if unit == "count" and any(
        value < LARGE_COUNT and value % 1 == 0.5 for value in (trait.median, trait.others)
    ):
        return False
    mine, theirs = (
        measured.numerals.quantity(value, unit) for value in (trait.median, trait.others)
    )
    return mine == theirs


def _months(measured: Measured, persona: Persona) -> Finding | None:
    found = own_season(measured, persona.segment)
    if found is None:
        return None
    season, others = found
    return title(
        "title_persona.months",
        {
            "share": Share(season.share),
            "brought": measured.volume_noun,
            "first": Month(season.first),
            "last": Month(season.last),
            "others": Share(others),
        },
        counted_months(measured),
    )


def _products(_: Measured, persona: Persona) -> Finding | None:
    if len(persona.products) < FEWEST_PRODUCTS:
        return None
    first = persona.products[0]
    return title(
        "title_persona.products",
        {
            "product": Product(first.description),
            "share": Share(first.share),
            "others": Share(first.others),
        },
    )


def _mix(measured: Measured, persona: Persona) -> Finding | None:
    # Who they are stands where what they buy would, for lack of room.
    if measured.transactions and _products(measured, persona):
        return None
    shares = spend_mix(measured)
    if shares:
        return _spend(measured, persona.segment, shares)
    mix = leading_mix(persona.mixes)
    if mix is None:
        return None
    return title(
        "title_persona.mix",
        {
            "share": Share(mix.share),
            "others": Share(mix.others),
            "belongs": belongs(measured, mix),
            "known": Share(mix.known) if mix.known < 1 else None,
            "feature": measured.study.table.feature(mix.feature),
        },
    )


def _spend(measured: Measured, number: int, shares: dict[int, dict[str, float]]) -> Finding | None:
    own, others = shares[number], shares[-number]
    name = max(own, key=lambda column: (own[column] - others[column], column))
    if own[name] - others[name] < TELLING_POINTS:
        return None
    return title(
        "title_persona.spend",
        {
            "category": measured.study.table.feature(name),
            "share": Share(own[name]),
            "others": Share(others[name]),
        },
    )


TITLES: Mapping[str, Callable[[Measured, Persona], Finding | None]] = {
    "traits": _traits,
    "months": _months,
    "products": _products,
    "mix": _mix,
}
"""By the last part of the names that the charts have in their gallery."""
