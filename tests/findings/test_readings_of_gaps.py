"""What the data section says of missing values agrees with what the values were taken for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporter.model import ColumnProfile, Reading, Role, Stance
from tests.findings import cases


@pytest.mark.parametrize(
    ("stance", "said"),
    [
        (Stance.ADOPTED, "No cell is empty, but some hold a value that stands for none."),
        (Stance.TOLD, "No value is missing."),
    ],
)
def test_values_that_stand_for_none_are_missing_only_where_they_were_taken_so(stance: Stance, said: str) -> None:
    case = cases.mall()
    profile = case.clean.profile
    full = replace(
        profile, columns=(ColumnProfile(name="Age", dtype="integer", role=Role.MEASURE, missing=0, distinct=9, minimum="1", maximum="9"),)
    )
    reading = Reading(question="no_value", stance=stance, numbers={"columns": 1}, items=({"column": "Age", "values": "999", "rows": 3},))
    found = replace(case, clean=replace(case.clean, profile=full, readings=(reading,))).find()
    assert found.sections["data"].text.endswith(said)
