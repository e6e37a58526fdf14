"""What the appendix says of method and data: against random data, of repeat runs, of the features'
preparation and of the customers who came in.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporter.findings.method.appendix import appendix
from reporter.model import Appendix, Basis, Role, Structure, Study, Thinned
from reporter.numerals import Numerals
from reporter.settings import Settings
from tests.findings import cases
from tests.findings.figures import unaccounted
from tests.rendering import reports
from tests.saying import spoken

NUMERALS = Numerals()
NAMES = dict(enumerate(reports.NAMES, 1))


def told(study: Study, **changes: object) -> Appendix:
    """Tell of a study whose segmentation is changed; each figure is one of its sentence's
    numbers.
    """
    segmentation = replace(study.segmentation, **changes)  # type: ignore[arg-type]  # its fields
    report = reports.report()
    found, changed = report.findings, replace(study, segmentation=segmentation)
    made = appendix(changed, found.personas, found.scoring, Settings())
    said = [spoken(one, NUMERALS) for one in made.said]
    assert [figure for one in said for figure in unaccounted(one, NUMERALS, ())] == []
    return made


@pytest.fixture(scope="module")
def study() -> Study:
    return reports.report().study


@pytest.mark.parametrize(
    ("silhouette", "how"),
    [
        (0.33, "less: up to 0.25, against 0.33"),
        (0.26, "hardly less: up to 0.25, against 0.26"),
        (0.252, "as high: up to 0.25, against 0.25"),
    ],
)
def test_the_silhouette_is_held_against_random_data(
    silhouette: float, how: str, study: Study
) -> None:
    made = spoken(told(study, silhouette=silhouette).random)
    assert made.text == f"Random data without any groups would score {how} here (silhouette)."
    assert made.numbers == {"null": 0.25, "own": silhouette}


def test_the_least_sure_segment_is_named_beside_the_mean(study: Study) -> None:
    made = spoken(told(study).steadiness)
    assert (
        f"customers is 0.85; the least sure segment, {NAMES[3]}, has 0.71: doubtful." in made.text
    )
    assert made.numbers == {"mean": 0.85, "segment": NAMES[3], "lowest": 0.71}


@pytest.mark.parametrize(
    ("structure", "basis", "warned"),
    [
        (Structure.NONE, Basis.CONVENIENT, True),
        (Structure.WEAK, Basis.NATURAL, False),
        (Structure.MODERATE, Basis.ASKED, False),
    ],
)
def test_stable_is_not_taken_for_natural(
    structure: Structure, basis: Basis, warned: bool, study: Study
) -> None:
    sure = tuple(replace(one, stability=0.9) for one in study.segmentation.segments)
    warning = "Stable does not mean natural"
    made = told(study, structure=structure, basis=basis, segments=sure)
    assert (warning in spoken(made.steadiness).text) == warned
    unsure = told(study, structure=structure, basis=basis)
    assert warning not in spoken(unsure.steadiness).text


def test_the_preparation_tells_bounds_scaling_thinning_and_components(study: Study) -> None:
    thinned = (Thinned(feature="average_order_value", kept="monetary", correlation=0.973),)
    text = spoken(told(study, thinned=thinned, components=2).preparation).text
    assert text.startswith(
        f"The outermost {NUMERALS.percent(0.005, 1)} of values on each side were pulled in"
    )
    assert "scaled to mean 0 and standard deviation 1" in text
    assert "Order value was left out because it goes with Spent (correlation 0.97)." in text
    assert "Distances were measured in two principal components" in text


def test_bounds_of_an_earlier_run_are_no_share_of_these_values(study: Study) -> None:
    made = spoken(told(study, basis=Basis.KEPT).preparation)
    assert made.text.startswith("The outermost values on each side were pulled in")
    assert "tail" not in made.numbers


def came(study: Study, **left: int) -> Study:
    """Let 300 customers come in, of whom so many left by these rules."""
    profile, steps = study.clean.profile, study.clean.steps
    columns = tuple(
        replace(column, distinct=300) if column.role is Role.CUSTOMER else column
        for column in profile.columns
    )
    gone = [replace(steps[3], rule=rule, customers=count) for rule, count in left.items()]
    clean = replace(study.clean, steps=(*steps, *gone), profile=replace(profile, columns=columns))
    return replace(study, clean=clean)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (
            {"nothing_left": 28},
            "28 had nothing left after returns; 2 had no line left after cleaning",
        ),
        (
            {"nothing_left": 28, "missing_customer": 2},
            "2 stand for nobody in particular; 28 had nothing left after returns",
        ),
    ],
)
def test_customers_who_came_in_are_accounted_for(
    left: dict[str, int], said: str, study: Study
) -> None:
    made = told(came(study, **left)).arrivals
    assert made is not None
    assert spoken(made).text == f"300 customers came in; {said}; 270 are segmented."


def test_nothing_is_said_where_everybody_who_came_in_is_segmented(study: Study) -> None:
    assert told(study).arrivals is None


def test_rows_of_a_customer_table_do_not_arrive() -> None:
    assert cases.mall().study.arrived is None
