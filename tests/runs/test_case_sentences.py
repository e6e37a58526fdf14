"""What files that went wrong made reports say, and what they must not be made to say again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.audit import contradictions
from tests.runs.conftest import CASES, Made

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow
QUICK = ("--set", "segments.resamples=5")
NEVER = {
    "busy_customers.csv": (r"(?i)long silent", r"(\b\d+ (?:days?|months?)),? (?:against|and) \1\b"),
    "one_start_day.csv": (r"(?i)weekend (?!orders Share)", r"(?i)middle[- ]ground"),
    "contracts.csv": (r"(?i)tenure[^.;]{0,40}\d days", r"(?i)no money"),
    "software_accounts.csv": (
        r"holds no dates(?! of orders)",
        r"(?i)times as [^.;]{0,20}(?:nps|score)",
        r"(?i)nps[^.;]{0,30} times as",
    ),
    "odd_births_and_incomes.csv": (r"holds no dates(?! of orders)",),
    "a_row_a_month.csv": (r"\b1 day ago", r"of its 31 days", r"last ordered \d+ days ago"),
    "partial_people": (r"(?:are|have) “?Unknown",),
    "returns_sheet.xlsx": (r"has no key",),
    "gift_cards.csv": (r"\d[^.,]{0,30} returned (?:all|everything)",),
    "names_as_ids.csv": (r"Revenue is revenue",),
    "walk_in_account.csv": (r"(?i)key account[^.]{0,60}walk-in",),
    "btyd_summary.csv": (r"natural groups", r"are 0 or more"),
}
"""Case → patterns of what is not so."""
SAID = {
    "one_start_day.csv": (r"(?i)lapsed one-time buyers",),
    "card_holders.csv": (r"(?i)number of transactions", r"have left", r"spend by card"),
    "contracts.csv": (r"have left", r"What 9 customers spent is not known"),
    "partial_people": (r"is known",),
    "a_row_a_month.csv": (r"months in which",),
    "software_accounts.csv": (r"US\$", r"churned"),
}
"""Case → patterns of what a reader should be told."""


@pytest.mark.parametrize("name", sorted({*NEVER, *SAID}))
def test_a_case_makes_no_such_sentence(name: str, run_of: Callable[..., Made]) -> None:
    if not (CASES / name).exists():
        pytest.skip(f"the case {name} is not beside the checkout")
    made = run_of(CASES / name, *QUICK, "--formats", "html,csv")
    pages = contradictions.read(made.folder)
    text = " ".join([pages.text, *(f"{title} {rest}" for title, rest in pages.figures)])
    assert [pattern for pattern in NEVER.get(name, ()) if re.search(pattern, text)] == []
    assert [pattern for pattern in SAID.get(name, ()) if not re.search(pattern, text)] == []
    names = [segment["name"] for segment in made.summary["segments"]]
    assert max(map(len, names)) <= 40
    assert len(set(names)) == len(names)
