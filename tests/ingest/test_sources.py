"""Files, folders, patterns and standard input are found as they were meant; what cannot be is said
in one message.
"""

from __future__ import annotations

import io
import os
import socket
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from reporter.errors import IngestError
from reporter.ingest.files import loading, sources
from tests.ingest.tables import load_one

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reporter.ingest.files.sources import Given
    from tests.ingest.conftest import Reader, Writer

CSV = "id,income\n1,10\n2,30\n"


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    for name in ("2024-02.csv", "2024-01.csv", "2023-12.csv"):
        (folder / name).write_text(CSV)
    return folder


def _find(tmp_path: Path, *data: str | Path) -> list[Given]:
    return sources.find(data, tmp_path)


def _labels(given: Sequence[Given]) -> list[str]:
    return [one.label for one in given]


def _refused(tmp_path: Path, *data: str | Path, pattern: str) -> IngestError:
    with pytest.raises(IngestError, match=pattern) as caught:
        _find(tmp_path, *data)
    assert caught.value.hint
    assert "\n" not in caught.value.what
    return caught.value


def test_a_folder_is_all_its_data_files_by_name(tmp_path: Path, exports: Path) -> None:
    given = _find(tmp_path, exports)
    assert _labels(given) == ["2023-12.csv", "2024-01.csv", "2024-02.csv"]
    assert given[0].notes == ("3 files of the folder exports",)
    assert given[1].notes == ()


def test_what_is_no_data_in_a_folder_is_left_out_and_named(tmp_path: Path, exports: Path) -> None:
    for name in ("readme.txt", "logo.png", ".hidden.csv", "~$book.xlsx", ".~lock.2024-01.csv#"):
        (exports / name).write_text("x")
    (exports / "old").mkdir()
    (exports / "old" / "2022.csv").write_text(CSV)
    given = _find(tmp_path, exports)
    assert len(given) == 3
    assert given[0].notes[-1] == "left out of the folder exports: logo.png, readme.txt, old/"


def test_texts_are_data_where_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "orders.txt").write_text(CSV)
    assert _labels(_find(tmp_path, tmp_path / "in")) == ["orders.txt"]


def test_a_folder_without_data_says_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    _refused(tmp_path, tmp_path / "in", pattern="in is a folder without a data file; it is empty")
    (tmp_path / "in" / "logo.png").write_text("x")
    (tmp_path / "in" / "2024").mkdir()
    error = _refused(
        tmp_path, tmp_path / "in", pattern=r"without a data file; it holds 2024, logo\.png"
    )
    assert str(tmp_path / "in" / "*" / "*.csv") in error.hint


def test_a_pattern_is_the_files_it_matches(tmp_path: Path, exports: Path) -> None:
    given = _find(tmp_path, str(exports / "2024-*.csv"))
    assert _labels(given) == ["2024-01.csv", "2024-02.csv"]
    assert given[0].notes == ("2 files matched by the pattern 2024-*.csv",)


def test_a_pattern_reaches_into_folders(tmp_path: Path, exports: Path) -> None:
    (exports / "sub").mkdir()
    (exports / "sub" / "2024-03.csv").write_text(CSV)
    assert _labels(_find(tmp_path, str(tmp_path / "**" / "2024-0[13].csv"))) == [
        "2024-01.csv",
        "2024-03.csv",
    ]


def test_a_pattern_leaves_out_what_is_no_data(tmp_path: Path, exports: Path) -> None:
    (exports / "2024-01.csv.md5").write_text("x")
    given = _find(tmp_path, str(exports / "2024-01*"))
    assert _labels(given) == ["2024-01.csv"]
    assert given[0].notes[-1] == "left out, as they are no data files: 2024-01.csv.md5"


def test_a_file_whose_name_looks_like_a_pattern_is_itself(tmp_path: Path, exports: Path) -> None:
    (exports / "2024-*.csv").write_text(CSV)
    assert _labels(_find(tmp_path, str(exports / "2024-*.csv"))) == ["2024-*.csv"]


def test_a_pattern_that_matches_nothing(tmp_path: Path, exports: Path) -> None:
    _refused(
        tmp_path, str(exports / "2025-*.csv"), pattern=r"No file matches the pattern .*2025-\*\.csv"
    )


def test_a_file_given_twice_is_read_once(tmp_path: Path, exports: Path) -> None:
    given = _find(
        tmp_path, exports / "2024-01.csv", exports, exports / ".." / "exports" / "2024-01.csv"
    )
    assert _labels(given) == ["2024-01.csv", "2023-12.csv", "2024-02.csv"]
    assert given[0].notes[-1] == "given more than once, read once: 2024-01.csv"


def test_files_of_the_same_name_are_told_apart(tmp_path: Path, exports: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "2024-01.csv").write_text(CSV)
    given = _find(
        tmp_path,
        exports / "2024-01.csv",
        tmp_path / "more" / "2024-01.csv",
        exports / "2024-02.csv",
    )
    assert _labels(given) == ["exports/2024-01.csv", "more/2024-01.csv", "2024-02.csv"]


def test_a_link_that_is_named_is_followed(tmp_path: Path, exports: Path) -> None:
    (tmp_path / "latest.csv").symlink_to(exports / "2024-02.csv")
    assert _labels(_find(tmp_path, tmp_path / "latest.csv")) == ["latest.csv"]


