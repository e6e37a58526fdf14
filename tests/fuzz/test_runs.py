"""No table ends a run otherwise than by a report or by one message, which `inspect` foretells;
nothing is warned of, nothing is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fuzz.runs import made
from tests.fuzz.tables import table

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = range(40)


def test_a_seed_makes_the_same_table_each_time() -> None:
    for seed in SEEDS:
        first, again = table(seed), table(seed)
        assert (first.what, first.assignments, first.form) == (
            again.what,
            again.assignments,
            again.form,
        )
        assert first.frame.equals(again.frame)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_table_gives_a_report_or_one_message(seed: int, tmp_path: Path) -> None:
    outcome = made(table(seed), tmp_path)
    assert not outcome.faults, "\n".join([outcome.what, *outcome.faults])
