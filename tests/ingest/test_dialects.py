"""Delimited texts of all kinds become tables: what is above, below and between the records is left
out and told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.errors import IngestError
from tests import heavy
from tests.ingest.conftest import DATA, dtypes, number, rows, values

if TYPE_CHECKING:
    from tests.ingest.conftest import Reader, Writer

ROWS = "id,note,income\n1,x,10\n2,y,20\n3,z,30\n"
READ = [("1", "x", 10), ("2", "y", 20), ("3", "z", 30)]


@pytest.mark.parametrize(
    "text",
    heavy.every(3, [
        ROWS,
        "\ufeff" + ROWS,
        "sep=,\n" + ROWS,
        "# made by a till\n# in March\n" + ROWS,
        "Report of March\n\nExported;2024-01-01\n" + ROWS,
        '"A title\nover two lines"\n' + ROWS,
        "Report,,\n,,\n" + ROWS,
        ROWS.replace("\n", "\r"),
        ROWS.replace("\n", "\r\n", 2),
        ROWS.replace("\n", ",\n"),
        ROWS.replace(",", ";"),
        ROWS.replace(",", "\t"),
        ROWS.replace(",", "|"),
        ROWS.replace(",", "   "),
        "  " + ROWS.replace(",", "   ").replace("\n", "\n  "),
        ROWS.replace("x", "'x'").replace("y", "'y'").replace("z", "'z'"),
        ROWS + ",,\n,,\n",
        ROWS + "\x1a",
        ROWS + "Total,,60\n",
        ROWS + "Total,60\n",
        ROWS + ",Summe:,60\n",
        ROWS + "Grand total,,60\nExported by Ann,,\n",
        ROWS + "Exported by Ann on 1 May\n",
        ROWS + "Total général,,60\n(3 rows)\n",
        ROWS.replace("2,y", "id,note,income\n2,y"),
        "#id,note,income\n" + ROWS.split("\n", 1)[1],
    ]),
)  # fmt: skip
def test_the_records_are_read_whatever_is_around_them(
    reader: Reader, write: Writer, text: str
) -> None:
    assert rows(reader(write(text))) == READ


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Report of March\n\n" + ROWS, "1 line above the table left out ('Report of March')"),
        (ROWS + "Total,,60\n", "1 line of totals in data.csv left out"),
        (ROWS + "Exported by Ann,,\n", "1 line of notes in data.csv left out"),
        (
            ROWS.replace("2,y", "id,note,income\n2,y"),
            "1 line of data.csv that repeats the header left out",
        ),
        (ROWS.replace("\n", "\r\n", 2), "lines end in more than one way"),
        (
            ROWS.replace("\n", ",\n").replace("income,", "income"),
            "a delimiter at the end of each line is no column",
        ),
        (
            ROWS + "4,y\n",
            (
                "1 line of data.csv could not be read and was left out (the first is line 5:"
                " missing columns)"
            ),
        ),
    ],
)
def test_what_is_left_out_is_told(reader: Reader, write: Writer, text: str, clause: str) -> None:
    assert any(clause in told for told in reader(write(text)).source.reading)


@pytest.mark.parametrize(
    "line", ["Total,Paris,12", "Summers Ltd,x,12", "Totalus,,12", "Somme,x,7", "Gesamt,y,1", "Sum,z,61"],
)  # fmt: skip
def test_a_record_that_is_called_like_a_total_stays(
    reader: Reader, write: Writer, line: str
) -> None:
    dataset = reader(
        write("name,city,income\nAda,Rome,10\nBob,Oslo,20\nCy,Bonn,30\n" + line + "\n")
    )
    assert dataset.rows == 4


def test_a_total_in_full_is_told_by_its_sums(reader: Reader, write: Writer) -> None:
    dataset = reader(write("name;income;score\nAda;1.010,50;1\nBob;20,25;2\nSumme;1.030,75;3\n"))
    assert sorted(values(dataset, "income")) == [20.25, 1010.5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('id,note,income\n1,"a \\"b\\" c",10\n2,y,20\n', {'a "b" c', "y"}),
        ('id,note,income\n1,"a ""b"" c",10\n2,y,20\n', {'a "b" c', "y"}),
        ('id,note,income\n1,12" disc,10\n2,y,20\n', {'12" disc', "y"}),
        ('id,note,income\n1,"Best" of,10\n2,"y",20\n', {'"Best" of', "y"}),
        ("id,note,income\n1,'a, b',10\n2,'y',20\n", {"a, b", "y"}),
        ('id,note,income\n1,"1,234",10\n2,"y",20\n', {"1,234", "y"}),
    ],
)
def test_quotes_mean_what_they_mean_in_the_file(
    reader: Reader, write: Writer, text: str, expected: set[str]
) -> None:
    assert set(values(reader(write(text)), "note")) == expected


def test_a_quote_that_is_never_closed_is_refused_with_its_line(
    reader: Reader, write: Writer
) -> None:
    lines = "".join(f"{place},x,{place}\n" for place in range(3, 2000))
    with pytest.raises(IngestError, match="a quote in line 1000 is opened and never closed"):
        reader(write("id,note,income\n" + lines.replace("1001,x", '1001,"x')))


@pytest.mark.parametrize(
    "text", ["C1,2011-03-04,10\nC2,2011-03-05,20\nC1,2011-03-06,30\n", "1,20110304,10.5\n2,20110305,20\n1,20110306,30\n"],
)  # fmt: skip
def test_a_text_without_names_gets_some(reader: Reader, write: Writer, text: str) -> None:
    dataset = reader(write(text), set=("roles.customer=column 1", "roles.amount=column 3"))
    assert dataset.table.columns == ("column 1", "date", "column 3")
    assert (dataset.rows, dtypes(dataset)["date"]) == (3, "date")


def test_years_as_names_are_a_header(reader: Reader, write: Writer) -> None:
    dataset = reader(write("customer,2019,2020\na,10,11\nb,20,21\n"))
    assert dataset.table.columns == ("customer", "2019", "2020")


def test_settings_win(reader: Reader, write: Writer) -> None:
    path = write("one;line\nA1;5\nB2;6\n")
    told = (
        "source.delimiter=;",
        "source.header=no",
        "source.skip=1",
        'source.names=["who", "income"]',
    )
    assert rows(reader(path, set=told)) == [("A1", 5), ("B2", 6)]


@pytest.mark.parametrize(
    ("setting", "pattern"),
    [
        (
            "source.delimiter=|",
            r"source\.delimiter is '\|', but it does not stand in the first lines",
        ),
        ("source.encoding=utf-16", "is not utf-16"),
        ("source.encoding=ascii", r"is not ascii: byte 23 \(0xC3, in line 3\)"),
    ],
)
def test_a_setting_that_does_not_fit_is_refused(
    reader: Reader, write: Writer, setting: str, pattern: str
) -> None:
    with pytest.raises(IngestError, match=pattern):
        reader(write("id,note,income\n1,x,10\né,y,20\n"), set=(setting,))


def test_names_that_are_too_few_are_refused(reader: Reader, write: Writer) -> None:
    with pytest.raises(
        IngestError, match=r"data\.csv has 3 columns, but source\.names gives 2 names"
    ):
        reader(write("1,2,3\n4,5,6\n"), set=("source.header=no", 'source.names=["a", "b"]'))


def test_five_thousand_columns_are_refused(reader: Reader, write: Writer) -> None:
    header = ",".join(f"column {place}" for place in range(5_000))
    line = ",".join("1" for _ in range(5_000))
    with pytest.raises(IngestError, match="has 5,000 columns; at most 1,000 can be read"):
        reader(write(f"{header}\n{line}\n{line}\n"))


@pytest.mark.slow
def test_a_cell_of_ten_megabytes_is_read(reader: Reader, write: Writer) -> None:
    dataset = reader(write("id,note,income\n1,y,7\n2," + "x" * 10_000_000 + ",5\n3,z,9\n"))
    assert max(len(text) for text in values(dataset, "note")) == 10_000_000


@pytest.mark.slow
def test_cdnow_has_its_rows(reader: Reader) -> None:
    path = DATA / "cdnow_master.txt"
    if not path.exists():
        pytest.skip(f"the reference file {path.name} is not in {DATA}")
    dataset = reader(path)
    assert dataset.rows == 69_659
    assert dtypes(dataset) == {
        "customer_id": "text",
        "date": "date",
        "number_of_cds": "integer",
        "dollar_value": "decimal",
    }
    assert number(dataset, dataset.table.dollar_value.sum()) == pytest.approx(
        2_500_315.63, abs=1e-3
    )


@pytest.mark.slow
def test_cdnow_sample_has_its_rows_without_names(reader: Reader) -> None:
    path = DATA / "cdnow_sample.txt"
    if not path.exists():
        pytest.skip(f"the reference file {path.name} is not in {DATA}")
    dataset = reader(path)
    assert dataset.rows == 6_919
    assert list(dtypes(dataset).values()) == ["text", "text", "date", "integer", "decimal"]
