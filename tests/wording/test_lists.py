"""Claims in a list are written one after another, and their numbers told apart."""

from __future__ import annotations

from reporter.model.claim import Claim, Count, SegmentName
from reporter.numerals import Numerals
from reporter.wording import Words

WORDS = Words.of(Numerals())


def numbers(*claims: Claim) -> dict[str, object]:
    return dict(WORDS.numbers(Claim("choice.span.some", {"tried": claims})))


def test_numbers_of_a_list_end_with_the_rank_of_their_claim() -> None:
    two, four = (Claim("choice.number.tried", {"tried": Count(k)}) for k in (2, 4))
    assert numbers(two, four) == {"tried_1": 2, "tried_2": 4}


def test_a_claim_can_bring_its_own_ending() -> None:
    own = Claim("choice.number.tried", {"tried": Count(2)}, suffix="_7")
    bare = Claim("choice.number.tried", {"tried": Count(4)}, suffix="")
    assert numbers(own, bare) == {"tried_7": 2, "tried": 4}


def test_endings_of_lists_within_lists_add_up() -> None:
    inner = Claim("choice.segment.joined", {"joined": SegmentName("Regulars")}, suffix="_3")
    outer = Claim("choice.joined", {"joined": (inner,)}, suffix="_2")
    changes = Claim("choice.fewer", {"k": Count(3), "changes": (outer,)})
    assert WORDS.numbers(changes) == {"k": 3, "joined_2_3": "Regulars"}
