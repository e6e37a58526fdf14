"""Small files that are broken, odd or hostile, each with what has to come of it.

In: nothing. Out: `CASES`, each of which writes its data into a folder and knows its outcome: either
a report can be made, or the command ends with one message that holds certain words. `python -m
tests.hostile.corpus FOLDER` writes them all, to be looked at.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import sqlite3
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

HEADER = (
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
)
COUNTRIES = ("France", "Norway", "Portugal")
NOISE = bytes((place * 73 + 41) % 256 for place in range(4000))

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Data, and what has to come of them."""

    make: Callable[[Path], Path]
    """Writes them into a folder and returns what is given to the command."""
    says: tuple[str, ...] = ()
    """Words of the one message; none where a report can be made."""
    tells: str = ""
    """What has to be said of them where a report can be made."""
    differs: bool = False
    """Whether a whole run of it shows what others do not."""

    @property
    def is_refused(self) -> bool:
        """Whether the command has to end with a message."""
        return bool(self.says)


def orders(count: int = 240, customers: int = 40, **cells: Callable[[int], str]) -> list[Row]:
    """Return rows of orders; `cells` gives the cells of a column by the row's number."""
    rows = []
    for number in range(count):
        spread = number * 7919 % 1009
        day = date(2011, 1, 1) + timedelta(days=(spread * 3 + number) % 360)
        values = {
            "InvoiceNo": f"{536000 + number}",
            "StockCode": f"{10 + number % 7:05d}",
            "Description": f"THING {number % 7}",
            "Quantity": f"{1 + spread % 6}",
            "InvoiceDate": f"{day.isoformat()} 10:00:00",
            "UnitPrice": f"{1 + spread % 9}.25",
            "CustomerID": f"{17000 + spread * number % customers}",
            "Country": COUNTRIES[number % len(COUNTRIES)],
        }
        rows.append(
            tuple(cells[name](number) if name in cells else values[name] for name in HEADER)
        )
    return rows


def delimited(
    rows: Iterable[Sequence[str]],
    header: Sequence[str] | None = HEADER,
    delimiter: str = ",",
    end: str = "\n",
) -> str:
    """Write rows as text."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    writer.writerows([*([header] if header else []), *rows])
    return stream.getvalue()


GOOD = delimited(orders())
LINES = GOOD.splitlines()


def file(content: bytes | str, name: str = "orders.csv") -> Callable[[Path], Path]:
    """Make a case of one file."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def book(
    rows: Iterable[Sequence[Any]], title: str = "Orders", header: Sequence[str] = HEADER
) -> bytes:
    """Return a workbook of one sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in (header, *rows):
        sheet.append(list(row))
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def rewritten(content: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """Return a zip whose members were changed or left out (None), and to which others were added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if (changed := change(name, source.read(name))) is not None:
                target.writestr(name, changed)
        for name, added in more.items():
            target.writestr(name, added)
    return stream.getvalue()


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """Return a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(members: Mapping[str, bytes | str], links: Mapping[str, str] | None = None) -> bytes:
    """Return a tar archive with files and symbolic links."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return stream.getvalue()


def parquet(rows: Sequence[Row] | None = None) -> bytes:
    """Return the orders as Parquet."""
    stream = io.BytesIO()
    pq.write_table(_table(rows or orders()), stream)
    return stream.getvalue()


def feather(rows: Sequence[Row] | None = None) -> bytes:
    """Return the orders as an Arrow file."""
    table, stream = _table(rows or orders()), io.BytesIO()
    with pa.ipc.new_file(stream, table.schema) as writer:
        writer.write_table(table)
    return stream.getvalue()


def _table(rows: Sequence[Row]) -> Any:
    return pa.table(
        {name: pa.array([row[place] for row in rows]) for place, name in enumerate(HEADER)}
    )


def records(rows: Iterable[Row] | None = None) -> list[dict[str, str]]:
    """Return the orders as objects."""
    return [dict(zip(HEADER, row, strict=True)) for row in rows or orders()]


