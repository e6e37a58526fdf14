"""Who the customers are, from the columns that describe them: labels and categories in, words for
people out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.clients_names import plain_label
from reporter.findings.measuring.answers import is_yes
from reporter.findings.measuring.comparisons import shares_differ
from reporter.findings.measuring.enough import MOSTLY_KNOWN
from reporter.model import Finding
from reporter.model.claim import Claim, Count, Name, Share
from reporter.numerals import rounded

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured
    from reporter.model import Feature, Mix

GENDER = {"gender", "sex"}
WOMEN, MEN = {"female", "f", "woman", "women"}, {"male", "m", "man", "men"}
ABSENT = {
    "none",
    "no",
    "n/a",
    "na",
    "unknown",
    "other",
    "keine",
    "keiner",
    "ohne",
    "aucun",
    "aucune",
    "ninguno",
    "nessuno",
    "geen",
}
"""Categories that say what somebody is not: nobody belongs to them."""
MAJORITY_SHARE = 0.6
"""Share of the members whose gender is known from which on they are mostly of it."""
MAJORITY_LEAD = 0.1
"""Points by which a majority is above that of the others, or it says nothing of the segment."""
LEAST_KNOWN_SHARE = 0.5
"""Of fewer members nothing is said of all."""
THOUSANDS = re.compile(r"[\(\[]\s*(?:k\s*([$€£])|([$€£])\s*k)\s*[\)\]]", re.IGNORECASE)


def people_of(label: str, category: str) -> str | None:
    """Return the noun for people of a gender, None for any other category."""
    if plain_label(label) not in GENDER:
        return None
    word = category.strip().lower()
    return "women" if word in WOMEN else "men" if word in MEN else None


def majority(measured: Measured, number: int) -> str | None:
    """Return "women" or "men" where six members in ten are, and they are no few."""
    if measured.is_few(number):
        return None
    for feature in measured.study.table.features:
        if feature.unit != "category" or plain_label(feature.heading) not in GENDER:
            continue
        known = measured.groups[number][feature.name].dropna().astype(str)
        if len(known) < LEAST_KNOWN_SHARE * measured.customers[number]:
            continue
        # By name: of two equal shares the same one comes first, whatever the order of rows.
        shares = known.value_counts(normalize=True).sort_index()
        rest = measured.frame.loc[measured.labels != number, feature.name].dropna().astype(str)
        others = rest.value_counts(normalize=True)
        for category, share in shares.items():
            other = float(others.get(category, 0.0))
            if (
                share >= MAJORITY_SHARE
                and share - other >= MAJORITY_LEAD
                and shares_differ(float(share), len(known), other, len(rest))
            ):
                return people_of(feature.heading, str(category))
    return None


def belongs(measured: Measured, mix: Mix) -> Claim:
    """Return what a share of customers are, to follow it: women, of a category, or yes in a column
    of yes and no.
    """
    feature = measured.study.table.feature(mix.feature)
    if is_yes(mix.category):
        how = "yes"
    elif people := people_of(feature.heading, mix.category):
        how = people
    else:
        how = "absent" if mix.category.strip().lower() in ABSENT else "category"
    return Claim(f"persona.belongs.{how}", {"category": Name(mix.category), "feature": feature})


def share_known(measured: Measured, feature: Feature) -> Share | None:
    """Return of which share of customers a feature is known; None where it is of all."""
    known = _known(measured, feature)
    return Share(known) if known < 1 else None


def known_of_few(measured: Measured, number: int, name: str) -> Share | None:
    """Return for which share of the members a median is known; None where that is half of them or
    more.
    """
    if measured.known_for_most(number, name):
        return None
    return Share(measured.known[number][name])


def known_of_few_others(measured: Measured, number: int, name: str) -> Share | None:
    """Return the same of the other customers."""
    known = measured.others_known[number].get(name, 1.0)
    return None if known >= MOSTLY_KNOWN else Share(known)


def _known(measured: Measured, feature: Feature) -> float:
    return float(measured.frame[feature.name].notna().mean())


def age_feature(measured: Measured) -> Feature | None:
    """Return the column that holds the customers' age; none where it is known of few, and nothing
    can be said of all by it.
    """
    feature = _age(measured)
    return (
        feature if feature is not None and _known(measured, feature) >= LEAST_KNOWN_SHARE else None
    )


def _age(measured: Measured) -> Feature | None:
    return next(
        (feature for feature in measured.numeric if plain_label(feature.heading) == "age"), None
    )


def age_range(measured: Measured, number: int) -> Finding | None:
    """Say between which ages the middle half of a segment lies."""
    feature = _age(measured)
    if feature is None or measured.is_few(number):
        return None
    known = measured.frame[feature.name].astype(float).dropna()
    inside = measured.labels.loc[known.index] == number
    ages, others = known[inside], known[~inside]
    if min(len(ages), len(others)) < max(1, measured.smallest_cell):
        return None
    low, high = (float(ages.quantile(quarter)) for quarter in (0.25, 0.75))
    if rounded(low) == rounded(high):
        return None
    return Finding(
        id=f"persona.{number}.age_range",
        claim=Claim(
            "persona.age_range",
            {
                "first": Count(low),
                "third": Count(high),
                "others_first": Count(float(others.quantile(0.25))),
                "others_third": Count(float(others.quantile(0.75))),
                "known": share_known(measured, feature),
                "feature": feature,
            },
        ),
    )
