"""A user's choice and the evidence in, how the data are read and who said so out."""

from __future__ import annotations

import pytest

from reporter.model import Stance
from reporter.quality.meaning.question import Settled


@pytest.mark.parametrize(
    ("choice", "clear", "changes", "stance"),
    [
        ("auto", True, True, Stance.ADOPTED),
        ("auto", False, False, Stance.TOLD),
        ("deduct", False, True, Stance.SET),
        ("ignore", True, False, Stance.SET),
    ],
)
def test_a_choice_comes_before_the_evidence(
    choice: str, clear: bool, changes: bool, stance: Stance
) -> None:
    settled = Settled(choice=choice, change="deduct", clear=clear)
    assert (settled.changes, settled.stance) == (changes, stance)
