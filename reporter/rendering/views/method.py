"""Appendix: features, preparation, the candidates, and how sure the segments are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.tables import Column, Table, Tag, table

if TYPE_CHECKING:
    from reporter.model import Chart, Finding, Report
    from reporter.numerals import Numerals
    from reporter.rendering.views.figures import Gallery

__all__ = ["Method", "band", "method"]

FEATURES = 40
ALGORITHMS = {"kmeans": "k-means", "gaussian_mixture": "Gaussian mixture", "agglomerative": "agglomerative (Ward)"}
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
    k: str
    made: str
    """The labels of the features that made the segments."""
    asked: bool
    """Whether the number of segments was asked for."""
    structure: str
    silhouette: str
    stability: str
    band: str
    fidelity: str
    dropped: str
    """The labels of features that were left out because they do not vary."""
    projection: str
    features: Table
    preparation: Table
    candidates: Table
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
        k=numerals.words(segmentation.k),
        made=", ".join(report.customers.feature(name).label for name in segmentation.features),
        asked=segmentation.choice == "asked for",
        structure=STRUCTURES[segmentation.structure],
        silhouette=numerals.fixed(segmentation.silhouette, 2),
        stability=numerals.fixed(segmentation.stability, 2),
        band=band(segmentation.stability),
        dropped=", ".join(report.customers.feature(name).label for name in segmentation.dropped),
        fidelity=numerals.percent(segmentation.fidelity),
        projection=numerals.percent(segmentation.projection_share),
        features=_features(report),
        preparation=_preparation(report, numerals),
        candidates=_candidates(report, numerals),
        sureness=_sureness(report, numerals),
        charts=gallery.some("candidates"),
        stable=gallery.get("stability"),
    )


def _features(report: Report) -> Table:
    used = set(report.segmentation.features)
    columns = (Column("Feature", "strong", 26), Column("Definition"), Column("Makes segments", "quiet", 16))
    rows = ((feature.label, feature.definition, "yes" if feature.name in used else "describes") for feature in report.customers.features)
    return table("Features and their definitions", columns, rows, cap=FEATURES, rest="segments.xlsx, sheet Features, holds all.")


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


def _candidates(report: Report, numerals: Numerals) -> Table:
    several = len({candidate.algorithm for candidate in report.segmentation.candidates}) > 1
    columns = (
        Column("Segments", "strong"),
        Column("Silhouette", "number"),
        Column("Calinski–Harabasz", "number"),
        Column("Davies–Bouldin", "number"),
        Column("Smallest", "number"),
        Column("Stability", "number"),
        Column("Votes", "number"),
    )
    rows, marked = [], None
    for number, candidate in enumerate(report.segmentation.candidates):
        name = f"{candidate.k}, {ALGORITHMS.get(candidate.algorithm, candidate.algorithm)}" if several else str(candidate.k)
        marked = number if candidate.chosen else marked
        scores = (
            numerals.fixed(candidate.silhouette, 3),
            numerals.count(candidate.calinski_harabasz),
            numerals.fixed(candidate.davies_bouldin, 2),
        )
        sizes = (numerals.percent(candidate.smallest, 1), numerals.fixed(candidate.stability, 2), numerals.decimal(candidate.votes, 1))
        rows.append((f"{name}, chosen" if candidate.chosen else name, *scores, *sizes))
    return table("The numbers of segments compared", columns, rows, marked=marked)


def _sureness(report: Report, numerals: Numerals) -> Table:
    columns = (
        Column("Segment", "text", 24),
        Column("Customers", "number", 11),
        Column("Silhouette", "number", 11),
        Column("Stability", "number", 10),
        Column("which is", "text", 14),
        Column("On the border", "number", 10),
        Column("Neighbour", "text", 20),
    )
    rows = []
    for segment in report.segmentation.segments:
        tag = Tag(segment=segment.id, name=report.findings.persona(segment.id).name)
        scores = (numerals.fixed(segment.silhouette, 2), numerals.fixed(segment.stability, 2), band(segment.stability))
        neighbour = report.findings.persona(segment.neighbour).name
        rows.append((tag, numerals.count(segment.customers), *scores, numerals.percent(segment.borderline), neighbour))
    return table("How sure each segment is", columns, rows)
