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
TURKISH = "id,şehir\n1,Ankara\n2,Eskişehir\n3,Muğla\n4,Diyarbakır\n"
RUSSIAN = "город,имя,доход\nМосква,Иван Петрович Сидоров,10\nСанкт-Петербург,Мария Ивановна,20\nНовосибирск,Алексей,30\n"
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


def test_the_encoding_that_is_set_wins(reader: Reader, write: Writer) -> None:
    dataset = reader(write("id,city,income\n1,Łódź,5\n2,y,6\n".encode("iso8859_2")), set=("source.encoding=latin2",))
    assert values(dataset, "city") == ["y", "Łódź"]


def test_an_unknown_encoding_is_refused(write: Writer, tmp_path: Path) -> None:
    with pytest.raises(IngestError, match=r"source\.encoding is 'cp9999'"):
        encodings.decode(write("a,b\n1,2\n"), "data.csv", tmp_path, "cp9999")
