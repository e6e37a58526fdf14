"""Merged cells hold for all of their rows, in every kind of workbook; a blank that is none of them
stays blank.
"""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from reporter import pipeline, settings
from reporter.ingest.files import workbook_merges
from reporter.ingest.files.workbook_merges import Merged
from reporter.ingest.files.workbook_parts import Parts
from tests.ingest.spreadsheets import ods, xls
from tests.ingest.tables import load_one

if TYPE_CHECKING:
    from collections.abc import Sequence


CASE = Path(__file__).parents[2].parent / "shared" / "cases" / "merged_and_subtotals.xlsx"
HEADER: list[Any] = ["client", "city", "amount"]
LINES: list[list[Any]] = [
    ["a", "Rome", 1.5],
    [None, "Bari", 2.5],
    [None, None, 4.0],
    ["b", "Pisa", 8.0],
    [None, "Rome", 16.0],
    ["c", None, 32.0],
]
SPANS = [(1, 0, 3, 0), (4, 0, 5, 0)]
FILLED = [
    ("a", "Bari", 2.5),
    ("a", "Rome", 1.5),
    ("a", None, 4.0),
    ("b", "Pisa", 8.0),
    ("b", "Rome", 16.0),
    ("c", None, 32.0),
]


def written(
    path: Path,
    lines: Sequence[Sequence[Any]],
    spans: Sequence[tuple[int, int, int, int]],
    top: int = 0,
    left: int = 0,
) -> Path:
    """Write a sheet of XLSX that begins at a cell, with ranges relative to it."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        for row, line in enumerate(lines):
            sheet.write_row(top + row, left, line)
        for first, column, last, end in spans:
            value = lines[first][column]
            sheet.merge_range(top + first, left + column, top + last, left + end, value)
    return path


@pytest.mark.parametrize(
    ("top", "left", "above"), [(0, 0, []), (4, 2, []), (3, 0, [["Sales of 2024"], [], []])]
)
def test_merged_cells_hold_for_all_of_their_rows(
    tmp_path: Path, top: int, left: int, above: list[list[str]]
) -> None:
    lines: list[list[Any]] = [HEADER, *LINES]
    spans = SPANS
    if above:
        lines, spans = (
            [*above, *lines],
            [(first + 3, column, last + 3, end) for first, column, last, end in SPANS],
        )
        top = 0
    table = load_one(written(tmp_path / "book.xlsx", lines, spans, top, left))
    assert table.rows == FILLED
    assert "merged cells of client hold for all of their rows" in table.loaded.notes


def test_blanks_that_are_not_merged_stay_blank(tmp_path: Path) -> None:
    table = load_one(written(tmp_path / "book.xlsx", [HEADER, *LINES], []))
    assert sum(row[0] is None for row in table.rows) == 3
    assert not any("merged" in clause for clause in table.loaded.notes)


def test_xls_tells_its_ranges(tmp_path: Path) -> None:
    assert load_one(xls(tmp_path / "book.xls", "Data", [HEADER, *LINES], SPANS)).rows == FILLED


def cell(value: object, rows_spanned: int = 1) -> str:
    if value is None:
        return "<table:table-cell/>"
    span = (
        f' table:number-columns-spanned="1" table:number-rows-spanned="{rows_spanned}"'
        if rows_spanned > 1
        else ""
    )
    if isinstance(value, float):
        return (
            f'<table:table-cell{span} office:value-type="float"'
            f' office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        )
    return (
        f"<table:table-cell{span}"
        f' office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    )


def test_ods_tells_its_ranges(tmp_path: Path) -> None:
    spanned = {top: bottom - top + 1 for top, _, bottom, _ in SPANS}
    covered = {row for top, _, bottom, _ in SPANS for row in range(top + 1, bottom + 1)}
    written_rows = [
        "<table:table-row>"
        + (
            "<table:covered-table-cell/>"
            if number in covered
            else cell(line[0], spanned.get(number, 1))
        )
        + "".join(cell(one) for one in line[1:])
        + "</table:table-row>"
        for number, line in enumerate([HEADER, *LINES])
    ]
    other = "".join(f"<table:table-row>{cell('x', 3)}</table:table-row>" for _ in range(4))
    path = ods(tmp_path / "book.ods", **{"A & B": other, "Data": "".join(written_rows)})
    assert load_one(path).rows == FILLED
    assert workbook_merges.of_sheet(path, "A & B", Parts(path))[0] == Merged(0, 0, 2, 0)


def test_xlsb_tells_its_ranges(tmp_path: Path) -> None:
    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    bundled = struct.pack("<II", 0, 1) + wide("rId1") + wide("Data")
    ranges = [(1, 3, 0, 0), (70_000, 70_002, 2, 4)]
    records = b"".join(b"\xb0\x01\x10" + struct.pack("<IIII", *one) for one in ranges)
    with zipfile.ZipFile(path := tmp_path / "book.xlsb", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.bin",
            b"\x83\x01\x00\x9c\x01" + bytes([len(bundled)]) + bundled + b"\x84\x01\x00",
        )
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            '<Relationships><Relationship Id="rId1" Target="worksheets/s.bin"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/s.bin",
            bytes(range(256)) * 5000 + b"\xb1\x01\x04\x02\x00\x00\x00" + records + b"\xb2\x01\x00",
        )
    assert workbook_merges.of_sheet(path, "Data", Parts(path)) == (
        Merged(1, 0, 3, 0),
        Merged(70_000, 2, 70_002, 4),
    )


@pytest.mark.slow
def test_an_amount_that_stands_for_several_rows_is_counted_once(tmp_path: Path) -> None:
    lines: list[list[Any]] = [
        ["client", "city", "order total"],
        ["a", "Rome", 10.0],
        [None, "Bari", None],
        ["b", "Pisa", 5.0],
        ["b", "Rome", 7.0],
    ]
    table = load_one(written(tmp_path / "book.xlsx", lines, [(1, 0, 2, 0), (1, 2, 2, 2)]))
    assert table.rows == [
        ("a", "Bari", None),
        ("a", "Rome", 10.0),
        ("b", "Pisa", 5.0),
        ("b", "Rome", 7.0),
    ]
    assert (
        "merged cells of order total hold one amount for several rows together, counted once"
        in table.loaded.notes
    )


@pytest.mark.slow
def test_a_price_of_several_rows_holds_for_each_where_pieces_are_counted(tmp_path: Path) -> None:
    lines: list[list[Any]] = [
        ["client", "city", "quantity", "price"],
        ["a", "Rome", 1.0, 10.0],
        ["a", "Bari", 2.0, None],
        ["b", "Pisa", 3.0, 5.0],
    ]
    table = load_one(written(tmp_path / "book.xlsx", lines, [(1, 3, 2, 3)]))
    assert [row[3] for row in table.rows] == [10, 10, 5]


def test_a_header_over_several_columns_names_all_of_them(tmp_path: Path) -> None:
    lines: list[list[Any]] = [
        ["client", "place", None, "amount"],
        ["a", "Rome", "Italy", 1.0],
        ["b", "Bari", "Italy", 2.0],
        ["c", "Lyon", "France", 3.0],
    ]
    table = load_one(written(tmp_path / "book.xlsx", lines, [(0, 1, 0, 2)]))
    assert table.columns == ("client", "place", "place (2)", "amount")


@pytest.mark.slow
def test_a_banner_over_the_table_is_no_value(tmp_path: Path) -> None:
    lines: list[list[Any]] = [["All sales"], HEADER, *LINES]
    spans = [
        (0, 0, 0, 2),
        *((top + 1, left, bottom + 1, right) for top, left, bottom, right in SPANS),
    ]
    assert load_one(written(tmp_path / "book.xlsx", lines, spans)).rows == FILLED


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 5), st.integers(0, 40), st.integers(0, 5)),
        max_size=12,
    )
)
def test_any_ranges_are_filled_or_passed_over(ranges: list[tuple[int, int, int, int]]) -> None:
    """Damaged workbooks have ranges that lie over one another, or upside down."""
    import pyarrow as pa

    from reporter.ingest.files import merging

    table = pa.table({name: pa.array([1.0, None, 3.0, None, None, 6.0] * 4) for name in "abc"})
    filled, _ = merging.fill(table, ["a", "b", "c"], (0, 1, 2), 2, [Merged(*one) for one in ranges])
    assert (filled.num_rows, filled.column_names) == (24, ["a", "b", "c"])
    for name in "abc":
        before, after = table.column(name).to_pylist(), filled.column(name).to_pylist()
        assert all(new == old for old, new in zip(before, after, strict=True) if old is not None)


@pytest.mark.slow
def test_a_list_with_merged_customers_and_subtotals_is_read_as_it_is_meant() -> None:
    if not CASE.exists():
        pytest.skip(f"{CASE.name} is not in ../shared/cases")
    sheet = openpyxl.load_workbook(CASE, data_only=True).active
    assert sheet is not None
    lines = [line for line in sheet.iter_rows(min_row=4, values_only=True) if line[1] is not None]
    found = pipeline.inspect([CASE], settings.load(None, (), environ={}))
    assert found.clean is not None
    left = found.clean.remainder
    assert (left.customers, left.orders) == (120, len({line[2] for line in lines})) == (120, 860)
    assert (
        left.revenue
        == pytest.approx(sum(float(str(line[5])) for line in lines))
        == pytest.approx(104_493.43)
    )
    assert any(
        "120 rows of subtotals left out" in clause for clause in found.dataset.source.reading
    )
    assert not any(one.id.endswith("failed_total") for one in found.cautions)
