"""Findings in, the same with what they say out: for tests of sentences and their figures."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from reporter.model import Finding
from reporter.numerals import Numerals
from reporter.wording import Words

POUNDS = Numerals(currency="GBP")


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
