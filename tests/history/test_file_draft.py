"""A single file is whole or it is not there, and an earlier one survives every failure."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from reporter.errors import HistoryError
from reporter.history import file_draft

if TYPE_CHECKING:
    from pathlib import Path


def test_a_finished_file_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("earlier", encoding="utf-8")
    with file_draft(target) as path:
        path.write_text("new", encoding="utf-8")
        assert path.suffix == ".csv", "writers go by the ending"
        assert target.read_text(encoding="utf-8") == "earlier"
    assert target.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_the_earlier_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("earlier", encoding="utf-8")
    with contextlib.suppress(RuntimeError), file_draft(target) as path:
        path.write_text("half", encoding="utf-8")
        raise RuntimeError
    assert target.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    with file_draft(tmp_path / "june" / "list.csv") as path:
        path.write_text("new", encoding="utf-8")
    assert (tmp_path / "june" / "list.csv").read_text(encoding="utf-8") == "new"


@pytest.mark.slow
def test_a_killed_process_leaves_the_earlier_file_and_the_next_cleans_up(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("earlier", encoding="utf-8")
    script = f"""
        import pathlib, sys
        from reporter.history import file_draft
        with file_draft(pathlib.Path({str(target)!r})) as path:
            path.write_text("half")
            print("writing", flush=True)
            sys.stdin.read()
        """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"writing\n"
    process.kill()
    process.communicate()
    assert target.read_text(encoding="utf-8") == "earlier"
    assert len(list(tmp_path.iterdir())) == 2
    with file_draft(tmp_path / "another.csv") as path:
        path.touch()
    assert sorted(tmp_path.iterdir()) == [tmp_path / "another.csv", target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    link = tmp_path / "list.csv"
    link.symlink_to(tmp_path / "kept" / "list.csv")
    with file_draft(link) as path:
        path.write_text("new", encoding="utf-8")
    assert link.is_symlink()
    assert (tmp_path / "kept" / "list.csv").read_text(encoding="utf-8") == "new"


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="is a folder"), file_draft(tmp_path):
        pytest.fail("the draft must not begin")


def test_a_file_where_a_folder_is_needed_is_named(tmp_path: Path) -> None:
    (tmp_path / "june").write_text("", encoding="utf-8")
    with (
        pytest.raises(HistoryError, match="cannot be made"),
        file_draft(tmp_path / "june" / "list.csv"),
    ):
        pytest.fail("the draft must not begin")
