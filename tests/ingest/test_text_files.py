"""Encodings, delimiters and headers of text files are told apart; no value changes on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.ingest.text import encodings
from tests import heavy
from tests.ingest.conftest import dtypes, rows, values

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.conftest import Reader, Writer

TEXT = "name of shop,city,income\nMüller & Söhne,Köln,10\nCafé £1 “Zoë”,Paris,20\nplain,Rome,30\n"
LETTERS = st.characters(codec="utf-8", exclude_characters="\0\r\n", exclude_categories=["Cc", "Cs"])
RUSSIAN = (
    "город,имя,доход\nМосква,Иван Петрович Сидоров,10\nСанкт-Петербург,Мария"
    " Ивановна,20\nНовосибирск,Алексей,30\n"
)


@pytest.mark.parametrize(
    "encoding",
    heavy.every(3, ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]),
)
def test_encoding_is_found_and_names_are_clean(
    reader: Reader, write: Writer, encoding: str
) -> None:
    dataset = reader(write(TEXT.encode(encoding)))
    assert values(dataset, "city") == ["Köln", "Paris", "Rome"]
    assert values(dataset, "name of shop") == ["Café £1 “Zoë”", "Müller & Söhne", "plain"]
    assert encoding in dataset.source.reading


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_text_of_dos_and_macintosh_is_told_from_windows(write: Writer, encoding: str) -> None:
    path = write("id,city\n1,Köln\n2,Zürich\n3,Orléans\n4,Straße\n5,Málaga\n".encode(encoding))
    assert encodings.detect(path, "data.csv") == encoding


def test_a_byte_that_cp1252_lacks_costs_the_others_nothing(write: Writer, tmp_path: Path) -> None:
    path = write(b"id,city\n" + "1,“Köln” £5\n2,Málaga\n".encode("cp1252") * 50 + b"3,odd \x9d\n")
    decoded = encodings.decode(path, "data.csv", tmp_path)
    assert decoded.encoding == "cp1252"
    assert (
        decoded.path.read_text(encoding="utf-8")
        == "id,city\n" + "1,“Köln” £5\n2,Málaga\n" * 50 + "3,odd \x9d\n"
    )
    assert decoded.notes == ("1 byte that is no character of cp1252 left unchanged",)


@pytest.mark.slow
def test_a_very_long_first_row_is_read_whole(reader: Reader, write: Writer) -> None:
    dataset = reader(write("id,note,income\n1," + "x" * 3_000_000 + ",5\n2,y,7\n3,z,9\n"))
    assert sorted(len(text) for text in values(dataset, "note")) == [1, 1, 3_000_000]


def test_a_header_over_two_lines_takes_no_row_away(reader: Reader, write: Writer) -> None:
    dataset = reader(write('"Customer ID","Annual\r\nincome"\r\n1,20\r\n2,30\r\n'))
    assert rows(dataset) == [("1", 20), ("2", 30)]


def test_cyrillic_goes_through_charset_normalizer(write: Writer) -> None:
    path = write((RUSSIAN * 20).encode("cp1251"))
    assert encodings.detect(path, "data.csv") in {"cp1251", "mac_cyrillic"}


def test_a_letter_late_in_a_large_file_is_noticed(write: Writer) -> None:
    path = write(b"a,b\n" + b"1,2\n" * 600_000 + "3,£\n".encode("cp1252"))
    assert encodings.detect(path, "data.csv") == "cp1252"


def test_a_letter_cut_by_the_end_of_a_chunk_is_still_utf_8(write: Writer) -> None:
    head = b"a,b\n"
    path = write(head + b"x" * (encodings.CHUNK - len(head) - 1) + "é,1\n".encode())
    assert encodings.detect(path, "data.csv") == "utf-8"


@pytest.mark.parametrize(
    ("delimiter", "name"),
    [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")],
)
def test_delimiter_is_found(reader: Reader, write: Writer, delimiter: str, name: str) -> None:
    dataset = reader(
        write(f'id,income,note\n1,10,"x{delimiter}y"\n2,20,z\n'.replace(",", delimiter))
    )
    assert rows(dataset) == [("1", 10, f"x{delimiter}y"), ("2", 20, "z")]
    assert f"CSV with {name}" in dataset.source.reading


def test_semicolons_win_over_decimal_commas(reader: Reader, write: Writer) -> None:
    dataset = reader(write("Kunde;Umsatz;Rabatt\nA;12,50;0,1\nB;1.250,00;0,2\nC;-3,10;0,3\n"))
    assert sorted(values(dataset, "Umsatz")) == [-3.1, 12.5, 1250.0]
    assert values(dataset, "Rabatt") == [0.1, 0.2, 0.3]


def test_separator_line_of_excel_is_skipped(reader: Reader, write: Writer) -> None:
    assert rows(reader(write("sep=;\nid;income\n1;10\n2;20\n"))) == [("1", 10), ("2", 20)]


def test_windows_line_ends_and_quoted_line_breaks_stay_whole(reader: Reader, write: Writer) -> None:
    dataset = reader(write('id,note,income\r\n1,"two\r\nlines",10\r\n2,"a ""word""",20\r\n'))
    assert rows(dataset) == [("1", "two\r\nlines", 10), ("2", 'a "word"', 20)]


def test_blanks_stay_and_empty_texts_are_missing(reader: Reader, write: Writer) -> None:
    dataset = reader(write('id,note,income\n1, x ,10\n2,"",20\n3,,30\n'))
    assert rows(dataset) == [("1", " x ", 10), ("2", None, 20), ("3", None, 30)]


def test_repeated_and_missing_names_are_told_apart(reader: Reader, write: Writer) -> None:
    dataset = reader(write("id,Income,income,\n1,10,11,x\n2,20,21,y\n"))
    assert dataset.table.columns == ("id", "Income", "income (2)", "column 4")


def test_lines_of_the_wrong_width_are_counted_and_left_out(reader: Reader, write: Writer) -> None:
    lines = "".join(f"{number},{number * 10}\n" for number in range(1, 50))
    dataset = reader(write("id,income\n" + lines + "50\n51,1,2\n52,520\n"))
    assert dataset.rows == 50
    assert (
        "2 lines of data.csv could not be read and were left out (the first is line 51: missing"
        " columns)" in dataset.source.reading
    )


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=st.lists(st.text(LETTERS, max_size=12), min_size=2, max_size=8))
def test_no_text_changes_on_the_way(texts: list[str], tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "data.csv"
    lines = [
        f'{number},"v{text.replace(chr(34), chr(34) * 2)}",{number * 7}'
        for number, text in enumerate(texts)
    ]
    path.write_text("id,note,income\n" + "\n".join(lines) + "\n", encoding="utf-8")
    dataset = reader(path)
    assert sorted(value or "" for value in values(dataset, "note")) == sorted(
        "v" + text for text in texts
    )
    assert dtypes(dataset)["note"] == "text"
