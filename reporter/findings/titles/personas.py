"""Titles of a persona's charts: measurements in, the finding that each drawing shows out. No
finding, no chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.measuring.bases import counted_months
from reporter.findings.measuring.comparisons import TELLING_POINTS, medians_matter, multiple_matters
from reporter.findings.measuring.spending import spend_mix
from reporter.findings.personas.buying_times import own_season
from reporter.findings.personas.descriptors import among, belonging, of_members
from reporter.findings.personas.facts import leading_mix, mostly_once
from reporter.findings.words.draft import Draft, titled
from reporter.findings.words.feature_words import WORDS
from reporter.findings.words.wording import capital, join
from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding, Persona, Trait

LAST_FEATURES = (FeatureName.TENURE, FeatureName.ORDER_GAP, FeatureName.WEEKEND_SHARE)
"""Features that make a title only where there is nothing else."""
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
            f"persona.{persona.segment}.{name}": title(measured, persona)
            for name, title in TITLES.items()
        }
    )


def _traits(measured: Measured, persona: Persona) -> Finding | None:
    number = persona.segment
    clear = [trait for trait in persona.traits if _is_clear(measured, number, trait)]
    clear = sorted(clear[:MOST_DRAWN], key=lambda trait: trait.feature in LAST_FEATURES)
    draft = Draft(measured.numerals)
    phrases: list[str] = []
    # The title is about what is drawn first; of what has no multiple, the medians are set beside
    # each other.
    for trait in clear if clear and _is_multiple(measured, clear[0]) else ():
        phrase = _multiple(measured, trait, draft) if len(phrases) < TITLE_TRAITS else None
        if phrase:
            phrases.append(phrase)
    if phrases:
        than = "" if "the others’" in phrases[-1] else " as the others"
        return draft.title(f"They {_joined(phrases)}{than}")
    return _compared(measured, number, clear)


def _is_clear(measured: Measured, number: int, trait: Trait) -> bool:
    """Tell whether a reader would care for a trait; a gap between orders is no trait of a segment
    most of which ordered once.
    """
    if trait.feature == FeatureName.ORDER_GAP and mostly_once(measured, number):
        return False
    feature = measured.study.table.feature(trait.feature)
    return medians_matter(feature, trait.median, trait.others, trait.effect)


def _is_multiple(measured: Measured, trait: Trait) -> bool:
    return _multiple(measured, trait, Draft(measured.numerals)) is not None


def _joined(phrases: list[str]) -> str:
    """Join two phrases; a verb that both begin with is said once."""
    verb = phrases[0].partition(" ")[0] + " "
    shared = (
        len(phrases) == TITLE_TRAITS and phrases[1].startswith(verb) and verb in ("spend ", "have ")
    )
    return join([phrases[0], phrases[1].removeprefix(verb)]) if shared else join(phrases)


def _multiple(measured: Measured, trait: Trait, draft: Draft) -> str | None:
    if trait.ratio is None or not multiple_matters(
        measured.study.table.feature(trait.feature), trait.ratio
    ):
        return None
    label = measured.noun(trait.feature)
    if trait.feature in measured.spend and len(measured.spend) > 1:
        return f"spend {draft.multiple(trait.feature, trait.ratio)} as much on {label}"
    if trait.feature == measured.study.table.revenue and len(measured.spend) > 1:
        return f"spend {draft.multiple(trait.feature, trait.ratio)} as much in all"
    if measured.transactions:
        return _phrase(trait, draft)
    times = draft.multiple(trait.feature, trait.ratio)
    of = "" if times.endswith("times") or times in ("half", "twice") else " of"
    return f"have {times}{of} the others’ median {label}"


def _phrase(trait: Trait, draft: Draft) -> str | None:
    words = WORDS.get(trait.feature)
    if words is None or not words.multiple:
        return None
    return words.multiple.format(draft.multiple(trait.feature, trait.ratio or 0.0))


def _compared(measured: Measured, number: int, traits: Sequence[Trait]) -> Finding | None:
    """Set the strongest median beside that of the others where no multiple says it."""
    for trait in traits:
        feature, draft = measured.study.table.feature(trait.feature), Draft(measured.numerals)
        told = (("median", trait.median), ("others", trait.others))
        if feature.name == FeatureName.RECENCY and measured.numerals.time != "day":
            here, there = (draft.elapsed(key, value) for key, value in told)
        else:
            here, there = (draft.quantity(key, value, feature.unit) for key, value in told)
        # Written alike, they would tell no difference.
        if here == there:
            continue
        some = of_members(measured, number, feature.name, draft)
        words = WORDS.get(feature.name)
        if words and words.half:
            did = words.half.where(higher=trait.median > trait.others)
            text = f"Half of them {did} {here}; for the others it is {there}"
        else:
            text = (
                f"Their median {measured.noun(feature.name)} is {here}{some}, against {there} for"
                " the others"
            )
        return draft.title(text)
    return None


def _months(measured: Measured, persona: Persona) -> Finding | None:
    found = own_season(measured, persona.segment)
    if found is None:
        return None
    season, others, draft = *found, Draft(measured.numerals)
    share = draft.percent("share", season.share)
    first, last = draft.month_name("first", season.first), draft.month("last", season.last)
    base = draft.percent("others", others)
    text = (
        f"{share} of their {measured.volume_noun} in twelve months fell between {first} and {last},"
        f" against {base} for the others"
    )
    return draft.title(text, counted_months(measured))


def _products(measured: Measured, persona: Persona) -> Finding | None:
    if len(persona.products) < FEWEST_PRODUCTS:
        return None
    draft, first = Draft(measured.numerals), persona.products[0]
    name, share, others = (
        draft.name("product", first.description),
        draft.percent("share", first.share),
        draft.percent("others", first.others),
    )
    text = f"{share} of them bought “{name}”, against {others} of the other customers"
    return draft.title(text)


def _mix(measured: Measured, persona: Persona) -> Finding | None:
    # Who they are stands where what they buy would, for lack of room.
    if measured.transactions and _products(measured, persona):
        return None
    shares = spend_mix(measured)
    if shares:
        return _spend(measured, persona.segment, shares)
    mix, draft = leading_mix(persona.mixes), Draft(measured.numerals)
    if mix is None:
        return None
    share, others = draft.percent("share", mix.share), draft.percent("others", mix.others)
    words = belonging(measured, mix, draft)
    return draft.title(
        f"{share} of this segment {words}; of the others, {others}{among(measured, mix, draft)}"
    )


def _spend(measured: Measured, number: int, shares: dict[int, dict[str, float]]) -> Finding | None:
    own, others = shares[number], shares[-number]
    name = max(own, key=lambda column: (own[column] - others[column], column))
    if own[name] - others[name] < TELLING_POINTS:
        return None
    draft = Draft(measured.numerals)
    share, elsewhere = draft.percent("share", own[name]), draft.percent("others", others[name])
    label = draft.name("category", capital(measured.noun(name)))
    return draft.title(
        f"{label} takes {share} of what they spend, against {elsewhere} for the others"
    )


TITLES: Mapping[str, Callable[[Measured, Persona], Finding | None]] = {
    "traits": _traits,
    "months": _months,
    "products": _products,
    "mix": _mix,
}
"""By the last part of the names that the charts have in their gallery."""
