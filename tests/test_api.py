"""`reporter.run` from Python does what the command line does."""

from __future__ import annotations

from pathlib import Path

import pytest

import reporter

SAMPLES = Path(__file__).parents[1] / "sample_data"


def test_a_run_from_python_gives_the_report_and_its_files(tmp_path: Path) -> None:
    run = reporter.run(
        SAMPLES / "mall_customers.csv",
        tmp_path / "run",
        {"report": {"formats": ["csv", "html"]}, "segments": {"count": 4}},
    )
    assert [path.name for path in run.files] == [
        "model.skops",
        "report.html",
        "segments.csv",
        "summary.json",
    ]
    assert run.report.study.segmentation.k == 4
    words, personas = reporter.words_of(run.report), run.report.findings.personas
    assert len({words.name(persona.name) for persona in personas}) == 4


def test_errors_are_the_packages_own(tmp_path: Path) -> None:
    with pytest.raises(reporter.IngestError) as caught:
        reporter.run(tmp_path / "nowhere.csv", tmp_path / "run")
    assert "nowhere.csv" in caught.value.what
    assert caught.value.hint
    assert not (tmp_path / "run").exists()


def test_wrong_settings_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(reporter.SettingsError, match=r"segments\.number"):
        reporter.run(tmp_path / "nowhere.csv", tmp_path / "run", {"segments": {"number": 4}})
