"""The lists: every customer once, numbers as numbers, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from reporter.model import KeyAccount
from reporter.rendering import render
from reporter.rendering.lists import FORMULA_STARTS, harmless, headings, write_csv
from reporter.wording import words_of
from tests.rendering import reports
from tests.saying import WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model import Report

DANGEROUS = "=HYPERLINK(1)"
ADDED = ("key_account", "recency_score", "frequency_score", "monetary_score", "grid_cell")


def dangerous(report: Report) -> Report:
    """Put a formula where a customer's id and a country stand."""
    frame = report.study.table.frame.copy()
    frame["country"] = ["@SUM(A1)", *frame["country"][1:]]
    frame.index = pd.Index([DANGEROUS, *frame.index[1:]], name="customer")
    labels = report.study.segmentation.labels.set_axis(frame.index)
    return replace(
        report,
        study=replace(
            report.study,
            table=replace(report.study.table, frame=frame),
            segmentation=replace(report.study.segmentation, labels=labels),
        ),
    )


def test_csv_holds_each_customer_once_with_segment_and_features(
    report: Report, folder: Path
) -> None:
    table = pd.read_csv(folder / "segments.csv", dtype={"customer": str})
    assert list(table.columns) == [
        "customer",
        "segment",
        "segment_name",
        *report.study.table.frame.columns,
        *ADDED,
    ]
    assert table["customer"].is_unique
    assert table.groupby("segment").size().to_dict() == {
        segment.id: segment.customers for segment in report.study.segmentation.segments
    }
    assert table["monetary"].sum() == pytest.approx(report.study.totals.revenue)
    assert dict(zip(table["segment"], table["segment_name"], strict=True)) == {
        p.segment: WORDS.name(p.name) for p in report.findings.personas
    }


def test_csv_marks_key_accounts(report: Report, tmp_path: Path) -> None:
    large = KeyAccount(
        customer=str(report.study.table.frame.index[2]), segment=1, features=("monetary",)
    )
    path = write_csv(
        replace(
            report,
            study=replace(
                report.study, segmentation=replace(report.study.segmentation, key_accounts=(large,))
            ),
        ),
        tmp_path / "segments.csv",
    )
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert table.index[table["key_account"] == "yes"].tolist() == [2]


def test_csv_writes_whole_numbers_without_decimals_and_missing_ones_as_nothing(
    report: Report, tmp_path: Path
) -> None:
    frame = report.study.table.frame.copy()
    frame.loc[frame.index[0], "weekend_share"] = float("nan")
    path = write_csv(
        replace(
            report, study=replace(report.study, table=replace(report.study.table, frame=frame))
        ),
        tmp_path / "segments.csv",
    )
    with path.open(encoding="utf-8", newline="") as file:
        first = next(iter(csv.DictReader(file)))
    assert first["weekend_share"] == ""
    assert first["frequency"].isdigit()


def test_csv_cells_that_begin_like_formulas_are_prefixed(report: Report, tmp_path: Path) -> None:
    path = write_csv(dangerous(report), tmp_path / "segments.csv")
    with path.open(encoding="utf-8", newline="") as file:
        first = next(iter(csv.DictReader(file)))
    assert first["customer"] == "'" + DANGEROUS
    assert first["country"] == "'@SUM(A1)"


@given(st.text())
def test_harmless_never_begins_a_formula_and_keeps_the_text(text: str) -> None:
    safe = harmless(text)
    assert not safe.startswith(FORMULA_STARTS)
    assert safe.removeprefix("'") == text or safe == text


def test_negative_numbers_stay_numbers(report: Report, tmp_path: Path) -> None:
    frame = report.study.table.frame.copy()
    frame["monetary"] = -1.5
    path = write_csv(
        replace(
            report, study=replace(report.study, table=replace(report.study.table, frame=frame))
        ),
        tmp_path / "segments.csv",
    )
    assert pd.read_csv(path)["monetary"].eq(-1.5).all()