def lines_of_json(rows: Iterable[Row] | None = None) -> str:
    """Return the orders as one object a line."""
    return "".join(json.dumps(record) + "\n" for record in records(rows))


def database(folder: Path) -> Path:
    """Write the orders as an SQLite file."""
    path = folder / "shop.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE orders ({', '.join(HEADER)})")
        connection.executemany(
            f"INSERT INTO orders VALUES ({', '.join('?' * len(HEADER))})", orders(2000)
        )
    connection.close()
    return path


def _pages_overwritten(folder: Path) -> Path:
    path = database(folder)
    content = bytearray(path.read_bytes())
    content[4096 * 3 :] = NOISE * (len(content) // len(NOISE))
    path.write_bytes(bytes(content[: 4096 * 20]))
    return path


def _missing(folder: Path) -> Path:
    return folder / "nowhere.csv"


def _empty_folder(folder: Path) -> Path:
    path = folder / "exports"
    path.mkdir()
    return path


def _months(folder: Path) -> Path:
    path = _empty_folder(folder)
    rows = orders()
    (path / "2011-01.csv").write_text(delimited(rows[:120]), encoding="utf-8")
    (path / "2011-02.csv").write_text(
        delimited([row[::-1] for row in rows[120:]], HEADER[::-1], ";"), encoding="utf-8"
    )
    (path / "read me.md").write_text("Do not eat.", encoding="utf-8")
    return path


def _months_with_a_stranger(folder: Path) -> Path:
    path = _months(folder)
    (path / "2011-03.csv").write_bytes(NOISE)
    return path


def _link_out_of_the_folder(folder: Path) -> Path:
    path = _empty_folder(folder)
    (folder / "secret.csv").write_text(GOOD, encoding="utf-8")
    (path / "orders.csv").symlink_to(folder / "secret.csv")
    return path


def _links_in_a_loop(folder: Path) -> Path:
    (folder / "a.csv").symlink_to(folder / "b.csv")
    (folder / "b.csv").symlink_to(folder / "a.csv")
    return folder / "a.csv"


def _folder_in_itself(folder: Path) -> Path:
    path = _months(folder)
    (path / "again").symlink_to(path, target_is_directory=True)
    return path


def _pipe(folder: Path) -> Path:
    path = folder / "orders.csv"
    os.mkfifo(path)
    return path


def _overlapping(folder: Path) -> Path:
    """Write a zip whose list of contents names the same bytes again and again."""
    content = zipped({"a.csv": GOOD})
    start = content.index(b"PK\x01\x02")
    entry, tail = (
        content[start : content.index(b"PK\x05\x06")],
        content[content.index(b"PK\x05\x06") :],
    )
    tail = (
        tail[:8]
        + (40).to_bytes(2, "little") * 2
        + (40 * len(entry)).to_bytes(4, "little")
        + tail[16:]
    )
    return file(content[:start] + entry * 40 + tail, "orders.zip")(folder)


def _cell(column: str, value: str, every: int = 3) -> str:
    cells: dict[str, Any] = {
        column: lambda number: value if number % every == 0 else f"other {number % 2}"
    }
    return delimited(orders(**cells))


def _repeated(column: str, value: str) -> str:
    cells: dict[str, Any] = {column: lambda _: value}
    return delimited(orders(**cells))


def _header(**names: str) -> str:
    return delimited(orders(), [names.get(name, name) for name in HEADER])


def _sheet_with(change: Callable[[str], str]) -> bytes:
    good = book(orders())
    return rewritten(
        good,
        lambda name, data: (
            change(data.decode()).encode() if name == "xl/worksheets/sheet1.xml" else data
        ),
    )


_LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)  # fmt: skip
_FOREIGN_ENTITY = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>'


def _laughing(declared: str) -> bytes:
    return _sheet_with(lambda xml: declared + xml.replace("<t>THING 3</t>", "<t>&l9;</t>"))


def _without(name: str, content: bytes | None = None) -> bytes:
    return rewritten(
        content or book(orders()), lambda member, data: None if member == name else data
    )


