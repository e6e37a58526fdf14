"""What findings say, for tests of sentences and their figures; and claims that say what a test
wants.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from reporter.findings.naming.names import name_segments
from reporter.model import Finding
from reporter.model.claim import Claim, Name, SegmentName
from reporter.numerals import Numerals
from reporter.wording import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured

POUNDS = Numerals(currency="GBP")
WORDS = Words.of(POUNDS)


def spoken(finding: Finding, numerals: Numerals = POUNDS) -> Finding:
    """Return a finding with its text, its numbers and its large figure."""
    said = Words.of(numerals).say(finding)
    return replace(finding, text=said.text, numbers=said.numbers, figure=said.figure)


def all_spoken(value: Any, numerals: Numerals = POUNDS) -> Any:
    """Return a value in which every finding, however deep, has what it says."""
    if isinstance(value, Finding):
        return spoken(value, numerals)
    if isinstance(value, tuple):
        return tuple(all_spoken(one, numerals) for one in value)
    if isinstance(value, dict):
        return {key: all_spoken(one, numerals) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        held = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{key: all_spoken(one, numerals) for key, one in held.items()})
    return value


def own(text: str) -> Claim:
    """Return a claim that says a text as it stands."""
    return Claim("phrase.own", {"text": Name(text)})


def names_of(measured: Measured) -> dict[int, str]:
    """Return what the segments are called."""
    found = name_segments(measured, WORDS.letters)
    return {number: WORDS.name(name) for number, name in found.items()}


def named(names: Mapping[int, str]) -> dict[int, SegmentName]:
    """Return names that a client gave."""
    return {number: SegmentName(name) for number, name in names.items()}
