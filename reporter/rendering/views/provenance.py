"""Appendix: what made the report, so that it can be made again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reporter.rendering.typography import Verbatim
from reporter.rendering.views.tables import Column, Stat, Table, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reporter.model import Finding, Report

__all__ = ["Origin", "origin"]

SETTINGS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What made the report. Holds no times, so that two runs give the same page."""

    answer: Finding | None
    facts: tuple[Stat, ...]
    packages: str
    changed: Table | None
    """The settings that differ from their defaults."""


def origin(report: Report) -> Origin:
    """Name versions, seed, data hash, command and the settings that were changed."""
    provenance = report.provenance
    facts = (
        ("Made with", f"reporter {provenance.reporter}, Python {provenance.python}"),
        ("Seed", str(provenance.seed)),
        ("Data (SHA-256)", report.clean.dataset.source.sha256),
        ("Command", Verbatim(provenance.command)),
    )
    changed = tuple(_flat(report.settings.model_dump(mode="json", exclude_defaults=True)))
    columns = (Column("Setting", "strong", 36), Column("Value"))
    return Origin(
        answer=report.findings.sections.get("glossary"),
        facts=tuple(Stat(label=label, value=value) for label, value in facts if value),
        packages=", ".join(f"{name}\N{NO-BREAK SPACE}{version}" for name, version in sorted(provenance.packages.items())),
        changed=table("Settings that differ from their defaults", columns, changed, cap=SETTINGS, rest="summary.json holds all.")
        if changed
        else None,
    )


def _flat(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield Verbatim(f"{prefix}{key}"), Verbatim(value) if isinstance(value, str) else Verbatim(json.dumps(value, ensure_ascii=False))
