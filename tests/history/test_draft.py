"""A run folder is whole or it is not there, and an earlier run survives every failure."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from reporter.errors import HistoryError
from reporter.history import Target, draft

if TYPE_CHECKING:
    from pathlib import Path


def _earlier(target: Path) -> None:
    target.mkdir()
    (target / "summary.json").write_text("{}", encoding="utf-8")
    (target / "report.html").write_text("earlier", encoding="utf-8")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_finished_draft_takes_the_place_of_the_earlier_run(tmp_path: Path) -> None:
    target = tmp_path / "run"
    _earlier(target)
    with draft(Target(folder=target)) as made:
        (made.folder / "summary.json").write_text("new", encoding="utf-8")
        assert (target / "report.html").read_text(encoding="utf-8") == "earlier"
    assert (target / "summary.json").read_text(encoding="utf-8") == "new"
    assert _names(target) == ["summary.json"]
    assert _names(tmp_path) == ["run"]


def test_a_failed_draft_leaves_the_earlier_run_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "run"
    _earlier(target)
    with contextlib.suppress(RuntimeError), draft(Target(folder=target)) as made:
        (made.folder / "summary.json").write_text("half", encoding="utf-8")
        raise RuntimeError
    assert (target / "report.html").read_text(encoding="utf-8") == "earlier"
    assert _names(tmp_path) == ["run"]


@pytest.mark.slow
def test_a_killed_process_leaves_the_earlier_run_and_the_next_cleans_up(tmp_path: Path) -> None:
    target = tmp_path / "run"
    _earlier(target)
    script = textwrap.dedent(f"""
        import pathlib, sys
        from reporter.history import Target, draft
        with draft(Target(folder=pathlib.Path({str(target)!r}))) as made:
            (made.folder / "summary.json").write_text("half")
            print("writing", flush=True)
            sys.stdin.read()
        """)
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"writing\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (target / "report.html").read_text(encoding="utf-8") == "earlier"
    assert len(_names(tmp_path)) == 2
    with draft(Target(folder=target)) as made:
        (made.folder / "summary.json").write_text("new", encoding="utf-8")
    assert _names(tmp_path) == ["run"]


def test_a_folder_that_is_no_run_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "thesis"
    target.mkdir()
    (target / "chapter.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(HistoryError, match="no earlier run"), draft(Target(folder=target)):
        pytest.fail("the draft must not begin")
    assert _names(target) == ["chapter.txt"]


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    target = tmp_path / "run"
    target.write_text("", encoding="utf-8")
    with pytest.raises(HistoryError, match="not a folder"), draft(Target(folder=target)):
        pytest.fail("the draft must not begin")


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    target = tmp_path / "run"
    target.mkdir()
    with draft(Target(folder=target)) as made:
        (made.folder / "summary.json").write_text("new", encoding="utf-8")
    assert _names(target) == ["summary.json"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(HistoryError, match="cannot be"), draft(Target(folder=tmp_path / "run")):
            pytest.fail("the draft must not begin")
    finally:
        tmp_path.chmod(0o700)
