"""Data that are too much: the processes of a command stay below 1.5 GiB together, and nothing is
written but where it belongs.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import json
import lzma
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from tests.hostile.corpus import GOOD, LINES, book, delimited, file, orders, parquet, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST = 1_536 << 20
"""Bytes that all processes of a command may have in memory together."""

MiB = 1 << 20
BEYOND = 1_200 * MiB
"""More than may be unpacked of a small file."""

LINUX = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="memory of processes is read from /proc"
)
ROOT = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only the administrator may do that"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a command."""

    code: int
    output: str
    error: str
    peak: int
    """Bytes that its processes held in memory together, at most."""


def _tree(root: int) -> list[int]:
    """Return a process and all that came of it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents.setdefault(int(path.read_text().rpartition(")")[2].split()[1]), []).append(
                int(path.parent.name)
            )
    found = [root]
    for number in found:
        found += parents.get(number, [])
    return found


def _memory(root: int) -> int:
    """Return the bytes in memory of a process and its children, pages that they share counted once
    (PSS).
    """
    total = 0
    for number in _tree(root):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
    return total


def _command(
    data: Path | str,
    tmp_path: Path,
    *arguments: str,
    command: str = "inspect",
    lead: tuple[str, ...] = (),
) -> Outcome:
    """Run a command in a process of its own whose temporary folder is its own too."""
    temporary = tmp_path / "temporary"
    temporary.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [*lead, sys.executable, "-m", "reporter", command, str(data), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    peak, done = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.05):
            peak = max(peak, _memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        output, error = process.communicate(timeout=900)
    finally:
        process.kill()
        done.set()
        watcher.join()
    return Outcome(code=process.returncode, output=output, error=error, peak=peak)


def _is_message(outcome: Outcome, *says: str) -> None:
    assert outcome.code == 1, outcome.output + outcome.error
    assert outcome.error.startswith("Error: "), outcome.error
    assert len(outcome.error.strip().splitlines()) == 2, outcome.error
    assert "unexpected error" not in outcome.error
    assert [word for word in says if word not in outcome.error] == [], outcome.error


def _is_tidy(tmp_path: Path, data: Path) -> None:
    """Nothing is left but the data and the empty temporary folder."""
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        {"temporary", data.relative_to(tmp_path).parts[0]}
    )
    assert list((tmp_path / "temporary").iterdir()) == []


# Too large.


def _large_cell(size: int) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "orders.csv"
        before, after = "\n".join(LINES[:20]), "\n".join(LINES[20:])
        with path.open("w", encoding="utf-8") as stream:
            stream.write(before.rpartition("THING")[0])
            for _ in range(size // MiB):
                stream.write("words, and " * (MiB // 11))
            stream.write(f"{before.rpartition('THING')[2]}\n{after}\n")
        return path

    return make


def _quoted_cell(size: int, words: str = "words and ") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "orders.csv"
        rows = orders(
            Description=lambda number: (
                words * (size // len(words)) if number == 9 else f"THING {number % 7}"
            )
        )
        path.write_text(delimited(rows), encoding="utf-8")
        return path

    return make


def _endless_line(folder: Path) -> Path:
    path = folder / "orders.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(f"{LINES[0]}\n")
        for _ in range(300):
            stream.write("a,b,c;d " * (MiB // 8))
    return path


def _delimiters(folder: Path) -> Path:
    return file(f"{LINES[0]}\n{',' * 40_000_000}\n" + "\n".join(LINES[1:]))(folder)


def _endless_word(folder: Path) -> Path:
    path = folder / "orders.csv"
    with path.open("wb") as stream:
        for _ in range(300):
            stream.write(b"x" * MiB)
    return path


def _keys(folder: Path) -> Path:
    return file(
        json.dumps([{f"key {number}": number for number in range(100_000)}]), "orders.json"
    )(folder)


def _levels(folder: Path) -> Path:
    return file('{"a":' * 100_000 + "1" + "}" * 100_000, "orders.json")(folder)


def _lists(folder: Path) -> Path:
    return file('[{"a":' + "[" * 100_000 + "]" * 100_000 + "}]", "orders.ndjson")(folder)


def _columns(folder: Path) -> Path:
    return file(delimited([["1", "x"] * 2500] * 40, [f"c{number}" for number in range(5000)]))(
        folder
    )


def _zeros(size: int) -> Iterator[bytes]:
    for _ in range(size // MiB):
        yield bytes(MiB)


def _gzip_bomb(folder: Path) -> Path:
    path = folder / "orders.csv.gz"
    piece = gzip.compress(bytes(BEYOND // 4), 9)
    path.write_bytes(piece * 4)
    return path


def _bzip2_bomb(folder: Path) -> Path:
    path = folder / "orders.csv.bz2"
    path.write_bytes(bz2.compress(bytes(BEYOND // 8)) * 8)
    return path


def _xz_bomb(folder: Path) -> Path:
    path = folder / "orders.csv.xz"
    path.write_bytes(lzma.compress(bytes(BEYOND // 8), preset=1) * 8)
    return path


def _zstd_bomb(folder: Path) -> Path:
    path = folder / "orders.csv.zst"
    with pa.OSFile(str(path), "wb") as sink, pa.CompressedOutputStream(sink, "zstd") as stream:
        for zeros in _zeros(BEYOND):
            stream.write(zeros)
    return path


def _zip_bomb(folder: Path) -> Path:
    path = folder / "orders.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("orders.csv", "w", force_zip64=True) as stream,
    ):
        for zeros in _zeros(BEYOND):
            stream.write(zeros)
    return path


def _bomb_of_ten_gigabytes(folder: Path) -> Path:
    """Write 10 GB of zeros in 10 MB: packed streams may stand one after the other."""
    path = folder / "orders.csv.gz"
    path.write_bytes(gzip.compress(bytes(64 * MiB), 9) * 160)
    return path


def _nested_zip_bomb(folder: Path) -> Path:
    path = folder / "orders.zip"
    _zip_bomb(folder)
    inner = path.read_bytes()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.zip", inner)
    return path


def _sheet_of_gigabytes(folder: Path) -> Path:
    path = folder / "orders.xlsx"
    good = rewritten(
        book(orders(9)), lambda name, data: None if name == "xl/worksheets/sheet1.xml" else data
    )
    path.write_bytes(good)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream,
    ):
        stream.write(
            b"<worksheet"
            b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        )
        rows = b"".join(
            b'<row><c t="inlineStr"><is><t>a</t></is></c><c><v>1</v></c></row>'
            for _ in range(20_000)
        )
        for _ in range(BEYOND * 2 // len(rows)):
            stream.write(rows)
        stream.write(b"</sheetData></worksheet>")
    return path


def _rows_that_are_claimed(folder: Path) -> Path:
    """Change the number of rows in a Parquet file's footer to billions."""
    content = bytearray(parquet(orders(300)))
    length = int.from_bytes(content[-8:-4], "little")
    footer = bytes(content[-8 - length : -8])
    claimed = footer.replace(
        b"\xd8\x04", b"\xfe\x7f"
    )  # 300 and 8,191, as Thrift's zigzag writes them
    return file(bytes(content[: -8 - length]) + claimed + bytes(content[-8:]), "orders.parquet")(
        folder
    )


