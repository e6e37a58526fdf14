"""Shares of people are told in words where plain ones are close, and verbs agree with them."""

from __future__ import annotations

import pytest

from reporter.model.claim import Share
from reporter.numerals import Numerals
from reporter.wording import Words
from reporter.wording.people import one_in
from reporter.wording.writing import Writer

SOURCE = '{share|people("customer")} {share|of_people("lies", "lie")}'


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.125, "one customer in eight lies"),
        (0.3, "30\u202f% of customers lie"),
        (0.67, "two customers in three lie"),
    ],
)
def test_a_share_of_people_becomes_words_only_when_they_are_close(share: float, said: str) -> None:
    writer = Writer(words=Words.of(Numerals()), values={"share": Share(share)})
    assert writer.fill(SOURCE) == said


def test_words_for_people_are_within_six_per_cent_of_the_truth() -> None:
    for step in range(1, 1000):
        found = one_in(step / 1000)
        if found:
            said = found[0] / found[1]
            assert abs(step / 1000 - said) <= 0.06 * said + 1e-9
