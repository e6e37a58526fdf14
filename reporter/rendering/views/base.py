"""The customer base as a whole, and the segments side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reporter.model import Section
from reporter.model.claim import Claim, Share
from reporter.rendering.drawings import is_wide
from reporter.rendering.views import page_space
from reporter.rendering.views.tables import Column, Stat, Table, Tag, stat, table

if TYPE_CHECKING:
    from reporter.model import Chart, Report
    from reporter.rendering.views.figures import Gallery
    from reporter.wording import Words

__all__ = ["Base", "Glance", "base", "glance"]

LEAST_FILLED = 0.55
"""Share of a page that is to be filled, so that it does not look forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """All customers together."""

    answer: str
    stats: tuple[Stat, ...]
    note: str
    """In which currency amounts are, where that is not known."""
    charts: tuple[Chart, ...]
    beside: Table | None
    """What stands beside a half-wide chart that has no neighbour."""
    others: tuple[Chart, ...]
    """The section's charts without a place of their own, such as the distributions."""
    heights: tuple[float, ...]
    """Millimetres of its blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """All segments on a page or two."""

    answer: str
    charts: tuple[Chart, ...]
    last: Chart | None
    """The chart that stands with the table."""
    table: Table | None
    """The segments in figures, where the page has room for them."""
    follows: bool
    """Whether it begins on the page where the base ends, since that is short."""


def base(report: Report, words: Words, gallery: Gallery) -> Base:
    """Set the base: a strip of key figures, then its charts."""
    told = report.findings.key_figures
    stats = tuple(stat(one, words) for one in told)
    charts = gallery.some("revenue_over_time", "orders_over_time", "concentration", "repeat")
    others = gallery.rest(Section.BASE)
    answer = words.answer(report.findings, "base")
    lone = [chart.name for chart in charts if not is_wide(chart)] == ["concentration"]
    return Base(
        answer=answer,
        stats=stats,
        note=words.text(unnamed) if (unnamed := report.findings.front.unnamed) else "",
        charts=charts,
        beside=_heads(report, words) if lone else None,
        others=others,
        heights=(
            page_space.opening(answer) + page_space.strip(stats),
            *page_space.figures(charts),
            *page_space.figures(others),
        ),
    )


def _heads(report: Report, words: Words) -> Table | None:
    """Tell what the best customers spend or order: the first hundredth, twentieth, tenth, fifth and
    half.
    """
    volume = report.study.table.volume
    if volume is None or not report.findings.base.heads:
        return None
    named = partial(words.term, f"table.heads.{volume.noun}")
    columns = (
        Column(named("best"), "strong"),
        Column(named("customers"), "number"),
        Column(named("volume"), "number"),
        Column(named("share"), "number"),
    )
    rows = [
        (
            words.text(Claim("table.heads.first", {"part": Share(one.head)})),
            words.numerals.count(one.customers),
            words.numerals.brought(one.amount, volume.unit),
            words.percent(one.share),
        )
        for one in report.findings.base.heads
    ]
    return table(words, named(), columns, rows)


def glance(report: Report, words: Words, gallery: Gallery, before: Base) -> Glance:
    """Set the segments side by side; what is left of the last page takes their figures."""
    answer, page = words.answer(report.findings, "glance"), page_space.page_height(report.settings)
    charts = gallery.rest(Section.SEGMENTS)
    used = page_space.last_page(before.heights, page)
    follows = used < LEAST_FILLED * page and len(before.heights) < 4
    headline = page_space.opening(answer)
    heights = page_space.figures(charts)
    if heights:
        heights[0] += headline + (used + page_space.PART_RULE if follows else 0.0)
    left = page - page_space.last_page(heights, page)
    figures = _figures(report, words)
    needed = page_space.TITLE_BELOW_FIGURE + page_space.table(figures)
    roomy = bool(charts) and needed < left and left > (1 - LEAST_FILLED) * page
    return Glance(
        answer=answer,
        charts=charts[:-1] if roomy else charts,
        last=charts[-1] if roomy else None,
        table=figures if roomy else None,
        follows=follows,
    )


def _figures(report: Report, words: Words) -> Table:
    volume, named = report.study.table.volume, partial(words.term, "table.segments")
    columns = [
        Column(named("segment"), "text", 24),
        Column(named("customers"), "number", 11),
        Column(named("share"), "number", 12),
    ]
    if volume:
        columns += [
            Column(named(volume.noun), "number", 11),
            Column(named(f"share_of_{volume.noun}"), "number", 11),
        ]
    columns += [Column(named("neighbour"), "text"), Column(named("border"), "number", 11)]
    segments = {segment.id: segment for segment in report.study.segmentation.segments}
    rows = []
    for persona in report.findings.personas:
        row: list[str | Tag] = [Tag(segment=persona.segment, name=words.name(persona.name))]
        row += [words.numerals.count(persona.customers), words.percent(persona.share)]
        if volume:
            row += [
                words.numerals.brought(persona.volume or 0.0, volume.unit),
                words.percent(persona.volume_share or 0.0),
            ]
        segment = segments[persona.segment]
        row += [
            words.name(report.findings.persona(segment.neighbour).name),
            words.percent(segment.borderline),
        ]
        rows.append(tuple(row))
    return table(words, named(), columns, rows)
