"""Encodings other than UTF-8 are told by the languages that they read like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.errors import IngestError
from reporter.ingest.text import encodings
from tests.ingest.conftest import values

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.conftest import Reader, Writer

CZECH = "id,město\n1,Plzeň\n2,České Budějovice\n3,Ústí nad Labem\n4,Hradec Králové\n5,Příbram\n"
POLISH = "id,miasto\n1,Łódź\n2,Kraków\n3,Gdańsk\n4,Poznań\n5,Wrocław\n6,Częstochowa\n"
LITHUANIAN = "id,miestas\n1,Šiauliai\n2,Panevėžys\n3,Klaipėda\n4,Ąžuolynas\n5,Mažeikių rajonas\n"
TURKISH = "id,şehir\n1,Ankara\n2,Eskişehir\n3,Muğla\n4,Diyarbakır\n"
RUSSIAN = (
    "город,имя,доход\nМосква,Иван Петрович Сидоров,10\nСанкт-Петербург,Мария"
    " Ивановна,20\nНовосибирск,Алексей,30\n"
)
GREEK = "πόλη,όνομα\nΑθήνα,Γιώργος Παπαδόπουλος\nΘεσσαλονίκη,Μαρία\nΠάτρα,Ελένη\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("id,name\n1,José Muñoz\n2,Søren Ångström\n3,François Lefèvre\n4,Conceição\n", "cp1252"),
        ("id,price\n1,10 €\n2,5 €\n", "iso8859-15"),
        ("id,note\n1,cœur à Paris\n2,œuvre\n", "iso8859-15"),
        (CZECH, "cp1250"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (TURKISH, "cp1254"),
        (LITHUANIAN, "cp1257"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (GREEK, "cp1253"),
        ("顧客,都市\n1,東京都新宿区\n2,おおさか\n3,京都のお客様\n", "shift_jis"),
        ("客户,城市\n1,北京市朝阳区\n2,上海\n3,广州\n4,深圳的客户\n", "gb18030"),
        ("客戶,城市\n1,台北市信義區\n2,高雄\n3,臺中的客戶\n", "big5"),
        ("고객,도시\n1,서울특별시\n2,부산\n", "euc_kr"),
    ],
)
def test_encoding_is_told_by_its_language(write: Writer, text: str, encoding: str) -> None:
    assert encodings.detect(write(text.encode(encoding)), "data.csv") == encoding


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_need_no_mark(write: Writer, encoding: str) -> None:
    assert encodings.detect(write(RUSSIAN.encode(encoding)), "data.csv") == encoding


def test_a_few_bad_bytes_in_utf_8_are_read_and_told(reader: Reader, write: Writer) -> None:
    lines = "".join(f"{place},Köln,{place}\n" for place in range(20)).encode()
    dataset = reader(write(b"id,city,income\n" + lines + "20,Zürich,20\n".encode("cp1252")))
    assert set(values(dataset, "city")) == {"Köln", "Zürich"}
    assert "1 byte that is no UTF-8 read as cp1252" in dataset.source.reading


STREETS = "".join(f"{number},Hauptstraße {number},{number % 9}\n" for number in range(9_000))
"""ß is á in Windows characters: what these lines are written in shows elsewhere."""
PLAIN = "".join(f"{number},plain paper,{number % 9}\n" for number in range(90_000))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (f"id,street,rank\n{STREETS}9000,Müllerweg,3\n9001,Grünstraße,4\n", "cp850"),
        (f"id,street,rank\n{PLAIN}9000,“A4” résumé – Übergröße,3\n", "cp1252"),
        (
            f"id,street,rank\n{STREETS}9000,Östra Ågatan,3\n{PLAIN}9001,Göteborg – Malmö,4\n",
            "cp1252",
        ),
    ],
    ids=["streets first", "plain first", "both"],
)
def test_the_whole_file_decides_not_its_beginning(
    write: Writer, tmp_path: Path, text: str, encoding: str
) -> None:
    decoded = encodings.decode(write(text.encode(encoding)), "data.csv", tmp_path)
    assert decoded.encoding == encoding
    assert decoded.path.read_text(encoding="utf-8") == text


def test_a_bad_byte_after_much_utf_8_spoils_nothing(write: Writer, tmp_path: Path) -> None:
    path = write(f"id,street,rank\n{STREETS}".encode() + "9000,Zürich,3\n".encode("cp1252"))
    assert (
        encodings.decode(path, "data.csv", tmp_path)
        .path.read_text(encoding="utf-8")
        .endswith("9000,Zürich,3\n")
    )


def test_two_exports_in_two_encodings_put_together_are_both_read(
    write: Writer, tmp_path: Path
) -> None:
    half = "".join(f"{number},Köln-Süd,größer\n" for number in range(40))
    decoded = encodings.decode(write(half.encode() + half.encode("cp1252")), "data.csv", tmp_path)
    assert decoded.path.read_text(encoding="utf-8") == half * 2
    assert "160 bytes that are no UTF-8 read as cp1252" in decoded.notes


def test_a_line_longer_than_what_is_read_at_once_is_looked_at_too(write: Writer) -> None:
    path = write(
        ("id,note\n1," + "plain words " * 100_000 + "Größe für Möbel\n2,Müller\n").encode("cp850")
    )
    assert encodings.detect(path, "data.csv") == "cp850"


def test_the_encoding_that_is_set_wins(reader: Reader, write: Writer) -> None:
    dataset = reader(
        write("id,city,income\n1,Łódź,5\n2,y,6\n".encode("iso8859_2")),
        set=("source.encoding=latin2",),
    )
    assert values(dataset, "city") == ["y", "Łódź"]


def test_an_unknown_encoding_is_refused(write: Writer, tmp_path: Path) -> None:
    with pytest.raises(IngestError, match=r"source\.encoding is 'cp9999'"):
        encodings.decode(write("a,b\n1,2\n"), "data.csv", tmp_path, "cp9999")
