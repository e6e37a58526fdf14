"""An `Inspection` in, JSON for machines out; values of columns that identify people stay out."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from reporter.model.cleaning import CALLED
from reporter.wording import Words, chosen_words

if TYPE_CHECKING:
    from reporter.model import CleaningStep, Finding, Inspection

SCHEMA_VERSION = 1
"""Fields may be added, never renamed."""


def as_json(found: Inspection) -> str:
    """Write it with a stable order of keys."""
    dataset, clean, words = (
        found.dataset,
        found.clean,
        chosen_words(found.numerals, found.own_words),
    )
    told = {
        "schema_version": SCHEMA_VERSION,
        "name": dataset.source.name,
        "sha256": dataset.source.sha256,
        "bytes": dataset.source.bytes,
        "kind": dataset.kind.value,
        "rows": dataset.rows,
        "files": [asdict(one) for one in dataset.source.files],
        "reading": list(dataset.source.reading),
        "columns": _columns(found),
        "joins": [asdict(one) for one in dataset.joins],
        "amounts": asdict(clean.amounts) if clean and clean.amounts else None,
        "doubts": [asdict(one) for one in dataset.doubts],
        "cleaning": [_step(step, words) for step in clean.steps] if clean else None,
        "rows_left": clean.rows if clean else None,
        "left": asdict(clean.remainder) if clean else None,
        "currency": clean.currency if clean else None,
        "refusal": found.refusal or None,
        "readings": [_finding(one, words) for one in found.readings],
        "cautions": [_finding(one, words) for one in found.cautions],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)


def _step(step: CleaningStep, words: Words) -> dict[str, Any]:
    """Tell what a rule took; what only marks rows calls them nothing."""
    return {
        "rule": step.rule,
        "description": words.text(step.told),
        "rows": step.rows,
        "removed": step.removed,
        "noun": words.text(step.told, CALLED) if step.removed else "",
        "customers": step.customers,
        "amount": step.amount,
        "setting": step.setting,
        "asked": step.asked,
    }


def _finding(one: Finding, words: Words) -> dict[str, Any]:
    said = words.say(one)
    return {"id": one.id, "text": said.text, "numbers": dict(said.numbers)}


def _columns(found: Inspection) -> list[dict[str, Any]]:
    """Tell each column, in the file's order."""
    dataset = found.dataset
    profiles = {profile.name: profile for profile in dataset.profiles}
    told = []
    for column in dataset.columns:
        profile = profiles.get(column.name)
        shown = profile if profile and not column.personal else None
        told.append(
            {
                "name": column.name,
                "role": column.role.value,
                "table": dataset.origins.get(column.name),
                "type": column.dtype,
                "because": column.evidence,
                "personal": column.personal.value if column.personal else None,
                "missing": profile.missing / dataset.rows if profile and dataset.rows else None,
                "distinct": profile.distinct if profile else None,
                "minimum": shown.minimum if shown else None,
                "maximum": shown.maximum if shown else None,
                "examples": list(shown.examples) if shown else [],
            }
        )
    return told