def _shared_texts() -> bytes:
    """Return a workbook whose cells point to a list of texts."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Orders")
        for place, row in enumerate((HEADER, *orders())):
            for column, cell in enumerate(row):
                sheet.write_string(place, column, cell)
    return stream.getvalue()


def _flipped(content: bytes) -> bytes:
    place = len(content) // 2
    return content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :]


CASES: dict[str, Case] = {
    # Nothing there, or nothing that is a table.
    "missing": Case(make=_missing, says=("nowhere.csv",)),
    "empty folder": Case(make=_empty_folder, says=("exports", "empty")),
    "empty file": Case(make=file(b""), says=("orders.csv", "empty")),
    "one byte": Case(make=file(b"a"), says=("orders.csv",)),
    "blank lines only": Case(make=file(b"\n" * 500), says=("orders.csv",)),
    "blanks and tabs only": Case(make=file(b" \t \n" * 500), says=("orders.csv",)),
    "delimiters only": Case(make=file(b",,,,\n" * 500), says=("orders.csv",)),
    "quotes only": Case(make=file(b'"' * 999), says=("orders.csv",)),
    "byte order mark only": Case(make=file(b"\xef\xbb\xbf"), says=("orders.csv",)),
    "wide byte order mark only": Case(make=file(b"\xff\xfe"), says=("orders.csv",)),
    "header only": Case(make=file(LINES[0] + "\n"), says=("orders.csv", "no row")),
    "header without line end": Case(make=file(LINES[0]), says=("orders.csv",)),
    "noise": Case(make=file(NOISE), says=("orders.csv",)),
    "zeros": Case(make=file(bytes(9000)), says=("orders.csv", "NUL")),
    "letter to nobody": Case(
        make=file("Dear Sir,\nplease find enclosed, as agreed, nothing.\n"), says=("orders.csv",)
    ),
    "web page": Case(
        make=file("<html><script>alert(1)</script><table><tr><td>1</table>", "orders.xls"),
        says=("orders.xls", "web page"),
    ),
    "picture": Case(
        make=file(b"\x89PNG\r\n\x1a\n" + NOISE, "orders.csv"), says=("orders.csv", "image")
    ),
    "program": Case(make=file(b"\x7fELF" + NOISE, "orders.csv"), says=("orders.csv", "program")),
    "pickle": Case(
        make=file(
            b"\x80\x04\x95\x1a\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94\x8c\x06system",
            "orders.csv",
        ),
        says=("orders.csv",),
    ),
    "pipe": Case(make=_pipe, says=("orders.csv", "pipe")),
    "links in a loop": Case(make=_links_in_a_loop, says=("a.csv",)),
    "link out of the folder": Case(make=_link_out_of_the_folder, says=("exports", "orders.csv")),
    # Encodings.
    "invalid utf-8": Case(
        make=file(GOOD.replace("THING 3", "CAF\udce9 3").encode("utf-8", "surrogateescape"))
    ),
    "utf-16 cut in a character": Case(
        make=file(GOOD.encode("utf-16")[:-1]), says=("orders.csv", "utf-16")
    ),
    "utf-16 without a mark": Case(make=file(GOOD.encode("utf-16-le"))),
    "utf-32": Case(make=file(GOOD.encode("utf-32"))),
    "utf-8 mark in the middle": Case(make=file(GOOD.replace("THING 4", "THING\ufeff 4"))),
    "two byte order marks": Case(make=file(b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode())),
    "overlong utf-8": Case(
        make=file(GOOD.encode().replace(b"THING 2", b"THING \xc0\xae\xc0\xae\xc0\xaf"))
    ),
    "utf-7": Case(make=file(GOOD.replace("THING 1", "+ADw-script+AD4-"))),
    "NUL in a cell": Case(
        make=file(GOOD.replace("THING 5", "THI\0NG")), says=("orders.csv", "NUL")
    ),
    "NUL in the header": Case(
        make=file(GOOD.replace("Country", "Coun\0try")), says=("orders.csv", "NUL")
    ),
    "control characters": Case(
        make=file(GOOD.replace("THING", "\x01\x02\x03\x04\x05\x06\x07\x0e")),
        says=("orders.csv", "control"),
    ),
    "end of file sign": Case(make=file(GOOD + "\x1a")),
    # Cells, quotes and lines.
    "open quote": Case(
        make=file(GOOD.replace("THING 3", '"THING 3', 1)), says=("orders.csv", "quote", "line")
    ),
    "quotes in cells": Case(make=file(GOOD.replace("THING 3", 'THING 3" wide'))),
    "line ends of three kinds": Case(
        make=file(
            "".join(line + ("\n", "\r\n", "\r")[number % 3] for number, line in enumerate(LINES))
        )
    ),
    "carriage returns only": Case(make=file(GOOD.replace("\n", "\r"))),
    "no line end at all": Case(make=file(GOOD.replace("\n", " ")), says=("orders.csv",)),
    "lines in cells": Case(make=file(GOOD.replace("THING 3", '"THING\n3,\r\n""x"""'))),
    "ragged lines": Case(
        make=file(
            "\n".join(line + ",extra" * (number % 50 == 9) for number, line in enumerate(LINES))
        )
    ),
    "every line too short": Case(
        make=file("\n".join([LINES[0], *(line[:5] for line in LINES[1:])])),
        says=("orders.csv", "row"),
    ),
    "one row": Case(make=file("\n".join(LINES[:2])), says=("customer",)),
    "broken off in a row": Case(make=file(GOOD[:-20])),
    "long word": Case(make=file(_cell("Description", "W" * 40_000)), differs=True),
    "cell of a megabyte": Case(make=file(_cell("Description", "x " * 500_000, every=200))),
    # Names of columns.
    "no header": Case(make=file("\n".join(LINES[1:]) + "\n")),
    "names twice": Case(make=file(_header(StockCode="Description", Country="Description"))),
    "names without letters": Case(
        make=file(_header(StockCode="", Description=" ", Country="\u200b"))
    ),
    "name of a keyword": Case(
        make=file(
            _header(StockCode="select", Description='a"; DROP TABLE dataset; --', Country="rowid")
        )
    ),
    "name like a template": Case(
        make=file(_header(Description="{{ 7*7 }}", Country="{% for x in y %}")), differs=True
    ),
    "name of 60,000 letters": Case(make=file(_header(Description="Description " + "n" * 60_000))),
    "names of every direction": Case(
        make=file(
            _header(Description="\u202etxt.exe\u202c", Country="\U0001f469\u200d\U0001f467 land")
        )
    ),
    "name with a line": Case(make=file(_header(Description="De\nscription"))),
    "5,001 columns": Case(
        make=file(delimited([["1"] * 5001] * 3, [f"c{number}" for number in range(5001)])),
        says=("orders.csv", "columns"),
    ),
    # Values that cannot be.
    "numbers beyond all bounds": Case(
        make=file(_cell("UnitPrice", "9" * 400)), says=("UnitPrice",)
    ),
    "infinite prices": Case(
        make=file(_repeated("UnitPrice", "inf")), tells="The file holds no money"
    ),
    "prices that are no numbers": Case(
        make=file(_repeated("UnitPrice", "NaN")), tells="The file holds no money"
    ),
    "prices too large to add": Case(
        make=file(_repeated("UnitPrice", "1e300")), says=("orders.csv", "price")
    ),
    "prices of nothing": Case(
        make=file(_repeated("UnitPrice", "0")), tells="The file holds no money"
    ),
    "days that never were": Case(
        make=file(_repeated("InvoiceDate", "2011-02-30 10:00:00")), says=("InvoiceDate",)
    ),
    "years of six figures": Case(
        make=file(_repeated("InvoiceDate", "123456-01-01")), says=("InvoiceDate",)
    ),
    "one day": Case(
        make=file(_repeated("InvoiceDate", "2011-02-03 10:00:00")),
        says=("orders.csv", "InvoiceDate"),
    ),
    "no customer": Case(make=file(_repeated("CustomerID", "")), says=("CustomerID",)),
    "one customer": Case(make=file(_repeated("CustomerID", "17001")), says=("customer",)),
    "everything returned": Case(make=file(_repeated("Quantity", "-3")), says=("row",)),
    "formulas in cells": Case(make=file(_cell("Description", "=cmd|'/c calc'!A1")), differs=True),
    "terminal codes in cells": Case(make=file(_cell("Description", "\x1b[31mred\x1b]0;title\x07"))),
    # Archives.
    "gzip cut": Case(
        make=file(gzip.compress(GOOD.encode())[:-40], "orders.csv.gz"),
        says=("orders.csv.gz", "damaged"),
    ),
    "gzip with a false sum": Case(
        make=file(gzip.compress(GOOD.encode())[:-8] + b"12345678", "orders.csv.gz"),
        says=("damaged",),
    ),
    "gzip and then noise": Case(
        make=file(gzip.compress(GOOD.encode()) + NOISE, "orders.csv.gz"),
        says=("orders.csv.gz", "damaged"),
    ),
    "bzip2 cut": Case(
        make=file(bz2.compress(GOOD.encode())[:-9], "orders.csv.bz2"),
        says=("orders.csv.bz2", "damaged"),
    ),
    "xz with a changed byte": Case(
        make=file(_flipped(lzma.compress(GOOD.encode())), "orders.csv.xz"),
        says=("orders.csv.xz", "damaged"),
    ),
    "zip in a zip in a zip": Case(
        make=file(
            zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.csv": GOOD})})})}),
            "orders.zip",
        ),
        says=("c.zip", "too many"),
    ),
    "zip that names one file 40 times": Case(
        make=_overlapping, says=("orders.zip", "damaged", "over")
    ),
    "zip without an end": Case(
        make=file(zipped({"a.csv": GOOD})[:-30], "orders.zip"), says=("orders.zip", "damaged")
    ),
    "zip that climbs": Case(make=file(zipped({"../../up.csv": GOOD}), "orders.zip")),
    "zip with an absolute name": Case(
        make=file(zipped({"/etc/cron.d/orders.csv": GOOD}), "orders.zip")
    ),
    "zip with a name of Windows": Case(
        make=file(zipped({"..\\..\\C:\\orders.csv": GOOD}), "orders.zip")
    ),
    "zip without data": Case(
        make=file(zipped({"photo.jpg": NOISE}), "orders.zip"), says=("orders.zip", "photo.jpg")
    ),
    "tar that climbs": Case(make=file(tarred({"../../../tmp/up.csv": GOOD}), "orders.tar")),
    "tar of links": Case(
        make=file(tarred({}, {"orders.csv": "/etc/passwd"}), "orders.tar"),
        says=("orders.tar", "no data"),
    ),
    "tar cut": Case(
        make=file(tarred({"orders.csv": GOOD})[:3000], "orders.tar"), says=("orders.tar", "damaged")
    ),
    # Workbooks.
    "workbook cut": Case(
        make=file(book(orders())[:-800], "orders.xlsx"), says=("orders.xlsx", "damaged")
    ),
    "workbook of noise": Case(
        make=file(b"PK\x03\x04" + NOISE, "orders.xlsx"), says=("orders.xlsx", "damaged")
    ),
    "workbook without its sheet": Case(
        make=file(_without("xl/worksheets/sheet1.xml"), "orders.xlsx"), says=("orders.xlsx",)
    ),
    "workbook without a list of sheets": Case(
        make=file(_without("xl/workbook.xml"), "orders.xlsx"), says=("orders.xlsx",)
    ),
    "workbook without texts": Case(
        make=file(_without("xl/sharedStrings.xml", _shared_texts()), "orders.xlsx"),
        says=("orders.xlsx",),
    ),
    "workbook that laughs a billion times": Case(
        make=file(_laughing(_LAUGHS), "orders.xlsx"), says=("orders.xlsx", "Orders")
    ),
    "workbook that reads another file": Case(
        make=file(_laughing(_FOREIGN_ENTITY), "orders.xlsx"), says=("orders.xlsx", "Orders")
    ),
    "workbook whose sheet breaks off": Case(
        make=file(_sheet_with(lambda xml: xml[:9000]), "orders.xlsx"),
        says=("orders.xlsx", "Orders"),
    ),
    "workbook with a cell far out": Case(
        make=file(_sheet_with(lambda xml: xml.replace('r="H3"', 'r="XFD1048576"')), "orders.xlsx"),
        says=("orders.xlsx", "Orders"),
    ),
    "workbook with an odd sheet": Case(
        make=file(book(orders(), title="<b>=1+1{{7}}<b>"), "orders.xlsx"), differs=True
    ),
    "workbook of nothing": Case(
        make=file(book([], header=()), "orders.xlsx"), says=("orders.xlsx",)
    ),
    # Parquet, Arrow, JSON and databases.
    "Parquet cut": Case(
        make=file(parquet()[:-100], "orders.parquet"), says=("orders.parquet", "damaged")
    ),
    "Parquet with a footer too long": Case(
        make=file(parquet()[:-8] + b"\xff\xff\xff\x7fPAR1", "orders.parquet"),
        says=("orders.parquet", "damaged"),
    ),
    "Parquet with its pages overwritten": Case(
        make=file(b"PAR1" + NOISE[:600] + parquet()[604:], "orders.parquet"),
        says=("orders.parquet", "damaged"),
    ),
    "Arrow cut": Case(
        make=file(feather()[:-900], "orders.feather"), says=("orders.feather", "damaged")
    ),
    "JSON that breaks off": Case(
        make=file(json.dumps(records())[:-30], "orders.json"), says=("orders.json", "breaks off")
    ),
    "JSON that goes on": Case(
        make=file(json.dumps(records()) + "[]", "orders.json"), says=("orders.json", "goes on")
    ),
    "JSON of one number": Case(make=file("42", "orders.json"), says=("orders.json",)),
    "JSON of 9,000 levels": Case(
        make=file('{"a":' * 9000 + "1" + "}" * 9000, "orders.json"), says=("orders.json", "levels")
    ),
    "JSON with a bad line": Case(
        make=file(lines_of_json(orders(9)) + "{oops}\n" + lines_of_json(), "orders.ndjson"),
        says=("orders.ndjson", "line 10"),
    ),
    "JSON of lists": Case(
        make=file(json.dumps([list(row) for row in orders()]), "orders.json"), says=("orders.json",)
    ),
    "JSON with NUL": Case(
        make=file(lines_of_json().replace("THING 3", "\\u0000x"), "orders.ndjson")
    ),
    "JSON with half a character": Case(
        make=file(lines_of_json().replace("THING 3", "\\ud800x"), "orders.ndjson"),
        says=("orders.ndjson", "line 4"),
    ),
    "SQLite cut": Case(
        make=lambda folder: file(database(folder).read_bytes()[:5000], "shop.sqlite")(folder),
        says=("shop.sqlite",),
    ),
    "SQLite with pages overwritten": Case(make=_pages_overwritten, says=("shop.sqlite",)),
    # Several files.
    "folder of months": Case(make=_months, differs=True),
    "folder in itself": Case(make=_folder_in_itself),
    "folder with a stranger": Case(make=_months_with_a_stranger, says=("2011-03.csv",)),
    "file with a hostile name": Case(
        make=file(GOOD, "<img src=x onerror=alert(1)>&'\"{{7}}\x1b[31m.csv"), differs=True
    ),
}


def main() -> None:
    """Write every case into a folder of its own."""
    for name, case in CASES.items():
        folder = Path(sys.argv[1]) / name.replace("/", " ")
        folder.mkdir(parents=True)
        made = case.make(folder)
        sys.stdout.write(
            f"{made}:"
            f" {'a message with ' + ', '.join(case.says) if case.is_refused else 'a report'}\n"
        )


if __name__ == "__main__":
    main()
