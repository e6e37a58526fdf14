"""Appendix: what came in, how it was read, what was cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.choices import SUMMARY_FILE, Format
from reporter.model import Role, Section
from reporter.rendering.typography import Verbatim
from reporter.rendering.views.cleaning import cleaning_table
from reporter.rendering.views.tables import Column, Stat, Table, table

if TYPE_CHECKING:
    from reporter.model import Chart, ColumnProfile, Report
    from reporter.rendering.views.figures import Gallery
    from reporter.wording import Words

__all__ = ["Data", "data"]

MOST_COLUMNS = 30
"""So many columns of the data, or files, at most stand in a table."""
IN_PROFILE = f"The profile ({Format.PROFILE.file}) lists every column."
FIGURE_ROLES = {Role.QUANTITY, Role.PRICE, Role.AMOUNT, Role.SPEND, Role.MEASURE}
"""Roles whose values are figures; other numbers in a file are codes or years."""
ROLE_WORDS = {
    Role.CUSTOMER: "customer id",
    Role.ORDER: "order number",
    Role.DATE: "date of the order",
    Role.PRODUCT: "product code",
    Role.DESCRIPTION: "product's name",
    Role.QUANTITY: "quantity",
    Role.PRICE: "unit price",
    Role.AMOUNT: "amount",
    Role.COUNTRY: "country",
    Role.CATEGORY: "product category",
    Role.SPEND: "spend",
    Role.MEASURE: "measure",
    Role.DESCRIPTOR: "description of the customer",
    Role.WEIGHT: "weight of a survey's row",
    Role.IGNORED: "not used",
}
CONSULTED_WORDS = "used to read others"


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
    absent: tuple[str, ...]
    """What would have been removed and was not found."""
    account: str
    """What became of the customers who came in."""
    profile: Table
    profile_of: str
    """What its counts are of, where values that stand for none are taken as missing after."""
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
        roles=_roles(report),
        chart=gallery.get("cleaning"),
        others=gallery.rest(Section.DATA),
        steps=cleaning_table(report, words),
        untouched=words.text(untouched)
        if (untouched := report.findings.appendix.untouched)
        else "",
        absent=tuple(
            step.called
            for step in report.study.clean.steps
            if step.removed and not (step.rows or step.asked)
        ),
        account=words.text(arrivals) if (arrivals := report.findings.appendix.arrivals) else "",
        profile=_profile(report, words),
        profile_of=(
            " in the file, with the values that stand for none"
            if report.study.clean.dataset.fillers
            else ""
        ),
        readings=tuple(words.text(one) for one in report.findings.readings),
        settable=any("setting" in words.say(one).numbers for one in report.findings.readings),
        cautions=tuple(words.text(one) for one in report.findings.cautions),
        caveats=tuple(words.text(one) for one in report.findings.caveats),
        profiled=Format.PROFILE in report.settings.report.formats,
    )


def _source(report: Report, words: Words) -> tuple[Stat, ...]:
    dataset, said = report.study.clean.dataset, report.findings.appendix
    facts = (
        ("File" if dataset.owned else "Table", Verbatim(dataset.source.name)),
        ("Size", words.text(said.extent)),
        ("SHA-256" if dataset.owned else "Digest of the columns", dataset.source.sha256),
        ("Orders", words.text(said.days) if said.days else ""),
    )
    return tuple(Stat(label=label, value=value) for label, value in facts if value)


def _reading(report: Report, words: Words) -> tuple[str, ...]:
    """Set how the file was read, and what its amounts and orders are, as clauses."""
    sections = report.findings.sections
    about = [sections[name] for name in ("amounts", "orders") if name in sections]
    return tuple(words.text(one).rstrip(".") for one in (*report.findings.appendix.read, *about))


def _files(report: Report, words: Words) -> Table | None:
    files = report.study.clean.dataset.source.files
    if len(files) < 2:
        return None
    columns = (
        Column("File, sheet or table", "strong", 34),
        Column("Read as"),
        Column("Rows", "number", 14),
    )
    rows = (
        (Verbatim(file.name), ", ".join(file.reading), words.numerals.count(file.rows))
        for file in files
    )
    return table(
        "What was read",
        columns,
        rows,
        cap=MOST_COLUMNS,
        rest=f"{SUMMARY_FILE} tells of all of them.",
    )


def _joins(report: Report, words: Words) -> Table | None:
    joins = report.study.clean.dataset.joins
    if not joins:
        return None
    columns = (
        Column("To the rows of", "strong", 24),
        Column("was added", "text", 24),
        Column("By"),
        Column("Rows that found none", "number", 15),
        Column("Rows left over", "number", 13),
        Column("Keys that repeat", "number", 13),
    )
    rows = (
        (
            Verbatim(one.left),
            Verbatim(one.right),
            f"{one.condition} (set)" if one.chosen else one.condition,
            words.numerals.count(one.unmatched),
            words.text(idle),
            words.numerals.count(one.repeats),
        )
        for one, idle in zip(joins, report.findings.appendix.joins, strict=True)
    )
    return table("Tables joined by their keys", columns, rows)


def _roles(report: Report) -> Table:
    dataset = report.study.clean.dataset
    origins = dataset.origins
    origin = (Column("From", "text", 20),) if origins else ()
    columns = (
        Column("Column", "strong", 22),
        *origin,
        Column("Taken for", "text", 24),
        Column("Because"),
    )
    rows = (
        (
            Verbatim(column.name),
            *((Verbatim(origins[column.name]),) if origins else ()),
            CONSULTED_WORDS if column.consulted else ROLE_WORDS[column.role],
            column.evidence,
        )
        for column in dataset.columns
    )
    return table(
        "Columns and what they were taken for", columns, rows, cap=MOST_COLUMNS, rest=IN_PROFILE
    )


def _profile(report: Report, words: Words) -> Table:
    rows, shown = report.study.clean.profile.rows or 1, report.settings.privacy.show_ids
    personal = {column.name for column in report.study.clean.dataset.columns if column.personal}
    gaps = any(column.missing for column in report.study.clean.profile.columns)
    columns = (
        Column("Column", "strong", 22),
        Column("Type", "text", 10),
        Column("Missing", "number", 12),
        *((Column("Share of rows", "number", 9),) if gaps else ()),
        Column("Different values", "number", 13),
        Column("Smallest", "number", 17),
        Column("Largest", "number", 17),
    )
    lines = (
        (
            Verbatim(column.name),
            column.dtype,
            words.numerals.count(column.missing),
            *(
                (words.numerals.percent(column.missing / rows) if column.missing else "",)
                if gaps
                else ()
            ),
            words.numerals.count(column.distinct),
            *(
                "–" if column.name in personal else _bound(column, value, words, shown=shown)
                for value in (column.minimum, column.maximum)
            ),
        )
        for column in report.study.clean.profile.columns
    )
    return table("Columns of the raw data", columns, lines, cap=MOST_COLUMNS, rest=IN_PROFILE)


def _bound(column: ColumnProfile, value: str | None, words: Words, *, shown: bool) -> str:
    """Write an extreme value; a customer's id is not written."""
    if value is None or (column.role is Role.CUSTOMER and not shown):
        return "–"
    if column.role in FIGURE_ROLES and column.dtype in {"integer", "decimal"}:
        return words.numerals.decimal(float(value), 2)
    return Verbatim(value if len(value) <= 24 else value[:23] + "…")
