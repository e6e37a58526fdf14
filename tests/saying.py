"""What findings say, for tests of sentences and their figures; and claims that say what a test
wants.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reporter.findings.naming.names import name_segments
from reporter.model import Finding, Findings
from reporter.model.claim import Claim, Name, SegmentName
from reporter.numerals import Numerals
from reporter.wording import Words
from reporter.wording.plays import Told, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Strategy

POUNDS = Numerals(currency="GBP")
WORDS = Words.of(POUNDS)


def spoken(
    finding: Finding,
    numerals: Numerals = POUNDS,
    sentences: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Finding:
    """Return a finding with its text, its numbers and its large figure."""
    said = Words.of(numerals).overlaid(sentences).say(finding)
    return replace(finding, text=said.text, numbers=said.numbers, figure=said.figure)


def all_spoken(
    value: Any,
    numerals: Numerals = POUNDS,
    sentences: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Any:
    """Return a value in which every finding, however deep, has what it says."""
    if isinstance(value, Finding):
        return spoken(value, numerals, sentences)
    if isinstance(value, tuple):
        return tuple(all_spoken(one, numerals, sentences) for one in value)
    if isinstance(value, dict):
        return {key: all_spoken(one, numerals, sentences) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        over = value.sentences if isinstance(value, Findings) else sentences
        held = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{key: all_spoken(one, numerals, over) for key, one in held.items()})
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


def strategies(findings: Findings, numerals: Numerals = POUNDS) -> list[Told]:
    """Return what all strategies of a report say, in their order."""
    words = Words.of(numerals).overlaid(findings.sentences)
    return [told(strategy, words) for strategy in findings.actions]


WORDED = {
    "play.worded": {form: f"{{{form}}}" for form in ("title", "action", "channel", "kpi")},
    "worth.worded": {"text": "{text}"},
}
"""Sentences of plays and assumptions that tests word; a report of theirs brings them along."""


def worded(**texts: str) -> Claim:
    """Return a play that says these texts: title, action, channel, kpi."""
    return Claim("play.worded", {form: Name(text) for form, text in texts.items()})


def reworded(strategy: Strategy, assumption: str | None = None, **texts: str) -> Strategy:
    """Return a strategy of a test that says other texts."""
    claim = Claim(
        "play.worded",
        {**strategy.claim.values, **{form: Name(text) for form, text in texts.items()}},
    )
    changed = replace(strategy, claim=claim)
    return changed if assumption is None else replace(changed, assumption=assumed(assumption))


def assumed(text: str) -> Claim:
    """Return an assumption that says a text."""
    return Claim("worth.worded", {"text": Name(text)})
