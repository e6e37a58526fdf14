"""A client calls segments what they will: by name or number, told at once where that is not there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.errors import FindingsError
from reporter.findings.naming.own_names import own_names
from reporter.model.claim import Claim, Count, SegmentName, Share
from reporter.settings import SegmentSettings, from_values
from tests.findings import cases
from tests.kept import kept_from
from tests.saying import WORDS

if TYPE_CHECKING:
    from reporter.model import KeptModel

NAMES = {
    1: SegmentName(Claim("segment.champions")),
    2: SegmentName(Claim("segment.light_buyers")),
    3: SegmentName(Claim("segment.lapsed_buyers")),
}


def renamed(
    given: dict[str, object], kept: KeptModel | None = None
) -> tuple[dict[int, str], dict[int, str]]:
    settings = from_values({"findings": {"names": given}}).findings.names
    names, notes = own_names(NAMES, settings, WORDS.name, kept=kept)
    return {number: WORDS.name(name) for number, name in names.items()}, notes


def test_a_segment_is_renamed_by_what_it_is_called_or_by_its_number() -> None:
    names, notes = renamed({"champions": "Gold club", "3": {"note": "Write to them."}})
    assert names == {1: "Gold club", 2: "Light buyers", 3: "Lapsed buyers"}
    assert notes == {3: "Write to them."}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"Champion": "Gold"}, "no segment is called 'Champion'"),
        ({"Champion": "Gold"}, "Did you mean 'Champions'?"),
        ({"7": "Gold"}, "The segments are: 1 Champions; 2 Light buyers; 3 Lapsed buyers."),
        ({"Champions": "Gold", "1": "Silver"}, "'Champions' and '1' mean the same segment"),
        ({"1": "Gold", "2": "Gold"}, "two segments would be called 'Gold'"),
        ({"1": "Light buyers"}, "two segments would be called 'Light buyers'"),
        ({"7": "A", "8": "B"}, "2 names of segments are not valid"),
    ],
)
def test_what_cannot_be_renamed_is_told(given: dict[str, object], told: str) -> None:
    with pytest.raises(FindingsError) as caught:
        renamed(given)
    assert told in str(caught.value)


def test_a_kept_segment_may_have_its_own_name_already() -> None:
    case = cases.shop()
    kept = replace(
        kept_from(case.segmentation, case.table),
        names=NAMES | {1: SegmentName("Gold club"), 4: SegmentName("Nobody now")},
        notes={2: "As last month."},
    )
    names, notes = renamed({"Champions": "Gold club", "Nobody now": "Nobody"}, kept)
    assert set(names) == {1, 2, 3}
    assert notes == {2: "As last month."}


def test_every_sentence_chart_and_list_follows() -> None:
    case = cases.shop()
    own = SegmentSettings(name="Gold club", note="Ours since 1990.")
    settings = case.settings.model_copy(
        update={"findings": case.settings.findings.model_copy(update={"names": {"1": own}})}
    )
    found = replace(case, settings=settings).find()
    assert found.headline.text.startswith("Gold club, ")
    assert found.persona(1).note == "Ours since 1990."
    assert "Champions" not in " ".join(one.text for one in found.titles.values())


def test_a_name_of_ones_own_stands_where_it_need_not_be_a_noun_for_people() -> None:
    best = Claim(
        "leading.largest",
        {
            "share": Share(0.4),
            "name": SegmentName("Gold club"),
            "customers": Count(40),
            "total": Count(100),
        },
    )
    assert "customers in Gold club" in WORDS.text(best)
