"""What the data were taken to mean: `Reading`s in, a sentence for each out, the weightiest first.

The sentences stand in readings.toml, one for each question and stance; `Sentence` fills them in.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.findings.words.sentence import Sentence
from reporter.findings.words.wording import join

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import CleanDataset, Finding, Reading
    from reporter.numerals import Numerals

TELLING_SHARE = 0.05
"""Share of the revenue or of the customers from which on the executive is told."""


def readings(clean: CleanDataset, numerals: Numerals) -> tuple[Finding, ...]:
    """Say how the data were understood, the weightiest first; no table is read."""
    return tuple(_finding(one, numerals) for one in _sorted(clean))


def telling(clean: CleanDataset, numerals: Numerals) -> tuple[Finding, ...]:
    """Return those that touch so much of revenue or customers that the executive has to know,
    without their settings.
    """
    return tuple(
        _finding(replace(one, setting=""), numerals)
        for one in _sorted(clean)
        if one.weight >= TELLING_SHARE
    )


def _sorted(clean: CleanDataset) -> list[Reading]:
    return sorted(clean.readings, key=lambda one: -one.weight)


def _finding(one: Reading, numerals: Numerals) -> Finding:
    sentences = _sentences()[one.question]
    draft = Draft(numerals)
    text = Sentence(sentences[one.stance.value], sentences.get("each", "")).fill(
        one.numbers, one.items, draft
    )
    text += _others(one, sentences[one.stance.value], draft)
    if one.setting:
        text += (
            f" Set {_typed(one.setting, draft)}"
            f" {sentences.get('otherwise', 'to read it otherwise')}."
        )
    return draft.finding(f"reading.{one.question}", text)


def _others(one: Reading, sentence: str, draft: Draft) -> str:
    """Say how many customers and orders the other reading gives, where these are others and the
    sentence does not say so.
    """
    told = [
        f"{draft.plural(f'{name}_otherwise', float(one.numbers[f'{name}_otherwise']), name[:-1])}"
        f" instead of {draft.count(f'{name}_taken', float(one.numbers[f'{name}_taken']))}"
        for name in ("customers", "orders")
        if f"{name}_otherwise" in one.numbers and f"{name}_otherwise" not in sentence
    ]
    return f" Read the other way, there would be {join(told)}." if told else ""


def _typed(setting: str, draft: Draft) -> str:
    draft.note("setting", setting)
    # As a shell takes it.
    return f"'{setting}'" if " " in setting else setting


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
