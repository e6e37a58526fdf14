"""Appendix: what came in, how it was read, what was cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reporter.choices import SUMMARY_FILE, Format
from reporter.model import Role, Section
from reporter.model.claim import Claim, Name
from reporter.rendering.typography import Verbatim
from reporter.rendering.views.cleaning import cleaning_table
from reporter.rendering.views.tables import Column, Stat, Table, labelled, table

if TYPE_CHECKING:
    from reporter.model import Chart, ColumnProfile, Report
    from reporter.rendering.views.figures import Gallery
    from reporter.wording import Words

__all__ = ["Data", "data"]

MOST_COLUMNS = 30
"""So many columns of the data, or files, at most stand in a table."""
IN_PROFILE = Claim("table.profile.rest", {"file": Name(Format.PROFILE.file)})
"""Where columns are that a table has no room for."""
FIGURE_ROLES = {Role.QUANTITY, Role.PRICE, Role.AMOUNT, Role.SPEND, Role.MEASURE}
"""Roles whose values are figures; other numbers in a file are codes or years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What the analyst checks about the data."""

    answer: str
    source: tuple[Stat, ...]
    reading: tuple[str, ...]
    """How it was read, a clause each."""
    files: Table | None
    """None where there is one."""
    joins: Table | None
    """None where nothing was joined by keys."""
    roles: Table
    chart: Chart | None
    others: tuple[Chart, ...]
    """The section's charts without a place of their own."""
    steps: Table | None
    """None where nothing was cleaned."""
    untouched: str
    """That all rows are used; empty where something was cleaned."""
    absent: str
    """What would have been removed and was not found; empty where all of it was."""
    account: str
    """What became of the customers who came in."""
    profile: Table
    stand_ins: bool
    """Whether its counts are of values some of which stand for none."""
    readings: tuple[str, ...]
    """What the data were taken to mean, the weightiest first."""
    settable: bool
    """Whether a setting would read some of it otherwise."""
    cautions: tuple[str, ...]
    """What to know about the data, the weightiest first."""
    caveats: tuple[str, ...]
    """What to keep in mind about what was made of them."""
    profiled: bool
    """Whether profile.html lies beside the report."""


def data(report: Report, words: Words, gallery: Gallery) -> Data:
    """Tell the data's way from the file to the customers."""
    return Data(
        answer=words.answer(report.findings, "data"),
        source=_source(report, words),
        reading=_reading(report, words),
        files=_files(report, words),
        joins=_joins(report, words),
        roles=_roles(report, words),
        chart=gallery.get("cleaning"),
        others=gallery.rest(Section.DATA),
        steps=cleaning_table(report, words),
        untouched=words.text(untouched)
        if (untouched := report.findings.appendix.untouched)
        else "",
        absent=_absent(report, words),
        account=words.text(arrivals) if (arrivals := report.findings.appendix.arrivals) else "",
        profile=_profile(report, words),
        stand_ins=bool(report.study.clean.dataset.fillers),
        readings=tuple(words.text(one) for one in report.findings.readings),
        settable=any("setting" in words.say(one).numbers for one in report.findings.readings),
        cautions=tuple(words.text(one) for one in report.findings.cautions),
        caveats=tuple(words.text(one) for one in report.findings.caveats),
        profiled=Format.PROFILE in report.settings.report.formats,
    )


def _absent(report: Report, words: Words) -> str:
    """List the rules of cleaning that found nothing."""
    idle = tuple(
        Claim("page.data.step", {"step": step.told})
        for step in report.study.clean.steps
        if step.removed and not (step.rows or step.asked)
    )
    return words.text(Claim("page.data.absent", {"steps": idle})) if idle else ""


def _source(report: Report, words: Words) -> tuple[Stat, ...]:
    dataset, said = report.study.clean.dataset, report.findings.appendix
    facts = {
        "file" if dataset.owned else "table": Verbatim(dataset.source.name),
        "size": words.text(said.extent),
        "hash" if dataset.owned else "digest": dataset.source.sha256,
        "orders": words.text(said.days) if said.days else "",
    }
    return labelled(words, "page.data.facts", facts)


