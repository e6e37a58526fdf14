"""Workspaces are gone with the run, killed or not, and nothing else ever is."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reporter import beside, workspaces

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "temporary"
    path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


@pytest.fixture
def holder(temporary: Path) -> Callable[[Path], subprocess.Popen[str]]:
    """Return what starts a process that holds a workspace and, noted in it, a folder beside a
    target.
    """

    def start(target: Path) -> subprocess.Popen[str]:
        script = f"""
            import pathlib, sys
            from reporter import workspaces
            with workspaces.of_process(), workspaces.workspace() as folder:
                (folder / "names.csv").write_text("Ann")
                with workspaces.beside(pathlib.Path({str(target)!r}), folder) as room:
                    (room / "half.csv").write_text("Ann")
                    print("holding", flush=True)
                    sys.stdin.read()
            """
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)},
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "holding\n"
        return process

    return start


def _held(folder: Path) -> list[Path]:
    return sorted(folder.glob("segment-reporter-*"))


def test_a_workspace_is_private_and_gone_at_the_end(temporary: Path) -> None:
    with workspaces.workspace() as folder:
        assert folder.parent == temporary
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "deep").mkdir()
        (folder / "deep" / "names.csv").write_text("Ann", encoding="utf-8")
    assert list(temporary.iterdir()) == []


def test_a_workspace_is_gone_after_an_error(temporary: Path) -> None:
    with (
        contextlib.suppress(RuntimeError),
        workspaces.workspace(),
        workspaces.beside(temporary / "run"),
    ):
        assert len(list(temporary.iterdir())) == 2
        raise RuntimeError
    assert list(temporary.iterdir()) == []


def test_what_libraries_put_into_the_temporary_folder_lies_in_the_workspace_of_the_process(
    temporary: Path,
) -> None:
    before = os.environ.get("TMPDIR")
    with workspaces.of_process() as folder:
        assert Path(tempfile.mkdtemp()).parent == folder
        told = subprocess.run(
            ["sh", "-c", "echo $TMPDIR"], capture_output=True, text=True, check=True
        )
        assert told.stdout.strip() == str(folder)
    assert (tempfile.gettempdir(), os.environ.get("TMPDIR")) == (str(temporary), before)
    assert list(temporary.iterdir()) == []


def test_the_next_one_removes_what_a_killed_process_left_wherever_it_lies(
    temporary: Path, tmp_path: Path, holder: Callable[[Path], subprocess.Popen[str]]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    process = holder(tmp_path / "elsewhere" / "two\nlines")
    process.kill()
    process.communicate()
    assert len(_held(temporary)) == 1
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1
    with workspaces.workspace() as folder:
        assert _held(temporary) == [folder]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_is_left_beside_a_target_goes_with_the_next_draft_there(
    temporary: Path, tmp_path: Path, holder: Callable[[Path], subprocess.Popen[str]]
) -> None:
    process = holder(tmp_path / "one")
    process.kill()
    process.communicate()
    shutil.rmtree(_held(temporary)[0])  # a machine that started again empties its temporary folder
    with workspaces.beside(tmp_path / "other"):
        assert len(list(tmp_path.glob(".*"))) == 1
    assert list(tmp_path.glob(".*")) == []


def test_nothing_of_a_living_process_is_removed_even_when_it_sleeps(
    temporary: Path, tmp_path: Path, holder: Callable[[Path], subprocess.Popen[str]]
) -> None:
    process = holder(tmp_path / "run")
    process.send_signal(signal.SIGSTOP)
    long_ago = time.time() - 3 * workspaces.GRACE
    os.utime(_held(temporary)[0], (long_ago, long_ago))
    with workspaces.workspace(), workspaces.beside(tmp_path / "run"):
        assert len(_held(temporary)) == 2
        assert len(list(tmp_path.glob(".run.*"))) == 2
    process.send_signal(signal.SIGCONT)
    process.communicate("", timeout=60)
    assert process.returncode == 0
    assert list(temporary.iterdir()) == []
    assert list(tmp_path.glob(".*")) == []


def _left(folder: Path, *, machine: bytes | None = b"", age: float = 0.0) -> Path:
    """Make a folder as a killed process leaves it; without a lock where there is no machine."""
    folder.mkdir()
    (folder / "names.csv").write_text("Ann", encoding="utf-8")
    then = time.time() - age
    if machine is not None:
        (folder / workspaces.LOCK).write_bytes(machine)
        os.utime(folder / workspaces.LOCK, (then, then))
    os.utime(folder, (then, then))
    return folder


def test_only_folders_that_are_ours_are_removed(temporary: Path, tmp_path: Path) -> None:
    kept = [
        _left(temporary / "segment-reporter"),
        _left(temporary / "segment-reporter-notes"),
        _left(temporary / "reporter-abcd1234"),
        _left(temporary / "segment-reporter-nolock_1", machine=None),
        _left(temporary / "segment-reporter-nolock_2", machine=b"another machine"),
    ]
    outside = _left(tmp_path / "outside")
    link = temporary / "segment-reporter-linked_1"
    link.symlink_to(outside)
    file = temporary / "segment-reporter-a_file_1"
    file.write_text("", encoding="utf-8")
    gone = [
        _left(temporary / "segment-reporter-dead_one"),
        _left(temporary / "segment-reporter-nolock_3", machine=None, age=2 * workspaces.GRACE),
        _left(
            temporary / "segment-reporter-nolock_4",
            machine=b"another machine",
            age=2 * workspaces.GRACE,
        ),
    ]
    workspaces.sweep(temporary)
    assert sorted(temporary.iterdir()) == sorted([*kept, link, file])
    assert (outside / "names.csv").is_file()
    assert not any(path.exists() for path in gone)


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator can give files away")
def test_what_another_user_left_is_not_ours_to_remove(temporary: Path) -> None:
    other = _left(temporary / "segment-reporter-others_1")
    os.chown(other, 65_534, 65_534)
    workspaces.sweep(temporary)
    assert (other / "names.csv").is_file()


def test_a_note_cannot_send_the_sweeper_to_other_folders(temporary: Path, tmp_path: Path) -> None:
    thesis = _left(tmp_path / "thesis")
    dead = _left(temporary / "segment-reporter-dead_one")
    (dead / workspaces.ELSEWHERE).write_text(f'"{thesis}"\nno JSON\n', encoding="utf-8")
    workspaces.sweep(temporary)
    assert not dead.exists()
    assert (thesis / "names.csv").is_file()


def test_many_at_once_do_not_disturb_each_other(temporary: Path) -> None:
    script = """
        from reporter import workspaces
        for number in range(40):
            with workspaces.workspace() as folder:
                (folder / "names.csv").write_text("Ann")
                workspaces.sweep(folder.parent)
                assert (folder / "names.csv").read_text() == "Ann"
        """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    crowd = [
        subprocess.Popen(command, cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)})
        for _ in range(4)
    ]
    assert [one.wait(timeout=300) for one in crowd] == [0, 0, 0, 0]
    assert list(temporary.iterdir()) == []


def test_a_process_beside_the_run_ends_with_it(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os, sys, time\nprint(os.getpid(), sys.argv[1:], flush=True)\ntime.sleep(600)\n",
        encoding="utf-8",
    )
    code = f"""
        import pathlib, subprocess, time
        from reporter import beside
        process = beside.start(pathlib.Path({str(script)!r}), "one", stdout=subprocess.PIPE)
        print(process.stdout.readline(), end="", flush=True)
        time.sleep(600)
        """
    run = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert run.stdout is not None
    number, _, arguments = run.stdout.readline().strip().partition(" ")
    assert arguments == "['one']"
    run.kill()
    run.communicate()
    deadline = time.monotonic() + 60
    while _is_alive(int(number)):
        assert time.monotonic() < deadline, "it lives on"
        time.sleep(0.05)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return (
            not state.is_file()
            or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
        )
    except (OSError, IndexError):
        return False


def test_a_process_beside_the_run_works_as_the_script_alone_would(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, tempfile\nprint(__name__, sys.argv, tempfile.gettempdir(), input())\n",
        encoding="utf-8",
    )
    process = beside.start(
        script, "1", temporary=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    answer, _ = process.communicate("hello\n")
    assert answer.split() == ["__main__", f"['{script}',", "'1']", str(tmp_path), "hello"]