LARGE: dict[str, tuple[Callable[[Path], Path], tuple[str, ...]]] = {
    "a cell of 10 MB": (_quoted_cell(10_000_000), ()),
    "JSON of 100,000 levels": (_levels, ("orders.json", "levels")),
    "Parquet that claims rows": (_rows_that_are_claimed, ("orders.parquet",)),
}
HUGE: dict[str, tuple[Callable[[Path], Path], tuple[str, ...]]] = {
    "5,000 columns": (_columns, ("orders.csv",)),
    "JSON of 100,000 keys": (_keys, ("orders.json", "keys")),
    "JSON of 100,000 lists": (_lists, ("orders.ndjson", "levels")),
    "a cell of 200 MB": (_quoted_cell(200_000_000), ("orders.csv", "line 11", "longer")),
    "a cell of 200 MB in lines": (
        _quoted_cell(200_000_000, "words\n"),
        ("orders.csv", "line 11", "quote"),
    ),
    "a line of 200 MB": (_large_cell(200_000_000), ("orders.csv", "line 20")),
    "40 MB of delimiters": (_delimiters, ("orders.csv", "line 2", "cells")),
    "300 MB without a line end": (_endless_line, ("orders.csv", "line 2")),
    "300 MB of one word": (_endless_word, ("orders.csv",)),
    "a gzip bomb": (_gzip_bomb, ("orders.csv.gz", "times its size")),
    "a bzip2 bomb": (_bzip2_bomb, ("orders.csv.bz2", "times its size")),
    "an xz bomb": (_xz_bomb, ("orders.csv.xz", "times its size")),
    "a zstd bomb": (_zstd_bomb, ("orders.csv.zst", "times its size")),
    "a zip bomb": (_zip_bomb, ("orders.zip", "times its size")),
    "a bomb of ten gigabytes": (_bomb_of_ten_gigabytes, ("orders.csv.gz", "times its size")),
    "a zip bomb in a zip": (_nested_zip_bomb, ("orders.zip", "times its size")),
    "a sheet of gigabytes": (_sheet_of_gigabytes, ("orders.xlsx", "GiB")),
}


