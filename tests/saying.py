"""Findings in, the same with what they say out: for tests of sentences and their figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.numerals import Numerals
from reporter.wording import Words

if TYPE_CHECKING:
    from reporter.model import Finding

POUNDS = Numerals(currency="GBP")


def spoken(finding: Finding, numerals: Numerals = POUNDS) -> Finding:
    """Return a finding with its text, its numbers and its large figure."""
    said = Words.of(numerals).say(finding)
    return replace(finding, text=said.text, numbers=said.numbers, figure=said.figure)
