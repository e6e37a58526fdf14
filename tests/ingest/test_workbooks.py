"""Workbooks as clients send them come in as their tables; what is no table stays out and is told;
hostile ones are refused.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from typing import TYPE_CHECKING, Any, Protocol

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reporter.errors import IngestError
from reporter.ingest import forms
from reporter.ingest.files import headers, sheets
from reporter.ingest.files.containers import Part
from reporter.ingest.store import Store
from reporter.settings import SourceSettings
from tests.ingest import spreadsheets
from tests.ingest.conftest import dtypes, rows, values
from tests.ingest.spreadsheets import ods, ods_row, repacked, xls, xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reporter.ingest.loaded import Loaded
    from tests.ingest.conftest import Reader

DAY = dt.datetime(2020, 3, 4, 5, 6)
HEADER: list[Any] = ["id", "income", "city"]
LINES: list[list[Any]] = [[1, 10.5, "Rome"], [2, 20, "Bari"], [3, 30, "Pisa"]]
CELLS = [(1.0, 10.5, "Rome"), (2.0, 20.0, "Bari"), (3.0, 30.0, "Pisa")]


class Loader(Protocol):
    """Load a workbook with settings of its source."""

    def __call__(self, path: Path, **source: Any) -> list[Loaded]: ...


class Shown(Protocol):
    """Return the columns and rows of a loaded table."""

    def __call__(self, one: Loaded) -> tuple[list[str], list[tuple[Any, ...]]]: ...


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path, 1000)
    yield opened
    opened.close()


@pytest.fixture
def load(store: Store, tmp_path: Path) -> Loader:
    def _load(path: Path, **source: Any) -> list[Loaded]:
        part = Part(path=path, label=path.name, form=forms.WORKBOOK, packing="")
        return sheets.load(part, store, "part", SourceSettings(**source), tmp_path)

    return _load


@pytest.fixture
def shown(store: Store) -> Shown:
    def _shown(one: Loaded) -> tuple[list[str], list[tuple[Any, ...]]]:
        found = store.compute(store.backend.table(one.table))
        return list(store.types(one.table)), sorted(found, key=str)

    return _shown


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


# --- kinds of workbooks


def test_xlsx_whose_table_fills_the_sheet(load: Loader, shown: Shown, book: Path) -> None:
    (one,) = load(xlsx(book, Data=[HEADER, *LINES]))
    assert shown(one) == (HEADER, CELLS)
    assert (one.label, one.form, one.rows, one.notes, one.sheet) == (
        "book.xlsx",
        "workbook",
        3,
        (),
        "",
    )


def test_xlsm_is_read_and_its_macros_are_not(load: Loader, shown: Shown, tmp_path: Path) -> None:
    path = repacked(
        xlsx(tmp_path / "book.xlsm", Data=[HEADER, *LINES]),
        {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(600)},
    )
    (one,) = load(path)
    assert shown(one)[1] == CELLS


def test_xls_is_read(load: Loader, shown: Shown, tmp_path: Path) -> None:
    (one,) = load(xls(tmp_path / "book.xls", "Old", [HEADER, *LINES]))
    assert shown(one) == (HEADER, CELLS)


def test_ods_is_read(load: Loader, shown: Shown, tmp_path: Path) -> None:
    body = "".join(ods_row(*line) for line in [HEADER, *LINES])
    (one,) = load(ods(tmp_path / "book.ods", Data=body, Empty=""))
    assert shown(one) == (HEADER, CELLS)
    assert one.notes == ("sheet Data", "left out: Empty (empty)")


def test_ods_dates_become_dates(reader: Reader, tmp_path: Path) -> None:
    body = (
        ods_row("id", "since", "income")
        + ods_row("a", "2020-01-02", 5)
        + ods_row("b", "2020-02-03", 6)
    )
    dataset = reader(ods(tmp_path / "book.ods", Data=body))
    assert dtypes(dataset)["since"] == "date"
    assert values(dataset, "since") == [
        dt.datetime(2020, 1, 2),
        dt.datetime(2020, 2, 3),
    ]


def test_ending_of_another_kind_does_not_matter(load: Loader, shown: Shown, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "book.xlsx", Data=[HEADER, *LINES]).rename(tmp_path / "book.xls")
    (one,) = load(path)
    assert shown(one)[1] == CELLS


def test_zipped_workbook_is_read(reader: Reader, book: Path, tmp_path: Path) -> None:
    path = xlsx(book, A=[["id", "income"], [1, 10], [2, 30], [3, 25]])
    with zipfile.ZipFile(tmp_path / "book.zip", "w") as archive:
        archive.write(path, "book.xlsx")
    assert rows(reader(tmp_path / "book.zip")) == [("1", 10), ("2", 30), ("3", 25)]


# --- several sheets


def test_sheets_with_the_same_columns_are_spelled_alike(
    load: Loader, shown: Shown, book: Path
) -> None:
    north, south = load(
        xlsx(
            book,
            North=[["Customer ID", "Income"], [1, 10.5]],
            South=[["INCOME", "customer  id"], [30, 3]],
        )
    )
    assert shown(north)[0] == ["Customer ID", "Income"]
    assert shown(south) == (["Income", "Customer ID"], [(30.0, 3.0)])
    assert (north.label, north.sheet) == ("sheet North of book.xlsx", "North")


def test_like_sheets_become_one_table(reader: Reader, book: Path) -> None:
    header: list[Any] = ["Customer ID", "Income"]
    dataset = reader(
        xlsx(
            book,
            North=[header, [1, 10.5], [2, 20]],
            Notes=[["About", "By"], ["this file", "us"]],
            Empty=[],
            South=[header, [3, 30]],
        )
    )
    assert rows(dataset) == [("1", 10.5), ("2", 20.0), ("3", 30.0)]
    assert "left out: Notes (a note), Empty (empty)" in dataset.source.reading


def test_sheets_of_other_columns_are_tables_of_their_own(load: Loader, book: Path) -> None:
    loaded = load(
        xlsx(
            book,
            Orders=[["order", "customer"], [1, 7]],
            Lines=[["order", "amount"], [1, 5]],
            Customers=[["customer", "age"], [7, 40]],
        )
    )
    assert [one.sheet for one in loaded] == ["Orders", "Lines", "Customers"]
    assert len({one.table for one in loaded}) == 3


def test_sheets_that_are_no_tables_are_left_out(load: Loader, book: Path) -> None:
    pivot: list[Any] = [["Row Labels", "Sum of income"], ["Rome", 10], ["Bari", 20]]
    meanings: list[Any] = [
        ["Column", "Meaning"],
        ["id", "the number that the shop gives to a customer"],
        ["income", "what a year brings in thousands"],
        ["city", "town"],
    ]
    (one,) = load(
        xlsx(
            book,
            Cover=[["Sales of Shop Ltd"]],
            Data=[HEADER, *LINES],
            List=[["city"], ["Rome"], ["Bari"]],
            Pivot=pivot,
            Legend=meanings,
        )
    )
    assert one.notes == (
        "sheet Data",
        (
            "left out: Cover (no header with data below it), List (no header with data below it),"
            " Pivot (a pivot table), Legend (a note)"
        ),
    )


def test_pivot_tables_are_told_by_their_parts(load: Loader, book: Path) -> None:
    path = xlsx(book, Data=[HEADER, *LINES], Summary=[["Town", "Money"], ["Rome", 10]])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotTable"
    link = (
        f'<Relationships><Relationship Id="rId1" Type="{kind}"'
        ' Target="../pivotTables/pivotTable1.xml"/></Relationships>'
    )
    (one,) = load(repacked(path, {"xl/worksheets/_rels/sheet2.xml.rels": link.encode()}))
    assert one.notes[-1] == "left out: Summary (a pivot table)"


def test_chart_sheets_are_left_out(load: Loader, book: Path) -> None:
    writer = xlsxwriter.Workbook(book)
    sheet = writer.add_worksheet("Data")
    for number, line in enumerate([HEADER, *LINES]):
        sheet.write_row(number, 0, line)
    chart = writer.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$B$2:$B$4"})
    writer.add_chartsheet("Chart").set_chart(chart)
    writer.close()
    (one,) = load(book)
    assert one.notes == ("sheet Data", "left out: Chart (empty)")


def test_hidden_sheets_are_read_and_told(load: Loader, book: Path) -> None:
    xlsx(book, A=[HEADER, *LINES], B=[HEADER, [4, 40, "Como"]])
    workbook = openpyxl.load_workbook(book)
    workbook["B"].sheet_state = "hidden"
    workbook["A"].row_dimensions[3].hidden = True
    workbook.save(book)
    shown_sheet, hidden = load(book)
    assert (shown_sheet.rows, hidden.rows) == (3, 1)
    assert hidden.notes == ("the sheet B is hidden in the workbook",)


@pytest.mark.parametrize("name", ["South", "south "])
def test_one_sheet_can_be_chosen(load: Loader, shown: Shown, book: Path, name: str) -> None:
    (one,) = load(xlsx(book, North=[HEADER, *LINES], South=[["a", "b"], [1, 2]]), sheet=name)
    assert shown(one) == (["a", "b"], [(1.0, 2.0)])


def test_unknown_sheet_names_the_nearest(load: Loader, book: Path) -> None:
    with pytest.raises(IngestError, match=r"book\.xlsx has no sheet 'Orderz'") as caught:
        load(xlsx(book, Orders=[HEADER, *LINES], Notes=[]), sheet="Orderz")
    assert caught.value.hint == "Did you mean 'Orders'? source.sheet is one of: Orders, Notes."


def test_workbook_without_a_table_tells_why_of_each_sheet(load: Loader, book: Path) -> None:
    with pytest.raises(
        IngestError,
        match=(
            r"no sheet with a header and rows of data below it \(Cover: no header with data below"
            r" it, Empty: empty\)"
        ),
    ):
        load(xlsx(book, Cover=[["Shop"]], Empty=[]))


# --- where the header is


def test_banner_above_the_header_is_left_out(load: Loader, shown: Shown, book: Path) -> None:
    banner: list[Any] = [["Sales report"], ["Client:", "Shop Ltd"], [], ["Period:", "2020"], []]
    (one,) = load(xlsx(book, Data=[*banner, HEADER, *LINES]))
    assert shown(one) == (HEADER, CELLS)
    assert one.notes == ("3 rows above the header in row 6 left out",)


def test_merged_banner_and_blank_columns_at_the_left(
    load: Loader, shown: Shown, book: Path
) -> None:
    xlsx(
        book,
        Data=[["Shop Ltd"], [], [None, None, *HEADER], *[[None, None, *line] for line in LINES]],
    )
    workbook = openpyxl.load_workbook(book)
    workbook["Data"].merge_cells("A1:E1")
    workbook.save(book)
    (one,) = load(book)
    assert shown(one) == (HEADER, CELLS)


def test_table_away_from_the_corner(load: Loader, shown: Shown, book: Path) -> None:
    (one,) = load(xlsx(book, Data=[[], [], [None, *HEADER], *[[None, *line] for line in LINES]]))
    assert shown(one) == (HEADER, CELLS)
    assert one.notes == ()


def test_groups_above_tell_repeated_names_apart(load: Loader, shown: Shown, book: Path) -> None:
    lines: list[Any] = [
        ["Customer", "2019", None, "2020", None],
        [None, "Sales", "Units", "Sales", "Units"],
        ["a", 1, 2, 3, 4],
        ["b", 5, 6, 7, 8],
    ]
    (one,) = load(xlsx(book, Data=lines))
    assert shown(one) == (
        ["Customer", "2019 Sales", "2019 Units", "2020 Sales", "2020 Units"],
        [("a", 1, 2, 3, 4), ("b", 5, 6, 7, 8)],
    )
    assert one.notes == ("names of columns from rows 1 and 2",)


def test_groups_above_a_full_header_change_no_name(load: Loader, shown: Shown, book: Path) -> None:
    lines: list[Any] = [
        ["Who", None, "What", None],
        ["id", "city", "sales", "units"],
        [1, "Rome", 2, 3],
        [2, "Bari", 4, 5],
    ]
    (one,) = load(xlsx(book, Data=lines))
    assert shown(one)[0] == ["id", "city", "sales", "units"]


def test_groups_above_a_header_that_repeats_names_on_the_left(
    load: Loader, shown: Shown, book: Path
) -> None:
    lines: list[Any] = [
        [None, "Shop", None, "Web", None],
        ["id", "sales", "units", "sales", "units"],
        [1, 2, 3, 4, 5],
        [2, 4, 5, 6, 7],
    ]
    (one,) = load(xlsx(book, Data=lines))
    assert shown(one)[0] == ["id", "Shop sales", "Shop units", "Web sales", "Web units"]


def test_rows_above_the_header_can_be_set(load: Loader, shown: Shown, book: Path) -> None:
    (one,) = load(xlsx(book, Data=[["x", "y", "z"], HEADER, *LINES]), skip=1)
    assert shown(one) == (HEADER, CELLS)


def test_a_sheet_without_a_header_can_be_named(load: Loader, shown: Shown, book: Path) -> None:
    (one,) = load(xlsx(book, Data=LINES), header="no", names=("id", "income", "city"))
    assert shown(one) == (HEADER, CELLS)


def test_names_that_are_too_few_are_refused(load: Loader, book: Path) -> None:
    with pytest.raises(IngestError, match="2 names, but the sheet 'Data' has 3 columns"):
        load(xlsx(book, Data=LINES), header="no", names=("id", "income"))


@given(
    above=st.integers(0, 5),
    left=st.integers(0, 3),
    width=st.integers(2, 6),
    height=st.integers(1, 8),
)
def test_header_is_found_wherever_the_table_stands(
    above: int, left: int, width: int, height: int
) -> None:
    blank: headers.Row = [None] * (left + width)
    banner = [["Report", *blank[1:]]] + [blank] * (above - 1) if above else []
    names: headers.Row = [None] * left + [f"name {'abcdef'[place]}" for place in range(width)]
    data: list[headers.Row] = [
        [None] * left + [str(row * place) for place in range(width)] for row in range(height)
    ]
    found = headers.find([*banner, names, *data])
    assert found is not None
    assert (found.row, list(found.names)) == (above, names)


# --- rows that are no records


def test_totals_and_notes_below_are_left_out(load: Loader, shown: Shown, book: Path) -> None:
    tail: list[Any] = [[None, 60.5, "Total"], [], ["* income in thousands"]]
    (one,) = load(xlsx(book, Data=[HEADER, *LINES, *tail]))
    assert shown(one) == (HEADER, [("1", 10.5, "Rome"), ("2", 20.0, "Bari"), ("3", 30.0, "Pisa")])
    assert one.notes == (
        "1 row of totals below the table left out",
        "1 row of notes below the table left out",
    )


def test_a_record_called_like_a_total_stays(load: Loader, book: Path) -> None:
    (one,) = load(xlsx(book, Data=[HEADER, *LINES, [4, 40, "Total Fitness"]]))
    assert one.rows == 4


def test_repeated_headers_are_left_out(load: Loader, book: Path) -> None:
    (one,) = load(
        xlsx(book, Data=[HEADER, *LINES, HEADER, [4, 40, "Como"], HEADER, [5, 50, "Asti"]])
    )
    assert one.rows == 5
    assert one.notes == ("2 rows that repeat the header left out",)


def test_numbers_among_repeated_headers_are_numbers(reader: Reader, book: Path) -> None:
    dataset = reader(xlsx(book, Data=[HEADER, *LINES, HEADER, [4, 40.25, "Como"]]))
    assert values(dataset, "income") == [10.5, 20.0, 30.0, 40.25]


def test_blank_rows_and_blank_columns_are_left_out(load: Loader, shown: Shown, book: Path) -> None:
    lines: list[Any] = [
        ["id", None, "income"],
        [1, None, 2],
        [],
        [None, " ", "  "],
        [3, None, 4],
        [],
        [],
    ]
    (one,) = load(xlsx(book, Data=lines))
    assert shown(one) == (["id", "income"], [(1.0, 2.0), (3.0, 4.0)])


def test_row_numbers_without_a_name_are_left_out(load: Loader, shown: Shown, book: Path) -> None:
    (one,) = load(
        xlsx(book, Data=[[None, *HEADER], *[[number, *line] for number, line in enumerate(LINES)]])
    )
    assert shown(one)[0] == HEADER
    assert one.notes == ("a column of row numbers without a name left out",)


# --- cells


def test_error_cells_are_missing(load: Loader, shown: Shown, book: Path) -> None:
    (one,) = load(xlsx(book, Data=[["id", "income"], [1, "#N/A"], [2, "#DIV/0!"], [3, 4.5]]))
    assert [row[1] for row in shown(one)[1]] == [None, None, 4.5]


def test_dates_among_texts_stay_readable(load: Loader, shown: Shown, book: Path) -> None:
    (one,) = load(xlsx(book, Data=[["id", "day"], [1, DAY], [2, "unknown"]]))
    assert [row[1] for row in shown(one)[1]] == ["2020-03-04 05:06:00", "unknown"]


def test_dates_that_count_from_1904(load: Loader, shown: Shown, book: Path) -> None:
    writer = xlsxwriter.Workbook(
        book, {"date_1904": True, "default_date_format": "yyyy-mm-dd hh:mm"}
    )
    sheet = writer.add_worksheet("Data")
    sheet.write_row(0, 0, ["id", "day"])
    sheet.write_number(1, 0, 1)
    sheet.write_datetime(1, 1, DAY)
    writer.close()
    (one,) = load(book)
    assert shown(one)[1] == [(1.0, DAY)]


def test_numbers_as_text_percentages_booleans_and_float_ids(reader: Reader, book: Path) -> None:
    lines: list[Any] = [
        ["Customer ID", "income", "share", "member"],
        [13085.0, "10.5", 0.25, True],
        [13086.0, 20, 0.5, False],
        [13087.0, "30", 0.75, True],
    ]
    xlsx(book, Data=lines)
    workbook = openpyxl.load_workbook(book)
    for row in (2, 3, 4):
        workbook["Data"].cell(row, 3).number_format = "0%"
    workbook.save(book)
    dataset = reader(book)
    assert values(dataset, "Customer ID") == ["13085", "13086", "13087"]
    assert values(dataset, "income") == [10.5, 20.0, 30.0]
    assert values(dataset, "share") == [0.25, 0.5, 0.75]
    assert dtypes(dataset)["member"] == "boolean"


def test_column_of_numbers_here_and_texts_there_becomes_text(reader: Reader, book: Path) -> None:
    header: list[Any] = ["Invoice", "Customer ID", "Date", "Amount"]
    dataset = reader(
        xlsx(
            book,
            A=[header, [489434, 13085, DAY, 2.5], [489435, 13085, DAY, 3]],
            B=[header, ["C489449", None, DAY, -2.5]],
        )
    )
    assert values(dataset, "Invoice") == ["489434", "489435", "C489449"]
    assert values(dataset, "Customer ID") == ["13085", "13085", None]
    assert set(values(dataset, "Date")) == {DAY}


def test_formulas_give_the_values_that_were_saved(load: Loader, shown: Shown, book: Path) -> None:
    writer = xlsxwriter.Workbook(book)
    sheet = writer.add_worksheet("Data")
    sheet.write_row(0, 0, ["id", "income"])
    sheet.write_row(1, 0, [1, 2])
    sheet.write_number(2, 0, 2)
    sheet.write_formula(2, 1, "=B2*3", None, 6)
    sheet.write_number(3, 0, 3)
    sheet.write_formula(3, 1, "=cmd|' /C calc'!A0", None, 7)
    writer.close()
    (one,) = load(book)
    assert shown(one)[1] == [(1.0, 2.0), (2.0, 6.0), (3.0, 7.0)]
    assert one.notes == ()


def test_formulas_without_a_value_are_told(load: Loader, shown: Shown, book: Path) -> None:
    (one,) = load(xlsx(book, Data=[["id", "income"], [1, 2], [2, "=B2*3"], [3, "=B2*4"]]))
    assert shown(one)[1] == [(1.0, 2.0), (2.0, None), (3.0, None)]
    assert one.notes == (
        "2 cells hold formulas whose values were not saved (the first is B3), taken as missing",
    )


# --- hostile and broken workbooks


def _refused(load: Loader, path: Path, pattern: str) -> None:
    with pytest.raises(IngestError) as caught:
        load(path)
    assert re.search(pattern, caught.value.what), caught.value.what
    assert path.name in caught.value.what
    assert caught.value.hint


def _sheet(body: str, head: str = "") -> bytes:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?>{head}<worksheet'
        f' xmlns="{name}"><sheetData>{body}</sheetData></worksheet>'.encode()
    )


@pytest.mark.slow
def test_sheet_that_unpacks_to_gigabytes_is_refused_before(load: Loader, book: Path) -> None:
    xlsx(book, Data=[HEADER, *LINES])
    block = b" " * (1 << 20)
    with zipfile.ZipFile(book) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if "sheet1" not in name}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            for _ in range(1025):
                stream.write(block)
    _refused(load, book, r"sheet1\.xml in it unpacks to 1\.0 GiB")


@pytest.mark.slow
def test_cell_that_is_far_out_ends_in_a_message(load: Loader, book: Path) -> None:
    body = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c'
        ' r="XFD1048576"><v>1</v></c></row>'
    )
    _refused(
        load,
        repacked(xlsx(book, Data=[HEADER]), {"xl/worksheets/sheet1.xml": _sheet(body)}),
        "'Data' cannot be read in 1,400 MiB",
    )


@pytest.mark.slow
def test_text_that_many_cells_share_ends_in_a_message(load: Loader, book: Path) -> None:
    xlsx(book, Data=[["a", "b"], ["c", "d"]])
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = f'<sst xmlns="{name}"><si><t>{"x" * 32_767}</t></si></sst>'.encode()
    body = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c><c r="B{row}" t="s"><v>0</v></c></row>'
        for row in range(1, 60_001)
    )
    _refused(
        load,
        repacked(book, {"xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": _sheet(body)}),
        "cannot be read in 1,400 MiB",
    )


def test_ods_that_repeats_itself_endlessly_ends_in_a_message(load: Loader, tmp_path: Path) -> None:
    path = ods(tmp_path / "book.ods", Data=ods_row("x", 1, repeated=1_048_576, columns=8_000))
    _refused(load, path, "cannot be read in 1,400 MiB")


@pytest.mark.slow
def test_entities_are_never_expanded(load: Loader, book: Path) -> None:
    entities = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "'
        + "&a;" * 99
        + '"><!ENTITY c "'
        + "&b;" * 99
        + '"><!ENTITY d SYSTEM "file:///etc/passwd">]>'
    )
    body = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>&c;&d;</t></is></c><c'
        f' r="B{row}"><v>1</v></c></row>'
        for row in (1, 2)
    )
    path = repacked(xlsx(book, Data=[HEADER]), {"xl/worksheets/sheet1.xml": _sheet(body, entities)})
    _refused(load, path, "the sheet 'Data' cannot be read")


@pytest.mark.slow
def test_links_to_other_files_are_not_followed(load: Loader, shown: Shown, book: Path) -> None:
    (one,) = load(xlsx(book, Data=[["id", "income"], [1, 2], [2, "='[other.xlsx]Sheet'!A1"]]))
    assert shown(one)[1] == [(1.0, 2.0), (2.0, None)]


@pytest.mark.slow
def test_longest_cell_is_read(load: Loader, shown: Shown, book: Path) -> None:
    (one,) = load(xlsx(book, Data=[["id", "text"], [1, "x" * 32_767], [2, "y"]]))
    assert [len(row[1]) for row in shown(one)[1]] == [32_767, 1]


@pytest.mark.slow
def test_widest_sheet_is_refused(load: Loader, book: Path) -> None:
    _refused(
        load,
        xlsx(book, Data=[[f"c{place}" for place in range(16_384)], list(range(16_384))]),
        "has 16,384 columns",
    )


@pytest.mark.slow
def test_one_row_of_the_widest_sheet_is_no_table(load: Loader, book: Path) -> None:
    _refused(load, xlsx(book, Data=[list(range(16_384))]), "no sheet with a header")


def test_password_of_an_office_workbook_is_told(load: Loader, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(spreadsheets.ole("EncryptedPackage", b"\1\2\3" * 99))
    _refused(load, path, r"book\.xlsx is protected by a password")


def test_password_of_an_opendocument_workbook_is_told(load: Loader, tmp_path: Path) -> None:
    path = repacked(
        ods(tmp_path / "book.ods", Data=ods_row("a", 1)),
        {"META-INF/manifest.xml": b"<m:encryption-data/>"},
    )
    _refused(load, path, r"book\.ods is protected by a password")


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_cut_workbook_is_damaged(load: Loader, book: Path, place: float) -> None:
    whole = xlsx(book, Data=[HEADER, *LINES * 50]).read_bytes()
    book.write_bytes(whole[: int(len(whole) * place)])
    _refused(load, book, "damaged")


def test_damaged_sheet_is_named(load: Loader, book: Path) -> None:
    path = repacked(
        xlsx(book, Data=[HEADER, *LINES]),
        {"xl/worksheets/sheet1.xml": _sheet('<row r="1"><c r="A1"><v>1</w></c></row>')},
    )
    _refused(load, path, "the sheet 'Data' cannot be read")


@pytest.mark.slow
@hypothesis_settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(place=st.floats(0, 1), change=st.integers(1, 255))
def test_one_wrong_byte_gives_a_table_or_a_message(
    tmp_path: Path, load: Loader, store: Store, place: float, change: int
) -> None:
    content = bytearray(xlsx(tmp_path / "good.xlsx", Data=[HEADER, *LINES]).read_bytes())
    content[int(place * (len(content) - 1))] ^= change
    path = tmp_path / "bad.xlsx"
    path.write_bytes(bytes(content))
    loaded, what = [], ""
    try:
        loaded = load(path)
    except IngestError as error:
        what = error.what
    assert ("bad.xlsx" in what) != (0 < sum(one.rows for one in loaded) <= len(LINES))
    for one in loaded:
        store.drop(one.table)


def test_nothing_is_left_in_the_workspace(load: Loader, book: Path, tmp_path: Path) -> None:
    load(xlsx(book, A=[HEADER, *LINES], B=[["a", "b"], [1, 2]]))
    assert not list(tmp_path.glob("*.arrow"))