def _ends_small(made: tuple[Callable[[Path], Path], tuple[str, ...]], tmp_path: Path) -> None:
    make, says = made
    data = make(tmp_path)
    outcome = _command(data, tmp_path)
    if says:
        _is_message(outcome, *says)
    else:
        assert (outcome.code, outcome.error) == (0, ""), outcome.error
    assert outcome.peak < MOST, f"{outcome.peak / MiB:,.0f} MiB"
    _is_tidy(tmp_path, data)


@pytest.mark.slow
@LINUX
@pytest.mark.parametrize("name", LARGE)
def test_large_things_take_little_memory(name: str, tmp_path: Path) -> None:
    _ends_small(LARGE[name], tmp_path)


@LINUX
@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_huge_things_take_little_memory(name: str, tmp_path: Path) -> None:
    _ends_small(HUGE[name], tmp_path)


@LINUX
def test_a_device_without_end_is_refused_at_once(tmp_path: Path) -> None:
    _is_message(_command("/dev/zero", tmp_path), "/dev/zero", "device")


@LINUX
@pytest.mark.slow
def test_standard_input_without_end_stops_at_what_the_disk_holds(tmp_path: Path) -> None:
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("needs a small disk of its own: the administrator, and unshare")
    small = tmp_path / "small"
    small.mkdir()
    script = (
        f"mount -t tmpfs -o size=400m tmpfs {small} && TMPDIR={small} exec {sys.executable} -m"
        " reporter inspect - < /dev/zero"
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"this machine allows no disk of its own ({done.stderr.strip()[:80]})")
    assert done.returncode == 1
    assert "standard input does not fit on the disk" in done.stderr


# Too little room, and too few rights.


@pytest.mark.slow
@ROOT
@pytest.mark.parametrize("command", ["inspect", "run"])
def test_a_full_disk_is_one_message(command: str, tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare")
    data, small = file(delimited(orders(30_000, 4_000)))(tmp_path), tmp_path / "small"
    small.mkdir()
    target = f"-o {small}/run --quiet --formats csv" if command == "run" else ""
    script = (
        f"mount -t tmpfs -o size=2m tmpfs {small} || exit 77; TMPDIR={small} {sys.executable} -m"
        f" reporter {command} {data} {target}; code=$?; ls -A {small}; exit $code"
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip(f"this machine allows no disk of its own ({done.stderr.strip()[:80]})")
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("Error: "), done.stderr
    assert "unexpected error" not in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2, done.stderr
    assert done.stdout == "", "nothing is left on the disk"


@pytest.mark.slow
@ROOT
@pytest.mark.parametrize("mode", [0o000, 0o311])
def test_a_folder_that_may_not_be_read_is_one_message(mode: int, tmp_path: Path) -> None:
    if shutil.which("setpriv") is None:
        pytest.skip("needs setpriv to be somebody else")
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "orders.csv").write_text(GOOD, encoding="utf-8")
    folder.chmod(mode)
    for above in (tmp_path, *tmp_path.parents[:2]):
        above.chmod(0o755)
    (tmp_path / "temporary").mkdir()
    (tmp_path / "temporary").chmod(0o777)
    outcome = _command(
        folder, tmp_path, lead=("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    )
    if "No module named" in outcome.error or (
        "Permission denied" in outcome.error and "Error: " not in outcome.error
    ):
        pytest.skip("nobody else may run this interpreter")
    _is_message(outcome, "exports", "Permission denied")


# Data that move.


def _is_being_read(temporary: Path) -> bool:
    """Tell whether the command has begun to read: its workspace lies in the one of its process."""
    return temporary.exists() and bool(
        list(temporary.glob("segment-reporter-*/segment-reporter-*/ingest-*"))
    )


@LINUX
def test_a_file_that_goes_away_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(delimited(orders(60_000, 4_000)), encoding="utf-8")
    temporary = tmp_path / "temporary"

    def remove() -> None:
        while not _is_being_read(temporary):
            time.sleep(0.002)
        path.unlink()

    remover = threading.Thread(target=remove, daemon=True)
    remover.start()
    outcome = _command(path, tmp_path)
    remover.join(10)
    _is_message(outcome, "orders.csv")
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
@LINUX
def test_a_file_that_grows_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(delimited(orders(60_000, 4_000)), encoding="utf-8")
    temporary, over = tmp_path / "temporary", threading.Event()

    def write() -> None:
        with path.open("a", encoding="utf-8") as stream:
            while not over.wait(0.02):
                if _is_being_read(temporary):
                    stream.write(LINES[5] + "\n")
                    stream.flush()

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    outcome = _command(path, tmp_path)
    over.set()
    writer.join(10)
    _is_message(outcome, "orders.csv changed while it was read")
    assert list(temporary.iterdir()) == []
