"""What became of customers is told segment by segment, with how sure that is; columns in many words
and codes are read.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest, chi2_contingency

from reporter.findings.personas.outcomes import outcomes, wilson
from reporter.model import Feature, Findings, Kind
from tests.findings import cases
from tests.findings.figures import unaccounted
from tests.saying import WORDS, own


def table(values: list[str | None], label: str = "Churn") -> cases.Case:
    """Make a mall of five segments (40, 22, 80, 23, 35 customers) with a column of what became of
    them.
    """
    mall = cases.mall()
    frame = mall.table.frame.assign(
        Churn=pd.Series(values, index=mall.table.frame.index, dtype=object)
    )
    churn = Feature(
        name="Churn",
        heading=label,
        unit="category",
        definition=own("As in the file."),
        behaviour=False,
        outcome=True,
    )
    return replace(
        mall, table=replace(mall.table, frame=frame, features=(*mall.table.features, churn))
    )


def flags(
    shares: tuple[float, ...] = (0.1, 0.1, 0.5, 0.1, 0.1), yes: str = "Yes", no: str = "No"
) -> list[str | None]:
    sizes = (40, 22, 80, 23, 35)
    return [
        yes if place < round(share * size) else no
        for share, size in zip(shares, sizes, strict=True)
        for place in range(size)
    ]


def said(found: Findings, name: str) -> str:
    everything = [
        *found.summary,
        *found.titles.values(),
        *(fact for persona in found.personas for fact in persona.facts),
    ]
    (finding,) = (one for one in everything if one.id == name)
    assert (
        unaccounted(
            finding,
            cases.mall().numerals,
            tuple(WORDS.name(persona.name) for persona in found.personas),
        )
        == []
    )
    return finding.text.replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("count", "of"), [(0, 10), (1, 30), (12, 40), (40, 40), (300, 1000)])
def test_the_interval_is_wilsons(count: int, of: int) -> None:
    expected = binomtest(count, of).proportion_ci(method="wilson")
    assert wilson(count, of) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_rates_and_lifts_are_those_of_pandas() -> None:
    shop = table(flags())
    (one,) = outcomes(shop.measured())
    frame = pd.DataFrame(
        {"left": shop.table.frame["Churn"] == "Yes", "segment": shop.segmentation.labels}
    )
    assert (one.category, one.done, one.bad, one.known) == ("Yes", "left", True, 200)
    assert one.rate == pytest.approx(frame["left"].mean())
    for rate in one.rates:
        own, others = (
            frame[frame["segment"] == rate.segment]["left"],
            frame[frame["segment"] != rate.segment]["left"],
        )
        assert (rate.rate, rate.others) == pytest.approx((own.mean(), others.mean()))
        assert rate.lift == pytest.approx(own.mean() / others.mean())
        assert rate.low < rate.rate < rate.high
        expected = binomtest(int(own.sum()), len(own)).proportion_ci(method="wilson")
        assert (rate.low, rate.high) == pytest.approx((expected.low, expected.high), abs=1e-3)
        counts = [[own.sum(), (~own).sum()], [others.sum(), (~others).sum()]]
        sure = chi2_contingency(counts, correction=False).pvalue < 0.05
        assert rate.apart == (abs(own.mean() - others.mean()) >= 0.05 and sure)
    assert {rate.segment for rate in one.rates if rate.apart} >= {3}


@pytest.mark.slow
def test_a_rate_stands_with_its_interval_beside_that_of_the_others() -> None:
    found = table(flags()).find()
    assert (
        said(found, "persona.3.outcome.1")
        == "50 % have left (“Yes” under churn; 95 % interval 39 % to 61 %), against 10 % of the"
        " others: five times as often."
    )
    assert said(found, "persona.1.outcome.1").endswith(
        "against 30 % of the others: a third as often."
    )
    close = table(flags((0.25, 0.1, 0.5, 0.1, 0.1))).find()
    assert said(close, "persona.1.outcome.1").endswith(
        "against 30 % of the others, which may be chance."
    )
    assert said(found, "title.outcome.1").startswith("50 % of ")
    assert "50 % of" in said(found, "summary.outcome")
    assert not any(mix.feature == "Churn" for persona in found.personas for mix in persona.mixes)


def test_what_chance_may_bring_about_is_called_so() -> None:
    found = table(flags((0.1, 0.1, 0.12, 0.12, 0.1))).find()
    assert (
        said(found, "summary.outcome")
        == "of customers have left (“Yes” under churn); no segment stands out by more than chance."
    )
    assert said(found, "title.outcome.1").endswith(
        "between the segments chance may make the difference"
    )


def test_of_how_many_it_is_known_is_told() -> None:
    values = flags()
    values[40:52] = [None] * 12
    found = table(values).find()
    assert "of the 10 of whom it is known" in said(found, "persona.2.outcome.1")
    values[52] = None
    (one,) = outcomes(table(values).measured())
    assert one.of(2) is None


@pytest.mark.parametrize(
    ("label", "values", "category", "done"),
    [
        ("Churn", ("Yes", "No"), "Yes", "left"),
        ("Exited", ("1", "0"), "1", "left"),
        ("Attrition flag", ("Attrited Customer", "Existing Customer"), "Attrited Customer", "left"),
        ("Gekündigt", ("ja", "nein"), "ja", "left"),
        ("Retained", ("True", "False"), "True", "stayed"),
        ("Response", ("1", "0"), "1", "responded"),
        ("Converted", ("Y", "N"), "Y", "converted"),
        ("Unsubscribed", ("1", "0"), "1", "unsubscribed"),
        ("Default", ("yes", "no"), "yes", "defaulted"),
        ("Churn", ("A", "B"), None, None),
        ("Target", ("1", "0"), None, None),
    ],
)
def test_columns_are_read_in_their_words(
    label: str, values: tuple[str, str], category: str | None, done: str | None
) -> None:
    found = outcomes(table(flags(yes=values[0], no=values[1]), label).measured())
    assert [(one.category, one.done) for one in found] == (
        [] if category is None else [(category, done)]
    )


@pytest.mark.slow
def test_a_file_that_tells_who_left_is_not_said_to_tell_nothing_of_leaving() -> None:
    for outcome in (True, False):
        case = cases.wholesale()
        frame = case.table.frame.assign(
            Churn=np.where(np.arange(len(case.table.frame)) % 5 == 0, "Yes", "No")
        )
        churn = Feature(
            name="Churn", heading="Churn", unit="category", behaviour=False, outcome=outcome
        )
        made = replace(
            case, table=replace(case.table, frame=frame, features=(*case.table.features, churn))
        )
        assert made.table.kind is Kind.CUSTOMERS
        (caveat,) = (one for one in made.find().caveats if one.id == "caveat.no_dates")
        assert ("who is leaving" in caveat.text) is not outcome


@pytest.mark.parametrize(
    ("label", "column", "told"),
    [
        ("Churn", "Months_on_book", True),
        ("Churn", "Household size", False),
        ("Response", "Months_on_book", False),
    ],
)
def test_what_leaving_brings_about_is_not_taken_for_its_cause(
    label: str, column: str, told: bool
) -> None:
    shop = table(flags(), label)
    income = next(name for name in shop.segmentation.features if "Income" in name)
    features = tuple(
        replace(one, heading=column.replace("_", " ")) if one.name == income else one
        for one in shop.table.features
    )
    caveats = {
        one.id: one.text
        for one in replace(shop, table=replace(shop.table, features=features)).find().caveats
    }
    assert ("caveat.leaving" in caveats) is told
    if told:
        assert caveats["caveat.leaving"].startswith(
            "Leaving ends what is counted here (months on book): where more"
        )
