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
def test_values_that_stand_for_none_are_missing_only_where_they_were_taken_so(
    stance: Stance, said: str
) -> None:
    case = cases.mall()
    profile = case.clean.profile
    full = replace(
        profile,
        columns=(
            ColumnProfile(
                name="Age",
                dtype="integer",
                role=Role.MEASURE,
                missing=0,
                distinct=9,
                minimum="1",
                maximum="9",
            ),
        ),
    )
    reading = Reading(
        question="no_value",
        stance=stance,
        numbers={"columns": 1},
        items=({"column": "Age", "values": "999", "rows": 3},),
    )
    found = replace(case, clean=replace(case.clean, profile=full, readings=(reading,))).find()
    assert found.sections["data"].text.endswith(said)


@pytest.mark.slow
def test_the_other_reading_s_customers_and_orders_are_told_where_the_sentence_does_not() -> None:
    numbers: dict[str, float | str] = {
        "columns": "Status", "rows": 12, "counted": "paid",
        "revenue_taken": 80.0, "revenue_otherwise": 100.0, "customers_taken": 267, "customers_otherwise": 300,
        "orders_taken": 1370, "orders_otherwise": 1732,
    }  # fmt: skip
    reading = Reading(
        question="order_status", stance=Stance.ADOPTED, numbers=numbers, items=({"state": "failed", "rows": 12, "amount": 20.0},),
        setting="meaning.order_status=keep",
    )  # fmt: skip
    case = cases.shop()
    (told,) = replace(case, clean=replace(case.clean, readings=(reading,))).find().readings
    assert (
        "failed (12 rows worth £20); counted are paid. Counted, they would make revenue £100"
        " instead of £80." in told.text
    )
    assert (
        "Read the other way, there would be 300 customers instead of 267 and 1,732 orders instead"
        " of 1,370." in told.text
    )
    assert told.text.endswith("Set meaning.order_status=keep to read it the other way.")
    assert (told.numbers["customers_otherwise"], told.numbers["orders_taken"]) == (300, 1370)
