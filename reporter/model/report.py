"""Drawings, the report as a whole, and the run on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model.findings import Findings
    from reporter.model.inspection import Inspection
    from reporter.model.study import Study
    from reporter.settings import Settings


SCHEMA_VERSION = 1
"""Of summary.json: fields may be added, never renamed."""


class Section(StrEnum):
    """Where in the report a chart stands; each is printed by its template in templates/sections.

    The cover and the summary are a page each, with one chart that their views ask for by name. In
    the others, charts follow at the end that no view asks for.
    """

    COVER = "cover"
    SUMMARY = "summary"
    BASE = "base"
    SEGMENTS = "segments"
    """All segments at a glance."""
    PERSONA = "persona"
    GRID = "grid"
    """Which reports of orders alone have."""
    ACTIONS = "actions"
    DATA = "data"
    METHOD = "method"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with its numbers."""

    name: str
    title: str
    """A finding."""
    subtitle: str
    """What is drawn, in which unit."""
    alt: str
    """For who cannot see it: the finding and the leading numbers."""
    width: float
    """Natural width in millimetres."""
    height: float
    """Natural height in millimetres."""
    svg: str
    """A whole <svg> element, ids prefixed, colours from the palette as hex. It has neither a class
    nor a name for who cannot see it: the page that it stands in gives it both.
    """
    numbers: Mapping[str, Any]
    """What was drawn, as plain lists and numbers."""
    section: Section | None = None
    """Where it stands; None until the gallery, which knows, has put it there."""


Charts = Mapping[str, Chart]
"""By name; a chart without a finding is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the run. The only part of a report that may differ between two runs."""

    reporter: str
    python: str
    packages: Mapping[str, str]
    seed: int
    command: str
    settings: Mapping[str, Any]
    seconds: Mapping[str, float]
    whose: tuple[str, ...] = ()
    """The names that tell the client from others, as parts of a folder's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a report shows, before it is rendered."""

    settings: Settings
    study: Study
    findings: Findings
    charts: Charts
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """What became of an earlier run in the same folder."""

    data: str
    """How it called its data; empty where its summary could not be read."""
    gone: tuple[str, ...] = ()
    """Files that it had made and this run has not: they no longer hold, and were removed."""
    kept: tuple[str, ...] = ()
    """Files that it had made and this run has not, but would have made alike: they hold, and stay.
    """
    changed: tuple[str, ...] = ()
    """Files that it had made and this run has not, and that somebody had changed since: they stay,
    and may hold no more.
    """
    saved: tuple[tuple[str, str], ...] = ()
    """Files that somebody had changed since and this run has made again, each with the name that
    the changed one has now.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished run folder."""

    folder: Path
    files: tuple[Path, ...]
    """What the run made."""
    report: Report = field(repr=False)
    understood: Inspection = field(repr=False)
    """What was understood of the data and cleaned, as `inspect` tells it."""
    replaced: Replaced | None = None
