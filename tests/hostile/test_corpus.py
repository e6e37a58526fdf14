"""Every case of the corpus comes to its end: an answer, or one message that says what and where;
nothing half-written, nothing left.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reporter.cli import reporter
from tests import heavy
from tests.hostile.corpus import CASES

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.hostile.corpus import Case

REFUSED = [name for name, case in CASES.items() if case.is_refused]
REPORTED = [name for name, case in CASES.items() if not case.is_refused]
DIFFERENT = [name for name in REPORTED if CASES[name].differs]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the command puts what is temporary."""
    path = tmp_path / "temporary"
    path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


def _made(case: Case, tmp_path: Path) -> str:
    folder = tmp_path / "data"
    folder.mkdir()
    return str(case.make(folder))


def _seen(folder: Path) -> dict[str, int]:
    """Return what lies in a folder, and when each was last written."""
    return {str(path.relative_to(folder)): path.lstat().st_mtime_ns for path in folder.rglob("*")}


def _is_one_message(result: Result, says: tuple[str, ...]) -> None:
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert "unexpected error" not in result.stderr, result.stderr
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.strip().splitlines()) == 2, "what failed, and what to do"
    assert max(len(line) for line in result.stderr.splitlines()) < 1500
    assert [word for word in says if word.lower() not in result.stderr.lower()] == [], result.stderr


def test_the_corpus_is_large_enough() -> None:
    assert len(CASES) >= 80
    assert len(REPORTED) >= 20


@pytest.mark.parametrize("name", heavy.every(2, REFUSED))
def test_what_cannot_be_read_is_one_message(name: str, tmp_path: Path, temporary: Path) -> None:
    data = _made(CASES[name], tmp_path)
    before = _seen(tmp_path / "data")
    result = CliRunner().invoke(reporter, ["inspect", data])
    assert result.exit_code == 1, result.output
    if not result.stderr:  # it can be shown, though no report can be made of it
        assert "No report can be made" in result.output
        result = CliRunner().invoke(reporter, ["run", data, "-o", str(tmp_path / "run"), "--quiet"])
    _is_one_message(result, CASES[name].says)
    assert not (tmp_path / "run").exists()
    assert list(temporary.iterdir()) == []
    assert _seen(tmp_path / "data") == before


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy.every(6, REPORTED))
def test_what_can_be_read_is_understood(name: str, tmp_path: Path, temporary: Path) -> None:
    data = _made(CASES[name], tmp_path)
    before = _seen(tmp_path / "data")
    result = CliRunner().invoke(reporter, ["inspect", data])
    assert result.exit_code == 0, result.output
    assert "No report can be made" not in result.output, result.output
    assert CASES[name].tells in result.output
    assert result.stderr == ""
    assert list(temporary.iterdir()) == []
    assert _seen(tmp_path / "data") == before


@pytest.mark.parametrize("name", REFUSED[::20])
def test_an_earlier_run_stays_as_it_was(name: str, tmp_path: Path, temporary: Path) -> None:
    data, target = _made(CASES[name], tmp_path), tmp_path / "runs" / "run"
    target.mkdir(parents=True)
    (target / "summary.json").write_text("{}", encoding="utf-8")
    before = _seen(tmp_path / "runs")
    _is_one_message(
        CliRunner().invoke(reporter, ["run", data, "-o", str(target), "--quiet"]), CASES[name].says
    )
    assert _seen(tmp_path / "runs") == before
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy.first(1, DIFFERENT))
def test_a_whole_run_comes_of_what_is_merely_odd(
    name: str, tmp_path: Path, temporary: Path
) -> None:
    data, target = _made(CASES[name], tmp_path), tmp_path / "runs" / "run"
    result = CliRunner().invoke(
        reporter,
        [
            "run",
            data,
            "-o",
            str(target),
            "--formats",
            "html,csv",
            "--quiet",
            "--set",
            "segments.resamples=5",
        ],
    )
    assert result.exit_code == 0, result.output
    assert {"report.html", "summary.json", "model.skops"} <= {
        path.name for path in target.iterdir()
    }
    assert [path.name for path in target.parent.iterdir()] == ["run"]
    assert list(temporary.iterdir()) == []
