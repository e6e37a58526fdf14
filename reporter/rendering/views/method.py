"""Appendix: features, preparation, the candidates, and how sure the segments are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.model import Basis, Structure
from reporter.rendering.views.accounts import ACCOUNTS, accounts_table
from reporter.rendering.views.choice import Choice, algorithm, choice
from reporter.rendering.views.tables import Column, Table, Tag, table

if TYPE_CHECKING:
    from reporter.model import Chart, Finding, Report
    from reporter.numerals import Numerals
    from reporter.rendering.views.figures import Gallery

__all__ = ["Method", "band", "method"]

FEATURES = 40
DASH = "–"
TRANSFORMS = {"none": "as it is", "log1p": "log(1 + x)", "yeo-johnson": "Yeo–Johnson", "one-hot": "one column a category"}
STRUCTURES = {
    "strong": "The customers fall into clearly separate groups.",
    "moderate": "The customers fall into groups that touch at their edges.",
    "weak": "The customers form a continuum; the segments are useful slices of it, not islands.",
    "none": "The customers show no groups of their own; the segments are slices made for convenience.",
}
FRAGILE = "There are gaps between the segments, but when the customers are drawn anew, some borders move."
"""Of natural groups whose structure is graded low all the same, because resamples do not find them again."""
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
    prepared: str
    """What was done to the features, in sentences."""
    projection: str
    """The share of differences that the map keeps; empty where its axes are two features."""
    preparation: Table
    accounts: Table | None
    """The key accounts."""
    accounts_rule: str
    sureness: Table
    charts: tuple[Chart, ...]
    silhouettes: Chart | None
    """How close each customer is to the own segment."""
    stable: Chart | None
    """How the segments hold."""
    apart: Chart | None
    """How far each stands apart, with intervals."""


def band(stability: float) -> str:
    """Name a stability (mean Jaccard, 0–1) as Hennig does."""
    return next(name for bound, name in BANDS if stability >= bound or bound == 0)


def method(report: Report, numerals: Numerals, gallery: Gallery) -> Method:
    """Tell how the segments were made and how well they hold."""
    segmentation = report.segmentation
    return Method(
        answer=report.findings.sections.get("method"),
        algorithm=algorithm(segmentation.algorithm),
        made=", ".join(report.customers.feature(name).label for name in segmentation.features),
        choice=choice(report, numerals),
        structure=_structure(report, numerals),
        silhouette=numerals.fixed(segmentation.silhouette, 2),
        stability=numerals.fixed(segmentation.stability, 2),
        band=band(segmentation.stability),
        dropped=", ".join(report.customers.feature(name).label for name in segmentation.dropped),
        fidelity=numerals.percent(segmentation.fidelity),
        projection=numerals.percent(segmentation.projection_share) if _projected(report) else "",
        prepared=_prepared(report, numerals),
        preparation=_preparation(report, numerals),
        accounts=accounts_table(report, numerals),
        accounts_rule=ACCOUNTS,
        sureness=_sureness(report, numerals),
        charts=gallery.some("candidates"),
        silhouettes=gallery.get("silhouettes"),
        stable=gallery.get("stability"),
        apart=gallery.get("effects"),
    )


def _projected(report: Report) -> bool:
    """Return whether the map of customers is drawn on directions that were computed, not on two features."""
    drawn = report.charts.get("map")
    return drawn is not None and bool(drawn.numbers.get("projection"))


def _structure(report: Report, numerals: Numerals) -> str:
    """Say how far there are groups, and what data without any would have shown."""
    found = report.segmentation
    low = found.structure in (Structure.WEAK, Structure.NONE)
    said = FRAGILE if low and found.basis is Basis.NATURAL else STRUCTURES[found.structure]
    null, own = numerals.fixed(found.null_silhouette, 2), numerals.fixed(found.silhouette, 2)
    side = "about as much" if null == own else "more than that" if found.silhouette > found.null_silhouette else "no more than that"
    without = f"Cut into as many segments, data without any groups reach a silhouette of up to {null}; these reach {own}, {side}."
    return f"{said} {without}"


def _prepared(report: Report, numerals: Numerals) -> str:
    """Say what was done to the features before distances were measured."""
    found, settings = report.segmentation, report.settings.segments
    tail = "the outermost" if found.basis is Basis.KEPT or not settings.tail else f"the outermost {numerals.percent(settings.tail, 1)} of"
    filled = "Missing values are filled with the median"
    said = [f"{filled}, {tail} values on each side pulled in to bounds, long tails shortened by a transformation."]
    kinds = {one.scaling for one in found.preparation}
    if "standard" in kinds:
        said.append(f"Then every feature is scaled to mean 0 and standard deviation 1, so that all count alike{_shared(report)}.")
    if "robust" in kinds:
        said.append(f"Then every feature is scaled by its median and quartiles, so that all count alike{_shared(report)}.")
    if "weighted" in kinds:
        said.append("Categories became a column each; together they count as much as one number, and rarer ones weigh more.")
    for one in found.thinned:
        labels = report.customers.feature(one.feature).label, report.customers.feature(one.kept).label
        said.append(f"{labels[0]} was left out because {labels[1]} says the same (correlation {numerals.fixed(one.correlation, 2)}).")
    if found.components is not None:
        said.append(f"Distances were measured in {numerals.words(found.components)} principal components of the features.")
    return " ".join(said)


def _shared(report: Report) -> str:
    """Say where features keep a scale in common: logged ones of one unit."""
    units = [report.customers.feature(one.feature).unit for one in report.segmentation.preparation if one.transform == "log1p"]
    shared = any(units.count(unit) > 1 for unit in ("money", "days", "count"))
    return "; those of one unit that were logged share a scale, so that a doubling counts the same in each" if shared else ""


def _preparation(report: Report, numerals: Numerals) -> Table:
    columns = (
        Column("Feature", "strong", 22),
        Column("Transformed by", "text", 15),
        Column("Scaling", "text", 10),
        Column("Skew before", "number", 8),
        Column("after", "number", 7),
        Column("Filled in", "number", 9),
        Column("Pulled in", "number", 9),
        Column("Bounds", "number", 20),
    )
    rows, customers = [], max(len(report.segmentation.labels), 1)
    for prepared in report.segmentation.preparation:
        feature = report.customers.feature(prepared.feature)
        skews = (DASH if skew is None else numerals.fixed(skew, 1) for skew in (prepared.skewness_before, prepared.skewness_after))
        filled = numerals.percent(prepared.imputed / customers) if prepared.imputed else "none"
        pulled = numerals.count(prepared.winsorised) if prepared.upper is not None else DASH
        bounds = DASH
        if prepared.lower is not None and prepared.upper is not None:
            bounds = f"{numerals.quantity(prepared.lower, feature.unit)} – {numerals.quantity(prepared.upper, feature.unit)}"
        rows.append((feature.label, TRANSFORMS[prepared.transform], prepared.scaling, *skews, filled, pulled, bounds))
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
