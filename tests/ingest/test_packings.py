"""Whatever a file is packed with is unpacked piece by piece; bombs, tricks and damage end in one
message and leave nothing behind.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from reporter.errors import IngestError
from reporter.ingest import forms
from reporter.ingest.files import containers, packings, sources
from tests.ingest.tables import load, load_one

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ingest.conftest import Writer

CSV = b"id,income\n1,10\n2,30\n3,25\n"
ROWS = [("1", "10"), ("2", "30"), ("3", "25")]
MEGABYTE = 1_000_000


def _zstd(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with pa.output_stream(buffer, compression="zstd") as stream:
        stream.write(content)
        stream.flush()
        return _kept(stream, buffer)


def _kept(stream: Any, buffer: io.BytesIO) -> bytes:
    close, buffer.close = buffer.close, lambda: None  # type: ignore[method-assign]
    stream.close()
    content = buffer.getvalue()
    close()
    return content


def _zip(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.csv", content)
    return buffer.getvalue()


def _tar(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(_info("data.csv", len(content)), io.BytesIO(content))
    return buffer.getvalue()


def _info(
    name: str, size: int = 0, kind: bytes = tarfile.REGTYPE, link: str = ""
) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = size, kind, link
    return info


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": _zstd,
    "zip": _zip,
    "tar": _tar,
}
EACH = pytest.mark.parametrize("ending", PACKERS)
STREAMS = pytest.mark.parametrize("ending", ["gz", "bz2", "xz", "zst"])


def _refused(path: Path, pattern: str) -> IngestError:
    with pytest.raises(IngestError, match=pattern) as caught:
        load(path)
    assert caught.value.hint
    assert "\n" not in caught.value.what
    return caught.value


def _unpack(path: Path, workspace: Path) -> list[containers.Part]:
    workspace.mkdir(exist_ok=True)
    [given] = sources.find([path], workspace)
    return containers.unpack(given, workspace)


@EACH
def test_each_packing_is_unpacked(write: Writer, ending: str) -> None:
    table = load_one(write(PACKERS[ending](CSV), f"data.csv.{ending}"))
    assert table.rows == ROWS
    assert table.loaded.label == (
        "data.csv" if ending not in {"zip", "tar"} else f"data.csv in data.csv.{ending}"
    )


@EACH
def test_packing_is_told_by_content(write: Writer, ending: str) -> None:
    assert load_one(write(PACKERS[ending](CSV), "download")).rows == ROWS


@STREAMS
def test_streams_one_after_the_other_are_one_file(write: Writer, ending: str) -> None:
    pack = PACKERS[ending]
    assert load_one(write(pack(CSV) + pack(b"4,40\n"), f"data.csv.{ending}")).rows == [
        *ROWS,
        ("4", "40"),
    ]


@STREAMS
def test_nothing_packed_is_an_empty_file(write: Writer, ending: str) -> None:
    _refused(
        write(PACKERS[ending](b""), f"data.csv.{ending}"),
        rf"data\.csv\.{ending} is empty \(0 bytes once unpacked\)",
    )


@pytest.mark.parametrize("ending", ["gz", "bz2", "xz", "zst", "zip"])
def test_a_file_cut_off_is_damaged(write: Writer, ending: str) -> None:
    content = PACKERS[ending](CSV + os.urandom(200_000).hex().encode())
    _refused(write(content[:-4000], f"data.csv.{ending}"), rf"data\.csv\.{ending} is damaged")


def test_a_tar_cut_off_is_damaged(write: Writer) -> None:
    _refused(write(_tar(CSV * 1000)[:15_000], "data.tar"), r"data\.tar is damaged")


@STREAMS
def test_changed_bytes_are_damage(write: Writer, ending: str) -> None:
    content = bytearray(PACKERS[ending](os.urandom(100_000).hex().encode()))
    content[50_000:50_100] = bytes(100)
    _refused(write(bytes(content), f"data.csv.{ending}"), "is damaged|cannot be read|no columns")


def test_a_packed_tar_of_exports_is_read_in_the_order_of_names(write: Writer) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name in ("x/b.csv", "x/a.csv", "readme.md", "x/._a.csv"):
            archive.addfile(_info(name, len(CSV)), io.BytesIO(CSV))
    tables = load(write(buffer.getvalue(), "exports.tgz"))
    assert [table.loaded.label for table in tables] == [
        "a.csv in exports.tar",
        "b.csv in exports.tar",
    ]
    assert tables[0].loaded.notes == ("a.csv in exports.tar, gzipped, in a tar archive",)


def test_links_and_devices_in_a_tar_are_never_data(write: Writer) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(_info("a.csv", kind=tarfile.SYMTYPE, link="/etc/passwd"))
        archive.addfile(_info("b.csv", kind=tarfile.LNKTYPE, link="../../secret.csv"))
        archive.addfile(_info("c.csv", kind=tarfile.CHRTYPE))
    _refused(write(buffer.getvalue(), "x.tar"), r"x\.tar holds no data file; it holds nothing")


@pytest.mark.parametrize(
    "name",
    ["../../evil.csv", "/tmp/evil.csv", "..\\..\\evil.csv", "a/../../evil.csv"],  # noqa: S108 - a name only
)
def test_names_in_archives_never_say_where_anything_is_written(
    write: Writer, tmp_path: Path, name: str
) -> None:
    tarred, zipped = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=tarred, mode="w") as archive:
        archive.addfile(_info(name, len(CSV)), io.BytesIO(CSV))
    with zipfile.ZipFile(zipped, "w") as members:
        members.writestr(name, CSV)
    for content, file in ((tarred, "x.tar"), (zipped, "x.zip")):
        [part] = _unpack(write(content.getvalue(), file), tmp_path / "workspace")
        assert part.path.parent == tmp_path / "workspace"
        assert part.label == f"evil.csv in {file}"


def test_a_member_that_is_a_link_in_a_zip_is_only_text(write: Writer) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.csv")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    _refused(write(buffer.getvalue(), "x.zip"), r"link\.csv in x\.zip")


def test_control_characters_in_names_are_not_printed(write: Writer) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a\x1b[31m\u202e.csv", CSV)
    assert (
        load_one(write(buffer.getvalue(), "x.zip")).loaded.label
        == "a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}.csv in x.zip"
    )


def test_a_password_is_asked_to_be_taken_off(write: Writer) -> None:
    content = bytearray(_zip(CSV))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    _refused(write(bytes(content), "x.zip"), r"x\.zip is protected by a password")


def test_a_way_of_packing_that_is_not_known_is_said(write: Writer) -> None:
    content = bytearray(_zip(CSV))
    content[8] = content[content.index(b"PK\x01\x02") + 10] = 97
    _refused(write(bytes(content), "x.zip"), r"x\.zip is packed in a way that is not understood")


def test_packings_within_packings_have_an_end(write: Writer) -> None:
    content = CSV
    for _ in range(containers.DEPTH):
        content = gzip.compress(content)
    assert load_one(write(content, "data.csv.gz")).rows == ROWS
    _refused(write(gzip.compress(content), "more.gz"), "packed too many times over")


def test_zips_within_zips_have_an_end(write: Writer) -> None:
    content = _zip(CSV)
    for _ in range(containers.DEPTH):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("inner.zip", content)
        content = buffer.getvalue()
    _refused(write(content, "x.zip"), "packed too many times over")


@STREAMS
def test_a_bomb_stops_early_and_leaves_nothing(
    write: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(packings, "GENEROUS", 2 * MEGABYTE)
    monkeypatch.setattr(packings, "RATIO", 10)
    path = write(PACKERS[ending](b"0," * (3 * MEGABYTE)), f"bomb.csv.{ending}")
    with pytest.raises(IngestError, match=r"bomb\.csv\.\w+ unpacks to more than 10 times its size"):
        _unpack(path, tmp_path / "workspace")
    assert not list((tmp_path / "workspace").iterdir())


def test_a_bomb_of_many_members_stops_too(
    write: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packings, "GENEROUS", 2 * MEGABYTE)
    monkeypatch.setattr(packings, "RATIO", 10)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"{number}.csv", b"0," * (MEGABYTE // 2))
    with pytest.raises(IngestError, match=r"bomb\.zip unpacks to more than 10 times"):
        _unpack(write(buffer.getvalue(), "bomb.zip"), tmp_path / "workspace")
    written = sum(file.stat().st_size for file in (tmp_path / "workspace").iterdir())
    assert written <= 3 * MEGABYTE


def test_an_archive_of_too_many_files_is_refused(
    write: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packings, "MEMBERS", 5)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(6):
            archive.writestr(f"{number}.csv", CSV)
    _refused(write(buffer.getvalue(), "x.zip"), "holds more than 5 files")


def test_a_list_of_contents_without_end_is_never_read(
    write: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packings, "HEADER", 100_000)
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        for number in range(2000):
            archive.writestr(f"{'long' * 20}{number}.csv", b"")
    with tarfile.open(fileobj=tarred, mode="w", format=tarfile.PAX_FORMAT) as members:
        info = _info("a.csv", len(CSV))
        info.pax_headers = {"comment": "x" * 200_000}
        members.addfile(info, io.BytesIO(CSV))
    _refused(write(zipped.getvalue(), "x.zip"), "is damaged")
    _refused(write(tarred.getvalue(), "x.tar"), "is damaged")


@pytest.mark.slow
def test_a_bomb_takes_constant_memory(write: Writer, tmp_path: Path) -> None:
    """200 MB of zeros in 200 KB: what is held at once is a piece of it."""
    path = write(gzip.compress(bytes(200 * MEGABYTE), 9), "zeros.csv.gz")
    (tmp_path / "workspace").mkdir()
    code = (
        "import resource, sys; from pathlib import Path; from reporter.ingest.files import"
        " containers, sources\nbefore ="
        " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\nworkspace = Path(sys.argv[2]);"
        " [given] = sources.find([sys.argv[1]], workspace); [part] = containers.unpack(given,"
        " workspace)\nprint(part.path.stat().st_size,"
        " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(tmp_path / "workspace")],
        capture_output=True,
        text=True,
        check=True,
    )
    size, kilobytes = map(int, done.stdout.split())
    assert size == 200 * MEGABYTE
    assert kilobytes < 20_000


def test_zeros_are_no_text(write: Writer) -> None:
    _refused(
        write(gzip.compress(bytes(10 * MEGABYTE)), "zeros.csv.gz"),
        r"zeros\.csv cannot be read as text: it holds NUL bytes",
    )


def test_a_disk_that_is_nearly_full_stops_unpacking(
    write: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packings, "MARGIN", 1 << 62)
    path = write(gzip.compress(bytes(40 * MEGABYTE)), "data.csv.gz")
    with pytest.raises(
        IngestError, match=r"data\.csv\.gz does not fit on the disk: there is no room left in "
    ) as caught:
        _unpack(path, tmp_path / "workspace")
    assert str(tmp_path) in caught.value.what
    assert "TMPDIR" in caught.value.hint
    assert not list((tmp_path / "workspace").iterdir())


@pytest.mark.slow
def test_a_full_disk_is_said(write: Writer, tmp_path: Path) -> None:
    """The limit to a file's size meets a write as a full disk does."""
    path = write(gzip.compress(bytes(3 * MEGABYTE)), "data.csv.gz")
    (tmp_path / "workspace").mkdir()
    code = (
        "import resource, signal, sys; from pathlib import Path; from reporter.errors import"
        " IngestError\nfrom reporter.ingest.files import containers,"
        " sources\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        " resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\nworkspace ="
        " Path(sys.argv[2]); [given] = sources.find([sys.argv[1]], workspace)\ntry:"
        " containers.unpack(given, workspace)\nexcept IngestError as error: print(error.what,"
        " list(workspace.iterdir()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(tmp_path / "workspace")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "data.csv.gz does not fit on the disk" in done.stdout
    assert done.stdout.endswith(" []\n")


@pytest.mark.parametrize(
    ("name", "content", "pattern"),
    [
        (
            "sales.xls",
            b"<html><body><table><tr><td>id</td></tr></table></body></html>",
            "is a web page that was named like a workbook",
        ),
        (
            "sales.xls",
            b"\xef\xbb\xbf\n<table border=1>",
            "is a web page that was named like a workbook",
        ),
        ("sales.xls", "<html><head>".encode("utf-16"), "is a web page"),
        (
            "sales.xml",
            (
                b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook'
                b' xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
            ),
            "is an XML spreadsheet of the year 2003",
        ),
        ("sales.csv", b'<?xml version="1.0"?><orders/>', "is an XML document"),
        ("a.csv", b"\x7fELF\x02\x01\x01\0", "is a program"),
        ("a.csv", b"MZ\x90\0\x03\0\0\0", "is a program"),
        ("a.csv", b"\xff\xd8\xff\xe0", "is an image"),
        ("a.csv", b"%PDF-1.7", "is a PDF document"),
        ("a.csv", b"7z\xbc\xaf\x27\x1c", "is a 7z archive"),
        ("a.csv", b"\x80\x04\x95\0\0\0", "is a Python pickle"),
        (
            "a.csv",
            b"version https://git-lfs.github.com/spec/v1\n",
            "stand-in for a file that Git LFS keeps",
        ),
    ],
)
def test_files_that_are_no_tables_are_refused_by_what_they_are(
    write: Writer, name: str, content: bytes, pattern: str
) -> None:
    error = _refused(write(content, name), pattern)
    assert name in error.what


@pytest.mark.parametrize(
    ("members", "pattern"),
    [
        ({"[Content_Types].xml": b"", "word/document.xml": b""}, "is a Word document"),
        (
            {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""},
            "is an office document",
        ),
        ({"Index/Document.iwa": b""}, "is a Numbers document"),
    ],
)
def test_documents_that_are_zips_are_refused_by_what_they_are(
    write: Writer, members: dict[str, bytes], pattern: str
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    _refused(write(buffer.getvalue(), "file.docx"), pattern)


@pytest.mark.parametrize(
    "members",
    [
        {"[Content_Types].xml": b"", "xl/workbook.xml": b""},
        {"[Content_Types].xml": b"", "xl/workbook.bin": b""},
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""},
    ],
)
def test_workbooks_are_told_by_content(
    write: Writer, tmp_path: Path, members: dict[str, bytes]
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    [part] = _unpack(write(buffer.getvalue(), "download"), tmp_path / "workspace")
    assert part.form == forms.WORKBOOK


def test_text_that_is_called_xls_is_text(write: Writer) -> None:
    assert load_one(write(CSV.replace(b",", b"\t"), "export.xls")).rows == ROWS


def test_text_that_begins_with_a_bracket_is_text(write: Writer) -> None:
    assert load_one(write(b"[id],[income]\n1,10\n2,30\n", "export.csv")).columns == (
        "[id]",
        "[income]",
    )
