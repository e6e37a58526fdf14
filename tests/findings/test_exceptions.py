"""What is said of certainty, of customers who are not as the segments assume, and of rules on
categories.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from reporter.choices import Returns
from reporter.findings.measuring.rules import rule_claim
from reporter.findings.personas.atypical import (
    drifted,
    key_accounts,
    key_accounts_among,
    outsiders,
    unsure,
)
from reporter.findings.summary.caveats import caveats
from reporter.findings.summary.certainty import certainty
from reporter.findings.summary.headlines import cover_line
from reporter.findings.titles.ground import Ground
from reporter.findings.titles.segments import segment_titles
from reporter.model import (
    Basis,
    Condition,
    Drift,
    DriftVerdict,
    FeatureDrift,
    KeyAccount,
    Rule,
    Structure,
    Verdict,
)
from reporter.wording import Words
from tests.findings import cases
from tests.findings.figures import unaccounted
from tests.saying import POUNDS, WORDS, named, spoken

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding

NAMES = named({1: "Champions", 2: "Regulars", 3: "Drifting", 4: "One-time buyers"})
NARROW = "\N{NARROW NO-BREAK SPACE}"


def measured(**changes: object) -> Measured:
    """Measure a shop whose segmentation is changed."""
    case = cases.shop()
    return replace(case, segmentation=replace(case.segmentation, **changes)).measured()  # type: ignore[arg-type]  # fields of a segmentation


def complete(finding: Finding | None) -> str:
    """Return the text of a finding that carries each number it writes."""
    assert finding is not None
    said = spoken(finding, cases.shop().numerals)
    assert unaccounted(said, cases.shop().numerals, ()) == []
    return said.text


def candidates(**changes: object) -> object:
    """Change the chosen candidate."""
    found = cases.shop().segmentation.candidates
    return tuple(replace(one, **changes) if one.chosen else one for one in found)  # type: ignore[arg-type]  # fields of a candidate


def test_groups_by_nature_are_told_without_the_figures_of_the_method() -> None:
    found = {
        "structure": Structure.MODERATE,
        "basis": Basis.NATURAL,
        "candidates": candidates(valley=0.66),
    }
    again = tuple(replace(one, stability=0.8) for one in cases.shop().segmentation.segments)
    assert "draw some of them elsewhere" in complete(certainty(measured(**found), NAMES))
    text = complete(certainty(measured(**found, segments=again), NAMES))
    assert text.startswith(
        "The customers fall into four natural groups, with fewer customers between every two of"
        " them than within them."
    )
    assert "34" not in text


def test_gaps_that_resamples_do_not_find_again_are_no_certainty() -> None:
    text = complete(certainty(measured(structure=Structure.NONE, basis=Basis.NATURAL), NAMES))
    assert text.startswith(
        "There are gaps between the segments, but repeat runs draw some of them elsewhere"
    )


def test_without_gaps_nothing_is_claimed_of_any() -> None:
    text = complete(certainty(measured(structure=Structure.NONE, basis=Basis.CONVENIENT), NAMES))
    assert text.startswith(
        "There are no natural groups among these customers: the segments are a convenient division."
    )
    assert "gap" not in text


def steady(*stabilities: float) -> Measured:
    """Measure a shop whose segments repeat runs find again so well."""
    segments = cases.shop().segmentation.segments
    return measured(
        segments=tuple(
            replace(one, stability=stability)
            for one, stability in zip(segments, stabilities, strict=True)
        ),
        stability=0.95,
    )


@pytest.mark.parametrize(
    ("least", "said"),
    [
        (0.85, "find nearly the same groups (stability of the least sure segment: 0.85 of 1)"),
        (0.84, "find much the same groups, least surely Drifting (stability 0.84 of 1)"),
        (0.75, "find much the same groups, least surely Drifting (stability 0.75 of 1)"),
        (0.74, "find only roughly the same groups, least surely Drifting (stability 0.74 of 1)"),
    ],
)
def test_certainty_is_that_of_the_least_sure_segment_whatever_the_mean(
    least: float, said: str
) -> None:
    assert said in complete(certainty(steady(0.98, 0.97, least, 0.99), NAMES))


@pytest.mark.slow
def test_segments_that_are_not_found_again_are_named_with_how_badly() -> None:
    warned = {
        caveat.id: caveat for caveat in caveats(steady(0.98, 0.55, 0.7, 0.99), NAMES, Returns.NET)
    }
    assert (
        complete(warned["caveat.stability"])
        == "Regulars (stability 0.55) did not reappear reliably in repeat runs, Drifting (stability"
        " 0.70) reappeared only roughly; take these segments as a hint."
    )
    one = {
        caveat.id: caveat for caveat in caveats(steady(0.98, 0.9, 0.7, 0.99), NAMES, Returns.NET)
    }
    assert (
        complete(one["caveat.stability"])
        == "Drifting (stability 0.70) reappeared only roughly in repeat runs; take this segment as"
        " a hint."
    )
    assert "caveat.stability" not in {
        caveat.id for caveat in caveats(steady(0.98, 0.9, 0.75, 0.99), NAMES, Returns.NET)
    }


@pytest.mark.parametrize(("stability", "how"), [(0.7, "only roughly"), (0.59, "rarely")])
def test_an_unsure_segment_says_so_on_its_own_page(stability: float, how: str) -> None:
    text = complete(unsure(steady(0.98, stability, 0.9, 0.99), 2))
    assert (
        text == f"Take this segment as a hint: repeat runs find it again {how} (stability"
        f" {stability:.2f} of 1)."
    )
    assert unsure(steady(0.98, 0.75, 0.9, 0.99), 2) is None


@pytest.mark.parametrize(
    ("silhouette", "said"),
    [
        (0.25, "random data without any groups would score as high (0.25)"),
        (0.33, "not every two of them have a clear gap between them"),
    ],
)
def test_a_convenient_division_is_held_against_random_data(silhouette: float, said: str) -> None:
    shop = measured(structure=Structure.NONE, silhouette=silhouette, null_silhouette=0.25)
    assert said in complete(
        next(
            caveat
            for caveat in caveats(shop, NAMES, Returns.NET)
            if caveat.id == "caveat.structure"
        )
    )


@pytest.mark.parametrize("structure", list(Structure))
def test_only_groups_by_nature_are_called_kinds_on_the_cover(structure: Structure) -> None:
    again = tuple(replace(one, stability=0.8) for one in cases.shop().segmentation.segments)
    title = cover_line(measured(structure=structure, segments=again))
    natural = structure in (Structure.STRONG, Structure.MODERATE)
    assert Words.of(POUNDS).text(title) == (
        "Four kinds of customers, and what to do about each"
        if natural
        else "Our customers in four segments, and what to do about each"
    )


@pytest.mark.slow
def test_the_structure_is_told_in_the_same_words_wherever_it_is_told() -> None:
    case = cases.shop()
    found = case.find()
    assert found.certainty.text.startswith(found.sections["structure"].text)


def account(place: int, *features: str) -> KeyAccount:
    return KeyAccount(customer=f"C{place:05d}", segment=1, features=features)


def test_key_accounts_are_counted_with_what_they_bring_and_where_they_stand_out() -> None:
    shop = measured(key_accounts=(account(0, "monetary"), account(1, "monetary", "frequency")))
    spent = shop.frame["monetary"].iloc[:2].sum() / shop.frame["monetary"].sum()
    text = complete(key_accounts(shop))
    assert text.startswith(
        "2 customers are key accounts, far beyond the others (spend above £18,000 or number of"
        " orders above 18,000)"
    )
    assert (
        f"together account for {shop.numerals.percent(spent)} of revenue. Treat them one by one"
        in text
    )


def test_a_single_key_account_is_spoken_of_as_one() -> None:
    text = complete(key_accounts(measured(key_accounts=(account(0, "monetary"),))))
    assert text.startswith("1 customer is a key account")
    assert "Treat this customer individually" in text


def test_the_page_of_a_segment_counts_its_key_accounts_with_their_part_of_its_revenue() -> None:
    shop = measured(key_accounts=(account(0, "monetary"), account(1, "monetary")))
    part = shop.frame["monetary"].iloc[:2].sum() / shop.frame["monetary"][shop.labels == 1].sum()
    text = complete(key_accounts_among(shop, 1))
    assert text.startswith(
        f"Two of them are key accounts with {shop.numerals.percent(part)} of the segment's revenue:"
        " treat them one by one"
    )
    assert key_accounts_among(shop, 2) is None


def test_a_single_key_account_of_a_segment_is_spoken_of_as_one() -> None:
    text = complete(key_accounts_among(measured(key_accounts=(account(0, "monetary"),)), 1))
    assert text.startswith("One of them is a key account")
    assert text.endswith("treat this customer individually.")


def test_no_more_than_two_features_make_key_accounts_in_a_sentence() -> None:
    text = complete(
        key_accounts(measured(key_accounts=(account(0, "monetary", "frequency", "recency"),)))
    )
    assert "or another feature as far out" in text


def test_without_key_accounts_noise_or_drift_nothing_is_said() -> None:
    shop = measured()
    assert (key_accounts(shop), outsiders(shop), drifted(shop)) == (None, None, None)


def test_customers_outside_of_any_group_are_told() -> None:
    text = complete(
        outsiders(
            measured(
                noise=("C00001", "C00002"), candidates=candidates(algorithm="hdbscan", noise=0.12)
            )
        )
    )
    assert (
        text
        == f"12{NARROW}% of customers stand outside of any group; each was put into the nearest"
        " segment."
    )


def drift(verdict: DriftVerdict, psi: float, segments: float = 0.01) -> Drift:
    features = (
        FeatureDrift(
            feature="monetary",
            psi=psi,
            outside=0.02,
            verdict=verdict if psi > 0.1 else DriftVerdict.STEADY,
        ),
    )
    return Drift(features=features, segments=segments, outside=0.03, verdict=verdict)


@pytest.mark.parametrize(
    ("verdict", "psi", "advice"),
    [
        (DriftVerdict.STEADY, 0.04, "The kept segments still fit."),
        (DriftVerdict.SHIFTED, 0.15, "The kept segments still serve; watch this."),
        (DriftVerdict.REFIT, 0.31, "Make the segments anew"),
    ],
)
def test_new_segments_are_advised_only_where_the_customers_have_moved(
    verdict: DriftVerdict, psi: float, advice: str
) -> None:
    text = complete(drifted(measured(drift=drift(verdict, psi), basis=Basis.KEPT)))
    assert advice in text
    assert ("anew" in text) == (verdict is DriftVerdict.REFIT)
    assert (
        f"pend shifted most ({psi:.2f} on a scale where up to 0.10 is steady and above 0.25 has"
        " moved)" in text
    )
    assert f"3{NARROW}% of customers lie outside of the old range" in text


def test_a_shift_that_chance_gives_so_few_customers_is_said_to_be_steady() -> None:
    text = complete(drifted(measured(drift=drift(DriftVerdict.STEADY, 0.18))))
    assert "but no more than chance gives so few customers" in text


def test_drift_names_the_sizes_of_segments_where_they_moved_most() -> None:
    text = complete(drifted(measured(drift=drift(DriftVerdict.SHIFTED, 0.04, segments=0.2))))
    assert "the sizes of the segments shifted most (0.20" in text


def in_words(*conditions: Condition) -> str:
    rule = Rule(conditions=conditions, precision=0.9, recall=0.9)
    return WORDS.text(rule_claim(rule, measured()))


def country(operator: str, category: str) -> Condition:
    return Condition(feature="country", operator=operator, threshold=0.5, category=category)  # type: ignore[arg-type]  # "is" or "is not"


@pytest.mark.slow
def test_rules_on_categories_are_put_into_words() -> None:
    orders = Condition(feature="frequency", operator=">", threshold=8.5)
    assert in_words(country("is", "France")) == "country is France"
    assert (
        in_words(country("is", "United Kingdom"), orders)
        == "country is the United Kingdom and 9 or more orders"
    )
    assert in_words(country("is not", "France")) == "country is not France"
    assert (
        in_words(country("is not", "France"), country("is not", "Germany"))
        == "country is neither France nor Germany"
    )
    assert in_words(country("is not", "France"), country("is", "Germany")) == "country is Germany"


def silhouettes(negative: dict[int, list[int]]) -> Finding:
    """Title silhouettes of which those are negative: segment → neighbour of each such member."""
    shop = cases.shop()
    widths = pd.DataFrame({"segment": shop.segmentation.labels, "width": 0.4, "neighbour": 2})
    for number, neighbours in negative.items():
        members = widths.index[widths["segment"] == number][: len(neighbours)]
        widths.loc[members, "width"], widths.loc[members, "neighbour"] = -0.1, neighbours
    return segment_titles(Ground(measured=measured(widths=widths), names=NAMES))["silhouettes"]


def test_the_silhouettes_title_names_the_segment_whose_members_lie_closer_to_another() -> None:
    assert (
        complete(silhouettes({2: [1] * 10}))
        == "Among Regulars, one member in eight lies closer to Champions than to their own segment"
    )
    several = complete(silhouettes({2: [1] * 6 + [3] * 4}))
    assert (
        several == "Among Regulars, one member in eight lies closer to another segment, most often"
        " Champions, than to their own segment"
    )


def test_the_silhouettes_title_names_nobody_for_a_handful() -> None:
    assert (
        complete(silhouettes({}))
        == "Every customer lies closer to their own segment than to any other"
    )
    few = complete(silhouettes({1: [2, 2]}))
    assert few == f"99{NARROW}% of customers lie closer to their own segment than to any other"


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.ASKED, "Four segments were asked for; their silhouette is 0.33"),
        (
            Basis.NATURAL,
            (
                "Four segments are the finest division with a dependable gap between every two;"
                " silhouette 0.33, against 0.41 for two"
            ),
        ),
        (
            Basis.CONVENIENT,
            (
                "No division above random data has a gap between every two segments; with four, the"
                " silhouette is 0.33, against 0.41 for two"
            ),
        ),
    ],
)
def test_the_title_of_the_candidates_says_why_so_many(basis: Basis, said: str) -> None:
    assert (
        complete(segment_titles(Ground(measured=measured(basis=basis), names=NAMES))["candidates"])
        == said
    )


def test_a_single_candidate_has_no_title() -> None:
    chosen = tuple(
        one for one in cases.shop().segmentation.candidates if one.verdict is Verdict.CHOSEN
    )
    assert "candidates" not in segment_titles(
        Ground(measured=measured(basis=Basis.KEPT, candidates=chosen), names=NAMES)
    )
