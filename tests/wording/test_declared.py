"""What a sentence is given is what its entry says that it may use: nobody who rewords it by that is
surprised when a report is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.wording.kinds import CHOICE, FLAG, OPTIONAL
from reporter.wording.words import Words
from tests.findings import cases

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model.claim import Claim
    from reporter.wording import Said

FORMS_APART = frozenset({"phrase.people"})
"""Entries whose forms are given values of their own, by our code alone."""


def broken(words: Words, claim: Claim) -> list[str]:
    """Say which values a claim lacks that its entry promises, and which choices it does not know."""
    told = []
    for name, kind in words.catalogue.entries[claim.id].values.items():
        value, plain = claim.values.get(name), kind.removesuffix(OPTIONAL)
        if value is None:
            told += [] if kind.endswith(OPTIONAL) else [f"{claim.id}: {name} is missing"]
        elif CHOICE in plain and value not in plain.split(CHOICE):
            told.append(f"{claim.id}: {name} is {value!r}, none of {plain}")
        elif (plain == FLAG) != isinstance(value, bool):
            told.append(f"{claim.id}: {name} is {value!r}, no {plain}")
    return told


@pytest.mark.parametrize("made", [cases.shop, cases.moneyless, cases.wholesale, cases.mall])
def test_claims_hold_what_their_entries_promise(
    made: Callable[[], cases.Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: set[str] = set()
    say = Words.said

    def checked(words: Words, claim: Claim, form: str = "text", suffix: str = "") -> Said:
        # Forms such as a term's name take no values.
        if claim.id not in FORMS_APART and claim.values:
            found.update(broken(words, claim))
        return say(words, claim, form, suffix)

    monkeypatch.setattr(Words, "said", checked)
    made().find()
    assert sorted(found) == []