def test_features_named_like_our_own_columns_are_renamed() -> None:
    heads = headings(["segment", "customer", "age", "segment_feature", "grid_cell"], ["grid_cell"])
    assert len(set(heads)) == len(heads)
    assert heads[:3] == ["customer", "segment", "segment_name"]
    assert heads[5] == "age"
    assert heads[-2:] == ["grid_cell_feature", "grid_cell"]


def test_workbook_opens_on_a_summary_and_its_tables_are_frozen_and_filtered(
    report: Report, folder: Path
) -> None:
    book = load_workbook(folder / "segments.xlsx")
    assert book.sheetnames == [
        "Summary",
        "Segments",
        "Customers",
        "Grid and segments",
        "Strategies",
        "Features",
    ]
    cells = {cell.value for row in book["Summary"].iter_rows() for cell in row}
    assert {
        words_of(report).text(report.findings.title),
        report.findings.headline.text,
        *(WORDS.name(persona.name) for persona in report.findings.personas),
    } <= cells
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        totals = sheet.title == "Grid and segments"  # a filter would take its totals for customers
        assert sheet.auto_filter.ref == (None if totals else sheet.dimensions)


def test_workbook_says_units_and_writes_whole_numbers_without_a_stray_point(folder: Path) -> None:
    sheet = load_workbook(folder / "segments.xlsx")["Customers"]
    formats = {cell.value: sheet.cell(row=2, column=cell.column).number_format for cell in sheet[1]}
    assert formats["Orders"] == "#,##0"
    assert formats["Spent (GBP)"] == '"£"#,##0.00'
    assert formats["Weekend orders"] == "0.0%"
    assert not [pattern for pattern in formats.values() if pattern.endswith(".##")]


def test_workbook_of_a_customer_table_has_no_empty_columns_of_money(tmp_path: Path) -> None:
    render(reports.customers_report(), tmp_path, ("xlsx",))
    heads = [cell.value for sheet in load_workbook(tmp_path / "segments.xlsx") for cell in sheet[1]]
    assert not [head for head in heads if head and "evenue" in str(head)]


def test_workbook_holds_every_customer_with_numbers_as_numbers(
    report: Report, folder: Path
) -> None:
    sheet = load_workbook(folder / "segments.xlsx")["Customers"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[:3] == ("Customer", "Segment", "Segment name")
    assert len(rows) == report.study.totals.customers
    place = head.index("Spent (GBP)")
    assert sum(float(str(row[place])) for row in rows) == pytest.approx(report.study.totals.revenue)
    assert [row[1] for row in rows] == report.study.segmentation.labels.tolist()


def test_workbook_lists_each_strategy_and_each_feature(report: Report, folder: Path) -> None:
    book = load_workbook(folder / "segments.xlsx")
    assert len(list(book["Strategies"].iter_rows())) == 1 + len(report.findings.actions)
    features = list(book["Features"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in features][: -len(ADDED)] == [
        WORDS.label(feature) for feature in report.study.table.features
    ]
    assert [row[1] for row in features][-len(ADDED) :] == list(ADDED)
    assert len(list(book["Segments"].iter_rows())) == 1 + len(report.findings.personas)


def test_workbook_runs_no_formula_and_writes_money_with_its_sign(
    report: Report, tmp_path: Path
) -> None:
    render(dangerous(report), tmp_path, ("xlsx",))
    sheet = load_workbook(tmp_path / "segments.xlsx")["Customers"]
    assert sheet["A2"].value == DANGEROUS
    assert sheet["A2"].data_type == "s"
    money = next(cell for cell in sheet[1] if cell.value == "Spent (GBP)")
    assert "£" in sheet.cell(row=2, column=money.column).number_format


def test_same_report_gives_the_same_lists(report: Report, folder: Path, tmp_path: Path) -> None:
    render(report, tmp_path, ("csv", "xlsx"))
    for name in ("segments.csv", "segments.xlsx"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()