@pytest.mark.parametrize("by_pattern", [False, True])
def test_links_in_a_folder_never_lead_out_of_it(
    tmp_path: Path, exports: Path, *, by_pattern: bool
) -> None:
    (tmp_path / "secret.csv").write_text(CSV)
    (exports / "away.csv").symlink_to(tmp_path / "secret.csv")
    (exports / "broken.csv").symlink_to(tmp_path / "nothing.csv")
    (exports / "loop.csv").symlink_to(exports / "loop.csv")
    (exports / "within.csv").symlink_to("2024-01.csv")
    given = _find(tmp_path, str(exports / "*.csv") if by_pattern else exports)
    assert _labels(given) == ["2023-12.csv", "2024-01.csv", "2024-02.csv"]
    assert "left out, as the link leads out of the folder: away.csv" in given[0].notes
    assert "left out, as the link leads nowhere: broken.csv, loop.csv" in given[0].notes


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "broken.csv").symlink_to(tmp_path / "nothing.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    _refused(
        tmp_path,
        tmp_path / "broken.csv",
        pattern=r"broken\.csv is a link to a file that does not exist",
    )
    _refused(
        tmp_path,
        tmp_path / "loop.csv",
        pattern=r"loop\.csv cannot be read: Too many levels of symbolic links",
    )


def test_a_folder_that_was_changed_for_a_link_is_not_searched_beyond_itself(
    tmp_path: Path, exports: Path
) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "a.csv").write_text(CSV)
    (exports / "sub").symlink_to(tmp_path / "private")
    assert len(_find(tmp_path, exports)) == 3


@pytest.mark.parametrize("name", ["x" * 300 + ".csv", "a\0b.csv"])
def test_names_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    _refused(tmp_path, tmp_path / name, pattern="cannot be read: ")


def test_a_file_taken_for_a_folder(tmp_path: Path, exports: Path) -> None:
    _refused(tmp_path, exports / "2024-01.csv" / "x.csv", pattern="There is no file ")


def test_pipes_sockets_and_devices(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    error = _refused(tmp_path, tmp_path / "pipe.csv", pattern=r"pipe\.csv is a pipe, not a file")
    assert "give - instead" in error.hint
    _refused(tmp_path, "/dev/zero", pattern="/dev/zero is a device, not a file")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket.csv"))
        _refused(tmp_path, tmp_path / "socket.csv", pattern="is a socket, not a file")


def test_a_pipe_in_a_folder_is_left_out(tmp_path: Path, exports: Path) -> None:
    os.mkfifo(exports / "pipe.csv")
    assert "left out, as it is no regular file: pipe.csv" in _find(tmp_path, exports)[0].notes


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read every folder")
def test_an_unreadable_folder(tmp_path: Path, exports: Path) -> None:
    exports.chmod(0)
    try:
        _refused(
            tmp_path, exports, pattern="The folder .*exports cannot be read: Permission denied"
        )
    finally:
        exports.chmod(0o700)


def _pipe(monkeypatch: pytest.MonkeyPatch, content: bytes, *, keyboard: bool = False) -> None:
    standard = SimpleNamespace(buffer=io.BytesIO(content), isatty=lambda: keyboard, closed=False)
    monkeypatch.setattr(sys, "stdin", standard)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe(monkeypatch, CSV.encode())
    table = load_one("-")
    assert table.rows == [("1", "10"), ("2", "30")]
    assert table.loaded.label == "standard input"


@pytest.mark.parametrize(
    ("content", "keyboard", "pattern"),
    [(b"", False, r"Standard input is empty \(0 bytes\)"), (b"x", True, "is the keyboard")],
)
def test_standard_input_without_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, keyboard: bool, pattern: str
) -> None:  # fmt: skip
    _pipe(monkeypatch, content, keyboard=keyboard)
    _refused(tmp_path, "-", pattern=pattern)


def test_standard_input_twice(tmp_path: Path) -> None:
    _refused(tmp_path, "-", "-", pattern="Standard input was given twice")


@pytest.mark.parametrize("change", ["append", "replace", "remove"])
def test_a_file_that_changes_is_noticed(tmp_path: Path, exports: Path, change: str) -> None:
    path = exports / "2024-01.csv"
    given = _find(tmp_path, exports)
    sources.unchanged(given)
    if change == "append":
        with path.open("a") as stream:
            stream.write("3,4\n")
    elif change == "replace":
        (exports / "new").write_text(CSV)
        (exports / "new").replace(path)
    else:
        path.unlink()
    with pytest.raises(IngestError, match=r"2024-01\.csv changed while it was read"):
        sources.unchanged(given)


@pytest.mark.parametrize("content", ["id,income\n1,10\n2,30\n3,40\n", "", "\0\0"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    reader: Reader, write: Writer, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    path = write(CSV)
    load = loading.load

    def _changing(*arguments: Any) -> Any:
        path.write_text(content)
        return load(*arguments)

    monkeypatch.setattr(loading, "load", _changing)
    with pytest.raises(IngestError, match=r"data\.csv changed while it was read"):
        reader(path)


def test_notes_on_what_was_found_reach_the_source(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(CSV)
    (tmp_path / "in" / "b.csv").write_text("id,income\n3,40\n4,70\n")
    assert "2 files of the folder in" in reader(tmp_path / "in").source.reading
