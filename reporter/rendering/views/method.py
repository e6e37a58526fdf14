"""Appendix: features, preparation, the candidates, and how sure the segments are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.choice import ALGORITHMS, Choice, choice
from reporter.rendering.views.tables import Column, Table, Tag, table

if TYPE_CHECKING:
    from reporter.model import Chart, Finding, Report
    from reporter.numerals import Numerals
    from reporter.rendering.views.figures import Gallery

__all__ = ["Method", "band", "method"]

FEATURES = 40
TRANSFORMS = {"none": "as it is", "log1p": "log(1 + x)", "yeo-johnson": "Yeo–Johnson"}
STRUCTURES = {
    "strong": "The customers fall into clearly separate groups.",
    "moderate": "The customers fall into groups that touch at their edges.",
    "weak": "The customers form a continuum; the segments are useful slices of it, not islands.",
    "none": "The customers show no groups of their own; the segments are slices made for convenience.",
}
BANDS = ((0.85, "highly stable"), (0.75, "a real pattern"), (0.6, "doubtful"), (0.0, "dissolves"))
"""Hennig's bands of the clusterwise Jaccard mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What the analyst checks about the method."""

    answer: Finding | None
    algorithm: str
    made: str
    """The labels of the features that made the segments."""
    choice: Choice
    """Why so many segments."""
    structure: str
    silhouette: str
    stability: str
    band: str
    fidelity: str
    dropped: str
    """The labels of features that were left out because they do not vary."""
    projection: str
    """The share of differences that the map keeps; empty where its axes are two features."""
    preparation: Table
    sureness: Table
    charts: tuple[Chart, ...]
    stable: Chart | None
    """How the segments hold."""


def band(stability: float) -> str:
    """Name a stability (mean Jaccard, 0–1) as Hennig does."""
    return next(name for bound, name in BANDS if stability >= bound or bound == 0)


def method(report: Report, numerals: Numerals, gallery: Gallery) -> Method:
    """Tell how the segments were made and how well they hold."""
    segmentation = report.segmentation
    return Method(
        answer=report.findings.sections.get("method"),
        algorithm=ALGORITHMS.get(segmentation.algorithm, segmentation.algorithm),
        made=", ".join(report.customers.feature(name).label for name in segmentation.features),
        choice=choice(report, numerals),
        structure=STRUCTURES[segmentation.structure],
        silhouette=numerals.fixed(segmentation.silhouette, 2),
        stability=numerals.fixed(segmentation.stability, 2),
        band=band(segmentation.stability),
        dropped=", ".join(report.customers.feature(name).label for name in segmentation.dropped),
        fidelity=numerals.percent(segmentation.fidelity),
        projection=numerals.percent(segmentation.projection_share) if _projected(report) else "",
        preparation=_preparation(report, numerals),
        sureness=_sureness(report, numerals),
        charts=gallery.some("candidates"),
        stable=gallery.get("stability"),
    )


def _projected(report: Report) -> bool:
    """Return whether the map of customers is drawn on directions that were computed, not on two features."""
    drawn = report.charts.get("map")
    return drawn is not None and bool(drawn.numbers.get("projection"))


def _preparation(report: Report, numerals: Numerals) -> Table:
    columns = (
        Column("Feature", "strong", 24),
        Column("Transformed by", "text", 15),
        Column("Skew before", "number", 9),
        Column("after", "number", 8),
        Column("Filled in", "number", 10),
        Column("Pulled in", "number", 10),
        Column("Bounds", "number", 24),
    )
    rows = []
    for prepared in report.segmentation.preparation:
        feature = report.customers.feature(prepared.feature)
        low, high = (numerals.quantity(bound, feature.unit) for bound in (prepared.lower, prepared.upper))
        skews = (numerals.fixed(prepared.skewness_before, 1), numerals.fixed(prepared.skewness_after, 1))
        counts = (numerals.count(prepared.imputed), numerals.count(prepared.winsorised))
        rows.append((feature.label, TRANSFORMS[prepared.transform], *skews, *counts, f"{low} – {high}"))
    return table("What was done to each feature before distances were measured", columns, rows, cap=FEATURES)


def _sureness(report: Report, numerals: Numerals) -> Table:
    columns = (
        Column("Segment", "text", 24),
        Column("Customers", "number", 11),
        Column("Silhouette", "number", 11),
        Column("Stability", "number", 10),
        Column("which is", "text", 14),
        Column("Near the border", "number", 11),
        Column("Nearest neighbour", "text", 20),
    )
    rows = []
    for segment in report.segmentation.segments:
        tag = Tag(segment=segment.id, name=report.findings.persona(segment.id).name)
        scores = (numerals.fixed(segment.silhouette, 2), numerals.fixed(segment.stability, 2), band(segment.stability))
        neighbour = report.findings.persona(segment.neighbour).name
        rows.append((tag, numerals.count(segment.customers), *scores, numerals.percent(segment.borderline), neighbour))
    return table("How sure each segment is", columns, rows)