def _reading(report: Report, words: Words) -> tuple[str, ...]:
    """Set how the file was read, and what its amounts and orders are, as clauses."""
    sections = report.findings.sections
    about = [sections[name] for name in ("amounts", "orders") if name in sections]
    return tuple(words.text(one).rstrip(".") for one in (*report.findings.appendix.read, *about))


def _files(report: Report, words: Words) -> Table | None:
    files = report.study.clean.dataset.source.files
    if len(files) < 2:
        return None
    named = partial(words.term, "table.files")
    columns = (
        Column(named("file"), "strong", 34),
        Column(named("reading")),
        Column(named("rows"), "number", 14),
    )
    rows = (
        (
            Verbatim(file.name),
            words.language.listed(file.reading, "unit"),
            words.numerals.count(file.rows),
        )
        for file in files
    )
    rest = Claim("table.files.rest", {"file": Name(SUMMARY_FILE)})
    return table(words, named(), columns, rows, cap=MOST_COLUMNS, rest=rest)


def _joins(report: Report, words: Words) -> Table | None:
    joins = report.study.clean.dataset.joins
    if not joins:
        return None
    named = partial(words.term, "table.joins")
    columns = (
        Column(named("left"), "strong", 24),
        Column(named("right"), "text", 24),
        Column(named("by")),
        Column(named("unmatched"), "number", 15),
        Column(named("idle"), "number", 13),
        Column(named("repeats"), "number", 13),
    )
    rows = (
        (
            Verbatim(one.left),
            Verbatim(one.right),
            words.text(Claim("table.joins.set", {"condition": Name(one.condition)}))
            if one.chosen
            else one.condition,
            words.numerals.count(one.unmatched),
            words.text(idle),
            words.numerals.count(one.repeats),
        )
        for one, idle in zip(joins, report.findings.appendix.joins, strict=True)
    )
    return table(words, named(), columns, rows)


def _roles(report: Report, words: Words) -> Table:
    named, role = partial(words.term, "table.roles"), partial(words.term, "table.role")
    dataset = report.study.clean.dataset
    origins = dataset.origins
    origin = (Column(named("origin"), "text", 20),) if origins else ()
    columns = (
        Column(named("column"), "strong", 22),
        *origin,
        Column(named("role"), "text", 24),
        Column(named("because")),
    )
    rows = (
        (
            Verbatim(column.name),
            *((Verbatim(origins[column.name]),) if origins else ()),
            role("consulted" if column.consulted else column.role),
            column.evidence,
        )
        for column in dataset.columns
    )
    return table(words, named(), columns, rows, cap=MOST_COLUMNS, rest=IN_PROFILE)


def _profile(report: Report, words: Words) -> Table:
    rows, shown = report.study.clean.profile.rows or 1, report.settings.privacy.show_ids
    personal = {column.name for column in report.study.clean.dataset.columns if column.personal}
    gaps = any(column.missing for column in report.study.clean.profile.columns)
    named = partial(words.term, "table.profile")
    columns = (
        Column(named("column"), "strong", 22),
        Column(named("type"), "text", 10),
        Column(named("missing"), "number", 12),
        *((Column(named("share"), "number", 9),) if gaps else ()),
        Column(named("distinct"), "number", 13),
        Column(named("smallest"), "number", 17),
        Column(named("largest"), "number", 17),
    )
    lines = (
        (
            Verbatim(column.name),
            words.term("table.profile.types", column.dtype),
            words.numerals.count(column.missing),
            *((words.percent(column.missing / rows) if column.missing else "",) if gaps else ()),
            words.numerals.count(column.distinct),
            *(
                "–" if column.name in personal else _bound(column, value, words, shown=shown)
                for value in (column.minimum, column.maximum)
            ),
        )
        for column in report.study.clean.profile.columns
    )
    return table(words, named(), columns, lines, cap=MOST_COLUMNS, rest=IN_PROFILE)


def _bound(column: ColumnProfile, value: str | None, words: Words, *, shown: bool) -> str:
    """Write an extreme value; a customer's id is not written."""
    if value is None or (column.role is Role.CUSTOMER and not shown):
        return "–"
    if column.role in FIGURE_ROLES and column.dtype in {"integer", "decimal"}:
        return words.numerals.decimal(float(value), 2)
    return Verbatim(value if len(value) <= 24 else value[:23] + "…")
