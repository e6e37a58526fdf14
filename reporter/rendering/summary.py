"""A Report and its folder in, `summary.json` out: every number that the report claims, and every
file beside it.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter.choices import SUMMARY_FILE
from reporter.model import SCHEMA_VERSION, Kind, Role
from reporter.rendering.assignments import drift_values
from reporter.wording import Words, words_of
from reporter.wording.plays import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import (
        CleaningStep,
        Finding,
        Findings,
        Outcome,
        Persona,
        Report,
        Segment,
        Strategy,
    )

__all__ = ["write_summary"]

SHARED_ROLES = (Role.SPEND, Role.MEASURE, Role.DESCRIPTOR, Role.IGNORED)
"""Roles that more than one column may have."""
PROVENANCE_FIELDS = (
    "reporter",
    "python",
    "packages",
    "seed",
    "command",
    "settings",
    "seconds",
    "whose",
)
STRATEGY_FIELDS = (
    "id",
    "audience",
    "title",
    "action",
    "channel",
    "kpi",
    "assumption",
    "low",
    "high",
    "effort",
)


def write_summary(report: Report, folder: Path) -> Path:
    """Write the run's numbers, findings and files; call it last.

    Parameters
    ----------
    report
        What was rendered.
    folder
        The run folder; every file in it but the summary itself is listed with its size and hash.

    Returns
    -------
    Path
        The file ``summary.json``, described by ``summary.schema.json`` in this package.
    """
    path = folder / SUMMARY_FILE
    text = json.dumps(
        _plain(_content(report, folder)), ensure_ascii=False, indent=2, allow_nan=False
    )
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _content(report: Report, folder: Path) -> dict[str, Any]:
    totals, provenance, steps = report.study.totals, report.provenance, report.study.clean.steps
    words = words_of(report)
    return {
        "schema_version": SCHEMA_VERSION,
        "language": words.language.tag,
        "locale": report.settings.report.locale,
        "headline": words.text(report.findings.headline),
        "input": _input(report),
        "period": _period(report),
        "cleaning": [_step(step, words) for step in steps if step.removed],
        "marked": [_step(step, words) for step in steps if not step.removed],
        "totals": {
            name: getattr(totals, name)
            for name in ("customers", "orders", "rows", "revenue", "currency")
        },
        "segmentation": _segmentation(report),
        "segments": [
            _segment(persona, segment, report.findings.outcomes, words)
            for persona, segment in _pairs(report)
        ],
        "rfm_grid": _grid(report.findings, words),
        "rfm_scores": _scores(report.findings),
        "rfm_crossing": _crossing(report.findings, words),
        "findings": [_finding(one, words) for one in _said(report.findings)],
        "files": _files(folder),
        "provenance": {name: getattr(provenance, name) for name in PROVENANCE_FIELDS},
    }


def _finding(one: Finding, words: Words) -> dict[str, Any]:
    base = (
        None
        if one.base is None
        else {name: getattr(one.base, name) for name in ("of", "count", "known")}
    )
    said = words.say(one)
    return {
        "id": one.id,
        "claim": one.claim.id if one.claim else None,
        "language": words.language.tag,
        "text": said.text,
        "numbers": said.numbers,
        "base": base,
    }


def _input(report: Report) -> dict[str, Any]:
    dataset = report.study.clean.dataset
    roles: dict[str, Any] = {}
    for column in dataset.columns:
        if column.role in SHARED_ROLES:
            roles.setdefault(column.role.value, []).append(column.name)
        else:
            roles[column.role.value] = column.name
    about = {
        "name": dataset.source.name,
        "sha256": dataset.source.sha256,
        "rows": dataset.rows,
        "columns": len(dataset.columns),
    }
    files = [
        {"name": file.name, "form": file.form, "rows": file.rows, "reading": list(file.reading)}
        for file in dataset.source.files
    ]
    joins = [
        {
            "left": one.left,
            "right": one.right,
            "keys": [list(pair) for pair in one.keys],
            "matched": one.matched,
        }
        for one in dataset.joins
    ]
    return {**about, "kind": dataset.kind.value, "roles": roles, "files": files, "joins": joins}


def _period(report: Report) -> dict[str, str] | None:
    period = report.study.table.period
    if period is None or report.study.table.kind is Kind.CUSTOMERS:
        return None
    return {"start": _day(period.start), "end": _day(period.end), "as_of": _day(period.as_of)}


def _day(value: date) -> str:
    return date(value.year, value.month, value.day).isoformat()


def _segmentation(report: Report) -> dict[str, Any]:
    found = report.study.segmentation
    scores = ("silhouette", "calinski_harabasz", "davies_bouldin")
    tried = ("algorithm", "k", *scores, "gap", "gap_error", "bic", "smallest", "noise", "valley",
    "valley_error", "usefulness", "contrast",
             "stability", "stability_error", "inertia", "votes", "chosen", "verdict")  # fmt: skip
    return {
        "algorithm": found.algorithm,
        "k": found.k,
        "features": list(found.features),
        "dropped": list(found.dropped),
        "scores": {name: getattr(found, name) for name in scores},
        "stability": found.stability,
        "structure": found.structure.value,
        "choice": found.basis.value,
        "fidelity": found.fidelity,
        "candidates": [
            {name: getattr(candidate, name) for name in tried} for candidate in found.candidates
        ],
        "runner_up": (
            {name: getattr(next_one, name) for name in ("algorithm", "k", "votes")}
            if (next_one := found.runner_up)
            else None
        ),
        "null_silhouette": found.null_silhouette,
        "thinned": [
            {name: getattr(one, name) for name in ("feature", "kept", "correlation")}
            for one in found.thinned
        ],
        "components": found.components,
        "noise": len(found.noise),
        "key_accounts": len(found.key_accounts),
        "drift": drift_values(found.drift) if found.drift else None,
    }


def _pairs(report: Report) -> list[tuple[Persona, Segment]]:
    segments = {segment.id: segment for segment in report.study.segmentation.segments}
    return [(persona, segments[persona.segment]) for persona in report.findings.personas]


def _outcomes(segment: int, became: Sequence[Outcome]) -> list[dict[str, Any]]:
    names = ("known", "rate", "low", "high", "others", "lift")
    told = [(one, rate) for one in became if (rate := one.of(segment)) is not None]
    return [
        {
            "feature": one.feature,
            "category": one.category,
            **{name: getattr(rate, name) for name in names},
        }
        for one, rate in told
    ]


def _segment(
    persona: Persona, segment: Segment, became: Sequence[Outcome], words: Words
) -> dict[str, Any]:
    traits = ("feature", "median", "overall", "others", "ratio", "effect", "low", "high")
    return {
        "id": persona.segment,
        "name": words.name(persona.name),
        "portrait": words.text(persona.portrait),
        **({"note": persona.note} if persona.note else {}),
        "customers": persona.customers,
        "share": persona.share,
        "revenue": persona.revenue,
        "revenue_share": persona.revenue_share,
        "orders": persona.orders,
        "orders_share": persona.orders_share,
        "typical": dict(persona.typical),
        "traits": [{name: getattr(trait, name) for name in traits} for trait in persona.traits],
        "rule": {
            "text": words.text(persona.rule),
            "precision": segment.rule.precision,
            "recall": segment.rule.recall,
        },
        "stability": segment.stability,
        "silhouette": segment.silhouette,
        "neighbour": segment.neighbour,
        "borderline": segment.borderline,
        "valley": segment.valley,
        "outcomes": _outcomes(persona.segment, became),
        "strategies": [_strategy(strategy, words) for strategy in persona.strategies],
    }


def _strategy(strategy: Strategy, words: Words) -> dict[str, Any]:
    said = told(strategy, words)
    return {
        name: getattr(said if hasattr(said, name) else strategy, name) for name in STRATEGY_FIELDS
    }


def _grid(findings: Findings, words: Words) -> list[dict[str, Any]] | None:
    if findings.grid is None:
        return None
    names = ("recency", "frequency", "customers", "revenue", "orders")
    return [
        {
            "segment": words.name(cell.called),
            **{name: getattr(cell, name) for name in names},
        }
        for cell in findings.grid
    ]


def _scores(findings: Findings) -> dict[str, Any] | None:
    if findings.scoring is None:
        return None
    scoring, names = findings.scoring, ("axis", "score", "low", "high", "customers")
    bands = [{name: getattr(band, name) for name in names} for band in scoring.bands]
    return {
        "axis": scoring.axis,
        "scores": scoring.scores,
        "own_cuts": sorted(scoring.own),
        "bands": bands,
    }


def _crossing(findings: Findings, words: Words) -> list[dict[str, Any]] | None:
    if findings.scoring is None:
        return None
    called = {cell.segment: words.name(cell.called) for cell in findings.grid or ()}
    names = ("segment", "customers", "revenue")
    return [
        {"cell": called[pair.cell], **{name: getattr(pair, name) for name in names}}
        for pair in findings.crossings
    ]


def _said(findings: Findings) -> list[Finding]:
    """Return every sentence that the report claims, each id once."""
    sentences = [
        *findings.front.said,
        *findings.guide.said,
        *findings.summary,
        *findings.titles.values(),
        *findings.sections.values(),
        *findings.key_figures,
        findings.certainty,
    ]
    sentences += [*findings.readings, *findings.cautions, *findings.caveats, *findings.alternatives]
    sentences += [*findings.choice.said, *findings.appendix.said]
    about_grid = (findings.crossing, findings.grid_caption, findings.grid_axes)
    sentences += [one for one in about_grid if one is not None]
    sentences += findings.scoring.said if findings.scoring else []
    sentences += [fact for persona in findings.personas for fact in persona.facts]
    sentences += [play.addressed for persona in findings.personas for play in persona.strategies]
    sentences += [one for sketch in findings.sketches.values() for one in sketch.said]
    return list({sentence.id: sentence for sentence in sentences}.values())


def _files(folder: Path) -> list[dict[str, Any]]:
    paths = sorted(
        path for path in folder.rglob("*") if path.is_file() and path != folder / SUMMARY_FILE
    )
    return [
        {
            "name": path.relative_to(folder).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": _sha256(path),
        }
        for path in paths
    ]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain(value: Any) -> Any:
    """Turn values into what JSON knows; numbers that are none become null."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [
            _plain(inner)
            for inner in (sorted(value) if isinstance(value, (set, frozenset)) else value)
        ]
    if isinstance(value, (Path, date)):
        return str(value)
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _step(step: CleaningStep, words: Words) -> dict[str, Any]:
    return {
        "rule": step.rule,
        "description": words.text(step.told),
        "rows": step.rows,
        "customers": step.customers,
    }
